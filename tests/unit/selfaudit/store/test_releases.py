"""A database of every schema ever released comes to the present one with everything in it, and one can go back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from selfaudit.store import migrate
from selfaudit.store.engine import SCHEMA
from selfaudit.store.paths import DATABASE
from selfaudit.store.repository import Repository

VERSIONS = sorted(file.name for file in (migrate.MIGRATIONS / "versions").glob("v[0-9]*.py"))
DAY = "2026-04-01"
MOMENT = "2026-04-01T09:00:00+09:00"
#: Columns with a meaning the present program reads back; every other text is simply kept.
MEANING = {
    **dict.fromkeys(("information", "media", "places", "folders", "accounts", "codes"), "[]"),
    **dict.fromkeys(("detail", "summary", "payload", "before", "after", "fields"), "{}"),
    **dict.fromkeys(("start", "end", "pledge", "training", "ended", "due", "day", "back_day"), DAY),
    **dict.fromkeys(("started", "finished", "added_at", "answered_at", "collected_at", "at", "received_at"), MOMENT),
    "profile": "setagaya-2026",
    "outcome": "適合",
    "status": "PASS",
}


def released(number: int, folder: Path) -> Path:
    """An empty database as the program with `number` migrations made it."""
    migrations = folder / "migrations"
    shutil.copytree(migrate.MIGRATIONS, migrations, ignore=shutil.ignore_patterns("versions", "__pycache__"))
    (migrations / "versions").mkdir()
    for name in VERSIONS[:number]:
        shutil.copy(migrate.MIGRATIONS / "versions" / name, migrations / "versions" / name)
    path = folder / "data" / DATABASE
    path.parent.mkdir()
    path.touch(mode=0o600)
    migrate.upgrade(path, keep_copy=False, migrations=migrations)
    return path


def contents(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of every table of the program."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        names = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in names if name != "alembic_version" and not name.startswith("sqlite_")]
        return {table: [dict(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in sorted(tables)}


def fill(path: Path) -> None:
    """Put one row into every table; all keys are "k", so that every reference holds."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in names:
            if table == "alembic_version" or table.startswith("sqlite_"):
                continue
            columns = list(connection.execute(f"PRAGMA table_info({table})"))
            values = {name: value(name, kind) for _, name, kind, *_ in columns}
            marks = ", ".join("?" * len(values))
            named = ", ".join(f'"{name}"' for name in values)
            connection.execute(f"INSERT INTO {table} ({named}) VALUES ({marks})", list(values.values()))
        connection.commit()


def value(name: str, kind: str) -> object:
    if kind == "INTEGER":
        return 1
    if kind == "BLOB":
        return bytes(16 if name == "salt" else 32)
    return MEANING.get(name, "k")


def test_the_newest_migration_is_the_schema_the_program_knows() -> None:
    assert len(VERSIONS) == SCHEMA
    assert [name[1:5] for name in VERSIONS] == [f"{number:04}" for number in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("number", range(1, SCHEMA))
def test_an_older_database_is_brought_up_with_everything_in_it(number: int, tmp_path: Path) -> None:
    path = released(number, tmp_path)
    fill(path)
    before = contents(path)
    assert before["contract"][0]["title"] == "k"
    with Repository.open(path.parent, program="test") as repository:
        assert [contract.title for contract in repository.contracts()] == ["k"]
        assert [person.name for person in repository.people("k")] == ["k"]
        assert repository.answers("k")["k"].outcome == "適合"
    after = contents(path)
    for table, rows in before.items():
        kept = [{name: row[name] for name in rows[0]} for row in after[table]]
        assert kept == rows, table
    assert contents(Path(f"{path}.v{number}")) == before, "the copy to go back with is as it was"


def test_going_back_is_putting_the_copy_in_its_place(tmp_path: Path) -> None:
    path = released(SCHEMA - 1, tmp_path)
    fill(path)
    before = contents(path)
    Repository.open(path.parent, program="test").close()
    shutil.copy(f"{path}.v{SCHEMA - 1}", path)
    assert contents(path) == before
    with Repository.open(path.parent, program="test") as repository:
        assert repository.contracts(), "and the newer program takes it in again"
