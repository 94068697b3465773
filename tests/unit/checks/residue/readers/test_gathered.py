"""Rows that each stand in a table of their own: put together, and told where reading ends before its time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks.residue.pieces import Part, Table
from checks.residue.readers import gathered

ROWS = [["志水 佳奈", "070-4417-2093"], ["江藤 晃", "090-6632-1180"]]


def test_rows_read_before_a_limit_are_told() -> None:
    def cut() -> Iterator[Part]:
        yield from (Table([row], "content") for row in ROWS)
        raise MemoryError

    told = gathered.rows(cut())
    assert next(told) == Table(ROWS, "content")
    with pytest.raises(MemoryError):
        next(told)
