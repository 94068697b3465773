"""What is kept about fingerprints and the end of a contract: registries made, exit searches, statements of persons, erased files, issued certificates.

Counts, digests and words only: no path, no value of a resident (DESIGN §2.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

CONSENT = "consent"
"""Topic of the ward's consent (了承) to a certificate in spite of an open balance or a find."""


@dataclass(frozen=True)
class Registration:
    """A fingerprint registry that was made of what was received."""

    id: str
    contract: str
    registry_digest: str
    """SHA-256 (hex) of the registry file."""
    counts: Mapping[str, int]
    """Files, members, records, forms, windows, blocks, bytes; what could not be read, as "unread"."""
    at: datetime
    who: str


@dataclass(frozen=True)
class ExitRun:
    """One search at the end of a contract for what was registered at its receipt."""

    id: str
    contract: str
    host: str
    who: str
    started: datetime
    finished: datetime | None
    """None for a search that was stopped."""
    registry_digest: str
    """SHA-256 (hex) of the fingerprint registry."""
    summary: Mapping[str, Any]
    """Verdict, hits by kind, coverage by level, what could not be inspected by reason."""
    storage: tuple[Mapping[str, Any], ...] = ()
    """What was searched: kind of storage and file system of each place, without its path."""
    control: Mapping[str, Any] = field(default_factory=dict)
    """Result of the positive control; empty when none was made."""
    scope: tuple[tuple[str, ...], ...] = ()
    """Keyed digests of each folder searched and of those above it on its volume; of an image or device its own."""


@dataclass(frozen=True)
class Attestation:
    """What a named person states about something no program here can look at, or the ward's consent."""

    id: str
    contract: str
    topic: str
    person: str
    day: date | None = None
    statement: str = ""
    document: str = ""


@dataclass(frozen=True)
class FileErasure:
    """One file erased with this program's help, or the registry destroyed when a certificate was issued."""

    id: str
    contract: str
    what: str
    """"file" or "registry"."""
    digest: str
    """For a file keyed digests of its path and of the folders above it on its volume, blanks between; SHA-256 (hex) of a registry."""
    size: int
    """Bytes."""
    storage: str
    file_system: str
    done: tuple[str, ...]
    """The steps that were done: overwritten, truncated, renamed, unlinked."""
    failed: str
    """Why it ended early, as a code; empty when all was done."""
    at: datetime
    who: str

    @property
    def places(self) -> list[str]:
        """The digests one by one, that of the file or registry itself first."""
        return self.digest.split() or [""]


@dataclass(frozen=True)
class IssuedCertificate:
    """A 消去証明書 that was issued."""

    id: str
    contract: str
    number: str
    edition: int
    issued_at: datetime
    verdict: str
    document: str
    """certificate.json as it was sealed."""
    bundle: str
    """Id of the sealed bundle."""
