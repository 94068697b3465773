"""SQLite databases too large to be copied into memory: the rows on their pages, page by page (SQLite file format, section 1.6)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.pieces import Part, Table, Unread
from checks.residue.readers import sqlite_cells
from checks.residue.readers.source import Source
from checks.residue.readers.sqlite_schema import heads_in

ROWS = 10_000
"""Rows told at once."""
_SCHEMA = 1 << 20
"""Bytes at the beginning in which the names of columns are looked for."""


def read(source: Source) -> Iterator[Part]:
    """The rows that lie on one page each; that longer ones and free room were not looked at is said. Raises Stop over budget."""
    data = source.data
    head = source.head(100)
    (size,) = struct.unpack_from(">H", head, 16)
    size = 65536 if size == 1 else size
    if not 512 <= size <= 65536:
        yield Unread("corrupt")
        return
    codec, heads = sqlite_cells.codec_of(head), heads_in(data[:_SCHEMA])
    waiting: dict[int, list[list[str]]] = {}
    for start in range(0, len(data), size):
        source.meter.passed(size)
        source.meter.clock()
        for row in sqlite_cells.page_rows(data[start : start + size], 0 if start else 100, codec):
            rows = waiting.setdefault(len(row), [])
            rows.append(row)
            if len(rows) >= ROWS:
                yield _table(rows, heads)
                waiting[len(row)] = []
    for rows in filter(None, waiting.values()):
        yield _table(rows, heads)
    yield Unread("over_budget", "rows of several pages, free pages")


def _table(rows: list[list[str]], heads: dict[int, list[str]]) -> Table:
    width = len(rows[0])
    return Table([heads[width], *rows] if width in heads else rows, "pages")
