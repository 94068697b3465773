"""Looking into packed contents: raw bytes, words of markup, and what is packed inside, to a fixed depth.

Contents come in thousands and are mostly small, so they are laid side by side with zeros between them and looked at together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from checks.residue.fingerprint import Registry, agree
from checks.residue.fingerprint.canonical import canonical
from checks.residue.fingerprint.matcher import Matcher, Tokens
from checks.residue.raw import base64_runs, inflate, markup, signatures, starts

DEPTH = 4
# All that may be inflated out of one chunk of the image.
ALLOWANCE = 512 << 20
BATCH = 8 << 20
# Zeros between two contents: farther than two kinds of one person may stand apart.
_BETWEEN = bytes(512)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uff01-\uff9f]")


class Packed(NamedTuple):
    """A content taken out of another: where in the image its packing begins, inside what, and how deep."""

    offset: int
    where: str
    data: bytes
    depth: int


@dataclass(frozen=True, slots=True)
class Find:
    """Something found: offset of it or of its packing, kind as in Hit, persons, inside what ("zip", "zip/base64" …), bytes."""

    offset: int
    kind: str
    records: frozenset[int]
    where: str
    length: int = 0


@dataclass(slots=True)
class Contents:
    """Looks into contents with one registry. `pdf_text` reads whole PDF files, in a process of its own."""

    registry: Registry
    pdf_text: Callable[[bytes], str | None] = lambda _: None
    left: int = field(default=ALLOWANCE, init=False)
    over_budget: int = field(default=0, init=False)

    def look(self, contents: Iterable[Packed]) -> Iterator[Find]:
        """Finds in all `contents`, and in what is packed inside them."""
        batch: list[Packed] = []
        size = 0
        for packed in contents:
            batch.append(packed)
            size += len(packed.data)
            if size >= BATCH:
                yield from self._together(batch)
                batch, size = [], 0
        if batch:
            yield from self._together(batch)

    def _together(self, batch: list[Packed]) -> Iterator[Find]:
        for packed in batch:
            if self.registry.contents.is_registered(packed.data):
                yield Find(packed.offset, "member", frozenset(), packed.where)
        joined, starts = _joined([packed.data for packed in batch])
        tokens, marks = self.registry.raw.find_all(joined)
        yield from _finds(batch, starts, tokens)
        yield from self.look_at_texts(
            (packed.offset, packed.where, text)
            for packed in batch
            if _worth_reading(packed.data)
            for text in markup.words(packed.data)
        )
        yield from self.look(self._unpacked(batch, joined, starts, marks))

    def look_at_texts(self, texts: Iterable[tuple[int, str, str]]) -> Iterator[Find]:
        """Finds in extracted texts (offset, where, text): as written, and folded to one form."""
        listed = list(texts)
        if not listed:
            return
        folded = [(offset, where, canonical(text)) for offset, where, text in listed if _JAPANESE.search(text)]
        yield from self._in_texts(listed, self.registry.raw)
        yield from self._in_texts(folded, self.registry.text)

    @staticmethod
    def _in_texts(texts: list[tuple[int, str, str]], matcher: Matcher) -> Iterator[Find]:
        batch = [Packed(offset, where, text.encode("utf-8", "replace"), 0) for offset, where, text in texts]
        joined, starts = _joined([packed.data for packed in batch])
        yield from _finds(batch, starts, matcher.find(joined))

    def _unpacked(
        self, batch: list[Packed], joined: bytes, starts: list[int], marks: list[tuple[int, int]]
    ) -> Iterator[Packed]:
        """What is packed inside the contents of `batch`, as long as depth and allowance last."""
        edges = np.array(starts)
        marks = marks + [
            (at, signatures.GZIP)
            for packed, start in zip(batch, starts, strict=True)
            for at in _gzips(packed.data, start)
        ]
        for at, mark in marks:
            index = int(np.searchsorted(edges, at, "right")) - 1
            outer, inside = batch[index], at - starts[index]
            if outer.depth >= DEPTH:
                continue
            if mark == signatures.PDF:
                text = self.pdf_text(outer.data[inside:])
                if text:
                    yield Packed(outer.offset, f"{outer.where}/pdf", text.encode("utf-8", "replace"), DEPTH)
                continue
            found = self.inflate_at(_reader(outer.data), inside, mark)
            if found is not None:
                yield Packed(outer.offset, f"{outer.where}/{found[1]}", found[0], outer.depth + 1)
        for at, decoded in base64_runs.runs(joined, base64_runs.samples(joined, 0, len(joined))):
            outer = batch[int(np.searchsorted(edges, at, "right")) - 1]
            if outer.depth < DEPTH:
                yield from (Packed(outer.offset, f"{outer.where}/base64", plain, outer.depth + 1) for plain in decoded)

    def inflate_at(self, read: inflate.Reader, offset: int, mark: int) -> tuple[bytes, str] | None:
        """The content packed at `offset`, where `mark` was seen; None where there is none or the allowance is used up."""
        if self.left <= 0:
            self.over_budget += 1
            return None
        most = min(self.left, inflate.MOST)
        stream: inflate.Stream | None
        if mark == signatures.ZIP:
            stream, kind = inflate.zip_member(read, offset, most), "zip"
        elif mark not in signatures.STREAMS:
            unpacked = starts.unpack(read, offset, mark, most)
            stream, kind = unpacked or (None, "")
        else:
            start = inflate.flate_start(read, offset)
            stream, kind = (inflate.deflated(read, start, 15, most) if start is not None else None), "flate"
        if stream is None or not stream.data:
            return None
        self.over_budget += stream.limited
        self.left -= len(stream.data)
        return stream.data, kind


def _reader(data: bytes) -> inflate.Reader:
    return lambda offset, count: data[offset : offset + count]


def _worth_reading(data: bytes) -> bool:
    """Markup that can hold Japanese: ASCII alone, without references, was looked at as bytes already."""
    return markup.looks_like_markup(data) and (not data.isascii() or b"&#" in data)


def _joined(parts: list[bytes]) -> tuple[bytes, list[int]]:
    """All parts with zeros between them, and where each begins."""
    if len(parts) == 1:
        return parts[0], [0]
    starts, at = [], 0
    for part in parts:
        starts.append(at)
        at += len(part) + len(_BETWEEN)
    return _BETWEEN.join(parts), starts


def _gzips(data: bytes, start: int) -> list[int]:
    """Where gzip members begin in a content that lies at `start`: at its beginning, or at the records of a tar file."""
    if data[257:262] == b"ustar":
        return [start + at for at in range(0, len(data), 512) if data.startswith(b"\x1f\x8b\x08", at)]
    return [start] if data.startswith(b"\x1f\x8b\x08") else []


def _finds(batch: list[Packed], starts: list[int], tokens: Tokens) -> Iterator[Find]:
    """The clusters of each content by itself: contents are moved so far apart that none reaches into the next."""
    if not len(tokens):
        return
    moved = np.array(starts) + np.arange(len(starts)) * agree.APART
    owner = np.searchsorted(np.array(starts), tokens.position, "right") - 1
    apart = Tokens(tokens.position + owner * agree.APART, tokens.length, tokens.record, tokens.kind)
    finds = []
    for cluster in agree.clusters(apart):
        index = int(np.searchsorted(moved, cluster.start, "right")) - 1
        kind = "record" if cluster.content else "candidate"
        finds.append((index, Find(batch[index].offset, kind, cluster.records, batch[index].where)))
    finds.sort(key=lambda each: each[0])
    yield from (find for _, find in finds)
