"""Whose keys count: pins given by hand, or the ward's trust.json.

Trust comes from outside the bundle: the file the ward keeps, or a fingerprint read from the paper form. The copy of
trust.json inside a bundle is information, never an anchor.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography import x509

from evidence import model
from evidence.errors import InputError
from evidence.jsonstrict import SchemaError
from evidence.pki import certs
from evidence.pki.der import DerError

MAX_BYTES = 4 << 20


@dataclass(frozen=True)
class Trust:
    """What the verifier believes before it reads a bundle."""

    pins: tuple[model.Pin, ...] = ()
    roots: tuple[x509.Certificate, ...] = ()
    revoked: tuple[model.Revoked, ...] = ()
    tsa: tuple[x509.Certificate, ...] = ()
    any_role: frozenset[str] = field(default_factory=frozenset)
    """Fingerprints given by hand: they count in every role, at every time."""

    @classmethod
    def from_pins(cls, fingerprints: Iterable[str]) -> Trust:
        """Trust these keys (SHA-256 of the SubjectPublicKeyInfo; blanks and colons allowed); InputError if malformed."""
        return cls(any_role=frozenset(_fingerprint(f) for f in fingerprints))

    def with_pins(self, fingerprints: Iterable[str]) -> Trust:
        """The same trust and these keys."""
        more = Trust.from_pins(fingerprints).any_role
        return Trust(self.pins, self.roots, self.revoked, self.tsa, self.any_role | more)

    def pinned(self, key: str) -> list[model.Pin]:
        """The registrations of a key."""
        return [p for p in self.pins if p.key == key]

    def root_of(self, cert: x509.Certificate) -> x509.Certificate | None:
        """The ward root that issued a certificate, or the root itself."""
        for root in self.roots:
            if root == cert or certs.issued_by(cert, root):
                return root
        return None

    def revoked_since(self, key: str) -> datetime | None:
        """The earliest revocation of a key."""
        times = [model.moment(r.since) for r in self.revoked if r.key == key]
        return min(times, default=None)

    def is_ward(self, cert: x509.Certificate) -> bool:
        """Whether a certificate may sign requests, receipts and trust lists."""
        key = certs.fingerprint(cert)
        return key in self.any_role or cert in self.roots or any(p.role == "ward" for p in self.pinned(key))


def _fingerprint(text: str) -> str:
    plain = "".join(c for c in text.lower() if c not in " :-\u3000")
    if len(plain) != 64 or set(plain) - set("0123456789abcdef"):
        raise InputError("fingerprint", length=len(plain))
    return plain


def parse(raw: bytes) -> Trust:
    """Trust from the bytes of a trust.json; SchemaError if it is not one."""
    listed = model.read(model.TrustList, raw)
    for text in [t for p in listed.pins for t in (p.start, p.end)] + [r.since for r in listed.revoked]:
        model.moment(text)
    return Trust(listed.pins, _certificates(listed.roots), listed.revoked, _certificates(listed.tsa))


def _certificates(encoded: tuple[str, ...]) -> tuple[x509.Certificate, ...]:
    try:
        return tuple(certs.load(base64.b64decode(text, validate=True)) for text in encoded)
    except (ValueError, DerError):
        raise SchemaError("certificate") from None


def load(path: Path) -> Trust:
    """Trust from a file; InputError when it cannot be read or is not a trust.json."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError("trust_unreadable", name=path.name, reason=error.strerror) from None
    try:
        return parse(raw)
    except SchemaError as error:
        raise InputError("trust_bad", name=path.name, where=error.where) from None
