"""Only named people can open the working folder. notes/posture.md 2.15: judged by SID or mode bits."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown

WIDE = ("everyone", "users", "authenticated", "guests", "anonymous", "other")


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL where a wide group or somebody outside the roster may read; PASS where only named owners may."""
    if not facts.has("acl.rows") and "acl.rows" not in facts.missing() and not ask.policy.work_folders:
        return unknown("no_folder")
    rows = [row for row in facts.rows("acl.rows") if row["access"] != "none"]
    wide = sorted({row["kind"] for row in rows if row["kind"] in WIDE})
    if wide:
        return failed("wide", who=wide)
    if any(row["kind"] == "no_rights" for row in rows):
        return failed("no_rights")
    people = {str(row["who"]).lower(): row["who"] for row in rows if row["kind"] in ("named", "group")}
    if ask.policy.roster is not None:
        roster = {name.lower() for name in ask.policy.roster}
        odd = [name for key, name in sorted(people.items()) if key not in roster]
        if odd:
            return failed("not_on_roster", count=len(odd), who=odd)
    return passed("named_only", count=len(people))
