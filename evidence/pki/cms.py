"""CMS SignedData and CAdES attributes: write a detached signature, read and check one.

RFC 5652 (CMS), RFC 5035 (signing-certificate-v2), ETSI EN 319 122-1 (CAdES baseline B and T). Refusals carry the SIG_*
codes of step 5 in the order of docs/format.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from evidence.errors import Refused
from evidence.keys_protocol import Signer
from evidence.pki import certs, der
from evidence.pki.der import Node
from evidence.verdict import Code

SIGNED_DATA, DATA = "1.2.840.113549.1.7.2", "1.2.840.113549.1.7.1"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
SIGNING_CERT_V1, SIGNING_CERT_V2 = "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47"
COMMITMENT = "1.2.840.113549.1.9.16.2.16"
PROOF_OF_ORIGIN, PROOF_OF_APPROVAL = "1.2.840.113549.1.9.16.6.1", "1.2.840.113549.1.9.16.6.5"
SIGNATURE_TIMESTAMP = "1.2.840.113549.1.9.16.2.14"
MAX_BYTES = 1 << 20


@dataclass(frozen=True)
class SignerInfo:
    """One parsed signature; nothing in it has been checked yet."""

    sid: Node
    attribute_set: Node
    """The signed attributes as received, tagged [0]."""
    digest: str
    algorithm: str
    attributes: dict[str, list[Node]]
    signed_bytes: bytes
    """The same with the tag of a SET: what the signature covers."""
    signature: bytes
    unsigned: dict[str, list[Node]]


@dataclass(frozen=True)
class SignedData:
    """One parsed CMS SignedData with exactly one signer."""

    content_type: str
    content: bytes | None
    certificates: list[x509.Certificate]
    signer: SignerInfo


@dataclass(frozen=True)
class Checked:
    """A signature that holds over the content: who, when (claimed), as what."""

    certificate: x509.Certificate
    signing_time: datetime | None
    commitments: tuple[str, ...]
    signature: bytes
    tokens: tuple[bytes, ...]
    """Signature timestamps (RFC 3161 tokens, DER)."""


def parse(raw: bytes) -> SignedData:
    """Read a SignedData; Refused with SIG_NOT_DER, SIG_MALFORMED, SIG_SIGNER_COUNT or SIG_NO_SIGNED_ATTRS."""
    try:
        return _signed_data(der.parse(raw))
    except (der.DerError, ValueError, IndexError):
        raise Refused(Code.SIG_NOT_DER if der.is_ber(raw) else Code.SIG_MALFORMED) from None


def _signed_data(root: Node) -> SignedData:
    kind, wrapped = root.expect(der.SEQUENCE).children()
    if kind.oid() != SIGNED_DATA:
        raise Refused(Code.SIG_CONTENT_TYPE)
    (body,) = wrapped.expect(der.CONTEXT).children()
    fields = body.expect(der.SEQUENCE).children()
    encap = fields[2].expect(der.SEQUENCE).children()
    content = encap[1].expect(der.CONTEXT).children()[0].octets() if len(encap) > 1 else None
    optional = {n.tag: n for n in fields[3:-1]}
    certificates = optional.get(der.CONTEXT)
    signers = fields[-1].expect(der.SET).children()
    if len(signers) != 1:
        raise Refused(Code.SIG_SIGNER_COUNT)
    found = [certs.load(n.raw) for n in certificates.children() if n.tag == der.SEQUENCE] if certificates else []
    return SignedData(encap[0].oid(), content, found, _signer_info(signers[0]))


def _signer_info(node: Node) -> SignerInfo:
    fields = node.expect(der.SEQUENCE).children()
    digest = fields[2].expect(der.SEQUENCE).children()[0].oid()
    if fields[3].tag != der.CONTEXT:
        raise Refused(Code.SIG_NO_SIGNED_ATTRS)
    attributes = _attributes(fields[3])
    algorithm = fields[4].expect(der.SEQUENCE).children()[0].oid()
    unsigned = _attributes(fields[6].expect(der.CONTEXT + 1)) if len(fields) > 6 else {}
    signed = der.tlv(der.SET, fields[3].content)
    return SignerInfo(fields[1], fields[3], digest, algorithm, attributes, signed, fields[5].octets(), unsigned)


def _attributes(node: Node) -> dict[str, list[Node]]:
    out: dict[str, list[Node]] = {}
    for attribute in node.children():
        kind, values = attribute.expect(der.SEQUENCE).children()
        name = kind.oid()
        if name in out:
            raise Refused(Code.SIG_ATTR_DUP)
        out[name] = values.expect(der.SET).children()
    return out


def check(signed: SignedData, content: bytes, *, extra: tuple[x509.Certificate, ...] = ()) -> Checked:
    """Check the one signature over ``content``; ``extra`` certificates may supply a signer that is not embedded."""
    info = signed.signer
    try:
        algorithm = certs.hash_of(info.digest)
        _content_type(signed)
        if _single(info, MESSAGE_DIGEST).octets() != _digest(algorithm, content):
            raise Refused(Code.SIG_DIGEST_MISMATCH)
        cert = _signer_certificate(signed, extra)
        if not certs.verify_signature(cert, info.algorithm, info.digest, info.signature, info.signed_bytes):
            raise Refused(Code.SIG_INVALID)
        when = _single(info, SIGNING_TIME).time() if SIGNING_TIME in info.attributes else None
        kinds = tuple(n.children()[0].oid() for n in info.attributes.get(COMMITMENT, []))
    except certs.AlgorithmError:
        raise Refused(Code.SIG_ALG) from None
    except (der.DerError, ValueError, IndexError):
        raise Refused(Code.SIG_MALFORMED) from None
    tokens = tuple(n.raw for n in info.unsigned.get(SIGNATURE_TIMESTAMP, []))
    return Checked(cert, when, kinds, info.signature, tokens)


def _content_type(signed: SignedData) -> None:
    if _single(signed.signer, CONTENT_TYPE).oid() != signed.content_type:
        raise Refused(Code.SIG_CONTENT_TYPE)


def _single(info: SignerInfo, kind: str) -> Node:
    values = info.attributes.get(kind)
    if not values:
        raise Refused(Code.SIG_ATTR_MISSING)
    if len(values) != 1:
        raise Refused(Code.SIG_ATTR_DUP)
    return values[0]


def _signer_certificate(signed: SignedData, extra: tuple[x509.Certificate, ...]) -> x509.Certificate:
    """The certificate the signature names (signing-certificate attribute), found among the embedded ones."""
    info = signed.signer
    kind = SIGNING_CERT_V2 if SIGNING_CERT_V2 in info.attributes else SIGNING_CERT_V1
    want = _ess_hash(_single(info, kind), kind)
    candidates = [*signed.certificates, *extra]
    if not candidates:
        raise Refused(Code.SIG_CERT_MISSING)
    for cert in candidates:
        if cert.fingerprint(want[0]) == want[1] and _names(info.sid, cert):
            return cert
    raise Refused(Code.SIG_CERT_SUBSTITUTED if signed.certificates else Code.SIG_CERT_MISSING)


def _ess_hash(value: Node, kind: str) -> tuple[hashes.HashAlgorithm, bytes]:
    """Hash and digest of the first ESSCertID (SHA-1) or ESSCertIDv2 (SHA-256 unless it says otherwise)."""
    fields = value.children()[0].children()[0].children()
    if kind == SIGNING_CERT_V1:
        return hashes.SHA1(), fields[0].octets()  # noqa: S303 (RFC 2634 fixes SHA-1; the signature itself is stronger)
    if fields[0].tag == der.SEQUENCE:
        return certs.hash_of(fields[0].children()[0].oid()), fields[1].octets()
    return hashes.SHA256(), fields[0].octets()


def _names(sid: Node, cert: x509.Certificate) -> bool:
    """Whether a SignerIdentifier names the certificate, by issuer and serial or by key identifier."""
    if sid.tag == 0x80:
        identifier = certs.fields(cert).value(certs.KEY_ID)
        return identifier is not None and identifier.octets() == sid.content
    return sid.raw == issuer_and_serial(cert)


def issuer_and_serial(cert: x509.Certificate) -> bytes:
    """IssuerAndSerialNumber with the issuer exactly as the certificate encodes it."""
    found = certs.fields(cert)
    return der.sequence(found.issuer, found.serial)


def _digest(algorithm: hashes.HashAlgorithm, content: bytes) -> bytes:
    return hashlib.new(algorithm.name, content).digest()


def rebuild(signed: SignedData) -> bytes:
    """The bytes our own writer gives for these values: anything else in the file is not covered by the signature."""
    cert = signed.certificates[0]
    info = signed.signer
    stamps = [n.raw for n in info.unsigned.get(SIGNATURE_TIMESTAMP, [])]
    attributes = b"".join(sorted(n.raw for n in info.attribute_set.children()))
    return _assemble(cert, info.algorithm, attributes, info.signature, stamps)


def require_canonical(signed: SignedData, raw: bytes) -> None:
    """Refuse what the format does not write: a certificate named by SHA-1, and any byte neither signed nor fixed."""
    if SIGNING_CERT_V2 not in signed.signer.attributes:
        raise Refused(Code.SIG_ATTR_MISSING)
    if len(signed.certificates) != 1 or set(signed.signer.unsigned) - {SIGNATURE_TIMESTAMP}:
        raise Refused(Code.SIG_NONCANONICAL)
    if rebuild(signed) != raw or not _lower(signed):
        raise Refused(Code.SIG_NONCANONICAL)


def _lower(signed: SignedData) -> bool:
    value = signed.signer.signature
    return certs.lower(value, certs.public_key(signed.certificates[0])) == value


def sign(content: bytes, signer: Signer, commitment: str | None, when: datetime) -> bytes:
    """A detached CAdES-B signature over ``content``: DER SignedData with the signer's certificate only."""
    cert = signer.certificate
    attributes = [
        attribute(CONTENT_TYPE, der.oid(DATA)),
        attribute(SIGNING_TIME, der.time(when)),
        attribute(MESSAGE_DIGEST, der.octets(hashlib.sha256(content).digest())),
        attribute(SIGNING_CERT_V2, der.sequence(der.sequence(der.sequence(_cert_hash(cert))))),
    ]
    if commitment:
        attributes.append(attribute(COMMITMENT, der.sequence(der.oid(commitment))))
    signed = der.set_of(*attributes)
    key = cert.public_key()
    scheme = certs.RSA_SHA256 if isinstance(key, rsa.RSAPublicKey) else certs.ECDSA_SHA256
    return _assemble(cert, scheme, der.parse(signed).content, certs.lower(signer.sign(signed), key), [])


