"""What a positive control showed, for the certificate."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from checks.residue.control.marker import Planted
from checks.residue.exit.model import ExitError, ExitSummary
from checks.residue.exit.search import exit_search
from checks.residue.fingerprint import Registry
from checks.residue.fingerprint.empty import empty_registry

FOUND, NOT_FOUND, NOT_TRIED = "found", "not_found", "not_tried"


@dataclass(frozen=True, slots=True)
class ControlResult:
    """Codes of section "control": whether the marker was found among live files, and its deleted twin in raw bytes.

    `reason` says why the twin was not found or not looked for, as far as it is known.
    """

    live: str
    deleted: str
    reason: str = ""

    def as_json(self) -> dict[str, str]:
        """For the certificate and the bundle."""
        return {"live": self.live, "deleted": self.deleted, "reason": self.reason}


def outcome(summary: ExitSummary, *, trims: bool | None = None, encrypted: bool | None = None) -> ControlResult:
    """What the searched levels of `summary` showed. `trims` and `encrypted` explain a twin that raw bytes do not hold."""
    live = _state(summary, "live", {1, 2})
    deleted = _state(summary, "deleted", {3})
    reason = ""
    if deleted == NOT_FOUND:
        reason = "encrypted" if encrypted else "trimmed" if trims else ""
    return ControlResult(live, deleted, reason)


def _state(summary: ExitSummary, which: str, levels: set[int]) -> str:
    if which in summary.control:
        return FOUND
    return NOT_FOUND if levels & set(summary.levels) and not summary.cancelled else NOT_TRIED


def check_control(planted: Planted, image: Path | str | None, *, registry: Registry | None = None) -> ControlResult:
    """Look for both parts of `planted` alone: the marker under its folder, the twin in `image` (a file or a device)."""
    registry = registry or empty_registry(secrets.token_bytes(32))
    live = exit_search(
        [planted.live if planted.live.exists() else planted.root], registry, levels={1}, control=(planted,)
    )
    for _ in live:
        pass
    if image is None:
        return ControlResult(outcome(live.summary).live, NOT_TRIED, "no_raw_access")
    try:
        raw = exit_search(None, registry, image=os.fspath(image), levels={3}, control=(planted,))
    except ExitError as error:
        return ControlResult(
            outcome(live.summary).live, NOT_TRIED, "no_raw_access" if error.code == "no_permission" else error.code
        )
    for _ in raw:
        pass
    return ControlResult(outcome(live.summary).live, outcome(raw.summary).deleted)
