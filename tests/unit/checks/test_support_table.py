"""Office and browsers against the dated table: dates decide, a table that is old passes nothing it cannot know."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from checks.facts import Facts
from checks.model import Fact, Policy, Status
from checks.posture.patch_apps.judge import judge as judge_apps
from checks.posture.patch_eol.judge import judge as judge_system
from checks.registry import Ask, get_check

WHEN = datetime(2026, 11, 20, tzinfo=UTC)
"""90 days after the date of the table."""


def apps(*rows: dict[str, str], office: list[str] | None = None, now: datetime = WHEN) -> tuple[Status, str]:
    facts = [Fact("eol.apps", list(rows))] + ([Fact("eol.office", {"ids": office})] if office else [])
    verdict = judge_apps(Facts(facts), Ask(get_check("patch.apps"), Policy()), now)
    return verdict.status, verdict.reason


@pytest.mark.parametrize(
    ("product", "status"),
    [
        ("ProPlus2024Volume", Status.PASS),  # until 2029-10-09 (learn.microsoft.com/lifecycle)
        ("HomeBusiness2021Retail", Status.FAIL),  # until 2026-10-13
        ("HomeBusiness2019Retail", Status.FAIL),  # until 2025-10-14
        ("ProPlusRetail", Status.FAIL),  # 2016
        ("O365BusinessRetail", Status.PASS),
        ("OneNoteFreeRetail", Status.PASS),
    ],
)
def test_office_is_judged_by_its_date_not_by_the_age_of_the_table(product: str, status: Status) -> None:
    assert apps(office=[product])[0] is status


def test_a_browser_newer_than_the_table_passes_only_where_the_machine_shows_that_it_came_lately() -> None:
    assert apps({"product": "chrome", "version": "156.0.1", "updated": "2026-11-01"})[0] is Status.PASS
    assert apps({"product": "chrome", "version": "156.0.1", "updated": "2026-08-30"}) == (Status.UNKNOWN, "not_updated")
    assert apps({"product": "chrome", "version": "156.0.1"}) == (Status.UNKNOWN, "not_updated")


def test_a_browser_the_table_knows() -> None:
    fresh = datetime(2026, 9, 1, tzinfo=UTC)
    assert apps({"product": "chrome", "version": "120.0.1"})[0] is Status.FAIL
    assert apps({"product": "chrome", "version": "151.0.7"}, now=fresh)[0] is Status.PASS
    assert apps({"product": "firefox", "version": "140.9.0"}) == (Status.FAIL, "ended")  # ESR, until 2026-09-29
    assert apps({"product": "firefox", "version": "154.0"}) == (Status.UNKNOWN, "stale_table")


def test_windows_10_after_its_end_is_out_of_support_unless_extended_updates_came() -> None:
    def system(version: str) -> tuple[Status, str]:
        told: dict[str, Any] = {"product": "windows", "build": "19045", "edition": "W", "version": version}
        verdict = judge_system(Facts([Fact("eol.os", told)]), Ask(get_check("patch.eol"), Policy()), WHEN)
        return verdict.status, verdict.reason

    # 19045.6456 is KB5066791 of 2025-10-14, the last update for everybody.
    assert system("10.0.19045.6456") == (Status.FAIL, "ended")
    assert system("10.0.19045") == (Status.FAIL, "ended")
    assert system("10.0.19045.6691") == (Status.UNKNOWN, "extended")
