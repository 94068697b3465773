"""Surnames, given names or their readings alone under a heading for names, in a list that says at which mobile telephone each is reached.

A heading 名前 stands over flowers and towns as well, and nobody lists every surname and child's name there is. Whoever has a mobile
telephone in the same row is a person, and those of the column that no dictionary knows are so beside the others.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from checks.residue.matchers import name_cells
from checks.residue.matchers.cells import bare_name, phone_cell
from checks.residue.matchers.contacts import is_mobile
from checks.residue.matchers.headings import kinds_in
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names
from checks.residue.matchers.model import SURE, Hit
from checks.residue.matchers.name_cells import LETTER, katakana
from checks.residue.matchers.roster_cells import Sort, is_mark, sort_of
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS, HEADS = 2_000, 4
"""Rows of a list that is read, and rows that may hold its headings."""
LEAST, FITTING, KNOWN, MOBILE = 3, 0.8, 0.4, 0.5
"""Distinct names of a column; share of its cells that can be one, of names the dictionaries know, of rows with a mobile telephone."""
_ALONE = re.compile(f"[{LETTER}]{{1,4}}|[\u3041-\u3096]{{2,6}}|[\u30a1-\u30fa\u30fc]{{2,7}}")
_NO_LISTS = frozenset(("_org", "_goods", "_famous", "_thing"))


class _Told(NamedTuple):
    """A name alone, its telephone, and whether the dictionaries know the name."""

    name: str
    phone: Hit
    known: bool


def find(rows: list[Row], where: str) -> list[Record]:
    """A record for each name alone, with its telephone."""
    if not LEAST < len(rows) <= ROWS:
        return []
    for number, row in enumerate(rows[:HEADS]):
        kinds = kinds_in(row)
        if "phone" not in kinds.values() or "name" not in kinds.values():
            continue
        if not _NO_LISTS.isdisjoint(kinds.values()):
            return []
        below = rows[number + 1 :]
        phones = [at for at, kind in kinds.items() if kind == "phone"]
        return [
            Record([Hit("name", one.name, strength=SURE), one.phone], where, listed=True)
            for column in (at for at, kind in kinds.items() if kind == "name")
            for one in _column(below, column, phones)
        ]
    return []


def _column(rows: list[Row], column: int, phones: list[int]) -> list[_Told]:
    """The names alone in a column, if it holds hardly anything else."""
    filled = [row for row in rows if column < len(row) and row[column]]
    if len(filled) < LEAST or sum(1 for row in filled if sort_of(row[column]) is Sort.FULL) > len(filled) // 2:
        return []
    told = [one for row in filled if (phone := _phone(row, phones)) and (one := _told(row[column], phone))]
    distinct = {one.name: one for one in told}
    known = sum(one.known for one in distinct.values())
    mobile = sum(1 for one in told if is_mobile(one.phone.value))
    enough = len(distinct) >= LEAST and len(told) >= FITTING * len(filled) and known >= KNOWN * len(distinct)
    return told if enough and mobile >= MOBILE * len(told) else []


def _phone(row: Row, columns: list[int]) -> Hit | None:
    """The first telephone of a row."""
    cells = (row[column] for column in columns if column < len(row) and row[column])
    return next((hit for cell in cells for hit in phone_cell(cell)), None)


def _told(cell: str, phone: Hit) -> _Told | None:
    name = bare_name(cell)
    if not _ALONE.fullmatch(name) or is_mark(name) or name_cells.never(name) or (kind_of(name) and not _known(name)):
        return None
    return _Told(name, phone, known=_known(name))


def _known(name: str) -> bool:
    """Whether a word is a surname or given name that is listed, or the reading of one, or written as such are."""
    read = katakana(name)
    if read in names().surname_readings or read in names().given_readings:
        return True
    likely = len(name) == 2 and names().given_like(name) and not is_ordinary(name)
    return likely or sort_of(name) in (Sort.SURNAME, Sort.GIVEN, Sort.FULL)
