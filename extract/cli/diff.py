"""`battlebox diff`: what changed between two states of an infobox, by meaning."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from .options import RAW, add_source, colored
from .wiki import add_wiki

if TYPE_CHECKING:
    from ..changes import Change
    from ..record import Record
    from .options import Commands

DESCRIPTION = """\
Say what changed from OLD to NEW, by meaning: items are compared by what they are, not by where they stand in a list.

OLD and NEW are pages of any kind (text, HTML, wikitext), records (.json, .jsonl), or FILE@REVISION for a revision of a
page in a history dump or Special:Export file, or TITLE@REVISION, which is fetched from the wiki.
Exit codes: 0 the same, 1 different, 2 trouble."""

EXAMPLES = """\
examples:
  battlebox diff old.wikitext new.wikitext
  battlebox diff history.xml@1097538753 history.xml@1100000000 --format html -o changes.html
  battlebox diff "Battle of X@1097538753" "Battle of X@1100000000" --contact me@example.org
  battlebox diff before.jsonl after.jsonl --ignore writing,references"""

LEVELS = ("writing", "markup", "references", "order")


def add(commands: Commands) -> None:
    """Add the command and its options."""
    one = commands.add_parser(
        "diff",
        help="what changed between two states of an infobox",
        description=DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=RAW,
    )
    one.add_argument("old", metavar="OLD", nargs="?", help="page, records, or FILE@REVISION")
    one.add_argument("new", metavar="NEW", nargs="?", help="the same, later")
    add_source(one)
    one.add_argument(
        "--format", choices=("text", "json", "patch", "html"), default="text", help="text (default), json, patch (RFC 6902), html"
    )
    one.add_argument("--ignore", metavar="LEVELS", default="", help="leave out: any of writing,markup,references,order")
    one.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")
    add_wiki(one)
    one.add_argument("--schema", action="store_true", help="print the JSON Schema of the json format, and nothing else")
    one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare; give the exit code."""
    import json

    from ..changes import diff, json_schema
    from ..errors import BattleboxError

    if args.schema:
        print(json.dumps(json_schema(), indent=1, ensure_ascii=False))
        return 0
    ignore = [word.strip() for word in args.ignore.split(",") if word.strip()]
    wrong = [word for word in ignore if word not in LEVELS]
    if args.old is None or args.new is None or wrong:
        said = f"--ignore knows {', '.join(LEVELS)}, not {wrong[0]}" if wrong else "give OLD and NEW"
        print(f"battlebox: {said}", file=sys.stderr)
        return 2
    try:
        pairs = pair(_records(args.old, args), _records(args.new, args))
    except (BattleboxError, OSError, ValueError) as error:
        print(f"battlebox: {error}", file=sys.stderr)
        return 2
    compared = [(old, new, diff(old, new, ignore=ignore)) for old, new in pairs]
    text = _render(compared, args)
    if args.output:
        from pathlib import Path

        try:
            Path(args.output).write_text(text, "utf-8")
        except OSError as error:
            print(f"battlebox: cannot write {args.output}: {error.strerror}", file=sys.stderr)
            return 2
    elif text:
        sys.stdout.write(text)
    return 1 if any(changes for *_, changes in compared) else 0


def _render(compared: list[tuple[Record | None, Record | None, tuple[Change, ...]]], args: argparse.Namespace) -> str:
    import json

    import msgspec

    from ..changes import patch
    from ..report import diff_html, diff_text

    if args.format == "json":
        said = [list(msgspec.to_builtins(changes)) for *_, changes in compared]
        return json.dumps([one for found in said for one in found], indent=1, ensure_ascii=False) + "\n"
    if args.format == "patch":
        if len(compared) == 1:
            return json.dumps(patch(*compared[0][:2]), indent=1, ensure_ascii=False) + "\n"
        return json.dumps([patch(old, new) for old, new, _ in compared], indent=1, ensure_ascii=False) + "\n"
    if args.format == "html":
        return "".join(diff_html.render(old, new, changes) for old, new, changes in compared)
    out = []
    for old, new, changes in compared:
        if changes:
            name = next((one.name or one.source.title for one in (new, old) if one), None)
            head = [f"--- {name}"] if len(compared) > 1 and name else []
            out += [*head, diff_text.render(changes, color=colored(args.output))]
    return "\n".join(out) + ("\n" if out else "")


