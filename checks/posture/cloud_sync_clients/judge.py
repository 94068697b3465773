"""The working folder is not copied to a cloud. notes/posture.md 2.12: being inside a sync root decides."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown
from checks.paths import is_inside


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL where a working folder lies inside a sync root; PASS where it does not, or no client is there."""
    rows = facts.rows("cloud.roots")
    clients = sorted({str(row["client"]) for row in rows})
    folders = ask.policy.work_folders
    inside = sorted({row["client"] for row in rows for folder in folders if is_inside(folder, str(row["root"]))})
    if inside:
        return failed("inside", names=inside)
    if not rows:
        return passed("none")
    return passed("outside", names=clients) if folders else unknown("no_folder", names=clients)
