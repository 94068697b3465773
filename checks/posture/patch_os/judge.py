"""When the last security update went in. notes/posture.md 2.3: counting updates proves nothing, dates do."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, age_days, epoch, failed, passed


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """PASS where the newest installation is at most installed_days old."""
    dates = facts.all("patch.installed_at")
    if not dates:
        facts.value("patch.installed_at")
    newest = max(epoch(date) for date in dates)
    days = int(age_days(now, newest, "patch.installed_at"))
    limit = int(ask.number("installed_days"))
    return failed("too_old", days=days, limit=limit) if days > limit else passed("recent", days=days, limit=limit)
