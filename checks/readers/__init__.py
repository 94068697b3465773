"""Pure readers: one raw output of a known kind in, language-free facts out.

A reader goes by structure (order of lines, numbers, hex, GUIDs, SIDs, tokens that are never translated), not by
display language. Which readers answer a source is decided by their pattern on the source or command text.
"""

from __future__ import annotations

import importlib
from functools import cache

from checks.model import Fact, Raw, Why
from checks.readers.base import READERS, Reader, apply

MODULES = (
    "linux_lock",
    "linux_accounts",
    "linux_patch",
    "linux_guard",
    "linux_state",
    "windows_accounts",
    "windows_state",
    "windows_patch",
    "windows_net",
    "registry",
    "macos",
    "release",
    "antivirus",
    "network",
    "personal",
)


@cache
def all_readers() -> tuple[Reader, ...]:
    """Load every reader module once."""
    for name in MODULES:
        importlib.import_module(f"checks.readers.{name}")
    return tuple(READERS)


def read_raw(raw: Raw, system: str) -> tuple[list[Fact], dict[str, str]]:
    """Give the facts of one raw output, and for what it should have told and did not the `Why` code."""
    facts: list[Fact] = []
    missing: dict[str, str] = {}
    for reader in all_readers():
        if reader.answers(raw.source, system):
            values, why, whole = apply(reader, raw)
            facts += [Fact(key, value, raw.sha256, whole) for key, value in values.items()]
            missing |= {key: why or Why.INCOMPLETE for key in reader.gives if key not in values}
    return facts, missing
