"""Effective lock time: the shortest way that ends in a password, the worst power source. notes/posture.md 2.1."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, outside, passed, refused, unknown
from checks.model import Why

NEVER = float("inf")
LOOSE = ("lock.mdm_s", "lock.power_plan", "lock.gnome_idle_s", "lock.gnome_lock", "lock.kde", "lock.asks")


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """PASS where every power source locks within lock_seconds and asks for a password."""
    limit = ask.number("lock_seconds")
    if facts.has("lock.desktop"):
        return _linux(facts, limit)
    if facts.has("lock.kde") and not facts.value("lock.kde")["autolock"]:
        return failed("never_locks")
    if facts.has("lock.delay_s") or facts.has("lock.display_off_s") or facts.has("lock.idle_s"):
        return _mac_or_power(facts, limit)
    facts.demand("lock.inactivity_s", "lock.saver", "lock.saver_policy", "lock.saver_effective", "lock.console", *LOOSE)
    return _windows(facts, limit)


def _linux(facts: Facts, limit: float) -> Verdict:
    desktop = facts.value("lock.desktop")
    running = [*desktop["own"], *desktop["others"]]
    if not running:
        return unknown("no_session") if desktop["installed"] else outside("no_desktop")
    if not desktop["own"]:
        return refused("other_user")
    if "kde" in desktop["own"]:
        kde = facts.value("lock.kde")
        locks = kde["autolock"] and kde["timeout_min"] > 0
        return _decide(kde["timeout_min"] * 60 + kde["grace_s"] if locks else NEVER, limit)
    if "gnome" in desktop["own"]:
        if not desktop["bus"]:
            return unknown("no_bus")
        idle, locks = facts.number("lock.gnome_idle_s"), facts.flag("lock.gnome_lock")
        if idle == 0 or not locks or facts.flag("lock.gnome_disabled"):
            return failed("never_locks")
        return _decide(idle + facts.number("lock.gnome_delay_s"), limit)
    return unknown("desktop_unknown")


def _mac_or_power(facts: Facts, limit: float) -> Verdict:
    """macOS: min(display off, screen saver) + delay; also serves where Windows told only its power plan."""
    if facts.has("lock.console"):
        return _windows(facts, limit)
    delay = facts.number("lock.delay_s") if facts.has("lock.delay_s") else None
    if delay is not None and delay < 0:
        return failed("never_locks")
    waits = _mac_waits(facts)
    known = [wait for wait in (*waits.values(), delay) if wait is not None]
    if known and max(known) > limit:
        return _decide(max((wait + (delay or 0) for wait in waits.values()), default=max(known)), limit)
    if delay is None or not waits:
        return unknown("half_known")
    if any(facts.all("lock.kept_awake")):
        return unknown("kept_awake")
    return _decide(max(waits.values()) + delay, limit)


def _mac_waits(facts: Facts) -> dict[str, float]:
    saver = [float(value) or NEVER for value in facts.all("lock.idle_s")]
    display = facts.value("lock.display_off_s") if facts.has("lock.display_off_s") else {}
    waits = {source: min([float(value) or NEVER, *saver]) for source, value in display.items()}
    return waits or ({"all": min(saver)} if saver else {})


def _windows(facts: Facts, limit: float) -> Verdict:
    of_pc = [
        float(value) for key in ("lock.inactivity_s", "lock.mdm_s") for value in facts.all(key) if float(value) > 0
    ]
    saver = _saver_seconds(facts)
    sources = sorted(_power_sources(facts))
    pc_wide = max(min([*of_pc, *_power_seconds(facts, source)], default=NEVER) for source in sources)
    if pc_wide > limit and 0 < saver <= limit:
        others = _others(facts, limit)
        if others:
            return others
    worst = min(pc_wide, saver or NEVER)
    if worst == NEVER and not _certain(facts):
        return unknown("half_known")
    return _decide(worst, limit)


def _others(facts: Facts, limit: float) -> Verdict | None:
    """A screen saver is one person's setting: where nothing of the PC itself locks in time, everybody's own has to."""
    if not facts.has("lock.users"):
        asked = facts.why("lock.users") != Why.NO_SOURCE
        return unknown("other_users", count="?") if asked else None
    told = facts.value("lock.users")
    late = sum(not 0 < seconds <= limit for seconds in told["seconds"])
    if late:
        return failed("some_users", count=late)
    return unknown("other_users", count=told["unseen"]) if told["unseen"] else None


def _saver_seconds(facts: Facts) -> float:
    """Policy values win over the user's; without a saver program nothing ever starts."""
    merged: dict[str, str] = {}
    for part in ("lock.saver", "lock.saver_policy", "lock.saver_effective"):
        for value in facts.all(part):
            merged |= value
    on = merged.get("active") == "1" and merged.get("secure") == "1" and bool(merged.get("program"))
    seconds = merged.get("timeout_s", "0")
    return float(seconds) if on and seconds.isdigit() else 0.0


def _power_sources(facts: Facts) -> set[str]:
    told = {source for key in ("lock.display_off_s", "lock.console") for value in facts.all(key) for source in value}
    return told or {"ac", "dc"}


def _power_seconds(facts: Facts, source: str) -> list[float]:
    if not (facts.has("lock.display_off_s") and facts.has("lock.console")):
        return []
    off, asks = facts.value("lock.display_off_s").get(source, 0), facts.value("lock.console").get(source, 0)
    delay = facts.number("lock.delay_lock_s") if facts.has("lock.delay_lock_s") else 0.0
    return [off + delay] if off > 0 and asks and 0 <= delay < 0xFFFFFFFF else []


def _certain(facts: Facts) -> bool:
    """Whether "never" is certain: where a source said no, or where all of Windows' ways were seen."""
    saver = [value for key in ("lock.saver", "lock.saver_policy") for value in facts.all(key)]
    said_no = any(value.get("secure") == "0" or value.get("active") == "0" for value in saver)
    ways = ("lock.inactivity_s", "lock.saver_effective", "lock.display_off_s", "lock.console")
    return said_no or all(facts.has(key) for key in ways)


def _decide(seconds: float, limit: float) -> Verdict:
    if seconds == NEVER:
        return failed("never_locks")
    minutes, most = round(seconds / 60, 1), round(limit / 60, 1)
    if seconds <= 0 or seconds > limit:
        return failed("too_late", minutes=minutes, limit=most)
    return passed("locks_in_time", minutes=minutes, limit=most)
