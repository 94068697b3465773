"""Deadline arithmetic against cases worked out by hand on a wall calendar."""

from __future__ import annotations

from datetime import date

import pytest

from selfaudit.catalog.deadlines import office, published, rule_of
from selfaudit.domain.deadline import fiscal_years, full_report_days, monthly, months, within
from selfaudit.domain.profile import Duty, Item

OFFICE = office()


def d(text: str) -> date:
    return date.fromisoformat(text)


#: Day of knowing, days, last day. Day 1 is the day of knowing; closed last days move on.
PERIODS = [
    ("2026-11-20", 5, "2026-11-24"),  # Fri + 4 = Tue; Mon 23 is a holiday inside the period
    ("2026-11-17", 5, "2026-11-24"),  # + 4 = Sat 21; Sun 22; Mon 23 勤労感謝の日
    ("2026-11-18", 3, "2026-11-20"),
    ("2026-12-25", 5, "2027-01-04"),  # + 4 = 12-29: closed until 01-03
    ("2026-12-24", 5, "2026-12-28"),  # the last working day of the year
    ("2027-12-29", 5, "2028-01-04"),  # + 4 = Sun 01-02
    ("2026-04-29", 5, "2026-05-07"),  # + 4 = Sun 05-03; 05-04, 05-05 holidays; 05-06 in lieu
    ("2026-09-18", 5, "2026-09-24"),  # + 4 = 09-22, the day between two holidays; 09-23 秋分の日
    ("2019-04-26", 5, "2019-05-07"),  # + 4 = 04-30: ten days closed around the change of era
    ("2019-04-01", 30, "2019-05-07"),  # + 29 = 04-30 (平成31年)
    ("2019-05-01", 30, "2019-05-30"),  # the first day of 令和, itself a holiday, is day 1
    ("2028-02-25", 5, "2028-02-29"),  # leap day, a Tuesday
    ("2027-02-25", 5, "2027-03-01"),  # no leap day
    ("2026-03-02", 30, "2026-03-31"),  # the last day of the fiscal year
    ("2026-03-03", 30, "2026-04-01"),
    ("2026-01-01", 60, "2026-03-02"),  # + 59 = Sun 03-01
    ("2021-07-19", 5, "2021-07-26"),  # + 4 = Fri 07-23, the moved スポーツの日
    ("2020-02-20", 5, "2020-02-25"),  # + 4 = Mon 02-24, in lieu of 天皇誕生日
]


@pytest.mark.parametrize(("known", "days", "last"), PERIODS)
def test_periods_from_the_day_of_knowing(known: str, days: int, last: str) -> None:
    assert within(d(known), days, OFFICE) == d(last)


#: Month, day of the following month, end of the contract (where the clause looks at it), due.
MONTHS = [
    ("2026-04-01", 10, "2027-03-31", "2026-05-10"),
    ("2026-12-01", 10, "2027-03-31", "2027-01-10"),
    ("2027-03-01", 10, "2027-03-31", "2027-03-31"),  # 3月分は契約期間の末日
    ("2027-03-01", 10, "2028-03-31", "2027-04-10"),  # not the contract's last month
    ("2027-03-01", 20, None, "2027-04-20"),
    ("2026-09-01", 20, "2026-09-15", "2026-09-15"),  # a contract that ends in the middle of a month
    ("2028-01-01", 30, None, "2028-02-29"),  # February has no 30th: leap year
    ("2027-01-01", 30, None, "2027-02-28"),
    ("2019-04-01", 10, None, "2019-05-10"),  # from 平成31年 to 令和元年
]


@pytest.mark.parametrize(("month", "day", "end", "due"), MONTHS)
def test_monthly_days(month: str, day: int, end: str | None, due: str) -> None:
    assert monthly(d(month), day, contract_end=d(end) if end else None) == d(due)


def test_months_and_fiscal_years_of_a_period() -> None:
    assert [m.isoformat() for m in months(d("2019-07-10"), d("2019-09-01"))] == [
        "2019-07-01",
        "2019-08-01",
        "2019-09-01",
    ]
    assert [m.month for m in months(d("2026-11-30"), d("2027-01-01"))] == [11, 12, 1]
    assert [y.year for y in fiscal_years(d("2019-07-01"), d("2020-03-31"))] == [2019]
    assert [y.year for y in fiscal_years(d("2019-03-31"), d("2019-04-01"))] == [2018, 2019]


def test_the_longer_full_report_where_a_wrongful_purpose_is_possible() -> None:
    assert (full_report_days(malicious=False), full_report_days(malicious=True)) == (30, 60)


#: Closed and open days a reader can look up: 内閣府「国民の祝日について」, and the closing days of offices.
CLOSED = "2019-05-01 2019-10-22 2020-07-24 2021-08-09 2022-08-11 2023-01-02 2026-05-06 2026-09-22 2026-12-29 2027-01-03"
OPEN = "2019-12-23 2020-07-20 2021-10-11 2026-09-24 2026-12-28 2027-01-04 2020-10-12 2026-05-07"
OPEN_IN_SPITE = "2020-08-11"


def test_days_offices_are_closed() -> None:
    assert [day for day in CLOSED.split() if not OFFICE.closed(d(day))] == []
    assert [day for day in f"{OPEN} {OPEN_IN_SPITE}".split() if OFFICE.closed(d(day))] == []


def test_a_holiday_on_a_sunday_moves_and_a_day_between_two_is_one() -> None:
    """Act on National Holidays, article 3 (2) and (3), for every year that is shipped."""
    years = range(OFFICE.first, OFFICE.last + 1)
    for day in sorted(OFFICE.holidays):
        if day.weekday() == 6:
            following = day
            while following in OFFICE.holidays:
                following = date.fromordinal(following.toordinal() + 1)
            assert date.fromordinal(following.toordinal() - 1).weekday() != 6, day
        after = date.fromordinal(day.toordinal() + 2)
        if after in OFFICE.holidays:
            assert OFFICE.closed(date.fromordinal(day.toordinal() + 1)), day
    assert (OFFICE.first, OFFICE.last) == (2019, 2036)
    assert published() in years
    assert not OFFICE.knows(date(2037, 1, 1))
    assert OFFICE.on_or_before(d("2026-05-06")) == d("2026-05-01")


@pytest.mark.parametrize(
    ("frequency", "due", "kind", "day", "at_end"),
    [
        ("毎月", "翌月10日（3月分は契約期間末日）", "monthly", 10, True),
        ("毎月", "翌月２０日", "monthly", 20, False),
        ("年度当たり1回以上", "当該年度の3月31日まで", "yearly", 0, False),
        ("締結後・変更の都度", "契約締結後直ちに", "start", 0, False),
        ("契約終了時", "契約終了後", "end", 0, False),
    ],
)
def test_the_words_of_a_clause_tell_when(frequency: str, due: str, kind: str, day: int, at_end: bool) -> None:
    item = Item("x/y/1", "1", 1, "y", "t", "p", Duty.CONTRACTOR, frequency=frequency, deadline=due)
    rule = rule_of(item)
    assert rule is not None
    assert (rule.kind, rule.day, rule.last_at_end) == (kind, day, at_end)


def test_words_without_a_day_give_none() -> None:
    item = Item("x/y/1", "1", 1, "y", "t", "p", Duty.CONTRACTOR, frequency="常時", deadline="")
    assert rule_of(item) is None
