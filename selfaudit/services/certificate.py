"""certificate.json: the 23 fields of a 消去証明書 (residual.md §4.4), and what stands against issuing one.

Measured results and named persons' statements only; what nobody looked at or stated says so. Names are those of the
roster, of the registers' other side and of who states something: never a resident's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from evidence import model
from selfaudit import __version__
from selfaudit.domain.erasure import ExitRun, FileErasure, IssuedCertificate
from selfaudit.domain.register import TOPICS as REGISTER_TOPICS
from selfaudit.domain.register import Direction, RegisterEntry, RegisterKind
from selfaudit.services.ending import CONTENT, TOPICS, Ending, said
from selfaudit.services.policy import MY_NUMBER
from selfaudit.services.program import program_digest
from selfaudit.services.registers import balance_document, balance_label
from selfaudit.text.messages import t
from selfaudit.text.search import fold

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk

VERSION = 1
LEVELS = ("1", "2", "3")


@dataclass(frozen=True)
class Obstacle:
    """Why a certificate is refused: a code, and the sentence for the user."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Issue:
    """What is known only when a certificate is issued."""

    at: datetime
    fingerprint: str
    """SHA-256 (hex) of the signer's key."""
    registry: dict[str, Any]
    """What became of the fingerprint registry: destroyed (when, by whom, which steps) or kept (and why)."""
    timestamp: str
    """Address of the timestamp service, or empty."""


def obstacles(walk: Walk) -> list[Obstacle]:
    """Everything that must be settled, or consented to by the ward, before a certificate is issued."""
    registers, ending = walk.registers, Ending(walk.workspace, walk.contract.id)
    found = []
    if not registers.entries():
        found.append(Obstacle("no_registers", t("certificate.obstacle.no_registers")))
    for balance in registers.open_balances():
        found.append(Obstacle("balance", t("certificate.obstacle.balance", what=balance_label(balance))))
    standing = ending.standing()
    if not any(run.finished for run in standing):
        found.append(Obstacle("no_search", t("certificate.obstacle.no_search")))
    contents = [run for run in standing if said(run) == CONTENT]
    if contents:
        records = sum(int(run.summary.get("records", 0)) for run in contents)
        found.append(Obstacle("content", t("certificate.obstacle.content", searches=len(contents), records=records)))
    half = _half_erased(ending)
    if half:
        found.append(Obstacle("erasure", t("certificate.obstacle.erasure", count=len(half))))
    return found


def document(walk: Walk, issue: Issue) -> dict[str, Any]:
    """The whole certificate as data, the fields under their numbers' names."""
    ending = Ending(walk.workspace, walk.contract.id)
    earlier = walk.workspace.repository.issued_certificates(ending.id)
    return {
        "v": VERSION,
        "f01_certificate": _identity(walk, issue, earlier),
        "f02_addressee": {"client": walk.contract.client or walk.profile.client, "section": walk.contract.section},
        "f03_contract": _contract(walk),
        "f04_contractor": {
            "name": walk.contract.contractor,
            "address": walk.contract.contractor_address,
            "representative": walk.contract.representative,
        },
        "f05_people": _people(walk),
        "f06_subcontractors": _statement(ending, "subcontractors"),
        "f07_information": _information(walk, ending),
        "f08_receipts": _receipts(walk, ending),
        "f09_returned": [_row(row) for row in _returned(walk)],
        "f10_basis": _basis(ending, obstacles(walk)),
        "f11_erased": [_row(row) for row in walk.registers.entries(RegisterKind.ERASURE)],
        "f12_devices": _devices(walk, ending),
        "f13_statements": {topic: _statement(ending, topic) for topic in TOPICS if topic != "subcontractors"},
        "f14_search": [_search(run) for run in ending.standing()],
        "f15_levels": _levels(ending),
        "f16_control": [dict(run.control) for run in ending.standing()],
        "f17_snapshots": _statement(ending, "snapshots"),
        "f18_history": _history(walk, ending),
        "f19_limits": _limits(ending),
        "f20_verdict": {
            "search": ending.verdict(),
            "balances": [balance_document(balance) for balance in walk.registers.balances()],
            "settled": not walk.registers.open_balances() and bool(walk.registers.entries()),
        },
        "f21_signature": {"key": issue.fingerprint, "timestamp_service": issue.timestamp, "registry": issue.registry},
        "f22_confirmation": {"person": "", "at": "", "searched_again": "", "result": ""},
        "f23_editions": [
            {"edition": row.edition, "issued_at": model.utc(row.issued_at), "bundle": row.bundle} for row in earlier
        ],
    }


