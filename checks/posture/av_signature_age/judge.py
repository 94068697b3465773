"""Virus definitions are recent. notes/posture.md 2.4: a year-long "never" is no number of days."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from checks.judging import Ask, Facts, Verdict, age_days, failed, passed, unknown
from checks.products import products


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """PASS where a product in use has definitions of at most signature_days, or says they are current."""
    limit = ask.number("signature_days")
    found = [row for row in products(facts) if row.get("on", True)]
    ages = {row["name"]: age for row in found if (age := _age(row, now)) is not None}
    for moment in facts.all("av.xprotect"):
        ages["XProtect"] = age_days(now, moment, "av.xprotect")
    if ages:
        name, days = min(ages.items(), key=lambda item: item[1])
        reason = {"name": name, "days": int(days), "limit": int(limit)}
        within = days <= (ask.number("xprotect_days") if name == "XProtect" else limit)
        return passed("recent", **reason) if within else failed("old", **reason)
    current = [row for row in found if row.get("on") and row.get("current")]
    if current:
        return passed("current_bit", name=current[0]["name"])
    if any(row.get("current") is False for row in products(facts)):
        return failed("out_of_date", name=products(facts)[0]["name"])
    if facts.has("av.clam_db") and not facts.value("av.clam_db")["installed"] and not found:
        return failed("none")
    if not found:
        facts.demand("av.products", "av.running", "av.wsc", "av.xprotect")
    return unknown("not_told")


def _age(row: dict[str, Any], now: datetime) -> float | None:
    if row.get("current") is False:
        return None
    if "age_days" in row:
        return float(row["age_days"])
    return age_days(now, row["signature_at"], "av.products") if "signature_at" in row else None
