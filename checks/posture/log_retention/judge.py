"""How many days back the logs reach. notes/posture.md 2.8: the span is measured, not the setting."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, age_days, failed, passed, unknown

KEYS = ("logs.security_oldest", "logs.journal_oldest", "logs.files")


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """PASS where the oldest record is at least span_days old; a young PC cannot show it yet."""
    wanted = int(ask.number("span_days"))
    moments = [float(value) for key in KEYS[:2] for value in facts.all(key)]
    fresh = now.timestamp() - ask.number("live_days") * 86400
    # A log nobody writes any more is old, not long.
    moments += [float(row["oldest"]) for part in facts.all("logs.files") for row in part if row["newest"] >= fresh]
    if not moments:
        if facts.has("logs.settings"):
            return _settings(facts)
        if facts.has("logs.journal_dir") and not facts.value("logs.journal_dir"):
            return failed("not_kept")
        facts.demand(*KEYS)
        return failed("not_written")
    span = int(age_days(now, min(moments), KEYS[0]))
    if span >= wanted:
        return passed("long_enough", days=span, wanted=wanted)
    return unknown("short_so_far", days=span, wanted=wanted)


def _settings(facts: Facts) -> Verdict:
    settings = facts.value("logs.settings")
    return (
        failed("log_off")
        if not settings["enabled"]
        else unknown("size_only", megabytes=settings["max_bytes"] // 1048576)
    )
