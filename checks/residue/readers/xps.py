"""XPS and OpenXPS: printed pages whose strings carry their places (ECMA-388 12)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import flow
from checks.residue.readers.zipped import Container

PAGE = re.compile(r"\.fpage$", re.IGNORECASE)
_GLYPHS = re.compile(r"<Glyphs\b[^>]*>")
_ATTRIBUTE = re.compile(r"\b(OriginX|OriginY|UnicodeString)=\"([^\"]*)\"")
_PICTURE = re.compile(r"<ImageBrush\b")


def read(archive: Container) -> Iterator[Part]:
    """The lines of each page, pieces at one height kept apart by tabs; a page of pictures alone is named."""
    for name in archive.names():
        archive.meter.member()
        if PAGE.search(name):
            page = flow.decode(archive.read(name))
            lines = _lines(page)
            place = name.rpartition("/")[2].partition(".")[0]
            if lines:
                yield Text("\n".join(lines), place)
            elif _PICTURE.search(page):
                yield Unread("picture_only", place)
        elif name.lower().endswith((".xml", ".struct", ".frag")) and "/Metadata/" in name:
            yield Member(name.rpartition("/")[2], archive.read(name))


def _lines(page: str) -> list[str]:
    pieces: list[tuple[float, float, str]] = []
    for tag in _GLYPHS.findall(page):
        told = dict(_ATTRIBUTE.findall(tag))
        text = html.unescape(told.get("UnicodeString", "")).removeprefix("{}")
        if text.strip():
            pieces.append((_number(told.get("OriginY")), _number(told.get("OriginX")), text))
    lines: list[list[tuple[float, float, str]]] = []
    for piece in pieces:
        if lines and abs(lines[-1][0][0] - piece[0]) < 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return ["\t".join(text for _, _, text in sorted(line, key=lambda p: p[1])) for line in lines]


def _number(told: str | None) -> float:
    try:
        return float(told or 0)
    except ValueError:
        return 0.0
