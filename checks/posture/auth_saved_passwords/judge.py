"""Browsers keep no passwords: saving is forbidden and none are stored. notes/posture.md 2.11: both halves count."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, outside, passed, unknown


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL on stored logins or on saving left on; not asked where no browser is used."""
    allowed = [row["browser"] for part in facts.all("browser.policy") for row in part if row["saving"]]
    if allowed:
        return failed("saving_on", names=sorted(set(allowed)))
    servers = sum(int(part["server"]) for part in facts.all("cred.stored"))
    if servers:
        return failed("credentials", count=servers)
    profiles = facts.rows("browser.profiles")
    stored = sum(int(row.get("stored", 0)) for row in profiles)
    policies = {row["browser"]: row["saving"] for part in facts.all("browser.policy") for row in part}
    if stored:
        return failed("stored", count=stored)
    if not profiles:
        return outside("no_browser")
    if any("stored" not in row for row in profiles):
        return unknown("unreadable", count=sum("stored" not in row for row in profiles))
    saving = sorted({row["browser"] for row in profiles if policies.get(row["browser"], row.get("saving", True))})
    return failed("saving_on", names=saving) if saving else passed("off_and_empty", count=len(profiles))
