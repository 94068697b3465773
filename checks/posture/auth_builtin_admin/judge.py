"""The built-in admin account is off, known by its SID and not by its name. notes/posture.md 2.2."""

from __future__ import annotations

from datetime import datetime

from checks.builtin import judge_role
from checks.judging import Ask, Facts, Verdict


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """PASS where the account is disabled."""
    return judge_role(facts, "admin")
