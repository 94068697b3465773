"""A timestamp authority for tests: RFC 3161 tokens with every mistake a real one could make."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from evidence.keys import KeyFileSigner
from evidence.pki import cms, der

TST_INFO = "1.2.840.113549.1.9.16.1.4"
SHA256, SHA1 = "2.16.840.1.101.3.4.2.1", "1.3.14.3.2.26"


def certificate(
    number: int, start: datetime, end: datetime, *, critical: bool = True, purpose: bool = True
) -> KeyFileSigner:
    """The key and self-signed certificate of an authority."""
    key = ec.derive_private_key(0x75A_0000 + number, ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Test TSA {number}")])
    usage = ExtendedKeyUsageOID.TIME_STAMPING if purpose else ExtendedKeyUsageOID.EMAIL_PROTECTION
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(number + 1).not_valid_before(start).not_valid_after(end)
    builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=critical)
    return KeyFileSigner(builder.sign(key, hashes.SHA256()), key)


@dataclass
class Authority:
    """Callable like a timestamp service: gives a token over some bytes."""

    signer: KeyFileSigner
    at: datetime
    embed: bool = True
    algorithm: str = SHA256
    fraction: str = ""
    nonce: int | None = None
    wrong_imprint: bool = False

    def info(self, data: bytes) -> bytes:
        digest = hashlib.sha1(data, usedforsecurity=False) if self.algorithm == SHA1 else hashlib.sha256(data)
        imprint = hashlib.sha256(b"other").digest() if self.wrong_imprint else digest.digest()
        time = self.at.astimezone(UTC).strftime("%Y%m%d%H%M%S") + self.fraction + "Z"
        nonce = [] if self.nonce is None else [der.integer(self.nonce)]
        return der.sequence(
            der.integer(1),
            der.oid("1.2.3.4"),
            der.sequence(der.sequence(der.oid(self.algorithm), der.tlv(der.NULL)), der.octets(imprint)),
            der.integer(7),
            der.tlv(der.GENERALIZED_TIME, time.encode()),
            *nonce,
        )

    def __call__(self, data: bytes) -> bytes:
        cert, content = self.signer.certificate, self.info(data)
        ess = der.sequence(der.sequence(der.sequence(der.octets(cert.fingerprint(hashes.SHA256())))))
        attributes = der.set_of(
            attribute(cms.CONTENT_TYPE, der.oid(TST_INFO)),
            attribute(cms.MESSAGE_DIGEST, der.octets(hashlib.sha256(content).digest())),
            attribute(cms.SIGNING_CERT_V2, ess),
        )
        info = der.sequence(
            der.integer(1),
            cms.issuer_and_serial(cert),
            der.sequence(der.oid(SHA256)),
            der.tlv(der.CONTEXT, der.parse(attributes).content),
            der.sequence(der.oid("1.2.840.10045.4.3.2")),
            der.octets(self.signer.sign(attributes)),
        )
        certificates = [der.tlv(der.CONTEXT, cert.public_bytes(Encoding.DER))] if self.embed else []
        body = der.sequence(
            der.integer(3),
            der.set_of(der.sequence(der.oid(SHA256))),
            der.sequence(der.oid(TST_INFO), der.tlv(der.CONTEXT, der.octets(content))),
            *certificates,
            der.set_of(info),
        )
        return der.sequence(der.oid(cms.SIGNED_DATA), der.tlv(der.CONTEXT, body))


def attribute(kind: str, *values: bytes) -> bytes:
    return der.sequence(der.oid(kind), der.set_of(*values))
