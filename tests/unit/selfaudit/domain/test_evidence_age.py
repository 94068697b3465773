"""What is too old proves nothing about today: fiscal years, and changes of roster, machines and places."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from selfaudit.domain.evidence_age import EARLIER_YEAR, Matter, Stale, dated, stale
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.domain.inspection import Answer, Exhibit, MachineSays, Outcome

YEAR = FiscalYear(2026)
TODAY = date(2026, 8, 1)
ANSWER = Answer("i", "x", Outcome.CONFORMS, answered_by="a", answered_at=datetime(2026, 6, 1, 3, tzinfo=UTC))


def exhibit(day: datetime) -> Exhibit:
    return Exhibit("e", "i", "x", "0" * 64, "a.pdf", 1, "a", day)


def says(day: datetime, status: str) -> MachineSays:
    return MachineSays("i", "h", "c", status, "", day)


def test_evidence_of_an_earlier_fiscal_year_is_too_old() -> None:
    old = exhibit(datetime(2026, 3, 31, 14, 59, tzinfo=UTC))  # 23:59 on 31 March in Japan
    assert stale(ANSWER, [old], [], YEAR, TODAY, {}, ()) == (Stale(EARLIER_YEAR, date(2026, 3, 31), date(2026, 4, 1)),)
    new = exhibit(datetime(2026, 3, 31, 15, tzinfo=UTC))  # midnight, 1 April
    assert stale(ANSWER, [old, new], [], YEAR, TODAY, {}, ()) == ()


def test_an_answer_of_an_earlier_year_with_nothing_shown_is_too_old() -> None:
    last_year = replace(ANSWER, answered_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert [each.why for each in stale(last_year, [], [], YEAR, TODAY, {}, ())] == [EARLIER_YEAR]
    assert stale(ANSWER, [], [], YEAR, TODAY, {}, ()) == ()
    assert stale(last_year, [], [], YEAR, date(2026, 3, 31), {}, ()) == ()  # prepared before the year has begun


def test_a_change_the_item_depends_on_makes_older_evidence_stale() -> None:
    changes = {Matter.ROSTER: date(2026, 6, 2), Matter.PLACES: date(2026, 5, 31)}
    both = (Matter.ROSTER, Matter.PLACES)
    assert stale(ANSWER, [], [], YEAR, TODAY, changes, both) == (
        Stale(Matter.ROSTER, date(2026, 6, 1), date(2026, 6, 2)),
    )
    assert stale(ANSWER, [], [], YEAR, TODAY, changes, (Matter.MACHINES,)) == ()
    assert stale(ANSWER, [], [], YEAR, TODAY, {Matter.ROSTER: date(2026, 6, 1)}, both) == ()  # the same day
    assert stale(ANSWER, [exhibit(datetime(2026, 6, 2, tzinfo=UTC))], [], YEAR, TODAY, changes, both) == ()


def test_only_a_check_that_could_tell_is_evidence() -> None:
    changes = {Matter.MACHINES: date(2026, 7, 1)}
    later = datetime(2026, 7, 2, tzinfo=UTC)
    assert stale(ANSWER, [], [says(later, "PASS")], YEAR, TODAY, changes, (Matter.MACHINES,)) == ()
    assert stale(ANSWER, [], [says(later, "UNKNOWN")], YEAR, TODAY, changes, (Matter.MACHINES,)) != ()
    assert dated(ANSWER, [], [says(later, "PASS")]) == date(2026, 7, 2)


def test_other_answers_do_not_age() -> None:
    for outcome in (Outcome.NONCONFORMING, Outcome.NOT_APPLICABLE, Outcome.NEEDS_REVIEW, Outcome.NOT_DONE):
        old = replace(ANSWER, outcome=outcome, answered_at=datetime(2020, 1, 1, tzinfo=UTC))
        assert stale(old, [], [], YEAR, TODAY, {Matter.ROSTER: date(2026, 6, 2)}, tuple(Matter)) == ()
    assert stale(None, [], [], YEAR, TODAY, {}, ()) == ()
    assert dated(None, [], []) is None
