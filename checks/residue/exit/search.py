"""The exit search: one run over live files, hidden copies or an image, hit by hit."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import numpy as np

from checks.residue.exit.model import (
    DELETED_PART,
    PARTS,
    Coverage,
    ExitError,
    ExitOptions,
    ExitProgress,
    ExitSummary,
    Hit,
    Settled,
)
from checks.residue.exit.resume import Resume
from checks.residue.fingerprint import Registry
from checks.residue.raw.image import open_image
from checks.residue.raw.parallel import ParallelScan
from checks.residue.raw.scan import CONTROLS, RawScan

_EVERY_SECONDS = 0.1
# From this size on a second process is worth its start and its copy of the registry.
_WORTH_TWO, _USUAL_WORKERS = 1 << 30, 2
IMAGE = "image"
ProgressCallback = Callable[[ExitProgress], None]


class Cancel(Protocol):
    """Anything that can say "stop now", such as threading.Event."""

    def is_set(self) -> bool:
        """Whether to stop."""
        ...


class Control(Protocol):
    """A planted positive control: where the live marker is, and what it and the deleted twin consist of."""

    @property
    def live(self) -> Path:
        """The marker file."""
        ...

    @property
    def stays(self) -> bytes:
        """Content of the marker file."""
        ...

    @property
    def goes(self) -> bytes:
        """Content of the deleted twin."""
        ...


class ExitRun:
    """A search in progress: iterate for hits, then read `summary`."""

    def __init__(
        self,
        hits: Callable[[ExitRun], Iterator[Hit]],
        registry: Registry,
        progress: ProgressCallback | None,
        cancel: Cancel | None,
        control: Sequence[Control] = (),
    ) -> None:
        self.registry, self.summary = registry, ExitSummary(registry.digest, planted=len(control))
        self.markers = frozenset(os.path.abspath(planted.live) for planted in control)
        self.seen = registry.nobody_seen()
        self._progress, self._cancel = progress, cancel
        self._hits = hits(self)
        self._started, self._told, self._count = time.monotonic(), 0.0, 0

    def __iter__(self) -> Iterator[Hit]:
        for hit in self._hits:
            self._count += 1
            self.summary.count(hit)
            yield hit
        self._finish()

    def _finish(self) -> None:
        self.summary.records = int(np.count_nonzero(self.seen))
        self.summary.seconds = time.monotonic() - self._started

    def saw(self, records: frozenset[int]) -> None:
        """Mark persons whose records were found as content."""
        self.seen[np.fromiter(records, np.int64, len(records))] = True

    def stopping(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancel is not None and self._cancel.is_set()

    def tell(self, progress: Callable[[int], ExitProgress], *, last: bool = False) -> None:
        """Give the callback a moment of progress, at most ten times a second."""
        now = time.monotonic()
        if self._progress is not None and (last or now - self._told >= _EVERY_SECONDS):
            self._told = now
            self._progress(progress(self._count))

    def close(self) -> None:
        """Stop at once; the summary says what was looked at until then."""
        close = getattr(self._hits, "close", None)
        if close is not None:
            close()
        self._finish()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def exit_search(  # noqa: PLR0913 -- where, for what, how deep, and who watches
    paths: Sequence[Path] | None,
    registry: Registry,
    *,
    image: Path | str | None = None,
    levels: frozenset[int] | set[int] = frozenset({1, 2}),
    options: ExitOptions | None = None,
    progress: ProgressCallback | None = None,
    cancel: Cancel | None = None,
    control: Sequence[Control] = (),
    resume: Resume | None = None,
) -> ExitRun:
    """Look for what `registry` holds: in `paths` (levels 1 and 2), in `image`, a file or a device (level 3), or in both.

    Without `paths` and `image` levels 1 and 2 look at the whole PC. `control` are positive controls planted before: their
    markers are looked for among the files, their deleted twins in the image, and neither is part of what is counted.

    Raises ExitError before anything is read: wrong_use, not_found, no_permission, empty_image, io_error.
    `resume` goes on with a stopped search of the same image (other_image where its size differs).
    An image that is there but cannot be read beside paths is said in the coverage of level 3 instead.
    """
    chosen = options or ExitOptions()
    in_files = levels & {1, 2} if paths or image is None or chosen.whole_pc else set()
    if not in_files and image is None:
        raise ExitError("wrong_use")
    for path in paths or ():
        if not path.exists():
            raise ExitError("not_found", str(path))
    _watch(registry, control)
    start = resume.offset if resume else chosen.start_offset
    scan, refused = _scan(image, registry, replace(chosen, start_offset=start), alone=not in_files)
    if resume and scan is not None:
        _go_on(scan, resume)

    def hits(run: ExitRun) -> Iterator[Hit]:
        if in_files:
            from checks.residue.exit.files import file_hits

            yield from file_hits(run, tuple(paths or ()), in_files, chosen)
        if scan is not None:
            yield from _disk_hits(run, scan, os.fspath(image or ""), chosen)

    run = ExitRun(hits, registry, progress, cancel, control)
    if resume:
        run.summary.hits.update(resume.hits)
        run.seen |= resume.seen
    if scan is None and (3 in levels or image is not None):
        # asked for, but there is no disk to look at: said, not passed over
        run.summary.levels[3] = Coverage(items=1, uninspectable={refused: 1})
    return run


def _go_on(scan: RawScan | ParallelScan, resume: Resume) -> None:
    """Let the pass count on from what a stopped one had counted. Raises ExitError: other_image."""
    size = scan.image.size if isinstance(scan, RawScan) else scan.size
    if size != resume.size:
        if isinstance(scan, RawScan):
            scan.image.close()
        raise ExitError("other_image")
    scan.coverage.bytes_looked, scan.coverage.bytes_zero = resume.coverage.bytes_looked, resume.coverage.bytes_zero
    scan.coverage.uninspectable.update(resume.coverage.uninspectable)


def _watch(registry: Registry, control: Sequence[Control]) -> None:
    for number, planted in enumerate(control):
        for part, content in enumerate((planted.stays, planted.goes)):
            registry.watch(content, CONTROLS + len(PARTS) * number + part)


def _scan(
    image: Path | str | None, registry: Registry, chosen: ExitOptions, *, alone: bool
) -> tuple[RawScan | ParallelScan | None, str]:
    """The pass over `image`, ready to begin, or why there is none. Raises ExitError where the image is searched `alone`, or is not there."""
    if image is None:
        return None, "no_image"
    try:
        opened = open_image(image)
    except ExitError as error:
        if alone or error.code == "not_found":
            raise
        return None, error.code
    workers = chosen.workers or min(os.cpu_count() or 1, _USUAL_WORKERS if opened.size >= _WORTH_TWO else 1)
    if workers <= 1 or opened.hollow:
        # one process passes over what was never written faster than pieces could be handed out
        return RawScan(opened, registry, chosen.start_offset, chosen.carve), ""
    size = opened.size
    opened.close()
    return ParallelScan(os.fspath(image), size, registry, chosen.start_offset, workers, chosen.carve), ""


def _disk_hits(run: ExitRun, scan: RawScan | ParallelScan, path: str, chosen: ExitOptions) -> Iterator[Hit]:
    """Hits in the bytes of a disk, and then in the shadow copies on it."""
    yield from _image_hits(run, scan, time.monotonic())
    if scan.finished:
        from checks.residue.exit.shadows import shadow_hits

        yield from shadow_hits(run, path, chosen)


def _image_hits(run: ExitRun, scan: RawScan | ParallelScan, started: float) -> Iterator[Hit]:
    coverage = run.summary.levels[3] = scan.coverage
    run.summary.places[IMAGE] = 1
    settled = _settled(run, scan)

    def tick(_: int) -> bool:
        nonlocal settled
        settled = _settled(run, scan)
        run.tell(lambda hits: _progress(scan, started, hits), last=scan.finished)
        return run.stopping()

    try:
        for find in () if run.summary.cancelled else scan.finds(tick):
            if find.kind == "control":
                # the marker lies in the image too; that shows nothing about the search of files
                run.summary.saw_control(find.records, DELETED_PART)
                continue
            if find.kind == "record":
                run.saw(find.records)
            people = len(find.records)
            yield Hit(3, IMAGE, find.kind, offset=find.offset, records=people, where=find.where, length=find.length)
    finally:
        if isinstance(scan, RawScan):
            scan.extractor.close()
            scan.image.close()
        if not scan.finished:
            run.summary.cancelled = True
            run.summary.resume, run.summary.settled = {"start_offset": settled.offset}, settled
            coverage.miss("stopped")


def _settled(run: ExitRun, scan: RawScan | ParallelScan) -> Settled:
    """The counts as they stand; between two pieces of the image they are those of what lies before the position."""
    coverage = replace(scan.coverage, uninspectable=dict(scan.coverage.uninspectable))
    return Settled(scan.position, dict(run.summary.hits), coverage)


def _progress(scan: RawScan | ParallelScan, started: float, hits: int) -> ExitProgress:
    """Where `scan` stands; the rate is over the whole run so far."""
    done = scan.position - scan.start
    rate = done / max(time.monotonic() - started, 1e-6)
    left = (scan.coverage.bytes - scan.position) / rate if rate > 0 else None
    return ExitProgress(3, int(scan.finished), 1, scan.position, scan.coverage.bytes, rate, left, hits)
