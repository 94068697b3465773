"""Outlook messages (MS-OXMSG): subject, body in its three forms, people, attachments, messages inside messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.residue import charset
from checks.residue.pieces import Member, Part, Text
from checks.residue.readers import tnef

if TYPE_CHECKING:
    from checks.residue.readers.ole import Compound

_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})$")
# property identifiers of MS-OXPROPS: shown texts, bodies, attachment content
_TOLD = {
    "0037",
    "0E04",
    "0E03",
    "0C1A",
    "0042",
    "3001",
    "0C1F",
    "5D01",
    "39FE",
    "3003",
    "0E02",
    "007D",
    "3707",
    "3704",
    "5D02",
    "0065",
}
_BODY, _HTML, _RTF, _ATTACHED = "1000", "1013", "1009", "3701"


def read(compound: Compound) -> Iterator[Part]:
    """The parts of a message."""
    lines: list[str] = []
    for path in compound.paths:
        match = _STREAM.search(path)
        if match is None or "__nameid" in path:
            continue
        ident, kind = match.groups()
        if ident == _ATTACHED and kind == "0102":
            yield Member("attachment", compound.read(path))
        elif ident == _RTF:
            yield Member("body.rtf", tnef.decompress_rtf(compound.read(path)))
        elif ident == _HTML:
            yield Member("body.html", compound.read(path))
        elif kind in ("001F", "001E") and (ident in _TOLD or ident == _BODY):
            lines.append(_text(compound.read(path), kind))
    if lines:
        yield Text("\n".join(dict.fromkeys(lines)))


def _text(data: bytes, kind: str) -> str:
    if kind == "001F":
        return data.decode("utf-16-le", "replace")
    return charset.decode(data, charset.detect(data) or "cp932")
