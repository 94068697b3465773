"""Bundles at the ward's desk: take in, verify, receipt, and the register of contracts.

A bundle is verified with what the ward itself holds: its register of keys, its own request, and the id of the bundle
it receipted before. The file is kept under its id, the verdict with it.
"""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import deliver, keys, model, verify
from evidence import ward as acts
from evidence.container.zipstrict import ZipReader
from evidence.errors import EvidenceError, Refused
from evidence.jsonstrict import SchemaError
from evidence.known import Known, Received
from evidence.verdict import Report
from selfaudit.domain.exchange import IssuedRequest, ReceivedBundle
from selfaudit.errors import InputError
from selfaudit.services import ward
from selfaudit.services.files import write_signed
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

_BETTER = ("INVALID", "INDETERMINATE", "VALID")
_MAX_BUNDLE_JSON = 16 << 20
_NEVER = "9999-12-31T23:59:59Z"
_LOCAL_HEADER, _AES_METHOD = b"PK\x03\x04", 99
"""Method 99 in the first local header marks an AES archive (WinZip AE-2)."""


@dataclass(frozen=True)
class Taken:
    """One file that was received."""

    report: Report
    row: ReceivedBundle | None
    """What the register says of the bundle now; None for a file that is no bundle."""
    before: ReceivedBundle | None
    """What the register said of the same bundle earlier."""


@dataclass(frozen=True)
class Year:
    """One contract in one fiscal year."""

    contract_number: str
    contract_title: str
    contractor: str
    fiscal_year: int
    requests: tuple[IssuedRequest, ...]
    bundles: tuple[ReceivedBundle, ...]
    state: str
    """Of the inspection: answered (a VALID bundle is there), review (another one is), open, overdue or unasked."""


def receive(workspace: Workspace, file: Path, password: Callable[[], str]) -> Taken:
    """Take in one file: a bundle, or a delivered archive around one (`password` is then called).

    Raises InputError when the file cannot be read or the password does not open it. Every bundle ends in a verdict.
    """
    ward.name(workspace)
    copy = workspace.repository.received_path(f".{os.getpid()}")
    try:
        _unwrapped(file, copy, password)
        return _judged(workspace, copy)
    finally:
        copy.unlink(missing_ok=True)


def receipt(workspace: Workspace, bundle_id: str, signer: keys.KeyFileSigner, out: Path) -> tuple[Path, ReceivedBundle]:
    """Sign a receipt for a received bundle, after verifying the kept file once more.

    `bundle_id` may be its beginning (8 digits). Raises InputError when there is no such bundle, its file is gone, or
    it no longer verifies as it did.
    """
    row = find(workspace, bundle_id)
    asked = {request.id: request for request in workspace.repository.issued_requests()}.get(row.asked)
    kept = workspace.repository.received_path(row.id)
    report = _verify(workspace, kept, row.contract_number, asked, row.previous, row)
    if (report.bundle_id, str(report.verdict)) != (row.id, row.verdict):
        raise InputError(t("exchange.ward.changed"), row.id, t("exchange.ward.changed_next"))
    now = workspace.clock()
    try:
        signed = acts.receipt(report, ward.name(workspace), signer, now)
    except EvidenceError as error:
        raise translated(error) from error
    path = write_signed(out, "receipt.json", signed)
    row = replace(
        row,
        receipt=signed.document.decode("utf-8"),
        receipt_signature=base64.b64encode(signed.signature).decode("ascii"),
        receipted_at=now,
    )
    workspace.repository.save_received_bundle(row)
    return path, row


def find(workspace: Workspace, bundle_id: str) -> ReceivedBundle:
    """The received bundle whose id begins so; InputError when none or several do."""
    wanted = bundle_id.strip().lower()
    found = [row for row in workspace.repository.received_bundles() if row.id.startswith(wanted)]
    if len(found) != 1 or len(wanted) < 8:
        raise InputError(t("exchange.ward.no_bundle"), bundle_id, t("exchange.ward.no_bundle_next"))
    return found[0]


def register(workspace: Workspace, fiscal_year: int | None = None) -> list[Year]:
    """The register of contracts: every contract and fiscal year with its requests, bundles and state."""
    ward.name(workspace)
    requests, bundles = workspace.repository.issued_requests(), workspace.repository.received_bundles()
    pairs = {(row.contract_number, row.fiscal_year) for row in requests}
    pairs |= {(row.contract_number, row.fiscal_year) for row in bundles}
    return [
        _year(
            [row for row in requests if (row.contract_number, row.fiscal_year) == pair],
            [row for row in bundles if (row.contract_number, row.fiscal_year) == pair],
            workspace.clock(),
        )
        for pair in sorted(pairs)
        if fiscal_year in (None, pair[1])
    ]


def _year(requests: list[IssuedRequest], bundles: list[ReceivedBundle], now: datetime) -> Year:
    newest: IssuedRequest | ReceivedBundle = bundles[-1] if bundles else requests[-1]
    return Year(
        contract_number=newest.contract_number,
        contract_title=newest.contract_title,
        contractor=newest.contractor,
        fiscal_year=newest.fiscal_year,
        requests=tuple(requests),
        bundles=tuple(bundles),
        state=_state(requests, bundles, now),
    )


