"""Every account that can sign in has a password. notes/posture.md 2.2: an odd hash field is no password."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL on a blank password; PASS where every account is locked or has one."""
    if facts.has("acct.secrets"):
        return _secrets(facts)
    facts.demand("acct.secrets", "acct.users")
    if "acct.secrets" in facts.missing():
        facts.value("acct.secrets")
    rows = [row for row in facts.rows("acct.users") if row["enabled"] and "password_required" in row]
    bare = [row["name"] for row in rows if not row["password_required"]]
    if bare:
        return failed("may_be_blank", count=len(bare), names=bare)
    if not rows or any(row["enabled"] and "password_required" not in row for row in facts.rows("acct.users")):
        return unknown("not_told")
    return passed("all_required", count=len(rows))


def _secrets(facts: Facts) -> Verdict:
    rows = facts.rows("acct.secrets")
    blank = [row["name"] for row in rows if row["kind"] == "blank"]
    if blank:
        return failed("blank", count=len(blank), names=blank)
    odd = [row["name"] for row in rows if row["kind"] == "odd"]
    if odd:
        return unknown("odd_field", count=len(odd), names=odd)
    told = {str(row["name"]) for row in rows}
    if facts.has("acct.users") and any(str(row["name"]) not in told for row in facts.rows("acct.users")):
        return unknown("not_told")
    return passed("all_set", count=len(rows))
