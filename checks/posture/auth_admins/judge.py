"""Who has administrator rights, against the roster. notes/posture.md 2.2."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown

BUILT_IN = ("administrator", "root", "domain admins")


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL on an administrator who is not on the roster; domain groups cannot be looked into."""
    members = [name for part in facts.all("acct.admins") for name in part]
    if not facts.has("acct.admins"):
        facts.value("acct.admins")
    people = [name for name in members if str(name).rsplit("\\", 1)[-1].lower() not in BUILT_IN]
    if ask.policy.roster is None:
        return unknown("no_roster", count=len(people))
    roster = {name.lower() for name in ask.policy.roster}
    extra = [name for name in people if str(name).rsplit("\\", 1)[-1].lower() not in roster]
    if extra:
        return failed("not_on_roster", count=len(extra), names=extra)
    return passed("all_on_roster", count=len(people))
