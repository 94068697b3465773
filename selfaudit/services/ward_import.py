"""Take in many bundles: files and folders of them, judged side by side in several processes, kept in batches."""

from __future__ import annotations

import multiprocessing
import os
import re
import secrets
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from selfaudit.domain.desk import Digest
from selfaudit.domain.exchange import ReceivedBundle
from selfaudit.errors import InputError, SelfAuditError
from selfaudit.services import ward, ward_judge, ward_receive
from selfaudit.services.ward_judge import Judged, Snapshot
from selfaudit.services.ward_receive import Taken
from selfaudit.text import messages
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, the name of the file just done."""
MAX_FILES = 20_000
FEW = 4
"""Up to so many files, starting other processes costs more than it gains."""
_BATCH = 40
"""Bundles kept in one transaction."""
_AHEAD = 4
"""Files handed to each process before its first one is done."""
_held: list[Snapshot] = []


@dataclass(frozen=True)
class Outcome:
    """What came of one file."""

    file: Path
    taken: Taken | None
    error: SelfAuditError | None
    """Why the file could not be taken in at all."""


def files_in(places: Sequence[Path]) -> list[Path]:
    """The files given, and the .zip files in the folders given, in the order of their names; a folder link is not followed.

    InputError for more than any ward can have, and for a folder that cannot be read: nothing is left out unsaid.
    """
    found: list[Path] = []
    for place in places:
        if not place.is_dir():
            found.append(place)
            continue
        for folder, folders, names in os.walk(place, onerror=_unreadable):
            folders.sort()
            found += [Path(folder, name) for name in sorted(names) if name.lower().endswith(".zip")]
            if len(found) > MAX_FILES:
                raise InputError(t("desk.import.too_many"), str(place), t("desk.import.too_many_next", most=MAX_FILES))
    return found


def _unreadable(error: OSError) -> NoReturn:
    name = Path(str(error.filename)).name
    raise InputError(t("exchange.ward.unreadable"), name, t("exchange.ward.unreadable_next")) from error


def receive_all(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
    password: Callable[[], str] | None = None,
    processes: int | None = None,
) -> list[Outcome]:
    """Verify and keep every file, as `ward_receive.receive` does for one; in the order given.

    `password` opens delivered archives; without it they are named as not opened. A set `cancel` ends after the files
    begun; those are kept, the others are left out of the result.
    """
    held = ward.snapshot(workspace)
    held.received.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(held.received)
    keeper = _Keeper(workspace, held)
    known = password() if password else None
    told = progress or (lambda done, total, name: None)
    outcomes: dict[int, Outcome] = {}
    try:
        for index, said in _judged(held, files, known, workspace.clock, cancel or threading.Event(), processes):
            outcomes[index] = keeper.take(files[index], _copy_of(held, index), said)
            told(len(outcomes), len(files), files[index].name)
        keeper.flush()
    finally:
        for index in range(len(files)):
            _copy_of(held, index).unlink(missing_ok=True)
    return [outcomes[index] for index in sorted(outcomes)]


_COPY = re.compile(r"\.[0-9a-f]{16,32}(-[0-9]+)?\.asice\.zip")
"""Names of the copies that are judged, here and in `ward_receive.receive`."""
_OLD = 24 * 3600
"""Seconds after which no import is still at work with a copy; other desks may share the folder."""


def _sweep(folder: Path) -> None:
    """Take away the copies of an import that was ended half-way; trouble with one of them is no reason to stop."""
    for path in folder.iterdir():
        with suppress(OSError):
            if _COPY.fullmatch(path.name) and time.time() - path.stat().st_mtime > _OLD:
                path.unlink()


class _Keeper:
    """Decides what is kept, moves its file to its place, and enters rows in batches."""

    def __init__(self, workspace: Workspace, held: Snapshot) -> None:
        self._workspace = workspace
        self._held = held
        self._rows = {row.id: row for row in held.bundles}
        self._waiting: list[tuple[Path, ReceivedBundle, Digest]] = []

    def take(self, file: Path, copy: Path, said: Judged | SelfAuditError) -> Outcome:
        if isinstance(said, SelfAuditError):
            return Outcome(file, None, said)
        before = self._rows.get(said.row.id) if said.row else None
        taken, keep = ward_receive.decided(before, said)
        if keep and taken.row and said.digest:
            self._rows[taken.row.id] = taken.row
            self._waiting.append((copy, taken.row, said.digest))
            if len(self._waiting) >= _BATCH:
                self.flush()
        return Outcome(file, taken, None)

    def flush(self) -> None:
        """Files first: a row without its file would be worse than a file without its row."""
        for copy, row, _ in self._waiting:
            copy.replace(self._held.path(row.id))
        if self._waiting:
            self._workspace.repository.save_received([(row, digest) for _, row, digest in self._waiting])
        self._waiting = []


_RUN = secrets.token_hex(8)
"""Apart from other desks that keep their files in the same folder: two PCs may give two programs the same number."""


def _copy_of(held: Snapshot, index: int) -> Path:
    return held.path(f".{_RUN}-{index}")


def _judged(
    held: Snapshot,
    files: Sequence[Path],
    password: str | None,
    clock: Callable[[], datetime],
    cancel: threading.Event,
    processes: int | None,
) -> Iterator[tuple[int, Judged | SelfAuditError]]:
    jobs = [(str(file), str(_copy_of(held, index)), password) for index, file in enumerate(files)]
    workers = processes if processes is not None else min(os.cpu_count() or 1, 8)
    if len(files) <= FEW or workers < 2:
        for index, job in enumerate(jobs):
            if cancel.is_set():
                return
            yield index, _one(held, *job, clock())
        return
    yield from _in_processes(held, jobs, workers, clock, cancel)


def _in_processes(
    held: Snapshot,
    jobs: Sequence[tuple[str, str, str | None]],
    workers: int,
    clock: Callable[[], datetime],
    cancel: threading.Event,
) -> Iterator[tuple[int, Judged | SelfAuditError]]:
    # Fresh processes: a fork of a program with threads (the app) may stop for ever.
    context = multiprocessing.get_context("spawn")
    begin = (held, messages.language())
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=begin) as pool:
        left = iter(enumerate(jobs))
        running: dict[Future[Judged | SelfAuditError], int] = {}
        while True:
            while len(running) < workers * _AHEAD and not cancel.is_set() and (job := next(left, None)):
                running[_submitted(pool, job[1], clock())] = job[0]
            if not running:
                return
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                index = running.pop(done)
                yield index, _result(done, jobs[index][0])


def _submitted(
    pool: ProcessPoolExecutor, job: tuple[str, str, str | None], now: datetime
) -> Future[Judged | SelfAuditError]:
    try:
        return pool.submit(_of_process, *job, now)
    except BrokenProcessPool as error:
        failed: Future[Judged | SelfAuditError] = Future()
        failed.set_exception(error)
        return failed


def _result(done: Future[Judged | SelfAuditError], file: str) -> Judged | SelfAuditError:
    """What a process said; one that was ended from outside, for its memory say, costs the files it held."""
    try:
        return done.result()
    except BrokenProcessPool:
        return InputError(t("desk.import.broken"), Path(file).name, t("desk.import.broken_next"))


def _begin(held: Snapshot, language: str) -> None:
    """First act of a process: what it judges by. A stop typed at the terminal is dealt with by the program itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    messages.set_language(language)
    _held[:] = [held]


def _of_process(file: str, copy: str, password: str | None, now: datetime) -> Judged | SelfAuditError:
    return _one(_held[0], file, copy, password, now)


def _one(held: Snapshot, file: str, copy: str, password: str | None, now: datetime) -> Judged | SelfAuditError:
    def given() -> str:
        if password is None:
            raise InputError(t("desk.import.closed"), Path(file).name, t("desk.import.closed_next"))
        return password

    try:
        ward_receive.unwrapped(Path(file), Path(copy), given)
        return ward_judge.judge(held, Path(copy), now)
    except SelfAuditError as error:
        return error
