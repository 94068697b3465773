"""winmail.dat (MS-OXTNEF): attachments and the compressed body; and the RTF compression Outlook uses (MS-OXRTFCP)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.pieces import Member, Part, Text
from checks.residue.readers import raw
from checks.residue.readers.source import Source

_ATTACH_DATA, _ATTACH_TITLE, _BODY, _SUBJECT, _PROPERTIES = 0x0006800F, 0x00018010, 0x0002800C, 0x00018004, 0x00069003
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol"
    b"ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def read(source: Source) -> Iterator[Part]:
    """Attachments and texts of a TNEF stream."""
    data = source.all()
    position, title = 6, "attachment"
    while position + 9 <= len(data):
        _, ident, length = struct.unpack_from("<BII", data, position)
        body = data[position + 9 : position + 9 + length]
        position += 9 + length + 2
        if ident == _ATTACH_TITLE:
            title = body.rstrip(b"\0").decode("cp932", "replace")
        elif ident == _ATTACH_DATA:
            yield Member(title, body)
        elif ident in (_BODY, _SUBJECT):
            yield Text(body.rstrip(b"\0").decode("cp932", "replace"))
        elif ident == _PROPERTIES:
            yield from _properties(body)


def _properties(body: bytes) -> Iterator[Part]:
    """The body among the message's properties: the compressed RTF by its mark, other texts as strings."""
    at = body.find(b"LZFu")
    if at >= 8:
        yield Member("body.rtf", decompress_rtf(body[at - 8 :]))
    found = [run for alike in raw.runs(body) for run in alike]
    if found:
        yield Text("\n".join(found), raw=True)


def decompress_rtf(data: bytes) -> bytes:
    """RTF from its Outlook compression (MS-OXRTFCP 2.2); uncompressed data as it stands."""
    if len(data) < 16:
        return b""
    _, size, kind, _ = struct.unpack_from("<II4sI", data)
    if kind != b"LZFu":
        return data[16 : 16 + size]
    window = bytearray(_START.ljust(4096, b" "))
    write, out, position = len(_START), bytearray(), 16
    limit = min(size, 64 << 20)
    while position < len(data) and len(out) < limit:
        control = data[position]
        position += 1
        for bit in range(8):
            if position >= len(data):
                break
            if control >> bit & 1:
                if position + 2 > len(data):
                    return bytes(out)
                token = data[position] << 8 | data[position + 1]
                position += 2
                offset, length = token >> 4, (token & 15) + 2
                if offset == write % 4096:
                    return bytes(out)
                run = [0] * length
                for index in range(length):
                    run[index] = window[(offset + index) % 4096]
                    window[write % 4096] = run[index]
                    write += 1
                out += bytes(run)
            else:
                out.append(data[position])
                window[write % 4096] = data[position]
                write += 1
                position += 1
    return bytes(out)
