"""Deadlines as data: the holidays, and how the words of a clause tell when something is due."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from selfaudit.domain.deadline import Office
from selfaudit.domain.profile import Item


@dataclass(frozen=True)
class Rule:
    """When a clause wants something."""

    kind: str
    """monthly, yearly, start or end."""
    day: int = 0
    """Of the month after, for a monthly one."""
    last_at_end: bool = False
    """Whether the last month's is due on the contract's last day."""


@cache
def office() -> Office:
    """The days public offices are closed, as far as `holidays.toml` knows them."""
    data = _read("holidays.toml")
    days = {
        date.fromisoformat(f"{year}-{day}") for year, names in data.items() if isinstance(names, dict) for day in names
    }
    years = [int(year) for year in data if year.isdigit()]
    return Office(frozenset(days), min(years), max(years))


@cache
def published() -> int:
    """The last year whose holidays have been announced; later equinoxes are computed."""
    return int(_read("holidays.toml")["published"])


def rule_of(item: Item) -> Rule | None:
    """When a clause wants something, from its own words; None where it names no day."""
    said = unicodedata.normalize("NFKC", f"{item.frequency} {item.deadline}")
    patterns = _read("deadlines.toml")
    found = re.search(patterns["monthly"], said)
    if found:
        return Rule("monthly", int(found[1]), bool(re.search(patterns["last_month_at_end"], said)))
    for kind in ("yearly", "end", "start"):
        if re.search(patterns[kind], said):
            return Rule(kind)
    return None


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
