"""Seal one inspection into a signed evidence bundle, and verify bundles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import build, hosts, keys, model
from evidence import journal as journal_chain
from evidence.errors import EvidenceError
from selfaudit import __version__
from selfaudit.domain.exchange import SealedBundle
from selfaudit.errors import InputError
from selfaudit.services import (
    documents,
    findings,
    fleet,
    handover,
    keyring,
    pdf_signature,
    photos,
    request,
    roster_refs,
    withholding,
)
from selfaudit.services.host_key import host_signer, name_of
from selfaudit.services.program import encode, program_digest
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from evidence.tokens import TokenSigner
    from selfaudit.services.walk import Walk

SUFFIX, PDF = ".asice.zip", "02_report.pdf"


@dataclass(frozen=True)
class Sealed:
    """A finished bundle."""

    path: Path
    bundle_id: str
    """SHA-256 (hex) of the signed list of contents: the bundle's identity on paper."""
    size: int
    """Bytes."""
    fingerprint: str
    """SHA-256 (hex) of the signer's public key."""


@dataclass(frozen=True)
class Extras:
    """What a bundle may have besides: the answers as OSCAL, blacked-out journal rows, a key that is not in our file."""

    oscal: bool = False
    redact: frozenset[int] = frozenset()
    """Numbers of journal rows."""
    pdf: bool = False
    """Whether the report PDF carries a signature of its own."""
    signer: TokenSigner | None = None
    may_lack: Mapping[str, str] = field(default_factory=dict)
    """Names of exhibits a later copy may go without, with the reason."""


NOTHING_MORE = Extras()


@dataclass(frozen=True)
class KeyInfo:
    """The operator's signing key on this PC."""

    path: Path
    exists: bool


def key_info(walk: Walk) -> KeyInfo:
    """Where the operator's key is, and whether it has been made."""
    path = keyring.path_of(walk.workspace.directory, keyring.OPERATOR)
    return KeyInfo(path, path.is_file())


def signer(walk: Walk, passphrase: str) -> keys.KeyFileSigner:
    """Open the operator's key, making it at the first seal. InputError for a wrong or too short passphrase."""
    info = key_info(walk)
    if info.exists:
        return keyring.open_key(info.path, passphrase)
    holder = walk.workspace.operator or walk.contract.contractor or t("services.seal.holder")
    return keyring.make(info.path, passphrase, holder)


def readiness(walk: Walk) -> list[str]:
    """What is still open before sealing, as sentences; a bundle may be sealed all the same and will say so."""
    progress = walk.progress()
    questions = walk.questions()
    found = [
        (sum(1 for question in questions if question.answer is None), "services.seal.open_questions"),
        (
            sum(1 for question in questions if question.contradicted),
            "services.seal.contradicted",
        ),
        (progress.total - progress.answered, "services.seal.unanswered"),
        (progress.answered - min(progress.backed, progress.answered), "services.seal.no_evidence"),
        (progress.nonconforming, "services.seal.nonconforming"),
        (int(not walk.workspace.repository.machine_results(walk.inspection.id)), "services.seal.no_checks"),
        (int(not walk.workspace.repository.search_runs(walk.inspection.id)), "services.seal.no_search"),
        (int(walk.profile_changed), "services.seal.profile_changed"),
    ]
    return [t(key, count=count) for count, key in found if count] + _request_gaps(walk) + findings.gaps(walk)


def _request_gaps(walk: Walk) -> list[str]:
    """What the ward's request asks for and is not there yet."""
    asked = request.asked(walk)
    if asked is None:
        return []
    repository = walk.workspace.repository
    done = {row.host for row in repository.machine_results(walk.inspection.id)}
    early = {row.host for row in repository.machine_results(walk.inspection.id) if row.collected_at < asked.issued_at}
    return [
        *(t("exchange.gap.host", host=host) for host, _ in asked.hosts if host not in done),
        *(t("exchange.gap.early", host=host) for host in sorted(early)),
        *([t("exchange.gap.late")] if walk.workspace.clock() > asked.due else []),
        *([t("exchange.gap.timestamp")] if asked.timestamp else []),
    ]


def default_name(walk: Walk) -> str:
    """A neutral ASCII file name: profile, fiscal year, number of the bundle."""
    return _name(walk, _count(walk) + 1)


def last_file(walk: Walk, folder: Path) -> Path | None:
    """The bundle sealed last, where it lies in `folder` under its neutral name; None otherwise."""
    path = folder / _name(walk, _count(walk))
    return path if path.is_file() else None


def _name(walk: Walk, number: int) -> str:
    profile = re.sub(r"[^a-z0-9-]+", "-", walk.profile.id.lower()).strip("-") or "contract"
    return f"{profile}-fy{walk.inspection.fiscal_year}-{number:02d}{SUFFIX}"


def _count(walk: Walk) -> int:
    return int(walk.workspace.repository.setting(f"sealed/{walk.inspection.id}", "0"))


