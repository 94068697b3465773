"""One open data folder: its engine, its transactions, and how a change is kept together with its journal row."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from selfaudit.store import journal, rows
from selfaudit.store.changes import Action, Change
from selfaudit.store.codec import Row, from_row, to_row
from selfaudit.store.problems import explained, input_error
from selfaudit.text.messages import t

T = TypeVar("T")
Clock = Callable[[], datetime]


def now() -> datetime:
    """The time, with this PC's UTC offset."""
    return datetime.now().astimezone()


class Session:
    """What all parts of the repository share. One method is one transaction; calls from several threads queue up."""

    def __init__(self, directory: Path, engine: Engine, clock: Clock) -> None:
        self.directory = directory
        self.files = directory
        """Folder of received files and pictures: that of the data, or one several desks share."""
        self.who = ""
        """Name of the operator, written into journal rows."""
        self._engine = engine
        self._clock = clock
        self._guard = threading.RLock()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._guard, explained(self.directory), self._engine.begin() as connection:
            yield connection

    def _all(self, kind: type[T], **where: Any) -> list[T]:
        with self._transaction() as connection:
            return [from_row(kind, row) for row in rows.read_all(connection, _kind(kind), where)]

    def _one(self, kind: type[T], **key: Any) -> T:
        with self._transaction() as connection:
            return from_row(kind, _known(connection, _kind(kind), key))

    def _save(self, value: Any, *, unless_only: Collection[str] = ()) -> None:
        """Keep a domain object, new or changed; nothing is written when no field but `unless_only` differs."""
        with self._transaction() as connection:
            self._put(connection, _kind(type(value)), to_row(value), unless_only)

    def _put(self, connection: Connection, kind: str, row: Row, unless_only: Collection[str] = ()) -> None:
        before = rows.read(connection, kind, rows.key_of(kind, row))
        if rows.has_position(kind):
            row["position"] = before["position"] if before else rows.next_position(connection, kind)
        if before is not None and all(before[name] == row[name] for name in row if name not in unless_only):
            return
        self._change(connection, kind, before, row)

    def _put_all(self, connection: Connection, kind: str, given: Iterable[Row]) -> None:
        """The same for many rows of a ward's table (one key column, no contract of the contractor's side), much quicker.

        Of rows with the same key the last one is kept.
        """
        key = rows.key_name(kind)
        latest = {row[key]: row for row in given}
        known = rows.read_each(connection, kind, list(latest))
        position = rows.next_position(connection, kind)
        new: list[Row] = []
        entries: list[journal.Entry] = []
        for name, row in latest.items():
            before = known.get(name)
            row["position"] = before["position"] if before else position + len(new)
            if before == row:
                continue
            entries.append(_entry(connection, kind, before, row))
            if before is None:
                new.append(row)
            else:
                rows.replace(connection, kind, before, row)
        rows.add_all(connection, kind, new)
        journal.append_all(connection, entries, at=self._clock(), who=self.who)

    def _remove(self, kind: type[Any], **key: Any) -> None:
        with self._transaction() as connection:
            before = _known(connection, _kind(kind), key)
            self._change(connection, _kind(kind), before, None)

    def _change(self, connection: Connection, kind: str, before: Row | None, after: Row | None) -> None:
        rows.replace(connection, kind, before, after)
        entry = _entry(connection, kind, before, after)
        journal.append(connection, entry, at=self._clock(), who=self.who)

    def _record(
        self, connection: Connection, kind: str, action: Action, before: Row | None, after: Row | None
    ) -> Change:
        entry = _entry(connection, kind, before, after, action)
        return journal.append(connection, entry, at=self._clock(), who=self.who)


def _entry(
    connection: Connection, kind: str, before: Row | None, after: Row | None, action: Action | None = None
) -> journal.Entry:
    """What the journal says of a change."""
    row = after or before or {}
    contract, inspection = _whose(connection, kind, row)
    if action is None:
        action = Action.REMOVE if after is None else Action.ADD if before is None else Action.CHANGE
    return journal.Entry(kind, action, contract, inspection, str(row.get("item", "")), before, after)


def _kind(kind: type[Any]) -> str:
    return kind.__name__.lower()


def _known(connection: Connection, kind: str, key: Mapping[str, Any]) -> Row:
    found = rows.read(connection, kind, key)
    if found is None:
        raise input_error("unknown", kind=t(f"store.kind.{kind}"))
    return found


def _whose(connection: Connection, kind: str, row: Row) -> tuple[str, str]:
    """Contract id and inspection id a row belongs to; empty for what a ward keeps, which belongs to neither."""
    if kind == "contract":
        return row["id"], ""
    if kind == "inspection":
        return row["contract"], row["id"]
    if "contract" in row:
        return row["contract"], ""
    if "inspection" not in row:
        return "", ""
    return _known(connection, "inspection", {"id": row["inspection"]})["contract"], row["inspection"]
