"""What an exit search gives: hits, and for each level how much there was to look at and how much was looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from checks.residue.budget import Budget
from checks.residue.model import Verdict

ENGINE = "exit-1"
# What a hit is: the whole received file, a member of it, a block of it, two kinds of a person's record, one kind alone, a name.
CONTENT_KINDS = ("file", "member", "block", "record")
NAME_KINDS = ("candidate", "name")
# Parts of a positive control.
PARTS = LIVE_PART, DELETED_PART = ("live", "deleted")


class ExitError(Exception):
    """A search could not begin. `code` is explained in checks/text/exit_<lang>.toml, section "error"; `path` is its place."""

    def __init__(self, code: str, path: str = "") -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


@dataclass(frozen=True, slots=True)
class Hit:
    """One find. `path` for files, `offset` in bytes for images; `records` counts persons; `where` says inside what."""

    level: int
    place: str
    kind: str
    path: str | None = None
    offset: int | None = None
    records: int = 0
    where: str = ""
    length: int = 0

    @property
    def verdict(self) -> Verdict:
        """検出あり(内容) for content, 検出あり(名称のみ) for a name or a single kind."""
        return Verdict.CONTENT if self.kind in CONTENT_KINDS else Verdict.NAME_ONLY

    def as_json(self) -> dict[str, Any]:
        """The one line of `selfaudit residue --json` about this hit."""
        line: dict[str, Any] = {"level": self.level, "place": self.place}
        line.update({"path": self.path} if self.offset is None else {"offset": self.offset})
        line.update({"kind": self.kind, "verdict": str(self.verdict), "records": self.records})
        if self.where:
            line["where"] = self.where
        if self.length:
            line["length"] = self.length
        return line


@dataclass(slots=True)
class Coverage:
    """One level: items and bytes there were, items and bytes looked at, zero bytes among them, the rest by reason.

    `raw_only` counts files (indexes, shortcuts) of which only bytes and names were read, which is all they hold, and
    shadow copies that were not opened.
    """

    items: int = 0
    looked: int = 0
    bytes: int = 0
    bytes_looked: int = 0
    bytes_zero: int = 0
    uninspectable: dict[str, int] = field(default_factory=dict)
    raw_only: dict[str, int] = field(default_factory=dict)

    def miss(self, reason: str, count: int = 1) -> None:
        """Count something that could not be looked at."""
        self.uninspectable[reason] = self.uninspectable.get(reason, 0) + count

    @property
    def share(self) -> float:
        """Bytes looked at of bytes there were, 0 to 1; by items where there were no bytes; 0 where there was nothing."""
        if self.bytes:
            return self.bytes_looked / self.bytes
        return self.looked / self.items if self.items else 0.0

    def as_json(self) -> dict[str, Any]:
        """The object under the number of the level."""
        return {
            "items": self.items,
            "looked": self.looked,
            "bytes": self.bytes,
            "bytes_looked": self.bytes_looked,
            "bytes_zero": self.bytes_zero,
            "uninspectable": dict(self.uninspectable),
            "raw_only": dict(self.raw_only),
            "share": round(self.share, 6),
        }


@dataclass(frozen=True, slots=True)
class Settled:
    """What a search of an image had counted when everything up to `offset` was looked at and nothing behind it."""

    offset: int
    hits: dict[str, int]
    coverage: Coverage


@dataclass(slots=True)
class ExitSummary:
    """All levels together. `records` counts distinct persons seen as content; `resume` continues a stopped image search.

    `settled` holds a stopped search's counts up to there: what was met in the unfinished piece behind is met again.

    `planted` positive controls were looked for; `control` holds (number of the control, "live" or "deleted") for each part
    that was found: the marker among live files, its deleted twin in raw bytes.
    """

    registry: str = ""
    levels: dict[int, Coverage] = field(default_factory=dict)
    hits: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    records: int = 0
    planted: int = 0
    control: set[tuple[int, str]] = field(default_factory=set)
    cancelled: bool = False
    resume: dict[str, Any] | None = None
    settled: Settled | None = None
    seconds: float = 0.0

    def saw_control(self, codes: frozenset[int], part: str) -> None:
        """Blocks of the controls' parts with these codes (two for each control) were seen where `part` should be."""
        found = ((code // len(PARTS), PARTS[code % len(PARTS)]) for code in codes)
        self.control.update(each for each in found if each[1] == part)

    def everywhere(self, part: str) -> bool:
        """Whether this part of every control was found."""
        return all((number, part) in self.control for number in range(self.planted))

    def count(self, hit: Hit) -> None:
        """Count one hit in."""
        self.hits[hit.kind] = self.hits.get(hit.kind, 0) + 1

    @property
    def verdict(self) -> Verdict:
        """The gravest find; 検査不能 where nothing could be looked at or the search was stopped; never clean by silence."""
        if any(self.hits.get(kind) for kind in CONTENT_KINDS):
            return Verdict.CONTENT
        if any(self.hits.get(kind) for kind in NAME_KINDS):
            return Verdict.NAME_ONLY
        looked = any(level.looked for level in self.levels.values())
        missed = any(level.uninspectable for level in self.levels.values())
        return Verdict.CLEAN if looked and not missed and not self.cancelled else Verdict.UNREADABLE

    def as_json(self) -> dict[str, Any]:
        """The value of the last line, `{"summary": …}`."""
        return {
            "verdict": str(self.verdict),
            "records": self.records,
            "hits": dict(self.hits),
            "coverage": {str(number): level.as_json() for number, level in sorted(self.levels.items())},
            "levels": sorted(self.levels),
            "places": dict(self.places),
            "registry": self.registry,
            "control": [part for part in PARTS if self.planted and self.everywhere(part)],
            "cancelled": self.cancelled,
            "resume": self.resume,
            "seconds": round(self.seconds, 3),
            "engine": ENGINE,
        }


@dataclass(frozen=True, slots=True)
class ExitProgress:
    """A moment of a running search; rate in bytes per second, `seconds_left` None while it cannot be said."""

    level: int
    items_done: int
    items_total: int
    bytes_done: int
    bytes_total: int
    rate: float
    seconds_left: float | None
    hits: int


@dataclass(frozen=True, slots=True)
class ExitOptions:
    """`start_offset` resumes an image at that byte, `workers` processes read it (0: as many as its size is worth); `home` and `roots` say whose profile and which volumes level 2 looks at; `whole_pc` looks at all files beside an image."""

    budget: Budget = field(default_factory=Budget)
    start_offset: int = 0
    carve: bool = True
    workers: int = 0
    whole_pc: bool = False
    home: str | None = None
    roots: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