def seal(
    walk: Walk,
    out: Path,
    passphrase: str,
    progress: Callable[[str], None] | None = None,
    tsa: str | None = None,
    *,
    more: Extras = NOTHING_MORE,
) -> Sealed:
    """Write the signed bundle to `out` (a file, or a folder that gets a neutral file name).

    `tsa` is the address of a timestamp service; the passphrase is not used where `more` names a signer. Raises InputError when the key cannot be opened, an exhibit is gone or
    altered, a gathered report answers another request, the service does not answer, or `out` exists or cannot be
    written.
    """
    told = progress or (lambda _: None)
    target = out / default_name(walk) if out.is_dir() else out
    if target.exists():
        raise InputError(t("services.seal.exists"), str(target), t("services.seal.exists_next"))
    if old := fleet.stale(walk):
        raise InputError(t("exchange.fleet.stale"), " ".join(old), t("exchange.fleet.stale_next"))
    stamp = handover.stamper(tsa)
    told(t("services.seal.key"))
    key = more.signer or signer(walk, passphrase)
    told(t("services.seal.collect"))
    content = _content(walk, key, more)
    told(t("services.seal.sign"))
    try:
        result = build.build(target, content, [key], stamp=stamp)
    except EvidenceError as error:
        raise translated(error) from error
    walk.workspace.repository.set_setting(f"sealed/{walk.inspection.id}", str(_count(walk) + 1))
    _note(walk, content, result)
    return Sealed(result.path, result.bundle_id, result.size, key.fingerprint)


def _note(walk: Walk, content: build.BundleContent, result: build.BuildResult) -> None:
    """Keep which bundle was sealed, with the journal's head in it, for the receipt and for later bundles."""
    head = content.journal
    row = SealedBundle(
        id=result.bundle_id,
        inspection=walk.inspection.id,
        sealed_at=walk.workspace.clock(),
        size=result.size,
        request=content.request or "",
        journal_count=head.count if head else 0,
        journal_head=head.head if head else "",
    )
    walk.workspace.repository.save_sealed_bundle(row)


def _content(walk: Walk, key: keys.KeyFileSigner | TokenSigner, more: Extras) -> build.BundleContent:
    from selfaudit.services.report import report_pages

    contract = walk.contract
    created = walk.workspace.clock()
    rows = walk.items()
    notes, files = documents.attachments(walk, rows)
    journal = _blacked_out(list(walk.workspace.repository.export_journal(contract.id)), more.redact)
    last = json.loads(journal[-1]) if journal else None
    before, receipt = handover.previous(walk)
    pages = report_pages(walk, created, notes, key.fingerprint, (last["link"], last["seq"]) if last else ("", 0))
    if more.pdf:
        pages[PDF] = pdf_signature.sign(pages[PDF], key)
    entries: dict[str, bytes | Path] = {
        **request.entries(walk),
        **receipt,
        **pages,
        "items.json": encode(documents.items_document(walk, rows, notes)),
        **documents.registers(walk),
        **roster_refs.entries(walk),
        **photos.entries(walk, notes),
        **findings.entries(walk, notes),
        "journal.jsonl": b"".join(journal),
        **files,
        **(documents.oscal_results(walk, rows, model.utc(created)) if more.oscal else {}),
    }
    reports = _host_reports(walk, last["link"] if last else None)
    for report in reports:
        entries |= report.entries
    return build.BundleContent(
        tool=model.Tool("selfaudit", __version__, program_digest()),
        contract=model.Contract(contract.number, contract.title, contract.client, contract.contractor),
        fiscal_year=walk.inspection.fiscal_year,
        profile=model.Profile(walk.profile.id, walk.profile.digest),
        created=model.utc(created),
        counts=documents.counts(rows),
        people=_people(walk, key),
        hosts=tuple(report.host for report in reports),
        journal=model.Journal(last["link"], last["seq"], handover.anchors(walk)) if last else None,
        attachments=tuple(notes),
        withheld=withholding.marked(notes, more.may_lack),
        entries=entries,
        request=request.digest(walk),
        previous=before,
    )


def _blacked_out(lines: list[bytes], numbers: frozenset[int]) -> list[bytes]:
    """The same lines with the content of some rows left out; InputError for a number that is not there."""
    if numbers - set(range(1, len(lines) + 1)):
        raise InputError(t("signing.seal.redact_bad"), "", t("signing.seal.redact_next"))
    rows = journal_chain.parse_lines(lines) if numbers else ()
    return [
        journal_chain.export_line(journal_chain.redact(row) if row.seq in numbers else row) for row in rows
    ] or lines


def _people(walk: Walk, key: keys.KeyFileSigner | TokenSigner) -> tuple[model.Person, ...]:
    """Who signs: the operator now, and whoever the ward has registered to sign second."""
    operator = model.Person(model.OPERATOR, walk.workspace.operator, key.fingerprint)
    second = request.pins_of(walk, model.APPROVER)
    return (operator, *(model.Person(model.APPROVER, pin.name, pin.key) for pin in second))


def _host_reports(walk: Walk, journal_head: str | None) -> list[hosts.HostReport]:
    """The reports of all PCs: those gathered as they came, this PC's own signed now."""
    signer_ = host_signer(walk.workspace.directory)
    host = name_of(signer_)
    found = fleet.gathered(walk)
    own = documents.own_report(walk, host)
    if own is not None:
        try:
            found[host] = fleet.sign(signer_, host, *own, request.digest(walk), journal_head)
        except EvidenceError as error:
            raise translated(error) from error
    return [found[name] for name in sorted(found)]
