"""Verify many files: one after the other, or shared out over the processors where that pays."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence import known, trust, verify
from evidence.errors import EvidenceError
from evidence.known import Known
from evidence.trust import Trust
from evidence.verdict import Report

PAYS = 8
"""Files from which on starting more processes pays."""


@dataclass(frozen=True)
class Given:
    """What the person at the keyboard believes and has at hand: names of files and fingerprints, nothing read yet."""

    trust: Path | None = None
    pins: tuple[str, ...] = ()
    request: Path | None = None
    receipt: Path | None = None
    previous: str | None = None
    repacked: bool = False

    def read(self) -> tuple[Trust, Known]:
        """The same, read; InputError for what is not what it should be."""
        keys = (trust.load(self.trust) if self.trust else Trust()).with_pins(self.pins)
        return keys, known.load(keys, self.request, self.receipt, self.previous)


class _Worker:
    """Verifies files with what was read once."""

    def __init__(self, given: Given) -> None:
        self._trust, self._known = given.read()
        self._repacked = given.repacked

    def answer(self, path: Path) -> Report | EvidenceError:
        try:
            return verify.verify(path, trust=self._trust, known=self._known, repacked=self._repacked)
        except EvidenceError as error:
            return error


def expanded(given: Sequence[Path]) -> list[Path]:
    """The files meant: those named, all ``*.zip`` of a folder, and what a pattern finds where the shell expands none.

    What names nothing stays as it is, so that it is reported.
    """
    files: list[Path] = []
    for path in given:
        found: list[Path] = []
        if path.is_dir():
            found = sorted(path.glob("*.zip"))
        elif "*" in path.name and not path.exists():
            found = sorted(path.parent.glob(path.name))
        files += found or [path]
    return files


def verify_all(files: Sequence[Path], given: Given) -> Iterator[Report | EvidenceError]:
    """The answers in the order of the files: a report, or why a file could not be opened.

    Raises InputError before the first answer when what was given cannot be used.
    """
    worker = _Worker(given)
    if len(files) < PAYS or (os.cpu_count() or 1) < 2:
        yield from map(worker.answer, files)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(initializer=_start, initargs=(given,)) as pool:
        yield from pool.map(_work, files, chunksize=4)


_WORKERS: list[_Worker] = []


def _start(given: Given) -> None:
    _WORKERS.append(_Worker(given))


def _work(path: Path) -> Report | EvidenceError:
    return _WORKERS[0].answer(path)
