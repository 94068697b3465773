"""The fields of `pc_policy.toml`: what a contract can ask of its PCs, and which threshold or declaration each one sets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class PolicyField:
    """One field. `sets` are "declared.<name>" or "<check>.<threshold>"; a number times `factor` is the threshold."""

    name: str
    kind: str
    sets: tuple[str, ...]
    factor: int = 1
    least: int = 0
    most: int = 0


@cache
def fields() -> dict[str, PolicyField]:
    """All fields by name, in the order of the file."""
    data = tomllib.loads((Path(__file__).parent / "pc_policy.toml").read_text(encoding="utf-8"))
    return {row["name"]: PolicyField(**{**row, "sets": tuple(row["sets"])}) for row in data["field"]}


def thresholds() -> dict[str, PolicyField]:
    """The fields that set a number: a ward's papers may ask for them; declarations are the contractor's own."""
    return {name: field for name, field in fields().items() if field.kind == "number"}
