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
    ],
)
def test_an_address_ends_where_the_next_field_begins(text: str, place: str) -> None:
    assert place in _told(text, "address")


def test_of_capital_letters_no_address_is_made() -> None:
    assert not _told("見出しは大字で3-2行目に書く", "address")


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
