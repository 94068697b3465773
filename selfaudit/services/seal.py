"""Seal one inspection into a signed evidence bundle, and verify bundles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import build, hosts, keys, model
from evidence.errors import EvidenceError
from selfaudit import __version__
from selfaudit.errors import InputError
from selfaudit.services import documents, fleet
from selfaudit.services.host_key import host_signer, name_of
from selfaudit.services.program import encode, program_digest
from selfaudit.services.verify import translated
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk

SUFFIX = ".asice.zip"


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
class KeyInfo:
    """The operator's signing key on this PC."""

    path: Path
    exists: bool


def key_info(walk: Walk) -> KeyInfo:
    """Where the operator's key is, and whether it has been made."""
    path = walk.workspace.directory / "keys" / "operator.key"
    return KeyInfo(path, path.is_file())


def signer(walk: Walk, passphrase: str) -> keys.KeyFileSigner:
    """Open the operator's key, making it at the first seal. InputError for a wrong or too short passphrase."""
    info = key_info(walk)
    try:
        if info.exists:
            return keys.load_key_file(info.path, passphrase)
        info.path.parent.mkdir(parents=True, exist_ok=True)
        holder = walk.workspace.operator or walk.contract.contractor or t("services.seal.holder")
        return keys.create_key_file(info.path, passphrase, holder)
    except EvidenceError as error:
        raise translated(error) from error


def readiness(walk: Walk) -> list[str]:
    """What is still open before sealing, as sentences; a bundle may be sealed all the same and will say so."""
    progress = walk.progress()
    questions = walk.questions()
    found = [
        (sum(1 for question in questions if question.answer is None), "services.seal.open_questions"),
        (
            sum(1 for question in questions if question.answer is False and question.against),
            "services.seal.contradicted",
        ),
        (progress.total - progress.answered, "services.seal.unanswered"),
        (progress.answered - min(progress.backed, progress.answered), "services.seal.no_evidence"),
        (progress.nonconforming, "services.seal.nonconforming"),
        (int(not walk.workspace.repository.machine_results(walk.inspection.id)), "services.seal.no_checks"),
        (int(not walk.workspace.repository.search_runs(walk.inspection.id)), "services.seal.no_search"),
        (int(walk.profile_changed), "services.seal.profile_changed"),
    ]
    return [t(key, count=count) for count, key in found if count]


def default_name(walk: Walk) -> str:
    """A neutral ASCII file name: profile, fiscal year, number of the bundle."""
    count = int(walk.workspace.repository.setting(f"sealed/{walk.inspection.id}", "0")) + 1
    profile = re.sub(r"[^a-z0-9-]+", "-", walk.profile.id.lower()).strip("-") or "contract"
    return f"{profile}-fy{walk.inspection.fiscal_year}-{count:02d}{SUFFIX}"


def seal(walk: Walk, out: Path, passphrase: str, progress: Callable[[str], None] | None = None) -> Sealed:
    """Write the signed bundle to `out` (a file, or a folder that gets a neutral file name).

    Raises InputError when the key cannot be opened, an exhibit is gone or altered, or `out` exists or cannot be written.
    """
    told = progress or (lambda _: None)
    target = out / default_name(walk) if out.is_dir() else out
    if target.exists():
        raise InputError(t("services.seal.exists"), str(target), t("services.seal.exists_next"))
    told(t("services.seal.key"))
    key = signer(walk, passphrase)
    told(t("services.seal.collect"))
    content = _content(walk, key)
    told(t("services.seal.sign"))
    try:
        result = build.build(target, content, [key])
    except EvidenceError as error:
        raise translated(error) from error
    setting = f"sealed/{walk.inspection.id}"
    count = int(walk.workspace.repository.setting(setting, "0")) + 1
    walk.workspace.repository.set_setting(setting, str(count))
    return Sealed(result.path, result.bundle_id, result.size, key.fingerprint)


def _content(walk: Walk, key: keys.KeyFileSigner) -> build.BundleContent:
    from selfaudit.services.report import report_pages

    contract = walk.contract
    created = walk.workspace.clock()
    rows = walk.items()
    notes, files = documents.attachments(walk, rows)
    journal = list(walk.workspace.repository.export_journal(contract.id))
    last = json.loads(journal[-1]) if journal else None
    entries: dict[str, bytes | Path] = {
        **report_pages(walk, created, notes, key.fingerprint, (last["link"], last["seq"]) if last else ("", 0)),
        "items.json": encode(documents.items_document(walk, rows, notes)),
        "journal.jsonl": b"".join(journal),
        **files,
    }
    reports = _host_reports(walk)
    for report in reports:
        entries |= report.entries
    return build.BundleContent(
        tool=model.Tool("selfaudit", __version__, program_digest()),
        contract=model.Contract(contract.number, contract.title, contract.client, contract.contractor),
        fiscal_year=walk.inspection.fiscal_year,
        profile=model.Profile(walk.profile.id, walk.profile.digest),
        created=model.utc(created),
        counts=documents.counts(rows),
        people=(model.Person("operator", walk.workspace.operator, key.fingerprint),),
        hosts=tuple(report.host for report in reports),
        journal=model.Journal(last["link"], last["seq"]) if last else None,
        attachments=tuple(notes),
        entries=entries,
    )


def _host_reports(walk: Walk) -> list[hosts.HostReport]:
    """The reports of all PCs: those gathered as they came, this PC's own signed now."""
    signer_ = host_signer(walk.workspace.directory)
    host = name_of(signer_)
    found = fleet.gathered(walk)
    own = documents.own_report(walk, host)
    if own is not None:
        try:
            found[host] = fleet.sign(signer_, host, *own)
        except EvidenceError as error:
            raise translated(error) from error
    return [found[name] for name in sorted(found)]


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four, as it stands on paper."""
    return keys.grouped(fingerprint)
