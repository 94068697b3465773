"""What apps keep as JSON in the cells of a database is read as JSON: a list sent line by line in messages."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.unit.checks.residue.helpers import values

PEOPLE = [
    ("荒井　皐月", "arai62@mineo.jp"),
    ("松岡　匠", "t-matsuoka@gmail.com"),
    ("藤井　里奈", "rina541@docomo.ne.jp"),
]


@pytest.mark.parametrize("plain", [True, False], ids=["escaped", "as written"])
def test_lists_sent_as_messages_are_told(tmp_path: Path, plain: bool) -> None:
    lines = ["reserve_no user_name mail", *(f"R25900{n} {who} {mail}" for n, (who, mail) in enumerate(PEOPLE))]
    with sqlite3.connect(tmp_path / "chat.db") as database:
        database.execute("CREATE TABLE message (id integer primary key, room text, payload text)")
        rows = [("minamo", json.dumps({"type": "text", "body": line}, ensure_ascii=plain)) for line in lines]
        database.executemany("INSERT INTO message (room, payload) VALUES (?, ?)", rows)
    database.close()
    found = values((tmp_path / "chat.db").read_bytes(), "chat.db")
    assert {("name", who) for who, _ in PEOPLE} | {("email", mail) for _, mail in PEOPLE} <= found
