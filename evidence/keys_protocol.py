"""What every signer offers, whatever holds its key (file, DPAPI, token)."""

from __future__ import annotations

from typing import Protocol

from cryptography import x509


class Signer(Protocol):
    """Signs bytes with the key of its certificate: ECDSA-SHA256 (DER) or RSA PKCS#1 v1.5 with SHA-256."""

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate embedded in signatures."""

    def sign(self, tbs: bytes) -> bytes:
        """Sign ``tbs`` itself (the signer hashes)."""
