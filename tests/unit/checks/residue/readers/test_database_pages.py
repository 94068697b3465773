"""What SQLite leaves behind: deleted rows in either order of UTF-16, rollback journals, values written into the schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.unit.checks.residue.helpers import ADDRESS, LINE, NAME, PHONE, values

WANTED = {("name", NAME), ("phone", PHONE)}
TABLE = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, address TEXT, tel TEXT)"


def filled(path: Path, encoding: str, *, journal: str = "delete") -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None)
    base.execute(f"PRAGMA encoding = '{encoding}'")
    base.execute("PRAGMA secure_delete = off")
    base.execute(f"PRAGMA journal_mode = {journal}")
    base.execute(TABLE)
    for number in range(30):
        row = (NAME, ADDRESS, PHONE) if number == 15 else ("様式", "なし", "0")
        base.execute("INSERT INTO people (name, address, tel) VALUES (?, ?, ?)", row)
    return base


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_deleted_rows_are_read_however_texts_are_written(tmp_path: Path, encoding: str) -> None:
    base = filled(tmp_path / "a.db", encoding)
    base.execute("DELETE FROM people WHERE tel <> '0'")
    base.close()
    assert values((tmp_path / "a.db").read_bytes()) >= WANTED


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_a_table_that_was_dropped_is_read(tmp_path: Path, encoding: str) -> None:
    base = filled(tmp_path / "a.db", encoding)
    base.execute("DROP TABLE people")
    base.close()
    assert values((tmp_path / "a.db").read_bytes()) >= WANTED


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le"])
@pytest.mark.parametrize("ended", [False, True], ids=["open", "ended"])
def test_a_journal_keeps_the_pages_of_before(tmp_path: Path, encoding: str, ended: bool) -> None:
    base = filled(tmp_path / "a.db", encoding, journal="persist")
    base.execute("BEGIN IMMEDIATE")
    base.execute("DELETE FROM people")
    if ended:
        base.execute("COMMIT")  # blanks the head of the journal and leaves the rest
    else:
        base.execute("PRAGMA cache_size = 1")
        base.execute("CREATE TABLE filling (a)")
        base.executemany("INSERT INTO filling VALUES (?)", [("x" * 3000,)] * 200)
    journal = (tmp_path / "a.db-journal").read_bytes()
    base.close()
    assert values(journal) >= WANTED


def test_values_of_the_schema_are_read(tmp_path: Path) -> None:
    base = sqlite3.connect(tmp_path / "a.db")
    base.execute(f"CREATE TABLE notes (a TEXT DEFAULT '{LINE}')")
    base.commit()
    base.close()
    assert values((tmp_path / "a.db").read_bytes()) >= WANTED
