"""The ward's desk: its own key, the register of keys, trust lists and requests to hand out.

What the ward knows lies in its own data folder, journalled like everything else. Acts and documents are those of
docs/format, section 7.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from evidence import keys, model, registration
from evidence import ward as acts
from evidence.errors import EvidenceError, KeyFileError
from evidence.pki import certs
from evidence.trust import Trust
from selfaudit.catalog import load_profile
from selfaudit.domain.exchange import IssuedRequest, RegisteredKey
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.errors import InputError
from selfaudit.services import keyring
from selfaudit.services.files import read_small, write_new, write_signed
from selfaudit.services.verify import translated
from selfaudit.services.ward_judge import TSA, Snapshot, believed
from selfaudit.services.ward_judge import trust_list as listed
from selfaudit.services.workspace import DESK
from selfaudit.text.messages import t
from selfaudit.text.wareki import JST

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

KEY_ROLES = (model.OPERATOR, model.APPROVER, "host", TSA)
"""Roles a key can be registered in; a timestamp authority is listed by its certificate."""
MAX_DESK = 64
"""Characters of a common name (RFC 5280, ub-common-name)."""
_ROOT = "ward/root"


@dataclass(frozen=True)
class Wanted:
    """What a request shall ask for."""

    contract: str
    profile: str
    due: date
    """Last day, in Japan."""
    title: str = ""
    contractor: str = ""
    fiscal_year: int | None = None
    """None: the year the last day lies in."""
    roles: Sequence[str] = (model.OPERATOR, model.APPROVER)
    hosts: Sequence[str] = ()
    """Expected PCs: ``name`` or ``name=fingerprint``."""
    timestamp: bool = False
    max_bytes: int = 5 << 30


def init(workspace: Workspace, name: str, passphrase: str) -> keys.KeyFileSigner:
    """Make the ward's root key and remember whose desk this is; InputError when there is one already."""
    path = keyring.path_of(workspace.directory, keyring.WARD)
    try:
        if not name or len(name) > MAX_DESK:
            raise KeyFileError("key_subject", length=len(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        root = keys.create_root_file(path, passphrase, name)
    except EvidenceError as error:
        raise translated(error) from error
    workspace.repository.set_setting(DESK, name)
    workspace.repository.set_setting(_ROOT, _encoded(root.certificate))
    return root


def name(workspace: Workspace) -> str:
    """The ward whose desk this is; InputError before `init`."""
    found = workspace.repository.setting(DESK)
    if not found:
        raise InputError(t("exchange.ward.no_desk"), "", t("exchange.ward.no_desk_next"))
    return found


def own_fingerprint(workspace: Workspace) -> str:
    """The fingerprint of the ward's root key (hex), wherever its file lies; InputError before `init`."""
    name(workspace)
    return certs.fingerprint(_decoded(workspace.repository.setting(_ROOT)))


def root(workspace: Workspace, passphrase: str) -> keys.KeyFileSigner:
    """Open the ward's root key."""
    name(workspace)
    return keyring.open_key(keyring.path_of(workspace.directory, keyring.WARD), passphrase)


def register(
    workspace: Workspace,
    file: Path,
    *,
    role: str,
    contract: str = "",
    holder: str = "",
    start: date | None = None,
    end: date | None = None,
    announcement: Path | None = None,
) -> RegisteredKey:
    """Enter the key of a registration (certificate) in a role, for one contract or, without a number, for all.

    Validity is that of the certificate, cut to `start` and `end` (days in Japan). `announcement` is the signature of
    an old registered key over this new certificate. Raises InputError when the certificate does not prove possession
    of its key, or the announcement is not by a key that counts.
    """
    name(workspace)
    try:
        certificate = registration.read(read_small(file))
        key = certs.fingerprint(certificate) if role == TSA else acts.check_registration(certificate)
        if announcement is not None:
            known = trust(workspace, contract)
            registration.check_announcement(known, certificate, read_small(announcement))
    except EvidenceError as error:
        raise translated(error) from error
    row = RegisteredKey(
        key=key,
        role=role,
        contract_number=contract,
        name=holder or certs.common_name(certificate),
        certificate=_encoded(certificate),
        start=max(certificate.not_valid_before_utc, _day(start, time.min) or certificate.not_valid_before_utc),
        end=min(certificate.not_valid_after_utc, _day(end, time.max) or certificate.not_valid_after_utc),
    )
    workspace.repository.save_registered_key(row)
    return row


def issue_certificate(workspace: Workspace, row: RegisteredKey, signer: keys.KeyFileSigner, out: Path) -> None:
    """Write a certificate of the ward's root for a registered key (PEM), for its holder to adopt."""
    try:
        issued = acts.issue(signer, _decoded(row.certificate), workspace.clock())
    except EvidenceError as error:
        raise translated(error) from error
    write_new(out, issued.public_bytes(Encoding.PEM))


def revoke(workspace: Workspace, fingerprint: str, since: datetime) -> list[RegisteredKey]:
    """Let a key count no longer from `since` on, in all its roles; the beginning of a fingerprint will do (8 digits).

    Raises InputError when no registered key, or more than one, begins so.
    """
    wanted = "".join(fingerprint.split()).lower()
    found = [row for row in workspace.repository.registered_keys() if row.key.startswith(wanted)]
    if len({row.key for row in found}) != 1 or len(wanted) < 8:
        raise InputError(t("exchange.ward.no_key"), fingerprint, t("exchange.ward.no_key_next"))
    changed = [replace(row, revoked_since=since) for row in found]
    for row in changed:
        workspace.repository.save_registered_key(row)
    return changed


def snapshot(workspace: Workspace) -> Snapshot:
    """What the ward holds now, to judge bundles by; InputError before `init`."""
    repository = workspace.repository
    return Snapshot(
        ward=name(workspace),
        root=repository.setting(_ROOT),
        keys=tuple(repository.registered_keys()),
        requests=tuple(repository.issued_requests()),
        bundles=tuple(repository.received_bundles()),
        issued=tuple(repository.issued_findings()),
        received=repository.received_path("").parent,
    )


def trust(workspace: Workspace, contract: str = "") -> Trust:
    """Whom the ward itself believes when it verifies a bundle of this contract ("": registered for all contracts)."""
    return believed(snapshot(workspace), contract, workspace.clock())


def key_list(workspace: Workspace, contract: str = "") -> model.TrustList:
    """The keys of one contract, and those of all contracts, as they stand now."""
    return listed(snapshot(workspace), contract, workspace.clock())


def trust_list(workspace: Workspace, signer: keys.KeyFileSigner, out: Path, contract: str = "") -> Path:
    """Write trust.json and its signature into a folder: the keys of one contract, and those of all contracts."""
    try:
        signed = acts.trust_list(key_list(workspace, contract), signer, workspace.clock())
    except EvidenceError as error:
        raise translated(error) from error
    return write_signed(out, "trust.json", signed)


def request(workspace: Workspace, wanted: Wanted, signer: keys.KeyFileSigner, out: Path) -> tuple[Path, IssuedRequest]:
    """Issue a request: request.json and its signature in a folder, and a line in the register.

    Raises InputError for a profile that is not there or an expected PC that is no PC name.
    """
    signed, row = prepared(workspace, wanted, signer)
    path = write_signed(out, "request.json", signed)
    workspace.repository.save_issued_request(row)
    return path, row


def prepared(workspace: Workspace, wanted: Wanted, signer: keys.KeyFileSigner) -> tuple[acts.Signed, IssuedRequest]:
    """A signed request and its line for the register, neither written yet; errors as for `request`."""
    if not wanted.contract.strip():
        raise InputError(t("exchange.ward.no_number"), "", t("exchange.ward.no_number_next"))
    now = workspace.clock()
    due = datetime.combine(wanted.due, time(23, 59, 59), JST)
    demand = acts.Demand(
        ward=name(workspace),
        contract=wanted.contract,
        profile=load_profile(wanted.profile).id,
        due=due,
        required_roles=tuple(wanted.roles),
        required_tst=wanted.timestamp,
        expected_hosts=[_host(text) for text in wanted.hosts] or None,
        max_bytes=wanted.max_bytes,
    )
    try:
        signed = acts.request(demand, signer, now)
    except EvidenceError as error:
        raise translated(error) from error
    return signed, IssuedRequest(
        id=signed.sha256,
        contract_number=wanted.contract,
        contract_title=wanted.title,
        contractor=wanted.contractor,
        profile=demand.profile,
        fiscal_year=wanted.fiscal_year or FiscalYear.of(wanted.due).year,
        issued_at=now,
        due=due,
        document=signed.document.decode("utf-8"),
        signature=base64.b64encode(signed.signature).decode("ascii"),
    )


def _host(text: str) -> model.ExpectedHost:
    label, _, key = text.partition("=")
    return model.ExpectedHost(label.strip(), "".join(key.split()).lower() or None)


def _day(day: date | None, moment: time) -> datetime | None:
    return None if day is None else datetime.combine(day, moment, JST)


def _encoded(certificate: x509.Certificate) -> str:
    return base64.b64encode(certificate.public_bytes(Encoding.DER)).decode("ascii")


def _decoded(text: str) -> x509.Certificate:
    return x509.load_der_x509_certificate(base64.b64decode(text))
