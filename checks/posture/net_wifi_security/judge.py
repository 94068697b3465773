"""The wireless network in use is encrypted well. notes/posture.md 2.17: open and WEP are failures."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, outside, passed, unknown
from checks.model import Why

WEAK = ("open", "wep")


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL on open or WEP; PASS on WPA2 or WPA3; not asked where no wireless interface is up."""
    if facts.has("net.wifi"):
        kinds = facts.value("net.wifi")
        weak = [kind for kind in kinds if kind in WEAK]
        if weak:
            return failed("weak", kinds=weak)
        if kinds and all(kind in ("wpa2", "wpa3") for kind in kinds):
            return passed("strong", kinds=kinds)
        if kinds:
            return unknown("kind_unknown")
    elif facts.why("net.wifi") not in (Why.ABSENT, Why.NO_SOURCE):
        # The source is there and told nothing: whether a network is in use is not known from it.
        facts.value("net.wifi")
    wireless = [row for row in facts.rows("net.interfaces") if row["wireless"]]
    return unknown("kind_unknown") if wireless else outside("no_wifi")
