"""The machine-readable parts of a bundle: items.json, registers.json, the hosts' reports, the attachments.

Shapes are described in docs/format/; values are verbatim, so that an auditor can read them without this program.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from evidence import build, model, oscal
from selfaudit.domain.inspection import Answer, Outcome, SearchRun
from selfaudit.domain.progress import as_said
from selfaudit.services.duties import Duties
from selfaudit.services.fleet import report_document
from selfaudit.services.program import encode
from selfaudit.services.search_standing import without_places
from selfaudit.services.views import ItemView, State
from selfaudit.text.messages import language, t

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk

ITEMS_VERSION = 1
_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")


def attachments(walk: Walk, rows: Sequence[ItemView]) -> tuple[list[build.AttachmentNote], dict[str, Path]]:
    """Number the exhibits: what bundle.json says of each, and where its bytes are. Bundle names are ASCII."""
    notes: list[build.AttachmentNote] = []
    files: dict[str, Path] = {}
    for row in rows:
        for exhibit in row.exhibits:
            ending = PurePath(exhibit.name).suffix.lower()
            name = f"attachments/{len(files) + 1:04d}{ending if _EXTENSION.fullmatch(ending) else '.bin'}"
            files[name] = walk.workspace.repository.exhibit_path(exhibit.sha256)
            notes.append(build.AttachmentNote(name, exhibit.name, row.item.id, exhibit.added_by, sha256=exhibit.sha256))
    return notes, files


def counts(rows: Sequence[ItemView]) -> model.Counts:
    """The four counters of bundle.json: manual means not answered, or answered 要確認."""
    states = [row.state for row in rows if row.item.scored]
    passed, failed = states.count(State.CONFORMS), states.count(State.NONCONFORMING)
    dropped = states.count(State.DROPPED) + states.count(State.NOT_APPLICABLE)
    return model.Counts(pass_=passed, fail=failed, na=dropped, manual=len(states) - passed - failed - dropped)


def items_document(walk: Walk, rows: Sequence[ItemView], attached: Sequence[build.AttachmentNote]) -> dict[str, Any]:
    """Every row of the contract with its answer, evidence and what the machines said."""
    paths: dict[str, list[str]] = {}
    for note in attached:
        paths.setdefault(note.item, []).append(note.path)
    return {
        "v": ITEMS_VERSION,
        "profile": walk.profile.id,
        "fiscal_year": walk.inspection.fiscal_year,
        "parties": {"client": walk.profile.parties.client, "contractor": walk.profile.parties.contractor},
        "interview": [
            {"condition": question.condition.id, "question": question.condition.question.ja, "answer": question.answer}
            for question in walk.questions()
        ],
        "items": [_item(row, paths.get(row.item.id, [])) for row in rows],
    }


def registers(walk: Walk) -> dict[str, bytes | Path]:
    """The entries registers.json and duties.json, where anything was written into the contract's registers."""
    found = {
        "registers.json": walk.registers.document(),
        "duties.json": Duties(walk.workspace, walk.inspection.contract).document(),
    }
    return {name: encode(document) for name, document in found.items() if document}


def oscal_results(walk: Walk, rows: Sequence[ItemView], created: str) -> dict[str, bytes]:
    """The same answers for tools that read OSCAL, as one more entry; nothing when no item applies."""
    contract = walk.contract
    items = [_oscal_item(row) for row in rows if row.item.scored]
    if all(item.outcome == "na" for item in items):
        return {}
    head = model.Contract(contract.number, contract.title, contract.client, contract.contractor)
    profile = model.Profile(walk.profile.id, walk.profile.digest)
    return {oscal.ENTRY: oscal.assessment_results(head, profile, created, contract.title, items)}


def _oscal_item(row: ItemView) -> oscal.Item:
    outcome = {
        State.CONFORMS: "pass",
        State.NONCONFORMING: "fail",
        State.DROPPED: "na",
        State.NOT_APPLICABLE: "na",
    }.get(row.state, "manual")
    method = "EXAMINE" if row.exhibits else "INTERVIEW"
    title = f"{row.item.number} {row.item.heading}".strip() or row.item.id
    return oscal.Item(row.item.id, title, outcome, str(row.state), method)


def _item(row: ItemView, paths: Sequence[str]) -> dict[str, Any]:
    item = row.item
    return {
        "id": item.id,
        "sheet": row.sheet_title,
        "number": item.number,
        "heading": item.heading,
        "text": item.text,
        "party": item.party,
        "duty": str(item.duty),
        "applies": row.applicability.applies,
        "because": t(row.applicability.key, **row.applicability.words(language())),
        "state": str(row.state),
        "gaps": [*map(str, row.gaps), *(f"stale_{old.why}" for old in row.stale)] if row.counts else [],
        "answer": _answer(as_said(row.answer, row.machine) if row.answer else None),
        "attachments": list(paths),
        "registers": {"rows": row.registers.rows, "incomplete": row.registers.incomplete} if row.registers else None,
        "machine": [{"host": says.host, "check": says.check, "status": says.status} for says in row.machine],
    }


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None or answer.outcome is Outcome.NOT_DONE:
        return None
    return {
        "outcome": str(answer.outcome),
        "note": answer.note,
        "reason": answer.reason,
        "owner": answer.owner,
        "due": answer.due.isoformat() if answer.due else None,
        "dissent": answer.dissent,
        "answered_by": answer.answered_by,
        "answered_at": model.utc(answer.answered_at) if answer.answered_at else None,
    }


def own_report(walk: Walk, host: str) -> tuple[dict[str, Any], datetime] | None:
    """report.json of this PC and when it was collected; None when it was neither checked nor searched."""
    repository = walk.workspace.repository
    rows = [row for row in repository.machine_results(walk.inspection.id) if row.host == host]
    searches = [_search(run) for run in repository.search_runs(walk.inspection.id) if run.host == host]
    if not rows and not searches:
        return None
    results = [dict(row.detail) | {"status": row.status} for row in rows]
    collected = max((row.collected_at for row in rows), default=walk.workspace.clock())
    return report_document(host, results, searches), collected


def _search(run: SearchRun) -> dict[str, Any]:
    finished = model.utc(run.finished) if run.finished else None
    return {"started": model.utc(run.started), "finished": finished, "summary": without_places(run.summary)}
