"""Amounts: what is a figure, what its range, bound and doubt are, and what only looks like one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extract.fields.numbers import Amount, find_numbers
from extract.fields.numbers.tokens import glued

FOLDER = Path(__file__).parent / "cases"
CASES = tomllib.loads((FOLDER / "quantities_not_counts.toml").read_text("utf-8"))
AMOUNTS = tomllib.loads((FOLDER / "numbers.toml").read_text("utf-8"))["amounts"]


def shown(amount: Amount) -> str:
    """ "12..15+~", or the words in the place of a number."""
    figure = amount.vague or (f"{amount.min}" if amount.min == amount.max else f"{amount.min}..{amount.max}")
    return figure + {"at_least": "+", "at_most": "-", None: ""}[amount.bound] + ("~" if amount.approximate else "")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("1,000", ["1000"]),
        ("1 000", ["1000"]),
        ("16 000 guns", ["16000"]),
        ("47 000 men", ["47000"]),
        ("1'000", ["1000"]),
        ("1’000", ["1000"]),
        ("5.045 killed", ["5045"]),
        ("1.314.200", ["1314200"]),
        ("3,13,634", ["313634"]),
        ("1234567", ["1234567"]),
        ("98,787 60,000", ["98787", "60000"]),  # two columns that flattened text put on a line
        ("239 450", ["239", "450"]),
        ("25–70,000", ["25000..70000"]),
        ("2–3,000", ["2000..3000"]),
        ("400–1,000", ["400..1000"]),
        ("2,000–3,000 to 21,973", ["2000..21973"]),
        ("15,000–20,000 to 40,000–250,000", ["15000..250000"]),
        ("27,000 to 28,000", ["27000..28000"]),
        ("between 80,000 and 100,000 men", ["80000..100000"]),
        ("from 500 to over 1,000", ["500..1000+"]),
        ("300 or 400 men", ["300..400"]),
        ("3 or 300", ["3", "300"]),
        ("6-10", ["6..10"]),
        ("63,222 – 98,000", ["63222..98000"]),
        ("400[3] – 500[4] killed", ["400..500"]),
        ("15,000 - 3 Roman legions", ["15000", "3"]),
        ("30,000 (1976) – 150,000 (1988)", ["30000", "150000"]),
        ("8,000+", ["8000+"]),
        ("+27,000", ["27000+"]),
        ("30,000 + 7,000", ["30000", "7000"]),
        ("1,100–3,000+", ["1100..3000+"]),
        ("34,933–35,000 +", ["34933..35000+"]),
        (">500", ["500+"]),
        ("≤ 20", ["20-"]),
        ("at least 3,000", ["3000+"]),
        ("no fewer than 20", ["20+"]),
        ("As few as 18", ["18+"]),
        ("Less than 20,661", ["20661-"]),
        ("up to 5,000–6,000", ["5000..6000-"]),
        ("5,000 or more", ["5000+"]),
        ("300 max", ["300-"]),
        ("~541,000", ["541000~"]),
        ("674~ civilians", ["674~"]),
        ("c.5,000", ["5000~"]),
        ("approx. 36,000", ["36000~"]),
        ("an estimated 5,000", ["5000~"]),
        ("250?", ["250~"]),
        ("20-odd men", ["20~"]),
        ("probably more than 10,000", ["10000+"]),
        ("1.5 million", ["1500000"]),
        ("1.5–2 million", ["1500000..2000000"]),
        ("1–1.2 million people", ["1000000..1200000"]),
        ("500–600 thousand", ["500000..600000"]),
        ("5k", ["5000"]),
        ("two", ["2"]),
        ("twenty-five men and thirty horses", ["25", "30"]),
        ("two hundred and fifty", ["250"]),
        ("Three to four hundred", ["300..400"]),
        ("a dozen", ["12"]),
        ("half a dozen", ["6"]),
        ("two dozen", ["24"]),
        ("a hundred or so", ["100~"]),
        ("300-strong garrison", ["300"]),
        ("a 2,000-man force", ["2000"]),
        ("12x guns", ["12"]),
        ("19413,767,000 troops", ["3767000"]),  # a year's label glued to its figure
        ("several hundred", ["several hundred"]),
        ("Hundreds to thousands", ["Hundreds to thousands"]),
        ("Tens of thousands", ["Tens of thousands"]),
        ("large numbers of irregulars", ["large numbers"]),
        ("1000s killed", ["1000s"]),
        ("some 500", ["500~"]),
        ("some ships", ["some"]),
        ("some seriously", []),
        ("Iran 82", ["82"]),
        ("58,318 KIA", ["58318"]),
        ("KIA 5", ["5"]),
    ],
)
def test_amounts(text: str, want: list[str]) -> None:
    assert [shown(amount) for amount in find_numbers(text)] == want


@pytest.mark.parametrize(("text", "want"), AMOUNTS.items())
def test_notations(text: str, want: list[str]) -> None:
    assert [shown(amount) for amount in find_numbers(text)] == want


@pytest.mark.parametrize("text", CASES["nothing"])
def test_nothing_counts(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize(("text", "want"), CASES["one"].items())
def test_one_counts(text: str, want: int) -> None:
    assert [(amount.min, amount.max) for amount in find_numbers(text)] == [(want, want)]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789,.–-+~ ()[]/:'abmkst\n", max_size=60))
def test_spans_hold(text: str) -> None:
    """Amounts stand in order, apart, inside the text, and a minimum is no more than its maximum."""
    last = 0
    for amount in find_numbers(text):
        assert last <= amount.span.start < amount.span.end <= len(text)
        assert amount.span.start <= amount.core.start < amount.core.end <= amount.span.end
        assert (amount.min is None) == (amount.max is None)
        assert amount.min is None or amount.max is None or 0 <= amount.min <= amount.max
        last = amount.span.end


@given(st.integers(0, 10**9))
def test_groupings_agree(value: int) -> None:
    """A number is the same with commas, points and without."""
    assume(not glued(f"{value}"))
    for text in (f"{value:,}", f"{value}", f"{value:,}".replace(",", "'")):
        assert [(a.min, a.max) for a in find_numbers(f"{text} men")] == [(value, value)]
