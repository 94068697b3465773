"""PowerPoint 97-2003: text atoms of slides, notes, masters and comments (MS-PPT 2.9)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.residue.budget import Stop
from checks.residue.pieces import Part, Text, Unread

if TYPE_CHECKING:
    from checks.residue.readers.ole import Compound

_WIDE_TEXT, _BYTE_TEXT, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
_SHAPE, _CHILD_ANCHOR = 0xF004, 0xF00F
_ENCRYPTED_TOKEN = 0xF3D1C4DF
_MASTERS = re.compile(
    "^(?:Click to edit|マスター? ?(?:タイトル|テキスト)|第 [2-5] レベル|___PPT|Arial|Times|Calibri|MS P?ゴシック|ＭＳ Ｐ)"
)


def read(compound: Compound, prefix: str) -> Iterator[Part]:
    """All text of a presentation. Raises Stop("locked")."""
    user = compound.read(f"{prefix}Current User") if f"{prefix}Current User" in compound.paths else b""
    if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _ENCRYPTED_TOKEN:
        raise Stop("locked")
    lines = [line for line in _lines(compound.read(f"{prefix}PowerPoint Document")) if not _MASTERS.match(line)]
    yield Text("\n".join(lines))
    if f"{prefix}Pictures" in compound.paths and sum(map(len, lines)) < 20:
        yield Unread("picture_only")


def _lines(data: bytes) -> Iterator[str]:
    """Text in its order; cells of a table, which are shapes at one height in a group, as one line with tabs."""
    row: list[str] = []
    height: int | None = None
    for top, text in _atoms(data):
        if row and (top is None or top != height):
            yield "\t".join(row)
            row = []
        if top is None:
            yield text
        else:
            height = top
            row.append(text.replace("\n", " ").strip())
    if row:
        yield "\t".join(row)


def _atoms(data: bytes) -> Iterator[tuple[int | None, str]]:
    """(upper edge of the shape in its group, text) of every atom.

    Containers are walked flat: a container's length is ignored, so damage stays local. MS-ODRAW 2.2.39 OfficeArtChildAnchor.
    """
    position, size = 0, len(data)
    top: int | None = None
    while position + 8 <= size:
        flags, kind, length = struct.unpack_from("<HHI", data, position)
        position += 8
        if flags & 0x0F == 0x0F:
            top = None if kind == _SHAPE else top
            continue
        body = data[position : position + length]
        if kind == _CHILD_ANCHOR and len(body) >= 8:
            (top,) = struct.unpack_from("<i", body, 4)
        elif kind in (_WIDE_TEXT, _STRING):
            yield top, body.decode("utf-16-le", "replace").replace("\r", "\n").replace("\x0b", "\n")
        elif kind == _BYTE_TEXT:
            yield top, body.decode("latin-1").replace("\r", "\n")
        position += length
