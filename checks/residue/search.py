"""The search: walk, cache, workers, results. See `search` for its use."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from checks.residue.budget import Budget
from checks.residue.cache import Cache, Settled
from checks.residue.model import FileResult, Grade, Progress, Summary, Verdict
from checks.residue.places.live import Found, Listing, Walk
from checks.residue.pool import Pairs, Pool
from checks.residue.version import engine

PROGRESS_EVERY = 0.1
TURN = 1_000
_FINDINGS = (Verdict.CONTENT, Verdict.NAME_ONLY)


class Cancel(Protocol):
    """Anything like `threading.Event`."""

    def is_set(self) -> bool:
        """Whether to stop."""


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search.

    `workers`: processes, 0 = cores - 1. `reveal`: clear values in results, which are then never cached. `cache`: SQLite
    file of states, None for none. `full`: read unchanged files, too. `places_of_work`: folders whose files are expected
    to hold personal data: found and counted, marked by reason and graded low. `exclude`: not read at all. `scheduler`:
    address of a Dask scheduler whose machines read the files, empty for this PC alone (see `cluster`).
    """

    workers: int = 0
    budget: Budget = field(default_factory=Budget)
    reveal: bool = False
    cache: Path | None = None
    full: bool = False
    places_of_work: tuple[Path, ...] = ()
    exclude: tuple[Path, ...] = ()
    scheduler: str = ""


class Pooling(Protocol):
    """Whatever reads files: the workers of this PC, or the machines of a cluster."""

    def run(
        self, source: Iterator[Found | None], cancelled: Callable[[], bool], tick: Callable[[], None]
    ) -> Iterator[Pairs]:
        """Turn files into results, as many at once as there are."""

    def close(self) -> None:
        """End all workers."""


def _pool(options: SearchOptions) -> Pooling:
    if options.scheduler:
        from checks.residue.cluster import ClusterPool

        return ClusterPool.connect(options.scheduler, options.budget, options.reveal)
    return Pool(options.workers or max(1, (os.cpu_count() or 2) - 1), options.budget, options.reveal)


def _settled(cache: Cache, listing: Listing) -> tuple[Settled, list[int]]:
    """What the cache knows of a folder; a cache that cannot be read knows nothing."""
    try:
        return cache.settle(listing)
    except sqlite3.Error:
        return Settled([]), list(range(len(listing.paths)))


def _not_opened(found: Found) -> FileResult:
    return FileResult(found.path, Verdict.UNREADABLE, reason=found.reason, size=found.size)


def _comparable(path: str | Path) -> str:
    """A path as this system compares it: Windows takes capitals and small letters for the same."""
    return os.path.normcase(os.path.abspath(path))


