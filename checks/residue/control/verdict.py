"""What a positive control showed, for the certificate."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from checks.residue.control.marker import Planted
from checks.residue.exit.model import DELETED_PART, LIVE_PART, ExitSummary
from checks.residue.exit.search import exit_search
from checks.residue.fingerprint import Registry
from checks.residue.fingerprint.empty import empty_registry

FOUND, NOT_FOUND, NOT_TRIED = "found", "not_found", "not_tried"
# Why an image could not be opened, as far as it is a matter of rights.
_NO_RIGHTS = "no_permission"


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


def outcome(
    summary: ExitSummary,
    number: int = 0,
    *,
    trims: bool | None = None,
    encrypted: bool | None = None,
    copies_on_write: bool | None = None,
    elsewhere: bool | None = None,
) -> ControlResult:
    """What the searched levels of `summary` showed of control `number`.

    The rest explains a twin that raw bytes do not hold: the volume trims, is encrypted or writes elsewhere, or the image is
    known to be of another volume (`elsewhere`), which was then never a place to find it in.
    """
    live = _state(summary, number, LIVE_PART, {1, 2})
    deleted = _state(summary, number, DELETED_PART, {3})
    if deleted == FOUND:
        return ControlResult(live, deleted)
    refused = _refused(summary)
    if 3 not in summary.levels or refused:
        return ControlResult(live, NOT_TRIED, "no_raw_access" if refused == _NO_RIGHTS else refused or "no_image")
    if summary.cancelled:
        return ControlResult(live, NOT_TRIED, "stopped")
    if elsewhere:
        return ControlResult(live, NOT_TRIED, "other_volume")
    known = (("encrypted", encrypted), ("trimmed", trims), ("copies_on_write", copies_on_write))
    return ControlResult(live, deleted, next((reason for reason, true in known if true), ""))


def _state(summary: ExitSummary, number: int, part: str, levels: set[int]) -> str:
    if (number, part) in summary.control:
        return FOUND
    return NOT_FOUND if levels & set(summary.levels) and not summary.cancelled else NOT_TRIED


def _refused(summary: ExitSummary) -> str:
    """Why raw bytes were not looked at at all, though they were asked for."""
    raw = summary.levels.get(3)
    if raw is None or raw.bytes or summary.cancelled:
        return ""
    return next(iter(raw.uninspectable), "")


def check_control(planted: Planted, image: Path | str | None, *, registry: Registry | None = None) -> ControlResult:
    """Look for both parts of `planted` alone: the marker under its folder, the twin in `image` (a file or a device)."""
    registry = registry or empty_registry(secrets.token_bytes(32))
    place = planted.live if planted.live.exists() else planted.root
    raw = None if image is None else os.fspath(image)
    run = exit_search([place], registry, image=raw, levels={1}, control=(planted,))
    for _ in run:
        pass
    return outcome(run.summary)
