"""Fields of PDF forms that stand on no page: pdfium tells fields by their widgets alone (ISO 32000-1, 12.7.3).

A form that was emptied of its pages' widgets, or filled by a program, keeps names and values in the tree of fields. They are
read off the dictionaries of the file, those packed into object streams too.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from checks.residue.budget import Meter
from checks.residue.pieces import Part, Table
from checks.residue.readers import attribute_rows
from checks.residue.readers.source import Source

MOST_FIELDS, MOST_STREAM = 5_000, 16 << 20
_PACKED = re.compile(rb"/Type\s*/ObjStm\b[^>]{0,300}>>\s*stream\r?\n|/ObjStm\b.{0,200}?stream\r?\n", re.DOTALL)
TEXT = rb"(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.){0,2000}\)){0,20000}\)|<[0-9A-Fa-f\s]{0,40000}>)"
_NAME = re.compile(rb"/T\s*" + TEXT, re.DOTALL)
_SHOWN_NAME = re.compile(rb"/TU\s*" + TEXT, re.DOTALL)
_VALUE = re.compile(rb"/V\s*" + TEXT, re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
REACH = 2_000  # bytes between a field's value and its name


def read(data: bytes, meter: Meter) -> list[tuple[str, str]]:
    """(name, value) of the fields in the file `data`, in its order. Encrypted strings are not told."""
    if b"/Encrypt" in data[-4096:] or b"/Encrypt" in data[:2048]:
        return []
    found: list[tuple[str, str]] = []
    for part in (data, *packed(data, meter)):
        for value in _VALUE.finditer(part):
            told = string(value.group(1)).strip()
            if told:
                found.append((_name(part, value.start(), value.end()), told))
            if len(found) >= MOST_FIELDS:
                return found
    return list(dict.fromkeys(found))


def read_data(source: Source) -> Iterator[Part]:
    """What was typed into a form, kept or sent without its pages (FDF; ISO 32000-1, 12.7.7)."""
    rows = [list(field) for field in read(source.all(), source.meter)]
    listed = attribute_rows.take(["name", "value"], rows, "form") if rows else []
    yield from listed or [Table(rows, "form")]


def packed(data: bytes, meter: Meter) -> list[bytes]:
    """What the object streams of a file hold, inflated (7.5.7)."""
    out = []
    for found in _PACKED.finditer(data):
        try:
            out.append(zlib.decompressobj().decompress(data[found.end() :], MOST_STREAM))
        except zlib.error:
            continue
        meter.add(len(out[-1]))
    return out


def _name(part: bytes, begin: int, end: int) -> str:
    """The name of the field whose value stands from `begin` to `end`: what it is shown as, otherwise its own, in the same dictionary."""
    first = part.rfind(b"<<", max(0, begin - REACH), begin)
    last = part.find(b">>", end, end + REACH)
    around = part[first if first >= 0 else begin : begin] + part[end : last if last >= 0 else end]
    found = _SHOWN_NAME.search(around) or _NAME.search(around)
    return string(found.group(1)).strip() if found else ""


def string(written: bytes) -> str:
    """A text string: UTF-16 or UTF-8 behind their marks, otherwise the character set of the system (7.9.2.2)."""
    if written[:1] == b"<":
        digits = re.sub(rb"\s", b"", written[1:-1])
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        raw = _ESCAPED.sub(_unescaped, written[1:-1])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("cp932", "replace")


def _unescaped(match: re.Match[bytes]) -> bytes:
    told = match.group(1)
    if told.isdigit():
        return bytes([int(told, 8) & 255])
    return b"" if told in (b"\n", b"\r", b"\r\n") else _SIGNS.get(told, told)
