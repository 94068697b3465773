"""Columns no heading tells: names in Latin letters beside mail addresses, accounts in rows as banks take them, counted headings."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes

MAILS = [
    ("t-mori41@ocn.ne.jp", "Toru Mori"),
    ("nakagawa_emi@ocn.ne.jp", "Emi Nakagawa"),
    ("k.hirose@ocn.ne.jp", "Kazuo Hirose"),
    ("saori82xx@ocn.ne.jp", "Saori Kinoshita"),
]


def _html(rows: list[tuple[str, ...]]) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><table>{cells}</table></body></html>".encode()


def _found(data: bytes, name: str) -> set[tuple[str, str]]:
    matches = inspect_bytes(data, name, Budget(), reveal=True).matches or ()
    return {(kind, value) for kind, value, _ in matches}


def test_names_in_latin_letters_beside_mail_addresses_are_told() -> None:
    wanted = {("name", name) for _, name in MAILS}
    assert wanted <= _found(_html([*MAILS]), "list.html")
    assert wanted <= _found("\n".join(map(" ".join, MAILS)).encode(), "list.txt")
    assert wanted <= _found("\n".join(f"{name}\t{mail}" for mail, name in MAILS).encode(), "list.txt")


def test_products_beside_mail_addresses_are_no_names() -> None:
    products = ["Cloud Backup", "Data Center", "Mail Gateway", "Print Server"]
    rows = [(mail, product) for (mail, _), product in zip(MAILS, products, strict=True)]
    assert not [kind for kind, _ in _found(_html([*rows]), "list.html") if kind == "name"]
    assert not [kind for kind, _ in _found("\n".join(map(" ".join, rows)).encode(), "list.txt") if kind == "name"]


def test_accounts_are_told_in_rows_as_banks_take_them() -> None:
    rows: list[tuple[str, ...]] = [
        ("2", "3327", "481", "1", "6402913", "ﾅｶｶﾞﾜ ｴﾐ", "41200", "0"),
        ("2", "0926", "215", "1", "1850347", "ﾋﾛｾ ｶｽﾞｵ", "9800", "0"),
        ("2", "5513", "067", "2", "7719264", "ｷﾉｼﾀ ｻｵﾘ", "15340", "0"),
    ]
    accounts = {("bank_account", row[4]) for row in rows}
    assert accounts <= _found(_html(rows), "transfer.html")
    parts = [(row[0], row[4], row[5], row[6]) for row in rows]  # orders: nothing says that a bank keeps these
    assert not [kind for kind, _ in _found(_html([*parts]), "orders.html") if kind == "bank_account"]


def test_headings_below_names_a_program_counted_are_read(tmp_path: Path) -> None:
    path = tmp_path / "list.sqlite"
    rows = [
        ("借主", "", "連絡先", "", "保証人", ""),
        ("姓", "名", "自宅", "携帯", "氏名", "電話"),
        ("中川", "恵美", "042-381-5143", "080-5137-4182", "広瀬和夫", "03-5550-0166"),
        ("木下", "修", "048-762-3127", "090-6120-4171", "中川徹", "045-555-0139"),
        ("森", "直美", "044-833-7118", "070-4523-9105", "木下豊", "047-555-0150"),
    ]
    with sqlite3.connect(path) as base:
        base.execute("create table t (id integer primary key, v0, v1, v2, v3, v4, v5)")
        base.executemany("insert into t (v0, v1, v2, v3, v4, v5) values (?, ?, ?, ?, ?, ?)", rows)
    base.close()
    found = _found(path.read_bytes(), "list.sqlite")
    assert {("name", "中川 恵美"), ("name", "木下 修"), ("name", "森 直美"), ("name", "広瀬和夫")} <= found
