"""What a PDF says of its pictures, and where the states of the file before its last saves end (ISO 32000-1, 14.9, 7.5.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.budget import Meter
from checks.residue.pieces import Part, Text
from checks.residue.readers import pdf_fields

MOST_STATES, LEAST_STATE, MOST_DESCRIBED = 3, 400, 2_000
_END = re.compile(rb"%%EOF\s{0,2}")
_DESCRIBED = re.compile(rb"/(?:Alt|ActualText)\s*" + pdf_fields.TEXT, re.DOTALL)


def described(data: bytes, meter: Meter) -> Iterator[Part]:
    """The words that stand for pictures and drawn letters in the structure of the document. Encrypted strings are not told."""
    if b"/StructTreeRoot" not in data and b"/ObjStm" not in data:
        return
    if b"/Encrypt" in data[-4096:] or b"/Encrypt" in data[:2048]:
        return
    told: dict[str, None] = {}
    for part in (data, *pdf_fields.packed(data, meter)):
        if b"/Alt" in part or b"/ActualText" in part:
            for found in _DESCRIBED.finditer(part):
                told[pdf_fields.string(found[1])] = None
                if len(told) >= MOST_DESCRIBED:
                    break
    lines = [line for line in told if not line.isascii() or "@" in line or sum(map(str.isdigit, line)) >= 9]
    if lines:
        yield Text("\n".join(lines), "descriptions")


def earlier_ends(data: bytes) -> list[int]:
    """Where the last states of a file before the present one end; none for a file saved once, or in the order of its pages (annex F)."""
    if data.count(b"%%EOF") < 2:
        return []
    ends = [found.end() for found in _END.finditer(data)][:-1]
    if b"/Linearized" in data[:1024]:
        ends = ends[1:]
    return [end for end in reversed(ends) if end >= LEAST_STATE][:MOST_STATES]
