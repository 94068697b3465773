"""Issue a 消去証明書: refused while something is open, two pages PDF/A, certificate.json, one signed bundle.

The registry (and the ward's half of its key, where it lies on this PC) is destroyed before the certificate is written,
so that the certificate says what was really done; the key itself was never stored.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence import build, keys, model
from evidence.errors import EvidenceError
from selfaudit import __version__
from selfaudit.domain.erasure import FileErasure, IssuedCertificate
from selfaudit.errors import ExitCode, InputError
from selfaudit.services import certificate, handover, seal
from selfaudit.services.assisted_erase import erase_file
from selfaudit.services.certificate import Issue, Obstacle
from selfaudit.services.ending import Ending
from selfaudit.services.files import write_new
from selfaudit.services.program import encode, program_digest
from selfaudit.services.storage import storage_of
from selfaudit.services.verify import translated
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk

ENTRY, PAGES, REGISTERS = "erasure/certificate.json", "erasure/certificate.pdf", "registers.json"


class RefusedError(InputError):
    """Something is open and the ward has not consented; the detail lists it."""

    exit_code = ExitCode.FOUND

    def __init__(self, found: Sequence[Obstacle]) -> None:
        lines = "\n  ".join(obstacle.sentence for obstacle in found)
        super().__init__(t("certificate.refused"), lines, t("certificate.refused_next"))
        self.obstacles = tuple(found)


@dataclass(frozen=True)
class Issued:
    """What was written."""

    pdf: Path
    document: Path
    bundle: Path
    bundle_id: str
    number: str
    edition: int
    verdict: str
    destroyed: bool
    """Whether the registry is gone."""


def issue(
    walk: Walk,
    out: Path,
    passphrase: str,
    *,
    registry: Path | None = None,
    ward_half: Path | None = None,
    tsa: str | None = None,
) -> Issued:
    """Write the certificate's three files into the folder `out` and keep a journalled row of it.

    `registry` and `ward_half` are destroyed with it, when given. RefusedError while something is open without the ward's
    consent. InputError when a registry given is another one than was searched with, a file exists already, the key
    cannot be opened, or nothing can be written.
    """
    against = certificate.obstacles(walk)
    if against and Ending(walk.workspace, walk.contract.id).consent() is None:
        raise RefusedError(against)
    paths = _paths(walk, out)
    key = seal.signer(walk, passphrase)
    stamp = handover.stamper(tsa)
    destroyed = _destroy(walk, registry, ward_half)
    known = Issue(walk.workspace.clock(), key.fingerprint, destroyed, tsa or "")
    document = certificate.document(walk, known)
    pages = _pages(document, walk, known)
    content = _content(walk, document, pages, key)
    try:
        built = build.build(paths["bundle"], content, [key], stamp=stamp)
    except EvidenceError as error:
        raise translated(error) from error
    write_new(paths["pdf"], pages)
    write_new(paths["json"], encode(document))
    return _keep(walk, document, known, paths, built.bundle_id)


def _keep(walk: Walk, document: dict[str, Any], known: Issue, paths: dict[str, Path], bundle: str) -> Issued:
    identity, verdict = document["f01_certificate"], str(document["f20_verdict"]["search"])
    row = IssuedCertificate(
        id=new_id(),
        contract=walk.contract.id,
        number=identity["number"],
        edition=identity["edition"],
        issued_at=known.at,
        verdict=verdict,
        document=json.dumps(document, ensure_ascii=False, sort_keys=True),
        bundle=bundle,
    )
    walk.workspace.repository.save_issued_certificate(row)
    return Issued(
        paths["pdf"],
        paths["json"],
        paths["bundle"],
        bundle,
        row.number,
        row.edition,
        verdict,
        known.registry["state"] == "destroyed",
    )


def _paths(walk: Walk, out: Path) -> dict[str, Path]:
    """Where the three files go; InputError when the folder is missing or one of them exists."""
    if not out.is_dir():
        raise InputError(t("certificate.no_folder"), str(out), t("certificate.no_folder_next"))
    edition = certificate.edition_of(walk.workspace.repository.issued_certificates(walk.contract.id))
    stem = f"erasure-{certificate.number_of(walk.contract.id).lower()}-{edition:02d}"
    paths = {
        "pdf": out / f"{stem}.pdf",
        "json": out / f"{stem}.json",
        "bundle": out / f"{stem}{seal.SUFFIX}",
    }
    for path in paths.values():
        if path.exists():
            raise InputError(t("services.seal.exists"), str(path), t("services.seal.exists_next"))
    return paths


def _destroy(walk: Walk, registry: Path | None, ward_half: Path | None) -> dict[str, Any]:
    """Destroy registry and ward half, each journalled; gives what the certificate says of it."""
    if registry is None:
        return _destroyed_before(walk)
    try:
        digest = sha256(registry.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(t("certificate.no_registry"), str(registry), t("certificate.no_registry_next")) from error
    searched = {run.registry_digest for run in Ending(walk.workspace, walk.contract.id).runs()}
    if digest not in searched:
        raise InputError(t("certificate.other_registry"), digest, t("certificate.other_registry_next"))
    done = _erase(walk, registry, "registry", digest)
    half = _erase(walk, ward_half, "ward_half", "") if ward_half is not None else None
    return _said(done, None if half is None else not half.failed)


def _destroyed_before(walk: Walk) -> dict[str, Any]:
    """What is known of the registry when none was given now: an earlier act may have destroyed it."""
    rows = [row for row in walk.workspace.repository.file_erasures(walk.contract.id) if row.what == "registry"]
    return _said(rows[-1], None) if rows else {"state": "kept", "steps": [], "at": None, "who": "", "ward_half": None}


def _said(done: FileErasure, ward_half: bool | None) -> dict[str, Any]:
    return {
        "state": "destroyed" if not done.failed else "not_destroyed",
        "sha256": done.digest,
        "steps": list(done.done),
        "failed": done.failed,
        "storage": done.storage,
        "at": done.at.isoformat(timespec="seconds"),
        "who": done.who,
        "ward_half": ward_half,
    }


def _erase(walk: Walk, path: Path, what: str, digest: str) -> FileErasure:
    storage = storage_of(path)
    size = path.stat().st_size if path.is_file() else 0
    result = erase_file(path, storage)
    row = FileErasure(
        id=new_id(),
        contract=walk.contract.id,
        what=what,
        digest=digest,
        size=size,
        storage=str(storage.kind),
        file_system=storage.file_system,
        done=result.done,
        failed=result.failed,
        at=walk.workspace.clock(),
        who=walk.workspace.operator,
    )
    walk.workspace.repository.save_file_erasure(row)
    return row


def _pages(document: dict[str, Any], walk: Walk, known: Issue) -> bytes:
    """Two pages: where the lists are too long for them, fewer rows are printed, and how many are not."""
    # The typesetter is loaded only where something is printed.
    import pypdfium2

    from selfaudit.report import certificate as pages
    from selfaudit.services.certificate_page import MOST, sections

    for most, parted in ((MOST, True), *((rows, False) for rows in range(MOST, 0, -1))):
        made = pages.render(sections(document, walk, most), known.at, parted=parted)
        if len(pypdfium2.PdfDocument(made)) <= pages.PAGES:
            return made
    return made


def _content(walk: Walk, document: dict[str, Any], pages: bytes, key: keys.KeyFileSigner) -> build.BundleContent:
    contract = walk.contract
    journal = list(walk.workspace.repository.export_journal(contract.id))
    last = json.loads(journal[-1]) if journal else None
    before, receipt = handover.previous(walk)
    registers = walk.registers.document()
    entries: dict[str, bytes | Path] = {
        **receipt,
        ENTRY: encode(document),
        PAGES: pages,
        "journal.jsonl": b"".join(journal),
    }
    if registers:
        entries[REGISTERS] = encode(registers)
    return build.BundleContent(
        tool=model.Tool("selfaudit", __version__, program_digest()),
        contract=model.Contract(contract.number, contract.title, contract.client, contract.contractor),
        fiscal_year=walk.inspection.fiscal_year,
        profile=model.Profile(walk.profile.id, walk.profile.digest),
        created=model.utc(walk.workspace.clock()),
        counts=model.Counts(pass_=0, fail=0, na=0, manual=0),
        entries=entries,
        type="erasure",
        people=(model.Person(model.OPERATOR, walk.workspace.operator, key.fingerprint),),
        journal=model.Journal(last["link"], last["seq"], handover.anchors(walk)) if last else None,
        previous=before or _last_sealed(walk),
    )


def _last_sealed(walk: Walk) -> model.Previous | None:
    """The contract's last annual bundle, where the ward has not receipted any yet."""
    repository = walk.workspace.repository
    own = {row.id for row in repository.inspections(walk.contract.id)}
    sealed = [row for row in repository.sealed_bundles() if row.inspection in own]
    return model.Previous(sealed[-1].id, None) if sealed else None