def edition_of(earlier: Sequence[IssuedCertificate]) -> int:
    """The edition a certificate issued now would be, from 1."""
    return max((row.edition for row in earlier), default=0) + 1


def number_of(contract: str) -> str:
    """The number of a contract's certificate; every edition keeps it."""
    return f"E-{contract[:8].upper()}"


def _identity(walk: Walk, issue: Issue, earlier: Sequence[IssuedCertificate]) -> dict[str, Any]:
    return {
        "number": number_of(walk.contract.id),
        "edition": edition_of(earlier),
        "issued_at": issue.at.isoformat(timespec="seconds"),
        "time_source": "timestamp_service" if issue.timestamp else "pc_clock",
    }


def _contract(walk: Walk) -> dict[str, Any]:
    contract = walk.contract
    wanted = {
        topic for topic, books in REGISTER_TOPICS.items() if {RegisterKind.RETURN, RegisterKind.ERASURE} & set(books)
    }
    clauses = [item.number for item in walk.profile.items if wanted & set(item.topics)]
    return {
        "title": contract.title,
        "number": contract.number,
        "start": contract.start.isoformat() if contract.start else None,
        "end": contract.end.isoformat() if contract.end else None,
        "profile": {"id": walk.profile.id, "title": walk.profile.title, "sha256": walk.profile.digest},
        "clauses": list(dict.fromkeys(clauses)),
    }


def _people(walk: Walk) -> dict[str, Any]:
    words = [fold(word) for word in t("certificate.responsible").split("|")]
    people = walk.workspace.people(walk.contract.id)
    rows = walk.registers.entries(RegisterKind.ERASURE)
    return {
        "responsible": [
            {"name": person.name, "role": person.role}
            for person in people
            if any(word in fold(person.role) for word in words) and person.name
        ],
        "workers": list(dict.fromkeys(row.handler for row in rows if row.handler)),
        "witnesses": list(dict.fromkeys(row.witness for row in rows if row.witness)),
        "issued_by": walk.workspace.operator,
    }


def _information(walk: Walk, ending: Ending) -> dict[str, Any]:
    answers = {question.condition.id: question.answer for question in walk.questions()}
    registered = [int(run.summary.get("registered", {}).get("records", 0)) for run in ending.standing()]
    return {
        "items": list(walk.contract.information),
        "media": list(walk.contract.media),
        "registered_persons": max(registered) if registered else None,
        "my_number": answers.get(MY_NUMBER),
    }


def _receipts(walk: Walk, ending: Ending) -> dict[str, Any]:
    handed = walk.registers.entries(RegisterKind.HANDOVER)
    inward = [row for row in handed if row.direction is Direction.IN]
    registries = {run.registry_digest: dict(run.summary.get("registered", {})) for run in ending.standing()}
    return {
        "rows": [_row(row) for row in [*walk.registers.entries(RegisterKind.RECEIPT), *inward]],
        "registries": [_registry(digest, registered) for digest, registered in registries.items()],
    }


def _registry(digest: str, registered: dict[str, Any]) -> dict[str, Any]:
    """A fingerprint registry searched with: what it holds, since when, and the client's consent to it as entered."""
    said = {name: registered.pop(name, "") for name in ("consent", "created")}
    return {"sha256": digest, "counts": registered, **said}


def _returned(walk: Walk) -> list[RegisterEntry]:
    handed = walk.registers.entries(RegisterKind.HANDOVER)
    return [*walk.registers.entries(RegisterKind.RETURN), *(row for row in handed if row.direction is Direction.OUT)]


def _basis(ending: Ending, against: Sequence[Obstacle]) -> dict[str, Any]:
    consent = ending.consent()
    if consent is None:
        return {"consent": None, "despite": []}
    return {
        "consent": {
            "person": consent.person,
            "day": consent.day.isoformat() if consent.day else None,
            "document": consent.document,
            "statement": consent.statement,
        },
        "despite": [{"code": obstacle.code, "what": obstacle.sentence} for obstacle in against],
    }


