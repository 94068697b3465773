"""SQLite databases, never opened in place: live tables from a copy in memory, write-ahead log applied, free space as strings."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

from checks.residue.pieces import Member, Part, Table, Text, Unread
from checks.residue.readers import query, sqlite_cells
from checks.residue.readers.source import Source
from checks.residue.readers.sqlite_schema import heads_in
from checks.residue.readers.unwrap import unwrap

ROWS = 20_000


def read(source: Source) -> Iterator[Part]:
    """Tables of the database, then what its free pages and blocks still hold."""
    data = source.all()
    heads: dict[int, list[str]] = {}
    yield from _live(data, heads)
    yield from sqlite_cells.leftovers(data, source, heads)


def _live(data: bytes, heads: dict[int, list[str]]) -> Iterator[Part]:
    """Tables as SQLite sees them; `heads` learns the column names by their number. A database in WAL mode is marked as a plain one, or it would look for its log."""
    copy = bytearray(data)
    copy[18:20] = b"\x01\x01"
    with closing(sqlite3.connect(":memory:")) as database:
        database.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            database.deserialize(bytes(copy))
            names = [row[0] for row in database.execute(_TABLES)]
        except (sqlite3.Error, MemoryError):
            yield Unread("corrupt")
            return
        for name in names:
            try:
                yield from _table(database, name, heads)
            except sqlite3.Error:
                yield Unread("corrupt", name)


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def _table(database: sqlite3.Connection, name: str, heads: dict[int, list[str]]) -> Iterator[Part]:
    quoted = '"' + name.replace('"', '""') + '"'
    cursor = database.execute(f"SELECT * FROM {quoted}")  # noqa: S608  # a table name of the file itself, quoted
    head = [column[0] for column in cursor.description]
    heads.setdefault(len(head), head)
    while rows := cursor.fetchmany(ROWS):
        for row in rows:
            for cell in row:
                if isinstance(cell, bytes) and len(cell) > 40:
                    yield Member(name, cell)
        yield from _asked(rows, name)
        yield Table([head, *([_told(cell) for cell in row] for row in rows)], name)


def _asked(rows: list[tuple[object, ...]], name: str) -> list[Table]:
    """Queries in the addresses a browser keeps, as tables."""
    cells = [cell for row in rows for cell in row if isinstance(cell, str) and "%" in cell and "=" in cell]
    return [replace(part, where=name) for part in query.take("\n".join(cells))[1]] if cells else []


def _told(cell: object) -> str:
    if cell is None or isinstance(cell, bytes):
        return ""
    return unwrap(cell) if isinstance(cell, str) else str(cell)


def read_wal(source: Source) -> Iterator[Part]:
    """A write-ahead log by itself: the records on its page images, deleted ones as well (SQLite file format, section 4)."""
    data = source.all()
    (page,) = struct.unpack_from(">I", data, 8)
    page = 65536 if page == 1 else page
    if not 512 <= page <= 65536:
        yield Unread("corrupt")
        return
    seen: set[str] = set()
    rows: list[list[str]] = []
    for start in range(32 + 24, len(data), page + 24):
        source.meter.clock()
        for row in sqlite_cells.page_rows(data[start : start + page], 0):
            key = "\x1f".join(row)
            if key not in seen:
                seen.add(key)
                rows.append(row)
    heads = heads_in(data)
    for width in dict.fromkeys(map(len, rows)):
        fitting = [row for row in rows if len(row) == width]
        yield Table([heads[width], *fitting] if width in heads else fitting, "wal")
    strings = sqlite_cells.strings(data, rows)
    if strings:
        yield Text(strings, "wal", raw=True)
