"""Certificates: making one for a signer, key fingerprints, signature checks, chains of one step.

Self-signed or issued by one ward root. A signer certificate carries the extended key usages emailProtection and
id-kp-documentSigning (RFC 9336) and the key usages digitalSignature and nonRepudiation: with these openssl, gpgsm and
GnuTLS accept the signature without special flags.
"""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from evidence.pki import der

# Serial numbers that RFC 5280 forbids are refused in ``load``; the library's own remark would go to the terminal.
warnings.filterwarnings("ignore", message="Parsed a serial number", category=CryptographyDeprecationWarning)

DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""id-kp-documentSigning, RFC 9336."""

HASHES: dict[str, hashes.HashAlgorithm] = {
    "2.16.840.1.101.3.4.2.1": hashes.SHA256(),
    "2.16.840.1.101.3.4.2.2": hashes.SHA384(),
    "2.16.840.1.101.3.4.2.3": hashes.SHA512(),
}
SHA256 = "2.16.840.1.101.3.4.2.1"
RSA_ENCRYPTION = "1.2.840.113549.1.1.1"
SIGNATURE_HASHES = {
    "1.2.840.10045.4.3.2": ("ec", "2.16.840.1.101.3.4.2.1"),
    "1.2.840.10045.4.3.3": ("ec", "2.16.840.1.101.3.4.2.2"),
    "1.2.840.10045.4.3.4": ("ec", "2.16.840.1.101.3.4.2.3"),
    "1.2.840.113549.1.1.11": ("rsa", "2.16.840.1.101.3.4.2.1"),
    "1.2.840.113549.1.1.12": ("rsa", "2.16.840.1.101.3.4.2.2"),
    "1.2.840.113549.1.1.13": ("rsa", "2.16.840.1.101.3.4.2.3"),
}
ECDSA_SHA256, RSA_SHA256 = "1.2.840.10045.4.3.2", "1.2.840.113549.1.1.11"
MIN_RSA_BITS = 2048

PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


class AlgorithmError(ValueError):
    """The algorithm or key is not in the policy of docs/format."""


@lru_cache(maxsize=256)
def public_key(cert: x509.Certificate) -> PublicKey:
    """The key of a certificate, if it is P-256, P-384 or RSA of at least 2048 bits."""
    try:
        key = cert.public_key()
    except Exception:  # noqa: BLE001 unsupported curves and broken keys raise several classes
        raise AlgorithmError("key") from None
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1 | ec.SECP384R1):
        return key
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= MIN_RSA_BITS:
        return key
    raise AlgorithmError("key")


def hash_of(oid: str) -> hashes.HashAlgorithm:
    """The hash of a digest algorithm identifier, if the policy has it."""
    if oid not in HASHES:
        raise AlgorithmError(oid)
    return HASHES[oid]


def verify_signature(cert: x509.Certificate, algorithm: str, digest: str, signature: bytes, signed: bytes) -> bool:
    """Whether ``signature`` over ``signed`` was made with the key of ``cert``; AlgorithmError outside the policy."""
    key = public_key(cert)
    if algorithm == RSA_ENCRYPTION:  # RFC 3370 section 3.2: the digest is named elsewhere
        family, hash_oid = "rsa", digest
    else:
        family, hash_oid = SIGNATURE_HASHES.get(algorithm, ("", digest))
    if family != ("rsa" if isinstance(key, rsa.RSAPublicKey) else "ec") or hash_oid != digest:
        raise AlgorithmError(algorithm)
    return holds(key, signature, signed, hash_of(hash_oid))


def holds(key: PublicKey, signature: bytes, signed: bytes, algorithm: hashes.HashAlgorithm) -> bool:
    """Whether ``signature`` over ``signed`` was made with this key (ECDSA, or RSA with PKCS #1 v1.5 padding)."""
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(algorithm))
        else:
            key.verify(signature, signed, padding.PKCS1v15(), algorithm)
    except Exception:  # noqa: BLE001 InvalidSignature, and OpenSSL's own errors for keys beyond its limits
        return False
    return True


@dataclass(frozen=True)
class Fields:
    """What the verifier looks at in a certificate, as it is encoded (RFC 5280 section 4.1)."""

    issuer: bytes
    subject: bytes
    serial: bytes
    extensions: dict[str, tuple[bool, bytes]]
    """Critical or not, and the value (DER), by dotted identifier."""

    def value(self, kind: str) -> der.Node | None:
        """The value of an extension; DerError when it is not DER."""
        found = self.extensions.get(kind)
        return None if found is None else der.parse(found[1])


KEY_USAGE, EXTENDED_USAGE, CONSTRAINTS, KEY_ID = "2.5.29.15", "2.5.29.37", "2.5.29.19", "2.5.29.14"


@lru_cache(maxsize=256)
def fields(cert: x509.Certificate) -> Fields:
    """The fields of a certificate, read without interpreting more than is needed; DerError for a malformed one."""
    try:
        tbs = der.parse(cert.tbs_certificate_bytes).children()
        shift = 1 if tbs[0].tag == der.CONTEXT else 0
        found: dict[str, tuple[bool, bytes]] = {}
        for node in (n for n in tbs[shift + 6 :] if n.tag == der.CONTEXT + 3):
            for extension in node.children()[0].children():
                kind, *critical, value = extension.expect(der.SEQUENCE).children()
                if kind.oid() in found or len(critical) > 1:
                    raise der.DerError("extension")
                found[kind.oid()] = (bool(critical), value.octets())
    except (IndexError, ValueError):
        raise der.DerError("certificate") from None
    return Fields(tbs[shift + 2].raw, tbs[shift + 4].raw, tbs[shift].raw, found)


