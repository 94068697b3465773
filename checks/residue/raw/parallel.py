"""The pass over an image in several processes: stripes handed out one after the other, finds given in the order of the image."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from typing import Any

from checks.residue.exit.model import Coverage
from checks.residue.fingerprint import Registry
from checks.residue.raw.content import Find
from checks.residue.raw.extractor import Extractor
from checks.residue.raw.image import open_image
from checks.residue.raw.scan import CHUNK, RawScan

# A process is given this much of a large image at a time, less of a small one.
STRIPE = 32 * CHUNK
_STRIPES_EACH = 4
_ASK_EVERY = 0.1


@dataclass(slots=True)
class ParallelScan:
    """As RawScan, with `workers` processes. `position` is the offset up to which everything was looked at."""

    path: str
    size: int
    registry: Registry
    start: int
    workers: int
    carve: bool = True
    coverage: Coverage = field(default_factory=Coverage)
    position: int = field(init=False)
    finished: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.position = self.start = self.start // CHUNK * CHUNK

    def finds(self, tick: Callable[[int], bool]) -> Iterator[Find]:
        """Finds stripe by stripe. `tick(position)` is called several times a second and says whether to stop."""
        self.coverage.items, self.coverage.bytes = 1, self.size
        context = multiprocessing.get_context("spawn")
        stop = context.Event()
        state = (self.path, self.registry.state(), self.carve, stop)
        pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_begin, initargs=state)
        stripe = self._stripe()
        stripes = iter(range(self.start, self.size, stripe))
        running: deque[tuple[int, Future[tuple[list[Find], Coverage, bool]]]] = deque()
        try:
            while True:
                while len(running) < self.workers * 2 and (at := next(stripes, None)) is not None:
                    running.append((at, pool.submit(_look, at, min(at + stripe, self.size))))
                if not running:
                    break
                at, job = running.popleft()
                found, coverage, whole = self._wait(job, tick, stop)
                self._add(coverage)
                yield from found
                if not whole:
                    return
                self.position = min(at + stripe, self.size)
            self.finished = True
            self.coverage.looked = 1
            tick(self.position)
        except BrokenProcessPool:
            # A process was ended from outside, for its memory say: what lies behind `position` was not looked at.
            self.coverage.miss("worker_died")
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)

    def _stripe(self) -> int:
        """Bytes of one piece: whole chunks, and enough pieces for every process."""
        chunks = (self.size - self.start) // (self.workers * _STRIPES_EACH * CHUNK)
        return min(max(chunks, 1) * CHUNK, STRIPE)

    def _wait(
        self, job: Future[tuple[list[Find], Coverage, bool]], tick: Callable[[int], bool], stop: Event
    ) -> tuple[list[Find], Coverage, bool]:
        while True:
            if tick(self.position):
                stop.set()
            try:
                return job.result(_ASK_EVERY)
            except NotYet:
                continue

    def _add(self, coverage: Coverage) -> None:
        self.coverage.bytes_looked += coverage.bytes_looked
        self.coverage.bytes_zero += coverage.bytes_zero
        for reason, count in coverage.uninspectable.items():
            self.coverage.miss(reason, count)


_here: dict[str, Any] = {}


def _begin(path: str, state: dict[str, Any], carve: bool, stop: Event) -> None:
    """Once in each process: the registry, opened already, and the image."""
    # the extractor's helper ends with this process, whose end it sees
    _here.update(registry=Registry.from_state(state), image=open_image(path), carve=carve, stop=stop)
    _here["extractor"] = Extractor()


def _look(start: int, end: int) -> tuple[list[Find], Coverage, bool]:
    """Finds and coverage of one stripe, and whether its end was reached."""
    scan = RawScan(_here["image"], _here["registry"], start, _here["carve"], _here["extractor"], end)
    found = list(scan.finds(lambda _: _here["stop"].is_set()))
    return found, scan.coverage, scan.finished
