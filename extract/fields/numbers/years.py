"""Numerals of dates and years: "6–15 March 1945", "(1967)", "in 1944", "1914–18", "as of 2012"."""

from __future__ import annotations

from .tokens import Token
from .view import DASHES, NOTHING, View

#: A lone year behind a comma from this one on is hardly a count.
_MODERN = 1900


def dates(view: View) -> frozenset[int]:
    """The places of numerals beside a month's name, also through a range ("6–15 March 1945", "May 20")."""
    taken: set[int] = set()
    for place, token in enumerate(view.found):
        if token.kind != "word" or token.low not in view.words["months"] or not token.text[0].isupper():
            continue
        back = place - 1
        if view.at(back).low in view.words["before_month"]:
            back -= 1
        taken |= _days(view, back, -1)
        ahead = place + 1
        if view.at(ahead).text == ".":
            ahead += 1
        taken |= _days(view, ahead, 1)
        while ahead in taken or view.at(ahead).text in DASHES or view.at(ahead).text == ",":
            ahead += 1
        if view.year(ahead) and ahead - place < 8:
            taken.add(ahead)
    return frozenset(taken)


def _days(view: View, place: int, step: int) -> set[int]:
    taken: set[int] = set()
    while view.day(place):
        taken.add(place)
        if view.at(place + step).text not in (*DASHES, "/", "and", "to") or not view.day(place + 2 * step):
            break
        place += 2 * step
    return taken


def is_year(view: View, place: int) -> bool:
    """Whether a numeral is a year by what stands around it."""
    token, prior, after = view.found[place], view.near(place, -1), view.near(place, 1)
    if after.low in view.words["eras"] and after.kind == "word":
        return True
    if after.text in DASHES and token.plain and view.plain(place + 2) and view.at(place + 3).low in view.words["eras"]:
        return True  # "53–50 BC"
    if prior.low in view.words["eras_before"] and prior.text.isupper() and token.plain:
        return True
    if not view.year(place):
        # the short end of a range of years: "1914–18"
        span = prior.text in (*DASHES, "/") and prior.end == token.start and view.year(place - 2)
        return span and token.plain and len(token.text) == 2 and place - 2 in view.taken
    return _spanned(view, place, prior, after) or _bracketed(view, place, prior, after) or _led(view, place, prior, after)


def _spanned(view: View, place: int, prior: Token, after: Token) -> bool:
    """By a range or a compound: "1914–18", "mid-1944", the second of "1914–1918", "1992-present"."""
    token = view.found[place]
    if (after.text in DASHES and place + 2 in view.dated) or (prior.text in DASHES and place - 2 in view.dated):
        return True  # "2003 – 14 December 2011"
    if after.text in DASHES and after.start == token.end and view.at(place + 2).start == after.end:
        short = view.at(place + 2)
        if view.plain(place + 2) and len(short.text) == 2 and short.value > token.value % 100:
            return not view.counted_word(place + 3)
    if prior.text in ("-", "‑") and prior.end == token.start and view.at(place - 2).low in view.words["year_before"]:
        return True
    if prior.text in (*DASHES, "/", "to", "and") and view.year(place - 2) and place - 2 in view.years:
        return True
    return after.text == "-" and view.at(place + 2).low in view.words["until_now"]


def _ranged(view: View, place: int, after: Token) -> bool:
    """Whether what may be the second year of a range stands behind a year."""
    second = view.at(place + 2)
    ends = view.year(place + 2) or not second.low or second.low in view.words["until_now"]
    ends = ends or second.plain and len(second.text) == 2
    if after.kind == "word" and after.low in view.words["joiners"]:
        return view.year(place + 2) and view.at(place + 3).text in (")", ",", ";")  # "(1975 to 1991)"
    return after.text in DASHES and ends


