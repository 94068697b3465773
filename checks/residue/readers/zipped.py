"""ZIP and what lives in ZIP: Office Open XML, OpenDocument, and plain archives with names in any character set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from checks.residue import charset
from checks.residue.budget import Meter, Stop
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import iwa, zip_directory
from checks.residue.readers.large import Content
from checks.residue.readers.source import Source


class Container(Protocol):
    """Members by name, read under a meter."""

    meter: Meter

    def names(self) -> list[str]:
        """Member names."""

    def read(self, name: str) -> bytes:
        """The content of a member; raises Stop."""

    def stream(self, name: str) -> Iterator[bytes]:
        """The content of a member in pieces; raises Stop."""


class Archive:
    """A ZIP archive whose members are inflated under the meter of the file they belong to."""

    def __init__(self, source: Source) -> None:
        self.meter = source.meter
        self.data = source.data  # a large one is read member by member, where it lies
        try:
            found = zip_directory.entries(self.data)
        except ValueError as error:
            raise Stop("corrupt") from error
        if len(found) > self.meter.budget.members:
            raise Stop("over_budget")
        self.found = found
        self.infos = _by_name(found)

    def names(self) -> list[str]:
        """Member names in the order of the directory."""
        return list(self.infos)

    def read(self, name: str) -> bytes:
        """The inflated member. Raises Stop: locked, corrupt, or over budget (actual bytes counted, not declared ones)."""
        chunks, got = [], 0
        for chunk in self.stream(name):
            got += len(chunk)
            if got > self.meter.budget.member_bytes:
                raise Stop("over_budget")
            chunks.append(chunk)
        return b"".join(chunks)

    def stream(self, name: str) -> Iterator[bytes]:
        """The inflated member in pieces, of whatever length. Raises Stop like `read`."""
        entry = self.infos.get(name)
        if entry is None:
            raise Stop("corrupt")
        yield from zip_directory.content(self.data, entry, self.meter)
        self.meter.passed(entry.packed)


def _by_name(found: list[zip_directory.Entry]) -> dict[str, zip_directory.Entry]:
    """The members by their names; earlier ones of the same name keep theirs with a number."""
    infos: dict[str, zip_directory.Entry] = {}
    for number, entry in enumerate(found, start=1):
        if entry.name in infos:
            infos[f"{entry.name} ({number})"] = infos[entry.name]
        infos[entry.name] = entry
    return infos


def member_name(entry: zip_directory.Entry) -> str:
    """The name as written: names without the UTF-8 flag are cp932 on Japanese PCs, though ZIP says cp437."""
    if entry.utf8:
        return entry.name
    return charset.decode(entry.written, charset.detect(entry.written) or "cp932").partition("\0")[0]


def read(source: Source) -> Iterator[Part]:
    """The parts of an Office document or OpenDocument, or the members of an archive; of a broken one what is left."""
    from checks.residue.readers import odf, ooxml, salvage, xps

    archive: Container
    try:
        archive = Archive(source)
    except Stop as stop:
        if stop.code != "corrupt":
            raise
        archive = salvage.Salvaged(source)
        yield Unread("corrupt")
    names = set(archive.names())
    if any(map(xps.PAGE.search, names)):
        yield from xps.read(archive)
    elif "[Content_Types].xml" in names or names & {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"}:
        yield from ooxml.read(archive)
    elif "content.xml" in names and ("META-INF/manifest.xml" in names or "mimetype" in names):
        yield from odf.read(archive)
    else:
        yield from _members(archive)
    if isinstance(archive, Archive):
        yield from _taken_out(archive, source)


def _taken_out(archive: Archive, source: Source) -> Iterator[Part]:
    """Members that the directory does not name any more and what is noted of those it names."""
    from checks.residue.readers import salvage

    for gap in zip_directory.gaps(archive.data, archive.found):
        yield from (Member(name, content) for name, content in salvage.local_members(gap, source) if content)
    remarks = [remark for entry in archive.found if len(remark := entry.remark.strip()) > 1]
    codecs = [charset.detect(remark) for remark in remarks]
    told = [charset.decode(remark, codec) for remark, codec in zip(remarks, codecs, strict=True) if codec]
    if told:
        yield Text("\n".join(told), "comment")


def _members(archive: Container) -> Iterator[Part]:
    """The files of an archive; those of a document of Numbers, Pages or Keynote are read together."""
    together = [name for name in archive.names() if name.endswith(".iwa")]
    if together:
        lost: list[Unread] = []
        yield from iwa.document(_read_each(archive, together, lost), archive.meter)
        yield from lost
    for name in archive.names():
        if name.endswith(("/", ".iwa")):
            continue
        archive.meter.clock()
        shown = member_name(archive.infos[name]) if isinstance(archive, Archive) else name
        try:
            yield Member(shown, archive.read(name))
        except Stop as stop:
            yield Unread(stop.code, shown)
            if stop.code == "over_budget" and archive.meter.inflated > archive.meter.budget.inflated:
                return
    if isinstance(archive, Archive):
        yield from _comment(archive.data)


_END = b"PK\5\6"


def _comment(data: Content) -> Iterator[Part]:
    """What is noted of the archive as a whole (APPNOTE 4.3.16)."""
    at = data.rfind(_END, max(0, len(data) - (1 << 16) - 22))
    comment = data[at + 22 : at + 22 + int.from_bytes(data[at + 20 : at + 22], "little")] if at >= 0 else b""
    codec = charset.detect(comment) if len(comment) > 1 else None
    if codec is not None:
        yield Text(charset.decode(comment, codec), "comment")


def _read_each(archive: Container, names: list[str], lost: list[Unread]) -> Iterator[bytes]:
    """The contents of members; of those that cannot be had the reason is put into `lost`. Raises Stop over budget."""
    for name in names:
        archive.meter.member()
        try:
            yield archive.read(name)
        except Stop as stop:
            if stop.code == "over_budget":
                raise
            lost.append(Unread(stop.code, name))
