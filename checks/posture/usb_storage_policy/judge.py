"""Removable media are forbidden or limited by a setting. notes/posture.md 2.10."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """PASS where the PC refuses removable storage (or writing to it); approved media make it a matter of records."""
    if any(facts.all("usb.driver_off")) or any("deny_all" in row["denied"] for row in facts.all("usb.policy")):
        return passed("denied")
    if any("deny_write" in row["denied"] for row in facts.all("usb.policy")):
        return passed("read_only")
    if any(facts.all("usb.blocked")):
        return passed("denied")
    if not any(facts.has(key) for key in ("usb.policy", "usb.driver_off", "usb.blocked")):
        facts.demand("usb.policy", "usb.driver_off", "usb.blocked")
    return unknown("by_register") if ask.declared("media") else failed("allowed")
