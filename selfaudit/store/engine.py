"""Opening the database: is it ours, is it whole, is it of this version; then the SQLAlchemy engine on it.

Nothing is written to a file before it is known to be ours, so that a damaged or foreign database stays as it was found.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from enum import Enum
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from selfaudit.store import paths
from selfaudit.store.postgres import open_shared, shared
from selfaudit.store.problems import data_error, explained

#: Number of the newest migration, kept in the database as `PRAGMA user_version`.
SCHEMA = 8

#: "SAud", kept as `PRAGMA application_id`: marks a database as ours.
APPLICATION_ID = 0x53417564

#: How long (seconds) another tool, such as a backup, may hold the database before we give up.
BUSY_TIMEOUT = 5.0


class State(Enum):
    """What an existing or missing database file needs."""

    NEW = "new"
    OLDER = "older"
    CURRENT = "current"


def open_database(directory: Path) -> Engine:
    """Open, or make, the database of this folder; DataError when it is newer, damaged, foreign, full or not ours to write.

    Only a new or older database loads the migration tool.
    """
    if (place := shared(directory)) is not None:
        return open_shared(place, directory, SCHEMA)
    path = directory / paths.DATABASE
    with explained(directory):
        state = _look(path)
        if state is not State.CURRENT:
            from selfaudit.store.migrate import upgrade

            # Nobody else on this PC may read it; SQLite gives its side files the same rights.
            path.touch(mode=0o600)
            upgrade(path, keep_copy=state is State.OLDER)
        return engine(path)


def engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine whose every transaction begins with BEGIN IMMEDIATE and ends on the disk.

    WAL with synchronous=FULL: a change is either wholly kept or not at all, also when the power fails.
    """
    # An address object, because a path may hold characters that mean something in an address text.
    address = URL.create("sqlite", database=str(path))
    # Values are hidden, because they would otherwise appear in error texts.
    made = create_engine(
        address, connect_args={"timeout": BUSY_TIMEOUT}, hide_parameters=True, pool_size=1, max_overflow=0
    )

    def prepare(raw: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver's own transaction handling is switched off; `begin` below starts them.
        raw.isolation_level = None
        cursor = raw.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        # macOS only: without it the disk may answer before it has written.
        cursor.execute("PRAGMA fullfsync = ON")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    event.listen(made, "connect", prepare)
    event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _look(path: Path) -> State:
    """What the file needs, found by reading alone."""
    if not path.exists():
        return State.NEW
    folder = paths.shown(path.parent)
    if not os.access(path, os.W_OK):
        raise data_error("no_permission", folder=folder)
    with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT)) as connection:
        version = _pragma(connection, "user_version")
        application = _pragma(connection, "application_id")
        if application == 0 and _is_empty(connection):
            return State.NEW
        if application != APPLICATION_ID:
            raise data_error("not_a_database", folder=folder)
        if version > SCHEMA:
            raise data_error("newer", folder=folder, found=version, known=SCHEMA)
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise data_error("damaged", folder=folder)
    return State.CURRENT if version == SCHEMA else State.OLDER


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
