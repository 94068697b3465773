"""No file-exchange (P2P) software: Winny, Share and their like. notes/posture.md 2.14."""

from __future__ import annotations

import re
from datetime import datetime

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL where one is installed or running; PASS where both lists were seen."""
    names = [str(row["name"]) for part in facts.all("sw.rows") for row in part]
    names += [str(name) for part in facts.all("run.names") for name in part]
    words = [re.escape(word) for word in ask.names("names")]
    pattern = re.compile(rf"(?<![a-z])(?:{'|'.join(words)})(?![a-z])", re.IGNORECASE)
    found = sorted({match[0].lower() for name in names if (match := pattern.search(name))})
    if found:
        return failed("found", names=found)
    if not facts.has("run.names") or not facts.has("sw.rows"):
        facts.demand("sw.rows", "run.names")
        return unknown("half_seen")
    return passed("none", count=len(names))
