"""Where one inspection stands between contractor and ward: each step of the exchange with its state, in order."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from selfaudit.errors import InputError
from selfaudit.services import hand_over_book, keyring, request, verify

if TYPE_CHECKING:
    from selfaudit.domain.exchange import HandOver
    from selfaudit.services.walk import Walk


class Step(StrEnum):
    """The steps in the order they are taken."""

    REQUEST = "request"
    KEYS = "keys"
    SEAL = "seal"
    COUNTERSIGN = "countersign"
    DELIVER = "deliver"
    RECEIPT = "receipt"


class State(StrEnum):
    """How far a step is."""

    DONE = "done"
    OPEN = "open"
    WAITING = "waiting"
    """Another step comes first."""
    OPTIONAL = "optional"
    """Not asked for."""


@dataclass(frozen=True)
class StepState:
    """One step: how far it is, and the facts that say so (values of its sentence)."""

    step: Step
    state: State
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Key:
    """One signing key of this data folder."""

    role: str
    holder: str
    fingerprint: str


def steps(walk: Walk) -> list[StepState]:
    """All steps of the inspection worked on."""
    asked = request.asked(walk)
    sealed = [row for row in walk.workspace.repository.sealed_bundles() if row.inspection == walk.inspection.id]
    last = sealed[-1].id if sealed else ""
    done = {act: _of(walk, act, last) for act in (hand_over_book.COUNTERSIGN, hand_over_book.DELIVER)}
    receipts = [row for row in walk.workspace.repository.imported_receipts() if row.inspection == walk.inspection.id]
    second = asked is not None and "approver" in asked.roles
    missing = hosts_missing(walk)
    return [
        StepState(Step.REQUEST, State.DONE, {"ward": asked.ward, "due": asked.due.astimezone().date()})
        if asked
        else StepState(Step.REQUEST, State.OPTIONAL),
        # The second signer may keep the key on a PC of their own.
        _keys(walk, second=second and done[hand_over_book.COUNTERSIGN] is None),
        StepState(Step.SEAL, State.DONE, {"count": len(sealed), "at": sealed[-1].sealed_at.astimezone()})
        if sealed
        else StepState(Step.SEAL, State.OPEN, {"missing": len(missing)}),
        _second(done[hand_over_book.COUNTERSIGN], bool(sealed), second=second),
        _after(Step.DELIVER, done[hand_over_book.DELIVER], bool(sealed)),
        StepState(
            Step.RECEIPT,
            State.DONE,
            {
                "at": receipts[-1].received_at.astimezone(),
                "verdict": verify.verdict_words(receipts[-1].verdict),
            },
        )
        if receipts
        else StepState(Step.RECEIPT, State.OPEN if done[hand_over_book.DELIVER] else State.WAITING),
    ]


def keys(walk: Walk) -> list[Key]:
    """The keys of both signers that lie in this data folder; a damaged file counts as none until it is opened."""
    found = []
    for role in (keyring.OPERATOR, keyring.APPROVER):
        with suppress(InputError):
            shown = keyring.shown(keyring.path_of(walk.workspace.directory, role))
            found += [Key(role, *shown)] if shown else []
    return found


def hosts_missing(walk: Walk) -> list[str]:
    """The PCs the ward's request expects and no report is there of, by name."""
    asked = request.asked(walk)
    if asked is None:
        return []
    there = {row.host for row in walk.workspace.repository.machine_results(walk.inspection.id)}
    return [host for host, _ in asked.hosts if host not in there]


def deliveries(walk: Walk) -> list[HandOver]:
    """What was done with the bundles of this inspection, newest first."""
    return list(reversed(hand_over_book.of(walk)))


def _of(walk: Walk, act: str, bundle: str) -> datetime | None:
    at = [row.at for row in hand_over_book.of(walk) if row.act == act and row.bundle == bundle]
    return at[-1].astimezone() if at else None


def _keys(walk: Walk, *, second: bool) -> StepState:
    there = {key.role for key in keys(walk)}
    wanted = {keyring.OPERATOR, keyring.APPROVER} if second else {keyring.OPERATOR}
    return StepState(Step.KEYS, State.DONE if wanted <= there else State.OPEN, {"count": len(there)})


def _second(at: datetime | None, sealed: bool, *, second: bool) -> StepState:
    if at is None and not second:
        return StepState(Step.COUNTERSIGN, State.OPTIONAL)
    return _after(Step.COUNTERSIGN, at, sealed)


def _after(step: Step, at: datetime | None, sealed: bool) -> StepState:
    if at is not None:
        return StepState(step, State.DONE, {"at": at})
    return StepState(step, State.OPEN if sealed else State.WAITING)
