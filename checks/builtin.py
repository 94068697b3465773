"""Built-in accounts of Windows and macOS, for the judges of auth.builtin_admin and auth.guest."""

from __future__ import annotations

from checks.judging import Facts, Verdict, failed, passed, unknown


def judge_role(facts: Facts, role: str) -> Verdict:
    """FAIL where an account of this role is enabled, PASS where it is seen disabled, UNKNOWN where it is not seen."""
    flags = [part[role] for part in facts.all("acct.flags") if role in part]
    if role == "guest":
        flags += facts.all("acct.guest_on")
    rows = [row["enabled"] for part in facts.all("acct.users") for row in part if row.get("role") == role]
    states = [*flags, *rows]
    if not states:
        facts.demand("acct.users", "acct.flags", "acct.guest_on")
        return unknown("not_seen")
    return failed("enabled") if any(states) else passed("disabled")
