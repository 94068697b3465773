"""Whole contents and file names, keyed: the same file under any name, the same name on any file (matchers M1 and M5)."""

from __future__ import annotations

import hashlib
import ntpath
import posixpath
from dataclasses import dataclass, field
from functools import cache
from mmap import mmap
from typing import Any

import numpy as np
import numpy.typing as npt

from checks.residue.fingerprint.canonical import canonical, table
from checks.residue.fingerprint.key import long_tag

Array = npt.NDArray[Any]
# Smaller contents are not telling: an empty file, a line end.
SMALLEST = 24
# A name made of ASCII only has to be this long to mean more than "data.csv".
_SHORTEST_ASCII, _SHORTEST = 8, 3


def basename(path: str) -> str:
    """The last part of a Windows or POSIX path."""
    return posixpath.basename(ntpath.basename(path.rstrip("/\\")))


@cache
def _generic() -> frozenset[str]:
    return frozenset(canonical(name) for name in table()["names"]["generic"])


def telling(name: str) -> bool:
    """Whether a file name is special enough to say something about its content."""
    stem = name.rpartition(".")[0] or name
    if canonical(stem).strip(" ()0123456789-_") in _generic():
        return False
    return len(stem) >= (_SHORTEST_ASCII if stem.isascii() else _SHORTEST)


@dataclass(slots=True)
class ContentBuilder:
    """Takes contents and names in, gives the arrays of a `ContentMatcher`."""

    key: bytes
    _sizes: list[int] = field(default_factory=list)
    _tags: list[int] = field(default_factory=list)
    _names: list[int] = field(default_factory=list)

    def add(self, size: int, sha256: bytes, name: str) -> int:
        """Take in one content; its number."""
        self._sizes.append(size)
        self._tags.append(long_tag(self.key, sha256))
        name = basename(name)
        if telling(name):
            self._names.append(long_tag(self.key, canonical(name).encode("utf-8")))
        return len(self._sizes) - 1

    def arrays(self) -> dict[str, Array]:
        """The finished arrays, names beginning with `content_`."""
        return {
            "content_file_size": np.array(self._sizes, np.uint64),
            "content_size": np.unique(np.array(self._sizes, np.uint64)),
            "content_tag": np.unique(np.array(self._tags, np.uint64)),
            "content_name": np.unique(np.array(self._names, np.uint64)),
        }


class ContentMatcher:
    """Registered contents and names, ready to compare with."""

    def __init__(self, arrays: dict[str, Array], key: bytes) -> None:
        self.key = key
        self.file_sizes = arrays["content_file_size"]
        self.sizes = frozenset(arrays["content_size"].tolist())
        self.tags = frozenset(arrays["content_tag"].tolist())
        self.names = frozenset(arrays["content_name"].tolist())

    def is_registered(self, data: bytes | bytearray | mmap | memoryview) -> bool:
        """Whether `data` is one of the received files or members. Hashes only what has a registered size."""
        if len(data) < SMALLEST or len(data) not in self.sizes:
            return False
        return long_tag(self.key, hashlib.sha256(data).digest()) in self.tags

    def is_registered_name(self, name: str) -> bool:
        """Whether the last part of `name` is the name of a received file or member."""
        name = basename(name)
        return telling(name) and long_tag(self.key, canonical(name).encode("utf-8")) in self.names
