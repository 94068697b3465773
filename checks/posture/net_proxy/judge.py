"""Whether a proxy stands between the PC and the internet: a fact to compare with the drawing. notes/posture.md 2.17."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """Compare with the declaration "proxy" (True or False); without one only the fact is told."""
    used = bool(facts.value("net.proxies"))
    declared = ask.declared("proxy")
    if declared is None:
        return unknown("set_undeclared" if used else "none_undeclared")
    return passed("as_declared") if bool(declared) == used else failed("other_than_declared")
