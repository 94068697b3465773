"""Japanese dates: era changes from the cabinet orders, spellings people really type."""

from datetime import UTC, date, datetime

import pytest

from selfaudit.text import messages, wareki
from selfaudit.text.wareki import DateTextError, parse_date

# Days around every era change, written by hand from the cabinet orders that changed the era.
ERA_CHANGES = [
    (date(1868, 1, 25), "明治元年1月25日"),
    (date(1912, 7, 29), "明治45年7月29日"),
    (date(1912, 7, 30), "大正元年7月30日"),
    (date(1926, 12, 24), "大正15年12月24日"),
    (date(1926, 12, 25), "昭和元年12月25日"),
    (date(1927, 1, 1), "昭和2年1月1日"),
    (date(1989, 1, 7), "昭和64年1月7日"),
    (date(1989, 1, 8), "平成元年1月8日"),
    (date(2019, 4, 30), "平成31年4月30日"),
    (date(2019, 5, 1), "令和元年5月1日"),
    (date(2019, 12, 31), "令和元年12月31日"),
    (date(2020, 1, 1), "令和2年1月1日"),
    (date(2026, 4, 1), "令和8年4月1日"),
]


@pytest.mark.parametrize(("day", "label"), ERA_CHANGES)
def test_days_around_era_changes(day: date, label: str) -> None:
    assert wareki.wareki(day) == label
    assert parse_date(label) == day


def test_no_first_year_is_ever_written_with_a_one() -> None:
    for era in wareki.ERAS:
        assert wareki.era_year(era.start) == f"{era.name}元年"


@pytest.mark.parametrize(
    "text",
    [
        "R8.4.1", "r8.4.1", "Ｒ８．４．１", "令8.4.1", "令和8年4月1日", "令和８年４月１日", "令和 8年 4月 1日", "R8/4/1", "R8-4-1",
        "８/４/１", "8.4.1", "2026/4/1", "2026-04-01", "2026年4月1日", "西暦2026年4月1日", "20260401",
        "令和8年4月1日（水）", "2026/04/01(水)", " 令和08年04月01日 ", "平成38年4月1日",
    ],
)  # fmt: skip
def test_every_usual_spelling_of_one_day(text: str) -> None:
    assert parse_date(text) == date(2026, 4, 1)


@pytest.mark.parametrize("text", ["令和元年5月1日", "R元.5.1", "令元.5.1", "R1.5.1", "平成31年5月1日", "1/5/1"])
def test_first_year_and_a_year_after_its_era(text: str) -> None:
    assert parse_date(text) == date(2019, 5, 1)


@pytest.mark.parametrize(
    "text",
    [
        "", "きょう", "令和", "4月1日", "令和8年4月", "R8.13.1", "令和8年2月29日", "2026/2/30", "慶応3年1月1日", "26/4/1", "0/1/1",
        "R0.1.1", "令和元年4月30日", "昭和元年12月24日", "R8.4.1 R8.4.2", "２０２６/４", "120/1/1", "令和8年4月1日まで", "X8.4.1",
    ],
)  # fmt: skip
def test_what_is_not_one_day_is_refused_in_words(text: str) -> None:
    with pytest.raises(DateTextError) as caught:
        parse_date(text)
    assert str(caught.value).endswith("。")


def test_a_leap_day_of_an_era_year() -> None:
    assert parse_date("令和6年2月29日") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2026, "令和8年度（2026年度）"),
        (2019, "令和元年度（2019年度）"),
        (2018, "平成30年度（2018年度）"),
        (2012, "平成24年度（2012年度）"),
        (1989, "平成元年度（1989年度）"),
        (1988, "昭和63年度（1988年度）"),
    ],
)
def test_fiscal_years(year: int, label: str) -> None:
    assert wareki.fiscal_year_label(year) == label


def test_moments_are_told_in_japanese_time() -> None:
    assert wareki.moment_label(datetime(2026, 3, 31, 15, 0, tzinfo=UTC)) == "令和8年4月1日 0時00分"
    with pytest.raises(ValueError, match="2026"):
        wareki.moment_label(datetime(2026, 3, 31))  # noqa: DTZ001 - the missing zone is the point


def test_english_gives_western_dates() -> None:
    messages.set_language("en")
    assert wareki.date_label(date(2026, 4, 1)) == "2026-04-01"
    assert wareki.moment_label(datetime(2026, 4, 1, 5, 20, tzinfo=UTC)) == "2026-04-01 14:20 JST"
    assert "2026" in wareki.fiscal_year_label(2026)


def test_days_before_the_eras_are_refused() -> None:
    with pytest.raises(DateTextError, match="1868"):
        wareki.wareki(date(1868, 1, 24))


def test_short_form() -> None:
    assert wareki.wareki_short(date(2026, 4, 1)) == "R8.4.1"
