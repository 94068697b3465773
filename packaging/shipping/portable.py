"""What the loader of Windows needs to know of a DLL (Microsoft, "PE Format"): the names it takes from others and gives."""

from __future__ import annotations

import struct
from pathlib import Path

_HEADER = 0x3C
_WIDE_DIRECTORIES = 24 + 112
"""Where a 64-bit image lists its directories: exports first, imports second."""


class Image:
    """A 64-bit DLL or module. struct.error or ValueError for anything else."""

    def __init__(self, file: Path) -> None:
        self._data = file.read_bytes()
        self._head = self._number(_HEADER)
        sections, optional = struct.unpack_from("<H12xH", self._data, self._head + 6)
        if self._data[self._head : self._head + 4] != b"PE\0\0" or optional != 240:
            raise ValueError(file.name)
        rows = (self._head + 24 + optional + 40 * number for number in range(sections))
        self._sections = [struct.unpack_from("<8xIIII", self._data, row) for row in rows]

    def taken(self) -> dict[str, set[str]]:
        """The names this file takes, by the file it takes them from (lower case). By number counts as no name."""
        found: dict[str, set[str]] = {}
        at = self._directory(1)
        while at and (source := self._number(at + 12)):
            slot = self._place(self._number(at) or self._number(at + 16))
            names = found.setdefault(self._text(self._place(source)).lower(), set())
            while entry := struct.unpack_from("<Q", self._data, slot)[0]:
                if not entry >> 63:
                    names.add(self._text(self._place(entry) + 2))
                slot += 8
            at += 20
        return found

    def given(self) -> set[str]:
        """The names others can take from this file."""
        at = self._directory(0)
        if not at:
            return set()
        count, names = self._number(at + 24), self._place(self._number(at + 32))
        return {self._text(self._place(self._number(names + 4 * number))) for number in range(count)}

    def _directory(self, number: int) -> int:
        address = self._number(self._head + _WIDE_DIRECTORIES + 8 * number)
        return self._place(address) if address else 0

    def _place(self, address: int) -> int:
        """Where in the file the memory address (relative to the image) lies."""
        for size, start, stored, offset in self._sections:
            if start <= address < start + max(size, stored):
                return address - start + int(offset)
        raise ValueError(f"address {address:#x}")

    def _number(self, at: int) -> int:
        return int(struct.unpack_from("<I", self._data, at)[0])

    def _text(self, at: int) -> str:
        return self._data[at : self._data.index(b"\0", at)].decode("ascii")
