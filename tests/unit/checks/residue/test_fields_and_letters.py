"""Fields filled in within brackets or one cell, letters to firms from private persons, notices to one person, notes in English."""

from __future__ import annotations

import pytest

from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.latin_notes import note, persons
from tests.unit.checks.residue.helpers import values

QUESTIONS = """お名前（　沓掛澄江　）　フリガナ（　クツカケ スミエ　）
生年月日（　昭和19年4月6日　）性別（　女　）
ご住所（　松本市大字笹賀37番地　）
介護者のお名前（　沓掛晋作　）
"""
LETTER = """{firm}
人事ご担当　大和田様

先日面接いただいた沓掛です。辞退いたします。書類は下記へお願いします。

〒141-0062
東京都大田区萩中2丁目38-4
沓掛 剛
{phone}
{mail}
"""
MEMO = """Notes for the weekend team
- Amit Sharma (room 4) missed his insulin on Friday, helper phoned the clinic.
- Visited Rosa Mendes, her daughter Julia was alone at home.
- Keiko Onodera wants her lunch box left at the back door.
- Tell Hideki Maruyama about the unpaid meals.
"""
NO_MEMOS = (
    "Release notes\n- Fixed: client reconnects after timeout. Thanks to John Smith.\n- New helper for visits and meals.\n",
    "Garbage Rules for residents\n- Burnable Garbage: Monday\n- Plastic Waste: ask the landlord\n- call City Hall for an appointment\n",
    "If you are pregnant, tell the doctor.\nInterpreter available on Friday (English, Chinese).\nCall the Ward Office for an appointment.\n",
)


def test_fields_in_brackets() -> None:
    told = set(values(QUESTIONS.encode(), "問診.txt"))
    assert {("name", "沓掛澄江"), ("name", "沓掛晋作"), ("kana", "クツカケ スミエ")} <= told
    assert ("address", "松本市大字笹賀37番地") in told


def test_empty_fields_in_brackets() -> None:
    blank = "お名前（　　　　　）　フリガナ（　　　　）\n氏名（　ふりがなも　）\n住所（　番地まで　）\n"
    assert not values(blank.encode(), "様式.txt")


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("氏名: 坂口 由紀", None), ("氏名:坂口由紀", None), ("氏名: 漢字", "name"), ("氏名:(姓 名)", "name")],
)
def test_a_label_with_its_value_announces_nothing(cell: str, kind: str | None) -> None:
    assert kind_of(cell) == kind


def test_a_letter_to_a_firm_is_its_writers() -> None:
    own = LETTER.format(firm="株式会社みなみ運輸", phone="090 8880 8769", mail="kutsu20@gmail.com")
    assert {("name", "沓掛 剛"), ("address", "東京都大田区萩中2丁目38-4")} <= set(values(own.encode(), "手紙.txt"))


def test_a_letter_between_firms_is_nobodys() -> None:
    text = LETTER.format(firm="株式会社みなみ運輸", phone="03-3751-2264", mail="info@hikari-print.co.jp")
    assert not values(
        text.replace("沓掛です", "有限会社ひかり印刷です").replace("〒", "有限会社ひかり印刷\n〒").encode(), "手紙.txt"
    )


def test_a_notice_to_one_person_from_abroad() -> None:
    text = "グエン・ティ・ラン さん\n\nごみは あさ 8じまでに だしてください。\n"
    assert ("name", "グエン・ティ・ラン") in values(text.encode(), "お知らせ.txt")


def test_a_note_in_english() -> None:
    told = {value for kind, value in values(MEMO.encode(), "memo.txt") if kind == "name"}
    assert {"Amit Sharma", "Rosa Mendes", "Julia", "Keiko Onodera", "Hideki Maruyama"} <= told


@pytest.mark.parametrize("text", NO_MEMOS)
def test_no_note_about_persons(text: str) -> None:
    assert not (note(text) and persons(text))
    assert not values(text.encode(), "memo.txt")
