"""What is refused before a bundle is signed: content that no verifier could accept, or that contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import journal, model
from evidence.container import ziplayout
from evidence.errors import BuildError
from evidence.jsonstrict import SchemaError
from evidence.keys_protocol import Signer
from evidence.pki import certs

if TYPE_CHECKING:
    from evidence.build import BundleContent

MAX_SIGNERS = 2
_READ = 1 << 20


def check(content: BundleContent, signers: Sequence[Signer], when: datetime) -> None:
    """Raise BuildError for the first thing that is wrong."""
    _signers(content, signers, when)
    _names(content)
    _fields(content)
    _attachments(content)
    _hosts(content)
    _request(content)
    _journal(content)


def _signers(content: BundleContent, signers: Sequence[Signer], when: datetime) -> None:
    if not 1 <= len(signers) <= MAX_SIGNERS:
        raise BuildError("signer_count", count=len(signers))
    keys = [signer_key(s, when) for s in signers]
    if len(set(keys)) != len(keys):
        raise BuildError("signer_twice")
    for role, key in zip((model.OPERATOR, model.APPROVER), keys, strict=False):
        listed = {p.key for p in content.people if p.role == role}
        if listed and key not in listed:
            raise BuildError("signer_not_listed", role=role)


def signer_key(signer: Signer, when: datetime) -> str:
    """The fingerprint of a signer that may sign at that time; BuildError otherwise."""
    if not certs.usage_ok(signer.certificate):
        raise BuildError("signer_purpose")
    return document_signer(signer, when)


def document_signer(signer: Signer, when: datetime) -> str:
    """The same without the question of purpose: a ward root signs requests, receipts and trust lists itself."""
    cert = signer.certificate
    try:
        certs.public_key(cert)
    except certs.AlgorithmError:
        raise BuildError("signer_algorithm") from None
    if not cert.not_valid_before_utc <= when.astimezone(UTC) <= cert.not_valid_after_utc:
        raise BuildError("signer_expired", start=cert.not_valid_before_utc, end=cert.not_valid_after_utc)
    return certs.fingerprint(cert)


def _names(content: BundleContent) -> None:
    reserved = ("META-INF/", "bundle.json", "SHA256SUMS.txt", "mimetype")
    for name in [*content.entries, *(w.path for w in content.withheld)]:
        if name.startswith(reserved) or not ziplayout.name_ok(name):
            raise BuildError("entry_name", name=name)
    for name, body in content.entries.items():
        if isinstance(body, Path) and not body.is_file():
            raise BuildError("entry_unreadable", name=name, reason=str(body.name))
    for item in content.withheld:
        if _digest(content, item.path) not in (None, item.sha256):
            raise BuildError("withheld_other", name=item.path)
    if len(content.entries) > ziplayout.MAX_ENTRIES - 16:
        raise BuildError("too_many_entries", count=len(content.entries))


def _fields(content: BundleContent) -> None:
    """The fields of bundle.json must survive their own reader; attachments are checked by name alone here."""
    from evidence.build import manifest
    from evidence.container.zipwrite import Written

    blank = Written(ziplayout.Entry("x", 0, 0, 0, 0, 0), bytes(32), None)
    try:
        model.read(model.BundleManifest, model.write(manifest(content, {a.path: blank for a in content.attachments})))
    except SchemaError as error:
        raise BuildError("field", where=error.where) from None
    except (TypeError, ValueError):
        raise BuildError("field", where="") from None
    if min(content.counts.pass_, content.counts.fail, content.counts.na, content.counts.manual) < 0:
        raise BuildError("field", where="counts")


def _attachments(content: BundleContent) -> None:
    noted = [a.path for a in content.attachments]
    present = {n for n in content.entries if n.startswith("attachments/")}
    wrong = set(noted) ^ present
    if wrong or len(noted) != len(set(noted)):
        raise BuildError("attachment_note", name=min(wrong) if wrong else noted[0])


def _hosts(content: BundleContent) -> None:
    listed = {h.id: h for h in content.hosts}
    if len(listed) != len(content.hosts):
        raise BuildError("host_twice")
    present = {n.split("/")[1] for n in content.entries if n.startswith("hosts/")}
    if present ^ set(listed):
        raise BuildError("host_list", name=min(present ^ set(listed)))
    for host in content.hosts:
        name = f"hosts/{host.id}/manifest.json"
        if _digest(content, name) != host.manifest_sha256 or name + ".p7s" not in content.entries:
            raise BuildError("host_manifest", name=host.id)


def _request(content: BundleContent) -> None:
    if content.request != _digest(content, "request/request.json"):
        raise BuildError("request_digest")


def _digest(content: BundleContent, name: str) -> str | None:
    body = content.entries.get(name)
    if body is None:
        return None
    digest = sha256()
    for piece in _pieces(body) if isinstance(body, Path) else (body,):
        digest.update(piece)
    return digest.hexdigest()


def _journal(content: BundleContent) -> None:
    body = content.entries.get("journal.jsonl")
    if (body is None) != (content.journal is None):
        raise BuildError("journal_missing")
    if body is None or content.journal is None:
        return
    pieces = iter([body]) if isinstance(body, bytes) else _pieces(body)
    try:
        breaks = journal.verify_chain(
            journal.parse_lines(pieces), head=bytes.fromhex(content.journal.head), count=content.journal.count
        )
    except journal.JournalFormatError as error:
        raise BuildError("journal_format", line=error.number) from None
    if breaks:
        raise BuildError("journal_broken", code=breaks[0].code, seq=breaks[0].seq)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_READ):
            yield piece
