"""One thing the program looked at in its own surroundings, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from selfaudit.text.messages import t


class Health(StrEnum):
    """How one thing stands."""

    OK = "ok"
    LACK = "lack"
    """Something optional does not work here."""
    FAIL = "fail"
    """The program does not work properly before this is put right."""
    UNKNOWN = "unknown"
    """It could not be told."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    id: str
    health: Health
    said: str
    """One sentence."""
    next_step: str = ""
    """How to get what is missing."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """JSON values for scripts."""


def found(identifier: str, health: Health, /, variant: str = "", **values: Any) -> Finding:
    """One finding: its sentence is ``doctor.<id>.<variant or health>``, its next step the same with ``_next``."""
    key = f"doctor.{identifier.partition(':')[0]}.{variant or health}"
    step = t(f"{key}_next", **values) if health is not Health.OK else ""
    return Finding(identifier, health, t(key, **values), step, values)
