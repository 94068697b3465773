"""SQLite databases, never opened in place: live tables from a copy in memory, write-ahead log applied, free space as strings."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import (
    attribute_rows,
    form_history,
    one_column,
    php_arrays,
    query,
    sqlite_cells,
    sqlite_large,
)
from checks.residue.readers.large import Large
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap

ROWS = 20_000


def read(source: Source) -> Iterator[Part]:
    """Tables of the database, then what its free pages and blocks still hold."""
    if isinstance(source.data, Large):
        yield from sqlite_large.read(source)
        return
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
            database.deserialize(copy)  # any buffer will do: one copy less
            names = [row[0] for row in database.execute(_TABLES)]
        except (sqlite3.Error, MemoryError):
            yield Unread("corrupt")
            return
        for name in names:
            try:
                yield from _table(database, name, heads)
            except sqlite3.Error:
                yield Unread("corrupt", name)
        yield from _written(database)


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


_ORDERS = "SELECT sql FROM sqlite_master WHERE type IN ('table', 'view', 'trigger')"
_LITERAL = re.compile(r"'((?:[^']|'')*)'")


def _written(database: sqlite3.Connection) -> Iterator[Part]:
    """What is written out in the orders that make tables, views and triggers: values set where none is given, and such."""
    try:
        orders = [str(row[0]) for row in database.execute(_ORDERS) if row[0]]
    except sqlite3.Error:
        return
    told = [word for order in orders if not order.isascii() for word in _LITERAL.findall(order) if not word.isascii()]
    if told:
        yield Text("\n".join(told), "schema")


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
        told = [[_told(cell) for cell in row] for row in rows]
        entries = attribute_rows.take(head, told, name)
        typed = None if entries else form_history.entries(name, head, told)
        yield from entries or ([typed] if typed else one_column.parts(head, told, name))


def _asked(rows: list[tuple[object, ...]], name: str) -> list[Part]:
    """Queries in the addresses a browser keeps, arrays in the cells of a content system, and what apps keep as JSON."""
    words = [cell for row in rows for cell in row if isinstance(cell, str)]
    cells = [cell for cell in words if "%" in cell and "=" in cell]
    arrays = [cell for cell in words if php_arrays.KEPT in cell]
    told: list[Part] = [replace(part, where=name) for part in query.take("\n".join(cells))[1]] if cells else []
    kept = "\n".join(filter(_is_json, words))
    members: list[Part] = [Member(name, kept.encode("utf-8", "surrogatepass"))] if kept else []
    return [*told, *(php_arrays.take("\n".join(arrays), name) if arrays else []), *members]


def _is_json(cell: str) -> bool:
    """Whether a cell holds an object or list of JSON, as apps keep what was sent: it is read as such."""
    return (cell[:2] == '{"' and cell[-1:] == "}") or (cell[:2] == "[{" and cell[-2:] == "}]")


def _told(cell: object) -> str:
    if cell is None or isinstance(cell, bytes):
        return ""
    if not isinstance(cell, str):
        return str(cell)
    return "" if _is_json(cell) else unwrap(cell)
