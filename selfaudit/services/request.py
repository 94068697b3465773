"""The ward's audit request on the contractor's side: check it, keep it with the inspection, answer it.

The request's bytes are kept and sealed unchanged; the bundle and every host manifest quote their SHA-256
(docs/format, section 7).
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import keys, model, trust
from evidence.errors import EvidenceError, Refused
from evidence.jsonstrict import SchemaError
from evidence.pki import detached
from evidence.pki.cms import Checked
from evidence.trust import Trust
from evidence.ward import Signed
from selfaudit.domain.exchange import ImportedRequest
from selfaudit.errors import InputError
from selfaudit.services.files import beside, read_signed, read_small
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

REQUEST, TRUST = "request/request.json", "trust/trust.json"


@dataclass(frozen=True)
class Asked:
    """What the ward asks for, and which inspection answers it."""

    sha256: str
    ward: str
    contract: str
    """Contract number."""
    profile: str
    issued_at: datetime
    due: datetime
    roles: tuple[str, ...]
    """Roles that must sign: operator, approver."""
    timestamp: bool
    hosts: tuple[tuple[str, str], ...]
    """Expected PCs: name and key fingerprint, empty while the key is not known."""
    max_bytes: int
    ward_key: str
    """Fingerprint of the ward's key."""
    inspection: str


def read_digest(path: Path) -> str:
    """SHA-256 (hex) of a request file, for a PC that only collects; InputError when the file is no request."""
    raw = read_small(path)
    _parsed(raw, path.name)
    return sha256(raw).hexdigest()


def import_request(
    workspace: Workspace, path: Path, *, trust_file: Path | None, pins: Sequence[str], inspection: str | None = None
) -> Asked:
    """Check a request (``request.json`` with ``request.json.p7s`` beside it) and keep it with its inspection.

    Whose request it is must be known from elsewhere: the fingerprint on the ward's paper (`pins`), the ward's trust
    list (`trust_file`), or an earlier request of the same ward. Raises InputError when the signature does not hold,
    the ward is not known, or the contract number or profile is another one.
    """
    signed = read_signed(path)
    request = _parsed(signed.document, path.name)
    believed, listed = _ward(workspace, request.ward, trust_file, pins)
    key = signer_of(signed, believed, path.name)
    walk = _walk(workspace, request, inspection)
    row = ImportedRequest(
        inspection=walk.inspection.id,
        sha256=signed.sha256,
        document=signed.document.decode("utf-8"),
        signature=base64.b64encode(signed.signature).decode("ascii"),
        ward_key=key,
        trust=listed.document.decode("utf-8") if listed else "",
        trust_signature=base64.b64encode(listed.signature).decode("ascii") if listed else "",
    )
    workspace.repository.save_imported_request(row)
    if not walk.contract.number:
        workspace.save_contract(replace(walk.contract, number=request.contract))
    return _asked(row)


def asked(walk: Walk) -> Asked | None:
    """What the ward asks of this inspection; None when no request was imported."""
    row = walk.workspace.repository.imported_requests().get(walk.inspection.id)
    return None if row is None else _asked(row)


def digest(walk: Walk) -> str | None:
    """SHA-256 (hex) of the request this inspection answers."""
    row = walk.workspace.repository.imported_requests().get(walk.inspection.id)
    return None if row is None else row.sha256


def entries(walk: Walk) -> dict[str, bytes | Path]:
    """The request and the ward's trust list as they came, as entries of a bundle."""
    row = walk.workspace.repository.imported_requests().get(walk.inspection.id)
    if row is None:
        return {}
    found: dict[str, bytes | Path] = {
        REQUEST: row.document.encode("utf-8"),
        REQUEST + ".p7s": base64.b64decode(row.signature),
    }
    if row.trust:
        found |= {TRUST: row.trust.encode("utf-8"), TRUST + ".p7s": base64.b64decode(row.trust_signature)}
    return found


def pins_of(walk: Walk, role: str) -> list[model.Pin]:
    """The keys the ward has registered in a role for this contract, as far as its trust list was imported."""
    row = walk.workspace.repository.imported_requests().get(walk.inspection.id)
    if row is None or not row.trust:
        return []
    return [pin for pin in trust.parse(row.trust.encode("utf-8")).pins if pin.role == role]


def ward_trust(workspace: Workspace, pins: Sequence[str] = ()) -> Trust:
    """The wards known from imported requests, and the keys given by hand; InputError for a malformed fingerprint."""
    rows = workspace.repository.imported_requests().values()
    try:
        found = Trust.from_pins([*pins, *(row.ward_key for row in rows)])
    except EvidenceError as error:
        raise translated(error) from error
    for row in rows:
        if row.trust:
            found = _joined(found, trust.parse(row.trust.encode("utf-8")))
    return found


