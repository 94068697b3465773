"""A list that goes on in another table without its heading: on the next slide, or in the next box."""

from __future__ import annotations

from checks.residue.matchers import continued

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


def test_rows_without_a_heading_lend_none() -> None:
    assert continued.heading_of(NEXT) == []
