"""Judge one file with what the ward holds: its register of keys, its own request, the bundle receipted before.

Everything needed is in a `Snapshot`, so that many files can be judged at once and in other processes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from evidence import model, verify
from evidence.errors import EvidenceError
from evidence.known import Known, Received
from evidence.trust import Trust, parse
from evidence.verdict import Report
from selfaudit.domain.desk import Digest
from selfaudit.domain.exchange import IssuedRequest, ReceivedBundle, RegisteredKey
from selfaudit.domain.finding import IssuedFindings
from selfaudit.services import bundle_reader, ward_findings
from selfaudit.services.bundle_reader import BundleView
from selfaudit.services.verify import translated

BETTER = ("INVALID", "INDETERMINATE", "VALID")
NO_SUPPORT = "patch.eol"
"""The check that says whether a PC's system is still supported by its maker."""
TSA = "tsa"
_NEVER = "9999-12-31T23:59:59Z"


@dataclass(frozen=True)
class Snapshot:
    """What the ward holds at one moment."""

    ward: str
    root: str
    """The ward's certificate: DER, base64."""
    keys: tuple[RegisteredKey, ...]
    requests: tuple[IssuedRequest, ...]
    bundles: tuple[ReceivedBundle, ...]
    issued: tuple[IssuedFindings, ...]
    received: Path
    """Folder of the received files."""

    def bundle(self, bundle_id: str) -> ReceivedBundle | None:
        """The bundle of this id as the register has it."""
        return next((row for row in self.bundles if row.id == bundle_id), None)

    def path(self, bundle_id: str) -> Path:
        """Where the file of a received bundle lies."""
        return self.received / f"{bundle_id}.asice.zip"


@dataclass(frozen=True)
class Judged:
    """What came of one file."""

    report: Report
    row: ReceivedBundle | None
    """None for a file that is no bundle."""
    digest: Digest | None


def worth(row: ReceivedBundle) -> tuple[int, int]:
    """How good a copy of a bundle is: its verdict first, then how few exhibits were left out of it."""
    return BETTER.index(row.verdict), -row.codes.count("ENTRY_WITHHELD")


def trust_list(held: Snapshot, contract: str, issued_at: datetime) -> model.TrustList:
    """The keys of one contract, and those of all contracts."""
    rows = [row for row in held.keys if row.contract_number in ("", contract)]
    revoked = {row.key: model.utc(row.revoked_since) for row in rows if row.revoked_since}
    return model.TrustList(
        ward=held.ward,
        issued_at=model.utc(issued_at),
        roots=(held.root,),
        pins=tuple(_pin(row) for row in rows if row.role != TSA),
        revoked=tuple(model.Revoked(key, since) for key, since in sorted(revoked.items())),
        tsa=tuple(row.certificate for row in rows if row.role == TSA),
    )


def believed(held: Snapshot, contract: str, at: datetime) -> Trust:
    """Whom the ward believes when it verifies a bundle of this contract ("": registered for all contracts)."""
    return _parsed(replace(trust_list(held, contract, at), issued_at=_NEVER))


@lru_cache(maxsize=64)
def _parsed(listed: model.TrustList) -> Trust:
    """Most contracts of a ward share their keys: what is made of a list is made once."""
    return parse(model.write(listed))


def judge(held: Snapshot, copy: Path, now: datetime) -> Judged:
    """Verify one file; InputError only when it cannot be opened."""
    view = bundle_reader.read(copy)
    if view is None:
        return Judged(_verify(held, copy, "", None, "", None, now), None, None)
    number, quoted = view.manifest.contract.no, view.manifest.request or ""
    asked = _asked(held, number, quoted)
    previous = _previous(held, number, view.id)
    report = _verify(held, copy, number, asked, previous, held.bundle(view.id), now)
    row = ReceivedBundle(
        id=view.id,
        contract_number=number,
        contract_title=view.manifest.contract.title,
        contractor=view.manifest.contract.contractor,
        fiscal_year=view.manifest.fiscal_year,
        request=quoted,
        asked=asked.id if asked else "",
        previous=previous,
        verdict=str(report.verdict),
        codes=tuple(report.names()),
        received_at=now,
        size=copy.stat().st_size,
        type=view.manifest.type,
    )
    return Judged(report, row, digest(held, view, now, _stamped(report)))


