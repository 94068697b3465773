"""The parent's side of the workers: hands out files, owns the clock, the memory cap and the kill (notes/scan.md 6.3)."""

from __future__ import annotations

import heapq
import json
import queue
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from checks.residue.budget import Budget
from checks.residue.model import FileResult, Grade, Verdict
from checks.residue.places.live import Found
from checks.residue.worker_process import AHEAD, Said, WorkerProcess

TICK = 0.05
LONG = 256 << 10
"""Bytes of a file that is begun before shorter ones: the last worker should not end long after the others."""
KNOWN = 2_000
"""Files known ahead, from which the longest is taken."""
TURN = 500
"""Files taken from the walk at once, so that a stop is heard in between."""
WORTH_FILES, WORTH_BYTES = 200, 2 << 20
"""Files, or bytes of files, that have to wait for each worker before another one is started: its start takes as long as they do."""
LAST = 4
"""Files that may wait in a worker when all others are handed out."""
BROKEN = 5
"""Starts in a row that end before a first worker is ready: none will be."""
_END = Found("")
Pairs = list[tuple[Found, FileResult]]


class _Waiting:
    """Files met by the walk and not yet handed out: long ones first, the others as they were met."""

    def __init__(self, source: Iterator[Found | None]) -> None:
        self.source = source
        self.exhausted = False
        self.again: deque[Found] = deque()
        """Files whose worker was lost through another one."""
        self._short: deque[Found] = deque()
        self._long: list[tuple[int, int, Found]] = []
        self._met = 0
        self.bytes = 0

    def __len__(self) -> int:
        return len(self.again) + len(self._short) + len(self._long)

    def fill(self) -> bool:
        """Take what the walk met next; True where it has nothing to read right now."""
        for _ in range(TURN):
            if self.exhausted or len(self) >= KNOWN:
                return False
            found = next(self.source, _END)
            if found is None:
                return True
            if found is _END:
                self.exhausted = True
            else:
                self._put(found)
        return False

    def _put(self, found: Found) -> None:
        self._met += 1
        self.bytes += found.size
        if found.size >= LONG:
            heapq.heappush(self._long, (-found.size, self._met, found))
        else:
            self._short.append(found)

    def size(self) -> int:
        """Bytes of the next file; there must be one."""
        if self.again:
            return self.again[0].size
        return -self._long[0][0] if self._long else self._short[0].size

    def take(self) -> Found:
        """The next file; there must be one."""
        if self.again:
            return self.again.popleft()
        found = heapq.heappop(self._long)[-1] if self._long else self._short.popleft()
        self.bytes -= found.size
        return found


