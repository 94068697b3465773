"""The workers of a search on many machines: Dask distributes the files, each machine reads its share with its own `Pool`.

For file servers: every machine has to see the files under the same paths. Distributed does the scheduling: a batch
whose machine dies goes to another one, so the results are those of one machine. Each batch runs below the same limits of time
and memory as on one PC, because the machine's own pool enforces them. Needs the extra ``cluster``; the connection should
be one that only the office reaches (Dask's own TLS settings apply: ``distributed.comm.tls``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from checks.residue.budget import Budget
from checks.residue.model import FileResult, Grade, Verdict
from checks.residue.places.live import Found

if TYPE_CHECKING:
    from distributed import Client, Future

BATCH, BATCH_BYTES = 64, 64 << 20
"""Files, and bytes of files, one machine gets at a time."""
AHEAD = 2
"""Batches on their way for each worker."""
RETRIES = 3
"""How often a batch is tried again elsewhere after its machine died; then its files are not inspectable."""
TICK = 0.2


def read_batch(files: list[tuple[str, int]], budget: dict[str, Any], reveal: bool) -> list[dict[str, Any]]:
    """Read one batch on the machine this runs on (called by Dask); results as plain values in the order given."""
    from checks.residue.pool import Pool

    pool = Pool(1, Budget(**budget), reveal)
    try:
        done = pool.run((Found(path, size) for path, size in files), lambda: False, lambda: None)
        found = {met.path: asdict(result) for pairs in done for met, result in pairs}
    finally:
        pool.close()
    return [found[path] for path, _ in files]


class ClusterPool:
    """The same as `checks.residue.pool.Pool`, over the workers of a Dask scheduler. Close it after use."""

    def __init__(self, client: Client, budget: Budget, reveal: bool) -> None:
        self._client = client
        self._budget, self._reveal = asdict(budget), reveal
        self._waiting: dict[Future, list[Found]] = {}

    @classmethod
    def connect(cls, address: str, budget: Budget, reveal: bool) -> ClusterPool:
        """Connect to a scheduler such as ``tcp://server:8786``.

        ImportError without the extra ``cluster``, OSError where no scheduler answers.
        """
        from distributed import Client

        return cls(Client(address, timeout=10, set_as_default=False), budget, reveal)

    def run(
        self, source: Iterator[Found | None], cancelled: Callable[[], bool], tick: Callable[[], None]
    ) -> Iterator[list[tuple[Found, FileResult]]]:
        """Results in order of completion; ends early when `cancelled` says so. See `Pool.run`."""
        exhausted = False
        while not cancelled():
            while not exhausted and len(self._waiting) < self._most():
                batch, exhausted, paused = _batch(source)
                if batch:
                    self._send(batch)
                if paused:
                    yield []
            if exhausted and not self._waiting:
                return
            tick()
            for future in self._finished():
                yield self._taken(future)

    def close(self) -> None:
        """Take back what is still waiting and leave the scheduler."""
        self._client.cancel(list(self._waiting))
        self._waiting.clear()
        self._client.close()

    def _most(self) -> int:
        """Batches that may be on their way: a few for each worker there is at present."""
        return max(1, len(self._client.scheduler_info(n_workers=-1)["workers"])) * AHEAD

    def _send(self, batch: list[Found]) -> None:
        files = [(found.path, found.size) for found in batch]
        # Not "pure": the same files read again later may hold something else.
        future = self._client.submit(
            read_batch, files, self._budget, self._reveal, pure=False, retries=RETRIES, key=None
        )
        self._waiting[future] = batch

    def _finished(self) -> list[Future]:
        from distributed import wait

        try:
            with self._client.as_current():
                return list(wait(list(self._waiting), timeout=TICK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            return []

    def _taken(self, future: Future) -> list[tuple[Found, FileResult]]:
        batch = self._waiting.pop(future)
        error = future.exception()
        rows = future.result() if error is None else []
        if not rows:
            return [
                (one, FileResult(one.path, Verdict.UNREADABLE, reason="worker_died", size=one.size)) for one in batch
            ]
        return [(found, _result(row)) for found, row in zip(batch, rows, strict=True)]


def _batch(source: Iterator[Found | None]) -> tuple[list[Found], bool, bool]:
    """The next batch: (files, whether the source is at its end, whether it pauses)."""
    batch: list[Found] = []
    size = 0
    for found in source:
        if found is None:
            return batch, False, True
        batch.append(found)
        size += found.size
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            return batch, False, False
    return batch, True, False


def _result(raw: dict[str, Any]) -> FileResult:
    """A result as it came from another machine."""
    fields = {**raw, "verdict": Verdict(raw["verdict"]), "grade": Grade(raw["grade"])}
    if raw["matches"] is not None:
        fields["matches"] = [tuple(match) for match in raw["matches"]]
    return FileResult(**fields)
