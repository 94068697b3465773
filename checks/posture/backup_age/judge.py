"""A recent backup exists, and where its copies lie. notes/posture.md 2.9: a copy is also something to erase."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, age_days, failed, passed, unknown


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """PASS where the newest backup is at most backup_days old."""
    limit, target = int(ask.number("backup_days")), ask.declared("backup_target")
    copies = [row for part in facts.all("backup.copies") for row in part]
    if copies:
        newest = max(copies, key=lambda row: float(row["at"]))
        days = int(age_days(now, newest["at"], "backup.copies"))
        if days > limit:
            return failed("old", days=days, limit=limit)
        return passed("recent_external" if newest["external"] else "recent", days=days, limit=limit)
    if facts.has("backup.destinations"):
        return unknown("no_date") if facts.value("backup.destinations") else failed("none")
    if not facts.has("backup.copies"):
        if not target and facts.why("backup.copies") in ("absent", "no_source"):
            return unknown("no_target")
        facts.value("backup.copies")
    return failed("none") if target else unknown("no_target")
