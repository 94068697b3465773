"""The parent's side of the workers: hands out files, owns the clock, the memory cap and the kill (notes/scan.md 6.3)."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from checks.residue.budget import Budget
from checks.residue.model import FileResult, Grade, Verdict
from checks.residue.places.live import Found
from checks.residue.version import engine

START_SECONDS = 60.0
AHEAD, AHEAD_BYTES = 64, 4 << 20
"""Files, and bytes of files, that wait in a worker: enough that it never waits for the parent."""
AHEAD_SIGNS = 3_000
"""Signs of paths that wait at most: Windows holds four kilobytes in a pipe, and a full pipe would hold up the parent."""
GATHER = 0.004
"""Seconds a listener lets a busy worker's answers gather: the parent wakes for many of them, not for each."""
RECYCLE = 2_000
TICK = 0.05
_END = Found("")
_ROOT = Path(__file__).resolve().parents[2]


class _Said(NamedTuple):
    worker: _Worker
    lines: list[bytes]


class _Worker:
    """One process and the files it was given, oldest first. The clock runs for the oldest."""

    def __init__(self, budget: Budget, reveal: bool, inbox: queue.SimpleQueue[_Said]) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", "")))),
        }
        command = [sys.executable, "-X", "utf8", "-m", "checks.residue.worker", *(["--reveal"] if reveal else [])]
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=flags,
        )
        self.input = cast("IO[bytes]", self.process.stdin)
        self.output = cast("IO[bytes]", self.process.stdout)
        self.budget = budget
        self.files: deque[Found] = deque()
        self.waiting_bytes = self.waiting_signs = 0
        self.since = time.monotonic()
        self.ready = False
        self.served = 0
        self.listener = threading.Thread(target=self._listen, args=(inbox,), daemon=True)
        self.listener.start()
        self._write({"budget": asdict(budget), "engine": engine()})
        self.send()

    def _listen(self, inbox: queue.SimpleQueue[_Said]) -> None:
        rest = b""
        with self.output as output:
            while chunk := os.read(output.fileno(), 1 << 20):
                *lines, rest = (rest + chunk).split(b"\n")
                if lines:
                    inbox.put(_Said(self, lines))
                if len(self.files) > AHEAD // 4:
                    time.sleep(GATHER)
        inbox.put(_Said(self, []))

    def _write(self, what: Any) -> None:
        try:
            self.input.write(json.dumps(what).encode("ascii") + b"\n")
        except OSError:
            return

    def send(self) -> None:
        """Let the worker have what was queued."""
        try:
            self.input.flush()
        except OSError:
            return

    def give(self, found: Found) -> None:
        """Queue a file for this worker; it goes out with the next `send`."""
        if not self.files:
            self.since = time.monotonic()
        self.files.append(found)
        self.waiting_bytes += found.size
        self.waiting_signs += len(found.path)
        self._write(found.path)

    def done(self) -> Found:
        """The oldest file is answered."""
        self.since = time.monotonic()
        self.served += 1
        found = self.files.popleft()
        self.waiting_bytes -= found.size
        self.waiting_signs -= len(found.path)
        return found

    def overdue(self) -> bool:
        """Whether the clock of the oldest file, or of the start, has run out."""
        if not self.ready:
            return time.monotonic() - self.since > START_SECONDS
        return bool(self.files) and time.monotonic() - self.since > self.budget.wall(self.files[0].size) + 1.0

    def swollen(self) -> bool:
        """Whether memory of its own is over the cap; pages of a mapped file do not count."""
        import psutil  # only where a file takes long enough to be watched

        if not self.files:
            return False
        try:
            told = psutil.Process(self.process.pid).memory_info()
            own = getattr(told, "private", 0) or told.rss - getattr(told, "shared", 0)
            return bool(own > self.budget.memory_mib << 20)
        except psutil.Error:
            return False

    def kill(self) -> None:
        """End the process at once."""
        self.process.kill()
        with contextlib.suppress(OSError):
            self.input.close()
        self.process.wait()
        self.listener.join(timeout=1.0)


