"""Office and browsers in support. notes/posture.md 2.3: the subscription Office is current by nature, Office 2021 ended 2026-10-13.

A browser lives for weeks: its table ages fast, but a version that is newer than the table, installed a short while ago, is kept up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from checks.judging import Ask, Facts, Verdict, age_days, epoch, failed, passed, unknown
from checks.support import Release, releases, table_age

BROWSERS = ("chrome", "firefox")
NO_EDITION = re.compile(
    r"O365|Mondo|OneNoteFree|AccessRuntime|SkypeforBusinessEntry|LanguagePack|ProofKit", re.IGNORECASE
)
"""Product ids of the subscription, and of free parts that are updated with it."""


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """FAIL on any application out of support; PASS where all known ones are supported and nothing about them is stale."""
    rows = list(facts.rows("eol.apps")) if facts.has("eol.apps") else []
    rows += [
        {"product": "office", "version": cycle}
        for part in facts.all("eol.office")
        for name in part["ids"]
        if (cycle := _office(name))
    ]
    if not rows and not facts.has("eol.apps"):
        facts.value("eol.office")
    if not rows:
        return passed("none_found")
    built = min(facts.all("eol.browser_day"), default="")
    rows = [{"updated": built, **row} for row in rows]
    states = {f"{row['product']} {row['version']}": _state(row, ask, now) for row in rows}
    for state in ("ended", "not_in_table", "not_updated"):
        names = [name for name, told in states.items() if told == state]
        if names:
            limit = int(ask.number("browser_days"))
            return failed(state, names=names) if state == "ended" else unknown(state, names=names, limit=limit)
    if "stale_table" in states.values():
        return unknown("stale_table", days=int(table_age(now)), limit=int(ask.number("table_days")))
    return passed("supported", count=len(states))


def _state(row: Mapping[str, Any], ask: Ask, now: datetime) -> str:
    """Give "ended", "supported", "stale_table", "not_in_table" or "not_updated" for one program."""
    product, version = str(row["product"]), str(row["version"])
    known = [release for release in releases() if release.product == product]
    found = _release(known, version)
    browser = product in BROWSERS
    if found:
        grace = timedelta(days=ask.number("browser_grace_days")) if browser else timedelta()
        if found.ended(now - grace):
            return "ended"
        limit = ask.number("browser_days" if browser else "table_days")
        return "stale_table" if table_age(now) > limit and not _kept_up(row, ask, now) else "supported"
    newest = max((_major(release.cycle) for release in known), default=0)
    if browser and _major(version) > newest:
        return "supported" if _kept_up(row, ask, now) else "not_updated"
    # The table lists every browser release that still lived when it was made.
    return "ended" if browser and 0 < _major(version) < newest else "not_in_table"


def _kept_up(row: Mapping[str, Any], ask: Ask, now: datetime) -> bool:
    """Whether the machine shows that this version came within browser_days."""
    if row["product"] not in BROWSERS or not row.get("updated"):
        return False
    return age_days(now, epoch(str(row["updated"])), "eol.apps") <= ask.number("browser_days")


def _office(product_id: str) -> str:
    """The edition: "ProPlus2019Retail" is 2019; "O365ProPlusRetail" is the subscription, which is always current."""
    year = re.search(r"(20\d\d)", product_id)
    if year:
        return year[1]
    return "" if NO_EDITION.match(product_id) else "2016"


def _release(known: list[Release], version: str) -> Release | None:
    wanted = (".".join(version.split(".")[:2]), version.split(".", maxsplit=1)[0])
    return next((row for cycle in wanted for row in known if row.cycle == cycle), None)


def _major(version: str) -> int:
    number = re.match(r"\d+", version)
    return int(number[0]) if number else 0
