"""Storage devices this PC has seen, against the approved ones. notes/posture.md 2.10."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown

SAMPLE = 5


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL on devices seen that nobody approved; a PC that keeps no history cannot pass."""
    seen = [row["device"] for part in facts.all("usb.history") for row in part]
    present = [row["device"] for part in facts.all("usb.now") for row in part]
    approved = {str(name).lower() for name in ask.policy.declared.get("media", [])}
    odd = sorted({name for name in [*seen, *present] if name.lower() not in approved})
    if odd:
        return failed("seen", count=len(odd), names=odd[:SAMPLE])
    if facts.has("usb.history"):
        return passed("none" if not seen else "approved_only", count=len(seen))
    facts.demand("usb.now", "usb.history")
    return unknown("no_history")