class Pool:
    """Workers that turn `Found` into `FileResult`. Close it, or use it as a context."""

    def __init__(self, workers: int, budget: Budget, reveal: bool) -> None:
        self.budget, self.reveal = budget, reveal
        self.inbox: queue.SimpleQueue[_Said] = queue.SimpleQueue()
        self.most = max(1, workers)
        self.workers: list[_Worker] = []
        self.broken_starts = 0

    def run(
        self, source: Iterator[Found | None], cancelled: Callable[[], bool], tick: Callable[[], None]
    ) -> Iterator[tuple[Found, FileResult] | None]:
        """Results in order of completion; ends early when `cancelled` says so. `tick` is called while waiting.

        None in `source` means: nothing to read right now; it is handed on, so that the caller gets its turn.
        """
        retry: deque[Found] = deque()
        exhausted, watched = False, time.monotonic()
        while not cancelled():
            exhausted, paused = self._fill(source, retry, exhausted)
            for worker in self.workers:
                worker.send()
            if paused:
                yield None
            if exhausted and not retry and not any(worker.files for worker in self.workers):
                return
            if time.monotonic() - watched > TICK:
                watched = time.monotonic()
                yield from self._watch(retry)
                tick()
            try:
                said = self.inbox.get(timeout=0 if paused else TICK)
            except queue.Empty:
                continue
            yield from self._hear(said, retry)

    def _fill(self, source: Iterator[Found | None], retry: deque[Found], exhausted: bool) -> tuple[bool, bool]:
        """Hand out files while a worker has room: (source is at its end, source pauses)."""
        while self._has_room():
            if retry:
                self._free().give(retry.popleft())
                continue
            if exhausted:
                return True, False
            found = next(source, _END)
            if found is _END:
                exhausted = True
            elif found is None:
                return False, True
            else:
                self._free().give(found)
        return exhausted, False

    def _has_room(self) -> bool:
        return len(self.workers) < self.most or any(self._room(worker) for worker in self.workers)

    def _free(self) -> _Worker:
        """The least busy worker with room; another is started while there may be more."""
        open_ones = [worker for worker in self.workers if self._room(worker)]
        least = min(open_ones, key=lambda worker: len(worker.files), default=None)
        if least is None or (least.files and len(self.workers) < self.most):
            least = _Worker(self.budget, self.reveal, self.inbox)
            self.workers.append(least)
        return least

    def _room(self, worker: _Worker) -> bool:
        if worker.served + len(worker.files) >= RECYCLE:
            return False
        return len(worker.files) < AHEAD and worker.waiting_bytes < AHEAD_BYTES and worker.waiting_signs < AHEAD_SIGNS

    def _hear(self, said: _Said, retry: deque[Found]) -> Iterator[tuple[Found, FileResult]]:
        worker = said.worker
        if worker not in self.workers:
            return
        if not said.lines:
            yield from self._lose(worker, retry, "worker_died")
        for line in said.lines:
            if not worker.ready:
                worker.ready = True
                worker.since = time.monotonic()
                self.broken_starts = 0
            elif worker.files:
                found = worker.done()
                yield found, from_json(json.loads(line), found)
        if worker.served >= RECYCLE and not worker.files and worker in self.workers:
            self.workers.remove(worker)
            worker.kill()

    def _watch(self, retry: deque[Found]) -> Iterator[tuple[Found, FileResult]]:
        for worker in list(self.workers):
            if worker.overdue() or worker.swollen():
                yield from self._lose(worker, retry, "over_budget")

    def _lose(self, worker: _Worker, retry: deque[Found], reason: str) -> Iterator[tuple[Found, FileResult]]:
        """A worker is gone: its oldest file is to blame, the others are handed out again."""
        self.workers.remove(worker)
        worker.kill()
        blamed = worker.files.popleft() if worker.files and (worker.ready or self.broken_starts >= 2) else None
        self.broken_starts += not worker.ready
        retry.extend(worker.files)
        if blamed is not None:
            yield blamed, FileResult(blamed.path, Verdict.UNREADABLE, reason=reason, size=blamed.size)

    def close(self) -> None:
        """End all workers."""
        for worker in self.workers:
            worker.kill()
        self.workers.clear()


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
