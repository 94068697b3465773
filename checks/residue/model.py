"""What a search gives: one verdict for each file, masked, and a summary (DESIGN sections 3, 4 and 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from checks.residue.words import word


class Verdict(StrEnum):
    """The four words a search may end with; never more than these."""

    CONTENT = "検出あり(内容)"
    NAME_ONLY = "検出あり(名称のみ)"
    CLEAN = "検査範囲で検出なし"
    UNREADABLE = "検査不能"


WORST_FIRST = (Verdict.CONTENT, Verdict.NAME_ONLY, Verdict.UNREADABLE, Verdict.CLEAN)


class Grade(StrEnum):
    """How grave a finding is: by kinds of data and number of persons."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


KINDS = (
    "name",
    "kana",
    "address",
    "birth_date",
    "phone",
    "email",
    "my_number",
    "insured_number",
    "licence",
    "identity_document",
    "bank_account",
    "postal_code",
    "sensitive",
)


class SearchError(Exception):
    """A search could not begin. `code` is a reason code, `path` the place it is about."""

    def __init__(self, code: str, path: str) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


@dataclass(slots=True)
class FileResult:
    """One file, one verdict.

    `kinds` counts distinct values by kind; `records` counts persons; `samples` are masked; `where` names places
    inside the file; `reason` is a code for `reason_text`; `unread` lists parts that could not be read as
    (where, reason code); `size` is in bytes. `matches` holds clear values only when the search was asked to reveal.
    """

    path: str
    verdict: Verdict
    kinds: dict[str, int] = field(default_factory=dict)
    records: int = 0
    grade: Grade = Grade.NONE
    samples: Sequence[str] = ()
    where: Sequence[str] = ()
    reason: str = ""
    unread: Sequence[tuple[str, str]] = ()
    size: int = 0
    cached: bool = False
    matches: list[tuple[str, str, str]] | None = None

    @property
    def looked_into(self) -> bool:
        """Whether what is in the file was inspected; of a picture named after a person the name alone was looked at."""
        return self.verdict is not Verdict.UNREADABLE and self.reason != "picture_only"

    def as_json(self) -> dict[str, Any]:
        """The one line of `selfaudit search --json` about this file."""
        line: dict[str, Any] = {
            "path": self.path,
            "verdict": str(self.verdict),
            "kinds": self.kinds,
            "records": self.records,
            "reason": self.reason,
        }
        if self.matches is not None:
            line["matches"] = [list(match) for match in self.matches]
        return line


@dataclass(slots=True)
class Summary:
    """All files of one search together.

    `reasons` counts files not looked into by reason, those found by their names alone included; `seconds` is wall time.
    """

    files: int = 0
    bytes: int = 0
    counts: dict[str, int] = field(default_factory=lambda: {str(v): 0 for v in Verdict})
    kinds: dict[str, int] = field(default_factory=dict)
    records: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    mode: str = "full"
    from_cache: int = 0
    seconds: float = 0.0
    cancelled: bool = False
    skipped: dict[str, int] = field(default_factory=dict)
    engine: str = ""

    @property
    def coverage(self) -> float:
        """Share of the files met that could be read, 0 to 1; 0 when no file was met."""
        if not self.files:
            return 0.0
        return (self.files - sum(self.reasons.values())) / self.files

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict met. A search that met no file or was stopped could not tell."""
        for verdict in WORST_FIRST[:3]:
            if self.counts[verdict]:
                return verdict
        return Verdict.CLEAN if self.files and not self.cancelled else Verdict.UNREADABLE

    def add(self, result: FileResult) -> None:
        """Count one file in."""
        self.files += 1
        self.bytes += result.size
        self.counts[result.verdict] += 1
        self.from_cache += result.cached
        if result.verdict is Verdict.CLEAN:
            return
        self.records += result.records
        for kind, count in result.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + count
        if not result.looked_into:
            self.reasons[result.reason] = self.reasons.get(result.reason, 0) + 1

    def add_clean(self, files: int, size: int, from_cache: int) -> None:
        """Count in many clean files of `size` bytes together."""
        self.files += files
        self.bytes += size
        self.counts[Verdict.CLEAN] += files
        self.from_cache += from_cache

    def as_json(self) -> dict[str, Any]:
        """The value of the last line, `{"summary": …}`."""
        return {
            "verdict": str(self.verdict),
            "files": self.files,
            "bytes": self.bytes,
            "counts": dict(self.counts),
            "kinds": self.kinds,
            "records": self.records,
            "reasons": self.reasons,
            "coverage": round(self.coverage, 6),
            "mode": self.mode,
            "from_cache": self.from_cache,
            "seconds": round(self.seconds, 3),
            "cancelled": self.cancelled,
            "skipped": self.skipped,
            "engine": self.engine,
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a running search. Bytes are bytes on disk; `seconds_left` is None while the walk still goes on."""

    files_done: int
    files_total: int
    bytes_done: int
    bytes_total: int
    current: str
    findings: int
    seconds_left: float | None


def reason_text(code: str, lang: str = "ja") -> str:
    """A sentence for a reason code, in the words of checks/text/residue_<lang>.toml; the code itself if unknown."""
    return word("reason", code, lang)


def kind_text(kind: str, lang: str = "ja") -> str:
    """The plain word for a kind of personal data."""
    return word("kind", kind, lang)
