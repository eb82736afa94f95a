"""Where the real pages lie, and what to do where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

#: The test wiki's own scripts are no tests.
collect_ignore = ["mediawiki"]

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def corpus(kind: str) -> list[Path]:
    """The corpus pages of a kind ("html", "text", "wikitext"), none where the corpus is absent."""
    folder = SHARED / "corpus" / kind
    return sorted(p for p in folder.iterdir() if p.is_file()) if folder.is_dir() else []


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and gold; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the corpus of real pages (../shared) is not on this machine")
    return SHARED


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`corpus_page` runs a test on every real page; one skip that says why where there is none."""
    if "corpus_page" in metafunc.fixturenames:
        pages = [p for kind in ("html", "text", "wikitext") for p in corpus(kind)]
        reason = pytest.mark.skip(reason="the corpus of real pages (../shared) is not on this machine")
        values = pages or [pytest.param(Path(), marks=reason)]
        metafunc.parametrize("corpus_page", values, ids=[f"{p.parent.name}-{p.stem}" for p in pages] or ["absent"])
