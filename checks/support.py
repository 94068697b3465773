"""The dated end-of-support table (posture/patch_eol/support.toml) for the judges of patch.eol and patch.apps."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "posture" / "patch_eol" / "support.toml"


@dataclass(frozen=True, slots=True)
class Release:
    """One release cycle; `until` is an ISO date or "open" (no end announced); `newest` of its product in the table."""

    product: str
    cycle: str
    until: str
    build: int
    newest: bool
    last_free: int = 0
    """Revision of the last update everybody got; 0 where no extended support is known."""

    @property
    def open(self) -> bool:
        """No end of support was announced."""
        return self.until == "open"

    def ended(self, now: datetime) -> bool:
        """Tell whether the last day is over."""
        return not self.open and date.fromisoformat(self.until) < now.date()


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def releases() -> tuple[Release, ...]:
    """Give every release, newest first within a product."""
    rows: list[Release] = []
    seen: set[str] = set()
    for row in _table()["releases"]:
        first = row["product"] not in seen
        seen.add(row["product"])
        rows.append(
            Release(
                row["product"],
                row["cycle"],
                str(row["until"]),
                int(row.get("build", 0)),
                first,
                int(row.get("last_free", 0)),
            )
        )
    return tuple(rows)


def dated() -> date:
    """Give the day whose facts the table holds."""
    day: date = _table()["dated"]
    return day


def table_age(now: datetime) -> float:
    """Give the age of the table in days."""
    made = datetime.combine(dated(), datetime.min.time(), UTC)
    return (now - made).total_seconds() / 86400
