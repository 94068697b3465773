"""Single rows of any table, read and written as plain dictionaries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from selfaudit.store.codec import Row
from selfaudit.store.layout import table


def key_of(kind: str, row: Mapping[str, Any]) -> Row:
    """The primary key of this row."""
    return {column.name: row[column.name] for column in table(kind).primary_key}


def key_name(kind: str) -> str:
    """The column that is the primary key; ValueError for a table where it is several."""
    (column,) = table(kind).primary_key
    return str(column.name)


def read(connection: Connection, kind: str, key: Mapping[str, Any]) -> Row | None:
    """The row of this key, or None."""
    found = connection.execute(select(table(kind)).where(_where(kind, key))).mappings().first()
    return None if found is None else dict(found)


def read_all(connection: Connection, kind: str, where: Mapping[str, Any]) -> list[Row]:
    """All rows with these values, in the order they were first entered, or else by key."""
    columns = table(kind).c
    order = [columns.position] if "position" in columns else list(table(kind).primary_key)
    found = connection.execute(select(table(kind)).where(_where(kind, where)).order_by(*order))
    return [dict(row) for row in found.mappings()]


_AT_ONCE = 500
"""Keys asked for in one statement: databases bound their number."""


def read_each(connection: Connection, kind: str, keys: Sequence[str]) -> dict[str, Row]:
    """The rows of these keys that are there, by key; for tables whose primary key is one column of text."""
    column = table(kind).c[key_name(kind)]
    found: dict[str, Row] = {}
    for at in range(0, len(keys), _AT_ONCE):
        result = connection.execute(select(table(kind)).where(column.in_(keys[at : at + _AT_ONCE])))
        found |= {row[column.name]: dict(row) for row in result.mappings()}
    return found


def add_all(connection: Connection, kind: str, new: Sequence[Row]) -> None:
    """Enter new rows."""
    if new:
        connection.execute(insert(table(kind)), new)


def replace(connection: Connection, kind: str, before: Row | None, after: Row | None) -> None:
    """Put `after` in the place of `before`; None stands for no row."""
    row = before or after or {}
    where = _where(kind, key_of(kind, row))
    if after is None:
        connection.execute(delete(table(kind)).where(where))
    elif before is None:
        connection.execute(insert(table(kind)).values(after))
    else:
        connection.execute(update(table(kind)).where(where).values(after))


def next_position(connection: Connection, kind: str) -> int:
    """The position of a row that is entered now."""
    return int(connection.execute(select(func.coalesce(func.max(table(kind).c.position), 0) + 1)).scalar_one())


def has_position(kind: str) -> bool:
    """Whether this kind of row keeps the order of entry."""
    return "position" in table(kind).c


def _where(kind: str, values: Mapping[str, Any]) -> ColumnElement[bool]:
    columns = table(kind).c
    return and_(True, *(columns[name] == value for name, value in values.items()))
