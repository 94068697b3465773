"""Programs that wait for connections from outside. notes/posture.md 2.5."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown

SAMPLE = 8
DYNAMIC = 49152


def judge(facts: Facts, ask: Ask, _now: datetime) -> Verdict:
    """FAIL on a listener reachable from outside that is neither usual nor declared; a partial view cannot pass."""
    rows = [row for row in facts.rows("listen.rows") if not row["local"]]
    usual = {word.lower() for word in ask.names("usual_programs")}
    ports = {str(port) for port in [*ask.names("usual_ports"), *ask.declared("ports", [])]}
    ports_udp = {int(port) for port in ask.names("usual_udp")}
    rows = [row for row in rows if row["proto"] == "tcp" or (row["port"] < DYNAMIC and row["port"] not in ports_udp)]
    odd = [row for row in rows if not _expected(row, usual, ports)]
    if odd:
        shown = sorted({f"{row['program'] or '?'}:{row['port']}/{row['proto']}" for row in odd})
        return failed("unexpected", count=len(shown), names=shown[:SAMPLE])
    if any(facts.all("listen.partial")):
        return unknown("partial", count=len(rows))
    facts.flag("listen.partial")
    return passed("none_unexpected", count=len(rows))


def _expected(row: dict[str, Any], usual: set[str], ports: set[str]) -> bool:
    program = str(row["program"]).lower()
    key = f"{program}:{row['port']}"
    dynamic = f"{program}:dynamic" in usual and row["port"] >= DYNAMIC
    return str(row["port"]) in ports or program in usual or key in usual or dynamic
