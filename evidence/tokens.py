"""Keys on a PKCS#11 token (extra ``token``): the key never leaves it. SoftHSM in the tests, smart cards in life.

The driver (python-pkcs11) is no part of this package: it is loaded by name, here alone, when a token is used.

A card may hold a certificate with personal data (a citizen's card carries name, address, birth date and sex, all of
which would be embedded in the bundle): ``personal`` tells the caller to warn before such a key is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key

from evidence.errors import KeyFileError
from evidence.pki import certs, der

MAX_SUBJECT = 3
"""Names in a subject beyond this point at a person's card, not at a signer's certificate."""


@dataclass(frozen=True)
class TokenSigner:
    """A key and its certificate on an open token session; usable until the session closes."""

    certificate: x509.Certificate
    _key: Any

    def __repr__(self) -> str:
        return f"TokenSigner({self.fingerprint[:16]})"

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key, 64 hex digits."""
        return certs.fingerprint(self.certificate)

    @property
    def personal(self) -> bool:
        """Whether the certificate says more about a person than a signature needs."""
        names = any(isinstance(e.value, x509.SubjectAlternativeName) for e in self.certificate.extensions)
        return names or len(self.certificate.subject) > MAX_SUBJECT

    def sign(self, tbs: bytes) -> bytes:
        """ECDSA with SHA-256 (the token gets the digest), or RSA PKCS#1 v1.5 with SHA-256; KeyFileError if it fails."""
        pkcs11 = _driver()
        try:
            if isinstance(self.certificate.public_key(), rsa.RSAPublicKey):
                return bytes(self._key.sign(tbs, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
            raw = self._key.sign(hashlib.sha256(tbs).digest(), mechanism=pkcs11.Mechanism.ECDSA)
        except pkcs11.PKCS11Error as error:
            raise KeyFileError("token_failed", reason=type(error).__name__) from None
        half = len(raw) // 2
        return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))


@contextmanager
def open_token(library: Path, token: str, pin: str, label: str) -> Iterator[TokenSigner]:
    """The signer ``label`` on the token of that name, through the vendor's PKCS#11 library.

    KeyFileError: extra not installed, library or token missing, wrong PIN, no such key or certificate.
    """
    with _session(library, token, pin) as session:
        yield _signer(session, label)


def create_on_token(library: Path, token: str, pin: str, label: str, subject: str, *, years: int = 10) -> str:
    """Make a P-256 key and its self-signed certificate on the token; the fingerprint of the key."""
    pkcs11, helpers, encoder = _driver(), _driver(".util.ec"), _driver(".util.x509")
    with _session(library, token, pin) as session:
        curve = {pkcs11.Attribute.EC_PARAMS: helpers.encode_named_curve_parameters("secp256r1")}
        parameters = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
        public, private = parameters.generate_keypair(store=True, label=label)
        cert = _self_signed(_public_key(public), private, subject, years)
        stored = encoder.decode_x509_certificate(cert.public_bytes(Encoding.DER))
        session.create_object({**stored, pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: label})
    return certs.fingerprint(cert)


@contextmanager
def _session(library: Path, token: str, pin: str) -> Iterator[Any]:
    pkcs11 = _driver()
    try:
        with pkcs11.lib(str(library)).get_token(token_label=token).open(rw=True, user_pin=pin) as session:
            yield session
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange):
        raise KeyFileError("token_pin") from None
    except pkcs11.PinLocked:
        raise KeyFileError("token_locked") from None
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise KeyFileError("token_failed", reason=type(error).__name__) from None


def _driver(part: str = "") -> Any:  # noqa: ANN401
    try:
        return import_module(f"pkcs11{part}")
    except ImportError:
        raise KeyFileError("token_extra") from None


def _signer(session: Any, label: str) -> TokenSigner:  # noqa: ANN401
    pkcs11 = _driver()
    key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=label)
    wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE, pkcs11.Attribute.LABEL: label}
    for found in session.get_objects(wanted):
        return TokenSigner(certs.load(found[pkcs11.Attribute.VALUE]), key)
    raise KeyFileError("token_failed", reason="NoSuchCertificate")


def _public_key(public: Any) -> ec.EllipticCurvePublicKey:  # noqa: ANN401
    key = load_der_public_key(_driver(".util.ec").encode_ec_public_key(public))
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise KeyFileError("token_failed", reason="KeyType")
    return key


def _self_signed(public: ec.EllipticCurvePublicKey, private: Any, subject: str, years: int) -> x509.Certificate:  # noqa: ANN401
    """The library signs certificates only with keys it holds: take its TBS and let the token sign that."""
    helper = ec.generate_private_key(ec.SECP256R1())
    draft = certs.signer_certificate(public, subject, subject, helper, datetime.now(UTC), years)
    signer = TokenSigner(draft, private)
    tbs = draft.tbs_certificate_bytes
    algorithm = der.sequence(der.oid(certs.ECDSA_SHA256))
    return certs.load(der.sequence(tbs, algorithm, der.tlv(der.BIT_STRING, b"\0", signer.sign(tbs))))
