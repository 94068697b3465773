"""Levels 1 and 2: live files and hidden copies, each file looked at by name, as a whole, as raw bytes and as text."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING

from checks.residue.exit.model import LIVE_PART, Coverage, ExitOptions, ExitProgress, Hit
from checks.residue.fingerprint import Registry, agree
from checks.residue.fingerprint.canonical import canonical
from checks.residue.fingerprint.contents import basename
from checks.residue.hidden import providers
from checks.residue.hidden.places import LIVE, Place, place_of, roots, shadows_unseen, views, volumes
from checks.residue.places.live import Found, Walk
from checks.residue.raw.content import Contents
from checks.residue.raw.extractor import Extractor
from checks.residue.raw.image import open_file
from checks.residue.raw.scan import RawScan

if TYPE_CHECKING:
    from checks.residue.exit.search import ExitRun

# No gap where a provider of level 2 knows the format: every byte was compared, and the names in it were read.
_EXCUSED = frozenset({"unknown_format", "partly_unread"})


@dataclass(slots=True)
class FileSearch:
    """Looks at one file after the other and keeps count."""

    run: ExitRun
    options: ExitOptions
    _extractor: Extractor = field(default_factory=Extractor, init=False)
    _carver: Extractor = field(default_factory=Extractor, init=False)
    _contents: Contents = field(init=False)
    _virtual_disk: bool = field(default=False, init=False)
    started: float = field(default_factory=time.monotonic, init=False)

    def __post_init__(self) -> None:
        self._contents = Contents(self.run.registry)

    @property
    def registry(self) -> Registry:
        """The registry searched for."""
        return self.run.registry

    def look(self, found: Found, level: int, place: Place | None) -> Iterator[Hit]:
        """All hits of one file, each kind and inner place once."""
        coverage = self.run.summary.levels[level]
        name = place.id if place else LIVE
        coverage.items += 1
        coverage.bytes += found.size
        self.run.summary.places[name] = self.run.summary.places.get(name, 0) + 1
        hits = list(self._names(found.path, level, name, ""))
        yield from hits
        if found.reason:
            coverage.miss(found.reason)
            return
        named = bool(hits)
        try:
            for hit in self._inside(found, level, name, place, coverage):
                # the names in one file are one hit, however many ways they were met
                if hit.kind != "name" or not named:
                    named = named or hit.kind == "name"
                    yield hit
        except PermissionError:
            coverage.miss("no_permission")
        except OSError:
            coverage.miss("io_error")

    def _inside(self, found: Found, level: int, name: str, place: Place | None, coverage: Coverage) -> Iterator[Hit]:
        if not found.size:
            with open(found.path, "rb"):  # whether it may be read at all
                coverage.looked += 1
            return
        understood, reasons = False, set[str]()
        if place is not None and place.names:
            traces = list(self._traces(found, reasons, place))
            understood = bool(traces)
            for trace in traces:
                yield from self._names(trace.path, level, place.id, found.path)
        if self._is_received(found):
            yield Hit(level, name, "file", path=found.path)
        together = self._together(found, coverage, reasons)
        if self._virtual_disk:
            # the disk inside it was looked at whole, as any disk is
            understood, reasons = True, reasons - {"corrupt"}
        gaps = reasons - _EXCUSED if understood else reasons
        for reason in reasons - gaps:
            coverage.raw_only[reason] = coverage.raw_only.get(reason, 0) + 1
        if gaps:
            coverage.miss(min(gaps))
        else:
            coverage.looked += 1
            coverage.bytes_looked += found.size
        yield from self._hits(found.path, level, name, together)

    def _together(self, found: Found, coverage: Coverage, reasons: set[str]) -> dict[tuple[str, str], frozenset[int]]:
        """Persons by kind of find and inner place. The helper reads the text while the bytes are looked at here."""
        together: dict[tuple[str, str], frozenset[int]] = {}
        self._extractor.ask_file(found.path, found.size, self.options.budget)
        try:
            raw = list(self._raw(found, coverage))
        except OSError:
            self._extractor.close()
            raise
        for kind, records, where in (*raw, *self._text(reasons)):
            together[kind, where] = together.get((kind, where), frozenset()) | records
        return together

    def look_for_marker(self, found: Found) -> None:
        """Look at the marker of a positive control as at any file; it is no part of what is searched, so nothing is counted."""
        try:
            for _ in self._raw(found, Coverage()):
                pass
        except OSError:
            return

    def _is_received(self, found: Found) -> bool:
        contents = self.registry.contents
        if found.size not in contents.sizes:
            return False
        with open(found.path, "rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
            return contents.is_registered(data)

    def _raw(self, found: Found, coverage: Coverage) -> Iterator[tuple[str, frozenset[int], str]]:
        """Finds in the bytes of the file, blocks and packed contents included."""
        opened, self._virtual_disk = open_file(found.path)
        with opened as image:
            scan = RawScan(image, self.registry, carve=self.options.carve, extractor=self._carver, read_elsewhere=True)
            for find in scan.finds(lambda _: self.run.stopping()):
                if find.kind == "control":
                    self.run.summary.saw_control(find.records, LIVE_PART)
                else:
                    yield find.kind, find.records, find.where
            coverage.bytes_zero += scan.coverage.bytes_zero
            for reason, count in scan.coverage.uninspectable.items():
                coverage.miss(reason, count)

    def _text(self, reasons: set[str]) -> Iterator[tuple[str, frozenset[int], str]]:
        """Finds in the text of the file as its format has it."""
        extracted = self._extractor.answer()
        reasons.update(reason for _, reason in extracted.unread)
        for find in self._contents.look_at_texts((0, where, text) for where, text in extracted.texts):
            yield find.kind, find.records, find.where

    def _hits(
        self, path: str, level: int, place: str, together: dict[tuple[str, str], frozenset[int]]
    ) -> Iterator[Hit]:
        """One hit for each kind of find, persons counted once; beside content a candidate (a namesake) says nothing."""
        sure = frozenset[int]().union(*(records for (kind, _), records in together.items() if kind == "record"))
        by_kind: dict[str, tuple[frozenset[int], list[str]]] = {}
        for (kind, where), records in together.items():
            if kind in ("candidate", "name") and sure:
                continue
            known, places = by_kind.get(kind, (frozenset[int](), []))
            by_kind[kind] = (known | records, [*places, where] if where and where not in places else places)
        self.run.saw(sure)
        for kind, (records, places) in by_kind.items():
            yield Hit(level, place, kind, path=path, records=len(records), where=", ".join(places[:5]))

    def _traces(self, found: Found, reasons: set[str], place: Place) -> Iterator[providers.Trace]:
        """Names of other files this one knows."""
        read = providers.provider(place.names)
        if read is None or found.size > providers.MOST:
            return
        try:
            yield from read(Path(found.path).read_bytes(), os.path.basename(found.path))
        except providers.Damaged:
            reasons.add("corrupt")

    def _names(self, path: str, level: int, place: str, inside: str) -> Iterator[Hit]:
        """A received file's name, or a registered person's name in a name. `inside` is the file that holds the name."""
        name = basename(path)
        records = self._persons_in(name)
        if records or self.registry.contents.is_registered_name(name):
            yield Hit(
                level, place, "name", path=inside or path, records=len(records), where="" if not inside else "name"
            )

    def _persons_in(self, name: str) -> frozenset[int]:
        found: frozenset[int] = frozenset()
        for matcher, text in ((self.registry.raw, name), (self.registry.text, canonical(name))):
            for cluster in agree.clusters(matcher.find(text.encode("utf-8", "replace"))):
                found |= cluster.records
        return found

    def progress(self, level: int, hits: int) -> ExitProgress:
        """Where the search stands; how many files there will be is not known beforehand."""
        levels = self.run.summary.levels.values()
        items, done = sum(c.items for c in levels), sum(c.bytes for c in levels)
        rate = done / max(time.monotonic() - self.started, 1e-6)
        return ExitProgress(level, items, items, done, done, rate, None, hits)

    def close(self) -> None:
        """End the helper processes."""
        self._extractor.close()
        self._carver.close()


def file_hits(run: ExitRun, paths: tuple[Path, ...], levels: Iterable[int], options: ExitOptions) -> Iterator[Hit]:
    """Hits of levels 1 and 2: in `paths`, or on the whole PC where there are none."""
    wanted = {1, 2} & set(levels)
    for level in wanted:
        run.summary.levels[level] = Coverage()
    search = FileSearch(run, options)
    try:
        for found, place in _to_look_at(run, paths, wanted, options):
            if run.stopping():
                run.summary.cancelled = True
                break
            if run.markers and os.path.abspath(found.path) in run.markers:
                search.look_for_marker(found)
                continue
            level = 2 if place is not None and 2 in wanted else 1
            yield from search.look(found, level, place)
            run.tell(partial(search.progress, level))
    finally:
        search.close()


def _to_look_at(
    run: ExitRun, paths: tuple[Path, ...], wanted: set[int], options: ExitOptions
) -> Iterator[tuple[Found, Place | None]]:
    """Files with the hiding place they belong to, each file once, hiding places first."""
    exclude = [Path(path) for path in options.exclude]
    seen: set[str] = set()
    if not paths:
        exclude += views()
        disks = [Path(root) for root in options.roots] or volumes()
        if 2 in wanted:
            yield from _hidden(run, disks, exclude, options, seen)
        paths = tuple(disks) if 1 in wanted else ()
    for found in Walk(paths, exclude) if paths else ():
        place = place_of(found.path)
        if found.path not in seen and (place is not None or 1 in wanted):
            yield found, place


def _hidden(
    run: ExitRun, disks: list[Path], exclude: list[Path], options: ExitOptions, seen: set[str]
) -> Iterator[tuple[Found, Place]]:
    """Files of all hiding places of one profile and of these volumes."""
    home = Path(options.home) if options.home else Path.home()
    if shadows_unseen():
        run.summary.levels[2].raw_only["shadow_rights"] = 1
    for root in roots(home, disks):
        if any(root.path.is_relative_to(left_out) for left_out in exclude):
            continue
        if root.denied:
            run.summary.levels[2].items += 1
            run.summary.levels[2].miss("no_permission")
            continue
        for found in Walk([root.path], exclude):
            if found.path not in seen:
                seen.add(found.path)
                yield found, root.place
