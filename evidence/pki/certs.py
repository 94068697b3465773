"""Certificates: making one for a signer, key fingerprints, signature checks, chains of one step.

Self-signed or issued by one ward root. A signer certificate carries the extended key usages emailProtection and
id-kp-documentSigning (RFC 9336) and the key usages digitalSignature and nonRepudiation: with these openssl, gpgsm and
GnuTLS accept the signature without special flags.
"""

from __future__ import annotations

import hashlib
import warnings
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
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
    return _check(key, signature, signed, hash_of(hash_oid))


def _check(key: PublicKey, signature: bytes, signed: bytes, algorithm: hashes.HashAlgorithm) -> bool:
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(algorithm))
        else:
            key.verify(signature, signed, padding.PKCS1v15(), algorithm)
    except InvalidSignature:
        return False
    return True


def issued_by(cert: x509.Certificate, root: x509.Certificate) -> bool:
    """Whether ``root`` is a CA certificate and its key signed ``cert`` (one step; there are no intermediates)."""
    try:
        constraints = root.extensions.get_extension_for_class(x509.BasicConstraints).value
        digest = cert.signature_hash_algorithm
        if not constraints.ca or cert.issuer != root.subject or digest is None or digest.name not in _CHAIN_HASHES:
            return False
        return _check(public_key(root), cert.signature, cert.tbs_certificate_bytes, digest)
    except (x509.ExtensionNotFound, ValueError, TypeError):
        return False


_CHAIN_HASHES = {"sha256", "sha384", "sha512"}


def fingerprint(source: x509.Certificate | PublicKey) -> str:
    """SHA-256 of the SubjectPublicKeyInfo in hex: the name of a key, the same before and after a new certificate."""
    key = source.public_key() if isinstance(source, x509.Certificate) else source
    spki = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).hexdigest()


def common_name(cert: x509.Certificate) -> str:
    """The first common name of the subject, or an empty string; control characters removed."""
    try:
        names = cert.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        text = str(names[0].value) if names else ""
    except ValueError:
        return ""
    return "".join(c for c in text if c.isprintable())[:200]


def usage_ok(cert: x509.Certificate) -> bool:
    """Whether a certificate may sign documents: KU and EKU, where present, must allow it."""
    try:
        extensions = cert.extensions
    except ValueError:
        return False
    for extension in extensions:
        value = extension.value
        if isinstance(value, x509.KeyUsage) and not (value.digital_signature or value.content_commitment):
            return False
        if isinstance(value, x509.ExtendedKeyUsage) and not (
            {DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION} & set(value)
        ):
            return False
        if isinstance(value, x509.BasicConstraints) and value.ca:
            return False
    return True


def load(raw: bytes) -> x509.Certificate:
    """A certificate from DER; DerError for anything cryptography cannot read."""
    try:
        cert = x509.load_der_x509_certificate(raw)
        positive = cert.serial_number > 0
    except Exception as error:  # noqa: BLE001 ValueError, InvalidVersion and others from the Rust layer
        raise der.DerError(str(error)) from None
    if not positive:
        raise der.DerError("serial number")
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