def _state(requests: list[IssuedRequest], received: list[ReceivedBundle], now: datetime) -> str:
    bundles = [row for row in received if row.type == "inspection"]
    if any(row.verdict == "VALID" and (row.asked or not requests) for row in bundles):
        return "answered"
    if bundles:
        return "review"
    if not requests:
        return "unasked"
    return "overdue" if requests[-1].due < now else "open"


def _judged(workspace: Workspace, copy: Path) -> Taken:
    repository = workspace.repository
    said = _said(copy)
    if said is None:
        return Taken(_verify(workspace, copy, "", None, ""), None, None)
    bundle, bundle_id = said
    asked = _asked(workspace, bundle.contract.no, bundle.request or "")
    previous = _previous(workspace, bundle.contract.no, bundle_id)
    before = {row.id: row for row in repository.received_bundles()}.get(bundle_id)
    report = _verify(workspace, copy, bundle.contract.no, asked, previous, before)
    row = ReceivedBundle(
        id=bundle_id,
        contract_number=bundle.contract.no,
        contract_title=bundle.contract.title,
        contractor=bundle.contract.contractor,
        fiscal_year=bundle.fiscal_year,
        request=bundle.request or "",
        asked=asked.id if asked else "",
        previous=previous,
        verdict=str(report.verdict),
        codes=tuple(report.names()),
        received_at=workspace.clock(),
        size=copy.stat().st_size,
        type=bundle.type,
    )
    # Others can alter a copy without altering the id, so a worse copy says nothing against the one received before.
    if before is not None and _BETTER.index(row.verdict) <= _BETTER.index(before.verdict):
        return Taken(report, before, before)
    copy.replace(repository.received_path(row.id))
    repository.save_received_bundle(row)
    return Taken(report, row, before)


def _verify(
    workspace: Workspace,
    path: Path,
    contract: str,
    asked: IssuedRequest | None,
    previous: str,
    before: ReceivedBundle | None = None,
) -> Report:
    """Verify with what the ward holds; its own earlier receipt is proof of time, the last bundle makes its PCs known."""
    received = Received(before.id, before.receipted_at) if before and before.receipted_at else None
    known = Known(asked.document.encode("utf-8") if asked else None, received, previous or None)
    try:
        believed = ward.trust(workspace, contract)
        believed = replace(believed, pins=believed.pins + _known_hosts(workspace, previous))
        return verify.verify(path, trust=believed, known=known)
    except EvidenceError as error:
        raise translated(error) from error


def _known_hosts(workspace: Workspace, previous: str) -> tuple[model.Pin, ...]:
    """The keys of the PCs in the bundle receipted before: those seen last year are not new."""
    said = _said(workspace.repository.received_path(previous)) if previous else None
    if said is None:
        return ()
    return tuple(model.Pin(host.key, "host", host.id, host.collected_at, _NEVER) for host in said[0].hosts)


def _asked(workspace: Workspace, contract: str, quoted: str) -> IssuedRequest | None:
    """Which of the ward's own requests a bundle is judged by.

    The one it quotes, unless that one has been answered and the contract has a newer one: last year's bundle is no
    answer to this year's question.
    """
    requests = workspace.repository.issued_requests()
    newest = next((row for row in reversed(requests) if row.contract_number == contract), None)
    meant = next((row for row in requests if row.id == quoted), None)
    answered = {row.asked for row in workspace.repository.received_bundles() if row.verdict != "INVALID"}
    return newest if meant is None or (newest is not None and meant.id in answered) else meant


def _previous(workspace: Workspace, contract: str, bundle_id: str) -> str:
    """The contract's last receipted bundle before this one, or empty."""
    rows = [row for row in workspace.repository.received_bundles() if row.contract_number == contract]
    receipted = {row.id: row.receipted_at for row in rows if row.receipted_at is not None and row.verdict != "INVALID"}
    own = receipted.pop(bundle_id, None)
    earlier = {found: at for found, at in receipted.items() if own is None or at < own}
    return max(earlier, key=lambda found: earlier[found], default="")


def _said(path: Path) -> tuple[model.BundleManifest, str] | None:
    """What a bundle says of itself, and its id, to know what to verify it with; None when it says nothing."""
    try:
        with path.open("rb") as file:
            archive = ZipReader(file)
            bundle = model.read(model.BundleManifest, archive.read("bundle.json", _MAX_BUNDLE_JSON))
            return bundle, sha256(archive.read("META-INF/ASiCManifest001.xml", _MAX_BUNDLE_JSON)).hexdigest()
    except (OSError, Refused, SchemaError, KeyError):
        return None


def _unwrapped(file: Path, copy: Path, password: Callable[[], str]) -> None:
    try:
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _wrapped(file):
            deliver.receive(file, password(), copy)
        else:
            shutil.copyfile(file, copy)
    except EvidenceError as error:
        raise translated(error) from error
    except OSError as error:
        raise InputError(t("exchange.ward.unreadable"), file.name, t("exchange.ward.unreadable_next")) from error


def _wrapped(file: Path) -> bool:
    with file.open("rb") as source:
        head = source.read(10)
    return head[:4] == _LOCAL_HEADER and int.from_bytes(head[8:10], "little") == _AES_METHOD
