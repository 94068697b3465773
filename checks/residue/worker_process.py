"""One worker as its parent sees it: a process, the files it was given, its clock and its memory (notes/scan.md 6.3)."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from checks.residue.budget import Budget, by_processor
from checks.residue.places.live import Found
from checks.residue.version import engine

START_SECONDS = 60.0
SLACK = 0.5
"""Seconds after its time that a worker has to say by itself that it stopped."""
PATIENCE = 4
"""Times its time that a file may take by the clock on the wall, on a PC that is busy with other things or waits for a disk."""
AHEAD, AHEAD_BYTES = 64, 512 << 10
"""Files, and bytes of files, that wait in a worker: enough that it never waits for its parent, and leaves the others their share."""
AHEAD_SIGNS = 3_000
"""Bytes of paths that wait at most: Windows holds four kilobytes in a pipe, and a full pipe would hold up the parent and its clock."""
GATHER, SHARE = 0.03, 4
"""Seconds a listener lets a busy worker's answers gather, while it answers this part of what waits in it at most: the parent wakes
for many of them, not for each."""
RECYCLE = 20_000
"""Files after which a worker makes room for a fresh one; earlier where it holds more than this share of its memory at rest."""
FULL = 0.6
_ROOT = Path(__file__).resolve().parents[2]
_quoted = json.encoder.encode_basestring_ascii


class Said(NamedTuple):
    """Lines a worker wrote; none when it ended."""

    worker: WorkerProcess
    lines: list[bytes]


class WorkerProcess:
    """One process and the files it was given, oldest first. The clock runs for the oldest."""

    def __init__(self, budget: Budget, reveal: bool, inbox: queue.SimpleQueue[Said]) -> None:
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
        self._signs: deque[int] = deque()
        self._next: list[str] = []
        self.since = time.monotonic()
        self.ready = self.retired = self.full = False
        self._marked = self._spent = 0.0
        self.served = 0
        self.listener = threading.Thread(target=self._listen, args=(inbox,), daemon=True)
        self.listener.start()
        self._write({"budget": asdict(budget), "engine": engine()})

    def _listen(self, inbox: queue.SimpleQueue[Said]) -> None:
        rest, heard = b"", time.monotonic()
        with self.output as output:
            while chunk := os.read(output.fileno(), 1 << 20):
                *lines, rest = (rest + chunk).split(b"\n")
                if lines:
                    inbox.put(Said(self, lines))
                waiting, pace = len(self.files) - len(lines), (time.monotonic() - heard) / max(1, len(lines))
                heard = time.monotonic()
                if waiting > AHEAD // 4:
                    time.sleep(min(GATHER, waiting / SHARE * pace))
        inbox.put(Said(self, []))

    def _write(self, what: Any) -> None:
        self._send(json.dumps(what))

    def _send(self, line: str) -> None:
        with contextlib.suppress(OSError):  # it is gone: its listener says so
            self.input.write(line.encode("ascii") + b"\n")
            self.input.flush()

    def send(self) -> None:
        """Let the worker have what was queued."""
        if self._next:
            self._send(f"[{','.join(self._next)}]")
            self._next.clear()

    def has_room(self, size: int, most: int = AHEAD) -> bool:
        """Whether a file of `size` bytes may wait here as one of `most`; one that takes long waits nowhere, while another worker might be free."""
        if not self.files:
            return not self.retired
        return (
            len(self.files) < most
            and self.waiting_bytes + size <= AHEAD_BYTES
            and self.waiting_signs < AHEAD_SIGNS
            and not self.retired
        )

    def give(self, found: Found) -> None:
        """Queue a file for this worker; it goes out with the next `send`."""
        if not self.files:
            self.since = time.monotonic()
        quoted = _quoted(found.path)
        self.files.append(found)
        self._signs.append(len(quoted))
        self._next.append(quoted)
        self.waiting_bytes += found.size
        self.waiting_signs += len(quoted)
        if self.served + len(self.files) >= RECYCLE:
            self.retired = True

    def answered(self, count: int) -> list[Found]:
        """The `count` oldest files, now answered."""
        self.since = time.monotonic()
        self.served += count
        found = [self.files.popleft() for _ in range(count)]
        self.waiting_bytes -= sum(one.size for one in found)
        self.waiting_signs -= sum(self._signs.popleft() for _ in range(count))
        return found

    def overdue(self) -> bool:
        """Whether the time of the oldest file, or of the start, has run out."""
        waited = time.monotonic() - self.since
        if not self.ready:
            return waited > START_SECONDS
        if not self.files:
            return False
        limit = self.budget.wall(self.files[0].size) + SLACK
        if not by_processor():
            return waited > limit
        if self._marked != self.since:
            self._marked, self._spent = self.since, processor_time(self.process.pid)
        return waited > limit and (waited > PATIENCE * limit or processor_time(self.process.pid) - self._spent > limit)

    def swollen(self) -> bool:
        """Whether memory of its own is over the cap; where it is near, this worker gets no more files."""
        if not self.files:
            return False
        own, most = own_memory(self.process.pid), self.budget.own_memory()
        if own > FULL * most:
            self.retired = self.full = True
        return own > most

    def timed_out(self) -> bool:
        """Whether the system ended the process for the time it took (`deadline`)."""
        return sys.platform != "win32" and self.process.returncode == -signal.SIGPROF

    def kill(self) -> None:
        """End the process at once."""
        self.process.kill()
        with contextlib.suppress(OSError):
            self.input.close()
        self.process.wait()
        self.listener.join(timeout=1.0)


if sys.platform == "linux":
    # Not through psutil: both are asked for twenty times a second, and importing it takes longer than many searches.
    def own_memory(pid: int) -> int:
        """Bytes of memory a process has for itself; pages of a mapped file do not count. 0 where it is gone."""
        told = _told(pid, "statm").split()
        return (int(told[1]) - int(told[2])) * os.sysconf("SC_PAGESIZE") if told else 0

    def processor_time(pid: int) -> float:
        """Seconds a processor spent on a process; 0 where it is gone."""
        told = _told(pid, "stat").rpartition(b")")[2].split()  # the name before it may hold anything
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK") if told else 0.0

    def _told(pid: int, name: str) -> bytes:
        try:
            opened = os.open(f"/proc/{pid}/{name}", os.O_RDONLY)
        except OSError:
            return b""
        try:
            return os.read(opened, 4096)
        except OSError:
            return b""
        finally:
            os.close(opened)

else:

    def own_memory(pid: int) -> int:
        """Bytes of memory a process has for itself; pages of a mapped file do not count. 0 where it is gone."""
        import psutil

        try:
            held = psutil.Process(pid).memory_info()
        except psutil.Error:
            return 0
        return int(getattr(held, "private", 0) or held.rss - getattr(held, "shared", 0))

    def processor_time(pid: int) -> float:
        """Seconds a processor spent on a process; 0 where it is gone."""
        import psutil

        try:
            spent = psutil.Process(pid).cpu_times()
        except psutil.Error:
            return 0.0
        return float(spent.user + spent.system)
