"""Raw bytes by offset: image files, block devices, QCOW2. Opened for reading only, never mounted, never locked."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from checks.residue.exit.model import ExitError
from checks.residue.raw.containers import VHD_FOOTER, kind_of, open_container

# Raw devices on Windows give whole sectors only; every read is widened to this.
ALIGN = 4096
_RETRY = 64 << 10
_DEVICES = ("\\\\.\\", "\\\\?\\")


class Image(Protocol):
    """A run of bytes of known size; `gap` is why it is a container that could not be opened, or "".

    `hollow`: it is many times as large as the file that holds it. `copied`: what `empty_until` passes over is no zeros,
    but was looked at elsewhere.
    """

    size: int
    gap: str
    hollow: bool
    copied: bool

    def read(self, offset: int, count: int) -> bytes:
        """Up to `count` bytes from `offset`, fewer at the end. Raises OSError where the device cannot read."""
        ...

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """Fill `buffer` from `offset`, a multiple of ALIGN; the number of bytes, fewer at the end. Raises OSError."""
        ...

    def empty_until(self, offset: int) -> int:
        """Up to where from `offset` on there is nothing to look at: never written, zeros are read; `offset` where not known."""
        ...

    @property
    def spent(self) -> bool:
        """Whether more was read out of a container than the whole of it can hold: its tables lie."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class RawImage:
    """An image file or a device, byte for byte."""

    spent = hollow = copied = False

    def __init__(self, path: str) -> None:
        self.gap = ""
        self._file = io.FileIO(path, "rb")
        try:
            self.size = _size(self._file.fileno(), path)
        except OSError:
            self._file.close()
            raise

    def read(self, offset: int, count: int) -> bytes:
        """See Image."""
        count = max(0, min(count, self.size - offset))
        first = offset // ALIGN * ALIGN
        last = min(-(-(offset + count) // ALIGN) * ALIGN, self.size)
        data = bytearray(max(0, last - first))
        got = self.read_into(first, memoryview(data)) if data else 0
        return bytes(data[offset - first : min(offset - first + count, got)])

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """See Image."""
        self._file.seek(offset)
        done = 0
        while done < len(buffer) and (got := self._file.readinto(buffer[done:])):
            done += got
        return done

    def empty_until(self, offset: int) -> int:
        """See Image."""
        return offset

    def close(self) -> None:
        """See Image."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _size(file: int, path: str) -> int:
    mode = os.fstat(file).st_mode
    if stat.S_ISREG(mode):
        return os.fstat(file).st_size
    if path.startswith(_DEVICES):
        from checks.residue.raw.windows_device import length_of

        return length_of(file)
    return os.lseek(file, 0, os.SEEK_END)


def open_image(path: Path | str) -> Image:
    """The image or device at `path`. Raises ExitError: not_found, no_permission, io_error, empty_image.

    A container that cannot be read as one is given byte for byte, its `gap` saying why.
    """
    name = os.fspath(path)
    if name.startswith(_DEVICES):
        # as a path it ends with a separator, which would mean the volume's root folder
        name = name.rstrip("\\")
    try:
        image = RawImage(name)
    except FileNotFoundError as error:
        raise ExitError("not_found", name) from error
    except PermissionError as error:
        raise ExitError("no_permission", name) from error
    except OSError as error:
        raise ExitError("io_error", name) from error
    try:
        head, tail = image.read(0, 64), image.read(max(0, image.size - VHD_FOOTER), VHD_FOOTER)
    except OSError as error:
        image.close()
        raise ExitError("io_error", name) from error
    if not head:
        image.close()
        raise ExitError("empty_image", name)
    return _inside(image, name, head, tail)


def open_file(path: str) -> tuple[Image, bool]:
    """The bytes of a live file, or of the disk inside it where it is a virtual disk (and whether it is). Raises OSError."""
    image = RawImage(path)
    try:
        head, tail = image.read(0, 64), image.read(max(0, image.size - VHD_FOOTER), VHD_FOOTER)
        inside = _inside(image, path, head, tail)
    except OSError:
        image.close()
        raise
    image.gap = ""
    return inside, inside is not image


def _inside(image: RawImage, name: str, head: bytes, tail: bytes) -> Image:
    """The disk inside the container `image` is; the image itself where it is none, or one that cannot be read."""
    from checks.residue.raw.qcow2 import MAGIC, Qcow2Image

    kind = "qcow2" if head.startswith(MAGIC) else kind_of(head, tail)
    try:
        if kind == "qcow2":
            return Qcow2Image(image, name)
        if kind == "packed":
            raise ExitError("unsupported_image", name)
        if kind:
            inside = open_container(kind, name)
            image.close()
            return inside
    except ExitError as error:
        image.gap = error.code
    return image


def read_around_errors(image: Image, offset: int, buffer: memoryview) -> int:
    """Fill `buffer` from `offset`, with zeros where there is nothing or the device cannot read; bytes lost to errors."""
    try:
        got = image.read_into(offset, buffer)
        buffer[got:] = bytes(len(buffer) - got)
        return 0
    except OSError:
        pass
    lost = 0
    for at in range(0, len(buffer), _RETRY):
        part = buffer[at : at + _RETRY]
        try:
            got = image.read_into(offset + at, part)
        except OSError:
            got, lost = 0, lost + len(part)
        part[got:] = bytes(len(part) - got)
    return lost
