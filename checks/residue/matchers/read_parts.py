"""Readings of names written in two columns, surname and given name apart: one reading, as the name they belong to is one name."""

from __future__ import annotations

import re

from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.lexicon import names
from checks.residue.matchers.name_cells import katakana
from checks.residue.pieces import Row

_HEADS, _SAMPLE, _LEAST = 3, 60, 2
"""Rows that may be the heading; rows looked at; rows that show two parts."""
_WHOLE, _KNOWN = 0.9, 0.5
"""Shares of rows with one word in both columns, and of those whose words are listed as a surname's and a given name's reading."""
_WORD = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]{1,10}")


def joined(rows: list[Row]) -> list[Row]:
    """The table with the second part of readings moved behind the first, セイ and メイ; the same table where there is none."""
    for head, row in enumerate(rows[:_HEADS]):
        kana = [at for at, cell in enumerate(row) if cell and heading_kind(cell) == "kana"]
        spanned = [at for at in kana if at + 1 < len(row) and not row[at + 1]]  # one heading over both
        pairs = [at for at in kana if (at + 1 in kana or at in spanned) and _of_parts(rows[head + 1 :], at)]
        pairs = pairs or [at for at in kana if at + 1 in kana and _headed_as_parts(row[at], row[at + 1])]
        if pairs:
            return [*rows[: head + 1], *(_put(one, pairs) for one in rows[head + 1 :])]
        pairs = [
            at for at in kana if at + 1 in kana and _headed_as_parts(row[at + 1], row[at])
        ]  # FirstPhonetic, LastPhonetic
        if pairs:
            return [*rows[: head + 1], *(_put(one, pairs, turned=True) for one in rows[head + 1 :])]
    return rows


_OF_SURNAME, _OF_GIVEN = (
    re.compile("(?i)姓|氏(?!名)|苗字|名字|セイ|せい|sei|last"),
    re.compile("(?i)名|メイ|めい|mei|first"),
)


def _headed_as_parts(one: str, other: str) -> bool:
    """Whether two headings speak of the readings of a surname and of a given name."""
    return bool(_OF_SURNAME.search(one) and _OF_GIVEN.search(other) and not _OF_SURNAME.search(other))


def _of_parts(rows: list[Row], at: int) -> bool:
    """Whether the column `at` holds readings of surnames and the next one those of given names."""
    pairs = [(row[at], row[at + 1]) for row in rows[:_SAMPLE] if at + 1 < len(row) and (row[at] or row[at + 1])]
    words = [
        (katakana(one), katakana(other)) for one, other in pairs if _WORD.fullmatch(one) and _WORD.fullmatch(other)
    ]
    if len(words) < max(_LEAST, _WHOLE * len(pairs)):
        return False
    lexicon = names()
    known = sum(one in lexicon.surname_readings and other in lexicon.given_readings for one, other in words)
    return known >= _KNOWN * len(words)


def _put(row: Row, pairs: list[int], *, turned: bool = False) -> Row:
    """A row with the two parts in one cell, the surname first; `turned` where it stands behind the given name."""
    row = list(row)
    for at in pairs:
        if at + 1 < len(row) and _WORD.fullmatch(row[at]) and _WORD.fullmatch(row[at + 1]):
            parts = (row[at + 1], row[at]) if turned else (row[at], row[at + 1])
            row[at], row[at + 1] = " ".join(parts), ""
    return row
