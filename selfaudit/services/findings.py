"""The ward's findings on the contractor's side: taken in, answered, sealed into every later bundle.

Every finding of the newest list goes into the bundle, answered or not, with the list as the ward signed it.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from evidence import model
from evidence.build import AttachmentNote
from evidence.jsonstrict import SchemaError
from selfaudit.domain.contract import Contract
from selfaudit.domain.finding import FindingState, ImportedFindings, Improvement
from selfaudit.errors import InputError
from selfaudit.services import findings_file as files
from selfaudit.services.entry import Kind, read, texts
from selfaudit.services.files import read_signed
from selfaudit.services.program import encode
from selfaudit.services.request import signer_of, ward_trust
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

LIST, ANSWERS = "findings/findings.json", "improvements.json"
Field = Literal["cause", "correction", "prevention", "owner", "planned", "done"]
FIELDS: dict[str, Kind] = {
    "cause": Kind.TEXT,
    "correction": Kind.TEXT,
    "prevention": Kind.TEXT,
    "owner": Kind.TEXT,
    "planned": Kind.DATE,
    "done": Kind.DATE,
}
"""What a report of improvement holds, in the order of the form (notes/field.md §4)."""
_MIN_PREFIX = 6
_VERSION = 1


@dataclass(frozen=True)
class Standing:
    """One finding with the contractor's answer."""

    finding: files.Noted
    improvement: Improvement
    state: FindingState

    @property
    def due(self) -> date:
        """The last day."""
        return date.fromisoformat(self.finding.due)

    def overdue(self, today: date) -> bool:
        """Whether it should have been answered by now."""
        return self.state is FindingState.OPEN and self.due < today

    @property
    def lacking(self) -> tuple[str, ...]:
        """The fields still needed, by name."""
        return tuple(name for name in FIELDS if name != "planned" and not getattr(self.improvement, name))


@dataclass(frozen=True)
class Imported:
    """What an import brought."""

    contract: Contract
    rows: tuple[Standing, ...]
    fresh: int
    """Findings that were not known before."""


class Findings:
    """The findings of one contract."""

    def __init__(self, workspace: Workspace, contract: str) -> None:
        self._workspace = workspace
        self._contract = contract

    def newest(self) -> ImportedFindings | None:
        """The list taken in last."""
        rows = self._workspace.repository.imported_findings(self._contract)
        return rows[-1] if rows else None

    def standing(self) -> list[Standing]:
        """All findings, those still open first, each group by its last day."""
        row = self.newest()
        if row is None:
            return []
        answers = self._workspace.repository.improvements(self._contract)
        found = [
            _standing(each, answers.get(each.id) or Improvement(each.id, self._contract))
            for each in files.read(row.document.encode("utf-8")).findings
        ]
        order = list(FindingState)
        return sorted(found, key=lambda each: (order.index(each.state), each.finding.due))

    def find(self, finding_id: str) -> Standing:
        """The finding whose id or number begins so; InputError when none or several do."""
        wanted = finding_id.strip().lower()
        rows = self.standing()
        found = [row for row in rows if row.finding.number == wanted] or [
            row for row in rows if row.finding.id.startswith(wanted) and len(wanted) >= _MIN_PREFIX
        ]
        if len(found) != 1:
            raise InputError(t("findings.unknown"), finding_id, t("findings.unknown_own_next"))
        return found[0]

    def texts(self, finding_id: str) -> dict[str, str]:
        """Every field of an answer as it is edited."""
        return texts(FIELDS, self.find(finding_id).improvement)

    def set(self, finding_id: str, field: str, text: str) -> Standing:
        """Write one field of an answer; InputError for an impossible day or a finding the ward has closed."""
        return self._save(finding_id, **{field: read(FIELDS[field], text)})

    def attach(self, walk: Walk, finding_id: str, path: str) -> Standing:
        """Add evidence: the file is attached to the finding's clause in this inspection, and named by the answer."""
        row = self.find(finding_id)
        items = {item.id for item in walk.profile.items}
        if row.finding.item not in items:
            raise InputError(t("findings.no_item"), row.finding.item, t("findings.no_item_next"))
        exhibit = walk.attach(row.finding.item, path)
        kept = row.improvement.evidence
        return self._save(finding_id, evidence=kept if exhibit.sha256 in kept else (*kept, exhibit.sha256))

    def _save(self, finding_id: str, **changes: Any) -> Standing:
        row = self.find(finding_id)
        if not row.finding.open:
            raise InputError(t("findings.closed_by_ward"), row.finding.number, t("findings.closed_by_ward_next"))
        changed = replace(row.improvement, **changes)
        if changed != row.improvement:
            changed = replace(changed, answered_by=self._workspace.operator, answered_at=self._workspace.clock())
            self._workspace.repository.save_improvement(changed)
        return _standing(row.finding, changed)


