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


def test_the_number_of_a_ticket_for_a_check_up_is_no_insured_persons() -> None:
    assert not _told("受診券番号 48210573 で検索", "insured_number")
    assert _told("受給者番号 48210573 で検索", "insured_number") == {"48210573"}


def test_a_number_asked_for_in_a_call_about_insurance() -> None:
    assert _told("国保料4期の件。番号 48210573 確認済", "insured_number") == {"48210573"}
    assert not _told("荷物の件。番号 48210573 確認済", "insured_number")


INSURED_NOTE = "{name}様（{number}）の件、介護用ベッドの貸与は今月で終了。引き取りは来週。\n"


def _in(text: str, kind: str) -> set[str]:
    return {value for one, value in values(text.encode(), "memo.txt") if one == kind}


@pytest.mark.parametrize("number", ["2031452093", "49107680"])
def test_a_number_in_the_bracket_behind_a_name_is_of_the_insurance_a_note_is_about(number: str) -> None:
    assert _in(INSURED_NOTE.format(name="楠田久美子", number=number), "insured_number") == {number}


@pytest.mark.parametrize(
    "text",
    [
        "楠田久美子様（19810302）の件、介護用ベッドの貸与は今月で終了。\n",  # a day
        "楠田久美子様（0339672518）の件、介護用ベッドの貸与は今月で終了。\n",  # a telephone
        "社員の楠田久美子さん（2031452093）の入館証を再発行した。\n",  # nothing about insurance
    ],
)
def test_other_figures_behind_a_name_are_no_insured_persons(text: str) -> None:
    assert not _in(text, "insured_number")


# 065203918744 passes the check of 総務省令 平成26年第85号, article 5: 6·0+5·6+4·5+3·2+2·0+7·3+6·9+5·1+4·8+3·7+2·4 = 197, 197 mod 11 = 10, 11 − 10 = 1
RIGHT, WRONG = "065203918741", "065203918744"


@pytest.mark.parametrize(
    "text",
    [
        "試験環境に実データが残っていました。楠田 久美子（{}）と若山 修。消しました。\n",
        "本番データを消すこと。（楠田 久美子 / 1969-04-01 / {}）\n若山さんにレビュー依頼\n",
        "楠田久美子さんの申告。本人の番号は{}です。付箋はシュレッダー済み。\n",
    ],
)
def test_a_my_number_beside_a_name(text: str) -> None:
    assert _in(text.format(RIGHT), "my_number") == {RIGHT}
    assert not _in(text.format(WRONG), "my_number")


@pytest.mark.parametrize(
    "text", ["楠田久美子様 お荷物の伝票番号（{}）\n", "楠田久美子さん、会員カード番号 {} を再発行\n"]
)
def test_twelve_figures_called_something_else_are_none(text: str) -> None:
    assert not _in(text.format(RIGHT), "my_number")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("楠田さんの謝金が組戻し。届けは4390694、正しくは末尾が違い 4390695。名義を通帳の写しで確認した。\n", {"4390694", "4390695"}),
        ("STAFF\nFull name: COSTA JULIANA\nMobile: +81 90-9690-6428\nBank account: みどり労働金庫北支店 5339245\n", {"5339245"}),
        ("楠田久美子さんへの振込が戻った。受付番号 4390694。口座名義を確認中。\n", set()),
        ("楠田久美子さんの口座へ 1250000円 を振込。名義は旧姓。\n", set()),
    ],
)  # fmt: skip
def test_accounts_in_a_note_about_a_payment(text: str, numbers: set[str]) -> None:
    assert _in(text, "bank_account") == numbers


def test_other_ways_to_tell_a_number() -> None:
    assert _in("被保険者 0000115867　楠田 久美子\n送付先を長女宅に変更。\n", "insured_number") == {"0000115867"}
    letter = "Hello, 楠田です。I received a paper about health insurance. My card number is 49107680. Call me 090-6421-7738\n"
    assert _in(letter, "insured_number") == {"49107680"}
    lost = "運転者楠田より、免許証を紛失したとの報告。番号は控えにより621680474900。\n"
    assert _in(lost, "licence") == {"621680474900"}


def test_other_ways_to_tell_a_postal_code() -> None:
    note = "楠田久美子さんのところで停止。830-0039 の郵便番号がバーコードに出ない。携帯090-6421-7738\n"
    assert _in(note, "postal_code") == {"830-0039"}
    log = "2025-10-03 09:13:20 DEBUG form.submit name=楠田 久美子 birth=1971-10-10 zip=192-0070\n"
    assert _in(log, "postal_code") == {"192-0070"}


def test_a_day_of_birth_asked_for_and_told_in_the_next_line() -> None:
    talk = "OP：お名前とお生まれの日をお願いいたします。\n客：えっと、楠田久美子です。1961年3月4日です。\nOP：楠田様ですね。\n"
    assert _in(talk, "birth_date") == {"1961年3月4日"}
    assert _in("おなまえ　楠田久美子\nうまれ　平成4年10月7日\nでんわ　086-476-9791\n", "birth_date") == {
        "平成4年10月7日"
    }


def test_a_telephone_is_no_number_of_an_insured_person() -> None:
    assert not _told("保険証！（記号番号あり）→すぐ電話。090-4417-2093 本人来館", "insured_number")
