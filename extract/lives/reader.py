"""Follows a page's infobox through its revisions.

A box that was seen before, next to it or long ago, costs its hash and no parse. The hash is of the box's own wikitext; what stands
outside of it (the text of a reference that the box only names) is taken from the revision in which the box was first seen.

What is kept: a record of each different box of the page (up to `_KEPT`, the latest), its hash and the step it first stood in,
the lives of all values; nothing of a revision that leaves the box as it was.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from itertools import pairwise

import msgspec

from ..changes import diff
from ..errors import InputError
from ..pages import Page, Revision
from ..parse.wikitext.scan import boxes
from ..pipeline import records
from ..raw import Document, Origin
from ..record import Record, Warning
from .types import History, Life, Span, Step
from .values import Key, Value, values

_KEPT = 200


def history(
    revisions: Iterable[Revision],
    page: Page | None = None,
    *,
    language: str | None = None,
    redirects: Mapping[str, str] | None = None,
    box: int = 0,
) -> History:
    """The history of infobox number `box` (from 0) of a page, of revisions in any order.

    Revisions are sorted by time and number, doubles are left out. A hidden text tells nothing: values live on over it, which a
    warning says. Raises nothing: a revision that cannot be read is a step without a box and a warning.
    """
    return _Reader(page or Page(""), language, redirects or {}, box).read(revisions)


class _Reader:
    def __init__(self, page: Page, language: str | None, redirects: Mapping[str, str], box: int) -> None:
        self.page, self.redirects, self.box = page, redirects, box
        self.language = (language or page.language or "en").split("-")[0]
        self.steps: list[Step] = []
        self.warnings: list[Warning] = []
        self.first_seen: dict[str | None, int] = {}  # the step in which each box first stood
        self.kept: OrderedDict[str, Record] = OrderedDict()
        self.parsed = 0
        self.spans: dict[Key, list[Span]] = {}
        self.latest: dict[Key, Value] = {}
        self.alive: set[Key] = set()
        self.now: Record | None = None
        self.state: str | None = None

    def read(self, revisions: Iterable[Revision]) -> History:
        ordered, doubles = _ordered(revisions)
        if doubles:
            self._warn("duplicate-revision", f"{doubles} revisions came twice; each was read once")
        self._parents(ordered)
        for one in ordered:
            self._revision(one)
        lives = [
            Life(
                field=key.field, side=key.side, name=self.latest[key].name or None, value=self.latest[key].text,
                facts=self.latest[key].facts, spans=tuple(spans), contested=len(spans) - 1,
            )
            for key, spans in self.spans.items()
        ]  # fmt: skip
        lives.sort(key=lambda life: life.spans[0].begin)
        times = [one.timestamp for one in ordered if one.timestamp]
        return History(
            title=self.page.title or None, page_id=self.page.id, wiki=self.page.wiki, revisions=len(ordered), parsed=self.parsed,
            first=times[0] if times else None, last=times[-1] if times else None, steps=tuple(self.steps), lives=tuple(lives),
            warnings=tuple(self.warnings),
        )  # fmt: skip

    def _revision(self, one: Revision) -> None:
        if one.text_hidden:
            if self.steps:
                self.steps.append(_step(one, None))
            self._warn("hidden-text", "the text of this revision is hidden; what it held is not known", one)
            return
        state = self._find(one)
        if state == self.state and self.steps:
            return
        if state is None and not self.steps:
            return  # before there was a box
        record = self._record(one, state) if state is not None else None
        number = len(self.steps)
        reverts = self.first_seen.get(state)
        changes = diff(self.now, record)
        step = _step(one, state)
        if state is not None and reverts is not None:
            step = msgspec.structs.replace(step, reverts_to=self.steps[reverts].revision_id)
            for undone in range(self._last_with(state) + 1, number):
                if self.steps[undone].reverted_by is None:
                    self.steps[undone] = msgspec.structs.replace(self.steps[undone], reverted_by=one.id)
        else:
            self.first_seen.setdefault(state, number)
        self.steps.append(msgspec.structs.replace(step, changes=changes))
        self._live(record, number)
        self.now, self.state = record, state

    def _last_with(self, state: str) -> int:
        """The latest step before now in which the box was this one."""
        return next((n for n in range(len(self.steps) - 1, -1, -1) if self.steps[n].box == state), len(self.steps) - 1)

    def _find(self, one: Revision) -> str | None:
        """The hash of the box's wikitext, by our own scan."""
        text = one.text or ""
        for number, box in enumerate(boxes(text, self.redirects)):
            if number == self.box:
                return hashlib.sha1(text[box.start : box.end].encode("utf-8", "surrogatepass")).hexdigest()
        return None

    def _record(self, one: Revision, state: str) -> Record | None:
        if state in self.kept:
            self.kept.move_to_end(state)
            return self.kept[state]
        page = self.page
        origin = Origin(wiki=page.wiki, title=page.title or None, page_id=page.id, revision_id=one.id, timestamp=one.timestamp)
        document = Document(one.text or "", "wikitext", self.language, origin, redirects=self.redirects)
        self.parsed += 1
        try:
            found = next((record for number, record in enumerate(records(document)) if number == self.box), None)
        except InputError as error:
            self._warn("unread-revision", error.reason, one)
            return None
        if found is not None:
            self.kept[state] = found
            if len(self.kept) > _KEPT:
                self.kept.popitem(last=False)
        return found

    def _live(self, record: Record | None, number: int) -> None:
        there = {value.key: value for value in values(record)} if record is not None else {}
        for key in self.alive - there.keys():
            self.spans[key][-1] = Span(begin=self.spans[key][-1].begin, end=number)
        for key, value in there.items():
            if key not in self.alive:
                self.spans.setdefault(key, []).append(Span(begin=number))
            self.latest[key] = value
        self.alive = set(there)

    def _parents(self, ordered: list[Revision]) -> None:
        """Parents that are not there (a merge of histories, an export of some revisions) are said once."""
        numbers = {one.id for one in ordered}
        missing = [one for one in ordered[1:] if one.parent_id and one.parent_id not in numbers]
        if missing:
            self._warn("missing-parent", f"{len(missing)} revisions follow one that is not here", missing[0])
        # in one page's history each revision follows the one before it; two pages that were merged take turns
        turns = sum(1 for one, other in pairwise(ordered) if other.parent_id in numbers and one.id != other.parent_id)
        if turns > 1:
            self._warn(
                "merged-history", "histories of several pages were merged here: revisions do not follow each other", ordered[0]
            )

    def _warn(self, code: str, message: str, one: Revision | None = None) -> None:
        self.warnings.append(Warning(code=code, message=message, text=f"revision {one.id}" if one else ""))


def _ordered(revisions: Iterable[Revision]) -> tuple[list[Revision], int]:
    """By time and number, doubles left out; how many there were."""
    found: dict[object, Revision] = {}
    doubles = 0
    for number, one in enumerate(revisions):
        key: object = one.id if one.id is not None else ("", number)
        doubles += key in found
        if key not in found or found[key].text is None:
            found[key] = one
    if all(one.timestamp for one in found.values()):
        return sorted(found.values(), key=lambda one: (one.timestamp or "", one.id or 0)), doubles
    return list(found.values()), doubles  # without times, the order they came in


def _step(one: Revision, box: str | None) -> Step:
    return Step(
        revision_id=one.id, timestamp=one.timestamp, user=one.user, comment=one.comment, minor=one.minor, parent_id=one.parent_id,
        user_hidden=one.user_hidden, comment_hidden=one.comment_hidden, text_hidden=one.text_hidden, box=box,
    )  # fmt: skip
