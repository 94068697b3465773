"""The shortest password the PC accepts. notes/posture.md 2.2; local rules do not bind domain or cloud accounts."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown

PWQUALITY_DEFAULT = 8


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """PASS where passwords shorter than min_length are refused."""
    least = int(ask.number("min_length"))
    if facts.has("acct.other_authority") and facts.value("acct.other_authority") != "none":
        return unknown("other_authority")
    if facts.has("acct.policy"):
        lengths = [row["min_length"] for row in facts.all("acct.policy") if "min_length" in row]
        if not lengths:
            return unknown("not_told")
        return _decide(min(lengths), least)
    if facts.has("acct.pam"):
        return _pam(facts, least)
    if facts.has("acct.pwquality"):
        length = facts.value("acct.pwquality").get("minlen")
        if length is not None and length < least:
            return failed("too_short", length=length, least=least)
        return unknown("not_enforced_known") if length is not None else failed("not_set")
    if facts.has("acct.login_defs"):
        return failed("not_set")
    facts.demand("acct.policy", "acct.pam", "acct.pwquality", "acct.login_defs")
    return unknown("not_told")


def _pam(facts: Facts, least: int) -> Verdict:
    stack = [row for rows in facts.all("acct.pam") for row in rows if row["kind"] == "password"]
    quality = next((row for row in stack if row["module"] in ("pam_pwquality.so", "pam_cracklib.so")), None)
    if quality is None:
        plain = next((row for row in stack if row["module"] == "pam_unix.so"), None)
        length = _argument(plain["args"], "minlen") if plain else None
        return failed("no_module") if length is None else _decide(length, least)
    length = _argument(quality["args"], "minlen")
    if length is None:
        length = facts.value("acct.pwquality").get("minlen", PWQUALITY_DEFAULT)
    return _decide(length, least)


def _argument(args: list[str], name: str) -> int | None:
    values = [arg.split("=")[1] for arg in args if arg.startswith(f"{name}=")]
    return int(values[-1]) if values and values[-1].isdigit() else None


def _decide(length: int, least: int) -> Verdict:
    if length < least:
        return failed("too_short", length=length, least=least)
    return passed("long_enough", length=length, least=least)
