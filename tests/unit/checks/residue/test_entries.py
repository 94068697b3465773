"""Lines that begin with a number, a mark or a numbered key and a whole name are a list of persons; of anything else they are not."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import look, values

PEOPLE = ("仁科芽依", "伊集院ゆづき", "早乙女清", "目黒樹里")
NAMED = {("name", who) for who in PEOPLE}


@pytest.mark.parametrize(
    "way", ["{n} {who}", "{n}. {who}", "・{who} 欠席", "user{n}={who}", "({n}) {who}（82）", "{n}:{who}"]
)
def test_who_stands_behind_a_number_or_mark_is_named(way: str) -> None:
    text = "\n".join(way.format(n=n, who=who) for n, who in enumerate(PEOPLE, 1))
    assert values(text.encode(), "list.txt") == NAMED


def test_choices_of_a_saved_page_are_named() -> None:
    choices = "".join(f"<option value={n}>{who}</option>" for n, who in enumerate(PEOPLE, 1))
    assert values(f"<html><body><select name=u>{choices}</select></body></html>".encode(), "page.html") == NAMED


@pytest.mark.parametrize("way", ["{n} {what}", "・{what} 10個", "item{n}={what}"])
@pytest.mark.parametrize(
    "things", [("大宮", "浦和", "川口", "赤羽"), ("桜", "藤", "菊", "椿"), ("豚汁", "千切り大根", "焼き魚", "三色丼")]
)
def test_other_things_behind_a_number_are_nobody(way: str, things: tuple[str, ...]) -> None:
    text = "\n".join(way.format(n=n, what=what) for n, what in enumerate(things, 1))
    assert look(text.encode(), "list.txt").records == 0


@pytest.mark.parametrize("way", ["{who} {n}年1組 出", "{who}　○　×", "{who}様 8{n}歳 欠席"])
def test_names_with_ticks_and_classes_behind_them_are_a_list(way: str) -> None:
    text = "\n".join(way.format(n=n, who=who) for n, who in enumerate(PEOPLE, 1))
    assert values(text.encode(), "list.txt") == NAMED


@pytest.mark.parametrize(
    "things", [("高山植物", "山本町", "林間学校"), ("千葉県", "福島県", "山形県"), ("安全点検", "森林保全", "石川清掃")]
)
def test_other_things_with_days_behind_them_are_nobody(things: tuple[str, ...]) -> None:
    assert look("\n".join(f"{what} {n}月1日" for n, what in enumerate(things, 1)).encode(), "list.txt").records == 0
