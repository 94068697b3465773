"""What the steps share: the open container, what was learned so far, and the findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from evidence import model
from evidence.container.asic import Manifest
from evidence.container.zipstrict import ZipReader
from evidence.errors import Refused
from evidence.jsonstrict import SchemaError
from evidence.known import Known
from evidence.pki.cms import Checked
from evidence.trust import Trust
from evidence.verdict import Code, Finding, SignatureInfo

_D = TypeVar("_D", model.BundleManifest, model.HostManifest, model.Request, model.Receipt)

SMALL = 16 << 20
"""Bytes of the largest entry that is read into memory."""


@dataclass
class Stamp:
    """A moment a signature existed at: proven by a timestamp, or only claimed by the signer."""

    at: datetime
    source: str


@dataclass
class Context:
    """One verification in progress."""

    reader: ZipReader
    trust: Trust
    now: datetime
    known: Known = field(default_factory=Known)
    repacked: bool = False
    findings: dict[Finding, None] = field(default_factory=dict)
    """In the order they were made, each once."""
    numbers: list[int] = field(default_factory=list)
    """Of the signatures, from 1."""
    archives: list[int] = field(default_factory=list)
    """Of the archive timestamps, from 1."""
    manifests: dict[int, Manifest] = field(default_factory=dict)
    raw_manifests: dict[int, bytes] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    """Small entries kept while hashing, so that they are unpacked once."""
    bundle: model.BundleManifest | None = None
    bundle_id: str | None = None
    checked: dict[int, Checked] = field(default_factory=dict)
    stamps: dict[int, Stamp] = field(default_factory=dict)
    unsure: set[int] = field(default_factory=set)
    """Signatures with a timestamp that may count, if only the verifier knew its authority."""
    signatures: dict[int, SignatureInfo] = field(default_factory=dict)
    request: model.Request | None = None
    """The request inside, once its digest is the one bundle.json quotes."""
    journal_times: list[tuple[int, datetime]] = field(default_factory=list)
    """When each journal row says it was written, by its number."""
    host_heads: dict[str, str] = field(default_factory=dict)
    """Journal heads the PCs signed, by host."""

    def add(self, code: Code, where: str = "") -> None:
        """Record a finding; the same one is recorded once."""
        # Parts of the name may be the sender's: nothing of it may steer a terminal.
        self.findings[Finding(code, "".join(c for c in where if c.isprintable())[:200])] = None

    @cached_property
    def folders(self) -> dict[str, set[str]]:
        """The entries below ``hosts/``, by PC."""
        found: dict[str, set[str]] = {}
        for name in self.reader.entries:
            if name.startswith("hosts/"):
                host, inside, _ = name[6:].partition("/")
                files = found.setdefault(host, set())
                if inside:
                    files.add(name)
        return found

    def has(self, name: str) -> bool:
        """Whether the container holds an entry."""
        return name in self.reader.entries

    def read(self, name: str, limit: int = SMALL) -> bytes:
        """A small entry; Refused when it is larger than ``limit`` or damaged."""
        kept = self.kept.get(name)
        return self.reader.read(name, limit) if kept is None or len(kept) > limit else kept

    def document(self, cls: type[_D], name: str) -> _D | None:
        """A JSON document of the bundle, or None with SCHEMA_BAD recorded."""
        try:
            return model.read(cls, self.read(name))
        except SchemaError as error:
            self.add(Code.SCHEMA_BAD, f"{name}:{error.where}")
        except Refused as refused:
            self.add(refused.code, refused.where)
        return None
