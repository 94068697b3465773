"""Which networks this PC is on, for the drawing the contract asks for. notes/posture.md 2.17."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """PASS on one network; several at once are a bridge between them and must be explained."""
    usable = facts.rows("net.interfaces")
    names = sorted({str(row["name"]) for row in usable})
    wireless = [row["name"] for row in usable if row["wireless"]]
    if not names:
        return passed("none")
    if ask.declared("sensitive_id") and wireless:
        return failed("wireless_with_numbers", names=wireless)
    most = int(ask.number("most"))
    return passed("few", names=names) if len(names) <= most else unknown("several", count=len(names), names=names)
