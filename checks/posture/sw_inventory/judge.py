"""The list of installed software: a record, not a judgement. notes/posture.md 2.17."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, unknown


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL on software the contract forbids by name; else the list is told for a person to look at."""
    rows = facts.rows("sw.rows")
    words = [word.lower() for word in ask.names("forbidden")]
    found = sorted({row["name"] for row in rows for word in words if word in str(row["name"]).lower()})
    return failed("forbidden", names=found) if found else unknown("listed", count=len(rows))
