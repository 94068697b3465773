"""Updates are installed without anybody asking. notes/posture.md 2.3."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, epoch, failed, passed


def judge(facts: Facts, _ask: Ask, now: datetime) -> Verdict:
    """FAIL where a source says off; PASS where one says on."""
    told = facts.all("patch.auto")
    if any(not row["on"] for row in told):
        return failed("off")
    facts.demand("patch.auto")
    if any(row.get("by_service") for row in told):
        return _windows(facts, now)
    return passed("on")


def _windows(facts: Facts, now: datetime) -> Verdict:
    """The policy alone starts nothing: the service must be allowed to run, and updates must not be paused."""
    if not facts.flag("patch.auto_service"):
        return failed("service_off")
    paused = [str(value) for value in facts.all("patch.paused_until") if value]
    return failed("paused") if any(epoch(value) > now.timestamp() for value in paused) else passed("on")
