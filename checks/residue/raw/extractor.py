"""Text of files, read in a process of its own: a hostile or damaged file may take that process, not the search."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from checks.residue.budget import Budget

# A helper that died this often is not started again; what it should have read is looked at as raw bytes only.
_MOST_DEATHS = 50
_ROOT = Path(__file__).resolve().parents[3]
CARVED = Budget(depth=2, pages=500, seconds=10.0, inflated=256 << 20)


@dataclass(frozen=True, slots=True)
class Extracted:
    """Texts with the place inside the file, and parts that could not be read, each (where, text or reason code)."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)


class Extractor:
    """Reads one file after the other. The helper starts with the first and is ended by `close`."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._deaths = 0

    def pdf_text(self, document: bytes) -> str | None:
        """All text of a PDF; None where there is none or it cannot be read."""
        return "\n".join(text for _, text in self.read(document, "carved.pdf", CARVED).texts) or None

    def read(self, content: bytes, name: str, budget: Budget) -> Extracted:
        """Pieces of `content`; one unread part "worker_died" or "over_budget" where the helper did not answer."""
        return self._ask(
            {"name": name, "size": len(content), "budget": asdict(budget)}, content, budget.wall(len(content))
        )

    def read_file(self, path: str, size: int, budget: Budget) -> Extracted:
        """Pieces of the file at `path`, opened by the helper."""
        return self._ask({"name": Path(path).name, "path": path, "budget": asdict(budget)}, b"", budget.wall(size))

    def _ask(self, request: dict[str, Any], content: bytes, seconds: float) -> Extracted:
        if self._deaths >= _MOST_DEATHS:
            return Extracted(unread=[("", "worker_died")])
        process = self._running()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(seconds + 2, end)
        clock.start()
        try:
            return _exchange(process, json.dumps(request).encode("ascii") + b"\n" + content)
        except (OSError, ValueError):
            self._deaths += 1
            self.close()
            return Extracted(unread=[("", "over_budget" if late.is_set() else "worker_died")])
        finally:
            clock.cancel()

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


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> Extracted:
    """One request and its answer. Raises OSError or ValueError where the helper has ended."""
    if process.stdin is None or process.stdout is None:
        raise OSError("no pipes")
    process.stdin.write(request)
    process.stdin.flush()
    reply = json.loads(process.stdout.readline())
    return Extracted(
        [(where, text) for where, text in reply["texts"]], [(where, reason) for where, reason in reply["unread"]]
    )
