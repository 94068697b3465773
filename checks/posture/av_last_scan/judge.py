"""When the disk was last searched for malware, and what was found. notes/posture.md 2.4."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, age_days, failed, passed, unknown


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """FAIL on a find or a scan without signatures; PASS where a scan is at most scan_days old."""
    limit = ask.number("scan_days")
    if facts.has("av.scan"):
        scan = facts.value("av.scan")
        if scan["infected"]:
            return failed("infected", count=scan["infected"])
        if not scan["known"]:
            return failed("no_signatures")
        if "at" not in scan:
            return unknown("no_date")
        days = age_days(now, scan["at"], "av.scan")
        return passed("recent", days=int(days)) if days <= limit else failed("old", days=int(days), limit=int(limit))
    facts.demand("av.scan", "av.defender")
    scans = facts.value("av.defender")["scans"]
    if not scans:
        return failed("never")
    days = min(scans.values())
    return passed("recent", days=int(days)) if days <= limit else failed("old", days=int(days), limit=int(limit))
