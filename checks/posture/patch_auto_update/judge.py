"""Updates are installed without anybody asking. notes/posture.md 2.3."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL where a source says off; PASS where one says on."""
    told = facts.all("patch.auto")
    if any(not row["on"] for row in told):
        return failed("off")
    facts.value("patch.auto")
    return passed("on")
