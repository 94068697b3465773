"""Key registration and rotation: what a contractor hands in, and what the ward checks (docs/format, section 7).

A registration is the self-signed certificate (proof of possession) in PEM; its fingerprint stands on the paper form.
For a new key the old one signs the new certificate, so that nobody else can announce it.
"""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from evidence.errors import BuildError, Refused
from evidence.keys_protocol import Signer
from evidence.pki import certs, detached
from evidence.trust import Trust
from evidence.ward import check_registration


def export(signer: Signer) -> bytes:
    """The certificate to hand in, PEM."""
    return signer.certificate.public_bytes(Encoding.PEM)


def read(raw: bytes) -> x509.Certificate:
    """A certificate handed in, PEM or DER; BuildError when it is none."""
    try:
        if raw.startswith(b"-----"):
            return x509.load_pem_x509_certificate(raw)
        return x509.load_der_x509_certificate(raw)
    except ValueError:
        raise BuildError("registration") from None


def announce(old: Signer, new: x509.Certificate, when: datetime) -> bytes:
    """The old key's signature over the new certificate (DER): travels with the new registration."""
    return detached.sign(new.public_bytes(Encoding.DER), old, when)


def check_announcement(trust: Trust, new: x509.Certificate, signature: bytes) -> str:
    """The fingerprint of the old key, if it counts under ``trust`` and has signed the new certificate."""
    check_registration(new)
    try:
        checked = detached.check(new.public_bytes(Encoding.DER), signature)
    except Refused:
        raise BuildError("registration") from None
    key = certs.fingerprint(checked.certificate)
    known = key in trust.any_role or trust.pinned(key) or trust.root_of(checked.certificate)
    if not known or trust.revoked_since(key) is not None:
        raise BuildError("registration")
    return key
