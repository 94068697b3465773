"""Signatures as our own writer makes them (`cms.sign`, ECDSA, no timestamp), recognised by writing them again.

Several times quicker than reading any CMS, because a recognised signature needs no DER to be taken apart. What is not
recognised, for whatever reason, is nobody's fault yet: `evidence.pki.detached` then reads it as any CMS and names what
is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from evidence.pki import certs, cms, der

_LONG = b"\x30\x82"
"""A SEQUENCE of 256 to 65,535 bytes: every certificate, and so every signature around one."""
_HEAD = 4 + len(der.oid(cms.SIGNED_DATA)) + 4 + 4 + 3
_HEAD += len(der.set_of(cms.algorithm(certs.SHA256))) + len(der.sequence(der.oid(cms.DATA))) + 4
"""Bytes before the certificate, where the lengths around it take two bytes each."""


def _attribute(kind: str, value: bytes, variable: bytes) -> bytes:
    """The pattern of an attribute: ``value`` with ``variable`` for its last bytes, which may be anything."""
    written = cms.attribute(kind, value)
    return re.escape(written[: len(written) - len(variable)])


_DIGEST = bytes(32)
_TIME = b"000101000000Z"
_ATTRIBUTES = (
    re.escape(cms.attribute(cms.CONTENT_TYPE, der.oid(cms.DATA)))
    + _attribute(cms.SIGNING_TIME, der.tlv(der.UTC_TIME, _TIME), _TIME)
    + rb"(?P<time>[0-9]{12}Z)"
    + rb"(?:"
    + _attribute(cms.COMMITMENT, der.sequence(der.oid(cms.PROOF_OF_ORIGIN)), der.oid(cms.PROOF_OF_ORIGIN))
    + rb"(?P<role>\x06\x0b.{11}))?"
    + _attribute(cms.MESSAGE_DIGEST, der.octets(_DIGEST), _DIGEST)
    + rb"(?P<content>.{32})"
    + _attribute(cms.SIGNING_CERT_V2, der.sequence(der.sequence(der.sequence(der.octets(_DIGEST)))), _DIGEST)
    + rb"(?P<certificate>.{32})"
)
_END = re.compile(
    rb"\xa0(?:.|\x81.)(?P<attributes>%s)%s\x04(?P<length>[\x40-\x7f])(?P<signature>.{64,127})\Z"
    % (_ATTRIBUTES, re.escape(cms.algorithm(certs.ECDSA_SHA256))),
    re.DOTALL,
)
_LAST = 512
"""Bytes at the end of a signature in which its signed attributes begin."""


@dataclass(frozen=True)
class _Signer:
    """A certificate and what is made of it for every signature of its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePublicKey
    digest: bytes
    identifier: bytes


@lru_cache(maxsize=256)
def _signer(raw: bytes) -> _Signer | None:
    """The signer a certificate (DER) names; None for a key or an encoding that needs a closer look."""
    try:
        certificate = certs.load(raw)
        key = certs.public_key(certificate)
    except (der.DerError, certs.AlgorithmError):
        return None
    if not isinstance(key, ec.EllipticCurvePublicKey) or certificate.public_bytes(Encoding.DER) != raw:
        return None
    return _Signer(certificate, key, sha256(raw).digest(), cms.issuer_and_serial(certificate))


def check(document: bytes, signature: bytes) -> cms.Checked | None:
    """Who signed a document and when; None where that cannot be told in the quick way, which says nothing against it."""
    end = _END.search(signature, max(0, len(signature) - _LAST))
    length = int.from_bytes(signature[_HEAD + 2 : _HEAD + 4], "big")
    if end is None or signature[:2] != _LONG or signature[_HEAD : _HEAD + 2] != _LONG:
        return None
    raw = signature[_HEAD : _HEAD + 4 + length]
    signer = _signer(raw)
    if signer is None or end["certificate"] != signer.digest or end["content"] != sha256(document).digest():
        return None
    value, attributes = end["signature"], end["attributes"]
    if cms.assembled(raw, signer.identifier, certs.ECDSA_SHA256, attributes, value) != signature:
        return None
    if not certs.holds(signer.key, value, der.tlv(der.SET, attributes), hashes.SHA256()):
        return None
    try:
        when = der.parse(der.tlv(der.UTC_TIME, end["time"])).time()
        role = (der.parse(end["role"]).oid(),) if end["role"] else ()
        lower = certs.lower(value, signer.key) == value
    except ValueError:
        return None
    return cms.Checked(signer.certificate, when, role, value, ()) if lower else None
