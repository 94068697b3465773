"""What the posture checks speak of: raw outputs, facts, verdicts, results.

A check goes collect → read → judge (docs/architecture.md): a host gives `Raw` outputs, readers turn them
into language-free `Fact` values, a judge turns facts into a `Verdict`, and the runner makes the `Result`.
A value that could not be had is a `Missing` with a reason, never `None` and never a pass.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

Clock = Callable[[], datetime]
"""Gives the present moment, timezone-aware (UTC)."""


class Status(StrEnum):
    """Check statuses. Only PASS is good; the last four say why nothing is known or asked."""

    PASS = "PASS"  # noqa: S105
    FAIL = "FAIL"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_PERMITTED = "NOT_PERMITTED"
    UNKNOWN = "UNKNOWN"
    ERROR = "ERROR"


class Text(NamedTuple):
    """One sentence in Japanese and in English."""

    ja: str
    en: str

    def get(self, lang: str) -> str:
        """Give the sentence in `lang` ("en"), Japanese otherwise."""
        return self.en if lang == "en" else self.ja


class Why(StrEnum):
    """Why a fact is missing; the sentences are in text/reasons.toml.

    ABSENT: the machine certainly has no such file, program or key. NO_SOURCE: nothing was asked or recorded.
    """

    NO_SOURCE = "no_source"
    ABSENT = "absent"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    PARSE = "parse"
    INCOMPLETE = "incomplete"
    TOO_LARGE = "too_large"
    CANCELLED = "cancelled"
    FAILED = "failed"
    STALE = "stale"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Raw:
    r"""One output of the machine as it came; the only thing that is recorded and replayed.

    `source` names what was asked ("cmd:ufw status verbose", "file:/etc/passwd", "reg:HKLM\…",
    "wmi:…", "api:sockets"); `error` is a `Why` value when nothing usable came; `elapsed_ms` in milliseconds;
    `privilege` is "admin" or "user"; `loose`: a file somebody saved, which may be cut without anybody telling.
    """

    source: str
    out: bytes = b""
    err: bytes = b""
    rc: int | None = 0
    error: str = ""
    elapsed_ms: int = 0
    privilege: str = "user"
    locale: str = ""
    loose: bool = False

    @property
    def sha256(self) -> str:
        """Hex digest of the unredacted output, standard error and exit code."""
        mark = f"{self.source}\0{self.rc}\0{self.error}\0".encode()
        return hashlib.sha256(mark + self.err + b"\0" + self.out).hexdigest()


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that could not be had: why, and from which source."""

    why: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A language-free, JSON-able value and the digest of the `Raw` it was read from.

    `whole`: "yes", "cut" (a loose output that does not end as it should) or "listing" (a loose list without an end
    mark, of which rows may be missing). A PASS on a cut fact is refused by the engine.
    """

    key: str
    value: Any
    raw: str = ""
    whole: str = "yes"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge says: status, reason code (a [reasons.<code>] table of the check's meta.toml) and the values of the sentence."""

    status: Status
    reason: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the contract asks: thresholds by "check.name" (defaults in meta.toml), and what people declared.

    `roster` holds the PC account names of the people named for the work; `None` means no roster was given.
    `work_folders` are the folders that hold the personal data. `declared` holds other declarations:
    "media" (approved removable media), "ports" (expected listeners), "backup_target" (folder),
    "log_reviewed_at" (ISO date of the last log review), "sensitive_id" (True where 特定個人情報 is handled), "proxy" (whether one is
    to be used), "remote_tools" (names of approved remote-control tools).
    `key` (secret bytes) turns serial numbers into the short codes a result shows.
    """

    thresholds: Mapping[str, Any] = field(default_factory=dict)
    roster: frozenset[str] | None = None
    work_folders: tuple[str, ...] = ()
    declared: Mapping[str, Any] = field(default_factory=dict)
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class Result:
    """One check's answer. `facts` is redacted and JSON-able; `policy` holds the thresholds used."""

    check: str
    status: Status
    reason: str
    sentence: Text
    facts: Mapping[str, Any] = field(default_factory=dict)
    policy: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    collected_at: str = ""
    limits: Text = field(default_factory=lambda: Text("", ""))
    would_decide: Text | None = None
    recording: str = ""

    def to_json(self, lang: str = "ja") -> dict[str, Any]:
        """Give plain JSON values; sentences in `lang`, both languages under "texts"."""
        texts = {"sentence": self.sentence, "limits": self.limits}
        if self.would_decide:
            texts["would_decide"] = self.would_decide
        row: dict[str, Any] = {"check": self.check, "status": self.status.value, "reason": self.reason}
        row |= {name: text.get(lang) for name, text in texts.items()}
        row |= {"facts": dict(self.facts), "policy": dict(self.policy), "sources": dict(self.sources)}
        row |= {"collected_at": self.collected_at, "texts": {k: t._asdict() for k, t in texts.items()}}
        return row | ({"recording": self.recording} if self.recording else {})

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Result:
        """Rebuild a result from `to_json`; raises KeyError, TypeError or ValueError on a row of another shape."""
        texts = {name: Text(str(pair["ja"]), str(pair["en"])) for name, pair in row["texts"].items()}
        return cls(
            check=str(row["check"]),
            status=Status(row["status"]),
            reason=str(row["reason"]),
            sentence=texts["sentence"],
            facts=dict(row["facts"]),
            policy=dict(row["policy"]),
            sources=dict(row["sources"]),
            collected_at=str(row["collected_at"]),
            limits=texts["limits"],
            would_decide=texts.get("would_decide"),
            recording=str(row.get("recording", "")),
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run: `phase` is "started" or "finished"; `result` comes with "finished"."""

    check: str
    phase: str
    done: int
    total: int
    result: Result | None = None
