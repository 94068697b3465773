"""The pass over an image or a file: windows, blocks and packed contents in one reading, memory the same for any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy.typing as npt

from checks.residue.exit.model import Coverage
from checks.residue.fingerprint import Registry, agree
from checks.residue.fingerprint.blocks import SECTOR, BlockRun
from checks.residue.raw import base64_runs, sectors, signatures
from checks.residue.raw.content import ALLOWANCE, Contents, Find, Packed
from checks.residue.raw.extractor import Extractor
from checks.residue.raw.image import Image, read_around_errors
from checks.residue.raw.pdf import end_of_pdf

CHUNK = 8 << 20
# Before and after the part looked at, so that what lies across the border is whole; a multiple of a device's sector.
EDGE = 4096
# So much of one file in neighbouring sectors is its content; less may be what many files share (a letterhead's picture).
BLOCK_CONTENT = 4096
# File numbers from here on are not those of received files: two for each positive control, its marker and its twin.
CONTROLS = 0xFFFF0000
# A PDF file begins within its first kilobyte.
_PDF_HEAD = 1024
Array = npt.NDArray[Any]


@dataclass(slots=True)
class RawScan:
    """One pass, up to `end` or the end of the image. `position` is how far everything was looked at: resume there.

    `read_elsewhere` says that the image is a file whose own format is read by somebody else.
    """

    image: Image
    registry: Registry
    start: int = 0
    carve: bool = True
    extractor: Extractor = field(default_factory=Extractor)
    end: int = 0
    read_elsewhere: bool = False
    coverage: Coverage = field(default_factory=Coverage)
    position: int = field(init=False)
    finished: bool = field(default=False, init=False)
    _chunk: int = field(init=False)
    _contents: Contents = field(init=False)
    _pdf_until: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.position = self.start = self.start // CHUNK * CHUNK
        self.end = min(self.end or self.image.size, self.image.size)
        self._chunk = min(CHUNK, max(-(-self.image.size // EDGE), 1) * EDGE)
        self._contents = Contents(self.registry, self.extractor.pdf_text)
        signatures.notice(self.registry.raw)

    def finds(self, tick: Callable[[int], bool]) -> Iterator[Find]:
        """Finds by offset, roughly. `tick(position)` is called after each chunk and says whether to stop."""
        self.coverage.items, self.coverage.bytes = 1, self.image.size
        if self.image.gap and not self.start:
            self.coverage.miss(self.image.gap)
        buffer = memoryview(bytearray(EDGE + self._chunk + EDGE))
        if self.start:
            read_around_errors(self.image, self.start - EDGE, buffer[:EDGE])
        self._read(self.start, buffer[EDGE : 2 * EDGE])
        while self.position < self.end:
            if self.image.spent:
                self.coverage.miss("over_budget")
                break
            if empty := self._empty():
                self.coverage.bytes_looked += empty
                self.coverage.bytes_zero += 0 if self.image.copied else empty
                self.position += empty
                self._read(self.position - EDGE, buffer[:EDGE])
                self._read(self.position, buffer[EDGE : 2 * EDGE])
                if tick(self.position):
                    return
                continue
            self._read(self.position + EDGE, buffer[2 * EDGE :])
            size = min(self._chunk, self.end - self.position)
            yield from self._look(buffer, size)
            buffer[: 2 * EDGE] = bytes(buffer[self._chunk :])
            self.position += size
            if tick(self.position):
                return
        self.finished = True
        self.coverage.looked = 1

    def _empty(self) -> int:
        """How many bytes from here on were never written, in whole chunks and with as much behind them as is looked at too."""
        until = min(self.image.empty_until(self.position), self.end)
        rest = until - self.position - (0 if until == self.end else EDGE)
        return rest if until == self.end and rest > self._chunk else max(rest, 0) // self._chunk * self._chunk

    def _read(self, offset: int, buffer: memoryview) -> None:
        if offset >= self.image.size:
            buffer[:] = bytes(len(buffer))
            return
        lost = read_around_errors(self.image, offset, buffer)
        if lost:
            self.coverage.miss("io_error")
            self.coverage.bytes_looked -= lost

    def _look(self, data: memoryview, size: int) -> Iterator[Find]:
        """`data` is the chunk with an edge before and after it."""
        self.coverage.bytes_looked += size
        seen = sectors.look(self.registry.blocks, data, EDGE, size)
        zeros = min(int(seen.zero.sum()) * SECTOR, size)
        self.coverage.bytes_zero += zeros
        if zeros == size:
            return
        base = self.position - EDGE
        tokens, marks = self.registry.raw.find_all(data, EDGE, EDGE + size)
        for cluster in agree.clusters(tokens):
            kind = "record" if cluster.content else "candidate"
            yield Find(base + cluster.start, kind, cluster.records, "", cluster.length)
        for cluster in agree.names(tokens):
            yield Find(base + cluster.start, "name", frozenset(), "", cluster.length)
        for run in self.registry.blocks.find(data[EDGE : EDGE + size], self.position, seen.blocks):
            yield self._block(run)
        if self.carve:
            yield from self._carved(data, size, base, sorted(marks + seen.marks), seen.samples)

    def _block(self, run: BlockRun) -> Find:
        if run.file >= CONTROLS:
            return Find(run.offset, "control", frozenset({run.file - CONTROLS}), "", run.length)
        whole = int(self.registry.contents.file_sizes[run.file])
        enough = run.length >= min(BLOCK_CONTENT, max(whole // 2 // SECTOR * SECTOR, SECTOR))
        return Find(run.offset, "block" if enough else "candidate", frozenset(), "block", run.length)

    def _carved(
        self, data: memoryview, size: int, base: int, marks: list[tuple[int, int]], samples: Array
    ) -> Iterator[Find]:
        contents = self._contents
        contents.left = ALLOWANCE
        texts: list[tuple[int, str, str]] = []
        finds = list(contents.look(self._packed(data, size, base, marks, texts)))
        finds += contents.look(
            Packed(base + at, "base64", plain, 1)
            for at, decoded in base64_runs.runs(data, samples)
            for plain in decoded
        )
        finds += contents.look_at_texts(texts)
        if contents.over_budget:
            self.coverage.miss("over_budget", contents.over_budget)
            contents.over_budget = 0
        yield from _merged(finds)

    def _packed(
        self, data: memoryview, size: int, base: int, marks: list[tuple[int, int]], texts: list[tuple[int, str, str]]
    ) -> Iterator[Packed]:
        """Contents packed at the marks of one chunk; the text of whole PDF files is added to `texts`."""

        def read(offset: int, count: int) -> bytes:
            at = offset - base
            if at >= 0 and at + count <= EDGE + size:
                return bytes(data[at : at + count])
            try:
                return self.image.read(offset, count)
            except OSError:
                return b""

        for at, mark in marks:
            offset = base + at
            if mark == signatures.PDF and not (self.read_elsewhere and offset < _PDF_HEAD):
                document = end_of_pdf(read, offset)
                text = self.extractor.pdf_text(document) if document else None
                if text is not None:
                    texts.append((offset, "pdf", text))
                    self._pdf_until = max(self._pdf_until, offset + len(document))
            elif mark != signatures.PDF and (mark not in signatures.STREAMS or offset >= self._pdf_until):
                found = self._contents.inflate_at(read, offset, mark)
                if found is not None:
                    yield Packed(offset, found[1], found[0], 1)


def _merged(finds: list[Find]) -> Iterator[Find]:
    """One find for each offset, kind and packing; beside content a candidate (a namesake) is left out."""
    together: dict[tuple[int, str, str], frozenset[int]] = {}
    sure: set[int] = set()
    for find in finds:
        key = (find.offset, find.kind, find.where)
        together[key] = together.get(key, frozenset()) | find.records
        if find.kind == "record":
            sure.add(find.offset)
    for (offset, kind, where), records in together.items():
        if kind != "candidate" or offset not in sure:
            yield Find(offset, kind, records, where)