def _behind_comma(view: View, place: int) -> bool:
    """Whether a year, or a range of years, is all that stands behind a word and a comma: "55,000 dead, 1999–2003"."""
    if view.at(place - 1).text != "," or view.at(place - 2).kind != "word":
        return False
    last = place
    if view.at(place + 1).text in DASHES or view.at(place + 1).low in view.words["joiners"]:
        if not view.year(place + 2) or view.at(place + 2).value <= view.at(place).value:
            return False
        last = place + 2
    if (
        last == place
        and view.found[place].value < _MODERN
        and not any(_sets_off(view.at(back)) for back in range(place - 8, place))
    ):
        return False  # "20 ships, 1500"
    return view.at(last + 1) is NOTHING or view.at(last + 1).text in (";", "\n", ")", "]")


def _sets_off(token: Token) -> bool:
    """Whether a token is a figure that sets off its thousands."""
    return token.kind == "num" and not token.plain and token.value >= 1000


def _dashed(view: View, place: int) -> bool:
    """Whether a bracket behind a figure with its thousands marked opens with a year and, behind a dash, a name: "70,000
    (1943 – Bulgaria)"; a figure of that cell would be written like the one before."""
    figure, name = view.at(place - 2), view.at(place + 2)
    marked = _sets_off(figure)
    closed = next((view.at(at).text for at in range(place + 3, place + 8) if view.at(at).kind != "word"), "")
    return marked and view.at(place + 1).text in DASHES and name.kind == "word" and name.text[:1].isupper() and closed == ")"


def _bracketed(view: View, place: int, prior: Token, after: Token) -> bool:
    """By the bracket it stands in: "(1967)", "(1986 estimate)", "(c. 2009)", "(1968–1970)", "(peak 1779)"."""
    closes, opens = after.text in (")", "]"), prior.text in ("(", "[")
    if opens and after.kind == "word" and after.low in view.words["year_nouns"]:
        return True
    if closes and prior.text == "." and view.at(place - 2).low in view.words["circa"] and view.at(place - 3).text == "(":
        return not view.counted
    if opens and (closes or after.text in (",", ";", "?", "/") and not view.counted_word(place + 2)):
        return True
    if prior.text == ";" and after.text in (";", ")", "]"):
        return True  # "(20 officers; 1968; US claim)"
    ranged = _ranged(view, place, after)
    if opens and _dashed(view, place):
        return True
    if ranged and view.year(place + 2) and view.at(place + 3).text == ")":
        return True
    if opens and ranged:
        past = view.at(place + 3)
        return past.kind != "word" or past.low in view.words["after_years"]
    known = view.words["year_before_close"] | view.words["year_before"] | {","}
    worded = prior.kind == "word" and prior.low not in view.words["not_before_year"]
    return closes and (prior.low in known or worded) and not view.counted


def _led(view: View, place: int, prior: Token, after: Token) -> bool:
    """By a word before it ("in 1944", "as of 2012"), or as the label at the head of a line ("1967:", "1992-")."""
    if prior.low in view.words["as_of"] and view.at(place - 2).low in view.words["as_of"]:
        return not view.counted_word(place + 1)
    if after.low in view.words["year_sources"]:
        return True
    if prior.low in view.words["as_of"] and view.at(place - 2).low in view.words["parts_of_year"]:
        return not view.counted_word(place + 1)  # "end of 1944"
    if prior.low in view.words["year_before"] and prior.kind == "word":
        return not view.counted_word(place + 1)
    if after.text == ":" and (place == 0 or prior.text == "\n"):
        return True
    if after.text == ":" and prior.low in view.words["year_headed"]:
        return True  # "U.S. estimate 1968:"
    if _behind_comma(view, place):
        return True
    if place == 0 and after.low in view.words["year_measures"] and view.near(place + 1, 1).text in (":", ""):
        return True  # "1936 strength:"
    if place == 0 and _ranged(view, place, after) and view.at(place + 3).text == ":":
        return True
    return place == 0 and after.text in DASHES and view.at(place + 2) is NOTHING