def _joined(one: Trust, two: Trust) -> Trust:
    return Trust(
        one.pins + two.pins,
        one.roots + two.roots,
        one.revoked + two.revoked,
        one.tsa + two.tsa,
        one.any_role | two.any_role,
    )


def _parsed(raw: bytes, name: str) -> model.Request:
    try:
        return model.read(model.Request, raw)
    except SchemaError as error:
        raise InputError(t("exchange.request.bad"), f"{name} {error.where}", t("exchange.request.bad_next")) from error


def _ward(workspace: Workspace, ward: str, trust_file: Path | None, pins: Sequence[str]) -> tuple[Trust, Signed | None]:
    """Whom to believe, and the trust list to carry: the file given, else the one that came with an earlier request."""
    rows = [row for row in workspace.repository.imported_requests().values() if _ward_of(row) == ward]
    lists = [_listed(row) for row in rows if row.trust]
    try:
        known = Trust.from_pins([*pins, *(row.ward_key for row in rows)])
        before = known
        for listed in lists:
            before = _joined(before, trust.parse(listed.document))
        if trust_file is None:
            return before, lists[-1] if lists else None
        fresh = trust.load(trust_file)
    except EvidenceError as error:
        raise translated(error) from error
    if not beside(trust_file).is_file():
        raise InputError(t("exchange.request.trust_unsigned"), trust_file.name, t("exchange.request.trust_next"))
    signed = read_signed(trust_file)
    if known.any_role:
        signer_of(signed, before, trust_file.name)
    return _joined(known, fresh), signed


def _ward_of(row: ImportedRequest) -> str:
    return model.read(model.Request, row.document.encode("utf-8")).ward


def _listed(row: ImportedRequest) -> Signed:
    return Signed(row.trust.encode("utf-8"), base64.b64decode(row.trust_signature))


def signer_of(signed: Signed, believed: Trust, name: str) -> str:
    """Fingerprint of the ward's key that signed; InputError when the signature does not hold or the key is unknown."""
    try:
        checked: Checked = detached.check(signed.document, signed.signature)
    except Refused as refused:
        detail = f"{name} {refused.code.name}"
        raise InputError(t("exchange.request.signature"), detail, t("exchange.request.bad_next")) from None
    key = keys.fingerprint(checked.certificate)
    since = believed.revoked_since(key)
    if since is not None and checked.signing_time is not None and since <= checked.signing_time:
        raise InputError(t("exchange.request.revoked"), name, t("exchange.request.bad_next"))
    if not believed.is_ward(checked.certificate):
        detail = t("exchange.request.unknown_detail", name=name, fingerprint=keys.grouped(key))
        raise InputError(t("exchange.request.unknown"), detail, t("exchange.request.unknown_next"))
    return key


def _walk(workspace: Workspace, request: model.Request, inspection: str | None) -> Walk:
    """The inspection named, or the newest of that contract number, or the one opened last; it must fit the request."""
    walk = workspace.walk(inspection) if inspection else None
    if walk is None:
        fitting = [row for row in workspace.inspections() if row.contract.number == request.contract]
        walk = workspace.walk(fitting[0].inspection.id if fitting else None)
    if walk is None:
        raise InputError(t("exchange.request.no_inspection"), "", t("exchange.request.no_inspection_next"))
    if walk.contract.number not in ("", request.contract):
        detail = t("exchange.request.contract_detail", asked=request.contract, own=walk.contract.number)
        raise InputError(t("exchange.request.contract"), detail, t("exchange.request.contract_next"))
    if walk.profile.id != request.profile:
        detail = t("exchange.request.profile_detail", asked=request.profile, own=walk.profile.id)
        raise InputError(t("exchange.request.profile"), detail, t("exchange.request.profile_next"))
    return walk


def _asked(row: ImportedRequest) -> Asked:
    request = model.read(model.Request, row.document.encode("utf-8"))
    return Asked(
        sha256=row.sha256,
        ward=request.ward,
        contract=request.contract,
        profile=request.profile,
        issued_at=model.moment(request.issued_at),
        due=model.moment(request.due),
        roles=request.required_roles,
        timestamp=request.required_tst,
        hosts=tuple((host.id, host.key or "") for host in request.expected_hosts or ()),
        max_bytes=request.max_bytes,
        ward_key=row.ward_key,
        inspection=row.inspection,
    )
