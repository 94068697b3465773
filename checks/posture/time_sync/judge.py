"""The clock is set by a time server. notes/posture.md 2.7: leap indicator 3 is not in step, whatever the source's name."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL where a source says out of step or too old; PASS where one says in step."""
    limit_s = ask.number("sync_hours") * 3600
    if facts.has("time.w32tm"):
        return _w32tm(facts, limit_s, ask.number("offset_s"))
    if facts.has("time.chrony"):
        chrony = facts.value("time.chrony")
        if chrony["leap"] not in ("Normal", "Insert second", "Delete second") or chrony["stratum"] == 0:
            return failed("not_synced")
        far = chrony["offset_s"] > ask.number("offset_s")
        return failed("offset", seconds=round(chrony["offset_s"], 1)) if far else passed("synced")
    if facts.has("time.systemd"):
        systemd = facts.value("time.systemd")
        if not systemd["synced"]:
            return failed("not_synced")
        return passed("synced") if systemd["ntp"] else passed("synced_elsewhere")
    if facts.has("time.timesyncd"):
        told = facts.value("time.timesyncd")
        return passed("synced") if told["leap"] < 3 and told["packets"] > 0 else failed("not_synced")
    if facts.has("time.mac_network_time"):
        return passed("set_automatically") if facts.flag("time.mac_network_time") else failed("switched_off")
    if facts.has("time.kernel"):
        return passed("synced_elsewhere") if facts.flag("time.kernel") else failed("not_synced")
    if any(facts.all("time.timesync_file")):
        return unknown("was_synced")
    facts.demand("time.systemd", "time.chrony", "time.w32tm", "time.mac_network_time", "time.timesyncd")
    return unknown("was_synced")


def _w32tm(facts: Facts, limit_s: float, offset_s: float) -> Verdict:
    told = facts.value("time.w32tm")
    if told["leap"] == 3 or told.get("stratum", 1) in (0, 16) or told.get("type") == "NoSync":
        return failed("not_synced")
    if told.get("age_s", 0) > limit_s:
        return failed("too_old", hours=int(told["age_s"] // 3600), limit=int(limit_s // 3600))
    if told.get("offset_s", 0) > offset_s:
        return failed("offset", seconds=round(told["offset_s"], 1))
    return passed("synced")
