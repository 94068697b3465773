"""The number of a house in columns of its own, 丁目, 番, 号: put together before columns are typed, as one would say it."""

from __future__ import annotations

from collections.abc import Sequence

from checks.residue.pieces import Row

_HEADS, _SAMPLE, _SHARE = 3, 20, 0.8
"""Rows that may be the heading; rows looked at below it, and the share of them that have to fit."""
_PARTS = ("丁目", "番地", "番", "号", "枝番")
_LONGEST, _LEAST = 4, 2
"""Figures of a part at most; parts of such a number at least."""


def joined(rows: list[Row]) -> list[Row]:
    """`rows` with such numbers in the first of their columns; the same list where there are none."""
    for number, head in enumerate(rows[:_HEADS]):
        columns = _columns(head)
        if len(columns) < _LEAST or "丁目" not in head[columns[0] : columns[-1] + 1]:
            continue
        below = [row for row in rows[number + 1 : number + 1 + _SAMPLE] if any(row[columns[0] : columns[-1] + 1])]
        if below and sum(_fits(row, columns) for row in below) >= _SHARE * len(below):
            first, *others = columns
            heading = ["番地" if at == first else "" if at in others else cell for at, cell in enumerate(head)]
            return [*rows[:number], heading, *(_put(row, columns, head) for row in rows[number + 1 :])]
    return rows


def _columns(head: Row) -> list[int]:
    """Columns side by side whose headings are parts of such a number."""
    at = next((at for at, cell in enumerate(head) if cell in _PARTS), len(head))
    end = at
    while end < len(head) and head[end] in _PARTS:
        end += 1
    return list(range(at, end))


def _fits(row: Row, columns: Sequence[int]) -> bool:
    cells = [row[at] for at in columns if at < len(row) and row[at]]
    return bool(cells) and all(cell.isdecimal() and len(cell) <= _LONGEST for cell in cells)


def _put(row: Row, columns: Sequence[int], head: Row) -> Row:
    if not _fits(row, columns):
        return row
    units = ((row[at], "の" if head[at] == "枝番" else head[at]) for at in columns if at < len(row) and row[at])
    whole = "".join(f"の{cell}" if unit == "の" else cell + unit for cell, unit in units)
    first, last = columns[0], columns[-1]
    return [*row[:first], whole, *[""] * (min(len(row), last + 1) - first - 1), *row[last + 1 :]]
