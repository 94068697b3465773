"""What is told of a person besides the name in running text, in the looser clothes of notes."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values

NOTE = "楠田さん（利用者）より電話あり。体調不良で通院、来週の訪問は延期。\n"


def _found(text: str, kind: str) -> set[str]:
    return {value for told, value in values((NOTE + text).encode(), "memo.txt") if told == kind}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("楠田さんの番号は 029.799.3756 です", "029.799.3756"),
        ("楠田さん→0525274945　出た", "0525274945"),
        ("今後の窓口は楠田さん（携帯 090-6208-0742）", "090-6208-0742"),
        ("楠田さんの家は〇四八の五四二の九九一〇です", "〇四八の五四二の九九一〇"),
    ],
)
def test_telephones_as_people_jot_them_down(text: str, number: str) -> None:
    assert number in _found(text, "phone")


@pytest.mark.parametrize(
    "text",
    [
        "楠田さんの会員番号 0525274945",
        "楠田さんの件は市役所 029.799.3756 へ",
        "楠田さんの伝票 0525274945",
        "受付 0120-555-018 楠田さん",
    ],
)
def test_other_numbers_beside_a_name(text: str) -> None:
    assert not _found(text, "phone")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("扶養に入れた花(H30.7.21)の書類がない", "H30.7.21"),
        ("楠田さんの生年月日「昭和41年3月9日」と登録(H8.9.14)が違う", "H8.9.14"),
        ("生年月日をお願いします\n昭和三十八年十一月二日です", "昭和三十八年十一月二日"),
        ("楠田さんのカード忘れ。2019-03-12で照合", "2019-03-12"),
    ],
)
def test_days_of_birth(text: str, day: str) -> None:
    assert day in _found(text, "birth_date")


@pytest.mark.parametrize("text", ["楠田さん 2019/3/4 10:00 面談", "申請日 2019-03-12 楠田さん"])
def test_other_days_beside_a_name(text: str) -> None:
    assert not _found(text, "birth_date")


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("曙7丁目33番地28の楠田さん", "曙7丁目33番地28"),
        ("浅間温泉3-27-25　楠田さん宅　拒否", "浅間温泉3-27-25"),
        ("旭ケ丘999-23　楠田さん　糊が開けられない", "旭ケ丘999-23"),
        ("楠田さんの新居は茨城県つくば市春日四丁目26番10号", "茨城県つくば市春日四丁目26番10号"),
    ],
)
def test_homes(text: str, home: str) -> None:
    assert home in _found(text, "address")


@pytest.mark.parametrize(
    "text",
    [
        "楠田さんの件は浅間温泉公民館 浅間温泉3-27-25 で話す",
        "楠田さんは第3-2、項目5-1を記入",
        "楠田さん 血圧120-80",
        "楠田さん 110番した",
    ],
)
def test_what_is_no_home(text: str) -> None:
    assert not _found(text, "address")


def test_readings_in_two_words() -> None:
    assert "サガ トモヨ" in _found("楠田さんの旧データ:サガ トモヨ/要確認", "kana")


def test_nothing_where_nobody_is_spoken_of() -> None:
    text = "椅子の番号は 029.799.3756 です\n浅間温泉3-27-25　開催\n部品(H30.7.21)\n"
    assert values(text.encode(), "memo.txt") == set()
