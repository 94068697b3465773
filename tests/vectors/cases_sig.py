"""Broken signatures, wrong people, wrong times, missing roles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from evidence.keys import KeyFileSigner
from evidence.pki import certs, cms, der
from tests.vectors import tsa
from tests.vectors.forge import END, MANIFEST, SIGNATURE, START, WHEN, Forge, Parts, zipped
from tests.vectors.tsa import SHA1, SHA256, attribute

CASES: dict[str, Callable[[Forge], bytes]] = {}
SHA512 = "2.16.840.1.101.3.4.2.3"
ECDSA, ED25519 = "1.2.840.10045.4.3.2", "1.3.101.112"
FIRST, SECOND = SIGNATURE.format(1), SIGNATURE.format(2)


def case(make: Callable[[Forge], bytes]) -> Callable[[Forge], bytes]:
    """Register a vector under the name of its function."""
    CASES[make.__name__] = make
    return make


class Forged:
    """A CMS signature over some content with any part replaced."""

    def __init__(self, content: bytes, signer: KeyFileSigner) -> None:
        cert = signer.certificate
        self.content, self.signer = content, signer
        self.digest, self.algorithm = SHA256, ECDSA
        self.content_type, self.version = cms.DATA, 1
        self.certificates = [cert.public_bytes(Encoding.DER)]
        ess = der.sequence(der.sequence(der.sequence(der.octets(cert.fingerprint(hashes.SHA256())))))
        self.attributes = {
            "type": attribute(cms.CONTENT_TYPE, der.oid(cms.DATA)),
            "time": attribute(cms.SIGNING_TIME, der.time(WHEN)),
            "digest": attribute(cms.MESSAGE_DIGEST, der.octets(hashlib.sha256(content).digest())),
            "ess": attribute(cms.SIGNING_CERT_V2, ess),
            "role": attribute(cms.COMMITMENT, der.sequence(der.oid(cms.PROOF_OF_ORIGIN))),
        }
        self.sid = cms.issuer_and_serial(cert)
        self.unsigned: list[bytes] = []
        self.signature: bytes | None = None
        self.twice = False
        self.sort = True

    def build(self) -> bytes:
        values = list(self.attributes.values())
        signed = der.set_of(*values) if self.sort else der.tlv(der.SET, *sorted(values, reverse=True))
        value = self.signature
        if value is None:
            value = certs.lower(self.signer.sign(signed), self.signer.certificate.public_key())
        info = der.sequence(
            der.integer(self.version),
            self.sid,
            der.sequence(der.oid(self.digest)),
            *([der.tlv(der.CONTEXT, der.parse(signed).content)] if values else []),
            der.sequence(der.oid(self.algorithm)),
            der.octets(value),
            *([der.tlv(der.CONTEXT + 1, *self.unsigned)] if self.unsigned else []),
        )
        body = der.sequence(
            der.integer(1),
            der.set_of(der.sequence(der.oid(self.digest))),
            der.sequence(der.oid(self.content_type)),
            *([der.tlv(der.CONTEXT, *self.certificates)] if self.certificates else []),
            der.tlv(der.SET, info, *([info] if self.twice else [])),
        )
        return der.sequence(der.oid(cms.SIGNED_DATA), der.tlv(der.CONTEXT, body))


def forged(
    change: Callable[[Forge, Forged], object], by: Callable[[Forge], KeyFileSigner] | None = None
) -> Callable[[Forge], bytes]:
    """The good bundle with only the operator's signature, made anew with one defect (the second would list it)."""

    def make(f: Forge) -> bytes:
        parts = only_operator(f)
        made = Forged(parts[MANIFEST.format(1)], by(f) if by else f.operator)
        change(f, made)
        parts[FIRST] = made.build()
        return zipped(parts)

    return make


def only_operator(f: Forge) -> Parts:
    return {n: b for n, b in f.parts().items() if n not in (MANIFEST.format(2), SECOND)}


def drop(name: str) -> Callable[[Forge, Forged], object]:
    return lambda _, s: s.attributes.pop(name)


def set_to(**values: object) -> Callable[[Forge, Forged], object]:
    return lambda _, s: s.__dict__.update(values)


def put(name: str, value: bytes) -> Callable[[Forge, Forged], object]:
    return lambda _, s: s.attributes.update({name: value})


def _enlarged(f: Forge, s: Forged) -> bytes:
    """A good signature with 2^256 added to r: the same to a reader that cuts integers to 32 bytes."""
    good = decode_dss_signature(f.operator.sign(der.set_of(*s.attributes.values())))
    return encode_dss_signature(good[0] + (1 << 256), good[1])


def _higher(f: Forge, s: Forged) -> bytes:
    """The other good signature everybody can make of a good one: (r, n-s)."""
    r, value = decode_dss_signature(
        certs.lower(f.operator.sign(der.set_of(*s.attributes.values())), f.operator.private_key.public_key())
    )
    return encode_dss_signature(r, certs.ORDERS["secp256r1"] - value)


