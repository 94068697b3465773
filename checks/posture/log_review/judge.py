"""Somebody read the logs lately: a declaration with its date, never a reading of the machine. notes/posture.md 2.8."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, age_days, epoch, failed, unknown


def judge(_facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """FAIL where the last declared review is too old; a declaration is for a person to back, so there is no PASS."""
    told = ask.declared("log_reviewed_at")
    limit = int(ask.number("review_days"))
    if not told:
        return unknown("no_record")
    days = int(age_days(now, epoch(str(told)), "log.review"))
    return failed("too_old", days=days, limit=limit) if days > limit else unknown("declared", days=days)
