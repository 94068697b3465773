"""Text of files, read in a process of its own: a hostile or damaged file may take that process, not the search."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from checks.residue.budget import Budget

# A helper that died this often is not started again; what it should have read is looked at as raw bytes only.
_MOST_DEATHS = 50
_TICK, _IDLE_TICKS = 0.2, 10
_START_SECONDS = (
    60.0  # until a helper is there: a PC with a virus scanner may need longer for that than a file may take
)
_ROOT = Path(__file__).resolve().parents[3]
CARVED = Budget(depth=2, pages=500, seconds=10.0, inflated=256 << 20)


@dataclass(frozen=True, slots=True)
class Extracted:
    """Texts with the place inside the file, and parts that could not be read, each (where, text or reason code)."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)


class _Watch:
    """One clock for all requests: kills a helper that answers too late."""

    def __init__(self) -> None:
        self.late = False
        self._process: subprocess.Popen[bytes] | None = None
        self._deadline = 0.0
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def start(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        """From now on `process` has `seconds` to answer."""
        with self._lock:
            self.late, self._process, self._deadline = False, process, time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """The answer came, or nobody waits for it any more."""
        with self._lock:
            self._process = None

    def _run(self) -> None:
        idle = 0
        while idle < _IDLE_TICKS:
            time.sleep(_TICK)
            with self._lock:
                idle = 0 if self._process is not None else idle + 1
                if self._process is not None and time.monotonic() > self._deadline:
                    self.late = True
                    self._process.kill()
                    self._process = None
                if idle >= _IDLE_TICKS:
                    self._thread = None


class Extractor:
    """Reads one file after the other. The helper starts with the first and is ended by `close`.

    `ask_file` and `answer` let the caller do something else while the helper reads; nothing may be asked between them.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._deaths = 0
        self._watch = _Watch()

    def pdf_text(self, document: bytes) -> str | None:
        """All text of a PDF; None where there is none or it cannot be read."""
        self._ask(
            {"name": "carved.pdf", "size": len(document), "budget": asdict(CARVED)},
            document,
            CARVED.wall(len(document)),
        )
        return "\n".join(text for _, text in self.answer().texts) or None

    def ask_file(self, path: str, size: int, budget: Budget) -> None:
        """Begin to read the file at `path`, which the helper opens."""
        self._ask({"name": Path(path).name, "path": path, "budget": asdict(budget)}, b"", budget.wall(size))

    def _ask(self, request: dict[str, Any], content: bytes, seconds: float) -> None:
        if self._deaths >= _MOST_DEATHS:
            return
        seconds += 2 if self._process is not None else 2 + _START_SECONDS
        process = self._running()
        self._watch.start(process, seconds)
        try:
            if process.stdin is not None:
                process.stdin.write(json.dumps(request).encode("ascii") + b"\n" + content)
                process.stdin.flush()
        except OSError:
            # the answer will not come either, and says so
            return

    def answer(self) -> Extracted:
        """Pieces of what was asked for; one unread part "worker_died" or "over_budget" where the helper gives none."""
        process = self._process
        if process is None or process.stdout is None:
            return Extracted(unread=[("", "worker_died")])
        try:
            reply = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            self._deaths += 1
            late = self._watch.late
            self.close()
            return Extracted(unread=[("", "over_budget" if late else "worker_died")])
        self._watch.stop()
        return Extracted(
            [(where, text) for where, text in reply["texts"]], [(where, reason) for where, reason in reply["unread"]]
        )

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
            environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
            self._process = subprocess.Popen(
                [sys.executable, "-X", "utf8", "-m", "checks.residue.raw.extract_helper"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process

    def close(self) -> None:
        """End the helper."""
        process, self._process = self._process, None
        self._watch.stop()
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        process.wait()