def with_timestamp(raw: bytes, token: bytes) -> bytes:
    """The same signature with an RFC 3161 token over its value as unsigned attribute (CAdES-T)."""
    signed = parse(raw)
    info = signed.signer
    return _assemble(signed.certificates[0], info.algorithm, info.attribute_set.content, info.signature, [token])


def _cert_hash(cert: x509.Certificate) -> bytes:
    return der.octets(cert.fingerprint(hashes.SHA256()))


def attribute(kind: str, value: bytes) -> bytes:
    """A signed attribute with one value (DER)."""
    return der.sequence(der.oid(kind), der.set_of(value))


@lru_cache(maxsize=64)
def algorithm(oid: str) -> bytes:
    """AlgorithmIdentifier: NULL parameters for RSA (RFC 4055), none for ECDSA and SHA-2 (RFC 5754)."""
    null = der.tlv(der.NULL) if oid.startswith("1.2.840.113549.1.1.") else b""
    return der.sequence(der.oid(oid), null)


def assembled(
    certificate: bytes,
    identifier: bytes,
    scheme: str,
    attributes: bytes,
    signature: bytes,
    stamps: Sequence[bytes] = (),
) -> bytes:
    """The SignedData around a signature: certificate (DER), IssuerAndSerialNumber, signed attributes, timestamp tokens."""
    unsigned = [der.tlv(der.CONTEXT + 1, _attribute_set(SIGNATURE_TIMESTAMP, stamps))] if stamps else []
    info = der.sequence(
        der.integer(1),
        identifier,
        algorithm(certs.SHA256),
        der.tlv(der.CONTEXT, attributes),
        algorithm(scheme),
        der.octets(signature),
        *unsigned,
    )
    body = der.sequence(
        der.integer(1),
        der.set_of(algorithm(certs.SHA256)),
        der.sequence(der.oid(DATA)),
        der.tlv(der.CONTEXT, certificate),
        der.set_of(info),
    )
    return der.sequence(der.oid(SIGNED_DATA), der.tlv(der.CONTEXT, body))


def _assemble(
    cert: x509.Certificate, scheme: str, attributes: bytes, signature: bytes, stamps: Sequence[bytes]
) -> bytes:
    return assembled(cert.public_bytes(Encoding.DER), issuer_and_serial(cert), scheme, attributes, signature, stamps)


def _attribute_set(kind: str, values: Sequence[bytes]) -> bytes:
    return der.sequence(der.oid(kind), der.set_of(*values))
