"""Words that somebody taught to an input method, told as names of persons: ひらの, 平野, 人名."""

from __future__ import annotations

import re

from checks.residue.matchers import name_cells
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.model import SURE, Hit
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS, COLUMNS = 2_000, 3
"""Rows of a dictionary of one's own at most; its reading, word and sort."""
_SORTS = frozenset(("人名", "姓", "名", "姓名", "氏名", "人名姓", "人名名", "固有人名", "人名全般"))
_READING = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]{1,14}(?:[ \u3000][\u3041-\u3096\u30a1-\u30fa\u30fc]{1,10})?")


def find(rows: list[Row], where: str) -> list[Record]:
    """A record for each word registered as the name of a person."""
    if len(rows) > ROWS:
        return []
    told = [row for row in rows if len(row) >= COLUMNS and row[2] in _SORTS and _READING.fullmatch(row[0])]
    return [
        Record([Hit("name", row[1], strength=SURE), Hit("kana", row[0], strength=SURE)], where, listed=True)
        for row in told
        if (name_cells.name_like(row[1]) or len(row[1]) == 1) and kind_of(row[1]) is None
    ]
