"""Lists that lost their columns: what comments, notes and registry values keep of a table."""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from pathlib import Path

import pytest

from checks.residue.model import Verdict
from tests.bench.offices.compound import compound
from tests.unit.checks.residue.helpers import look, values

HEADINGS = ["No.", "氏　名", "フリガナ", "性別", "生年月日", "住　所", "TEL"]
PEOPLE = [
    ["12", "飯島 莉央", "イイジマ リオ", "女", "昭和52年8月19日", "東京都板橋区蓮根2-14-9 コーポ柏202", "090-6421-7738"],
    ["7", "栗花落 蓮", "ツユリ レン", "男", "S41.3.2", "東京都北区赤羽西3-8-11", "03-5901-2248"],
    ["31", "チャン ヴァン ミン", "チャン ヴァン ミン", "男", "1988/11/05", "埼玉県川口市栄町8-7-22", "080-4417-9035"],
]  # fmt: skip
WANTED = {
    ("name", "飯島 莉央"), ("name", "栗花落 蓮"), ("name", "チャン ヴァン ミン"), ("kana", "ツユリ レン"), ("phone", "03-5901-2248"),
    ("birth_date", "S41.3.2"), ("address", "東京都北区赤羽西3-8-11"), ("address", "東京都板橋区蓮根2-14-9 コーポ柏202"),
}  # fmt: skip


@pytest.mark.parametrize("blank", [" ", "\u3000"])
def test_cells_apart_by_one_blank_are_put_together_under_their_headings(blank: str) -> None:
    lines = [blank.join(row) for row in (HEADINGS, *PEOPLE)]
    assert values(("利用者一覧\n" + "\n".join(lines) + "\n以上です。\n").encode()) >= WANTED


def test_cells_one_below_the_other_are_rows_again() -> None:
    cells = [cell for row in (HEADINGS, *PEOPLE) for cell in row]
    assert values(("利用者一覧\n" + "\n".join(cells) + "\n").encode()) >= WANTED


def test_labels_and_values_on_lines_of_their_own_are_a_form() -> None:
    form = "問診票\nお名前\n四月朔日 實\n生年月日\nS52.5.5\n現在治療中の病気\n心房細動\n連絡先\n070-6547-4551\n"
    assert values(form.encode()) >= {("name", "四月朔日 實"), ("birth_date", "S52.5.5"), ("phone", "070-6547-4551")}


@pytest.mark.parametrize(
    "text",
    [
        "氏名\n住所\n電話番号\nを記入してください。\n印\n",
        "氏名 住所 電話番号\n\n\n\n（記入例は裏面）\n",
        "品名 番号 住所録ソフト\nノート 1 有\n鉛筆 2 無\n",
    ],
)
def test_a_blank_form_stays_quiet(text: str) -> None:
    assert look(text.encode()).verdict is Verdict.CLEAN


def test_a_registry_export_gives_its_entries_and_its_bytes() -> None:
    entries = "\r\n".join(f'"Item {number}"="{" ".join(row)}"' for number, row in enumerate([HEADINGS, *PEOPLE]))
    hidden = ",".join(f"{byte:02x}" for byte in "面談記録 飯島莉央様 090-6421-7738.docx\0".encode("utf-16-le"))
    export = (
        "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Example\\MRU]\r\n"
        f'{entries}\r\n"0"=hex:{hidden[:60]}\\\r\n  {hidden[60:]}\r\n'
    )
    assert values(b"\xff\xfe" + export.encode("utf-16-le")) >= {*WANTED, ("phone", "090-6421-7738")}


def test_a_list_pasted_into_a_calendar_is_a_list() -> None:
    events = "".join(
        "BEGIN:VEVENT\r\nDTSTART:20261121T100000\r\nSUMMARY:{}\r\nEND:VEVENT\r\n".format("\t".join(row))
        for row in (HEADINGS, *PEOPLE)
    )
    assert values(f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode()) >= WANTED


