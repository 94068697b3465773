"""Parts of addresses and readings as notes have them."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values

HEAD = "相談の記録\n利用者の楠田久美子さん、昭和52年8月19日生まれ\n"


def _told(text: str, kind: str) -> set[str]:
    return {value for one, value in values(f"{HEAD}{text}\n".encode(), "memo.txt") if one == kind}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("住んでいるのは大字田中512番地3", "大字田中512番地3"),
        ("私は大字小池738-6に住んでいます", "大字小池738-6"),
        ("住所　東京都板橋区蓮根2-14-9　母携帯 090-6421-7738", "東京都板橋区蓮根2-14-9"),
        ("前住所　東京都板橋区蓮根2-14-9　現住所は書かないこと", "東京都板橋区蓮根2-14-9"),
        ("住所　東京都板橋区蓮根2-14-9　☎03-3960-5521", "東京都板橋区蓮根2-14-9"),
        ("楠田様　板橋区蓮根二－14－9　毎週火曜", "板橋区蓮根二-14-9"),
        ("楠田様　板橋区蓮根2-14-9 第2みのりビル305　週1", "板橋区蓮根2-14-9 第2みのりビル305"),
        ("楠田様　板橋区蓮根2-14-9 コーポ若草6-402　03-3960-5521", "板橋区蓮根2-14-9 コーポ若草6-402"),
        ("楠田様　板橋区蓮根2丁目14番9号　090-4417-2093", "板橋区蓮根2丁目14番9号"),
        ("楠田様　つくば市字上条609番地の1", "つくば市字上条609番地の1"),
    ],
)
def test_an_address_ends_where_the_next_field_begins(text: str, place: str) -> None:
    assert place in _told(text, "address")


def test_of_capital_letters_no_address_is_made() -> None:
    assert not _told("見出しは大字で3-2行目に書く", "address")


def test_a_mobile_number_is_no_house() -> None:
    assert not _told("明日香の携帯080-7515-6115に連絡すみ", "address")


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("楠田 久美子（フリガナ クスダ クミコ）本人", "クスダ クミコ"),
        ("みどり銀行 中央支店 普通 4093817 ﾒｲｷﾞ ｸｽﾀﾞ ｸﾐｺ", "クスダ クミコ"),
    ],
)
def test_what_a_reading_is_called_is_no_part_of_it(text: str, reading: str) -> None:
    assert _told(text, "kana") == {reading}


@pytest.mark.parametrize(
    "text", ["楠田さん　そうそう、川辺さんと二人で", "「わたしのゆめ」", "楠田さん　まあまあ、と川辺さん"]
)
def test_words_in_kana_are_no_readings(text: str) -> None:
    assert not _told(text, "kana")


def test_the_holder_behind_an_account() -> None:
    assert "クスダ クミコ" in _told("みどり銀行 中央支店 普 4093817　クスダ クミコ", "kana")


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("みどり銀行 本店 普通 4093817　クスダクミコ", "クスダクミコ"),
        ("診察券の名は「ワカヤマトオル」", "ワカヤマトオル"),
        ("つなぐ御中\nワカヤマトオル　toru79@example.ne.jp", "ワカヤマトオル"),
    ],
)
def test_a_reading_in_one_word(text: str, reading: str) -> None:
    assert reading in _told(text, "kana")


def test_a_word_in_hiragana_beside_a_name_is_no_reading() -> None:
    assert not _told("若山徹　てんかんの発作で早退", "kana")


def test_a_rare_reading_behind_an_honorific() -> None:
    assert "ジュガクイ クミコ" in _told("口座名義は寿岳井 久美子様（ジュガクイ クミコ）", "kana")
