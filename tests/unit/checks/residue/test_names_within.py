"""Cells that begin or end with a whole name and say something of it: ledgers, diaries, lists of tasks have no column for names."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import look, values

APART = ("近藤 豊", "石井 幸子", "青木 裕美", "斎藤 亮")
JOINED = ("近藤健太", "石井幸子", "青木裕美", "斎藤和子")


def _list(head: str, cells: list[str]) -> bytes:
    rows = [f"{number},{cell},500" for number, cell in enumerate(cells)]
    return "\r\n".join([f"No,{head},円", *rows]).encode("cp932")


@pytest.mark.parametrize(
    ("head", "cell", "names"),
    [
        ("摘要", "{} 4月分", APART),
        ("摘要", "会費 {}", APART),
        ("摘要", "会費({})", JOINED),
        ("摘要", "{}様より", JOINED),
        ("件名", "{}：更新申請", APART),
        ("人", "{}会計", APART),
        ("ファイル", "001_{}_同意書.pdf", JOINED),
    ],
)
def test_who_is_named_in_most_cells_of_a_column_is_told(head: str, cell: str, names: tuple[str, ...]) -> None:
    found = values(_list(head, [cell.format(name) for name in names]), "list.csv")
    assert {value for kind, value in found if kind == "name"} == set(names)


@pytest.mark.parametrize(
    ("head", "cells", "names"),
    [
        ("人", ["斎藤会長", "近藤副会長", "佐々木会計", "中村監事"], {"斎藤", "近藤", "佐々木", "中村"}),
        (
            "摘要",
            ["利用料(斎藤)", "会費(近藤)", "会費(佐々木)", "寄付(遠藤)", "切手代"],
            {"斎藤", "近藤", "佐々木", "遠藤"},
        ),
    ],
)
def test_surnames_behind_which_a_post_stands_or_in_brackets_are_told(
    head: str, cells: list[str], names: set[str]
) -> None:
    found = values(_list(head, cells), "list.csv")
    assert {value for kind, value in found if kind == "name"} == names


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("摘要", ["山本 商店 文具", "小林 建設 材料", "中村 工務店 修理", "加藤 印刷 封筒"]),
        ("摘要", ["河辺 駅 駐輪", "福生 市 入館", "青梅 線 運賃", "羽村 駅 駐輪"]),
        ("摘要(図書)", ["近藤 豊 坂の上の家", "石井 幸子 旅の終わり", "青木 裕美 窓辺の猫", "斎藤 亮 遠い国"]),
        ("摘要", ["りんご(青森)", "米(秋田)", "桃(福島)", "みかん(愛媛)", "メロン(静岡)"]),
        ("路線", ["中央線(高尾)", "青梅線(福生)", "五日市線(熊川)", "八高線(小宮)"]),
        ("役", ["自治会長", "町内会長", "婦人会長", "商工会長"]),
        ("摘要", ["桔梗 白石 鉢", "椿 高松 苗", "桜 大塚 苗", "菊 岡田 鉢"]),
    ],
)
def test_shops_stations_books_and_flowers_are_nobody(head: str, cells: list[str]) -> None:
    assert look(_list(head, cells), "list.csv").records == 0


def test_a_few_names_among_other_entries_make_no_list_of_persons() -> None:
    cells = ["会費 近藤 豊", "切手代", "電気料金 4月", "封筒と用紙", "複写機の保守"]
    assert look(_list("摘要", cells), "list.csv").records == 0
