"""Outlook stores (PST, OST): every message, contact and appointment of all folders, and what is attached to them (MS-PST)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import mapi
from checks.residue.readers import pst_properties as properties
from checks.residue.readers.pst_nodes import Node, Store
from checks.residue.readers.source import Source

_MESSAGE, _ATTACHMENT = 0x04, 0x05
_RECIPIENTS = 0x692
_CONTENT, _NAMES = 0x3701, (0x3707, 0x3704)
_DEEP = 4
_DAMAGE = (struct.error, IndexError, ValueError, zlib.error)


def read(source: Source) -> Iterator[Part]:
    """The items of all folders, those in the folder of deleted items included. Raises Stop: corrupt, over_budget."""
    store = Store(source)
    broken = False
    for node in store.nodes():
        if node.number & 0x1F != _MESSAGE:
            continue
        source.meter.clock()
        try:
            yield from _item(store, node, 0)
        except Stop as stop:
            if stop.code != "corrupt":
                raise
            broken = True
        except _DAMAGE:
            broken = True
    if broken or store.broken:
        yield Unread("corrupt")


def _item(store: Store, node: Node, depth: int) -> Iterator[Part]:
    told, below = properties.read(store, node)
    yield from mapi.read(told)
    for number, lower in below.items():
        if number & 0x1F == _ATTACHMENT and depth < _DEEP:
            store.meter.member()
            yield from _attached(store, lower, depth)
        elif number == _RECIPIENTS:
            people = [
                told for told in map(_printed, properties.Heap(store.data(lower.data), store.large).pieces()) if told
            ]
            if people:
                yield Text("\n".join(dict.fromkeys(people)))


def _printed(piece: bytes) -> str:
    """A name or address among the pieces of the table of recipients; nothing where it is none."""
    try:
        told = piece.decode("utf-16-le" if b"\0" in piece[1::2] or not piece.isascii() else "ascii")
    except UnicodeDecodeError:
        return ""
    return told if told.isprintable() and ("@" in told or not told.isascii()) else ""


def _attached(store: Store, node: Node, depth: int) -> Iterator[Part]:
    """The file of an attachment, or the items of a message that is attached."""
    told, below = properties.read(store, node)
    names = (mapi.text(*told[ident]) for ident in _NAMES if ident in told)
    kind, content = told.get(_CONTENT, (0, b""))
    if kind == properties.BINARY and content:
        yield Member(next(filter(None, names), "attachment"), content)
    elif kind == properties.OBJECT and len(content) >= 4:
        inner = below.get(int.from_bytes(content[:4], "little"))
        if inner is not None:
            yield from _item(store, inner, depth + 1)
