"""Lists that programs cut into pieces: a table for each row, a row of a database for each line, columns kept apart by two blanks."""

from __future__ import annotations

import sqlite3
from email.message import EmailMessage
from pathlib import Path

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values, zipped

SHIFTS = [
    ["担当者", "月", "火", "水", "木"],
    ["神谷", "早", "休", "遅", ""],
    ["調所", "遅", "早", "", "休"],
    ["増渕", "休", "遅", "早", "早"],
    ["六反田", "早", "休", "休", "遅"],
    ["長谷部", "遅", "早", "遅", "休"],
]
NAMES = {("name", row[0]) for row in SHIFTS[1:]}
MEMBERS = [
    ["会員番号", "氏名", "被保険者番号", "連絡先"],
    *[
        [f"00{n}", name, f"00418733{n}", f"070-4417-20{n}"]
        for n, name in enumerate(("志水 佳奈", "江藤 晃", "楠田 久美子"), 41)
    ],
]
MEANT = {("name", row[1]) for row in MEMBERS[1:]} | {("insured_number", row[2]) for row in MEMBERS[1:]}


def test_a_page_with_a_table_for_each_row() -> None:
    body = "".join(f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr></table>\n" for row in SHIFTS)
    assert values(f"<html><body><h1>勤務表</h1>\n{body}</body></html>".encode()) >= NAMES


@pytest.mark.parametrize("gap", ["exact", "aligned"])
def test_a_mail_with_columns_kept_apart_by_blanks(gap: str) -> None:
    wide = [max(len(row[n]) for row in SHIFTS) for n in range(5)]
    filled = [[cell + "\u3000" * (wide[n] - len(cell)) for n, cell in enumerate(row)] for row in SHIFTS]
    lines = ["  ".join(row).rstrip() for row in (SHIFTS if gap == "exact" else filled)]
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "来週の勤務", "a@example.jp", "b@example.jp"
    mail.set_content("来週分です。\n\n" + "\n".join(lines) + "\n\n以上\n", cte="base64")
    assert values(mail.as_bytes()) >= NAMES


def test_a_table_of_measures_kept_apart_by_blanks_is_nobody() -> None:
    lines = [
        "地点  水温  濁度  備考",
        "上流  12.1  0.3  良好",
        "中流  12.8  0.4  良好",
        "下流  13.0  0.9  要確認",
        "河口  14.2  1.1  良好",
    ]
    assert look("\n".join(["水質測定の結果です。", *lines, "次回は来月です。"]).encode()).verdict is Verdict.CLEAN


def _lines(folder: Path, *, deleted: bool) -> bytes:
    file = folder / "a.db"
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA secure_delete=0")
    database.execute("CREATE TABLE work(id INTEGER PRIMARY KEY, line TEXT)")
    database.executemany("INSERT INTO work(line) VALUES (?)", [["\t".join(row)] for row in MEMBERS * 30])
    if deleted:
        database.execute("DELETE FROM work")
    database.close()
    return file.read_bytes()


@pytest.mark.parametrize("deleted", [False, True])
def test_a_database_with_a_list_line_by_line(tmp_path: Path, deleted: bool) -> None:
    assert values(_lines(tmp_path, deleted=deleted)) >= MEANT


def test_a_database_with_a_note_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    note = ["面談メモ", "本日、利用者の飯島莉央さんと面談。", "母の飯島佐和子さんから電話あり。", "次回は来月"]
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE memo(id INTEGER PRIMARY KEY, body TEXT)")
        database.executemany("INSERT INTO memo(body) VALUES (?)", [[line] for line in note])
    assert {("name", "飯島莉央"), ("name", "飯島佐和子")} <= values(file.read_bytes())


def test_a_workbook_whose_cells_do_not_say_where_they_are() -> None:
    rows = [["氏名", "住所", "建物", "電話番号"], ["志水 佳奈", "練馬区豊玉北1-2-3", "", "0334172093"]]
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' if cell else "<c/>" for cell in row) + "</row>"
        for row in rows
    )
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    found = values(
        zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet})
    )
    assert {("address", "練馬区豊玉北1-2-3"), ("phone", "0334172093")} <= found


def test_a_table_of_circles_and_crosses_in_utf16_without_a_mark() -> None:
    heads = "氏名\t胃\t肺\t乳\t大腸"
    people = ["斎藤 遥", "満田 理恵", "田中 環", "近藤 明日香", "鈴木 千鶴", "八木 瞳"]
    text = "\r\n".join([heads, *(f"{name}\t○\t×\t\t△" for name in people)])
    assert {("name", name) for name in people} <= values(text.encode("utf-16-le"))


def test_a_diary_typed_down_a_sheet() -> None:
    rows = [
        ["11月26日 日直 鬼頭奈々"],
        ["8:20 開錠"],
        ["10:00 複合機保守"],
        ["13:30 中島里香、面接に来社"],
        ["18:40 施錠"],
    ]
    cells = "".join(f'<row><c t="inlineStr"><is><t>{row[0]}</t></is></c></row>' for row in rows)
    sheet = f"<worksheet><sheetData>{cells}</sheetData></worksheet>"
    parts = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet}
    assert {("name", "鬼頭奈々"), ("name", "中島里香")} <= values(zipped(parts))


def test_dishes_typed_down_a_sheet_are_nobody() -> None:
    rows = [["今月の献立"], ["ごはん、みそ汁"], ["焼き魚、ひじき"], ["カレー、サラダ"], ["うどん、いなり"]]
    cells = "".join(f'<row><c t="inlineStr"><is><t>{row[0]}</t></is></c></row>' for row in rows)
    sheet = f"<worksheet><sheetData>{cells}</sheetData></worksheet>"
    parts = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet}
    assert look(zipped(parts)).verdict is Verdict.CLEAN
