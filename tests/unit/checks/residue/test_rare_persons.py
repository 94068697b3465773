"""Persons of notes whose names no dictionary has, and those who are called by a part of their names."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values

HEAD = "訪問の記録\n楠田さん（利用者）より電話あり。体調不良で通院、来週の訪問は延期。\n"


def _names(text: str) -> set[str]:
    return {value for kind, value in values(f"{HEAD}{text}\n".encode(), "memo.txt") if kind == "name"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("世帯主 勅使河内 昇（54）と面談", "勅使河内 昇"),
        ("健堅 トヨ　女　昭和8年生", "健堅 トヨ"),
        ("喪主　慶良間 修", "慶良間 修"),
        ("同居の嫁ルミ子から連絡", "ルミ子"),
        ("あらかきさまより電話", "あらかき"),
        ("栗花落ツヤさん、早退", "栗花落ツヤ"),
        ("祖父江 直紀さんの父の件", "祖父江 直紀"),
        ("父親（克典）は反対している", "克典"),
        ("りく父・あやか母が当番", "りく"),
        ("子2人（凜10歳、悠7歳）", "凜"),
        ("子：煌（H29/11/2）", "煌"),
        ("担当：ゆみ", "ゆみ"),
    ],
)
def test_rare_names_and_parts_of_names(text: str, name: str) -> None:
    assert name in _names(text)


def test_families_and_given_names_of_those_known_in_full() -> None:
    found = _names("相続人　鷹觜 ミヨ\n土地はミヨが取得。\n氏名　額 雅人\n緊急連絡先　母　額 陽子")
    assert {"鷹觜 ミヨ", "ミヨ", "額 陽子"} <= found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("火・金　六十里宅へ", "金 六十里"),
        ("釘宮　夕→昼", "釘宮 夕"),
        ("鍵交換 済", "鍵交換 済"),
        ("十月二十日　晴", "十月二十日 晴"),
        ("シフト代は月末払い", "シフト代"),
        ("高齢者訪問　きょうは雨", "高齢者訪問 きょう"),
    ],
)
def test_what_stands_where_names_do(text: str, wrong: str) -> None:
    assert wrong not in {name.replace("\u3000", " ") for name in _names(text)}


def test_a_diary_of_small_children() -> None:
    text = (
        "11月8日　くもり\nはるとが熱をだした。えりかさんがおむかえ。\nひなのがかみついた。\nつむぎせんせいはお休み。\n"
    )
    found = {value for kind, value in values(text.encode(), "diary.txt") if kind == "name"}
    assert {"えりか", "ひなの", "つむぎ"} <= found


def test_nicknames_of_a_chat() -> None:
    text = "はっしー：日曜の炊き出し、具志堅さん来れないって\nぽんちゃん：じゃあ乗せてくよ\nはっしー：助かる！\n"
    found = {value for kind, value in values(text.encode(), "chat.txt") if kind == "name"}
    assert {"はっしー", "具志堅"} <= found


@pytest.mark.parametrize(
    "text",
    [
        "あさ：パン、牛乳\nひる：カレー\nあさ：ごはんとみそ汁\nひる：うどんにする\n",
        "保護猫の里親募集　キジトラのこはる（♀2歳）、茶トラのレオ（♂4歳）。譲渡会は日曜10時〜。\n",
        "主人公のハルトは村を出て、ミナと出会う。レベル10で魔法使いのユズキが仲間になる。\n",
    ],
)
def test_others_called_so_are_nobody(text: str) -> None:
    assert values(text.encode(), "page.txt") == set()
