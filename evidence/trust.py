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
from evidence.errors import InputError, Refused
from evidence.jsonstrict import SchemaError
from evidence.pki import certs, detached
from evidence.pki.der import DerError
from evidence.verdict import Code

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

    def is_ward(self, cert: x509.Certificate, *, revoked_too: bool = False) -> bool:
        """Whether a certificate may sign requests, receipts and trust lists.

        A revoked key may not, unless the caller knows the document anyway (``revoked_too``): the time in its signature
        is only claimed, by whoever has the key now.
        """
        key = certs.fingerprint(cert)
        if not revoked_too and self.revoked_since(key) is not None:
            return False
        return key in self.any_role or cert in self.roots or any(p.role == "ward" for p in self.pinned(key))


def _fingerprint(text: str) -> str:
    plain = "".join(c for c in text.lower() if c not in " :-\u3000")
    if len(plain) != 64 or set(plain) - set("0123456789abcdef"):
        raise InputError("fingerprint", length=len(plain))
    return plain


def parse(raw: bytes) -> Trust:
    """Trust from the bytes of a trust.json; SchemaError if it is not one."""
    listed = model.read(model.TrustList, raw)
    return Trust(listed.pins, _certificates(listed.roots), listed.revoked, _certificates(listed.tsa))


def _certificates(encoded: tuple[str, ...]) -> tuple[x509.Certificate, ...]:
    try:
        return tuple(certs.load(base64.b64decode(text, validate=True)) for text in encoded)
    except (ValueError, DerError):
        raise SchemaError("certificate") from None


def load(path: Path) -> Trust:
    """Trust from a file; where its signature (``trust.json.p7s``) lies beside it, one of its own ward keys must hold.

    The reader decides to trust the file; the signature guards it against change on the way. InputError when the file
    cannot be read, is not a trust.json, or its signature does not fit.
    """
    raw = read_file(path)
    try:
        found = parse(raw)
    except SchemaError as error:
        raise InputError("trust_bad", name=path.name, where=error.where) from None
    beside = path.with_name(path.name + ".p7s")
    if beside.exists():
        _signed_by_ward(found, raw, read_file(beside), path.name)
    return found


def load_receipt(path: Path, trust: Trust) -> model.Receipt:
    """A receipt with its signature beside it; InputError unless the ward of ``trust`` signed it."""
    raw = read_file(path)
    try:
        receipt = model.read(model.Receipt, raw)
    except SchemaError as error:
        raise InputError("document_bad", name=path.name, where=error.where) from None
    _signed_by_ward(trust, raw, read_file(path.with_name(path.name + ".p7s")), path.name)
    return receipt


def _signed_by_ward(trust: Trust, raw: bytes, signature: bytes, name: str) -> None:
    try:
        checked = detached.check(raw, signature)
    except Refused as refused:
        raise InputError("document_signature", name=name, code=refused.code.name) from None
    if not trust.is_ward(checked.certificate):
        raise InputError("document_signature", name=name, code=Code.SIGNER_UNTRUSTED.name)


def read_file(path: Path) -> bytes:
    """A small document; InputError when it cannot be read or is larger than any of ours."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError("unreadable", name=path.name, reason=error) from None
    if len(raw) > MAX_BYTES:
        raise InputError("document_bad", name=path.name, where="")
    return raw
