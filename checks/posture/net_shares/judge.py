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
        more = [name for key in ("share.nfs", "share.usershares") for part in facts.all(key) for name in part]
        names = [*facts.value("share.samba"), *more]
        if names:
            return failed("shared", count=len(names), names=names)
        for key in ("share.nfs", "share.usershares"):
            if key in facts.missing():
                facts.value(key)
        return passed("none")
    if facts.has("share.smb1"):
        return unknown("smb1_off_only")
    facts.demand("share.rows", "share.samba")
    return unknown("smb1_off_only")
