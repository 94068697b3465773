"""What ASCII text must hold at least before it can speak of a person; each test is one fast pass."""

from __future__ import annotations

import re

from checks.residue.fold import fold
from checks.residue.matchers.contacts import written_phone
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.headings import calls_person
from checks.residue.matchers.labels import kind_of

_MAILBOX = Gated(r"@[A-Za-z0-9][A-Za-z0-9-]*\.[A-Za-z]", first=True)
_CLUE = Gated("(?i:irth|dob|bday|umber|kojin)", first=True)
_WORDS = ("irth", "dob", "bday", "umber", "kojin")
_LETTER = ("Dear ", "egards,", "incerely,")
_HEAD = 20_000
_LONGEST_LABEL, _LONGEST_HEADS = 40, 300
_BETWEEN = re.compile("[,;\t|]")
_COLUMNS = 2
"""Columns that more stand beside in a list."""
_OF_RESIDENTS = ("shimei", "simei", "okuseki", "ationality", "zairyu")
"""Words of headings over residents written in Latin letters: their names, and where those from abroad come from."""


def speaks_of_persons(text: str) -> bool:
    """Whether ASCII `text` holds a mail address, a telephone number, a word of personal data, a letter's, or begins with headings.

    A heading for names matters at the beginning only: in ASCII a name without anything else is nobody's.
    """
    head = text[:_HEAD]
    small = head.lower()
    if (
        "ame" in small
        or "phone" in small
        or any(mark in head for mark in _LETTER)
        or ("@" in text and _MAILBOX.search(text))
        or written_phone(text)
        or _headed(head)
    ):
        return True
    if not _CLUE.possible(text):
        return False
    small = text.lower()
    return any(word in small for word in _WORDS)


def _headed(text: str) -> bool:
    """Whether the first line is one of headings, one of which calls somebody a person: Student, Guest."""
    first, end, _ = text.partition("\n")
    cells = _BETWEEN.split(first) if end and len(first) <= _LONGEST_HEADS else []
    if len(cells) > _COLUMNS and any(word in first.lower() for word in _OF_RESIDENTS):
        return True
    return len(cells) > _COLUMNS and any(calls_person(cell.strip()) for cell in cells if len(cell) <= _LONGEST_LABEL)


def announces(cell: str) -> bool:
    """Whether a cell, as written, is the label or heading of a kind of personal data."""
    kind = kind_of(fold(cell).strip()) if 0 < len(cell) <= _LONGEST_LABEL else None
    return kind is not None and not kind.startswith("_")
