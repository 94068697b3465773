"""Disk images in containers, through the libraries of the extra `raw` (libewf, libvmdk, libvhdi), where they are installed."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, Self

from checks.residue.exit.model import ExitError

_MOST_READ = 8 << 20
VHD_FOOTER = 512


def kind_of(head: bytes, tail: bytes) -> str:
    """Which container the first and the last bytes of a file show: "ewf", "vmdk", "vhd", "packed", or "" for none of them."""
    if head.startswith((b"EVF\x09\x0d\x0a\xff\x00", b"EVF2\x0d\x0a\x81\x00")):
        return "ewf"
    if head.startswith((b"KDMV", b"# Disk DescriptorFile")):
        return "vmdk"
    # A fixed VHD is the disk's bytes and a footer; only dynamic ones begin with a copy of it.
    if head.startswith((b"vhdxfile", b"conectix")) and (head[:1] == b"v" or tail.startswith(b"conectix")):
        return "vhd"
    return "packed" if head.startswith((b"\xfd7zXZ\x00", b"\x1f\x8b\x08", b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c")) else ""


def open_container(kind: str, path: str) -> LibraryImage:
    """The disk inside the container. Raises ExitError: needs_library, unsupported_image."""
    try:
        opened = _OPENERS[kind](path)
    except ImportError as error:
        raise ExitError("needs_library", path) from error
    except (OSError, RuntimeError, TypeError, ValueError, KeyError, MemoryError) as error:
        raise ExitError("unsupported_image", path) from error
    return LibraryImage(opened)


def _ewf(path: str) -> Any:
    library = importlib.import_module("pyewf")
    handle = library.handle()
    handle.open(library.glob(path))
    return handle


def _vmdk(path: str) -> Any:
    handle = importlib.import_module("pyvmdk").handle()
    handle.open(path)
    if handle.get_parent_filename():
        raise ValueError("a difference to another image")
    handle.open_extent_data_files()
    return handle


def _vhd(path: str) -> Any:
    handle = importlib.import_module("pyvhdi").file()
    handle.open(path)
    if handle.get_parent_identifier():
        raise ValueError("a difference to another image")
    return handle


_OPENERS: dict[str, Callable[[str], Any]] = {"ewf": _ewf, "vmdk": _vmdk, "vhd": _vhd}


class LibraryImage:
    """The disk inside a container, as its library reads it."""

    gap, spent, hollow = "", False, False

    copied = False

    def __init__(self, handle: Any, size: int | None = None) -> None:
        self._handle = handle
        self.size = int(handle.get_media_size()) if size is None else size

    def read(self, offset: int, count: int) -> bytes:
        """See Image."""
        parts = []
        while count > 0 and offset < self.size:
            part: bytes = self._handle.read_buffer_at_offset(min(count, self.size - offset, _MOST_READ), offset)
            if not part:
                break
            parts.append(part)
            offset, count = offset + len(part), count - len(part)
        return b"".join(parts)

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """See Image."""
        data = self.read(offset, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def empty_until(self, offset: int) -> int:
        """See Image."""
        return offset

    def close(self) -> None:
        """See Image."""
        self._handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