class Pool:
    """Workers that turn `Found` into `FileResult`. Close it, or use it as a context."""

    def __init__(self, workers: int, budget: Budget, reveal: bool) -> None:
        self.budget, self.reveal = budget, reveal
        self.inbox: queue.SimpleQueue[Said] = queue.SimpleQueue()
        self.most = max(1, workers)
        self.workers: list[WorkerProcess] = []
        self.broken_starts = 0
        self.any_started = False
        self.ended: set[str] = set()
        """Files whose worker ended by itself, once."""

    def run(
        self, source: Iterator[Found | None], cancelled: Callable[[], bool], tick: Callable[[], None]
    ) -> Iterator[Pairs]:
        """Results in order of completion; ends early when `cancelled` says so. `tick` is called while waiting.

        None in `source` means: nothing to read right now; an empty list is handed on, so that the caller gets its turn.
        """
        waiting, watched = _Waiting(source), time.monotonic()
        while not cancelled():
            paused = waiting.fill()
            if self.broken_starts >= BROKEN and not self.any_started:
                yield self._cannot_start(waiting)
            self._hand_out(waiting)
            if paused:
                yield []
            if waiting.exhausted and not waiting and not any(worker.files for worker in self.workers):
                return
            if time.monotonic() - watched > TICK:
                watched = time.monotonic()
                yield self._watch(waiting.again)
                tick()
            busy = waiting.exhausted or len(waiting) >= KNOWN
            try:
                said = self.inbox.get(timeout=TICK if busy and not paused else 0)
            except queue.Empty:
                continue
            yield self._hear(said, waiting.again)

    def _cannot_start(self, waiting: _Waiting) -> Pairs:
        """All that waits is named as not read: workers do not start on this machine."""
        files = [waiting.take() for _ in range(len(waiting))]
        for worker in self.workers:
            files.extend(worker.files)
        self.close()
        return [(file, FileResult(file.path, Verdict.UNREADABLE, reason="no_worker", size=file.size)) for file in files]

    def _hand_out(self, waiting: _Waiting) -> None:
        """Give every worker as much as it has room for, the least busy one first; start others where that pays."""
        while waiting:
            size, most = waiting.size(), self._ahead(waiting)
            worker = min(
                (one for one in self.workers if one.has_room(size, _room(one, most))),
                key=lambda one: len(one.files),
                default=None,
            )
            if (worker is None or worker.files) and self._another_pays(waiting):
                worker = WorkerProcess(self.budget, self.reveal, self.inbox)
                self.workers.append(worker)
            if worker is None:
                break
            room = AHEAD // 4
            while room and waiting and worker.has_room(waiting.size(), _room(worker, most)):
                worker.give(waiting.take())
                room -= 1
        for worker in self.workers:
            worker.send()

    def _ahead(self, waiting: _Waiting) -> int:
        """Files that may wait in one worker: few at last, so that no worker still has many when the others have none."""
        return min(AHEAD, max(LAST, len(waiting) // max(1, len(self.workers)))) if waiting.exhausted else AHEAD

    def _another_pays(self, waiting: _Waiting) -> bool:
        """Whether what waits takes longer than the start of one more worker; a retired one still ends its files."""
        active = sum(not worker.retired for worker in self.workers)
        if not active:
            return len(self.workers) <= self.most
        if active >= self.most:
            return False
        return len(waiting) >= WORTH_FILES * active or waiting.bytes >= WORTH_BYTES * active

    def _hear(self, said: Said, again: deque[Found]) -> Pairs:
        worker = said.worker
        if worker not in self.workers:
            return []
        if not said.lines:
            # what some libraries do where there is no more memory
            return self._lose(worker, again, "over_budget" if worker.full else "worker_died")
        lines = said.lines
        if not worker.ready:
            worker.ready = self.any_started = True
            worker.since = time.monotonic()
            self.broken_starts = 0
            lines = lines[1:]
        raw: list[dict[str, Any] | None] = json.loads(b"[%s]" % b",".join(lines[: len(worker.files)]))
        results = [(found, from_json(one, found)) for one, found in zip(raw, worker.answered(len(raw)), strict=True)]
        if worker.full or (worker.retired and not worker.files):
            # what its last file left in its memory would be missing to the next one
            again.extend(worker.files)
            self.workers.remove(worker)
            worker.kill()
        return results

    def _watch(self, again: deque[Found]) -> Pairs:
        lost = [worker for worker in self.workers if worker.overdue() or worker.swollen()]
        return [pair for worker in lost for pair in self._lose(worker, again, "over_budget")]

    def _lose(self, worker: WorkerProcess, again: deque[Found], reason: str) -> Pairs:
        """A worker is gone: its oldest file is to blame, after a second one at the latest; the others are handed out again."""
        self.workers.remove(worker)
        worker.kill()
        if worker.timed_out():
            reason = "over_budget"
        blamed = worker.files.popleft() if worker.files and (worker.ready or self.broken_starts >= 2) else None
        self.broken_starts += not worker.ready
        if blamed is not None and reason == "worker_died" and blamed.path not in self.ended:
            # somebody else may have ended it, or the system for want of memory: the file has one more worker
            self.ended.add(blamed.path)
            worker.files.append(blamed)
            blamed = None
        again.extend(worker.files)
        if blamed is None:
            return []
        return [(blamed, FileResult(blamed.path, Verdict.UNREADABLE, reason=reason, size=blamed.size))]

    def close(self) -> None:
        """End all workers."""
        for worker in self.workers:
            worker.process.kill()  # all at once, then wait for each
        for worker in self.workers:
            worker.kill()
        self.workers.clear()


def _room(worker: WorkerProcess, most: int) -> int:
    """Files that may wait in a worker: few in one that has not begun, the others may be done before it has."""
    return most if worker.ready else min(most, LAST)


def from_json(raw: dict[str, Any] | None, found: Found) -> FileResult:
    """A worker's line as a result; null is a clean file of which all was read."""
    if raw is None:
        return FileResult(found.path, Verdict.CLEAN, size=found.size)
    matches = raw["matches"]
    return FileResult(
        found.path, Verdict(raw["verdict"]), raw["kinds"], raw["records"], Grade(raw["grade"]), raw["samples"], raw["where"],
        raw["reason"], [(where, code) for where, code in raw["unread"]], raw["size"] or found.size,
        matches=None if matches is None else [(kind, value, where) for kind, value, where in matches],
    )  # fmt: skip
