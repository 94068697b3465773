"""Volumes that hold data are encrypted and protected. notes/posture.md 2.6: 100 % encrypted is not protection."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown

BAD = ("off", "clear_key", "suspended", "decrypting", "encrypting", "pending")


def judge(facts: Facts, _ask: Ask, _now: datetime) -> Verdict:
    """FAIL on the first volume that is not fully protected; PASS where all are and none is left unseen."""
    rows = [row for row in facts.rows("disk.volumes") if not row.get("removable")] if facts.has("disk.volumes") else []
    for state in BAD:
        found = [row["volume"] for row in rows if row["state"] == state and row["kind"] != "small"]
        if found:
            return failed(state, where=found)
    if any(part == 0 for part in facts.all("disk.protectors")):
        return failed("off", where=["-"])
    if any(not part["header"] for part in facts.all("disk.luks")):
        return failed("off", where=["-"])
    if facts.has("disk.luks") and not rows:
        return unknown("header_only")
    # A source with more rights settles what another could not tell about the same volume.
    settled = {row["volume"] for row in rows if row["state"] == "on"}
    unsure = [row["volume"] for row in rows if row["state"] not in (*BAD, "on") and row["kind"] != "small"]
    unsure = [volume for volume in unsure if volume not in settled]
    if unsure or not rows:
        facts.demand("disk.volumes", "disk.protectors", "disk.luks")
        return unknown("not_told", where=unsure)
    fixed = {name for part in facts.all("disk.fixed") for name in part}
    unseen = sorted(fixed - {row["volume"] for row in rows})
    if unseen:
        return unknown("not_told", where=unseen)
    return passed("on", where=sorted({row["volume"] for row in rows if row["kind"] != "small"}))
