"""Tables that go on: on the next slide, page or sheet, or with every row, a list stands without the heading it began under."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.residue.matchers import name_cells
from checks.residue.matchers.cells import typed
from checks.residue.matchers.headings import kinds_in
from checks.residue.matchers.name_columns import numbered
from checks.residue.pieces import Row

COLUMNS, SAMPLE, FITS, KNOWN, FEWEST = 3, 20, 0.7, 0.8, 2
"""Columns of such a list at least; its rows looked at; share of their cells that are what the heading tells; of cells that head something; rows that show how columns are written."""
_TITLES = 3
"""Rows of titles over a list at most."""
_TELLING = frozenset(("phone", "email", "postal_code", "birth_date", "address", "kana", "my_number", "insured_number"))
"""Kinds whose cells are told from others by their looks."""


def headed(rows: list[Row], heading: Row, above: Sequence[Row] = ()) -> list[Row]:
    """`rows` below `heading`, that of the table before, where they go on with it or look like the rows `above` under it; else as they are."""
    titles = _titles(rows) if heading else 0
    below = _told(rows[titles:])
    for list_ in (below, _without_first(below, len(heading))):
        if heading and list_ and (_goes_on(list_, heading) or _alike(list_, heading, above)):
            return [*rows[:titles], heading, *list_]
    return rows


def _without_first(rows: list[Row], width: int) -> list[Row]:
    """`rows` one column wider than `width` without the first one, if nothing stands in it: what was erased is found so."""
    wider = bool(rows) and max(map(len, rows)) == width + 1 and not any(row[0] for row in rows if row)
    return [row[1:] for row in rows] if wider else []


def _titles(rows: list[Row]) -> int:
    """How many first rows are titles over a list: a cell alone in its row, or nothing."""
    first = enumerate(rows[: _TITLES + 1])
    return next((number for number, row in first if len([cell for cell in row if cell]) > 1), 0)


def below(rows: list[Row]) -> list[Row]:
    """The first rows below the heading of `rows`, that of `heading_of`."""
    begin = _titles(rows) + 1
    return rows[begin : begin + SAMPLE]


def _told(rows: list[Row]) -> list[Row]:
    """`rows` without a first one of names that a program counted: id, v0, v1."""
    return rows[1:] if rows and numbered(rows[0]) else rows


def heading_of(rows: list[Row], before: Sequence[str] = ()) -> Row:
    """The first row if it is a heading of a list that may go on elsewhere; empty if not.

    A single row as wide as the heading `before` it leaves that one in force, and so does a pair of columns.
    """
    first = next(iter(_told(rows[_titles(rows) :])), [])
    if len(first) < COLUMNS:
        return list(before)
    kinds = kinds_in(first)
    told = [kind for kind in kinds.values() if kind != "?"]
    known = len(told) >= KNOWN * len(first) or not _fits(first, kinds)
    if all(first) and len(set(told) - {"_not"}) >= 2 and known:
        return first
    return list(before) if len(rows) == 1 and len(first) == len(before) else []


def _goes_on(rows: list[Row], heading: Row) -> bool:
    if max(map(len, rows)) != len(heading) or rows[0] == heading:
        return False
    kinds = kinds_in(heading)
    told = [kind for kind in kinds_in(rows[0]).values() if kind != "?"]
    if len(told) < 2 and len(rows) == 1 and _named(rows[0], kinds):
        return True
    return (
        len(told) < 2
        and _fits(rows[0], kinds)
        and all(
            sum(fits) >= FITS * len(fits) for column, kind in kinds.items() if (fits := _fitting(rows, column, kind))
        )
    )


def _alike(rows: list[Row], heading: Row, above: Sequence[Row]) -> bool:
    """Whether the cells of `rows` are written as those of the same columns in the rows `above`, in two ways at least."""
    if len(above) < FEWEST or max(map(len, rows)) != len(heading) or sum(map(bool, rows[0])) < COLUMNS:
        return False
    if sum(1 for kind in kinds_in(rows[0]).values() if kind != "?") >= 2:
        return False
    seen = [{_shape(row[column]) for row in above if column < len(row)} for column in range(len(heading))]
    shapes = [(column, _shape(cell)) for row in rows[:FEWEST] for column, cell in enumerate(row) if cell]
    written = {shape for _, shape in shapes}
    first = all(_shape(cell) in seen[column] for column, cell in enumerate(rows[0]) if cell)
    return first and len(written) >= 2 and sum(shape in seen[column] for column, shape in shapes) >= KNOWN * len(shapes)


def _shape(cell: str) -> str:
    """How a cell is written: so many figures, a date, katakana, Japanese, Latin letters, marks."""
    if cell.isdecimal():
        return f"{len(cell)}"
    if _KATAKANA.fullmatch(cell):
        return "kana"
    return "words" if _JAPANESE.search(cell) else _RUNS.sub(lambda run: "9" if run[0][0].isdecimal() else "A", cell)


_KATAKANA, _JAPANESE = re.compile("[\u30a0-\u30ff \u3000]+"), re.compile("[\u3041-\u30fe\u4e00-\u9fff]")
_RUNS = re.compile(r"[0-9]+|[A-Za-z]+")


def _named(row: Row, kinds: dict[int, str]) -> bool:
    """Whether somebody is named where a heading says so: a row that is a table of its own needs no more to belong to it."""
    return any(
        kind == "name" and column < len(row) and (name_cells.is_name(row[column]) or name_cells.apart(row[column]))
        for column, kind in kinds.items()
    )


def _fits(row: Row, kinds: dict[int, str]) -> bool:
    """Whether two cells of a row are values of the kinds told."""
    return sum(any(_fitting([row], column, kind)) for column, kind in kinds.items()) >= 2


def _fitting(rows: list[Row], column: int, kind: str) -> list[bool]:
    """For each filled cell of a column whether it is of a kind told by looks; empty for other kinds."""
    if kind not in _TELLING:
        return []
    return [bool(typed(kind, row[column])) for row in rows[:SAMPLE] if column < len(row) and row[column]]
