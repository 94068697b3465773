"""The declarations of all posture checks, read from checks/posture/<check>/meta.toml.

meta.toml keys: id, order, serves, topics, privilege ("user" or "admin"), deadline_s, needs (facts
without which no PASS; "a|b" = one of them), hears (beginnings of the fact names it looks at),
wholly (lists of which no row may be missing for a PASS), keeps (long lists that go into the result whole), [title], [why], [limits],
[thresholds], [sources] (system -> list of host sources), [fix] (system -> {ja, en}), [reasons] (code -> {ja, en}), and
[not_applicable] (system -> {ja, en}) for each system the check does not serve.
"""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from checks.facts import Facts
from checks.model import Policy, Status, Text, Verdict

SYSTEMS = ("windows", "macos", "linux")
POSTURE = Path(__file__).parent / "posture"
TEXTS = Path(__file__).parent / "text" / "reasons.toml"


class Ask:
    """What is asked of one check: its thresholds (contract over default) and the policy's declarations."""

    def __init__(self, check: Check, policy: Policy) -> None:
        prefix = f"{check.id}."
        own = {k.removeprefix(prefix): v for k, v in policy.thresholds.items() if k.startswith(prefix)}
        self.thresholds: dict[str, Any] = {**check.thresholds, **own}
        self.used: dict[str, Any] = {}
        self.policy = policy

    def number(self, name: str) -> float:
        """Give a numeric threshold and remember that it was used; raises KeyError or ValueError on a bad one."""
        self.used[name] = self.thresholds[name]
        return float(self.thresholds[name])

    def names(self, name: str) -> list[str]:
        """Give a threshold that is a list of words."""
        self.used[name] = self.thresholds[name]
        return [str(item) for item in self.thresholds[name]]

    def printed(self) -> dict[str, Any]:
        """Give what the verdict was given by: every number of the check, and the lists and declarations looked at."""
        numbers = {name: value for name, value in self.thresholds.items() if isinstance(value, int | float)}
        return numbers | self.used

    def declared(self, name: str, default: Any = None) -> Any:
        """Give what people declared and remember that it was used; a long list is remembered as its number."""
        told = self.policy.declared.get(name)
        self.used[f"declared.{name}"] = len(told) if name in COUNTED and told else told
        return default if told is None else told


COUNTED = ("media",)
"""Declarations of which a result keeps the number alone."""

Judge = Callable[[Facts, Ask, datetime], Verdict]


@dataclass(frozen=True, slots=True)
class Check:
    """One declared check; `serves` are the catalog's auto_check ids it answers."""

    id: str
    order: int
    title: Text
    why: Text
    limits: Text
    serves: tuple[str, ...]
    topics: tuple[str, ...]
    privilege: str
    deadline_s: float
    needs: tuple[str, ...]
    hears: tuple[str, ...]
    wholly: tuple[str, ...]
    keeps: tuple[str, ...]
    thresholds: Mapping[str, Any]
    sources: Mapping[str, tuple[str, ...]]
    fix: Mapping[str, Text]
    reasons: Mapping[str, Text]
    not_applicable: Mapping[str, Text]

    @property
    def systems(self) -> tuple[str, ...]:
        """Systems this check can answer on."""
        return tuple(self.sources)

    @property
    def judge(self) -> Judge:
        """The pure judge of the check (loaded on first use)."""
        module = importlib.import_module(f"checks.posture.{self.id.replace('.', '_')}.judge")
        judge: Judge = module.judge
        return judge


@cache
def all_checks() -> dict[str, Check]:
    """Give every check by id, in showing order; raises ValueError naming a broken declaration."""
    checks = sorted((_load(file) for file in POSTURE.glob("*/meta.toml")), key=lambda check: (check.order, check.id))
    return {check.id: check for check in checks}


def get_check(check_id: str) -> Check:
    """Give one check; raises KeyError."""
    return all_checks()[check_id]


def checks_for(auto_check: str) -> list[Check]:
    """Give the checks that answer one of the catalog's auto_check ids."""
    return [check for check in all_checks().values() if auto_check in check.serves or auto_check == check.id]


@cache
def engine_texts() -> dict[str, Text]:
    """Give the sentences of the engine's own reason codes (text/reasons.toml)."""
    return _texts(tomllib.loads(TEXTS.read_text(encoding="utf-8")))


ROLL_UP = (Status.FAIL, Status.ERROR, Status.UNKNOWN, Status.NOT_PERMITTED, Status.PASS)


def worst(statuses: Iterable[Status]) -> Status:
    """Roll statuses up: FAIL, ERROR, UNKNOWN, NOT_PERMITTED, PASS, NOT_APPLICABLE; UNKNOWN where there are none."""
    found = set(statuses)
    if not found:
        return Status.UNKNOWN
    return next((status for status in ROLL_UP if status in found), Status.NOT_APPLICABLE)


def _load(file: Path) -> Check:
    try:
        meta = tomllib.loads(file.read_text(encoding="utf-8"))
        return Check(
            id=meta["id"],
            order=int(meta["order"]),
            title=Text(**meta["title"]),
            why=Text(**meta["why"]),
            limits=Text(**meta["limits"]),
            serves=tuple(meta["serves"]),
            topics=tuple(meta["topics"]),
            privilege=meta["privilege"],
            deadline_s=float(meta.get("deadline_s", 10)),
            needs=tuple(meta["needs"]),
            hears=tuple(meta["hears"]),
            wholly=tuple(meta.get("wholly", ())),
            keeps=tuple(meta.get("keeps", ())),
            thresholds=meta.get("thresholds", {}),
            sources={system: tuple(rows) for system, rows in meta["sources"].items()},
            fix=_texts(meta["fix"]),
            reasons=_texts(meta["reasons"]),
            not_applicable=_texts(meta.get("not_applicable", {})),
        )
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{file.parent.name}/meta.toml: {error}") from error


def _texts(table: Mapping[str, Mapping[str, str]]) -> dict[str, Text]:
    return {name: Text(**pair) for name, pair in table.items()}
