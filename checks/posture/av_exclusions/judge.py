"""The working folder is not left out of the virus watch. notes/posture.md 2.4."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown
from checks.paths import is_inside


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL where an excluded folder covers a working folder."""
    folders = ask.policy.work_folders
    excluded = [path for part in facts.all("av.exclusions") for path in part]
    if not facts.has("av.exclusions"):
        facts.value("av.exclusions")
    if not folders:
        return unknown("no_folder", count=len(excluded))
    covering = [path for path in excluded if any(is_inside(folder, path) for folder in folders)]
    return failed("covered", count=len(covering)) if covering else passed("not_covered", count=len(excluded))
