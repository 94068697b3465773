"""Read what a bundle says, for looking at it and comparing it: no verdict, and nothing in it is believed to be well formed.

What is missing or malformed reads as empty; verifying is `services.verify`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from evidence import model
from evidence.container.zipstrict import ZipReader
from evidence.errors import Refused
from evidence.jsonstrict import SchemaError

_MAX = 16 << 20
"""Bytes of the largest entry that is read."""
_FINDINGS, _IMPROVEMENTS = "findings/findings.json", "improvements.json"
Json = Mapping[str, Any]


@dataclass(frozen=True)
class BundleView:
    """One bundle as it presents itself."""

    id: str
    manifest: model.BundleManifest
    items: Mapping[str, Json] = field(default_factory=dict)
    """Rows of items.json by item id, in the order of the papers."""
    hosts: Mapping[str, Json] = field(default_factory=dict)
    """report.json of each PC, by the PC's name."""
    improvements: Mapping[str, Json | None] = field(default_factory=dict)
    """The contractor's answers by finding; None where nothing was answered."""
    findings: str | None = None
    """SHA-256 of the ward's list of findings inside."""
    roster: tuple[Json, ...] = ()
    """Rows of roster.json: number on the roster, keyed reference, days."""
    registers: Json = field(default_factory=dict)

    @property
    def sealed_at(self) -> datetime:
        """When it says it was sealed."""
        return model.moment(self.manifest.created)


def read(path: Path, *, hosts: bool = True) -> BundleView | None:
    """The view of a bundle; None for a file that is none. `hosts` False leaves the PCs' reports, the largest part, out."""
    try:
        with path.open("rb") as file:
            archive = ZipReader(file)
            manifest = model.read(model.BundleManifest, archive.read("bundle.json", _MAX))
            identity = sha256(archive.read("META-INF/ASiCManifest001.xml", _MAX)).hexdigest()
            return _view(archive, identity, manifest, hosts=hosts)
    except (OSError, Refused, SchemaError, KeyError):
        return None


def _view(archive: ZipReader, identity: str, manifest: model.BundleManifest, *, hosts: bool) -> BundleView:
    items = _rows(_json(archive, "items.json").get("items"))
    said = _rows(_json(archive, _IMPROVEMENTS).get("improvements"))
    listed = _bytes(archive, _FINDINGS)
    return BundleView(
        id=identity,
        manifest=manifest,
        items={str(row["id"]): row for row in items if "id" in row},
        hosts={host.id: _json(archive, f"hosts/{host.id}/report.json") for host in manifest.hosts} if hosts else {},
        improvements={str(row["finding"]): _answer(row.get("answer")) for row in said if "finding" in row},
        findings=sha256(listed).hexdigest() if listed is not None else None,
        roster=tuple(_rows(_json(archive, "roster.json").get("rows"))),
        registers=_json(archive, "registers.json"),
    )


def _bytes(archive: ZipReader, name: str) -> bytes | None:
    if name not in archive.entries:
        return None
    try:
        return archive.read(name, _MAX)
    except Refused:
        return None


def _json(archive: ZipReader, name: str) -> dict[str, Any]:
    raw = _bytes(archive, name)
    try:
        value = json.loads(raw, parse_float=_finite, parse_constant=_finite) if raw is not None else None
        if raw is not None and b"\\u" in raw:
            json.dumps(value, ensure_ascii=False).encode("utf-8")  # ValueError for half a character
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)  # JSON has no such number, and nothing could keep it
    return value


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _answer(value: object) -> dict[str, Any] | None:
    """An answer to a finding, its texts and its evidence; whatever else stands there is left out."""
    if not isinstance(value, dict):
        return None
    return _texts(value) | {"evidence": [_texts(row) for row in _rows(value.get("evidence"))]}


def _texts(row: Json) -> dict[str, Any]:
    return {name: text for name, text in row.items() if text is None or isinstance(text, str)}


def statuses(report: Json) -> dict[str, str]:
    """Status of each check in one PC's report."""
    return {str(row.get("check")): str(row.get("status")) for row in _rows(report.get("results"))}


def thresholds(report: Json) -> dict[str, Any]:
    """The thresholds each check of one PC's report was judged by, as ``check/name``."""
    found: dict[str, Any] = {}
    for row in _rows(report.get("results")):
        policy = row.get("policy")
        for name, value in (policy if isinstance(policy, dict) else {}).items():
            found[f"{row.get('check')}/{name}"] = value
    return found