def _negated(f: Forge, s: Forged) -> bytes:
    """A good signature with the sign of s turned."""
    r, value = decode_dss_signature(f.operator.sign(der.set_of(*s.attributes.values())))
    return der.sequence(der.integer(r), der.integer(-value))


def _ess_v1(f: Forge) -> bytes:
    """SigningCertificate of RFC 2634, which names the certificate by SHA-1."""
    digest = f.operator.certificate.fingerprint(hashes.SHA1())  # noqa: S303
    return der.sequence(der.sequence(der.sequence(der.octets(digest))))


CASES |= {
    "sig_two_signers": forged(set_to(twice=True)),
    "sig_no_signed_attributes": forged(lambda _, s: s.attributes.clear()),
    "sig_without_content_type": forged(drop("type")),
    "sig_without_digest": forged(drop("digest")),
    "sig_without_certificate_reference": forged(drop("ess")),
    "sig_without_time": forged(drop("time")),
    "sig_without_role": forged(drop("role")),
    "sig_attribute_twice": forged(put("again", attribute(cms.SIGNING_TIME, der.time(WHEN)))),
    "sig_attribute_with_two_values": forged(
        put("digest", attribute(cms.MESSAGE_DIGEST, der.octets(bytes(32)), der.octets(b"\1" * 32)))
    ),
    "sig_wrong_content_type": forged(put("type", attribute(cms.CONTENT_TYPE, der.oid(tsa.TST_INFO)))),
    "sig_without_certificate": forged(set_to(certificates=[])),
    "sig_certificate_of_another": forged(
        lambda f, s: setattr(s, "certificates", [f.stranger.certificate.public_bytes(Encoding.DER)])
    ),
    "sig_certificate_reference_of_another": forged(
        lambda f, s: s.attributes.update(ess=Forged(b"", f.stranger).attributes["ess"])
    ),
    "sig_certificate_reference_sha1": forged(
        lambda f, s: s.attributes.update(ess=attribute(cms.SIGNING_CERT_V1, _ess_v1(f)))
    ),
    "sig_extra_certificate": forged(
        lambda f, s: s.certificates.append(f.stranger.certificate.public_bytes(Encoding.DER))
    ),
    "sig_extra_unsigned_attribute": forged(set_to(unsigned=[attribute("1.2.3.4", der.integer(1))])),
    "sig_attributes_not_sorted": forged(set_to(sort=False)),
    "sig_version_3": forged(set_to(version=3)),
    "sig_digest_of_other_content": forged(
        put("digest", attribute(cms.MESSAGE_DIGEST, der.octets(hashlib.sha256(b"other").digest())))
    ),
    "sig_value_wrong": forged(lambda f, s: setattr(s, "signature", f.operator.sign(b"other"))),
    "sig_value_of_another_key": forged(lambda f, s: setattr(s, "signature", f.stranger.sign(b"x"))),
    "sig_value_with_r_too_large": forged(lambda f, s: setattr(s, "signature", _enlarged(f, s))),
    "sig_value_with_s_negated": forged(lambda f, s: setattr(s, "signature", _negated(f, s))),
    "sig_value_with_the_higher_s": forged(lambda f, s: setattr(s, "signature", _higher(f, s))),
    "sig_value_empty": forged(set_to(signature=b"")),
    "sig_digest_algorithm_sha1": forged(set_to(digest=SHA1)),
    "sig_digest_algorithm_disagrees": forged(set_to(digest=SHA512)),
    "sig_algorithm_ed25519": forged(set_to(algorithm=ED25519)),
    "sig_content_type_outside": forged(set_to(content_type=cms.SIGNED_DATA)),
    "signer_unknown": lambda f: f.resigned(keys=(f.stranger, f.approver)),
    "signer_unknown_approver": lambda f: f.resigned(keys=(f.operator, f.stranger)),
    "signer_revoked": lambda f: f.resigned(keys=(f.revoked, f.approver)),
    "signer_revoked_later": lambda f: f.resigned(keys=(f.later, f.approver)),
    "signer_expired": lambda f: f.resigned(keys=(f.expired, f.approver)),
    "signer_not_yet_valid": lambda f: f.resigned(keys=(f.future, f.approver)),
    "signer_issued_by_the_ward": lambda f: f.resigned(keys=(f.issued, f.approver)),
    "signer_with_rsa2048": lambda f: f.resigned(keys=(f.rsa2048, f.approver)),
    "signer_with_rsa1024": lambda f: f.resigned(keys=(f.rsa1024, f.approver)),
    "signer_with_p384": lambda f: f.resigned(keys=(f.p384, f.approver)),
    "roles_exchanged": lambda f: f.resigned(keys=(f.approver, f.operator)),
    "role_missing_approver": lambda f: zipped(only_operator(f)),
}


@case
def sig_is_garbage(f: Forge) -> bytes:
    return zipped(only_operator(f) | {FIRST: b"garbage"})


@case
def sig_is_empty(f: Forge) -> bytes:
    return zipped(only_operator(f) | {FIRST: b""})


