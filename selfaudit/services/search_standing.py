"""What all searches of one PC say together: a clean folder never clears what was found in another one.

A search stands until a later search of this PC covers all of its folders. To know that without storing a path, each
search keeps keyed digests of its folders and of all folders above them.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.residue.model import FileResult, Summary, Verdict
from selfaudit.catalog.place_kinds import kind_of
from selfaudit.domain.inspection import MachineSays, SearchRun
from selfaudit.text.messages import in_every_language

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk
    from selfaudit.store.repository import Repository

CHECK = "pii.scan"
"""The name the clauses' attributes use for this search."""
MY_NUMBER = "pii.my_number"
"""The name conditions use for "a My Number was found"."""
STANDING = "standing"
"""Where a search run's summary keeps what this module needs."""

_IN_PLACE_OF_WORK = "place_of_work"
_AT_WORK = "at_work"
_STATUS = {
    str(Verdict.CONTENT): "FAIL",
    str(Verdict.NAME_ONLY): "UNKNOWN",
    str(Verdict.UNREADABLE): "UNKNOWN",
    # Only where the work is done: no program knows whether the data still have to be there.
    _AT_WORK: "UNKNOWN",
    str(Verdict.CLEAN): "PASS",
}
_SALT = "search/salt"


def of_run(walk: Walk, folders: Sequence[str], summary: Summary, shown: Sequence[FileResult]) -> dict[str, Any]:
    """What one search keeps for later: its verdict outside the places of work, counts, and digests of its folders."""
    key = salt(walk.workspace.repository)
    outside = [result for result in shown if result.reason != _IN_PLACE_OF_WORK]
    found = {str(result.verdict) for result in outside} | ({_AT_WORK} if len(outside) < len(shown) else set())
    if not summary.files:
        found.add(str(Verdict.UNREADABLE))
    return {
        "verdict": next((verdict for verdict in _STATUS if verdict in found), str(Verdict.CLEAN)),
        "outside": len(outside),
        "my_number": sum(result.kinds.get("my_number", 0) for result in shown),
        "folders": [[path_digest(key, place) for place in upwards(folder)] for folder in folders],
        "places": _by_place(outside),
    }


def _by_place(found: Sequence[FileResult]) -> dict[str, dict[str, int]]:
    """Files by kind of place and verdict: counts alone, no path."""
    places: dict[str, dict[str, int]] = {}
    for result in found:
        counts = places.setdefault(kind_of(result.path), {})
        counts[str(result.verdict)] = counts.get(str(result.verdict), 0) + 1
    return places


def row(walk: Walk, host: str) -> MachineSays:
    """The one answer of this PC's finished searches of an inspection; there must be one."""
    runs = standing_runs([run for run in walk.workspace.repository.search_runs(walk.inspection.id) if run.host == host])
    kept = [run.summary[STANDING] for run in runs]
    verdict = next(name for name in _STATUS if any(one["verdict"] == name for one in kept))
    found = [MY_NUMBER] if any(one["my_number"] for one in kept) else []
    counts = {
        "files": sum(int(run.summary.get("files", 0)) for run in runs),
        "outside": sum(int(one["outside"]) for one in kept),
    }
    key = f"services.search.{'at_work' if verdict == _AT_WORK else 'sentence'}"
    sentences = in_every_language(key, verdict=verdict, **counts)
    return MachineSays(
        inspection=walk.inspection.id,
        host=host,
        check=CHECK,
        status=_STATUS[verdict],
        reason=verdict,
        collected_at=min(run.finished or run.started for run in runs),
        detail={
            "check": CHECK,
            "serves": [CHECK, *found],
            "found": found,
            "sentence": sentences["ja"],
            "texts": {"sentence": sentences},
            "facts": {"searches": len(runs)} | _facts(runs),
        },
    )


def without_places(summary: Mapping[str, Any]) -> dict[str, Any]:
    """A search's summary as it leaves this PC: nothing about where was searched."""
    return {name: value for name, value in summary.items() if name != STANDING}


def standing_runs(runs: Sequence[SearchRun]) -> list[SearchRun]:
    """The finished searches that no later one covers, oldest first."""
    kept: list[SearchRun] = []
    covered: set[str] = set()
    for run in reversed([run for run in runs if run.finished is not None and STANDING in run.summary]):
        folders = run.summary[STANDING]["folders"]
        if not all(covered.intersection(upwards) for upwards in folders):
            kept.append(run)
        covered.update(upwards[0] for upwards in folders)
    return kept[::-1]


def _facts(runs: Sequence[SearchRun]) -> dict[str, Any]:
    """The newest search's own counts where there is one, as they are printed beside the clause."""
    return without_places(runs[-1].summary) if len(runs) == 1 else {}


def salt(repository: Repository) -> bytes:
    """Return the secret with which this data folder's path digests are keyed."""
    known = repository.setting(_SALT)
    if not known:
        known = secrets.token_hex(16)
        repository.set_setting(_SALT, known)
    return bytes.fromhex(known)


def upwards(folder: str) -> list[Path]:
    """Return a place and all folders above it."""
    place = Path(folder).resolve()
    return [place, *place.parents]


def upwards_on_volume(folder: str) -> list[Path]:
    """Return a place and the folders above it on the same volume: a search above the mount point may meet another one there."""
    found = []
    for place in upwards(folder):
        found.append(place)
        if os.path.ismount(place):
            break
    return found


def path_digest(key: bytes, place: Path) -> str:
    """Return the keyed digest (24 hex digits) under which a place is remembered."""
    return hashlib.blake2b(str(place).encode("utf-8", "surrogateescape"), key=key, digest_size=12).hexdigest()
