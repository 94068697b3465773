"""From the sealed bundle to the ward and back: second signature, delivery, receipt, renewal, and the chain of years."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import cosign, model, trust, verify
from evidence import deliver as wrapping
from evidence import renew as renewal
from evidence.build import BuildResult
from evidence.container.zipstrict import ZipReader
from evidence.errors import EvidenceError, Refused
from evidence.jsonstrict import SchemaError
from evidence.keys_protocol import Signer
from evidence.pki import tsp
from evidence.trust import Trust
from evidence.verdict import Code, Finding, Report, Verdict, judge, refusal
from selfaudit.domain.exchange import ImportedReceipt, SealedBundle
from selfaudit.errors import InputError
from selfaudit.services import hand_over_book
from selfaudit.services.files import read_signed
from selfaudit.services.keyring import grouped
from selfaudit.services.request import TRUST, ward_trust
from selfaudit.services.verify import lines, translated
from selfaudit.text.messages import language, t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

SUFFIX = ".asice.zip"
RECEIPT = "previous/receipt.json"


@dataclass(frozen=True)
class Delivered:
    """What was written: the archive for one medium, the password notice (text and PDF) for another way."""

    path: Path
    text: Path
    pdf: Path
    size: int
    """Bytes of the archive."""


def stamper(url: str | None) -> tsp.Stamper | None:
    """A timestamp service by its address; None without one, InputError for an address that is none."""
    try:
        return tsp.Service(url) if url else None
    except EvidenceError as error:
        raise translated(error) from error


def looked_at(bundle: Path, *, unsigned: bool = False) -> Report:
    """The bundle as it verifies by itself, before it is signed or handed over; InputError when it is INVALID.

    Only the bundle's own copy of the ward's trust list is believed, which tells whether it is complete, not whether it
    is true. `unsigned` overlooks what a further signature or timestamp can still mend.
    """
    try:
        report = verify.verify(bundle, trust=carried_trust(bundle))
    except EvidenceError as error:
        raise translated(error) from error
    refused = refusal(report) is not None if unsigned else report.verdict is Verdict.INVALID
    if unsigned:
        findings = [found for found in report.codes if found != Finding(Code.ROLE_MISSING, model.APPROVER)]
        report = replace(report, verdict=judge(findings), codes=tuple(findings))
    if refused:
        raise InputError(t("exchange.bundle.invalid"), "\n  ".join(lines(report)), t("exchange.bundle.invalid_next"))
    return report


def carried_trust(bundle: Path) -> Trust:
    """The ward's trust list inside a bundle; empty where there is none or the file cannot be read."""
    try:
        with bundle.open("rb") as file:
            return trust.parse(ZipReader(file).read(TRUST, trust.MAX_BYTES))
    except (OSError, KeyError, Refused, SchemaError):
        return Trust()


def countersign(
    bundle: Path, out: Path, signer: Signer, tsa: str | None = None, *, book: Workspace | None = None
) -> BuildResult:
    """Add the second signature (取扱責任者) over everything, the first signature included, and note it in `book`.

    `out` is a file or a folder that gets the bundle's own name. Raises InputError when the bundle does not verify,
    has two signatures already, names another approver, or `out` exists.
    """
    target = _target(bundle, out)
    try:
        made = cosign.sign_again(bundle, target, signer, stamp=stamper(tsa), trust=carried_trust(bundle))
    except EvidenceError as error:
        raise translated(error) from error
    if book is not None:
        hand_over_book.note(book, hand_over_book.COUNTERSIGN, made.bundle_id, made.path, book.clock())
    return made


def renew(bundle: Path, out: Path | None, tsa: str) -> BuildResult:
    """Copy the bundle with one more archive timestamp over everything in it; InputError as for `countersign`.

    Without `out` the copy lies beside the bundle, with ``-renewed`` behind its name.
    """
    target = _target(bundle, out or bundle.with_name(f"{_stem(bundle)}-renewed{SUFFIX}"))
    stamp = stamper(tsa)
    if stamp is None:
        raise InputError(t("exchange.renew.no_tsa"), "", t("exchange.renew.no_tsa_next"))
    try:
        return renewal.renew(bundle, target, stamp, trust=carried_trust(bundle))
    except EvidenceError as error:
        raise translated(error) from error