def _records(name: str, args: argparse.Namespace) -> list[Record]:
    """The records behind a name; a page without a box has none."""
    from pathlib import Path

    import msgspec

    from ..api import extract
    from ..errors import InputError, NoInfobox
    from ..raw import Origin
    from ..record import Record

    path = Path(name)
    language, redirects = args.language, dict(args.redirect)
    if not path.exists() and "@" in name:
        return _of_revision(name, args)
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
        try:
            data = path.read_bytes()
            if data.lstrip().startswith(b"["):
                return msgspec.json.decode(data, type=list[Record])
            return [msgspec.json.decode(line, type=Record) for line in data.splitlines() if line.strip()]
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise InputError(f"no records of ours: {error}", name) from error
    if not path.exists():
        raise InputError("no such file", name)
    try:
        return extract(path, format=args.source, language=language, redirects=redirects, origin=Origin(path=name))
    except NoInfobox:
        return []


def _of_wiki(title: str, number: int, args: argparse.Namespace) -> list[Record]:
    from ..api import extract
    from ..errors import InputError, NoInfobox
    from ..raw import Origin
    from ..sources.api import ApiError, asked_by
    from .wiki import client_of

    client = client_of(args, asked_by(title).wiki)
    ((_, page),) = client.pages(revisions=[number])
    if isinstance(page, ApiError):
        raise InputError(page.reason, f"{title}@{number}")
    (one,) = page.revisions
    if one.text is None:
        raise InputError("the text of that revision is hidden", f"{title}@{number}")
    origin = Origin(None, page.wiki, page.title, page.id, one.id, one.timestamp, page.url)
    redirects = {**client.template_redirects(), **dict(args.redirect)}
    try:
        return extract(one.text, format="wikitext", language=args.language or page.language, redirects=redirects, origin=origin)
    except NoInfobox:
        return []


def _of_revision(name: str, args: argparse.Namespace) -> list[Record]:
    from pathlib import Path

    from ..api import extract
    from ..errors import InputError, NoInfobox
    from ..raw import Origin
    from ..sources.dump import Wanted, histories, open_dump

    file, _, number = name.rpartition("@")
    if not number.isdecimal():
        raise InputError(f"no such file; for a revision write FILE@NUMBER, not {number!r}", name)
    if not Path(file).exists():
        return _of_wiki(file, int(number), args)
    dump = open_dump([file])
    for part in dump.parts:
        for page, revisions in histories(part, Wanted(namespaces=None), lambda _: None):
            for one in revisions:
                if one.id != int(number):
                    continue
                if one.text_hidden:
                    raise InputError("the text of that revision is hidden", name)
                origin = Origin(file, dump.site.wiki, page.title, page.id, one.id, one.timestamp)
                language = args.language or (dump.site.language or "en").split("-")[0]
                try:
                    return extract(
                        one.text or "", format="wikitext", language=language, redirects=dict(args.redirect), origin=origin
                    )
                except (NoInfobox, InputError):
                    return []
    raise InputError("no such revision in it (of a page with an infobox)", name)


def pair(old: list[Record], new: list[Record]) -> list[tuple[Record | None, Record | None]]:
    """Which box is which: by page and number, else by name, else by kind, in order."""
    left, right = list(old), list(new)
    pairs: list[tuple[Record | None, Record | None]] = []

    def take(same: object) -> None:
        for one in list(left):
            for other in right:
                if same(one, other):  # type: ignore[operator]
                    pairs.append((one, other))
                    left.remove(one)
                    right.remove(other)
                    break

    take(lambda a, b: a.name is not None and a.name == b.name and a.source.page_id == b.source.page_id)
    take(lambda a, b: a.name is not None and a.name == b.name)
    take(lambda a, b: a.kind == b.kind and a.source.index == b.source.index)
    take(lambda a, b: a.kind == b.kind)
    take(lambda a, b: True)
    return pairs + [(one, None) for one in left] + [(None, other) for other in right]