def test_lines_that_end_before_their_empty_cells_stay_in_their_list() -> None:
    lines = [
        "会員番号\t口座番号\t会員名\t電話\t備考",
        "12\t9335070\t久米 真絃\t090-6421-7738\t済",
        "7\t7349081\t関口 柚希",
    ]
    text = (
        "本文です。\n"
        + "\n".join([*lines, "31\t3761685\t毛利 真絃\t080-4417-9035"])
        + "\n以上。\n"
        + "本文が続きます。\n" * 9
    )
    found = values(text.encode())
    assert {("bank_account", number) for number in ("9335070", "7349081", "3761685")} <= found


def test_two_headings_over_two_columns_are_a_table() -> None:
    text = (
        "お知らせを送る先\n会員名\tメールアドレス\n月見里 奈津江\tchiko_26@docomo.ne.jp\nカルキ スニタ\tsunita490@ezweb.ne.jp\n"
        + "よろしく。\n" * 9
    )
    assert {("name", "月見里 奈津江"), ("name", "カルキ スニタ")} <= values(text.encode())


def record(kind: int, body: bytes, container: bool = False) -> bytes:
    """A record of a drawing or a presentation (MS-PPT 2.3.1)."""
    return struct.pack("<HHI", 0x0F if container else 0, kind, len(body)) + body


def test_cells_of_a_slide_stand_under_their_headings_though_empty_ones_are_left_out() -> None:
    rows = [
        ["会員番号", "会員名", "保護者TEL"],
        ["210", "宮里 瑛斗", "042-270-8485"],
        ["", "関口 柚希", "042-442-6789"],
    ]
    shapes = b"".join(
        record(
            0xF004,
            record(0xF00F, struct.pack("<iiii", 100 * x, 50 * y, 0, 0)) + record(0x0FA0, cell.encode("utf-16-le")),
            True,
        )
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
        if cell
    )
    found = values(compound({"PowerPoint Document": shapes, "Current User": bytes(20)}))
    assert {("name", "関口 柚希"), ("phone", "042-442-6789"), ("phone", "042-270-8485")} <= found


NOTES = (
    "日時 令和7年12月4日 15:00から。出席は松村施設長と藤原相談員。",
    "松村：区の担当とも相談したい。さおりさん本人の気持ちを先に聞くこと。",
    "村上：服薬が乱れがち。訪問看護を週二回に増やしてはどうか。",
    "次回は翌月第二火曜。資料は事務で用意する。",
)


def test_paragraphs_in_a_database_are_a_text(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "notes.db")) as database:
        database.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, 本文 TEXT)")
        database.executemany("INSERT INTO note (本文) VALUES (?)", [(note,) for note in NOTES])
        database.commit()
    assert ("name", "村上") in values((tmp_path / "notes.db").read_bytes())


def test_paragraphs_in_xml_are_a_text() -> None:
    paragraphs = "".join(f"<段落>{note}</段落>\n" for note in NOTES)
    assert ("name", "村上") in values(f'<?xml version="1.0"?>\n<data>\n{paragraphs}</data>\n'.encode())


def test_a_list_with_no_heading_but_that_of_names_is_a_list() -> None:
    rows = [
        "塾生番号 生徒名 英 数 国",
        "9 早坂 舞衣 63 47 48",
        "85 荒川 舞衣 62 82 76",
        "55 岸 大和 43 45 28",
        "119 大竹 ひより 94 47 38",
    ]
    found = values(("成績\n" + "\n".join(rows) + "\n").encode())
    assert {("name", "早坂 舞衣"), ("name", "大竹 ひより")} <= found
    wide = [
        "児童氏名　お迎えの方　帰宅",
        "宮本 夢叶　宮本 佳奈子　×",
        "上田 希空　上田 奈々　",
        "川村 心暖　川村 真理　－",
        "森 星七　森 真理　×",
    ]
    found = values(("下校の確認\n" + "\n".join(wide) + "\n").encode())
    assert {("name", "宮本 夢叶"), ("name", "川村 心暖")} <= found


def test_a_form_begins_at_its_first_label_whatever_that_is() -> None:
    form = "入居申込書\n申込者\n今村 真紀\nフリガナ\nイマムラ マキ\n生年月日\nS52.9.5\n勤務先\n株式会社みずほ食品\n携帯電話\n080-9443-4894\n"
    assert {("name", "今村 真紀"), ("phone", "080-9443-4894")} <= values(form.encode())
