"""A list that goes on in another table without its heading: on the next slide, or in the next box."""

from __future__ import annotations

from checks.residue.matchers import contacts, continued, stacked

HEAD = ["cust_id", "last_name", "first_name", "dob", "phone"]
FIRST = [HEAD, ["130450", "槇", "直美", "1961-06-05", "070-3788-9850"]]
NEXT = [["176162", "市川", "美咲", "1990-11-03", "080-1589-9224"], ["133982", "留目", "剛", "H7.8.28", "070-2962-0745"]]


def test_rows_like_those_of_the_list_before_go_on_with_it() -> None:
    assert continued.headed(NEXT, continued.heading_of(FIRST)) == [HEAD, *NEXT]


def test_a_list_that_goes_on_twice_keeps_its_heading() -> None:
    second = continued.headed(NEXT, continued.heading_of(FIRST))
    assert continued.heading_of(second) == HEAD


def test_other_tables_of_the_same_width_stand_by_themselves() -> None:
    heading = continued.heading_of(FIRST)
    goods = [["A-1", "棚", "白", "12", "3,200"], ["A-2", "机", "黒", "4", "9,800"]]
    other = [["No", "氏名", "住所", "生年月日", "電話"], *NEXT]
    assert continued.headed(goods, heading) == goods
    assert continued.headed(other, heading) == other


def test_a_title_over_each_part_does_not_part_the_list() -> None:
    title = ["部外秘 名簿", "", "", "", ""]
    heading = continued.heading_of([title, *FIRST])
    assert heading == HEAD
    assert continued.headed([title, *NEXT], heading) == [title, HEAD, *NEXT]
    assert continued.below([title, *FIRST]) == FIRST[1:]


def test_rows_without_a_heading_lend_none() -> None:
    assert continued.heading_of(NEXT) == []


def test_rows_of_a_name_and_rows_of_where_it_lives_take_turns() -> None:
    rows = [
        ["1", "平田 俊介", "1991-05-20"],
        ["", "福岡市南区大橋3丁目41番21号", "090-2151-4431"],
        ["2", "安田 有香", "H15.8.8"],
        ["", "調布市染地7丁目33番26号", "090-6167-6925"],
    ]
    assert stacked.joined(rows) == [[*rows[0], *rows[1]], [*rows[2], *rows[3]]]


def test_rows_with_a_remark_below_each_stay_apart() -> None:
    rows = [["1", "平田 俊介", "可"], ["", "再訪", ""], ["2", "安田 有香", "可"], ["", "済み", ""]]
    assert stacked.joined(rows) == rows


def test_a_column_of_mobile_numbers_without_zero_is_told() -> None:
    assert contacts.lost_zeros(["9058377204", "7012085218", "8094653106"])
    assert not contacts.lost_zeros(["9058377204", "9012085218", "9094653106"])
    assert not contacts.lost_zeros(["1058377204", "7012085218", "8094653106"])


def test_each_row_is_a_table_of_its_own() -> None:
    head = ["組", "なまえ", "除去食品", "主治医"]
    rows = [
        ["つくし", "真壁 令央", "そば", "ふじクリニック"],
        ["もも", "", "", ""],
        ["もも", "宮本 葵", "卵", "駅前クリニック"],
    ]
    heading = continued.heading_of([head])
    read = []
    for row in rows:
        read.append(continued.headed([row], heading))
        heading = continued.heading_of(read[-1], heading)
    assert read == [[head, rows[0]], [rows[1]], [head, rows[2]]]
