"""Records of which each row tells one field, as programs write forms field by field: put together, so that a row is a record."""

from __future__ import annotations

from checks.residue.matchers.headings import heading_kind
from checks.residue.pieces import Row

_MOST, _FIELDS, _KNOWN = 20_000, 3, 2
"""Rows that are put together, fields of a record, and headings that are known, at least."""


def joined(rows: list[Row]) -> list[Row]:
    """The table with rows of one filled cell each put together until a column comes again; the same table where there are others."""
    if not _FIELDS < len(rows) <= _MOST or len(rows[0]) < _FIELDS:
        return rows
    together: list[Row] = []
    columns: set[int] = set()
    for row in rows[1:]:
        at = _only(row)
        if at is None or at >= len(rows[0]):
            return rows
        if not together or together[-1][at]:
            together.append([""] * len(rows[0]))
        together[-1][at] = row[at]
        columns.add(at)
    if len(columns) < _FIELDS or sum(map(_known, rows[0])) < _KNOWN:
        return rows
    return [rows[0], *together]


def _only(row: Row) -> int | None:
    """The column of the one filled cell of a row; None where there are more, or none."""
    held = [at for at, cell in enumerate(row) if cell]
    return held[0] if len(held) == 1 else None


def _known(cell: str) -> bool:
    kind = heading_kind(cell) if cell else None
    return kind is not None and not kind.startswith("_")
