"""The only writer to stdout: data for people and scripts, nothing else."""

from __future__ import annotations

import json
import re
import shutil
import sys
from typing import Any

_NARROWEST = 20
"""Cells of a terminal below which a line is not broken."""


def prepare() -> None:
    """Write UTF-8 whatever the console's code page, so that 𠮷 and ✓ never end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs a terminal obeys instead of showing; a bundle or a file name of somebody else's may hold them."""


def text(line: str = "") -> None:
    """Write one line for a person; what would steer the terminal is shown as an escape."""
    sys.stdout.write(_STEERS.sub(lambda sign: f"\\x{ord(sign.group()):02x}", line) + "\n")


def flowing(line: str) -> None:
    """Write one line for a person, broken the Japanese way to a terminal's width; whole where a script reads it."""
    body = line.lstrip(" ")
    indent = " " * (len(line) - len(body))
    room = shutil.get_terminal_size().columns - len(indent) if sys.stdout.isatty() else 0
    for part in _wrapped(body, room) if room >= _NARROWEST else [body]:
        text(f"{indent}{part}")


def _wrapped(line: str, cells: int) -> list[str]:
    from selfaudit.text.width import wrap  # its tables of widths are for terminals alone

    return wrap(line, cells)


def prompt(question: str) -> None:
    """Write a question and stay on its line."""
    sys.stdout.write(question)
    sys.stdout.flush()


def json_line(value: Any) -> None:
    """Write one JSON value on one line, characters as they are."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")
    sys.stdout.flush()
