"""Cells that hold a whole name and more: a brother, what somebody is called by, a home, the key of a line."""

from __future__ import annotations

import pytest

from checks.residue.matchers import name_cells
from checks.residue.matchers.cells import typed
from checks.residue.matchers.roster_cells import read
from tests.unit.checks.residue.helpers import values


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("中島慧 樹", ["中島慧", "樹"]),
        ("加藤さくら 空", ["加藤さくら", "空"]),
        ("中島 慧", []),
        ("佐藤花子 印", []),
        ("中島慧", []),
    ],
)
def test_children_in_one_cell(cell: str, told: list[str]) -> None:
    assert name_cells.brothers(cell) == told


@pytest.mark.parametrize(
    ("cell", "told"), [("石井宅", "石井"), ("三宅", "三宅"), ("自宅", ""), ("在宅", ""), ("友人宅", "")]
)
def test_homes_are_called_by_their_surnames(cell: str, told: str) -> None:
    assert "".join(name for name, _ in read(cell).names) == told


def test_a_part_of_the_name_beside_it_is_a_name() -> None:
    rows = [
        "氏名,通称,住所",
        "Ferreira Camila,Camila,千葉県市川市八幡1-32-21",
        "BASNET KIRAN,KIRAN,東京都三鷹市新川3-11-28",
    ]
    found = values("\r\n".join(rows).encode("cp932"), "list.csv")
    assert {("name", "Camila"), ("name", "KIRAN")} <= found


def test_lines_with_numbered_keys_are_a_list() -> None:
    rows = ["memo.0=記号番号,氏名,検査所見", "memo.1=73598415,中川万里子,糖尿病", "memo.2=77395235,島田綾香,高血圧"]
    found = values("\r\n".join(rows).encode(), "memo.properties")
    assert {("insured_number", "73598415"), ("name", "島田綾香")} <= found


def test_a_child_and_a_parent_in_a_form_that_names_the_school_are_persons() -> None:
    lines = [
        "学校名\t市立第6小学校",
        "児童名\t山内　一颯（4年4組）",
        "保護者氏名\t山内　和也",
        "住所\t福岡県福岡市南区大橋1丁目35番19号",
    ]
    found = values("\r\n".join(lines).encode("cp932"), "form.txt")
    assert {kind for kind, _ in found} >= {"name", "address"}


def test_the_form_of_a_school_itself_names_nobody() -> None:
    lines = ["学校名\t市立第6小学校", "所在地\t福岡県福岡市南区大橋1丁目35番19号", "電話\t092-751-4195"]
    assert not values("\r\n".join(lines).encode("cp932"), "form.txt")


def test_a_telephone_and_a_mailbox_in_one_cell() -> None:
    rows = "氏名,連絡先,備考\n志水佳奈,090-6421-7738 / kana.s@gmail.com,\n江藤晃,080-3175-2204／eto77@icloud.com,\n楠田久美子,kusuda@gmail.com 090-8842-6013,\n"
    told = values(rows.encode(), "list.csv")
    assert {value for kind, value in told if kind == "phone"} == {"090-6421-7738", "080-3175-2204", "090-8842-6013"}
    assert {value for kind, value in told if kind == "email"} == {"kana.s@gmail.com", "eto77@icloud.com", "kusuda@gmail.com"}  # fmt: skip
    form = "登録票\n氏名,志水佳奈\nふりがな,しみず かな\n生年月日,平成26年7月22日\n連絡先,090-6421-7738 / kana.s@gmail.com\n"
    assert {("phone", "090-6421-7738"), ("email", "kana.s@gmail.com")} <= values(form.encode(), "form.csv")


def test_what_is_measured_beside_an_illness_is_none() -> None:
    form = "健康カード\nなまえ,志水佳奈,ふりがな,しみず かな\nたんじょう日,2014年7月22日,学年,4年\n持病,ぜんそく,平熱,36.3\n"
    told = values(form.encode(), "card.csv")
    assert ("sensitive", "ぜんそく") in told
    assert ("sensitive", "平熱") not in told


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("近藤 豊・花", ["近藤 豊", "花"]),
        ("近藤健太、花子", ["近藤健太", "花子"]),
        ("近藤 豊(5)・花(3)", ["近藤 豊", "花"]),
        ("井上 湊/葵", ["井上 湊", "葵"]),
        ("石井 みなと　あおい", ["石井 みなと", "あおい"]),
        ("健太・花子", ["健太", "花子"]),
        ("ルネ・デカルト", []),
        ("月・水・金", []),
        ("午前・午後", []),
        ("りんご・みかん", []),
    ],
)
def test_children_between_marks(cell: str, told: list[str]) -> None:
    assert name_cells.brothers(cell) == told


def test_brothers_and_sisters_of_a_list_are_told_one_by_one() -> None:
    rows = ["組,園児,月,火", "ほし,菅野 詩・ゆず,○,○", "つき,石井 りく・蒼,○,", "つき,佐藤 結衣,○,", "ほし,中村 湊,○,"]
    found = {value for kind, value in values("\r\n".join(rows).encode("cp932"), "list.csv") if kind == "name"}
    assert found >= {"菅野 詩", "ゆず", "石井 りく", "蒼", "佐藤 結衣", "中村 湊"}
    assert "菅野 詩・ゆず" not in found


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("長男 正", ["正"]),
        ("妻 琴音", ["琴音"]),
        ("井上 大学", ["井上 大学"]),
        ("青葉大学", []),
        ("妻 正", ["妻 正"]),
        ("福田 進会長", ["福田 進"]),
    ],
)
def test_a_relative_before_a_name_is_no_part_of_it(cell: str, told: list[str]) -> None:
    assert [hit.value for hit in typed("name", cell)] == told


def test_who_came_to_see_somebody_is_told_without_the_relative() -> None:
    rows = ["入所,面会", "伊藤 俊介,長女 正美", "平野 真由美,妻 心春", "丸山 誠,長男 武", "高木 修,妻 麻衣"]
    found = {value for kind, value in values("\r\n".join(rows).encode("cp932"), "list.csv") if kind == "name"}
    assert found == {"伊藤 俊介", "平野 真由美", "丸山 誠", "高木 修", "正美", "心春", "武", "麻衣"}
