"""Readers for files that say which other files there were: names, times and sizes, hardly ever content.

Each provider takes the bytes of a file and its name and gives `Trace`s; a damaged one gives the code of what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from checks.residue.hidden.providers.model import Damaged, Trace

Provider = Callable[[bytes, str], Iterator[Trace]]
# Larger files of these kinds do not exist in practice; more is not read.
MOST = 64 << 20

_PROVIDERS = {
    "recycle": "recycle:read",
    "trashinfo": "trashinfo:read",
    "recent": "recent:read",
    "thumbnails": "thumbnails:read",
    "lock": "lock:read",
    "locate": "locate:read",
    "traces": "traces:read",
    "utf16": "utf16:read",
}


def provider(name: str) -> Provider | None:
    """The provider called `name` in places.toml, None for "" ."""
    if not name:
        return None
    module, function = _PROVIDERS[name].split(":")
    found: Provider = getattr(import_module(f"checks.residue.hidden.providers.{module}"), function)
    return found


__all__ = ["MOST", "Damaged", "Provider", "Trace", "provider"]
