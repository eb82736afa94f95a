"""What several items have to do with each other: renamed headings and parties, people named in notes, order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from .change import Change
from .items import Item, fold
from .match import Pair


def demoted(
    pairs: list[Pair], gone: list[Item], come: list[Item]
) -> tuple[list[Item], list[Item], list[Change], set[tuple[int, int]]]:
    """People who are now only named in another's note, and the other way round."""
    found: list[Change] = []
    noted: set[tuple[int, int]] = set()
    for rest, forward in ((gone, True), (come, False)):
        for item in [one for one in rest if one.field == "commanders" and len(one.key) > 3]:
            for one, other in pairs:
                here, there = (other, one) if forward else (one, other)
                if here.field == "commanders" and item.key in fold(here.text) and item.key not in fold(there.text):
                    rest.remove(item)
                    noted.add((one.place, other.place))
                    under = {"demoted": here.name}
                    found.append(
                        Change(
                            kind="moved", level="value", field="commanders", name=item.name, keys=("demoted",),
                            old={} if forward else under, new=under if forward else {},
                            side_old=item.side if forward else there.side, side_new=here.side if forward else item.side,
                            path_old=item.path if forward else there.path, path_new=here.path if forward else item.path,
                        )
                    )  # fmt: skip
                    break
    return gone, come, found, noted


#: Keys that name something else of the box: a heading, a party.
BY_NAME = ("group", "phase", "of", "claimed_by", "date")


def renamed(pairs: list[Pair]) -> dict[str, str]:
    """Parties and headings that are called otherwise now, old names to new; one to one, so that it holds both ways."""
    names = {
        (one.name.rstrip(": "), other.name.rstrip(": ")) for one, other in pairs if one.field in ("belligerents", "headings")
    }
    return _one_to_one({(old, new) for old, new in names if old != new})


def _one_to_one(names: set[tuple[str, str]]) -> dict[str, str]:
    left, right = Counter(old for old, _ in names), Counter(new for _, new in names)
    return {old: new for old, new in sorted(names) if left[old] == 1 and right[new] == 1}


def follows(old: object, new: object, names: dict[str, str]) -> bool:
    """Whether a name is another one because what it names got another."""
    return isinstance(old, str) and names.get(old) == new is not None


def same_parent(one: Item, other: Item, names: dict[str, str]) -> bool:
    """Whether both stand under the same, by whatever name."""
    return fold(one.parent or "") == fold(other.parent or "") or follows(one.parent, other.parent, names)


def headings(pairs: list[Pair], gone: list[Item], come: list[Item]) -> None:
    """Pair headings of unlike words under which the same items stand."""
    stands = {
        (str(one.facts["group"]), str(other.facts["group"]))
        for one, other in pairs
        if one.facts.get("group") and other.facts.get("group")
    }
    same = _one_to_one(stands)
    for one in [item for item in gone if item.field == "headings"]:
        wanted = same.get(one.name.rstrip(": "))
        other = next((item for item in come if item.field == "headings" and item.name.rstrip(": ") == wanted), None)
        if other is not None:
            pairs.append((one, other))
            gone.remove(one)
            come.remove(other)


def orders(pairs: Iterable[Pair], swap: dict[int | None, int | None], names: dict[str, str]) -> Iterator[Change]:
    """Lists of which only the order differs, apart from what came, went and moved."""
    groups: dict[tuple[str, int | None, str], list[Pair]] = defaultdict(list)
    for one, other in pairs:
        if swap.get(one.side, one.side) == other.side and same_parent(one, other, names):
            groups[one.field, other.side, fold(other.parent or "")].append((one, other))
    for (field, side, _), members in groups.items():
        if field == "headings":
            continue
        members.sort(key=lambda pair: pair[0].place)
        after = [other.place for _, other in members]
        if after != sorted(after):
            back = {new: old for old, new in swap.items()}
            yield Change(
                kind="reordered", level="order", field=field, side_old=back.get(side, side), side_new=side,
                path_old=members[0][0].path.rpartition("/")[0], path_new=members[0][1].path.rpartition("/")[0],
                old={"order": [one.name for one, _ in members]},
                new={"order": [other.name for _, other in sorted(members, key=lambda pair: pair[1].place)]},
            )  # fmt: skip
