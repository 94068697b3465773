"""The outdated file-sharing protocol SMB1 is off. notes/posture.md 2.13."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL where a source says on."""
    if any(facts.all("share.smb1")):
        return failed("on")
    facts.flag("share.smb1")
    return passed("off")
