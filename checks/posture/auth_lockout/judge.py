"""Guessing passwords gets an account locked. notes/posture.md 2.2."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown

FAILLOCK_DEFAULT = 3


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """PASS where 1 to max_tries wrong passwords lock the account."""
    most = int(ask.number("max_tries"))
    if facts.has("acct.other_authority") and facts.value("acct.other_authority") != "none":
        return unknown("other_authority")
    if facts.has("acct.pam"):
        stack = [row for rows in facts.all("acct.pam") for row in rows if row["kind"] == "auth"]
        module = next((row for row in stack if row["module"] in ("pam_faillock.so", "pam_tally2.so")), None)
        if module is None:
            return failed("off")
        told = [arg.split("=")[1] for arg in module["args"] if arg.startswith("deny=")]
        tries = int(told[-1]) if told else int(facts.value("acct.faillock").get("deny", FAILLOCK_DEFAULT))
        return _decide(tries, most)
    values = [row["lockout"] for row in facts.all("acct.policy") if "lockout" in row]
    if not values:
        facts.demand("acct.policy", "acct.pam")
        return unknown("not_told")
    return _decide(max(values) if 0 not in values else 0, most)


def _decide(tries: int, most: int) -> Verdict:
    if tries == 0:
        return failed("off")
    return passed("locks", tries=tries, most=most) if 0 < tries <= most else failed("too_many", tries=tries, most=most)
