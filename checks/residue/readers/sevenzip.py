"""7z archives, unpacked in memory under the meter."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import SimpleNamespace

from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part
from checks.residue.readers import lazily
from checks.residue.readers.large import opened
from checks.residue.readers.source import Source

# for encrypted archives, packed programs, seldom methods and archives in several files alone
with lazily.imported("Cryptodome.Cipher.AES", "bcj", "inflate64", "pyppmd", "backports.zstd", "multivolumefile"):
    import py7zr
    from py7zr.io import Py7zIO, WriterFactory

_AT_ONCE = 16 << 20
"""Bytes unpacked at once."""
# It would load psutil to ask for the free memory, and a package for archives in several files, of which it gets none
# here: either takes longer than most archives take to unpack.
vars(py7zr.py7zr).update(
    get_memory_limit=lambda: _AT_ONCE, multivolumefile=SimpleNamespace(MultiVolume=type("MultiVolume", (), {}))
)


class _Sink(Py7zIO):
    """One member, kept in memory; stops where the budget ends."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.buffer = bytearray()

    def write(self, s: bytes | bytearray) -> int:
        self.source.meter.add(len(s))
        if len(self.buffer) + len(s) > self.source.meter.budget.member_bytes:
            raise Stop("over_budget")
        self.buffer += s
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        return None

    def size(self) -> int:
        return len(self.buffer)


class _Factory(WriterFactory):
    def __init__(self, source: Source) -> None:
        self.source = source
        self.sinks: dict[str, _Sink] = {}

    def create(self, filename: str) -> Py7zIO:
        self.source.meter.member()
        self.sinks[filename] = _Sink(self.source)
        return self.sinks[filename]


def read(source: Source) -> Iterator[Part]:
    """The members of a 7z archive. Raises Stop: locked, corrupt, over budget."""
    try:
        sinks = _unpacked(source)
    except (
        MemoryError
    ):  # the objects of archives before this one refer to each other: only the collector takes them away
        gc.collect()
        sinks = _unpacked(source)
    for name, sink in sinks.items():
        yield Member(name, bytes(sink.buffer))


def _unpacked(source: Source) -> dict[str, _Sink]:
    """What was unpacked, by the names of the members."""
    factory = _Factory(source)
    try:
        with py7zr.SevenZipFile(opened(source.data), "r") as archive:
            if archive.needs_password():
                raise Stop("locked")
            total = sum(info.uncompressed or 0 for info in archive.list())
            if total > source.meter.budget.inflated or len(archive.getnames()) > source.meter.budget.members:
                raise Stop("over_budget")
            archive.extractall(factory=factory)
    except Stop:
        raise
    except py7zr.exceptions.PasswordRequired as error:
        raise Stop("locked") from error
    except py7zr.exceptions.UnsupportedCompressionMethodError as error:
        raise Stop("unsupported_format") from error
    except MemoryError:
        raise
    except Exception as error:  # py7zr raises what its many decoders raise; all of it means damage
        raise Stop("corrupt") from error
    return factory.sinks
