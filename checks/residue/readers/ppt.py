"""PowerPoint 97-2003: text atoms of slides, notes, masters and comments (MS-PPT 2.9)."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from checks.residue.budget import Meter, Stop
from checks.residue.pieces import Member, Part, Text, Unread

if TYPE_CHECKING:
    from checks.residue.readers.ole import Compound

_WIDE_TEXT, _BYTE_TEXT, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
_OBJECT, _TAGGED = 0x1011, 0x138B  # an embedded file; what later versions add, comments among it
_SHAPE, _CHILD_ANCHOR = 0xF004, 0xF00F
_ENCRYPTED_TOKEN = 0xF3D1C4DF
_OBJECT_KIND, _COMPOUND = struct.pack("<H", _OBJECT), b"\xd0\xcf\x11\xe0"
_SPEAKING = tuple(
    name.encode("utf-16-le")
    for name in (
        "Workbook",
        "Book",
        "WordDocument",
        "PowerPoint Document",
        "Package",
        "package_stream",
        "EmbeddedOdf",
        "Ole10Native",
    )
)  # streams with words in them: objects of other kinds, as the macros of a presentation, have none
MOST_COLUMNS = 30
_Place = tuple[int, int]
_MASTERS = re.compile(
    "^(?:[*‹#›]{1,3}$|Click to edit|マスター? ?(?:タイトル|テキスト)|第 [2-5] レベル|___PPT|Arial|Times|Calibri|MS P?ゴシック|ＭＳ Ｐ)"
)


def read(compound: Compound, prefix: str) -> Iterator[Part]:
    """All text of a presentation. Raises Stop("locked")."""
    user = compound.read(f"{prefix}Current User") if f"{prefix}Current User" in compound.paths else b""
    if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _ENCRYPTED_TOKEN:
        raise Stop("locked")
    document = compound.read(f"{prefix}PowerPoint Document")
    lines = [line for line in _lines(document) if not _MASTERS.match(line)]
    yield Text("\n".join(lines))
    yield from _objects(document, compound.meter)
    if f"{prefix}Pictures" in compound.paths and sum(map(len, lines)) < 20:
        yield Unread("picture_only")


def _lines(data: bytes) -> Iterator[str]:
    """Text in its order; cells of a table, which are shapes at one height in a group, as one line with tabs."""
    cells: list[tuple[_Place, str]] = []
    for place, text in _atoms(data):
        if place is None:
            yield from _rows(cells)
            cells.clear()
            yield text
        else:
            cells.append((place, text.replace("\n", " ").strip()))
    yield from _rows(cells)


def _rows(cells: list[tuple[_Place, str]]) -> Iterator[str]:
    """The cells of a table as lines. An empty cell has no text, so where a cell stands is told by its left edge."""
    columns = sorted({left for (_, left), _ in cells})
    for _, row in groupby(cells, lambda cell: cell[0][0]):
        told = {left: text for (_, left), text in row}
        if len(columns) <= MOST_COLUMNS:
            yield "\t".join(told.get(left, "") for left in columns)
        else:
            yield "\t".join(told.values())


def _objects(data: bytes, meter: Meter) -> Iterator[Part]:
    """The files embedded in slides: sheets, charts, documents, each a compound file, mostly deflated (MS-PPT 2.10.34)."""
    at = data.find(_OBJECT_KIND)
    while at >= 2:
        flags, _, length = struct.unpack_from("<HHI", data, at - 2) if at + 6 <= len(data) else (0xF, 0, 0)
        if flags in (0x00, 0x10) and 8 <= length <= len(data) - at - 6:
            body = data[at + 6 : at + 6 + length]
            engine = zlib.decompressobj()
            try:
                file = engine.decompress(body[4:], meter.budget.member_bytes) if flags else body
            except zlib.error:
                file = b""
            meter.add(len(file))
            if file.startswith(_COMPOUND) and any(name in file for name in _SPEAKING):
                meter.member()
                yield Member("object", file)
                at += length
        at = data.find(_OBJECT_KIND, at + 2)


def _atoms(data: bytes) -> Iterator[tuple[_Place | None, str]]:
    """(upper and left edge of the shape in its group, text) of every atom.

    Containers are walked flat: a container's length is ignored, so damage stays local. MS-ODRAW 2.2.39 OfficeArtChildAnchor.
    """
    position, size = 0, len(data)
    place: _Place | None = None
    while position + 8 <= size:
        flags, kind, length = struct.unpack_from("<HHI", data, position)
        position += 8
        if flags & 0x0F == 0x0F or kind == _TAGGED:
            place = None if kind == _SHAPE else place
            continue
        body = data[position : position + length]
        if kind == _CHILD_ANCHOR and len(body) >= 8:
            left, top = struct.unpack_from("<ii", body)
            place = top, left
        elif kind in (_WIDE_TEXT, _STRING):
            yield place, body.decode("utf-16-le", "replace").replace("\r", "\n").replace("\x0b", "\n")
        elif kind == _BYTE_TEXT:
            yield place, body.decode("latin-1").replace("\r", "\n")
        position += length
