"""Security updates offered but not installed, from a fresh list. notes/posture.md 2.3."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from checks.judging import Ask, Facts, Verdict, age_days, failed, passed, unknown

SAMPLE = 5


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """FAIL on any pending security update, also from a stale list; PASS only on a complete and fresh empty list."""
    told = facts.all("patch.pending")
    here = {int(str(row["version"]).split(".")[0]) for row in facts.all("eol.os") if row["product"] == "macos"}
    rows = [row for part in told for row in part["rows"] if not _moves_on(row, here)]
    waiting = sorted({str(row["id"]) for row in rows if row.get("security")})
    if waiting:
        return failed("security_waiting", count=len(waiting), names=waiting[:SAMPLE])
    others = sorted({str(row["id"]) for row in rows})
    limit = ask.number("other_max")
    if len(others) > limit:
        return failed("many_waiting", count=len(others), names=others[:SAMPLE])
    if not told:
        facts.value("patch.pending")
    held = max(int(part["held"]) for part in told)
    if held:
        return unknown("held_back", count=held)
    if any(part.get("scanned") for part in told):
        return passed("none_waiting", days=0, others=len(others))
    age = age_days(now, facts.number("patch.list_at"), "patch.list_at")
    if age > ask.number("list_days"):
        return unknown("stale_list", days=int(age), limit=int(ask.number("list_days")))
    if facts.has("patch.security_list") and not facts.flag("patch.security_list"):
        return unknown("no_security_source")
    if not any(part["complete"] for part in told):
        return unknown("list_incomplete")
    return passed("none_waiting", days=int(age), others=len(others))


def _moves_on(row: dict[str, Any], here: set[int]) -> bool:
    """Whether the row is a later release of macOS than the one that runs here: an offer, no missing repair."""
    return bool(here) and int(row.get("release", 0)) > max(here)
