"""Numbers of persons as notes have them: beside a word in passing, in brackets, in lists below a line."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values


def _told(text: str, kind: str) -> set[str]:
    note = f"利用者の楠田久美子さん、昭和52年8月19日生まれ\n{text}\n"
    return {value for one, value in values(note.encode(), "memo.txt") if one == kind}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("振込 5820416 で手続き済み", "5820416"),
        ("返金先：ゆうちょ 7361925", "7361925"),
        ("みどり銀行 中央支店 普 4093817　クスダ クミコ", "4093817"),
        ("通帳 5820416。印鑑は次回", "5820416"),
        ("謝金の振込　楠田 5820416 / 若山 6017294 / 志水 現金", "6017294"),
    ],
)
def test_an_account_in_passing(text: str, number: str) -> None:
    assert number in _told(text, "bank_account")


@pytest.mark.parametrize("text", ["振込 5820416円", "返金 1250000", "送金 5820416 円", "還付 2024年分"])
def test_amounts_are_no_accounts(text: str) -> None:
    assert not _told(text, "bank_account")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("免許証で本人確認（305812940671）", "305812940671"),
        ("送迎車　運転免許証の確認\n楠田　305812940671　〜R10\n若山　621104857390　眼鏡", "621104857390"),
        ("免許の点検\n楠田 久美子 305812940671", "305812940671"),
        ("運転 楠田（免許 305812940671）、助手 若山", "305812940671"),
        ("前職は運送。305812940671 は普通のみ(免許証番号控え)", "305812940671"),
    ],
)
def test_a_licence_that_was_shown(text: str, number: str) -> None:
    assert number in _told(text, "licence")


def test_numbers_below_another_line_are_no_licences() -> None:
    assert not _told("荷物の追跡\n楠田　305812940671　午前", "licence")


# check digits by the formula of the ordinance: 11 minus the weighted sum modulo 11
@pytest.mark.parametrize(
    "text",
    [
        "123456789018 で照会した。次からは個人番号を控えに書かないこと",
        "カードの裏の12桁は紙で総務へ、メールでもチャットでも送らないようにしてください。昨日届いた 1234 5678 9018 は消しました",
    ],
)
def test_a_my_number_and_its_word_some_way_apart(text: str) -> None:
    assert {value.replace(" ", "") for value in _told(text, "my_number")} == {"123456789018"}


def test_the_number_of_a_ticket_for_a_check_up() -> None:
    assert _told("受診券番号 48210573 で検索", "insured_number") == {"48210573"}


def test_a_number_asked_for_in_a_call_about_insurance() -> None:
    assert _told("国保料4期の件。番号 48210573 確認済", "insured_number") == {"48210573"}
    assert not _told("荷物の件。番号 48210573 確認済", "insured_number")
