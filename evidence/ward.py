"""The ward's acts: request, trust list, receipt, and certificates for registered keys (docs/format, section 7)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography import x509

from evidence import model, precheck
from evidence.errors import BuildError
from evidence.jsonstrict import SchemaError
from evidence.keys import KeyFileSigner
from evidence.keys_protocol import Signer
from evidence.pki import certs, detached
from evidence.verdict import Report


@dataclass(frozen=True)
class Signed:
    """A document and its detached signature: ``x.json`` and ``x.json.p7s``."""

    document: bytes
    signature: bytes

    @property
    def sha256(self) -> str:
        """The digest others quote, 64 hex digits."""
        return sha256(self.document).hexdigest()


@dataclass(frozen=True)
class Demand:
    """What a ward asks for."""

    ward: str
    contract: str
    profile: str
    due: datetime
    required_roles: Sequence[str] = (model.OPERATOR, model.APPROVER)
    required_tst: bool = False
    expected_hosts: Sequence[model.ExpectedHost] | None = None
    max_bytes: int = 5 << 30


def request(demand: Demand, signer: Signer, when: datetime) -> Signed:
    """A request with a fresh nonce of 128 bits, signed by the ward."""
    return _signed(
        model.Request(
            nonce=os.urandom(16).hex(),
            ward=demand.ward,
            contract=demand.contract,
            profile=demand.profile,
            issued_at=model.utc(when),
            due=model.utc(demand.due),
            required_roles=tuple(demand.required_roles),
            required_tst=demand.required_tst,
            expected_hosts=None if demand.expected_hosts is None else tuple(demand.expected_hosts),
            max_bytes=demand.max_bytes,
        ),
        signer,
        when,
    )


def receipt(report: Report, ward: str, signer: Signer, when: datetime) -> Signed:
    """A receipt that names the verified bundle and the moment it lay before the ward."""
    bundle = report.summary.bundle
    if report.bundle_id is None or bundle is None:
        raise BuildError("receipt_of")
    value = model.Receipt(
        bundle=report.bundle_id,
        request=bundle.request,
        contract=bundle.contract.no,
        received_at=model.utc(when),
        verdict=report.verdict.value,
        ward=ward,
    )
    return _signed(value, signer, when)


def trust_list(value: model.TrustList, signer: Signer, when: datetime) -> Signed:
    """A trust list, signed by a key that it names itself (a root or a pin of role ward)."""
    return _signed(value, signer, when)


def issue(root: KeyFileSigner, registered: x509.Certificate, when: datetime, years: int = 5) -> x509.Certificate:
    """A certificate of the ward root for a registered (self-signed) key, same name and key."""
    if not _is_root(root.certificate):
        raise BuildError("not_a_root")
    check_registration(registered)
    key, name = certs.public_key(registered), certs.common_name(registered)
    return certs.signer_certificate(key, name, certs.common_name(root.certificate), root.private_key, when, years)


def check_registration(registered: x509.Certificate) -> str:
    """The fingerprint of a self-signed certificate that proves possession of its key; BuildError otherwise."""
    try:
        registered.verify_directly_issued_by(registered)
        certs.public_key(registered)
    except Exception:  # noqa: BLE001 (ValueError, TypeError, InvalidSignature, AlgorithmError)
        raise BuildError("registration") from None
    return certs.fingerprint(registered)


def _is_root(cert: x509.Certificate) -> bool:
    try:
        return bool(cert.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except x509.ExtensionNotFound:
        return False


def _signed(value: model.Document, signer: Signer, when: datetime) -> Signed:
    raw = model.write(value)
    try:
        model.read(type(value), raw)
    except SchemaError as error:
        raise BuildError("field", where=error.where) from None
    precheck.document_signer(signer, when)
    return Signed(raw, detached.sign(raw, signer, when))
