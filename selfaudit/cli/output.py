"""The only writer to stdout: data for people and scripts, nothing else."""

from __future__ import annotations

import json
import sys
from typing import Any


def prepare() -> None:
    """Write UTF-8 whatever the console's code page, so that 𠮷 and ✓ never end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def text(line: str = "") -> None:
    """Write one line for a person."""
    sys.stdout.write(line + "\n")


def prompt(question: str) -> None:
    """Write a question and stay on its line."""
    sys.stdout.write(question)
    sys.stdout.flush()


def json_line(value: Any) -> None:
    """Write one JSON value on one line, characters as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")
    sys.stdout.flush()
