"""Compound files (MS-CFB): Word, Excel, PowerPoint 97-2003, Outlook messages, Ichitaro, and objects embedded in them."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

import olefile

from checks.residue import charset
from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import doc, ichitaro, margins, msg, password, ppt, raw, shortcut, vba, xls
from checks.residue.readers.large import opened
from checks.residue.readers.source import Source

LEAST = 16  # bytes of a stream that can say something of a person
Stream = Callable[[str], bytes]


class Compound:
    """An open compound file; streams are read whole, counted by the meter."""

    def __init__(self, source: Source) -> None:
        self.meter = source.meter
        try:
            self.ole = olefile.OleFileIO(opened(source.data))
        except (OSError, ValueError, IndexError, struct.error) as error:
            raise Stop("corrupt") from error
        self.paths = ["/".join(parts) for parts in self.ole.listdir(streams=True, storages=False)]

    def read(self, path: str) -> bytes:
        """The stream at `path`. Raises Stop when it is damaged."""
        try:
            data: bytes = self.ole.openstream(path.split("/")).read()
        except (OSError, ValueError, IndexError, struct.error) as error:
            raise Stop("corrupt") from error
        self.meter.member()
        return data


def read(source: Source) -> Iterator[Part]:
    """The parts of a compound file, by the streams it has."""
    compound = Compound(source)
    paths = set(compound.paths)
    if "EncryptedPackage" in paths:
        yield Member("package", password.open_default(source))
        return
    if "JSCompDocument" in paths:
        yield from ichitaro.read_packed(compound.read("JSCompDocument"))
        return
    if "Catalog" in paths and any(path.isdigit() or path[::-1].isdigit() for path in paths):
        yield from shortcut.read_names(compound.read("Catalog"))
        return
    if "DestList" in paths:
        yield from shortcut.read_link(source)
        return
    if "__properties_version1.0" in paths:
        yield from msg.read(compound)
        return
    known = False
    for path in compound.paths:
        for part in _stream(compound, path, source):
            known = True
            yield part
    if about := _about(compound):
        yield from margins.around(about.values())
        yield from _titled(about)
    if not known:
        yield from _unknown(compound, source)
        yield Unread("unknown_format")


_PEOPLE, _TITLES = ("author", "last_saved_by", "manager"), ("title", "subject", "keywords", "comments", "category")


def _about(compound: Compound) -> dict[str, str]:
    """Who wrote the document and saved it last, what it is called and what is noted of it (MS-OSHARED 2.3.3)."""
    if not any(path.endswith("SummaryInformation") for path in compound.paths):
        return {}
    told = compound.ole.get_metadata()
    written = {key: value for key in (*_PEOPLE, *_TITLES) if isinstance(value := getattr(told, key), bytes) and value}
    return {key: charset.decode(value, charset.detect(value) or "cp932").strip("\0 ") for key, value in written.items()}


def _titled(about: dict[str, str]) -> Iterator[Part]:
    """Title and notes of a document, where somebody wrote them."""
    lines = [about[key] for key in _TITLES if about.get(key)]
    if any(not line.isascii() or "@" in line for line in lines):
        yield Text("\n".join(lines), "title")


_FILES = (b"{\\rtf", b"PK\3\4", b"%PDF-", b"\xd0\xcf\x11\xe0", b"BEGIN:V")


def _unknown(compound: Compound, source: Source) -> Iterator[Part]:
    """Streams of a program not known here: those that are text as texts, strings of the others and of what lies around."""
    for path in compound.paths:
        data = compound.read(path).strip(b"\0")
        data += b"\0" * (len(data) % 2)  # the last letter of UTF-16 may end in a zero
        if len(data) >= LEAST and (data.startswith(_FILES) or charset.detect(data) not in (None, "latin-1")):
            yield Member(path, data)
    yield from raw.strings(source)


def _stream(compound: Compound, path: str, source: Source) -> Iterator[Part]:
    """What one stream gives; a damaged stream is named, the others are still read."""
    folder, _, leaf = path.rpartition("/")
    prefix = f"{folder}/" if folder else ""
    try:
        if leaf == "WordDocument":
            yield from doc.read(compound, prefix)
        elif leaf in ("Workbook", "Book"):
            yield from xls.read(compound.read(path), source if not folder else None)
        elif leaf == "PowerPoint Document":
            yield from ppt.read(compound, prefix)
        elif leaf == "DocumentText":
            yield from ichitaro.read(compound.read(path))
        elif leaf in ("Package", "CONTENTS", "EmbeddedOdf", "package_stream"):
            yield Member(leaf, compound.read(path))
        elif vba.speaks(path, compound.paths):
            yield from vba.read(path, compound.read(path))
        elif leaf == "\x01Ole10Native":
            yield package(compound.read(path))
    except Stop as stop:
        yield Unread(stop.code, path if folder else "")


def package(data: bytes) -> Member:
    """The file inside an Ole10Native stream: size, flags, label, name, path, size, content (MS-OLEDS 2.3.6)."""
    at = 6
    name = data[at : data.find(b"\0", at)].decode("cp932", "replace")
    for _ in range(2):
        at = data.find(b"\0", at) + 1
    at += 4
    if at + 4 <= len(data):
        (length,) = struct.unpack_from("<I", data, at)
        at += 4 + length
    if at + 4 > len(data):
        return Member(name, data[4:])
    (size,) = struct.unpack_from("<I", data, at)
    return Member(name, data[at + 4 : at + 4 + size])
