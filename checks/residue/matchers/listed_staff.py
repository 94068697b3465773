"""Lists of an office's own people: their column is headed as one for whoever is in charge, and yet each row is about another of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from checks.residue.matchers import name_cells
from checks.residue.matchers.cells import typed
from checks.residue.pieces import Row
from checks.residue.records import private

_SAMPLE, _LEAST = 60, 3
_OWN_KINDS = ("kana", "birth_date", "phone", "email")
"""Kinds that only a row about somebody himself holds, where they are private ones."""
_DIFFERENT, _WHOLE, _PRIVATE, _OTHERS = 0.9, 0.7, 0.4, 0.4
"""Shares: of different names in such a column, of known ones, of private values beside it, of names of somebody else."""


def find(rows: list[Row], kinds: dict[int, str]) -> dict[int, str]:
    """The column of staff that names those the rows are about, as column -> "name"; nothing where it names who is in charge.

    職員, ヨミ, 携帯 list them: another whole name in every row, readings or mobile numbers, nobody else. Who is in charge of
    others is named again and again, beside their names.
    """
    columns = [column for column, kind in kinds.items() if kind == "_staff"]
    if len(columns) != 1 or set(_OWN_KINDS).isdisjoint(kinds.values()):
        return {}
    cells = _cells(rows, columns[0])
    if len(set(cells)) < max(_LEAST, _DIFFERENT * len(cells)) or _share(cells, name_cells.is_name) < _WHOLE:
        return {}
    listed = [_cells(rows, column) for column, kind in kinds.items() if kind in ("name", "_surname")]
    if any(_share(others, _whole) >= _OTHERS for others in listed):
        return {}
    beside = [(kind, _cells(rows, column)) for column, kind in kinds.items() if kind in _OWN_KINDS]
    own = any(told and _share(told, partial(_own, kind)) >= _PRIVATE for kind, told in beside)
    return {columns[0]: "name"} if own else {}


def _cells(rows: list[Row], column: int) -> list[str]:
    return [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]


def _share(cells: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0


def _whole(cell: str) -> bool:
    return name_cells.is_name(cell) or name_cells.apart(cell)


def _own(kind: str, cell: str) -> bool:
    return any(map(private, typed(kind, cell)))
