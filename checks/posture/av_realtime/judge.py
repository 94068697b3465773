"""Files are looked at when they are opened. notes/posture.md 2.4: "healthy" is not believed."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown
from checks.products import names, products


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """PASS where one product watches in real time."""
    found = products(facts)
    watching = [row for row in found if row.get("realtime")]
    if watching:
        return passed("watching", names=names(watching))
    told = [row for row in found if "realtime" in row]
    if told:
        return failed("not_watching", names=names(told))
    if any(code == 0 for code in facts.all("av.wsc")):
        return unknown("not_told")
    if facts.has("av.running") and facts.has("av.clam_db") and not found:
        return failed("none")
    if not found:
        facts.demand("av.products", "av.running", "av.wsc", "av.xprotect")
    return unknown("not_told")
