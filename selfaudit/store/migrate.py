"""Bring a database to the newest schema with alembic: all migrations in one transaction, or none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from selfaudit.store.engine import APPLICATION_ID, engine
from selfaudit.store.paths import shown
from selfaudit.store.problems import data_error

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(path: Path, *, keep_copy: bool, migrations: Path = MIGRATIONS) -> None:
    """Make or upgrade the database at `path`; with `keep_copy` a copy of the older one stays beside it (``.v1`` …).

    Foreign keys are off meanwhile, because batch migrations rebuild tables, and are checked before the end.
    """
    if keep_copy:
        _copy(path)
    made = engine(path, foreign_keys=False)
    try:
        with made.begin() as connection:
            config = _config(connection, migrations)
            try:
                command.upgrade(config, "head")
            except CommandError:
                # The version noted in the database is none this program knows.
                raise data_error("damaged", folder=shown(path.parent)) from None
            head = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise sqlite3.IntegrityError
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {int(head)}")
    finally:
        made.dispose()


def upgrade_shared(connection: Connection, found: int) -> None:
    """Bring a database on a server from schema `found` to the newest, in the caller's transaction; no copy is kept."""
    config = _config(connection, MIGRATIONS)
    command.stamp(config, f"{found:04}", purge=True)
    command.upgrade(config, "head")


def _config(connection: Connection, migrations: Path) -> Config:
    config = Config()
    # ConfigParser reads a percent sign as the start of a placeholder.
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _copy(path: Path) -> None:
    with closing(sqlite3.connect(path)) as source:
        version = source.execute("PRAGMA user_version").fetchone()[0]
        with closing(sqlite3.connect(f"{path}.v{version}")) as copy:
            source.backup(copy)
