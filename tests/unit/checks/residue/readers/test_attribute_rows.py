"""Rows that each hold one field of somebody: usermeta of WordPress, answers to a questionnaire, what a browser keeps of forms."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from checks.residue.model import Verdict
from checks.residue.pieces import Table
from checks.residue.readers import attribute_rows
from tests.unit.checks.residue.helpers import look, values

PERSONS = [
    {"氏名": "志水 佳奈", "フリガナ": "シミズ カナ", "電話番号": "070-4417-2093", "被保険者番号": "0041873320"},
    {"氏名": "江藤 晃", "フリガナ": "エトウ アキラ", "電話番号": "090-6632-1180", "被保険者番号": "0093617254"},
    {"氏名": "楠田 久美子", "フリガナ": "クスダ クミコ", "被保険者番号": "0052219807"},
]
KINDS = {"氏名": "name", "フリガナ": "kana", "電話番号": "phone", "被保険者番号": "insured_number"}
MEANT = {(KINDS[field], value) for person in PERSONS for field, value in person.items()}
META = "CREATE TABLE wp_usermeta(umeta_id INTEGER PRIMARY KEY, user_id INTEGER, meta_key TEXT, meta_value TEXT)"
ANSWERS = "CREATE TABLE answer(id INTEGER PRIMARY KEY, question TEXT, reply TEXT, at TEXT)"


def _database(folder: Path, order: str, rows: list[tuple[object, ...]]) -> bytes:
    file = folder / "a.db"
    database = sqlite3.connect(file)
    database.execute(order)
    name = order.split()[2].partition("(")[0]
    database.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", rows)  # made here
    database.commit()
    database.close()
    return file.read_bytes()


def test_fields_of_users_told_by_their_number(tmp_path: Path) -> None:
    told = [(user, field, value) for user, person in enumerate(PERSONS, 7) for field, value in person.items()]
    rows = [
        (number, *one) for number, one in enumerate(sorted(told, key=lambda one: one[1]), 1)
    ]  # by field, not by user
    assert values(_database(tmp_path, META, rows)) >= MEANT


def test_answers_one_below_the_other(tmp_path: Path) -> None:
    told = [(field, value) for person in PERSONS for field, value in person.items()]
    rows = [(number, *one, "2026-05-11 09:12") for number, one in enumerate(told, 1)]
    assert values(_database(tmp_path, ANSWERS, rows)) >= MEANT


def test_settings_are_nobody(tmp_path: Path) -> None:
    told = [
        ("blogname", "町の図書室"),
        ("admin_email", "info@example.com"),
        ("timezone", "Asia/Tokyo"),
        ("name", "既定"),
    ] * 3
    rows = [(number, number // 4, *one) for number, one in enumerate(told)]
    assert look(_database(tmp_path, META, rows)).verdict is Verdict.CLEAN


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["1", "山田 浩", "電話番号", "090-6632-1180"],
            ["2", "前田 愛", "住所", "練馬区豊玉北1-2-3"],
            ["3", "西 薫", "電話番号", "070-1"],
        ],
        [["佐藤 晃", "氏名", "1"], ["江藤 楓", "フリガナ", "1"], ["楠田 葵", "氏名", "1"]],
    ],
    ids=["someone else in each row", "no values"],
)
def test_rows_of_several_persons_stay_rows(rows: list[list[str]]) -> None:
    head = ["no", "who", "what", "value"][: len(rows[0])]
    assert attribute_rows.take(head, rows, "") == []


def test_what_is_the_same_for_an_entry_is_kept() -> None:
    rows = [
        ["7", "本館", "氏名", "志水"],
        ["7", "本館", "電話番号", "1"],
        ["8", "別館", "氏名", "江藤"],
        ["8", "別館", "電話番号", "2"],
    ]
    (table,) = attribute_rows.take(["id", "場所", "項目", "値"], rows, "t")
    assert isinstance(table, Table)
    assert table.rows == [["場所", "氏名", "電話番号"], ["本館", "志水", "1"], ["別館", "江藤", "2"]]


META_OF = "CREATE TABLE meta(owner TEXT, meta_key TEXT, meta_value TEXT)"


def test_what_stands_beside_fields_is_told(tmp_path: Path) -> None:
    rows = [(f"owner{n}x@ezweb.ne.jp", field, value) for n, one in enumerate(PERSONS) for field, value in one.items()]
    told = values(_database(tmp_path, META_OF, [*rows]))
    assert {("email", f"owner{n}x@ezweb.ne.jp") for n in range(3)} <= told


def test_a_field_told_twice_is_told_twice(tmp_path: Path) -> None:
    rows = [
        (str(n), field, value)
        for n in range(10)
        for one in PERSONS
        for field, value in one.items()
        if n % 3 == PERSONS.index(one)
    ]
    told = values(_database(tmp_path, META_OF, [*rows, ("4", "電話番号", "080-5513-7742")]))
    assert ("phone", "080-5513-7742") in told


def test_fields_that_ask_nothing_are_read_in_latin_letters_too(tmp_path: Path) -> None:
    rows = [(str(n), field, value) for n, one in enumerate(PERSONS) for field, value in one.items()]
    told = values(
        _database(
            tmp_path, META_OF, [*rows, ("9", "memo1", "call 090-5513-7742"), ("9", "memo2", "or k.hirose@ocn.ne.jp")]
        )
    )
    assert {("phone", "090-5513-7742"), ("email", "k.hirose@ocn.ne.jp")} <= told


def test_numbers_beside_lines_of_a_text_are_told(tmp_path: Path) -> None:
    rows = [(n, f"090-44{n}1-83{n}2", f"相談の内容を聞きました。次回は来週の予定です。{n}") for n in range(4)]
    told = values(_database(tmp_path, "CREATE TABLE memo(id INTEGER PRIMARY KEY, x TEXT, body TEXT)", [*rows]))
    assert {("phone", f"090-44{n}1-83{n}2") for n in range(4)} <= told