def again(held: Snapshot, row: ReceivedBundle, now: datetime) -> Report:
    """Verify a kept file once more, as it was judged when it came."""
    asked = next((request for request in held.requests if request.id == row.asked), None)
    return _verify(held, held.path(row.id), row.contract_number, asked, row.previous, row, now)


def _stamped(report: Report) -> datetime | None:
    """The moment a timestamp authority proves for the first signature; None where the signer's clock alone says it."""
    first = next(iter(report.summary.signatures), None)
    return model.moment(first.signed_at) if first and first.time_source == "timestamp" else None


def digest(held: Snapshot, view: BundleView, received_at: datetime, stamped: datetime | None) -> Digest:
    """What the register shows of a bundle; `stamped` is when a timestamp proves it was signed."""
    number = view.manifest.contract.no
    issued = [row for row in held.issued if row.contract_number == number]
    early = held.bundle(view.id)
    at = early.received_at if early else received_at
    found = []
    if view.manifest.type == "inspection":
        times = ward_findings.Times(view.sealed_at, stamped, at)
        found = ward_findings.problems(issued, times, view.improvements, view.findings)
    return Digest(
        bundle=view.id,
        sealed_at=view.sealed_at,
        problems=tuple(found),
        content={
            "profile": view.manifest.profile.id,
            "states": {
                name: str(row.get("state")) for name, row in view.items.items() if row.get("duty") == "contractor"
            },
            "hosts": {
                name: {"os": str(report.get("os") or ""), "statuses": bundle_reader.statuses(report)}
                for name, report in view.hosts.items()
            },
            "improvements": dict(view.improvements),
        },
    )


def _verify(
    held: Snapshot,
    path: Path,
    contract: str,
    asked: IssuedRequest | None,
    previous: str,
    before: ReceivedBundle | None,
    now: datetime,
) -> Report:
    """Verify with what the ward holds; its own earlier receipt is proof of time, the last bundle makes its PCs known."""
    received = Received(before.id, before.receipted_at) if before and before.receipted_at else None
    known = Known(asked.document.encode("utf-8") if asked else None, received, previous or None)
    try:
        trusted = believed(held, contract, now)
        trusted = replace(trusted, pins=trusted.pins + _known_hosts(held, previous))
        return verify.verify(path, trust=trusted, known=known)
    except EvidenceError as error:
        raise translated(error) from error


def _known_hosts(held: Snapshot, previous: str) -> tuple[model.Pin, ...]:
    """The keys of the PCs in the bundle receipted before: those seen last year are not new."""
    view = bundle_reader.read(held.path(previous), hosts=False) if previous else None
    if view is None:
        return ()
    return tuple(model.Pin(host.key, "host", host.id, host.collected_at, _NEVER) for host in view.manifest.hosts)


def _asked(held: Snapshot, contract: str, quoted: str) -> IssuedRequest | None:
    """Which of the ward's own requests a bundle is judged by.

    The one it quotes, unless that one has been answered and the contract has a newer one: last year's bundle is no
    answer to this year's question.
    """
    newest = next((row for row in reversed(held.requests) if row.contract_number == contract), None)
    meant = next((row for row in held.requests if row.id == quoted), None)
    answered = meant is not None and any(row.asked == meant.id and row.verdict != "INVALID" for row in held.bundles)
    return newest if meant is None or (newest is not None and answered) else meant


def _previous(held: Snapshot, contract: str, bundle_id: str) -> str:
    """The contract's last receipted bundle before this one, or empty."""
    rows = [row for row in held.bundles if row.contract_number == contract]
    receipted = {row.id: row.receipted_at for row in rows if row.receipted_at is not None and row.verdict != "INVALID"}
    own = receipted.pop(bundle_id, None)
    earlier = {found: at for found, at in receipted.items() if own is None or at < own}
    return max(earlier, key=lambda found: earlier[found], default="")


def _pin(row: RegisteredKey) -> model.Pin:
    return model.Pin(row.key, row.role, row.name, model.utc(row.start), model.utc(row.end))
