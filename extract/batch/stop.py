"""Ctrl-C and its kin as a flag: a run that is stopped leaves what it has in order."""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType
from typing import Any


class Stop:
    """Ctrl-C, SIGTERM and SIGHUP become a flag while this is open: `signal` is the one that came, 0 for none.

    A second one ends the program at once, as it would have without us.
    """

    def __init__(self) -> None:
        self.signal = 0
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Stop:
        if threading.current_thread() is threading.main_thread():
            for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(one) != signal.SIG_IGN:  # nohup stays nohup
                    self._before[one] = signal.signal(one, self._caught)
        return self

    def __exit__(self, *_: object) -> None:
        for one, handler in self._before.items():
            signal.signal(one, handler)

    def _caught(self, number: int, _: FrameType | None) -> None:
        if self.signal:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        self.signal = number

    @property
    def code(self) -> int:
        """The exit code of a run that was stopped: 130 for Ctrl-C, 143 for SIGTERM."""
        return 128 + self.signal