def import_findings(workspace: Workspace, path: Path, pins: Sequence[str] = ()) -> Imported:
    """Take in a list of findings with its pictures (``photos/`` beside it).

    Raises InputError when the ward is not known or has not signed it, it is for none of the contracts here, it is
    older than the one taken in last, it leaves out a finding that one named, or a picture is missing or altered.
    """
    signed = read_signed(path)
    try:
        value = files.read(signed.document)
    except SchemaError as error:
        raise InputError(t("findings.bad"), f"{path.name} {error.where}", t("findings.bad_next")) from error
    contract = _contract(workspace, value.contract)
    mine = Findings(workspace, contract.id)
    before = mine.newest()
    seen = [before.ward_key] if before else []
    key = signer_of(signed, ward_trust(workspace, [*pins, *seen]), path.name)
    known = files.read(before.document.encode("utf-8")) if before else None
    _follows(value, known)
    for photo in (photo for each in value.findings for photo in each.photos):
        _take_photo(workspace, path.parent / files.PHOTOS / photo.name, photo)
    workspace.repository.save_imported_findings(
        ImportedFindings(
            id=signed.sha256,
            contract=contract.id,
            document=signed.document.decode("utf-8"),
            signature=base64.b64encode(signed.signature).decode("ascii"),
            ward_key=key,
            imported_at=workspace.clock(),
        )
    )
    old = {each.id for each in known.findings} if known else set()
    return Imported(contract, tuple(mine.standing()), sum(1 for each in value.findings if each.id not in old))


def of_walk(walk: Walk) -> Findings:
    """The findings of the contract being walked."""
    return Findings(walk.workspace, walk.contract.id)


def entries(walk: Walk, attached: Sequence[AttachmentNote]) -> dict[str, bytes | Path]:
    """The ward's list as it came and the answers, as entries of a bundle; nothing where the ward found nothing."""
    mine = of_walk(walk)
    row = mine.newest()
    if row is None:
        return {}
    paths = {note.sha256: note.path for note in attached}
    document = {
        "v": _VERSION,
        "contract": walk.contract.number,
        "findings": row.id,
        "improvements": [_document(each, paths) for each in mine.standing()],
    }
    return {
        LIST: row.document.encode("utf-8"),
        LIST + ".p7s": base64.b64decode(row.signature),
        ANSWERS: encode(document),
    }


def gaps(walk: Walk) -> list[str]:
    """What is still owed to the ward's findings before sealing, as sentences."""
    rows = of_walk(walk).standing()
    today = walk.workspace.clock().date()
    late = sum(1 for row in rows if row.overdue(today))
    owed = sum(1 for row in rows if row.state is FindingState.OPEN)
    return [
        *([t("findings.gap.open", count=owed)] if owed else []),
        *([t("findings.gap.late", count=late)] if late else []),
    ]


def _standing(finding: files.Noted, improvement: Improvement) -> Standing:
    if not finding.open:
        return Standing(finding, improvement, FindingState.CLOSED)
    at = improvement.answered_at
    fresh = at is not None and at.replace(microsecond=0) >= finding.since
    return Standing(
        finding, improvement, FindingState.ANSWERED if improvement.complete and fresh else FindingState.OPEN
    )


def _document(row: Standing, paths: dict[str | None, str]) -> dict[str, Any]:
    said, found = row.improvement, row.finding
    answer = None
    if said.answered_at is not None:
        answer = {name: plain(getattr(said, name)) for name in FIELDS} | {
            "answered_by": said.answered_by,
            "answered_at": model.utc(said.answered_at),
            "evidence": [{"sha256": digest, "path": paths.get(digest)} for digest in said.evidence],
        }
    return {
        "finding": found.id,
        "number": found.number,
        "item": found.item,
        "severity": found.severity,
        "due": found.due,
        "state": str(row.state),
        "answer": answer,
    }


def plain(value: object) -> object:
    """A day or time as JSON has it."""
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _contract(workspace: Workspace, number: str) -> Contract:
    found = [contract for contract in workspace.contracts() if contract.number == number]
    if len(found) != 1:
        raise InputError(t("findings.no_contract"), number, t("findings.no_contract_next"))
    return found[0]


def _follows(value: files.FindingsList, known: files.FindingsList | None) -> None:
    """A list never goes back, and never loses a finding."""
    if known is None:
        return
    if value.issued_at < known.issued_at:
        raise InputError(t("findings.older"), known.issued_at, t("findings.older_next"))
    lost = {each.id: each.number for each in known.findings}
    for each in value.findings:
        lost.pop(each.id, None)
    if lost:
        raise InputError(t("findings.lost"), " ".join(lost.values()), t("findings.lost_next"))


def _take_photo(workspace: Workspace, path: Path, photo: files.Photo) -> None:
    if workspace.repository.kept_file(photo.sha256).is_file():
        return
    if not path.is_file() or path.stat().st_size != photo.size or _digest(path) != photo.sha256:
        raise InputError(t("findings.photo"), photo.name, t("findings.photo_next"))
    workspace.repository.keep_file(path)


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
