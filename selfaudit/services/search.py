"""Search folders for personal data and keep the counts beside the answers; found values are never stored."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checks.residue.search import SearchOptions
from checks.residue.search import search as search_files

from checks.residue.model import FileResult, Progress, SearchError, Summary, Verdict
from selfaudit.domain.inspection import MachineSays, SearchRun
from selfaudit.errors import InputError
from selfaudit.services.inspect import host_id, keep
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk

CHECK = "pii.scan"
"""The name the clauses' attributes use for this search."""

_STATUS = {
    Verdict.CONTENT: "FAIL",
    Verdict.NAME_ONLY: "UNKNOWN",
    Verdict.UNREADABLE: "UNKNOWN",
    Verdict.CLEAN: "PASS",
}
_IN_PLACE_OF_WORK = "place_of_work"


@dataclass(frozen=True)
class SearchOutcome:
    """One finished search: what is stored, and the files for the screen of the person who searched."""

    run: SearchRun
    summary: Summary
    findings: tuple[FileResult, ...]
    """Files with findings and files that could not be inspected, with masked samples only; never stored."""


def run(
    walk: Walk,
    folders: Sequence[str],
    *,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
    found: Callable[[FileResult], None] | None = None,
    workers: int = 0,
) -> SearchOutcome:
    """Search `folders`; `found` is told of every file worth showing as it comes.

    Findings inside the contract's own folders are counted, not held against the contractor: the data are at work
    there. InputError when a folder does not exist or none is named.
    """
    if not folders:
        raise InputError(t("services.search.no_folder"), "", t("services.search.no_folder_next"))
    options = SearchOptions(workers=workers, places_of_work=tuple(Path(place) for place in walk.contract.folders))
    started = walk.workspace.clock()
    shown: list[FileResult] = []
    try:
        with search_files(
            [Path(folder) for folder in folders], options=options, progress=progress, cancel=cancel
        ) as hits:
            for result in hits:
                if result.verdict is not Verdict.CLEAN:
                    shown.append(result)
                    if found is not None:
                        found(result)
    except SearchError as error:
        raise InputError(t("services.search.missing"), str(error.path), t("services.search.missing_next")) from error
    finished = None if hits.summary.cancelled else walk.workspace.clock()
    stored = SearchRun(
        id=new_id(),
        inspection=walk.inspection.id,
        host=host_id(walk.workspace),
        started=started,
        finished=finished,
        summary={**hits.summary.as_json(), "folders": len(folders)},
    )
    walk.workspace.repository.save_search_run(stored)
    if finished is not None:
        _let_items_know(walk, stored, hits.summary, shown)
    return SearchOutcome(stored, hits.summary, tuple(shown))


def _let_items_know(walk: Walk, stored: SearchRun, summary: Summary, shown: Sequence[FileResult]) -> None:
    outside = [result.verdict for result in shown if result.reason != _IN_PLACE_OF_WORK]
    worst = next((verdict for verdict in _STATUS if verdict in outside), None)
    if worst is None:
        worst = Verdict.CLEAN if summary.files else Verdict.UNREADABLE
    row = MachineSays(
        inspection=walk.inspection.id,
        host=stored.host,
        check=CHECK,
        status=_STATUS[worst],
        reason=str(worst),
        collected_at=stored.finished or stored.started,
        detail={
            "check": CHECK,
            "serves": [CHECK],
            "sentence": t("services.search.sentence", verdict=str(worst), files=summary.files, outside=len(outside)),
            "facts": dict(stored.summary),
        },
    )
    keep(walk, stored.host, [row])
