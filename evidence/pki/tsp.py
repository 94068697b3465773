"""RFC 3161 timestamps: ask for one, read the answer, check a token.

A token is a CMS SignedData over a TSTInfo. Its certificate must carry the extended key usage timeStamping, critical and
alone (RFC 3161 section 2.3), and lead to a certificate the verifier was given.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509

from evidence.errors import InputError, Refused
from evidence.pki import certs, cms, der
from evidence.pki.der import Node
from evidence.verdict import Code

TST_INFO = "1.2.840.113549.1.9.16.1.4"
MAX_RESPONSE = 1 << 20
TIMEOUT = 30
"""Seconds to wait for a timestamp service."""
MAX_CHAIN = 5

Stamper = Callable[[bytes], bytes]
"""Takes bytes, gives an RFC 3161 token (DER) over their SHA-256."""


@dataclass(frozen=True)
class Token:
    """A token whose signature holds; whether its authority counts is the caller's question."""

    at: datetime
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    """All certificates inside the token."""
    nonce: int | None


def query(data: bytes) -> tuple[bytes, int]:
    """A TimeStampReq over SHA-256 of ``data`` that asks for the certificate, and its nonce."""
    nonce = int.from_bytes(os.urandom(8), "big") >> 1 | 1
    imprint = der.sequence(
        der.sequence(der.oid(certs.SHA256), der.tlv(der.NULL)), der.octets(hashlib.sha256(data).digest())
    )
    return der.sequence(der.integer(1), imprint, der.integer(nonce), der.tlv(0x01, b"\xff")), nonce


def response_token(raw: bytes) -> bytes:
    """The token of a TimeStampResp; Refused(TST_MALFORMED) when the service refused or the answer is none."""
    try:
        status, *token = der.parse(raw).expect(der.SEQUENCE).children()
        granted = status.children()[0].integer() in (0, 1)
    except (der.DerError, IndexError, ValueError):
        raise Refused(Code.TST_MALFORMED) from None
    if not granted or len(token) != 1:
        raise Refused(Code.TST_MALFORMED)
    return token[0].raw


def check(token: bytes, data: bytes, extra: Sequence[x509.Certificate] = ()) -> Token:
    """A token over ``data``: signature, imprint and purpose of its certificate; Refused with a TST_* code.

    ``extra`` certificates stand in for one the token does not carry.
    """
    try:
        signed = cms.parse(token)
        if signed.content_type != TST_INFO or signed.content is None:
            raise Refused(Code.TST_MALFORMED)
        checked = cms.check(signed, signed.content, extra=tuple(extra))
        fields = der.parse(signed.content).expect(der.SEQUENCE).children()
        when, nonce = _info(fields, data)
    except Refused as refused:
        raise Refused(_AS_TST.get(refused.code, refused.code)) from None
    except (der.DerError, IndexError, ValueError):
        raise Refused(Code.TST_MALFORMED) from None
    cert = checked.certificate
    if not certs.for_timestamps(cert):
        raise Refused(Code.TST_EKU)
    if not cert.not_valid_before_utc <= when <= cert.not_valid_after_utc:
        raise Refused(Code.TST_INVALID)
    return Token(when, cert, tuple(signed.certificates), nonce)


_AS_TST = {
    Code.SIG_CERT_MISSING: Code.TST_CERT_MISSING,
    Code.SIG_CERT_SUBSTITUTED: Code.TST_INVALID,
    Code.SIG_ALG: Code.TST_ALG,
    Code.SIG_INVALID: Code.TST_INVALID,
    Code.SIG_DIGEST_MISMATCH: Code.TST_INVALID,
} | {
    code: Code.TST_MALFORMED
    for code in Code
    if code.name
    in (
        "SIG_NOT_DER",
        "SIG_MALFORMED",
        "SIG_SIGNER_COUNT",
        "SIG_CONTENT_TYPE",
        "SIG_NO_SIGNED_ATTRS",
        "SIG_ATTR_MISSING",
        "SIG_ATTR_DUP",
    )
}


def _info(fields: list[Node], data: bytes) -> tuple[datetime, int | None]:
    """Time and nonce of a TSTInfo whose imprint is that of ``data`` (RFC 3161 section 2.4.2)."""
    algorithm, digest = fields[2].expect(der.SEQUENCE).children()
    try:
        kind = certs.hash_of(algorithm.children()[0].oid())
    except certs.AlgorithmError:
        raise Refused(Code.TST_ALG) from None
    if digest.octets() != hashlib.new(kind.name, data).digest():
        raise Refused(Code.TST_IMPRINT)
    nonces = [f.integer() for f in fields[5:] if f.tag == der.INTEGER]
    return _general_time(fields[4]), nonces[0] if nonces else None


_GENERAL_TIME = re.compile(rb"([0-9]{14})(\.[0-9]+)?Z")


def _general_time(node: Node) -> datetime:
    """GeneralizedTime with the optional fraction RFC 3161 allows, cut to the second."""
    found = _GENERAL_TIME.fullmatch(node.expect(der.GENERALIZED_TIME).content)
    if not found:
        raise ValueError("time")
    return der.sane(datetime.strptime(found[1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC))


def trusted(token: Token, anchors: Sequence[x509.Certificate]) -> bool:
    """Whether a chain from the token's certificate ends in one of the anchors."""
    cert, left = token.certificate, [*token.chain, *anchors]
    for _ in range(MAX_CHAIN):
        if cert in anchors:
            return True
        above = next((c for c in left if c != cert and certs.issued_by(cert, c)), None)
        if above is None:
            return False
        cert = above
    return False


class Service:
    """A timestamp service reached by HTTP (RFC 3161 section 3.4); callable as a ``Stamper``."""

    def __init__(self, url: str) -> None:
        if not url.startswith(("http://", "https://")):
            raise InputError("tsa_url", url=url[:80])
        self._url = url

    def __call__(self, data: bytes) -> bytes:
        """A checked token over ``data``; InputError when the service cannot be reached or its answer does not hold."""
        import urllib.request  # only here: a verifier has no use for the network

        body, nonce = query(data)
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        request = urllib.request.Request(self._url, body, headers)  # noqa: S310 (scheme checked above)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                raw = answer.read(MAX_RESPONSE)
        except (OSError, ValueError) as error:
            raise InputError("tsa_unreachable", reason=type(error).__name__) from None
        return accept(raw, data, nonce)


def accept(raw: bytes, data: bytes, nonce: int) -> bytes:
    """The token of a response to our query; InputError naming the code when it does not hold."""
    try:
        token = response_token(raw)
        if check(token, data).nonce != nonce:
            raise Refused(Code.TST_NONCE)
    except Refused as refused:
        raise InputError("tsa_answer", code=refused.code.name) from None
    return token
