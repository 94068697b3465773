"""Office and browsers still get security updates. notes/posture.md 2.3."""

from __future__ import annotations

import re
from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown
from checks.support import Release, releases, table_age


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """FAIL on any application out of support; PASS where all known ones are supported and the table is fresh."""
    found = [(row["product"], row["version"]) for row in facts.rows("eol.apps")] if facts.has("eol.apps") else []
    found += [("office", cycle) for part in facts.all("eol.office") for name in part["ids"] if (cycle := _office(name))]
    if not found and not facts.has("eol.apps"):
        facts.value("eol.office")
    if not found:
        return passed("none_found")
    rows = {(name, version): _release(name, version) for name, version in found}
    ended = [f"{name} {version}" for (name, version), row in rows.items() if row and row.ended(now)]
    if ended:
        return failed("ended", names=ended)
    if table_age(now) > ask.number("table_days"):
        return unknown("stale_table", days=int(table_age(now)), limit=int(ask.number("table_days")))
    unlisted = [f"{name} {version}" for (name, version), row in rows.items() if row is None]
    return unknown("not_in_table", names=unlisted) if unlisted else passed("supported", count=len(rows))


def _office(product_id: str) -> str:
    """The edition: "ProPlus2019Retail" is 2019; "O365ProPlusRetail" is the subscription, which is always current."""
    year = re.search(r"(20\d\d)", product_id)
    if year:
        return year[1]
    return "" if product_id.upper().startswith("O365") else "2016"


def _release(product: str, version: str) -> Release | None:
    rows = [row for row in releases() if row.product == product]
    wanted = (".".join(version.split(".")[:2]), version.split(".", maxsplit=1)[0])
    return next((row for cycle in wanted for row in rows if row.cycle == cycle), None)
