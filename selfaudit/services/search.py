"""Search folders for personal data and keep the counts beside the answers; found values are never stored."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checks.residue.model import FileResult, Progress, SearchError, Summary, Verdict, kind_text, reason_text
from checks.residue.search import SearchOptions
from checks.residue.search import search as search_files
from selfaudit.errors import InputError, UsageError
from selfaudit.store.paths import data_directory
from selfaudit.text.messages import language, t

# What keeps a search in an inspection is imported by `run` alone: the command line searches without one, and begins sooner.
if TYPE_CHECKING:
    from selfaudit.domain.inspection import SearchRun
    from selfaudit.services.walk import Walk


CACHE = "search-cache.db"
"""What is known of unchanged files, in the data folder: states, counts and masked samples by digest, no path, no value."""


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
    full: bool = False,
) -> SearchOutcome:
    """Search `folders`; `found` is told of every file worth showing as it comes.

    Findings inside the contract's own folders are counted, not held against the contractor: the data are at work
    there. A clean folder does not clear another one (`search_standing`). Files that did not change since the last search
    are not read again unless `full` is set; the summary's `mode` says which it was. A search that was stopped goes on
    the same way. InputError when a folder does not exist or none is named.
    """
    from selfaudit.domain.inspection import SearchRun
    from selfaudit.services import search_standing as standing
    from selfaudit.services.inspect import host_id, keep
    from selfaudit.services.workspace import new_id

    if not folders:
        raise InputError(t("services.search.no_folder"), "", t("services.search.no_folder_next"))
    options = SearchOptions(
        workers=workers,
        cache=walk.workspace.directory / CACHE,
        full=full,
        places_of_work=tuple(Path(place) for place in walk.contract.folders),
    )
    started = walk.workspace.clock()
    shown: list[FileResult] = []
    finding = Finding([Path(folder) for folder in folders], options, progress, cancel)
    for result in finding:
        if result.verdict is not Verdict.CLEAN:
            shown.append(result)
            if found is not None:
                found(result)
    summary = finding.summary
    finished = None if summary.cancelled else walk.workspace.clock()
    stored = SearchRun(
        id=new_id(),
        inspection=walk.inspection.id,
        host=host_id(walk.workspace),
        started=started,
        finished=finished,
        summary={
            **summary.as_json(),
            "folders": len(folders),
            standing.STANDING: standing.of_run(walk, folders, summary, shown),
        },
    )
    walk.workspace.repository.save_search_run(stored)
    if finished is not None:
        keep(walk, stored.host, [standing.row(walk, stored.host)])
    return SearchOutcome(stored, summary, tuple(shown))


class Finding:
    """One search without an inspection: yields every file's result; `summary` is complete after the last one."""

    def __init__(
        self,
        paths: Sequence[Path],
        options: SearchOptions,
        progress: Callable[[Progress], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> None:
        try:
            self._run = search_files(paths, options=options, progress=progress, cancel=cancel)
        except SearchError as error:
            raise _missing(error) from error

    def __iter__(self) -> Iterator[FileResult]:
        try:
            with self._run as run_:
                yield from run_
        except SearchError as error:
            raise _missing(error) from error

    @property
    def summary(self) -> Summary:
        """Counts and coverage."""
        return self._run.summary

    @property
    def found(self) -> bool:
        """Whether personal data was found."""
        return self.summary.verdict in (Verdict.CONTENT, Verdict.NAME_ONLY)

    @property
    def undecided(self) -> bool:
        """Whether nothing was found but something could not be inspected."""
        return self.summary.verdict is Verdict.UNREADABLE


def find(
    paths: Sequence[Path],
    *,
    reveal: bool = False,
    workers: int = 0,
    full: bool = False,
    data: Path | None = None,
    scheduler: str = "",
    progress: Callable[[Progress], None] | None = None,
) -> Finding:
    """Search files and folders; with `reveal` the results carry the values themselves (shown, never stored).

    Files that did not change since the last search are not read again unless `full` is set; what is known of them, never a
    value, stands in the data folder `data`, which is made where it is missing. `scheduler` is the address of a Dask scheduler whose machines read the files; InputError where it
    cannot be used.
    """
    if scheduler and reveal:
        raise UsageError(t("cluster.reveal"), "", t("cluster.reveal_next"))
    cache = None if reveal else _kept_in(data_directory(data))
    options = SearchOptions(workers=workers, reveal=reveal, cache=cache, full=full, scheduler=scheduler)
    if not scheduler:
        return Finding(paths, options, progress)
    try:
        return Finding(paths, options, progress)
    except ImportError as error:
        from selfaudit.text.installed import how_to_add

        raise InputError(t("cluster.missing"), "", t("cluster.missing_next", how=how_to_add("cluster"))) from error
    except (OSError, ValueError) as error:
        raise InputError(t("cluster.no_scheduler"), scheduler, t("cluster.no_scheduler_next")) from error


def _kept_in(folder: Path) -> Path | None:
    """The file of states in the data folder; None where the folder cannot be made."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder / CACHE


def clean(result: FileResult) -> bool:
    """Whether a file was read and nothing was found in it."""
    return result.verdict is Verdict.CLEAN


def kind_name(kind: str) -> str:
    """A kind of personal data in the user's language."""
    return kind_text(kind, language())


def reason_name(reason: str) -> str:
    """Why a file could not be inspected, in the user's language; empty for no reason."""
    return reason_text(reason, language()) if reason else ""


def describe(result: FileResult) -> list[str]:
    """Kinds with counts, masked samples and the reason of one file, as far as there are any; never a clear value."""
    kinds = "  ".join(f"{kind_name(kind)} {count}" for kind, count in result.kinds.items())
    return [part for part in (kinds, " / ".join(result.samples), reason_name(result.reason)) if part]


def held_in(path: str, cancel: threading.Event | None = None) -> str:
    """What personal data one file holds, in words with masked samples; empty where none was found.

    Nothing is stored or journalled, and an empty answer proves nothing: a picture, for one, cannot be read. Takes
    moments to minutes; call it in a thread. InputError when `path` (as typed or pasted) is no path.
    """
    from selfaudit.services.paste import pasted_path

    source = pasted_path(path)
    if not source.is_file():
        return ""
    found = Finding([source], SearchOptions(workers=1), cancel=cancel)
    shown = [line for result in found if result.verdict is Verdict.CONTENT for line in describe(result)]
    return "\n".join(shown)


def _missing(error: SearchError) -> InputError:
    return InputError(t("services.search.missing"), str(error.path), t("services.search.missing_next"))
