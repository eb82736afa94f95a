"""How the figures of a box moved over the years: a picture for a paper (SVG or PNG), or a page with it.

Okabe and Ito's colors (https://jfly.uni-koeln.de/color/), told apart by all eyes; the same history gives the same bytes.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from ..errors import JobError
from ..lives import History, Life
from .timeline import timeline

_COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_MEASURES = ("strength", "casualties")
#: So many figures are drawn of a side: those that stood longest.
_MOST = 4


def plot(found: History, path: Path) -> None:
    """Draw to `path` (.svg, .png or .html); raises `JobError` without matplotlib, without a figure, or for another suffix."""
    form = path.suffix.lower().removeprefix(".")
    if form not in ("svg", "png", "html"):
        raise JobError(f"cannot draw {path}: give a name that ends in .svg, .png or .html")
    try:
        import matplotlib
    except ImportError as error:
        raise JobError("a picture takes the library matplotlib: pip install 'battlebox[plot]'") from error
    matplotlib.use("Agg")
    settings: Any = {
        "svg.hashsalt": "battlebox", "font.family": "DejaVu Sans", "font.size": 9, "axes.spines.top": False,
        "axes.spines.right": False, "svg.fonttype": "path",
    }  # fmt: skip
    try:
        with matplotlib.rc_context(settings):
            figure = _figure(found)
            if form == "png":
                figure.savefig(path, dpi=200, metadata={"Software": None})
            else:
                import io

                drawn = io.StringIO()
                figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
                svg = drawn.getvalue()
                path.write_text(svg if form == "svg" else _page(found, svg[svg.index("<svg") :]), "utf-8")
    except OSError as error:
        raise JobError(f"cannot write {path}: {error.strerror}") from error


def _figure(found: History) -> Any:
    import matplotlib.dates
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter

    drawn = {measure: _chosen(found, measure) for measure in _MEASURES}
    panels = [measure for measure in _MEASURES if drawn[measure]]
    if not panels:
        raise JobError("there is nothing to draw: no revision gives a strength or a loss in figures")
    figure = Figure(figsize=(7.5, 2.9 * len(panels) + 0.5), layout="constrained")
    for number, measure in enumerate(panels):
        axes = figure.add_subplot(len(panels), 1, number + 1)
        for place, (label, lives) in enumerate(drawn[measure].items()):
            _draw(axes, found, lives, label, _COLORS[place % len(_COLORS)])
        axes.set_title(measure.capitalize(), loc="left", fontweight="bold")
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        dates: Any = matplotlib.dates
        locator = dates.AutoDateLocator()
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
        axes.grid(axis="y", color="#dddddd", linewidth=0.6)
        axes.set_ylabel(
            "people"
            if all(life.facts.get("category") == "personnel" for lives in drawn[measure].values() for life in lives)
            else "number"
        )
        axes.legend(fontsize=7.5, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    figure.suptitle(found.title or "", x=0.01, ha="left")
    first, last = found.steps[0], found.steps[-1]
    source = f"Infobox of Wikipedia's page, revisions {first.revision_id} to {last.revision_id}; its contributors, CC BY-SA 4.0"
    figure.supxlabel(source, fontsize=6.5, color="#555555", x=0.01, ha="left")
    return figure


def _chosen(found: History, measure: str) -> dict[str, list[Life]]:
    """Lines by label: what was counted, of which side; those that stood longest."""
    groups: dict[tuple[int | None, str], list[Life]] = {}
    for life in found.lives:
        if (
            life.field == measure
            and life.facts.get("max") is not None
            and life.facts.get("category") in ("personnel", "civilians", None)
        ):
            said = " and ".join(life.facts.get("effects", ())) or "personnel"
            more = [life.facts[key] for key in ("what", "of", "phase", "claimed_by") if life.facts.get(key)]
            groups.setdefault((life.side, " · ".join(dict.fromkeys([said, *more]))), []).append(life)
    kept: dict[str, list[Life]] = {}
    for side in sorted({side for side, _ in groups}, key=lambda one: one or 99):
        mine = [(key, lives) for key, lives in groups.items() if key[0] == side]
        mine.sort(key=lambda one: -sum(_days(found, life) for life in one[1]))
        for (_, label), lives in mine[:_MOST]:
            kept[f"{f'side {side}' if side else 'all'}: {label}"[:60]] = lives
    return kept


def _days(found: History, life: Life) -> float:
    return float(sum((end - begin).total_seconds() for begin, end in _times(found, life)))


def _times(found: History, life: Life) -> list[tuple[Any, Any]]:
    from datetime import datetime

    def at(number: int | None) -> datetime | None:
        when = found.steps[number].timestamp if number is not None else found.last
        return datetime.fromisoformat(when.replace("Z", "+00:00")) if when else None

    pairs = [(at(span.begin), at(span.end)) for span in life.spans]
    return [(begin, end) for begin, end in pairs if begin and end]


def _draw(axes: Any, found: History, lives: list[Life], label: str, color: str) -> None:
    """A step line where it is one number, a band where it is a range; gaps where it was not there."""
    named = False
    for life in lives:
        low, high = life.facts.get("min"), life.facts.get("max")
        low = high if low is None else low
        for begin, end in _times(found, life):
            style = {"color": color, "label": None if named else label}
            named = True
            if low != high:
                axes.fill_between([begin, end], [low, low], [high, high], alpha=0.25, linewidth=0, color=color)
                axes.plot([begin, end], [low, low], linewidth=0.8, color=color)
            axes.plot(
                [begin, end], [high, high], linewidth=1.6, linestyle="--" if life.facts.get("approximate") else "-", **style
            )
            if life.facts.get("bound"):
                axes.plot([begin], [high], marker="^" if life.facts["bound"] == "at_least" else "v", markersize=5, color=color)


def _page(found: History, svg: str) -> str:
    title = escape(found.title or "Infobox")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>History: {title}</title><style>'
        "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;background:#fff;color:#1a1a1a}"
        "svg{max-width:100%;height:auto}pre{white-space:pre-wrap;font:12px/1.5 ui-monospace,monospace}</style></head><body><main>"
        f"<h1>{title}</h1><figure role=img aria-label='Strength and casualties as the page gave them over the years'>{svg}</figure>"
        f"<h2>What changed</h2><pre>{escape(timeline(found))}</pre></main></body></html>\n"
    )
