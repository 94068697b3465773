"""The one PowerShell of a run: windows.ps1 reads COM and CIM once and prints base64 of JSON on one line.

Base64 keeps code pages out of it. Nothing in the script changes the PC (a test reads its verbs).
"""

from __future__ import annotations

import base64
import json
import threading
import time
from functools import cache
from pathlib import Path
from typing import Any

from checks.process import Programs

SCRIPT = Path(__file__).with_name("windows.ps1")
DEADLINE_S = 50.0
REFUSED = (-2147024891, -2147217405)
_lock = threading.Lock()


def part(group: str, name: str) -> Any:
    """Give one answer of the script; raises FileNotFoundError, PermissionError or OSError by its error code."""
    with _lock:
        told = _answers()
    answer = told.get(group, {}).get(name)
    if answer is None:
        raise NotImplementedError(name)
    code = answer.get("error")
    if code in REFUSED:
        raise PermissionError(name)
    if code:
        raise OSError(name)
    return answer["value"]


@cache
def _answers() -> dict[str, Any]:
    script = SCRIPT.read_text(encoding="utf-8")
    command = base64.b64encode(script.encode("utf-16-le")).decode("ascii")
    argv = ["powershell", "-NoProfile", "-NonInteractive", "-EncodedCommand", command]
    raw = Programs().run(argv, source="powershell", deadline=time.monotonic() + DEADLINE_S, privilege="user")
    lines = raw.out.split()
    if raw.error or not lines:
        return {}
    answers: dict[str, Any] = json.loads(base64.b64decode(lines[-1], validate=True))
    return answers
