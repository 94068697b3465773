"""Accounts people can sign in with against the roster of named people. notes/posture.md 2.2."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown
from checks.redact import Personal


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """PASS where every enabled account that is not built-in is on the roster."""
    rows = facts.rows("acct.users")
    active = {str(row["name"]).lower(): row["name"] for row in rows if row["enabled"] and not row.get("builtin")}
    if ask.policy.roster is None:
        return unknown("no_roster", accounts=len(active))
    roster = {name.lower() for name in ask.policy.roster}
    extra = [Personal(name) for key, name in sorted(active.items()) if key not in roster]
    here = sum(key in roster for key in active)
    if extra:
        return failed("not_on_roster", count=len(extra), names=extra)
    if facts.has("acct.other_authority") and facts.value("acct.other_authority") != "none":
        return unknown("other_authority")
    if not active:
        return unknown("no_accounts")
    return passed("all_on_roster", count=here, absent=len(roster - set(active)))
