"""Headings broken over two rows, as narrow columns of a printed list have them: 手帳/受 above 給者証, 生年月 above 日."""

from __future__ import annotations

import re

from checks.residue.matchers.headings import heading_kind, known
from checks.residue.pieces import Row

_HEADS, _LEAST = 3, 3
"""Rows that may be the upper half; filled cells of it at least."""
_LONGEST, _REST = 14, 8
"""Signs of a cell of the upper half and of the lower one at most."""
_OPEN = "・/／,、(（-"
"""Ends of an upper half with which no heading ends."""
_FIGURE = re.compile("[0-9@]")


def joined(rows: list[Row]) -> list[Row]:
    """`rows` with both halves of such a heading in one row; the same list where there is none."""
    for number in range(min(_HEADS, len(rows) - 2)):
        upper, lower = rows[number], rows[number + 1]
        if _halves(upper, lower) and sum(map(bool, rows[number + 2])) > sum(map(bool, lower)):
            whole = [cell + (lower[at] if at < len(lower) else "") for at, cell in enumerate(upper)]
            return [*rows[:number], whole, *rows[number + 2 :]]
    return rows


def _halves(upper: Row, lower: Row) -> bool:
    """Whether the cells of the lower row are the rest of those above them: they tell nothing, and one at least makes a heading of what it stands below."""
    below = [(at, cell) for at, cell in enumerate(lower) if cell]
    filled = sum(map(bool, upper))
    if not below or filled < _LEAST or len(below) >= filled or len(lower) > len(upper):
        return False
    if any(len(cell) > _LONGEST or _FIGURE.search(cell) for cell in upper):
        return False
    if any(len(cell) > _REST or not upper[at] or _FIGURE.search(cell) for at, cell in below):
        return False
    goes_on = (upper[at][-1] in _OPEN or heading_kind(cell) in (None, "_not") for at, cell in below)
    return all(goes_on) and any(known(upper[at] + cell) for at, cell in below)
