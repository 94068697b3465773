"""The system's own protection against changed programs is on: SIP, Gatekeeper, SELinux. notes/posture.md 2.4."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, outside, passed, unknown


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL where a told protection is off."""
    states = {key: facts.flag(key) for key in ("os.sip", "os.gatekeeper") if facts.has(key)}
    if facts.has("os.selinux"):
        states["os.selinux"] = facts.value("os.selinux") == "enforcing"
    off = sorted(name.removeprefix("os.") for name, on in states.items() if not on)
    if off:
        return failed("off", names=off)
    if facts.has("os.lsm"):
        loaded = facts.value("os.lsm")
        return passed("on", names=loaded) if loaded else outside("none_built_in")
    if not states:
        facts.demand("os.sip", "os.gatekeeper", "os.selinux", "os.lsm")
        return unknown("not_told")
    return passed("on", names=sorted(name.removeprefix("os.") for name in states))
