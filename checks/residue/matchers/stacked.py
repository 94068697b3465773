"""Lists with two rows for each person under two rows of headings: put side by side, so that a row is a person again."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest

from checks.residue.matchers import name_cells
from checks.residue.matchers.cells import typed
from checks.residue.matchers.labels import kind_of
from checks.residue.pieces import Row

ROWS, HEADS, PERSONS = 2_000, 6, 2
_WORD, _FIGURE = 8, re.compile("[0-9]")
"""Signs of a word in a heading; what no heading of a few words holds."""
FITS = 0.7
"""Share of the cells that are what the heading of their own row tells."""


def joined(rows: list[Row]) -> list[Row]:
    """The table with each pair of rows as one; the same table where its rows do not take turns."""
    if len(rows) > ROWS:
        return rows
    heads = range(min(HEADS, len(rows) - 2 * PERSONS - 1))
    kinds = [_kinds(row) for row in rows[: len(heads) + 1]] if heads else []
    for head, (upper, lower) in zip(heads, pairwise(kinds), strict=True):
        spans = sum(map(bool, rows[head])) == 1  # one word over a row of headings
        if upper and lower and not spans and "name" in {*upper.values(), *lower.values()}:
            body = _without_end(rows[head + 2 :])
            if _take_turns(body[0::2], body[1::2], upper, lower):
                nothing: Row = []
                pairs = zip_longest(rows[head::2], rows[head + 1 :: 2], fillvalue=nothing)
                return [*rows[:head], *([*one, *other] for one, other in pairs)]
            return rows
    return _numbered(rows)


def _numbered(rows: list[Row]) -> list[Row]:
    """The table without headings with pairs of rows as one, where a name stands in each row with a number and an address or telephone below."""
    for head in range(min(2, max(0, len(rows) - 2 * PERSONS + 1))):
        body = _without_end(rows[head:])
        first, second = body[0::2], body[1::2]
        if len(second) >= PERSONS and _number_of(first, second) is not None and _named_above(first, second):
            nothing: Row = []
            return [*rows[:head], *([*one, *other] for one, other in zip_longest(first, second, fillvalue=nothing))]
    return rows


def _number_of(first: list[Row], second: list[Row]) -> int | None:
    """The column that is filled in every first row of a pair and in no second one."""
    width = min(map(len, [*first, *second]))
    return next(
        (at for at in range(width) if all(row[at] for row in first) and not any(row[at] for row in second)), None
    )


def _named_above(first: list[Row], second: list[Row]) -> bool:
    """Whether names stand in the upper rows only, and addresses or telephone numbers in the lower ones."""
    names = [any(map(name_cells.is_name, filter(None, row))) for row in first]
    below = [any(map(_reaches, filter(None, row))) for row in second]
    others = [any(map(name_cells.is_name, filter(None, row))) for row in second]
    return sum(names) >= FITS * len(names) and sum(below) >= FITS * len(below) and sum(others) < FITS * len(others)


def _reaches(cell: str) -> bool:
    return any(typed(kind, cell) for kind in ("phone", "address"))


def _take_turns(first: list[Row], second: list[Row], upper: dict[int, str], lower: dict[int, str]) -> bool:
    """Whether each row is what its own heading tells, and one of them is not what the other one does.

    Readings above names are names as well: only the rows below them tell the two headings apart.
    """
    own = _fit(first, upper) >= FITS and _fit(second, lower) >= FITS
    return own and min(_fit(first, lower), _fit(second, upper)) < FITS


def _without_end(rows: list[Row]) -> list[Row]:
    """Rows without the empty ones below the list."""
    last = next((number for number in range(len(rows) - 1, -1, -1) if any(rows[number])), -1)
    return rows[: last + 1]


def _kinds(row: Row) -> dict[int, str]:
    """Columns of a heading whose cells can be told by themselves."""
    kinds = {at: kind for at, cell in enumerate(row) if cell and (kind := kind_of(cell))}
    if not kinds:
        return {}
    filled = [*filter(None, row)]
    if len(kinds) < min(2, len(filled)) and not all(len(cell) <= _WORD and not _FIGURE.search(cell) for cell in filled):
        return {}
    return {at: kind for at, kind in kinds.items() if not kind.startswith("_")}


def _fit(rows: list[Row], kinds: dict[int, str]) -> float:
    """Share of the cells that are of the kinds of a heading; 0 where there are too few."""
    cells = [(kind, row[at]) for row in rows for at, kind in kinds.items() if at < len(row) and row[at]]
    right = sum(1 for kind, cell in cells if typed(kind, cell))
    return right / len(cells) if len(cells) >= PERSONS else 0.0
