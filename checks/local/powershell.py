"""The one PowerShell of a run: windows.ps1 reads COM and CIM once and prints base64 of JSON on one line.

Base64 keeps code pages out of it. Nothing in the script changes the PC (a test reads its verbs).
"""

from __future__ import annotations

import base64
import json
import threading
import time
from pathlib import Path
from typing import Any

from checks.process import Programs

SCRIPT = Path(__file__).with_name("windows.ps1")
DEADLINE_S = 50.0
FRESH_S = 120.0
REFUSED = (-2147024891, -2147217405)


class Script:
    """Runs windows.ps1 when first asked, and again for a run that begins later than FRESH_S."""

    def __init__(self, programs: Programs) -> None:
        self._programs = programs
        self._lock = threading.Lock()
        self._answers: dict[str, Any] = {}
        self._asked_at = float("-inf")

    def part(self, group: str, name: str) -> Any:
        """Give one answer of the script; raises NotImplementedError, PermissionError or OSError by its error code."""
        with self._lock:
            if time.monotonic() - self._asked_at > FRESH_S:
                self._answers = self._ask()
                self._asked_at = time.monotonic()
            answer = self._answers.get(group, {}).get(name)
        if answer is None:
            raise NotImplementedError(name)
        code = answer.get("error")
        if code in REFUSED:
            raise PermissionError(name)
        if code:
            raise OSError(name)
        return answer["value"]

    def _ask(self) -> dict[str, Any]:
        script = SCRIPT.read_text(encoding="utf-8")
        command = base64.b64encode(script.encode("utf-16-le")).decode("ascii")
        argv = ["powershell", "-NoProfile", "-NonInteractive", "-EncodedCommand", command]
        deadline = time.monotonic() + DEADLINE_S
        raw = self._programs.run(argv, source="powershell", deadline=deadline, privilege="user")
        return read_answers(raw.out) if not raw.error else {}


def read_answers(out: bytes) -> dict[str, Any]:
    """Read the script's last line: base64, or plain JSON where Constrained Language Mode forbids it; else no answers."""
    lines = [line for line in out.splitlines() if line.strip()]
    try:
        last = lines[-1].strip()
        told = json.loads(_plain(last) if last.startswith(b"{") else base64.b64decode(last, validate=True))
    except (IndexError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _plain(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp932")
