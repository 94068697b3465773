"""Lists that stand beside each other on one sheet, begun at different heights: each is a table of its own."""

from __future__ import annotations

from checks.residue.pieces import Row

ROWS, WIDTH = 300, 40
"""Rows and columns of a sheet looked at."""
LEAST, LOWER = 3, 2
"""Rows of several cells that make a list; rows that one begins lower than the other."""


def parted(rows: list[Row]) -> list[list[Row]]:
    """The lists of a sheet from left to right; the rows as they are where only one stands there."""
    width = max(map(len, rows), default=0)
    if not LEAST < len(rows) <= ROWS or not LEAST < width <= WIDTH:
        return [rows]
    filled = [any(column < len(row) and row[column] for row in rows) for column in range(width)]
    for column in range(1, width - 1):
        if not filled[column] and filled[column + 1] and any(filled[:column]):
            left, right = [row[:column] for row in rows], [row[column + 1 :] for row in rows]
            if _lists_apart(left, right):
                return [*parted(_trimmed(left)), *parted(_trimmed(right))]
    return [rows]


def _lists_apart(left: list[Row], right: list[Row]) -> bool:
    """Whether both halves hold a list, one of them begun lower on the sheet than the other."""
    one, other = _listed(left), _listed(right)
    if min(len(one), len(other)) < LEAST:
        return False
    return abs(one[0] - other[0]) >= LOWER


def _listed(rows: list[Row]) -> list[int]:
    """Numbers of the rows of several cells."""
    return [number for number, row in enumerate(rows) if sum(map(bool, row)) > 1]


def _trimmed(rows: list[Row]) -> list[Row]:
    """`rows` without the empty ones before the first and behind the last."""
    held = [number for number, row in enumerate(rows) if any(row)]
    return rows[held[0] : held[-1] + 1] if held else []
