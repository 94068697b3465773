"""Macros of Office: the source of modules, unpacked (MS-OVBA 2.4.1), and the words of their forms."""

from __future__ import annotations

from collections.abc import Iterator

from checks.residue import charset
from checks.residue.budget import Stop
from checks.residue.pieces import Part, Text
from checks.residue.readers import raw

_BEGINS = b"\x00Attribut"  # every module begins so: eight letters behind the flags of the first token
_BACK = 3
"""Bytes of the container and its first chunk before those flags."""
_CHUNK, MOST = 4096, 8 << 20
_OF_FORMS = ("o", "f", "\x03VBFrame")


def speaks(path: str, paths: list[str]) -> bool:
    """Whether the stream at `path` is the source of a module or a part of a form."""
    folder, _, leaf = path.rpartition("/")
    return folder.rpartition("/")[2] == "VBA" or (leaf in _OF_FORMS and f"{folder}/\x03VBFrame" in paths)


def read(path: str, data: bytes) -> Iterator[Part]:
    """The source of a module without the lines its program writes, or the strings of a form."""
    if path.rpartition("/")[2] not in _OF_FORMS:
        at = data.find(_BEGINS)
        if at >= _BACK:
            source = unpacked(data[at - _BACK :])
            text = charset.decode(source, charset.detect(source) or "cp932")
            lines = [line for line in text.splitlines() if not line.startswith("Attribute VB_")]
            yield Text("\n".join(lines), path)
    elif path.endswith("\x03VBFrame"):
        yield Text(charset.decode(data, charset.detect(data) or "cp932"), path)
    else:
        for runs in raw.runs(data)[1:]:
            yield from raw.of_one_encoding(runs)


def unpacked(data: bytes) -> bytes:
    """What a container of chunks holds; of a damaged one what unpacks. Raises Stop over budget."""
    out, at = bytearray(), 1
    while at + 2 <= len(data):
        head = data[at] | data[at + 1] << 8
        end = min(at + 3 + (head & 0xFFF), len(data))
        at += 2
        if head >> 12 & 7 != 3:
            break
        if head >> 15:
            _chunk(data[at:end], out)
        else:
            out += data[at : at + _CHUNK]
        if len(out) > MOST:
            raise Stop("over_budget")
        at = end
    return bytes(out)


def _chunk(data: bytes, out: bytearray) -> None:
    """One chunk, put behind `out`: groups of eight signs or copies of what stands before."""
    start, at = len(out), 0
    while at < len(data):
        flags, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data):
                return
            if not flags >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            if at + 2 > len(data) or len(out) == start:
                return
            token, at = data[at] | data[at + 1] << 8, at + 2
            wide = max((len(out) - start - 1).bit_length(), 4)
            back, count = (token >> 16 - wide) + 1, (token & (0xFFFF >> wide)) + 3
            if back > len(out) - start:
                return
            for _ in range(count):
                out.append(out[-back])
