"""The operating system still gets security updates. notes/posture.md 2.3: a stale table cannot pass, an ended date stays ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from checks.judging import Ask, Facts, Verdict, failed, passed, unknown
from checks.support import Release, releases, table_age

NAMES = {"rocky": "rocky-linux", "redhat": "rhel"}


def judge(facts: Facts, ask: Ask, now: datetime) -> Verdict:
    """FAIL after the last day of support; PASS before it with a table that is fresh enough."""
    told: dict[str, Any] = facts.value("eol.os")
    found = _find(told)
    shown = " ".join(filter(None, (told["product"], told.get("version", ""))))
    if found is None:
        return unknown("not_in_table", name=shown)
    if found.ended(now):
        if found.last_free and _revision(told) > found.last_free:
            return unknown("extended", name=shown, until=found.until)
        return failed("ended", name=shown, until=found.until)
    limit = ask.number("open_table_days" if found.open and not found.newest else "table_days")
    if table_age(now) > limit:
        return unknown("stale_table", name=shown, days=int(table_age(now)), limit=int(limit))
    return passed("supported", name=shown, until=found.until)


def _revision(told: dict[str, Any]) -> int:
    """The last number of "10.0.19045.6456"."""
    parts = str(told.get("version", "")).split(".")
    return int(parts[3]) if len(parts) == 4 and parts[3].isdigit() else 0


def _find(told: dict[str, Any]) -> Release | None:
    product = NAMES.get(told["product"], told["product"])
    rows = [row for row in releases() if row.product == product]
    if "build" in told:
        return _windows([row for row in rows if row.build == int(told["build"])], told["edition"])
    version = str(told["version"])
    for width in (2, 1):
        cycle = ".".join(version.split(".")[:width])
        match = next((row for row in rows if row.cycle == cycle), None)
        if match:
            return match
    return None


def _windows(rows: list[Release], edition: str) -> Release | None:
    """One build serves several editions with their own dates; where none fits, the earliest date counts."""
    suffixes = {"W": ("-w",), "E": ("-e",), "LTSC": ("-e-lts", "-iot-lts")}[edition]
    fitting = [row for row in rows if row.cycle.endswith(suffixes)]
    fitting = fitting or [row for row in rows if not row.cycle.endswith(("-sac", "-ac"))]
    return min(fitting or rows, key=lambda row: row.until, default=None)
