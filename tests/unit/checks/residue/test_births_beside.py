"""Days of birth behind names in forms and lists of families, and what else stands behind a name."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values


def _days(rows: list[str]) -> set[str]:
    return {value for kind, value in values("\n".join(rows).encode(), "form.csv") if kind == "birth_date"}


BENEFIT = [
    "児童手当現況届 入力確認票",
    "受給者氏名,桑原 明日香",
    "生年月日,昭和59年5月27日",
    "配偶者,桑原 光",
    "口座,2772278",
]


def test_children_are_told_with_the_day_of_their_birth_in_one_cell() -> None:
    rows = [*BENEFIT, "児童①,桑原　すみれ　平成24年3月20日", "児童②,桑原 朝陽 令和元年8月18日"]
    assert _days(rows) == {"昭和59年5月27日", "平成24年3月20日", "令和元年8月18日"}


@pytest.mark.parametrize("label", ["申請者", "受領者", "確認者", "記入者", "完了確認"])
def test_the_day_behind_whoever_signed_is_no_birthday(label: str) -> None:
    assert _days([*BENEFIT, f"{label},桑原 朝陽　令和6年8月18日"]) == {"昭和59年5月27日"}


HOUSES = [
    "世帯番号,571299,世帯主,田村 裕子,S40.2.27",
    ",,配偶者,田村 良介,S37.9.8",
    ",,子,田村 菫,R2.8.11",
    "世帯番号,989861,世帯主,近藤 千春,S52.1.27",
    ",,子,近藤 凛,R2.2.8",
]


def test_the_days_of_a_house_stand_behind_its_members() -> None:
    assert _days(HOUSES) == {"S40.2.27", "S37.9.8", "R2.8.11", "S52.1.27", "R2.2.8"}


def test_the_day_behind_a_member_of_staff_is_no_birthday() -> None:
    lent = ["貸与番号,571299,使用者,田村 裕子,R5.2.27", ",,確認者,田村 良介,R5.9.8", ",,返却者,田村 菫,R6.8.11"]
    assert _days([*lent, "貸与番号,989861,使用者,近藤 千春,R6.1.27", ",,返却者,近藤 凛,R6.2.8"]) == set()


CHILDREN = ["1,児童,久保田 咲,R3.4.12", "2,児童,西尾 湊,R3.11.2", "3,児童,梶原 蓮,R4.1.30", "4,児童,上条 陽菜,R2.12.24"]


def test_children_of_a_list_without_headings_were_born_within_few_years() -> None:
    assert _days(CHILDREN) == {"R3.4.12", "R3.11.2", "R4.1.30", "R2.12.24"}


def test_days_of_a_year_beside_anybody_else_are_no_birthdays() -> None:
    assert _days([row.replace("児童", "受付") for row in CHILDREN]) == set()


@pytest.mark.parametrize("row", ["世帯員,桑原 湊（長男 H22.3.4）,,", "再交付を受ける者,桑原 湊,H22.3.4,子"])
def test_relations_stand_around_the_day(row: str) -> None:
    rows = ["世帯主,桑原 光,電話,03-5394-2218", "住所,東京都板橋区蓮根2-14-9,メール,kuwa@gmail.com", row]
    assert _days(rows) == {"H22.3.4"}
    assert (
        _days([line.replace("長男", "確認").replace(",子", ",済").replace("世帯員", "受領者") for line in rows])
        == set()
    )


def test_days_of_those_who_move_apart_by_blanks() -> None:
    letter = "転居届\n届出人 相馬 誠\n異動者　相馬 由美　昭和48年5月6日　女\n　　　　相馬 健太　平成27年5月7日　男\n"
    told = {value for kind, value in values(letter.encode()) if kind == "birth_date"}
    assert told == {"昭和48年5月6日", "平成27年5月7日"}
    signed = "受領書\n受領者 相馬 誠　平成27年5月7日　受付済\n確認 相馬 健太　令和6年5月7日　男性用更衣室\n"
    assert "birth_date" not in {kind for kind, _ in values(signed.encode())}


NUMBERS = ["821786974163", "574977496620", "794411260794", "599300034615", "992042099794"]


def test_my_numbers_that_slid_below_the_heading_of_accounts() -> None:
    banks = [f"相馬 {given},東都信金本店 390232{n},{number},,," for n, (given, number) in enumerate(zip(["久江", "誠", "由美", "健太", "隆"], NUMBERS, strict=True))]  # fmt: skip
    told = values("\n".join(["氏名,振込先,口座番号,個人番号,備考", *banks]).encode(), "list.csv")
    assert {value for kind, value in told if kind == "my_number"} == set(NUMBERS)
    assert not {value for kind, value in told if kind == "bank_account" and value in NUMBERS}
