"""One account per person: shared-looking names, accounts nobody used for long. notes/posture.md 2.2."""

from __future__ import annotations

import re
from datetime import datetime

from checks.judging import Ask, Facts, Verdict, age_days, failed, passed, unknown
from checks.redact import Personal


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """FAIL on accounts unused for unused_days; a name that looks shared is a hint to ask, not a proof."""
    rows = [row for row in facts.rows("acct.users") if row["enabled"] and not row.get("builtin")]
    words = "|".join(re.escape(word) for word in ask.names("shared_words"))
    shared = [
        Personal(row["name"]) for row in rows if re.fullmatch(rf"(?:{words})[-_.]?\d*", row["name"], re.IGNORECASE)
    ]
    if shared:
        return unknown("shared_names", count=len(shared), names=shared)
    facts.demand("acct.users")
    last = {str(row["name"]): float(row["at"]) for row in facts.rows("acct.last_login") if "at" in row}
    limit = ask.number("unused_days")
    old = [
        row["name"]
        for row in rows
        if row["name"] in last and age_days(now, last[row["name"]], "acct.last_login") > limit
    ]
    if old:
        return failed("unused", count=len(old), names=old, days=int(limit))
    unseen = [row for row in rows if row["name"] not in last]
    if not rows:
        return unknown("no_accounts")
    return unknown("never_seen", count=len(unseen)) if unseen else passed("in_use", count=len(rows))