def is_ca(cert: x509.Certificate) -> bool:
    """Whether the basic constraints say that it issues certificates; False where they cannot be read."""
    try:
        value = fields(cert).value(CONSTRAINTS)
        kids = value.children() if value else []
        return bool(kids) and kids[0].raw == b"\x01\x01\xff"
    except der.DerError:
        return False


ORDERS = {
    "secp256r1": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "secp384r1": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973,
}
"""Orders of the curves (SEC 2, sections 2.4.2 and 2.5.1)."""


def lower(signature: bytes, key: object) -> bytes:
    """The one form of an ECDSA signature this format writes: for (r, s) and (r, n-s), which both hold, the smaller s.

    ValueError for what is no ECDSA signature; signatures by other keys are returned as they are.
    """
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name not in ORDERS:
        return signature
    r, value = decode_dss_signature(signature)
    return encode_dss_signature(r, min(value, ORDERS[key.curve.name] - value))


def issued_by(cert: x509.Certificate, root: x509.Certificate) -> bool:
    """Whether ``root`` is a CA certificate and its key signed ``cert`` (one step; there are no intermediates)."""
    family, digest = SIGNATURE_HASHES.get(cert.signature_algorithm_oid.dotted_string, ("", ""))
    if not family or not is_ca(root) or fields(cert).issuer != fields(root).subject:
        return False
    try:
        key = public_key(root)
    except AlgorithmError:
        return False
    if family != ("rsa" if isinstance(key, rsa.RSAPublicKey) else "ec"):
        return False
    return holds(key, cert.signature, cert.tbs_certificate_bytes, HASHES[digest])


def fingerprint(source: x509.Certificate | PublicKey) -> str:
    """SHA-256 of the SubjectPublicKeyInfo in hex: the name of a key, the same before and after a new certificate."""
    return _of_certificate(source) if isinstance(source, x509.Certificate) else _of_key(source)


@lru_cache(maxsize=256)
def _of_certificate(cert: x509.Certificate) -> str:
    try:
        return _of_key(public_key(cert))
    except AlgorithmError:
        return _of_key(cert.public_key())


def _of_key(key: CertificatePublicKeyTypes) -> str:
    spki = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).hexdigest()


def common_name(cert: x509.Certificate) -> str:
    """The first common name of the subject, or an empty string; control characters removed."""
    try:
        with warnings.catch_warnings(action="ignore"):  # on names of a length RFC 5280 does not allow
            names = cert.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        text = str(names[0].value) if names else ""
    except Exception:  # noqa: BLE001 malformed names raise several classes
        return ""
    return "".join(c for c in text if c.isprintable())[:200]


def usage_ok(cert: x509.Certificate) -> bool:
    """Whether a certificate may sign documents: KU and EKU, where present, must allow it, and it is no CA."""
    try:
        usage, purposes = fields(cert).value(KEY_USAGE), _purposes(cert)
        constraints = fields(cert).value(CONSTRAINTS)
        if constraints is not None:
            constraints.children()
        signs = usage is None or bool(usage.expect(der.BIT_STRING).content[1] & 0xC0)
    except (der.DerError, IndexError):
        return False
    return signs and not is_ca(cert) and (purposes is None or bool({DOCUMENT_SIGNING.dotted_string, MAIL} & purposes))


MAIL, STAMPING = "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.8"


def _purposes(cert: x509.Certificate) -> set[str] | None:
    value = fields(cert).value(EXTENDED_USAGE)
    return None if value is None else {node.oid() for node in value.expect(der.SEQUENCE).children()}


def for_timestamps(cert: x509.Certificate) -> bool:
    """Whether timeStamping is its only purpose, and critical (RFC 3161 section 2.3)."""
    try:
        return _purposes(cert) == {STAMPING} and fields(cert).extensions[EXTENDED_USAGE][0]
    except der.DerError:
        return False


def load(raw: bytes) -> x509.Certificate:
    """A certificate from DER; DerError for anything cryptography cannot read."""
    try:
        cert = x509.load_der_x509_certificate(raw)
        positive = cert.serial_number > 0
    except Exception as error:  # noqa: BLE001 ValueError, InvalidVersion and others from the Rust layer
        raise der.DerError(str(error)) from None
    if not positive:
        raise der.DerError("serial number")
    fields(cert)
    return cert


def signer_certificate(
    key: PublicKey, subject: str, issuer: str, issuer_key: ec.EllipticCurvePrivateKey, start: datetime, years: int
) -> x509.Certificate:
    """A certificate for signing bundles, valid from ``start`` for ``years``; self-signed when subject is issuer."""
    usage = dict.fromkeys(_USAGES, False) | {"digital_signature": True, "content_commitment": True}
    eku = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION, DOCUMENT_SIGNING])
    builder = _builder(key, subject, issuer, start, years)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(x509.KeyUsage(**usage), critical=True)
    return builder.add_extension(eku, critical=False).sign(issuer_key, hashes.SHA256())


def root_certificate(key: ec.EllipticCurvePrivateKey, subject: str, start: datetime, years: int) -> x509.Certificate:
    """A ward root: CA, path length 0, may sign certificates and documents (requests, receipts, trust)."""
    usage = dict.fromkeys(_USAGES, False) | {
        "digital_signature": True,
        "content_commitment": True,
        "key_cert_sign": True,
        "crl_sign": True,
    }
    builder = _builder(key.public_key(), subject, subject, start, years)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return builder.add_extension(x509.KeyUsage(**usage), critical=True).sign(key, hashes.SHA256())


_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(key: PublicKey, subject: str, issuer: str, start: datetime, years: int) -> x509.CertificateBuilder:
    begin = start.replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin - timedelta(minutes=5))
        .not_valid_after(begin + timedelta(days=365 * years + years // 4))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )
