"""The version of the engine: a cache of another one is not used, and a report says which one looked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from checks.residue import pictures

_PARTS = ("", "data", "fingerprint", "matchers", "native", "readers")
"""Folders below `checks/residue` whose programs and data decide what is found in a file."""
_KINDS = (".py", ".toml", ".xz")


@cache
def engine() -> str:
    """`residue-1+` and eight hex digits over detectors, readers, dictionaries and whether pictures are read: with others the engine is another one."""
    digest = hashlib.blake2b(digest_size=4)
    for part in _PARTS:
        for item in sorted(_items(part), key=lambda one: one.name):
            digest.update(item.name.encode() + b"\0" + item.read_bytes())
    digest.update(str(pictures.models() is not None).encode())
    return f"residue-1+{digest.hexdigest()}"


def _items(part: str) -> Iterator[Traversable]:
    folder = files("checks.residue")
    for item in (folder / part if part else folder).iterdir():
        if item.is_file() and item.name.endswith(_KINDS):
            yield item
