"""The two options every command understands, wherever they stand: ``--data DIR`` and ``--lang ja|en``.

Light on purpose: it runs before anything else, so that the app can paint its first screen at once.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("ja", "en")


@dataclass(frozen=True)
class Options:
    """What was said for the whole program."""

    data: Path | None = None
    """The data folder; None means the user's own."""
    language: str = "ja"
    problem: str = ""
    """Message key of what is wrong with the options themselves, or empty."""


def extract(argv: list[str]) -> tuple[Options, list[str]]:
    """Take ``--data`` and ``--lang`` out of the arguments; what follows ``--`` is left alone."""
    found: dict[str, str] = {}
    rest: list[str] = []
    problem = ""
    position = 0
    while position < len(argv):
        word = argv[position]
        position += 1
        name, joined, value = word.partition("=")
        if word == "--":
            rest += argv[position - 1 :]
            break
        if name not in ("--data", "--lang"):
            rest.append(word)
        elif joined:
            found[name] = value
        elif position < len(argv):
            found[name] = argv[position]
            position += 1
        else:
            problem = "cli.usage.no_value"
    language = found.get("--lang") or os.environ.get("SELFAUDIT_LANG") or "ja"
    if language not in LANGUAGES:
        problem, language = "cli.usage.language", "ja"
    data = found.get("--data")
    return Options(Path(data).expanduser() if data else None, language, problem), rest
