"""Small words every judge uses. A judge is pure: `judge(facts, ask, now) -> Verdict`, the same on every system."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from checks.facts import Facts, MissingFact
from checks.model import Status, Verdict, Why
from checks.registry import Ask

__all__ = ["Ask", "Facts", "MissingFact", "Verdict", "age_days", "failed", "outside", "passed", "refused", "unknown"]

DAY_S = 86400.0


def passed(reason: str, **values: Any) -> Verdict:
    """The machine shows that what is asked holds."""
    return Verdict(Status.PASS, reason, values)


def failed(reason: str, **values: Any) -> Verdict:
    """The machine shows that what is asked does not hold."""
    return Verdict(Status.FAIL, reason, values)


def unknown(reason: str, **values: Any) -> Verdict:
    """The machine answered, but the answer does not decide."""
    return Verdict(Status.UNKNOWN, reason, values)


def refused(reason: str, **values: Any) -> Verdict:
    """Somebody with more rights could decide it."""
    return Verdict(Status.NOT_PERMITTED, reason, values)


def outside(reason: str, **values: Any) -> Verdict:
    """The question does not arise on this PC."""
    return Verdict(Status.NOT_APPLICABLE, reason, values)


def age_days(now: datetime, moment: float, key: str) -> float:
    """Give days since `moment` (epoch seconds); a moment in the future by more than a day is a contradiction."""
    days = (now.timestamp() - moment) / DAY_S
    if days < -1:
        raise MissingFact(key, Why.CONFLICT)
    return max(0.0, days)


def epoch(day: str) -> float:
    """Give epoch seconds of an ISO date or moment (UTC where no zone is named); raises ValueError."""
    moment = datetime.fromisoformat(day)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
