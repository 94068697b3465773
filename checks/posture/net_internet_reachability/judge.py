"""A PC that handles 特定個人情報 has no way to the internet. Nothing is sent: only routes are read."""

from __future__ import annotations

from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, outside, passed, unknown


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL where individual numbers are handled and a default route exists; not asked elsewhere."""
    if not ask.declared("sensitive_id"):
        return outside("not_asked")
    if facts.flag("net.default_route") or any(facts.all("net.default_route6")):
        return failed("route")
    facts.rows("net.interfaces")
    return unknown("proxy_possible") if facts.value("net.proxies") else passed("no_route")
