"""When a contract has to be inspected: a table of cases worked out by hand."""

from datetime import date

import pytest

from selfaudit.domain.desk import Due, WardContract, deadline, year_of, years
from selfaudit.domain.fiscal_year import FiscalYear


def contract(start: str = "", end: str = "") -> WardContract:
    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    return WardContract("1", start=day(start), end=day(end))


@pytest.mark.parametrize(
    ("start", "end", "today", "expected"),
    [
        ("2026-04-01", "2027-03-31", "2026-11-20", [2026]),
        ("2024-07-01", "", "2024-08-01", [2024]),
        ("2024-07-01", "", "2026-04-01", [2024, 2025, 2026]),
        ("2024-07-01", "", "2026-03-31", [2024, 2025]),
        ("2025-03-31", "2025-04-01", "2026-11-20", [2024, 2025]),
        ("2027-04-01", "", "2026-11-20", [2027]),
        ("", "", "2026-01-15", [2025]),
    ],
)
def test_the_years_of_a_contract(start: str, end: str, today: str, expected: list[int]) -> None:
    found = years(contract(start, end), date.fromisoformat(today))
    assert [year.year for year in found] == expected


@pytest.mark.parametrize(
    ("end", "year", "expected"),
    [
        ("", 2026, "2027-03-31"),
        ("2026-09-30", 2026, "2026-09-30"),
        ("2027-09-30", 2026, "2027-03-31"),
        ("2023-12-31", 2023, "2023-12-31"),
    ],
)
def test_the_last_day(end: str, year: int, expected: str) -> None:
    assert deadline(contract("2020-04-01", end), FiscalYear(year)) == date.fromisoformat(expected)


def state(inspected: list[str], year: int, today: str, asked: str = "", handed_in: bool = False) -> Due:
    days = [date.fromisoformat(day) for day in inspected]
    due = date.fromisoformat(asked) if asked else None
    found = year_of(
        contract("2024-07-01"), FiscalYear(year), days, handed_in=handed_in, asked=due, today=date.fromisoformat(today)
    )
    return found.due


def test_twenty_three_months_apart_may_be_two_fiscal_years() -> None:
    """2 April 2025 lies in 2025, 20 March 2027 in 2026: 23 months apart, once in every year."""
    assert state(["2025-04-02"], 2025, "2027-03-31") is Due.DONE
    assert state(["2027-03-20"], 2026, "2027-03-31") is Due.DONE


def test_a_july_start_is_due_in_its_own_year() -> None:
    assert state([], 2024, "2025-03-31") is Due.OPEN
    assert state([], 2024, "2025-04-01") is Due.OVERDUE
    assert state(["2024-07-01"], 2024, "2025-04-01") is Due.DONE


@pytest.mark.parametrize(
    ("inspected", "asked", "handed_in", "today", "expected"),
    [
        ([], "2026-12-25", False, "2026-12-25", Due.ASKED),
        ([], "2026-12-25", False, "2026-12-26", Due.OVERDUE),
        ([], "2027-04-30", False, "2027-04-01", Due.OVERDUE),
        ([], "2026-12-25", True, "2026-12-26", Due.REVIEW),
        (["2027-04-02"], "2026-12-25", True, "2027-04-03", Due.LATE),
        (["2027-03-31"], "", False, "2027-04-03", Due.DONE),
    ],
)
def test_states(inspected: list[str], asked: str, handed_in: bool, today: str, expected: Due) -> None:
    assert state(inspected, 2026, today, asked, handed_in) is expected


def test_a_contract_outside_the_register_is_judged_by_its_request_alone() -> None:
    found = year_of(None, FiscalYear(2026), [], handed_in=False, asked=date(2099, 3, 31), today=date(2030, 1, 1))
    assert (found.due, found.deadline) == (Due.ASKED, date(2099, 3, 31))
