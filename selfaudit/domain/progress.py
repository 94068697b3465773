"""What is still missing from an answer, and the two counters: answered, and backed by evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from selfaudit.domain.inspection import Answer, MachineSays, Outcome

DECISIVE = frozenset({"PASS", "FAIL"})


class Gap(StrEnum):
    """What an answer still lacks before it counts as given."""

    OUTCOME = "outcome"
    REASON = "reason"
    OWNER = "owner"
    DUE = "due"
    DISSENT = "dissent"


def contradicts(outcome: Outcome, machine: Iterable[MachineSays]) -> bool:
    """Say whether a person's 適合 stands against a FAIL of a machine, or 不適合 against nothing but PASS."""
    statuses = {row.status for row in machine}
    if outcome is Outcome.CONFORMS:
        return "FAIL" in statuses
    return outcome is Outcome.NONCONFORMING and statuses == {"PASS"}


def gaps(answer: Answer | None, machine: Sequence[MachineSays] = ()) -> tuple[Gap, ...]:
    """Return what `answer` still lacks; an empty tuple means the item counts as answered.

    Any 不適合 needs an owner and a due date, any 該当なし a reason, any contradiction of the machine a dissent.
    A 要確認 is an answer: somebody looked and could not decide.
    """
    if answer is None or answer.outcome is Outcome.NOT_DONE:
        return (Gap.OUTCOME,)
    missing: list[Gap] = []
    if answer.outcome is Outcome.NOT_APPLICABLE and not answer.reason.strip():
        missing.append(Gap.REASON)
    if answer.outcome is Outcome.NONCONFORMING:
        if not answer.owner.strip():
            missing.append(Gap.OWNER)
        if answer.due is None:
            missing.append(Gap.DUE)
    if contradicts(answer.outcome, machine) and not answer.dissent.strip():
        missing.append(Gap.DISSENT)
    return tuple(missing)


def as_said(answer: Answer, machine: Sequence[MachineSays] = ()) -> Answer:
    """The answer with the fields that belong to its outcome.

    What was written for an outcome since taken back stays in the store, and would be read as part of this one.
    """
    nonconforming = answer.outcome is Outcome.NONCONFORMING
    return replace(
        answer,
        reason=answer.reason if answer.outcome is Outcome.NOT_APPLICABLE else "",
        owner=answer.owner if nonconforming else "",
        due=answer.due if nonconforming else None,
        dissent=answer.dissent if contradicts(answer.outcome, machine) else "",
    )


def backed(exhibits: int, machine: Iterable[MachineSays]) -> bool:
    """Say whether an item is backed by evidence: an exhibit, or a machine that could tell (PASS or FAIL)."""
    return exhibits > 0 or any(row.status in DECISIVE for row in machine)


@dataclass(frozen=True)
class Progress:
    """Counters over the items that count for the contractor and apply to this contract."""

    total: int = 0
    answered: int = 0
    backed: int = 0
    nonconforming: int = 0
    needs_review: int = 0
    not_applicable: int = 0
    """Rows that dropped out, by the interview or by a person's 該当なし."""

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.total + other.total,
            self.answered + other.answered,
            self.backed + other.backed,
            self.nonconforming + other.nonconforming,
            self.needs_review + other.needs_review,
            self.not_applicable + other.not_applicable,
        )
