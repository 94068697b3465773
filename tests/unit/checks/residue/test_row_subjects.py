"""Lists of persons that also say where each of them goes, what each of them takes part in, or where each of them works."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import look, values

NAMES = ("佐伯 真理", "大槻 浩一", "鵜飼 千春", "小早川 亮", "新妻 美咲", "片桐 由衣")


def _list(heads: list[str], rows: list[list[str]]) -> bytes:
    return "\r\n".join(",".join(row) for row in [heads, *rows]).encode("cp932")


@pytest.mark.parametrize("times", [1, 12], ids=["short", "long"])
@pytest.mark.parametrize(
    ("heads", "row", "places"),
    [
        (["No", "氏名", "医療機関名", "接種"], ["1", "", "*", "済"], ("青葉内科", "若草医院")),
        (["No", "利用者", "事業所名", "開始"], ["1", "", "*", "4月"], ("ひだまり", "こもれび")),
        (["受付", "来た人", "窓口名"], ["1", "", "*"], ("市民課", "国保")),
        (["No", "本人", "薬局名"], ["1", "", "*"], ("青葉薬局", "若草薬局")),
        (["日付", "氏名", "部署", "出勤", "退勤"], ["6/3", "", "*", "8:30", "17:15"], ("総務", "営業")),
        (["氏名", "科目", "点"], ["", "*", "80"], ("国語", "理科")),
        (["組", "誰", "世帯数"], ["1", "", "*"], ("8", "9")),
    ],
)
def test_where_somebody_goes_does_not_hide_who(
    heads: list[str], row: list[str], places: tuple[str, str], times: int
) -> None:
    told = [
        [{"": name, "*": places[number % 2]}.get(cell, cell) for cell in row]
        for number, name in enumerate(NAMES * times)
    ]
    assert {("name", name) for name in NAMES} <= values(_list(heads, told), "list.csv")


@pytest.mark.parametrize("times", [1, 12], ids=["short", "long"])
@pytest.mark.parametrize(
    ("heads", "row", "places"),
    [
        (["医療機関名", "院長", "診療科"], ["*", "", "内科"], ("青葉内科", "若草医院")),
        (["講座名", "会場名", "講師"], ["書道", "*", ""], ("公民館", "市民会館")),
        (["演題", "発表者", "施設名"], ["口腔ケア", "", "*"], ("青葉病院", "若草病院")),
        (["部署", "役職", "氏名"], ["*", "部長", ""], ("総務部", "市民部")),
        (["作品名", "氏名", "発行年", "出版社"], ["小川", "", "2021", "*"], ("青葉社", "若草社")),
        (["書名", "著者", "出版社"], ["小川", "", "*"], ("青葉社", "若草社")),
    ],
)
def test_who_answers_for_a_place_or_made_a_work_is_nobody(
    heads: list[str], row: list[str], places: tuple[str, str], times: int
) -> None:
    told = [
        [{"": name, "*": places[number % 2]}.get(cell, cell) for cell in row]
        for number, name in enumerate(NAMES * times)
    ]
    assert look(_list(heads, told), "list.csv").records == 0


def test_each_place_told_once_is_a_list_of_places() -> None:
    places = ("青葉内科", "若草医院", "本町医院", "緑内科", "東医院", "西医院")
    rows = [[place, name, "内科"] for place, name in zip(places, NAMES, strict=True)]
    assert look(_list(["医療機関名", "氏名", "診療科"], rows), "list.csv").records == 0


@pytest.mark.parametrize("heads", [["品名", "数量"], ["会社名", "TEL"], ["名称", "数"]])
def test_a_heading_left_from_another_list_does_not_hide_who(heads: list[str]) -> None:
    rows = [[name, str(number)] for number, name in enumerate(NAMES, 1)]
    assert {("name", name) for name in NAMES} <= values(_list(heads, rows), "list.csv")


@pytest.mark.parametrize(
    ("heads", "things"),
    [
        (["会社名", "TEL"], ("青山 商事", "小林 製薬", "中村 建設", "山本 電機", "大塚 商会")),
        (["品名", "数量"], ("大根", "白菜", "小松菜", "春菊", "水菜")),
        (["名称", "数"], ("河辺公園", "大塚山公園", "小林公園", "青木橋", "山田城跡")),
        (["書名", "冊数"], ("山月記", "森の家", "原野", "林の中", "小川の歌")),
    ],
)
def test_firms_goods_and_places_under_their_own_headings_are_nobody(heads: list[str], things: tuple[str, ...]) -> None:
    rows = [[thing, str(number)] for number, thing in enumerate(things, 1)]
    assert look(_list(heads, rows), "list.csv").records == 0


def test_the_unit_over_a_column_of_figures_is_no_name() -> None:
    rows = [[str(number), name, "3", "500"] for number, name in enumerate(NAMES, 1)]
    found = values(_list(["№", "", "回", "円"], rows), "list.csv")
    assert {value for kind, value in found if kind == "name"} == set(NAMES)
