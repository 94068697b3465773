"""When the last security update went in. notes/posture.md 2.3: counting updates proves nothing, dates do."""

from __future__ import annotations

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path

from checks.judging import Ask, Facts, Verdict, age_days, epoch, failed, passed, unknown


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """PASS where the newest installation is at most installed_days old."""
    dates = facts.all("patch.installed_at")
    if not dates:
        return _by_number(facts, ask, now)
    newest = max(epoch(date) for date in dates)
    days = int(age_days(now, newest, "patch.installed_at"))
    limit = int(ask.number("installed_days"))
    return failed("too_old", days=days, limit=limit) if days > limit else passed("recent", days=days, limit=limit)


def _by_number(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """Article numbers only ever prove that the last update is old: numbers rise with time."""
    facts.demand("patch.installed_at", "patch.articles")
    newest = max(int(article.removeprefix("KB")) for part in facts.all("patch.articles") for article in part)
    later = [(int(number), day) for number, day in _anchors().items() if int(number) > newest]
    if later:
        days = int(age_days(now, epoch(str(min(later)[1])), "patch.articles"))
        limit = int(ask.number("installed_days"))
        if days > limit:
            return failed("too_old", days=days, limit=limit)
    return unknown("no_dates")


@cache
def _anchors() -> dict[str, str]:
    table = Path(__file__).with_name("articles.toml").read_text(encoding="utf-8")
    anchors: dict[str, str] = tomllib.loads(table)["released"]
    return anchors
