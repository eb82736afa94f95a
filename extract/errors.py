"""What can go wrong, as a tree, and the codes of warnings.

    BattleboxError
    ├── InputError              a source that gives no record, with its place and the reason
    │   ├── EmptyInput
    │   ├── BinaryInput
    │   └── NoInfobox
    ├── JobError                a job over many pages that cannot begin or go on; what it has done stays
    └── DataError               a file of `extract/data` that does not follow its rules

An error names the input, what is wrong with it, and what to do.
"""

from __future__ import annotations


class BattleboxError(Exception):
    """The root of the tree."""


class InputError(BattleboxError):
    """A source gives no record: `place` is where (a path, a line), `reason` why and what to do."""

    def __init__(self, reason: str, place: str = "") -> None:
        self.reason, self.place = reason, place
        super().__init__(f"{place}: {reason}" if place else reason)


class EmptyInput(InputError):
    """Nothing, or only white space."""


class BinaryInput(InputError):
    """Not text in any encoding that we know."""


class NoInfobox(InputError):
    """A page without an infobox of a kind in `extract/data/kinds`."""


class JobError(BattleboxError):
    """A job over many pages cannot begin or go on (another is at work, the disk is full); what it has done stays."""


class DataError(BattleboxError):
    """A table in `extract/data` breaks its rules: the file, the row, the rule."""


#: Every code a warning may carry, and what it says. The list is printed in README; a test holds both together.
CODES: dict[str, str] = {
    "unread-text": "words of a field that no item covers",
    "unknown-template": "a template that no table names; its readable arguments were kept",
    "unknown-flag": "a flag that no table names; kept as written",
    "unknown-parameter": "a parameter that the template does not have; kept in `fields` only",
    "duplicate-parameter": "a parameter given twice; MediaWiki takes the last",
    "unbalanced-markup": "braces, brackets or tags that do not close",
    "truncated-infobox": "the source ends inside the infobox",
    "stray-markup": "markup without a partner, left out of the text",
    "unread-date": "a date field that could not be read; nothing is given in its place",
    "ambiguous-date": "a date that can be read in more than one way",
    "inferred-date": "a date worked out by an inference that the message names (a lost dash, the year of the next line)",
    "impossible-date": "a day or month that the calendar does not have, or an end before its start",
    "unread-quantity": "words with a figure that could not be read as a quantity",
    "parts-do-not-sum": "parts whose sum is not the figure that they stand under",
    "unclear-owner": "a figure below the flags of several that the page gives to none of them",
    "unclosed-parenthesis": "a parenthesis that never closes; read to the end of its line",
    "uncertain-fate": 'a fate that the page itself is not sure of ("presumed killed", "killed or captured")',
    "uncertain-name": 'a person that the page itself is not sure of ("Unknown, possibly Vykintas")',
    "lost-fate-mark": "flattened text: a fate mark stood here; which one is not known",
    "inferred-side": "flattened text: sides were told apart by the evidence named",
    "unassigned-side": "flattened text: no evidence tells the sides of this field",
    "lines-lost": "flattened text: lines were filtered out before it reached us",
    "breaks-lost": "flattened text: line breaks inside cells became spaces before it reached us",
    "unknown-winner": "the winner named is none of the belligerents or commanders",
    "undefined-reference": "a reference whose definition is not on the page",
    "field-failed": "a reader failed on this field; its text stands in `fields`",
    "mojibake": "bytes that were lost or decoded with the wrong encoding before they reached us",
    "encoding": "the encoding was guessed",
    "several-values": "a cell gives several values; the first is taken",
}
