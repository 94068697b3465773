"""Lists whose rows each stand in a table of their own, as programs write them that know no longer ones, put together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checks.residue.pieces import Part, Table

NARROWEST, MOST = 2, 20_000
"""Cells of such a row, and rows that are put together."""


def rows(parts: Iterable[Part]) -> Iterator[Part]:
    """`parts`, those that are tables of a single row joined with the ones behind them that are as wide and stand at the same place."""
    held: list[Table] = []
    try:
        for part in parts:
            if held and not (_single(part) and _fits(part, held)):
                yield _joined(held)
                held = []
            if isinstance(part, Table) and _single(part):
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


def _fits(part: Part, held: list[Table]) -> bool:
    first = held[0]
    same = isinstance(part, Table) and part.where == first.where and len(part.rows[0]) == len(first.rows[0])
    return same and len(held) < MOST


def _joined(held: list[Table]) -> Table:
    return Table([row for table in held for row in table.rows], held[0].where) if len(held) > 1 else held[0]
