"""What stands around a name in notes: a home in brackets, a day of birth behind, a reading, a surname joined with ケ."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values


def _in(text: str, kind: str) -> set[str]:
    return {value for one, value in values(text.encode(), "memo.txt") if one == kind}


@pytest.mark.parametrize("title", ["氏", "様", "さん", "殿"])
def test_whoever_complains_lives_at_the_address_behind(title: str) -> None:
    note = f"高橋和江{title}（川口市青木5丁目26番29号）より苦情。\n連絡先 048-242-1733　要訪問。\n"
    assert _in(note, "name") == {"高橋和江"}
    assert _in(note, "address") == {"川口市青木5丁目26番29号"}


@pytest.mark.parametrize("title", ["経過記録", "訪問記録", "相談記録"])
def test_a_record_is_about_whom_it_names(title: str) -> None:
    note = f"{title}　松岡 直子\n4/16 架電 不在\n6/22 催告書返戻。新住所 埼玉県川越市南大塚6-3-13\n"
    assert _in(note, "name") == {"松岡 直子"}


def test_whoever_keeps_the_minutes_is_no_resident() -> None:
    minutes = "第3回定例会 議事録\n出席 役員7名\n記録：松岡 直子\n会場 埼玉県川越市南大塚6-3-13 南公民館\n"
    assert look(minutes.encode(), "minutes.txt").verdict is Verdict.CLEAN


def test_names_no_dictionary_knows_before_a_day_of_birth() -> None:
    note = "期限が近い人\nフェレイラ パトリシア ユミ　1987/01/08生\nラマ スジャン 昭和60年3月2日生まれ\n1. 鑓水 ことせ　平成4年5月6日生\n"
    assert _in(note, "name") >= {"フェレイラ パトリシア ユミ", "ラマ スジャン", "鑓水 ことせ"}
    assert _in(note, "birth_date") == {"1987/01/08", "昭和60年3月2日", "平成4年5月6日"}


def test_animals_and_beginnings_are_nobody() -> None:
    note = "ポチ 2015年3月2日生 オス\n開館 昭和60年3月2日\nシャム ネコ 2018年5月1日\n"
    assert look(note.encode(), "memo.txt").verdict is Verdict.CLEAN


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("名義を サカモトセイコ に直す。", "サカモトセイコ"),
        ("サカモトセイコ 名義を通帳の写しで確認した。", "サカモトセイコ"),
        ("口座名義がサカモトセイコでなく旧姓。", "サカモトセイコ"),
    ],
)
def test_in_whose_reading_an_account_is_held(text: str, reading: str) -> None:
    assert _in(f"坂本聖子さんの件。{text}電話090-6421-7738\n", "kana") == {reading}


def test_a_card_is_held_in_no_reading() -> None:
    assert not _in("坂本聖子さん、クレジットカード名義を確認。電話090-6421-7738\n", "kana")


@pytest.mark.parametrize("place", ["四条通164-2", "旭が丘3-12", "上溝328番地の27"])
def test_a_home_within_the_town_in_brackets(place: str) -> None:
    note = f"迷い犬の件、牧野さん（{place}）から再度お電話。預かりは内藤俊介さん。\n"
    assert _in(note, "address") == {place}
    assert _in(note, "name") == {"牧野", "内藤俊介"}


def test_a_class_in_brackets_is_no_home() -> None:
    assert not _in("迷子の件、牧野さん（3年2組）から電話。預かりは内藤俊介さん（受付5-2）。\n", "address")


@pytest.mark.parametrize("name", ["花ケ崎 麻衣", "一ツ橋誠", "四ツ谷 翔太", "龍ケ江 健"])
def test_surnames_joined_by_a_small_sign_are_whole(name: str) -> None:
    assert _in(f"利用者の{name}さん、携帯090-6421-7738、送迎を希望。\n", "name") == {name}
