"""The documents of the format as typed values: bundle.json, host manifest, request, receipt, trust (docs/format).

Times are RFC 3339 in UTC with seconds; digests and key fingerprints 64 hex digits; sizes bytes. Within one major
version unknown keys are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Annotated, TypeVar

from evidence.jsonstrict import SchemaError, Text, decode, dumps, encode, loads

_INSTANT = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z")


class Instant(Text):
    """A string that is a moment: RFC 3339, UTC, whole seconds, a day the calendar has."""

    @cached_property
    def fits(self) -> Callable[[str], object]:
        """Whether a value is one."""
        return _is_instant


def _is_instant(value: str) -> bool:
    try:
        return bool(_INSTANT.fullmatch(value)) and bool(moment(value))
    except ValueError:
        return False


Hex = Annotated[str, Text(r"[0-9a-f]{64}")]
Moment = Annotated[str, Instant()]
Line = Annotated[str, Text()]
Id = Annotated[str, Text(r"[a-z0-9_][a-z0-9._-]*", 60)]
EntryPath = Annotated[str, Text(r"[A-Za-z0-9._/-]+", 120)]
Role = Annotated[str, Text(r"operator|approver")]
OPERATOR, APPROVER = "operator", "approver"
BUNDLE_KINDS = ("inspection", "erasure")


def utc(moment: datetime) -> str:
    """An aware time in the form of the format."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """The inverse of ``utc``; ValueError for an impossible date (never for a field of a document that was read)."""
    return datetime.fromisoformat(text)


@dataclass(frozen=True)
class Tool:
    """The program that wrote a document."""

    name: Line
    version: Line
    build_sha256: Hex


@dataclass(frozen=True)
class Contract:
    """The contract a bundle answers for."""

    no: Line
    title: Line
    ward: Line
    contractor: Line


@dataclass(frozen=True)
class Profile:
    """The clause profile that was walked."""

    id: Line
    sha256: Hex


@dataclass(frozen=True)
class Previous:
    """The bundle before this one: its id, and the SHA-256 of the ward's receipt for it."""

    id: Hex
    receipt: Hex | None


@dataclass(frozen=True)
class Person:
    """Somebody who signs: role, name on the paper form, key fingerprint."""

    role: Role
    name: Line
    key: Hex


@dataclass(frozen=True)
class Host:
    """One PC whose report is inside: manifest_sha256 is that of hosts/<id>/manifest.json."""

    id: Id
    key: Hex
    os: Line
    collected_at: Moment
    boot_id: Line
    manifest_sha256: Hex


@dataclass(frozen=True)
class Anchor:
    """A journal head that was signed or timestamped earlier: row count, link, when."""

    count: int
    head: Hex
    at: Moment


@dataclass(frozen=True)
class Journal:
    """The state of the journal at sealing."""

    head: Hex
    count: int
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True)
class Attachment:
    """An exhibit: entry, original name, digest, size, clause item, who added it, when the picture was taken."""

    path: EntryPath
    name: Line
    sha256: Hex
    size: int
    item: Line
    by: Line
    taken_at: Line | None


@dataclass(frozen=True)
class Withheld:
    """A signed entry that may be left out of a copy, and why."""

    path: EntryPath
    sha256: Hex
    reason: Line


@dataclass(frozen=True)
class Counts:
    """Answers by outcome."""

    pass_: int
    fail: int
    na: int
    manual: int


@dataclass(frozen=True)
class BundleManifest:
    """bundle.json."""

    tool: Tool
    contract: Contract
    fiscal_year: int
    profile: Profile
    created: Moment
    counts: Counts
    request: Hex | None = None
    previous: Previous | None = None
    people: tuple[Person, ...] = ()
    hosts: tuple[Host, ...] = ()
    journal: Journal | None = None
    attachments: tuple[Attachment, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    type: Annotated[str, Text("inspection|erasure")] = "inspection"
    v: int = 1


@dataclass(frozen=True)
class FileNote:
    """One file of a host report, path relative to its host folder."""

    path: EntryPath
    sha256: Hex
    size: int


@dataclass(frozen=True)
class HostManifest:
    """hosts/<id>/manifest.json, signed by that PC."""

    host: Id
    request: Hex | None
    collected_at: Moment
    tool: Tool
    files: tuple[FileNote, ...]
    journal_head: Hex | None
    type: Annotated[str, Text("host")] = "host"
    v: int = 1


@dataclass(frozen=True)
class ExpectedHost:
    """A PC the ward and the contractor agreed on; key None before its first report."""

    id: Id
    key: Hex | None


@dataclass(frozen=True)
class Request:
    """request.json, signed by the ward: what is asked, from whom, until when."""

    nonce: Annotated[str, Text(r"[0-9a-f]{32}")]
    ward: Line
    contract: Line
    profile: Line
    issued_at: Moment
    due: Moment
    required_roles: tuple[Role, ...]
    required_tst: bool
    expected_hosts: tuple[ExpectedHost, ...] | None
    max_bytes: int
    type: Annotated[str, Text("request")] = "request"
    v: int = 1


@dataclass(frozen=True)
class Receipt:
    """receipt.json, signed by the ward: this bundle lay before us at that time."""

    bundle: Hex
    request: Hex | None
    contract: Line
    received_at: Moment
    verdict: Annotated[str, Text("VALID|INVALID|INDETERMINATE")]
    ward: Line
    type: Annotated[str, Text("receipt")] = "receipt"
    v: int = 1


@dataclass(frozen=True)
class Pin:
    """A registered key: whose, in which role, from when to when it counts."""

    key: Hex
    role: Annotated[str, Text("operator|approver|host|ward")]
    name: Line
    start: Moment
    end: Moment


@dataclass(frozen=True)
class Revoked:
    """A key that no longer counts for signatures made at or after ``since``."""

    key: Hex
    since: Moment


Base64 = Annotated[str, Text(r"[A-Za-z0-9+/]+={0,2}", 20_000)]


@dataclass(frozen=True)
class TrustList:
    """trust.json, signed by the ward: its roots, registered keys, revocations, timestamp authorities (DER, base64)."""

    ward: Line
    issued_at: Moment
    roots: tuple[Base64, ...]
    pins: tuple[Pin, ...]
    revoked: tuple[Revoked, ...]
    tsa: tuple[Base64, ...]
    type: Annotated[str, Text("trust")] = "trust"
    v: int = 1


Document = BundleManifest | HostManifest | Request | Receipt | TrustList
_D = TypeVar("_D", bound=Document)


def read(cls: type[_D], raw: bytes) -> _D:
    """Parse and check one document of the given class; SchemaError with the path of the field."""
    value = decode(cls, loads(raw))
    if value.v != 1:
        raise SchemaError("v")
    return value


def write(value: Document) -> bytes:
    """The bytes of a document."""
    return dumps(encode(value))
