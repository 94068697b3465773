"""Which items depend on roster, machines and places, from `evidence_age.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from selfaudit.domain.evidence_age import Matter
from selfaudit.domain.profile import Item


def touched_by(item: Item) -> frozenset[Matter]:
    """What an item's evidence depends on: by its topics, and on the machines where a check serves it."""
    found = {matter for matter, topics in _topics().items() if topics.intersection(item.topics)}
    return frozenset(found | {Matter.MACHINES} if item.auto_checks else found)


@cache
def _topics() -> dict[Matter, frozenset[str]]:
    data = tomllib.loads((Path(__file__).parent / "evidence_age.toml").read_text(encoding="utf-8"))
    return {matter: frozenset(data[matter.value]) for matter in Matter}
