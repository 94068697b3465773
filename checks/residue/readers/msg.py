"""Outlook messages and templates (MS-OXMSG): subject, body in its three forms, people, attachments, messages inside messages."""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.residue.pieces import Member, Part
from checks.residue.readers import mapi

if TYPE_CHECKING:
    from checks.residue.readers.ole import Compound

_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})$")
_FIXED = "__properties_version1.0"
_ATTACHED, _NAMES = 0x3701, (0x3707, 0x3704)


def read(compound: Compound) -> Iterator[Part]:
    """The parts of a message, of those attached to it, and of its attachments and recipients: each has a storage of its own."""
    items: dict[str, mapi.Properties] = defaultdict(dict)
    for path in compound.paths:
        folder, _, leaf = path.rpartition("/")
        match = _STREAM.search(leaf)
        if match and "__nameid" not in path:
            items[folder][int(match[1], 16)] = int(match[2], 16), compound.read(path)
        elif leaf == _FIXED:
            items[folder].update(_times(compound.read(path)))
    for told in items.values():
        names = (mapi.text(*told[ident]) for ident in _NAMES if ident in told)
        kind, content = told.pop(_ATTACHED, (0, b""))
        yield from mapi.read(told)
        if kind == mapi.BINARY:
            yield Member(next(filter(None, names), "attachment"), content)


def _times(data: bytes) -> mapi.Properties:
    """The times among the properties of fixed length; they stand at the end, behind a head of 8, 24 or 32 bytes."""
    entries = struct.iter_unpack("<HHL8s", data[len(data) % 16 :])
    return {ident: (kind, value) for kind, ident, _, value in entries if kind == mapi.TIME}
