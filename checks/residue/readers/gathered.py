"""Lists whose rows each stand in a table of their own, as programs write them that know no longer ones, put together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.residue.pieces import Part, Table

NARROWEST, MOST, LEAST = 2, 20_000, 3
"""Cells of such a row, rows that are put together, and cells of an upright record."""


def rows(parts: Iterable[Part]) -> Iterator[Part]:
    """`parts`, tables of a single row joined with the ones behind them that are as wide and stand at the same place.

    So are records that stand upright: a numbered line for each of their cells.
    """
    held: list[Table] = []
    try:
        for part in parts:
            if held and not _fits(part, held):
                yield _joined(held)
                held = []
            if isinstance(part, Table) and (_single(part) or _upright(part)):
                held.append(part)
            else:
                yield part
    except Exception:  # what was read before a limit or damage is told
        if held:
            yield _joined(held)
        raise
    if held:
        yield _joined(held)


def _single(part: Part) -> bool:
    return isinstance(part, Table) and len(part.rows) == 1 and len(part.rows[0]) >= NARROWEST


def _upright(part: Part) -> bool:
    """Whether a table is one record: rows of two cells, of which the first are numbered from one."""
    return (
        isinstance(part, Table)
        and len(part.rows) >= LEAST
        and all(len(row) == 2 and row[0] == str(number) for number, row in enumerate(part.rows, 1))
    )


def _fits(part: Part, held: list[Table]) -> bool:
    first = held[0]
    if not isinstance(part, Table) or part.where != first.where or len(held) >= MOST:
        return False
    if _single(first):
        return _single(part) and len(part.rows[0]) == len(first.rows[0])
    return _upright(part) and len(part.rows) == len(first.rows)


def _joined(held: list[Table]) -> Table:
    if len(held) == 1:
        return held[0]
    if _single(held[0]):
        return Table([row for table in held for row in table.rows], held[0].where)
    return Table([[cell for _, cell in table.rows] for table in held], held[0].where)
