"""What a reader is given: bytes, a name, and the meter of the file they belong to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from mmap import ACCESS_READ, mmap
from typing import Self

from checks.residue import charset
from checks.residue.budget import Meter
from checks.residue.pieces import Part


class Mapped(mmap):
    """A large file, read where it lies."""

    descriptor = -1

    @classmethod
    def of(cls, descriptor: int) -> Self:
        """The file that is open as `descriptor`. Raises OSError, ValueError where it is empty."""
        made = cls(descriptor, 0, access=ACCESS_READ)
        made.descriptor = os.dup(descriptor)
        return made

    def whole(self) -> bytes:
        """All of it at once, beside the pages that were read: those would count as memory a second time."""
        if sys.platform == "win32":
            return self[:]
        else:  # noqa: RET505 -- read for either system, each takes the other branch for unreachable
            return os.pread(self.descriptor, len(self), 0)

    def __del__(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)


@dataclass(slots=True)
class Source:
    """Content to read. `name` is only a hint for words, never for the type; `depth` counts containers around it."""

    data: bytes | mmap
    name: str
    meter: Meter
    depth: int = 0
    _codec: tuple[str | None] | None = field(default=None, init=False, repr=False)

    def __len__(self) -> int:
        return len(self.data)

    def head(self, count: int = 4096) -> bytes:
        """The first `count` bytes."""
        return bytes(self.data[:count])

    def codec(self) -> str | None:
        """The Python codec for its first bytes, or None if they are no text; found out once."""
        if self._codec is None:
            self._codec = (charset.detect(bytes(self.data[: charset.SAMPLE])),)
        return self._codec[0]

    def all(self) -> bytes:
        """The content as bytes. Raises Stop when it is larger than a reader that needs all of it may hold."""
        if isinstance(self.data, bytes):
            return self.data
        self.meter.clock()
        return self.data.whole() if isinstance(self.data, Mapped) else self.data[:]


Reader = Callable[[Source], Iterator[Part]]