def _devices(walk: Walk, ending: Ending) -> dict[str, Any]:
    machines = walk.workspace.machines(walk.contract.id)
    storages: list[dict[str, Any]] = []
    for run in ending.standing():
        for row in run.storage:
            if dict(row) not in storages:
                storages.append(dict(row))
    listed = [{"label": machine.label, "os": machine.os, "place": machine.place} for machine in machines]
    return {"machines": listed, "storage": storages}


def _statement(ending: Ending, topic: str) -> dict[str, Any] | None:
    row = ending.statements().get(topic)
    if row is None or not row.person:
        return None
    day = row.day.isoformat() if row.day else None
    return {"person": row.person, "day": day, "statement": row.statement, "document": row.document}


def _search(run: ExitRun) -> dict[str, Any]:
    return {
        "host": run.host,
        "who": run.who,
        "started": run.started.isoformat(timespec="seconds"),
        "finished": run.finished.isoformat(timespec="seconds") if run.finished else None,
        "rights": run.summary.get("rights"),
        "engine": run.summary.get("engine"),
        "tool": {"name": "selfaudit", "version": __version__, "sha256": program_digest()},
        "registry": run.registry_digest,
        "storage": [dict(row) for row in run.storage],
        "verdict": said(run),
    }


def _levels(ending: Ending) -> dict[str, Any]:
    """Each level over all searches that stand; None for a level nobody searched."""
    found: dict[str, Any] = dict.fromkeys(LEVELS)
    for run in ending.standing():
        for level, coverage in run.summary.get("coverage", {}).items():
            total = found[level] or {"items": 0, "looked": 0, "bytes": 0, "bytes_looked": 0, "uninspectable": {}}
            for name in ("items", "looked", "bytes", "bytes_looked"):
                total[name] += coverage.get(name, 0)
            for reason, count in coverage.get("uninspectable", {}).items():
                total["uninspectable"][reason] = total["uninspectable"].get(reason, 0) + count
            found[level] = total
    hits: dict[str, int] = {}
    for run in ending.standing():
        for kind, count in run.summary.get("hits", {}).items():
            hits[kind] = hits.get(kind, 0) + count
    return {"levels": found, "hits": hits}


def _history(walk: Walk, ending: Ending) -> list[dict[str, Any]]:
    """Searches and erased files in the order they happened: what was found, what was done, what was found then."""
    lines: list[tuple[datetime, dict[str, Any]]] = []
    for run in ending.runs():
        word = said(run)
        counts = {"hits": dict(run.summary.get("hits", {})), "levels": list(run.summary.get("levels", []))}
        lines.append((run.started, {"act": "search", "verdict": word, "finished": run.finished is not None, **counts}))
    for each in walk.workspace.repository.file_erasures(ending.id):
        done = {"steps": list(each.done), "failed": each.failed, "storage": each.storage, "who": each.who}
        lines.append((each.at, {"act": f"erase_{each.what}", **done}))
    lines.sort(key=lambda line: line[0])
    return [{"at": at.isoformat(timespec="seconds"), **line} for at, line in lines]


def _limits(ending: Ending) -> list[str]:
    kinds = sorted({str(row["kind"]) for run in ending.standing() for row in run.storage})
    return [t("certificate.limits.fixed"), *(t(f"certificate.storage.{kind}.claim") for kind in kinds)]


def _half_erased(ending: Ending) -> list[FileErasure]:
    """Erasures that failed, unless the same file was erased later, or a later search of its place found nothing."""
    rows = ending.repository.file_erasures(ending.id)
    return [
        row
        for number, row in enumerate(rows)
        if row.failed
        and not any(later.places[0] == row.places[0] and not later.failed for later in rows[number + 1 :])
        and not (row.what == "file" and ending.clean_since(row.at, row.places))
    ]


def _row(row: RegisterEntry) -> dict[str, Any]:
    return {
        "book": str(row.book),
        "asset": row.asset,
        "slip": row.slip,
        "day": row.day.isoformat() if row.day else None,
        "time": row.time,
        "handler": row.handler,
        "counterpart": row.counterpart,
        "information": row.information,
        "quantity": row.quantity,
        "unit": row.unit,
        "medium": row.medium,
        "number": row.number,
        "place": row.place,
        "method": row.method,
        "witness": row.witness,
    }