def deliver(
    bundle: Path, out: Path, notice: Path, *, handled_by: str, when: datetime, book: Workspace | None = None
) -> Delivered:
    """Wrap a bundle with a generated password; the notice goes to another folder and another medium.

    The notice names the bundle and, where `book` (the data folder it was sealed in) is given, the head of the journal;
    the delivery is noted there. `notice` is a folder, or a file name that text and PDF share. Raises InputError when the bundle does not verify
    (a required signature is missing, say), something exists already, or both would lie in one place.
    """
    # The typesetter is loaded only where something is printed.
    from selfaudit.report import notice as page

    found = looked_at(bundle)
    # A name that says nothing of whose file it is, and that can be read out over the phone.
    target = out / f"{(found.bundle_id or '')[:8]}.zip" if out.is_dir() else out
    named = notice / f"{_stem(target)}-password" if notice.is_dir() else notice.with_suffix("")
    text, pdf = named.with_name(named.name + ".txt"), named.with_name(named.name + ".pdf")
    try:
        wrapping.unfinished_cleared((text, pdf, target))
        made = wrapping.deliver(
            bundle,
            target,
            text,
            handled_by=handled_by,
            when=when,
            lang=language(),
            more=_facts(found.bundle_id or "", book),
            printed=(pdf, lambda said: page.render(said.splitlines(), when)),
        )
    except EvidenceError as error:
        raise translated(error) from error
    if book is not None:
        _noted(book, found.bundle_id or "", (target, text, pdf), when)
    return Delivered(target, text, pdf, made.size)


def _noted(book: Workspace, bundle: str, files: Sequence[Path], when: datetime) -> None:
    """Note the delivery; where that fails it did not take place, and the same command can be given again."""
    try:
        hand_over_book.note(book, hand_over_book.DELIVER, bundle, files[0], when)
    except BaseException:
        for file in files:
            file.unlink(missing_ok=True)
        raise


def _facts(bundle: str, book: Workspace | None) -> list[str]:
    """What the notice says of the bundle: whoever keeps the paper holds an anchor of the journal."""
    said = [t("handing.notice.bundle", id=grouped(bundle))]
    if book is not None:
        count, head = book.repository.journal_head()
        said.append(t("handing.notice.journal", count=count, head=grouped(head)))
    return said


def import_receipt(workspace: Workspace, path: Path, pins: Sequence[str] = ()) -> ImportedReceipt:
    """Keep the ward's receipt for a bundle sealed here; the next bundle of the contract will carry it.

    Raises InputError when the ward that asked has not signed it, or it names a bundle of another data folder.
    """
    signed = read_signed(path)
    try:
        found = trust.load_receipt(path, ward_trust(workspace, pins))
    except EvidenceError as error:
        raise translated(error) from error
    sealed = next((row for row in workspace.repository.sealed_bundles() if row.id == found.bundle), None)
    if sealed is None:
        raise InputError(t("exchange.receipt.other"), found.bundle, t("exchange.receipt.other_next"))
    row = ImportedReceipt(
        bundle=found.bundle,
        inspection=sealed.inspection,
        received_at=model.moment(found.received_at),
        verdict=found.verdict,
        document=signed.document.decode("utf-8"),
        signature=base64.b64encode(signed.signature).decode("ascii"),
    )
    workspace.repository.save_imported_receipt(row)
    hand_over_book.note(workspace, hand_over_book.RECEIPT, found.bundle, path, workspace.clock())
    return row


def previous(walk: Walk) -> tuple[model.Previous | None, dict[str, bytes | Path]]:
    """The contract's last bundle the ward has receipted: what bundle.json says of it, and the receipt to carry."""
    repository = walk.workspace.repository
    own = {row.id for row in repository.inspections(walk.inspection.contract)}
    receipts = [row for row in repository.imported_receipts() if row.inspection in own and row.verdict != "INVALID"]
    if not receipts:
        return None, {}
    last = max(receipts, key=lambda row: row.received_at)
    document = last.document.encode("utf-8")
    found = {RECEIPT: document, RECEIPT + ".p7s": base64.b64decode(last.signature)}
    return model.Previous(last.bundle, sha256(document).hexdigest()), {**found}


def anchors(walk: Walk) -> tuple[model.Anchor, ...]:
    """The journal heads of this contract that others hold: those in its earlier bundles and on notices and receipts.

    Whoever has one of these can see that nothing up to it has changed since.
    """
    repository = walk.workspace.repository
    own = {row.id for row in repository.inspections(walk.inspection.contract)}
    sealed: list[SealedBundle] = [row for row in repository.sealed_bundles() if row.inspection in own]
    heads = [(row.sealed_at, row.journal_count, row.journal_head) for row in sealed]
    heads += [(row.at, row.journal_count, row.journal_head) for row in hand_over_book.all_of_contract(walk)]
    return tuple(model.Anchor(count, head, model.utc(at)) for at, count, head in sorted(heads) if count)


def _target(bundle: Path, out: Path) -> Path:
    target = out / bundle.name if out.is_dir() else out
    _absent(target)
    return target


def _absent(path: Path) -> None:
    if path.exists():
        raise InputError(t("services.seal.exists"), str(path), t("services.seal.exists_next"))


def _stem(path: Path) -> str:
    return path.name.removesuffix(".zip").removesuffix(".asice")
