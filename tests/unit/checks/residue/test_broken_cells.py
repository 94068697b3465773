"""Cells whose one value stands on several lines, records of two rows, and what stays apart."""

from __future__ import annotations

import pytest

from checks.residue.matchers.broken_cells import joined
from tests.unit.checks.residue.helpers import values

HEAD = ["氏名", "フリガナ", "生年月日", "住所", "電話番号"]


@pytest.mark.parametrize(
    ("column", "cell", "whole"),
    [
        (0, "根岸\n武", "根岸 武"),
        (0, "早川 恵\n理子", "早川 恵理子"),
        (0, "真鍋亜由\n美", "真鍋亜由美"),
        (1, "ハヤカワ エ\nリコ", "ハヤカワ エリコ"),
        (1, "ネギシ\nタケシ", "ネギシ タケシ"),
        (2, "昭和22年\n11月30日", "昭和22年11月30日"),
        (3, "埼玉県川口市芝新町\n5番2号", "埼玉県川口市芝新町5番2号"),
        (4, "048-267-\n3918", "048-267-3918"),
    ],
)
def test_a_value_broken_into_lines_is_one_again(column: int, cell: str, whole: str) -> None:
    row = ["", "", "", "", ""]
    row[column] = cell
    assert joined([HEAD, row])[1][column] == whole


@pytest.mark.parametrize("cell", ["早川\n根岸", "早川 恵理子\n根岸 武", "早川恵理子\nハヤカワエリコ"])
def test_several_persons_or_a_reading_are_no_broken_name(cell: str) -> None:
    assert joined([HEAD, [cell, "", "", "", ""]])[1][0] == cell


def test_two_telephones_stay_two() -> None:
    cell = "048-267-3918\n090-3847-2201"
    assert joined([HEAD, ["", "", "", "", cell]])[1][4] == cell


def test_records_of_two_rows_keep_readings_and_days_apart_from_names_and_homes() -> None:
    rows = [
        "No,フリガナ,生年月日,電話番号",
        ",氏名,住所,",
        "1,ハヤカワ エリコ,昭和41年3月9日,03-5938-2741",
        ",早川 恵理子,東京都杉並区阿佐谷北3-12-8,",
        "2,ネギシ タケシ,昭和22年11月30日,048-267-3918",
        ",根岸 武,埼玉県川口市芝新町5番2号,",
        "3,ヤナギサワ チヅル,大正15年1月4日,045-561-8823",
        ",柳沢 千鶴,神奈川県横浜市港北区日吉本町1-20-14,",
    ]
    found = values("\n".join(rows).encode())
    assert {("name", "早川 恵理子"), ("kana", "ネギシ タケシ"), ("birth_date", "大正15年1月4日")} <= found
    assert ("name", "ハヤカワ エリコ") not in found
    assert ("address", "昭和41年3月9日") not in found


def test_a_table_whose_cells_are_broken_in_quotes_is_a_table() -> None:
    rows = [
        '"氏名","フリガナ","電話番号"',
        '"根岸\n武","ネギシ\nタケシ","048-267-\n3918"',
        '"早川\n恵理子","ハヤカワ\nエリコ","03-5938-\n2741"',
    ]
    found = values("\r\n".join(rows).encode("cp932"))
    assert {("name", "根岸 武"), ("kana", "ハヤカワ エリコ"), ("phone", "03-5938-2741")} <= found


@pytest.mark.parametrize("between", ["\u3000\u3000", "＝", " "])
def test_labels_with_their_values_head_no_list(between: str) -> None:
    persons = [
        ("根岸 武", "ネギシ タケシ", "0013748295"),
        ("小笠原 悟", "オガサワラ サトル", "0038174920"),
        ("柳沢 千鶴", "ヤナギサワ チヅル", "0029471835"),
    ]
    blocks = [
        f"氏名{between}{name}\nフリガナ{between}{kana}\n被保険者番号{between}{number}" for name, kana, number in persons
    ]
    found = values("\n\n".join(blocks).encode())
    assert {
        pair for name, kana, number in persons for pair in (("name", name), ("kana", kana), ("insured_number", number))
    } <= found
    assert not any("フリガナ" in value for _, value in found)
