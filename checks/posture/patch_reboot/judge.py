"""Updates that wait for a restart do not protect yet. notes/posture.md 2.3."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL where a source asks for a restart; PASS where one that would know says none is due."""
    kernel = [row["state"] for row in facts.all("patch.kernel")]
    asked = [*facts.all("patch.reboot_file"), *facts.all("patch.needs_restarting"), *facts.all("patch.reboot_flags")]
    if any(asked) or any(state >= 2 for state in kernel):
        return failed("due")
    services = sum(int(row["services"]) for row in facts.all("patch.kernel"))
    if services:
        return failed("services_due", count=services)
    if facts.has("patch.reboot_flags"):
        return passed("none_due")
    if kernel and 0 in kernel:
        return unknown("kernel_unknown")
    if kernel or facts.has("patch.needs_restarting"):
        return passed("none_due")
    facts.demand("patch.reboot_file", "patch.kernel", "patch.needs_restarting", "patch.reboot_flags")
    return unknown("only_flag")
