"""Folders other computers can open. notes/posture.md 2.13: only Windows' own shares are a PASS."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL on a share people made or on SMB1; PASS where only default shares are seen."""
    if any(facts.all("share.smb1")):
        return failed("smb1")
    if facts.has("share.rows"):
        made = [row["name"] for row in facts.rows("share.rows") if not row["default"]]
        return failed("shared", count=len(made), names=made) if made else passed("none")
    if facts.has("share.samba"):
        names = [*facts.value("share.samba"), *(name for part in facts.all("share.nfs") for name in part)]
        return failed("shared", count=len(names), names=names) if names else passed("none")
    if facts.has("share.smb1"):
        return unknown("smb1_off_only")
    facts.demand("share.rows", "share.samba")
    return unknown("smb1_off_only")
