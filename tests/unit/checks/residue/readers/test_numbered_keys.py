"""Lists in files of settings, a line for each cell or row under a key with its number."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import look, values

ROWS = [
    ["主人", "住所", "受入"],
    ["根岸亜希子", "一宮市木曽川町2-22", "Rowena Bautista"],
    ["早川晴信", "北九州市黒崎5-9-12", "Reynaldo Dizon"],
    ["東海林愛", "北九州市下上津役2-12-28", "Batbayar Otgon"],
]
PEOPLE = {cell for row in ROWS[1:] for cell in (row[0], row[2])}


@pytest.mark.parametrize("way", ["item.{n:04}.{at}={cell}", "row[{n}][{at}] = {cell}", "r{n}.c{at}: {cell}"])
def test_cells_under_numbered_keys_are_a_table(way: str) -> None:
    heads = ["氏名", *ROWS[0][1:]]
    text = "".join(
        way.format(n=n, at=at, cell=cell) + "\n"
        for n, row in enumerate([heads, *ROWS[1:]])
        for at, cell in enumerate(row)
    )
    assert {value for kind, value in values(text.encode(), "list.properties") if kind == "name"} >= PEOPLE


def test_fields_under_numbered_keys_are_a_table() -> None:
    text = "".join(f"guest.{n}.name={row[0]}\nguest.{n}.meal=A\n" for n, row in enumerate(ROWS[1:]))
    assert {("name", row[0]) for row in ROWS[1:]} <= values(text.encode(), "guests.ini")


def test_rows_under_numbered_keys_are_told_as_without_them() -> None:
    people = ["各務巌", "岡田清", "飯田登美枝", "大西三郎", "奥村久雄"]
    text = "".join(f"entry.{n:03}=\\u0038:2{n} {who} 8{n} 杖 {n}日分\n" for n, who in enumerate(people))
    assert values(text.encode(), "list.properties") == {("name", who) for who in people}


def test_settings_under_numbered_keys_name_nobody() -> None:
    text = "".join(f"server.{n}.host=10.0.0.{n}\nserver.{n}.role=web\n" for n in range(1, 6))
    assert look(text.encode(), "app.properties").records == 0


def test_what_stands_around_such_a_list_and_what_is_told_twice_is_kept() -> None:
    listed = "".join(f"guest.{n}.name={row[0]}\nguest.{n}.meal=A\n" for n, row in enumerate(ROWS[1:]))
    again = "guest.0.name=飯田登美枝\nguest.0.meal=B\n"
    text = f"[guests]\n# 毛利健吾様 080-7777-1212 に確認\ncontact=大西三郎様 090-3333-1234\n{listed}{again}"
    found = values(text.encode(), "guests.ini")
    assert {("name", row[0]) for row in ROWS[1:]} | {
        ("name", "飯田登美枝"),
        ("phone", "090-3333-1234"),
        ("name", "毛利健吾"),
    } <= found
