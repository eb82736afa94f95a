"""How far a run is: one line that is redrawn on a terminal, a line every half minute elsewhere, nothing with `-q`."""

from __future__ import annotations

import sys
import time

_REDRAWN = 0.1
_PLAIN = 30.0
#: So long nothing is said of the time left: it would be a guess.
_SURE = 3.0


class Progress:
    """Shows pages, records, speed and the time left. `total` and `done` share a unit: bytes where `sized`, else pages."""

    def __init__(self, total: int, quiet: bool = False, *, sized: bool = False) -> None:
        self._total, self._sized = total, sized
        self._terminal = sys.stderr.isatty()
        self._on = not quiet and total > 1
        self._started = self._shown = time.monotonic()
        self._before = 0
        self._drawn = False

    def begin(self, done: int) -> None:
        """What an earlier run had done counts for the share, not for the speed."""
        self._before = done

    def show(self, done: int, pages: int, records: int) -> None:
        """Show how far we are, if it is time."""
        now = time.monotonic()
        if not self._on or now - self._shown < (_REDRAWN if self._terminal else _PLAIN):
            return
        self._shown = now
        elapsed = max(now - self._started, 0.001)
        speed = (done - self._before) / elapsed
        sure = elapsed > _SURE and done - self._before > 0 and done <= self._total
        left = f"{_span((self._total - done) / speed)} left" if sure else "…"
        rate = f"{speed / 1e6:,.1f} MB/s" if self._sized else f"{speed:,.0f} pages/s"
        share = f"{min(done / self._total, 1):.1%}" if self._sized else f"{done:,}/{self._total:,}"
        line = f"{share}, {pages:,} pages, {records:,} records, {rate}, {left}"
        if self._terminal:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
            self._drawn = True
        else:
            print(f"battlebox: {line}", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Make room for a message."""
        if self._drawn:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._drawn = False


def _span(seconds: float) -> str:
    """A time for eyes.

    >>> _span(42), _span(312), _span(7500)
    ('42 s', '5 min', '2 h 05 min')
    """
    minutes = int(seconds // 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes} min" if minutes else f"{seconds:.0f} s"
