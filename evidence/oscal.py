"""The answers as OSCAL assessment-results (NIST, model 1.1.3), an optional entry for tools that read it.

A side file: the bundle does not depend on it. Items that do not apply are listed as excluded, open ones are not satisfied
with reason ``other``: never a pass on missing data.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from evidence import model
from evidence.errors import BuildError

ENTRY = "oscal/assessment-results.json"
OSCAL_VERSION = "1.1.3"
NAMESPACE = uuid.UUID("6f1d7d0e-6b7b-5d0a-9a53-0d8b6f6d2b11")
"""UUIDs are version 5 in this namespace: the same content gives the same file."""
STATES = {"pass": ("satisfied", "pass"), "fail": ("not-satisfied", "fail"), "manual": ("not-satisfied", "other")}
METHODS = ("INTERVIEW", "EXAMINE", "TEST")


@dataclass(frozen=True)
class Item:
    """One clause item and its outcome: pass, fail, na or manual."""

    id: str
    title: str
    outcome: str
    statement: str
    """What was answered or seen, without personal data."""
    method: str = "INTERVIEW"


def assessment_results(
    contract: model.Contract, profile: model.Profile, created: str, title: str, items: Sequence[Item]
) -> bytes:
    """The document; BuildError for an unknown outcome or method, or when no item applies."""
    for item in items:
        if item.outcome not in (*STATES, "na") or item.method not in METHODS:
            raise BuildError("field", where=f"oscal:{item.id}")
    applying = [i for i in items if i.outcome != "na"]
    if not applying:
        raise BuildError("field", where="oscal:items")
    base = f"{contract.no}/{profile.sha256}/{created}"
    result: dict[str, object] = {
        "uuid": _uuid(base, "result"),
        "title": title,
        "description": title,
        "start": created,
        "reviewed-controls": {"control-selections": [_selection(items)]},
        "observations": [_observation(base, item, created) for item in applying],
        "findings": [_finding(base, item) for item in applying],
    }
    document = {
        "uuid": _uuid(base, "document"),
        "metadata": {"title": title, "last-modified": created, "version": "1", "oscal-version": OSCAL_VERSION},
        "import-ap": {"href": f"urn:sha256:{profile.sha256}"},
        "results": [result],
    }
    return json.dumps({"assessment-results": document}, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _uuid(base: str, name: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{base}/{name}"))


def _token(item: Item) -> str:
    """An OSCAL token: starts with a letter; letters, digits, dot, hyphen, underscore."""
    return "item-" + re.sub(r"[^\w.-]", "-", item.id)


def _selection(items: Sequence[Item]) -> dict[str, object]:
    def named(wanted: bool) -> list[dict[str, str]]:
        return [{"control-id": _token(i)} for i in items if (i.outcome == "na") == wanted]

    out: dict[str, object] = {"include-controls": named(wanted=False)}
    return out | ({"exclude-controls": named(wanted=True)} if named(wanted=True) else {})


def _observation(base: str, item: Item, created: str) -> dict[str, object]:
    return {
        "uuid": _uuid(base, f"observation/{item.id}"),
        "title": item.title,
        "description": item.statement or item.title,
        "methods": [item.method],
        "collected": created,
    }


def _finding(base: str, item: Item) -> dict[str, object]:
    state, reason = STATES[item.outcome]
    return {
        "uuid": _uuid(base, f"finding/{item.id}"),
        "title": item.title,
        "description": item.statement or item.title,
        "target": {"type": "objective-id", "target-id": _token(item), "status": {"state": state, "reason": reason}},
        "related-observations": [{"observation-uuid": _uuid(base, f"observation/{item.id}")}],
    }
