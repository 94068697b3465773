"""Tables that are lines of a text: one filled cell to a row, several of them a label with its value, 氏名 古賀 千代子."""

from __future__ import annotations

import re

from checks.residue.matchers.labels import kind_of
from checks.residue.pieces import Row

MOST_ROWS, LEAST = 200, 2
"""Rows of such a table at most, and labels of different kinds that tell one."""
_PARTED = re.compile("([^ \u3000:：]{1,12})[ \u3000]*[:：\u3000 ][ \u3000]*(?=\\S)")


def text_of(rows: list[Row]) -> str | None:
    """The lines of such a table as a text; None for any other."""
    if not LEAST < len(rows) <= MOST_ROWS or any(sum(map(bool, row)) > 1 for row in rows):
        return None
    lines = ["".join(row) for row in rows]
    kinds = {kind_of(match[1]) for line in lines if (match := _PARTED.match(line)) is not None} - {None, "_not"}
    return "\n".join(lines) if len(kinds) >= LEAST else None
