"""From a file's bytes to its pieces, containers opened in turn, everything under one meter."""

from __future__ import annotations

import csv
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace

from checks.residue import long_lines
from checks.residue.budget import Budget, Meter, Stop
from checks.residue.pieces import Member, Part, Piece, Table, Text, Unread
from checks.residue.readers import blocks, gathered, going_on, margins, registry
from checks.residue.readers.large import Content
from checks.residue.readers.source import Source

# what damaged input makes the parsers below raise; anything else is our fault and is reported as such
_DAMAGE = (ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, EOFError, struct.error, zlib.error, RecursionError, OverflowError, MemoryError, LookupError, ArithmeticError, AssertionError, csv.Error)  # fmt: skip


def extract(data: Content, name: str, limits: Budget | Meter) -> Iterator[Piece]:
    """Text, tables and unread parts of a file, read under a budget, or under the meter of what counts it.

    Places inside are joined with "!". Raises nothing about the content.
    """
    meter = limits if isinstance(limits, Meter) else Meter(limits, len(data))
    for piece in _parts(Source(data, name, meter), ""):
        yield piece
        meter.looked(_characters(piece))


def _characters(piece: Piece) -> int:
    """How many characters there are in a piece."""
    if isinstance(piece, Table):
        return sum(len("".join(row)) for row in piece.rows)
    return len(piece.text) if isinstance(piece, Text) else 0


def _parts(source: Source, place: str) -> Iterator[Piece]:
    lists = going_on.Lists()
    try:
        for part in gathered.rows(_read(source)):
            if isinstance(part, Member):
                yield from _member(part, source, place)
            elif isinstance(part, Table):
                for told in blocks.texts_in(part):
                    yield _at(told, place)
            elif isinstance(part, Text):
                for told in lists.read(_with_lines(part)):
                    yield _at(told, place)
            else:
                yield _at(part, place)
    except Stop as stop:
        yield Unread(stop.code, place)


def _with_lines(part: Text) -> Text:
    text = long_lines.cut(part.text)
    return part if text is part.text else replace(part, text=text)


def _read(source: Source) -> Iterator[Part]:
    """The reader's parts; what damaged input makes a parser raise becomes Stop("corrupt")."""
    try:
        yield from registry.reader_for(source)(source)
    except Stop:
        raise
    except MemoryError as error:
        raise Stop("over_budget") from error
    except _DAMAGE as error:
        raise Stop("corrupt") from error


def _member(member: Member, source: Source, place: str) -> Iterator[Piece]:
    inside = f"{place}!{member.name}" if place else member.name
    if source.depth >= source.meter.budget.depth:
        yield Unread("over_budget", inside)
        return
    source.meter.member()
    yield from (_at(named, place) for named in margins.in_files([member.name]))
    yield from _parts(Source(member.data, member.name, source.meter, source.depth + 1), inside)


def _at(part: Text | Unread | Piece, place: str) -> Piece:
    if not place:
        return part
    return replace(part, where=f"{place}!{part.where}" if part.where else place)
