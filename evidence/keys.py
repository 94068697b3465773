r"""Signing keys in files: P-256, a self-signed certificate, Argon2id and AES-256-GCM around PKCS#8.

File layout (all of the header is authenticated by GCM)::

    magic    8  b"SAKEY1\r\n"
    memory   4  Argon2id memory in KiB, big endian        iterations 4     lanes 4
    salt    16
    nonce   12
    length   4  of the certificate, then the certificate (DER, public)
    rest        AES-256-GCM(PKCS#8 DER) with tag

RFC 9106 (Argon2id, memory 64 MiB, 3 passes), NIST SP 800-38D (GCM).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.serialization import pkcs12

from evidence.errors import KeyFileError
from evidence.keys_protocol import Signer
from evidence.pki import certs
from evidence.pki.certs import fingerprint
from evidence.pki.der import DerError

__all__ = [
    "KeyFileSigner",
    "Signer",
    "adopt_certificate",
    "certificate_of",
    "change_passphrase",
    "create_key_file",
    "create_root_file",
    "export_pfx",
    "fingerprint",
    "grouped",
    "load_key_file",
]

MAGIC = b"SAKEY1\r\n"
MEMORY_KIB, ITERATIONS, LANES = 64 * 1024, 3, 4
MAX_MEMORY_KIB, MAX_ITERATIONS, MAX_LANES = 1024 * 1024, 16, 16
"""A damaged or hostile file must not make the program compute for minutes."""
MIN_PASSPHRASE = 8
MAX_FILE = 64 * 1024
_HEAD = struct.Struct(">8s3I16s12sI")


@dataclass(frozen=True)
class KeyFileSigner:
    """An opened key file."""

    certificate: x509.Certificate
    _key: ec.EllipticCurvePrivateKey

    def __repr__(self) -> str:
        return f"KeyFileSigner({self.fingerprint[:16]})"

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key, 64 hex digits."""
        return fingerprint(self.certificate)

    @property
    def private_key(self) -> ec.EllipticCurvePrivateKey:
        """The key itself, for issuing certificates (a ward root)."""
        return self._key

    def sign(self, tbs: bytes) -> bytes:
        """ECDSA P-256 with SHA-256, deterministic (RFC 6979)."""
        return self._key.sign(tbs, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


def grouped(fingerprint_hex: str) -> str:
    """A fingerprint in 16 groups of 4, as printed on the paper form."""
    return " ".join(fingerprint_hex[i : i + 4] for i in range(0, len(fingerprint_hex), 4))


def create_key_file(
    path: Path, passphrase: str, subject: str, *, years: int = 10, now: datetime | None = None
) -> KeyFileSigner:
    """Make a key and its self-signed certificate and keep both in a new file (mode 0600); never overwrites."""
    if not subject or len(subject) > 64:
        raise KeyFileError("key_subject", length=len(subject))
    key = ec.generate_private_key(ec.SECP256R1())
    cert = certs.signer_certificate(key.public_key(), subject, subject, key, now or datetime.now(UTC), years)
    signer = KeyFileSigner(cert, key)
    _write_new(path, _seal(signer, passphrase))
    return signer


def create_root_file(
    path: Path, passphrase: str, subject: str, *, years: int = 10, now: datetime | None = None
) -> KeyFileSigner:
    """The same for a ward root, whose certificate may issue others."""
    key = ec.generate_private_key(ec.SECP256R1())
    signer = KeyFileSigner(certs.root_certificate(key, subject, now or datetime.now(UTC), years), key)
    _write_new(path, _seal(signer, passphrase))
    return signer


def load_key_file(path: Path, passphrase: str) -> KeyFileSigner:
    """Open a key file; KeyFileError when it cannot be read, is damaged or the passphrase is wrong."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except OSError:
        raise KeyFileError("key_unreadable", name=path.name) from None
    return _open(raw, passphrase, path.name)


def certificate_of(path: Path) -> x509.Certificate:
    """The certificate in a key file, without opening the key; what is shown of it counts once the key has been opened.

    KeyFileError when the file cannot be read or is no key file.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except OSError:
        raise KeyFileError("key_unreadable", name=path.name) from None
    if len(raw) < _HEAD.size or len(raw) > MAX_FILE or raw[:8] != MAGIC:
        raise KeyFileError("key_not_ours", name=path.name)
    try:
        return certs.load(raw[_HEAD.size : _HEAD.size + _HEAD.unpack_from(raw)[-1]])
    except DerError:
        raise KeyFileError("key_damaged", name=path.name) from None


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Seal the same key under a new passphrase, replacing the file in one step."""
    signer = load_key_file(path, old)
    beside = path.with_name(path.name + ".new")
    _write_new(beside, _seal(signer, new))
    beside.replace(path)


def adopt_certificate(path: Path, passphrase: str, certificate: x509.Certificate) -> KeyFileSigner:
    """Keep the certificate a ward issued for this key in place of the self-signed one; KeyFileError for another key."""
    signer = load_key_file(path, passphrase)
    if fingerprint(certificate) != signer.fingerprint:
        raise KeyFileError("key_other", name=path.name)
    adopted = KeyFileSigner(certificate, signer.private_key)
    beside = path.with_name(path.name + ".new")
    _write_new(beside, _seal(adopted, passphrase))
    beside.replace(path)
    return adopted


def export_pfx(signer: KeyFileSigner, passphrase: str) -> bytes:
    """PKCS#12 for other programs. Its protection is weaker than our own file: for moving a key, not for keeping it."""
    _check_passphrase(passphrase)
    return pkcs12.serialize_key_and_certificates(
        None, signer.private_key, signer.certificate, None, serialization.BestAvailableEncryption(passphrase.encode())
    )


def _check_passphrase(passphrase: str) -> None:
    if len(passphrase) < MIN_PASSPHRASE:
        raise KeyFileError("passphrase_short", least=MIN_PASSPHRASE)


def _cipher(passphrase: str, salt: bytes, memory: int, iterations: int, lanes: int) -> AESGCM:
    kdf = Argon2id(salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory)
    return AESGCM(kdf.derive(passphrase.encode()))


def _seal(signer: KeyFileSigner, passphrase: str) -> bytes:
    _check_passphrase(passphrase)
    salt, nonce = os.urandom(16), os.urandom(12)
    cert = signer.certificate.public_bytes(serialization.Encoding.DER)
    head = _HEAD.pack(MAGIC, MEMORY_KIB, ITERATIONS, LANES, salt, nonce, len(cert)) + cert
    secret = signer.private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return head + _cipher(passphrase, salt, MEMORY_KIB, ITERATIONS, LANES).encrypt(nonce, secret, head)


def _open(raw: bytes, passphrase: str, name: str) -> KeyFileSigner:
    if len(raw) < _HEAD.size or len(raw) > MAX_FILE or raw[:8] != MAGIC:
        raise KeyFileError("key_not_ours", name=name)
    _, memory, iterations, lanes, salt, nonce, length = _HEAD.unpack_from(raw)
    in_range = 8 * lanes <= memory <= MAX_MEMORY_KIB and 1 <= iterations <= MAX_ITERATIONS and 1 <= lanes <= MAX_LANES
    end = _HEAD.size + length
    if not in_range or end > len(raw):
        raise KeyFileError("key_damaged", name=name)
    try:
        secret = _cipher(passphrase, salt, memory, iterations, lanes).decrypt(nonce, raw[end:], raw[:end])
    except InvalidTag:
        raise KeyFileError("key_locked", name=name) from None
    return _signer(raw[_HEAD.size : end], secret, name)


def _signer(cert: bytes, secret: bytes, name: str) -> KeyFileSigner:
    try:
        certificate = certs.load(cert)
        key = serialization.load_der_private_key(secret, None)
    except (DerError, ValueError, TypeError):
        raise KeyFileError("key_damaged", name=name) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or fingerprint(key.public_key()) != fingerprint(certificate):
        raise KeyFileError("key_damaged", name=name)
    return KeyFileSigner(certificate, key)


def _write_new(path: Path, raw: bytes) -> None:
    """Write a file that must not exist yet, readable by its owner only, complete or not at all."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise KeyFileError("key_exists", name=path.name) from None
    except OSError as error:
        raise KeyFileError("key_unwritable", name=path.name, reason=error) from None
    _fill(handle, raw, path.unlink)


def _fill(handle: int, raw: bytes, undo: Callable[[], None]) -> None:
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        undo()
        raise KeyFileError("key_unwritable", name="", reason=error) from None
