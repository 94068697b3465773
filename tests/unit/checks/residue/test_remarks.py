"""Remarks beside the persons of a list say who else can be reached, and where."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values

MOTHER = "緊急連絡先は母の橋本由美 090-7704-4182、東京都練馬区大泉町1-6-6"


@pytest.mark.parametrize("head", ["備考", "摘要", "note"])
@pytest.mark.parametrize("rows", [1, 60])
def test_a_remark_is_read_as_text(head: str, rows: int) -> None:
    lines = [f"池田 翔太,090-6140-{8600 + number},{MOTHER if number == rows - 1 else ''}" for number in range(rows)]
    found = values("\r\n".join([f"氏名,電話番号,{head}", *lines]).encode("cp932"), "list.csv")
    assert {("name", "橋本由美"), ("phone", "090-7704-4182"), ("address", "東京都練馬区大泉町1-6-6")} <= found


def test_a_short_remark_with_a_number_is_read_as_text() -> None:
    found = values("氏名,電話番号,備考\r\n池田 翔太,090-6140-8662,長男 090-7704-4182\r\n".encode(), "list.csv")
    assert ("phone", "090-7704-4182") in found


def test_numbers_alone_below_such_a_heading_stay_numbers() -> None:
    found = values("氏名,管理番号,電話番号\r\n池田 翔太,0312345678,090-6140-8662\r\n".encode(), "list.csv")
    assert [value for kind, value in found if kind == "phone"] == ["090-6140-8662"]


def test_lines_within_a_cell_stay_apart() -> None:
    text = '"氏名","電話番号","備考"\r\n"池田 翔太","090-6140-8662","家族\r\n父 池田 茂\r\n母 橋本 由美\r\n090-7704-4182"\r\n'
    found = values(text.encode("cp932"), "list.csv")
    assert {("name", "橋本 由美"), ("phone", "090-7704-4182")} <= found
    assert not any("\n" not in value and "茂母" in value for _, value in found)


def test_a_list_in_quotes_with_ends_of_lines_of_old_macs() -> None:
    text = '"氏名","電話番号"\r"池田 翔太","090-6140-8662"\r"橋本 由美","090-7704-4182"\r'
    found = values(text.encode("cp932"), "list.csv")
    assert {
        ("name", "池田 翔太"),
        ("phone", "090-6140-8662"),
        ("name", "橋本 由美"),
        ("phone", "090-7704-4182"),
    } <= found
