"""Rows deleted from a database whose room grew together: all of them are read, column by column, under the heading that stayed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes

HEAD = ("棟", "名義人", "生年月日", "連絡先", "備考")
ROWS = [
    ("第14-359", "中川恵美", "1970-01-28", "090-4778-6156", ""),
    ("第23-561", "広瀬和夫", "1951-06-07", "070-2199-3296", "減免"),
    ("第53-812", "木下豊", "1938-09-19", "080-2057-5227", ""),
    ("第67-551", "森直美", "1948-07-27", "070-1289-7207", ""),
]


@pytest.mark.parametrize("order", ["n", "n desc", "n in (3, 4) desc, n"])
def test_deleted_rows_are_read_whole_whatever_the_order(tmp_path: Path, order: str) -> None:
    path = tmp_path / "list.sqlite"
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("pragma secure_delete = off")
    base.execute("create table t (id integer primary key, v0, v1, v2, v3, v4)")
    base.executemany("insert into t (v0, v1, v2, v3, v4) values (?, ?, ?, ?, ?)", [HEAD, *ROWS])
    numbers = [n for (n,) in base.execute(f"select n from (select id as n from t where id > 1) order by {order}")]
    for number in numbers:
        base.execute("delete from t where id = ?", (number,))
    base.close()
    matches = inspect_bytes(path.read_bytes(), "list.sqlite", Budget(), reveal=True).matches or ()
    found = {(kind, value) for kind, value, _ in matches}
    wanted = {
        pair for _, name, born, phone, _ in ROWS for pair in (("name", name), ("birth_date", born), ("phone", phone))
    }
    assert wanted - found == set()
