"""What a reader is given: bytes, a name, and the meter of the file they belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from checks.residue import charset
from checks.residue.budget import Meter
from checks.residue.pieces import Part
from checks.residue.readers.large import Content


@dataclass(slots=True)
class Source:
    """Content to read. `name` is only a hint for words, never for the type; `depth` counts containers around it."""

    data: Content
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
        return self.data[:]


Reader = Callable[[Source], Iterator[Part]]