@case
def sig_truncated(f: Forge) -> bytes:
    return zipped(only_operator(f) | {FIRST: f.parts()[FIRST][:-1]})


@case
def sig_trailing_byte(f: Forge) -> bytes:
    return zipped(only_operator(f) | {FIRST: f.parts()[FIRST] + b"\0"})


@case
def sig_indefinite_length(f: Forge) -> bytes:
    """BER as ``openssl cms -stream`` writes it: outermost length left open."""
    raw = f.parts()[FIRST]
    return zipped(only_operator(f) | {FIRST: b"\x30\x80" + der.parse(raw).content + b"\0\0"})


@case
def sig_of_the_other_manifest(f: Forge) -> bytes:
    parts = f.parts()
    return zipped(only_operator(f) | {FIRST: parts[SECOND]})


@case
def signatures_swapped(f: Forge) -> bytes:
    parts = f.parts()
    return zipped(parts | {FIRST: parts[SECOND], SECOND: parts[FIRST]})


@case
def second_signature_is_the_first(f: Forge) -> bytes:
    """The operator signs twice, the second time as approver."""
    return f.resigned(keys=(f.operator, f.operator))


@case
def first_signature_replaced_under_the_second(f: Forge) -> bytes:
    """A new first signature by the same key: the approver signed the old one."""
    parts = f.parts()
    parts[FIRST] = cms.sign(parts[MANIFEST.format(1)], f.operator, cms.PROOF_OF_ORIGIN, WHEN + timedelta(hours=1))
    return zipped(parts)


@case
def signer_is_a_ca(f: Forge) -> bytes:
    return f.resigned(keys=(f.root, f.approver))


@case
def signer_with_p521(f: Forge) -> bytes:
    key = ec.derive_private_key(9, ec.SECP521R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "p521")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    cert = builder.serial_number(5).not_valid_before(START).not_valid_after(END).sign(key, hashes.SHA256())
    return forged(lambda *_: None, lambda _: KeyFileSigner(cert, key))(f)


@case
def signer_with_ed25519(f: Forge) -> bytes:
    key = ed25519.Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ed")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    cert = builder.serial_number(6).not_valid_before(START).not_valid_after(END).sign(key, None)

    class Signer(KeyFileSigner):
        def sign(self, tbs: bytes) -> bytes:
            return key.sign(tbs)

    return forged(set_to(algorithm=ED25519), lambda _: Signer(cert, key))(f)  # type: ignore[arg-type]


def stamped(**changes: object) -> Callable[[Forge], bytes]:
    """Both signatures with a timestamp that has one defect."""
    return lambda f: f.sealed(stamp=replace(f.authority, **changes))  # type: ignore[arg-type]


OTHER = tsa.certificate(2, START, END)
CASES |= {
    "timestamp_good": stamped(),
    "timestamp_of_other_data": stamped(wrong_imprint=True),
    "timestamp_sha1": stamped(algorithm=SHA1),
    "timestamp_without_certificate": stamped(embed=False),
    "timestamp_by_unknown_authority": stamped(signer=OTHER),
    "timestamp_by_unknown_authority_without_certificate": stamped(signer=OTHER, embed=False),
    "timestamp_certificate_not_critical": stamped(signer=tsa.certificate(3, START, END, critical=False)),
    "timestamp_certificate_for_mail": stamped(signer=tsa.certificate(4, START, END, purpose=False)),
    "timestamp_after_certificate_expired": stamped(signer=tsa.certificate(5, START, datetime(2026, 5, 1, tzinfo=UTC))),
    "timestamp_is_garbage": lambda f: f.sealed(stamp=lambda _: der.sequence(der.integer(1))),
    "timestamp_proves_signing_before_revocation": lambda f: f.sealed(signers=(f.later, f.approver), stamp=f.authority),
    "timestamp_proves_signing_after_revocation": lambda f: f.sealed(
        signers=(f.later, f.approver), stamp=replace(f.authority, at=WHEN + timedelta(days=2))
    ),
}


@case
def timestamp_demanded_and_missing(f: Forge) -> bytes:
    return with_request(f, required_tst=True)


@case
def timestamp_demanded_and_there(f: Forge) -> bytes:
    return with_request(f, stamp=f.authority, required_tst=True)


@case
def timestamp_demanded_and_by_unknown_authority(f: Forge) -> bytes:
    """There is one, but this verifier cannot tell whether it counts: neither missing nor good."""
    return with_request(f, stamp=replace(f.authority, signer=OTHER), required_tst=True)


@case
def timestamp_demanded_and_broken(f: Forge) -> bytes:
    return with_request(f, stamp=replace(f.authority, wrong_imprint=True), required_tst=True)


def with_request(f: Forge, *, stamp: tsa.Authority | None = None, **changes: object) -> bytes:
    """A bundle that answers another request of the ward (the verifier of the vectors only holds the first)."""
    from evidence import ward

    other = Forge()
    other.__dict__["root"] = f.root
    other.__dict__["request"] = ward.request(f.demand(**changes), f.root, WHEN - timedelta(days=10))
    return other.sealed(stamp=stamp)
