"""An anti-virus product is installed and switched on. notes/posture.md 2.4: any one product on is enough."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, age_days, failed, passed, unknown
from checks.products import active, names, products


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """PASS where a product is on; XProtect alone counts only if the contract says so."""
    on = active(facts)
    if on:
        return passed("on", names=names(on))
    if any(code == 0 for code in facts.all("av.wsc")):
        return passed("on_by_windows")
    found = products(facts)
    off = [row for row in found if row.get("on") is False]
    if off or any(facts.all("av.wsc")):
        return failed("off", names=names(off))
    if facts.has("av.xprotect"):
        return _builtin(facts, ask, now)
    useless = [row for row in found if row.get("current") is False]
    if useless:
        return failed("without_signatures", names=names(useless))
    if any(row["installed"] for row in facts.all("av.clam_db")) or found:
        return unknown("not_shown_running", names=names(found) or ["ClamAV"])
    if facts.has("av.running") and facts.has("av.clam_db"):
        return failed("none")
    facts.demand("av.products", "av.wsc", "av.xprotect")
    return failed("none")


def _builtin(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    age = min(age_days(now, moment, "av.xprotect") for moment in facts.all("av.xprotect"))
    if age > ask.number("builtin_days"):
        return unknown("builtin_stale", days=int(age))
    return passed("builtin_only") if ask.number("builtin_is_enough") else unknown("builtin_undecided")