class Search:
    """A running search: iterate over it once; `summary` is complete afterwards."""

    def __init__(
        self,
        paths: Sequence[Path],
        options: SearchOptions,
        progress: Callable[[Progress], None] | None,
        cancel: Cancel | None,
    ) -> None:
        self.options = options
        self.summary = Summary(
            engine=engine(), mode="full" if options.full or options.cache is None or options.reveal else "incremental"
        )
        self._walk = Walk(paths, options.exclude)
        self._progress = progress
        self._cancel = cancel
        self._works = tuple(_comparable(path) + os.sep for path in options.places_of_work)
        self._pool = _pool(options)
        self._cache = self._open_cache()
        self._closed = False
        self._started = time.monotonic()
        self._told = 0.0
        self._totals = [0, 0]
        self._walked = False
        self._findings = 0

    def _open_cache(self) -> Cache | None:
        if self.options.cache is None or self.options.reveal:
            return None
        try:
            return self._load(self.options.cache)
        except sqlite3.OperationalError:  # in use, or not to be written
            self.summary.mode = "full"
            return None
        except sqlite3.Error:  # damaged: what it said is lost, and kept anew from now on
            self.summary.mode = "full"
            with contextlib.suppress(OSError, sqlite3.Error):
                for side in ("", "-wal", "-shm"):
                    Path(f"{self.options.cache}{side}").unlink(missing_ok=True)
                return self._load(self.options.cache)
            return None

    def _load(self, path: Path) -> Cache:
        """The cache with what it knows. Raises sqlite3.Error."""
        cache = Cache(path, self.summary.engine)
        try:
            if not self.options.full:
                cache.load()
        except sqlite3.Error:
            cache.db.close()
            raise
        return cache

    def __iter__(self) -> Iterator[FileResult]:
        """Results in order of completion, unchanged files folder by folder."""
        try:
            for batch in self._batches():
                yield from self._counted(*batch)
                if self._stopped():
                    break
        finally:
            self.summary.cancelled = self._stopped() or not self._walked
            if self._cache is not None and not self.summary.cancelled:
                with contextlib.suppress(sqlite3.Error):
                    self._cache.forget_gone(self._walk.roots)
            self.close()

    def _batches(self) -> Iterator[Settled]:
        """What the walk and the cache settle at once, interleaved with what the workers give."""
        settled: list[Settled] = []
        for pairs in self._pool.run(self._fresh(settled), self._stopped, lambda: self._tell("")):
            yield from settled
            settled.clear()
            if pairs:
                self._remember(pairs)
                yield Settled([result for _, result in pairs])
        yield from settled

    def _counted(self, batch: list[FileResult], clean_bytes: int | None) -> list[FileResult]:
        """The batch, its findings marked, all of it in the summary."""
        if clean_bytes is not None:
            self.summary.add_clean(len(batch), clean_bytes, len(batch))
        else:
            for place, result in enumerate(batch):
                if result.verdict in _FINDINGS:
                    batch[place] = self._mark(result)
                    self._findings += 1
                self.summary.add(batch[place])
        if batch:
            self._tell(batch[-1].path)
        return batch

    def _fresh(self, settled: list[Settled]) -> Iterator[Found | None]:
        """Files to read, None now and then; those already known or not to be opened go to `settled`."""
        waiting = 0
        for listing in self._walk.listings():
            sizes = listing.sizes()
            self._totals[0] += len(sizes) + len(listing.closed)
            self._totals[1] += sum(sizes) + sum(found.size for found in listing.closed)
            settled.append(Settled([_not_opened(closed) for closed in listing.closed]))
            if self._cache is None:
                yield from map(Found, listing.paths, sizes)
            else:
                known, fresh = _settled(self._cache, listing)
                settled.append(known)
                waiting += len(known.results)
                yield from (Found(listing.paths[place], sizes[place]) for place in fresh)
            if waiting >= TURN:
                waiting = 0
                yield None
        self._walked = True

    def _remember(self, pairs: Pairs) -> None:
        if self._cache is None:
            return
        try:
            for found, result in pairs:
                self._cache.put(found.path, result)
        except sqlite3.Error:  # another search writes, or the disk is full: only time is lost
            self._cache = None

    def _mark(self, result: FileResult) -> FileResult:
        if self._works and _comparable(result.path).startswith(self._works):
            return replace(result, reason="place_of_work", grade=Grade.LOW)
        return result

    def _stopped(self) -> bool:
        return self._closed or (self._cancel is not None and self._cancel.is_set())

    def _tell(self, current: str) -> None:
        now = time.monotonic()
        if self._progress is None or now - self._told < PROGRESS_EVERY:
            return
        self._told = now
        done, total = self.summary.bytes, self._totals[1]
        left = (now - self._started) * (total - done) / done if self._walked and done else None
        self._progress(Progress(self.summary.files, self._totals[0], done, total, current, self._findings, left))

    def close(self) -> None:
        """Stop the workers, write the cache. Safe to call twice."""
        if not self._closed:
            self._closed = True
            self.summary.seconds = time.monotonic() - self._started
            self.summary.skipped = dict(self._walk.skipped)
            self._pool.close()
            if self._cache is not None:
                with contextlib.suppress(sqlite3.Error):
                    self._cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def search(
    paths: Sequence[Path],
    *,
    options: SearchOptions | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: Cancel | None = None,
) -> Search:
    """Search files and folders for personal data; iterate over what it returns.

    Raises SearchError if a path does not exist. Trouble with a file becomes its verdict, never an exception.
    """
    return Search([Path(path) for path in paths], options or SearchOptions(), progress, cancel)


def search_file(path: Path, *, budget: Budget | None = None, reveal: bool = False) -> FileResult:
    """One file in this process: for tests and tools; no kill timer guards it."""
    # Only here: the readers and their dictionaries belong into the workers, not into the program that shows a screen.
    from checks.residue.inspect import inspect_file

    return inspect_file(str(path), budget or Budget(), reveal)
