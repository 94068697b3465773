"""Coming back to the PC asks for a password. notes/posture.md 2.1: the other half of the lock time."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """PASS where a password is asked, on every power source."""
    if facts.has("lock.delay_s"):
        return _delay(facts.number("lock.delay_s"), ask)
    if facts.has("lock.asks"):
        return passed("asks") if facts.flag("lock.asks") else failed("no_password")
    if facts.has("lock.console"):
        console = facts.value("lock.console")
        return passed("asks") if console and all(console.values()) else failed("no_password")
    savers = [row for key in ("lock.saver_policy", "lock.saver_effective", "lock.saver") for row in facts.all(key)]
    saver: dict[str, str] = {}
    for row in reversed(savers):
        saver |= row
    if saver.get("secure") == "0":
        return failed("no_password")
    if saver.get("secure") == "1" and saver.get("active") == "1" and saver.get("program"):
        return passed("asks")
    facts.demand("lock.console", "lock.delay_s", "lock.saver", "lock.saver_policy", "lock.saver_effective")
    return unknown("not_told")


def _delay(seconds: float, ask: Ask) -> Verdict:
    if seconds < 0:
        return failed("no_password")
    if seconds <= ask.number("soon_seconds"):
        return passed("asks")
    late = seconds > ask.number("lock_seconds")
    minutes = round(seconds / 60)
    return failed("asks_late", minutes=minutes) if late else unknown("asks_later", minutes=minutes)
