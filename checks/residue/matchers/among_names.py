"""Cells that are told as names by those around them: in a grid of whole names, beside a relative's word and an age or day of birth."""

from __future__ import annotations

import re

from checks.residue.matchers import dates, name_cells
from checks.residue.matchers.lexicon import word_set
from checks.residue.matchers.model import SURE, Hit
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS = 300
"""Rows of a table looked at."""
LEAST, SHARE = 3, 0.6
"""Cells of a row of a grid, and their share that the dictionaries know as whole names."""
_AGE = re.compile("(?:満)?[0-9]{1,3}(?:歳|才)?")
_HEAD = frozenset(("世帯主", "本人", "主"))


def find(rows: list[Row], where: str) -> list[Record]:
    """Records of such cells; they are told beside persons, and show none by themselves."""
    if len(rows) > ROWS:
        return []
    every = ([cell for cell in row if cell] for row in rows)
    named = [name for filled in every for name in (*_in_grid(filled), *_of_kin(filled))]
    return [
        Record([Hit("name", name, strength=SURE)], where, listed=True, beside=True) for name in dict.fromkeys(named)
    ]


def _in_grid(filled: Row) -> list[str]:
    """Names nobody listed in a row of which most cells are whole names."""
    if len(filled) < LEAST or sum(map(name_cells.is_name, filled)) < SHARE * len(filled):
        return []
    return [cell for cell in filled if name_cells.apart(cell) and not name_cells.is_name(cell)]


def _of_kin(filled: Row) -> list[str]:
    """A name nobody listed with what it is to the head of its household, and when it was born."""
    if _HEAD.isdisjoint(filled) and word_set("kin").isdisjoint(filled):
        return []
    if not any(_AGE.fullmatch(cell) or dates.is_date(cell) for cell in filled):
        return []
    return [cell for cell in filled if name_cells.apart(cell) and not name_cells.is_name(cell)]
