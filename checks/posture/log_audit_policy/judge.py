"""Sign-ins and changes are recorded. notes/posture.md 2.8: numbers and GUIDs decide, not words."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """PASS where every category asked for is recorded (Windows), or a kernel audit with rules and a daemon runs (Linux)."""
    if facts.has("audit.categories"):
        return _windows(facts, ask)
    if facts.has("audit.legacy"):
        legacy = facts.value("audit.legacy")
        return failed("off") if not any(legacy.values()) else unknown("legacy_only")
    return _linux(facts)


def _windows(facts: Facts, ask: Ask) -> Verdict:
    told: dict[str, int] = {}
    for part in facts.all("audit.categories"):
        told |= part
    wanted = [word.lower() for word in ask.names("categories")]
    silent = [name for name in wanted if told.get(name, -1) == 0]
    if silent:
        return failed("categories_off", count=len(silent), names=silent)
    unseen = [name for name in wanted if told.get(name, -1) < 0]
    if unseen:
        return unknown("categories_unseen", count=len(unseen), names=unseen)
    return passed("on", count=len(wanted))


def _linux(facts: Facts) -> Verdict:
    if facts.has("audit.kernel"):
        kernel = facts.value("audit.kernel")
        if not kernel["installed"]:
            return failed("not_installed")
        if not kernel["on"] or not kernel["daemon"]:
            return failed("off")
        if facts.has("audit.rules"):
            return passed("on", count=facts.value("audit.rules")) if facts.number("audit.rules") else failed("no_rules")
        return passed("running")
    facts.demand("audit.kernel", "audit.rules", "audit.categories")
    rules = facts.number("audit.rules")
    return passed("on", count=int(rules)) if rules else failed("no_rules")
