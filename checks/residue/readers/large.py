"""A large file, read where it lies: by windows, so that its memory is that of one window, and so that whoever cuts it meanwhile does no harm.

A file mapped into memory would end the process with SIGBUS where it became shorter, and on Windows keep others from cutting it.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from mmap import mmap
from typing import BinaryIO, Protocol, overload

from checks.residue.budget import Stop

WINDOW = 1 << 18
STEP = 4 << 20
"""Bytes kept for what is asked for next, and bytes that are searched at once."""


class Large:
    """Reads like the `bytes` of a file: what is no longer there when it is asked for is missing, and damage to whoever asks."""

    def __init__(self, descriptor: int, begin: int = 0, size: int | None = None) -> None:
        """The file that is open as `descriptor`, which may be closed, or `size` bytes of it. Raises OSError here, Stop("io_error") later."""
        self._descriptor = os.dup(descriptor)
        self._begin = begin
        self._size = os.fstat(self._descriptor).st_size if size is None else size
        self._lock = threading.Lock()
        self._at, self._kept = 0, b""
        self.cut = False
        """Whether the file became shorter than it was."""

    def __del__(self) -> None:
        if hasattr(self, "_descriptor"):
            os.close(self._descriptor)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, key: int) -> int: ...
    @overload
    def __getitem__(self, key: slice) -> bytes: ...
    def __getitem__(self, key: int | slice) -> int | bytes:
        if isinstance(key, slice):
            start, stop, step = key.indices(self._size)
            return self._part(start, max(stop - start, 0))[::step]
        return self._part(key + self._size if key < 0 else key, 1)[0]

    def _part(self, start: int, count: int) -> bytes:
        """`count` bytes from `start` on; small parts from a window that is kept."""
        if count >= WINDOW // 4:
            return self._pread(start, count)
        within = start - self._at
        if not 0 <= within <= len(self._kept) - count:
            back = WINDOW // 4 if within < 0 else 0  # whoever reads backwards goes on doing so
            self._at = max(0, start - back)
            self._kept = self._pread(self._at, WINDOW)
            within = start - self._at
        return self._kept[within : within + count]

    def _pread(self, start: int, count: int) -> bytes:
        """`count` bytes, or up to the end; the system gives two gigabytes at once at most."""
        parts: list[bytes] = []
        left = max(0, min(count, self._size - start))
        while left:
            try:
                part = self._read_at(start, left)
            except OSError as error:
                raise Stop("io_error") from error
            if not part:
                self.cut = True
                break
            parts.append(part)
            start, left = start + len(part), left - len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def _read_at(self, start: int, count: int) -> bytes:
        if sys.platform != "win32":
            return os.pread(self._descriptor, count, self._begin + start)
        else:  # noqa: RET505 -- read for either system, each takes the other branch for unreachable
            with self._lock:
                os.lseek(self._descriptor, self._begin + start, os.SEEK_SET)
                return os.read(self._descriptor, count)

    def part(self, start: int, size: int) -> Large:
        """A stretch of the file, read where it lies as well. Raises OSError."""
        return Large(self._descriptor, self._begin + start, size)

    def find(self, what: bytes, start: int = 0, end: int | None = None) -> int:
        """Where `what` is first found between two places, -1 where it is not, as `bytes.find` gives it."""
        stop = self._size if end is None else min(end, self._size)
        for at in range(max(start, 0), stop, STEP):
            found = self._part(at, min(STEP + len(what) - 1, stop - at)).find(what)
            if found >= 0:
                return at + found
        return -1

    def rfind(self, what: bytes, start: int = 0, end: int | None = None) -> int:
        """Where `what` is last found between two places, -1 where it is not, as `bytes.rfind` gives it."""
        low, high = max(start, 0), self._size if end is None else min(end, self._size)
        while high - low >= len(what):
            at = max(low, high - STEP)
            found = self._part(at, high - at).rfind(what)
            if found >= 0:
                return at + found
            if at == low:
                break
            high = at + len(what) - 1
        return -1


Content = bytes | mmap | Large
"""What a reader is given to read: bytes, or something that reads like them."""


def part(data: Content, start: int, size: int) -> bytes | Large:
    """A stretch of `data`: read where it lies where both are large."""
    if isinstance(data, Large) and size > STEP:
        return data.part(start, size)
    return data[start : start + size]


class _Bytes(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, key: slice, /) -> bytes: ...


class _File(io.RawIOBase):
    """Content as a file of its own, for libraries that read those."""

    def __init__(self, data: _Bytes) -> None:
        self._data, self._at = data, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: len(self._data)}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]  # io hands in a memoryview
        part = self._data[self._at : self._at + len(room)]
        room[: len(part)] = part
        self._at += len(part)
        return len(part)


def opened(data: Content) -> BinaryIO:
    """`data` as a file that can be read and sought in; nothing of it is copied beforehand."""
    return io.BytesIO(data) if isinstance(data, bytes) else io.BufferedReader(_File(data), WINDOW)
