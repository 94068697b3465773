"""Tables that go on: on the next slide, page or sheet the rows of a list stand without the heading they began under."""

from __future__ import annotations

from checks.residue.matchers.cells import typed
from checks.residue.matchers.headings import kinds_in
from checks.residue.pieces import Row

COLUMNS, SAMPLE, FITS = 3, 20, 0.7
"""Columns of such a list at least; its rows looked at; share of their cells that are what the heading tells."""
_TELLING = frozenset(("phone", "email", "postal_code", "birth_date", "address", "kana", "my_number", "insured_number"))
"""Kinds whose cells are told from others by their looks."""


def headed(rows: list[Row], heading: Row) -> list[Row]:
    """`rows` below `heading`, that of the table before, where they go on with it; else as they are."""
    return [heading, *rows] if heading and rows and _goes_on(rows, heading) else rows


def heading_of(rows: list[Row]) -> Row:
    """The first row if it is a heading of a list that may go on elsewhere; empty if not."""
    first = rows[0] if len(rows) > 1 else []
    if len(first) < COLUMNS or not all(first):
        return []
    kinds = kinds_in(first)
    return first if len(set(kinds.values()) - {"?", "_not"}) >= 2 and not _fits(first, kinds) else []


def _goes_on(rows: list[Row], heading: Row) -> bool:
    if max(map(len, rows)) != len(heading) or rows[0] == heading:
        return False
    kinds = kinds_in(heading)
    told = [kind for kind in kinds_in(rows[0]).values() if kind != "?"]
    return (
        len(told) < 2
        and _fits(rows[0], kinds)
        and all(
            sum(fits) >= FITS * len(fits) for column, kind in kinds.items() if (fits := _fitting(rows, column, kind))
        )
    )


def _fits(row: Row, kinds: dict[int, str]) -> bool:
    """Whether two cells of a row are values of the kinds told."""
    return sum(any(_fitting([row], column, kind)) for column, kind in kinds.items()) >= 2


def _fitting(rows: list[Row], column: int, kind: str) -> list[bool]:
    """For each filled cell of a column whether it is of a kind told by looks; empty for other kinds."""
    if kind not in _TELLING:
        return []
    return [bool(typed(kind, row[column])) for row in rows[:SAMPLE] if column < len(row) and row[column]]
