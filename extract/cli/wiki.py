"""What the commands that read a live wiki share: whose it is, who asks, how fast."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..sources.api import Client


def add_wiki(command: argparse.ArgumentParser) -> None:
    """--wiki, --contact, --rate, --tries, --cache, --no-cache."""
    command.add_argument(
        "--wiki", default="en", metavar="WIKI", help="language edition of Wikipedia, or a wiki's address (default: en)"
    )
    command.add_argument(
        "--contact", metavar="WHO", help="your e-mail or page, which Wikimedia asks of clients (or BATTLEBOX_CONTACT)"
    )
    command.add_argument(
        "--rate",
        type=float,
        default=100,
        metavar="N",
        help="requests a minute, 0 for no limit (default 100; Wikimedia allows 200)",
    )
    command.add_argument("--tries", type=int, default=8, metavar="N", help="so often a request is tried (default 8)")
    command.add_argument("--cache", metavar="DIR", help="where revisions are kept (default: battlebox in your cache folder)")
    command.add_argument("--no-cache", action="store_true", help="keep nothing")


def client_of(args: argparse.Namespace, wiki: str | None = None) -> Client:
    """The client that the options ask for; raises `JobError` without a contact."""
    from ..sources.api import Client
    from ..sources.api.client import cache_folder

    contact = args.contact or os.environ.get("BATTLEBOX_CONTACT") or _configured()
    cache: Path | None = None
    if args.cache or not args.no_cache:
        try:
            import requests_cache  # noqa: F401

            cache = Path(args.cache) if args.cache else cache_folder()
        except ImportError:
            cache = Path(args.cache) if args.cache else None  # without the library: no cache, unless one was asked for
    return Client(wiki or args.wiki, contact=contact or "", rate=args.rate or None, tries=max(args.tries, 1), cache=cache)


def _configured() -> str | None:
    file = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "battlebox" / "contact"
    try:
        return file.read_text("utf-8").strip() or None
    except OSError:
        return None
