"""What the front ends show of a walk: one row, one section, one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from selfaudit.domain.applicability import Applicability
from selfaudit.domain.evidence_age import EARLIER_YEAR, Stale, dated, shown_on
from selfaudit.domain.inspection import Answer, Exhibit, MachineSays, Outcome
from selfaudit.domain.profile import Condition, Duty, Item, LawNote, Topic
from selfaudit.domain.progress import Gap, Progress, backed
from selfaudit.services.registers import RegisterNote


class State(StrEnum):
    """Where one row stands, as one word for lists."""

    UNANSWERED = "unanswered"
    INCOMPLETE = "incomplete"
    """An outcome is chosen, something it needs is not written yet."""
    CONFORMS = "conforms"
    NONCONFORMING = "nonconforming"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_REVIEW = "needs_review"
    DROPPED = "dropped"
    """The interview, or the ward's own mark, took the row out."""
    CLIENT_DUTY = "client_duty"
    DEFINITION = "definition"


_OUTCOME_STATES = {
    Outcome.CONFORMS: State.CONFORMS,
    Outcome.NONCONFORMING: State.NONCONFORMING,
    Outcome.NOT_APPLICABLE: State.NOT_APPLICABLE,
    Outcome.NEEDS_REVIEW: State.NEEDS_REVIEW,
    Outcome.NOT_DONE: State.UNANSWERED,
}


class Filter(StrEnum):
    """Which rows a list shows."""

    ALL = "all"
    UNANSWERED = "unanswered"
    NONCONFORMING = "nonconforming"
    NO_EVIDENCE = "no_evidence"
    CHANGED_SINCE_LAST_YEAR = "changed_since_last_year"


@dataclass(frozen=True)
class Question:
    """One question of the applicability interview."""

    condition: Condition
    answer: bool | None
    items: int
    """How many rows the answer decides."""
    against: tuple[MachineSays, ...] = ()
    """Findings of this PC that stand against a "no"."""
    previous: bool | None = None
    """Last fiscal year's answer: a proposal that has to be confirmed."""

    @property
    def contradicted(self) -> bool:
        """Whether the PC found what the person says is not there."""
        return self.answer is False and bool(self.against)


@dataclass(frozen=True)
class ItemView:
    """One row with everything known about it."""

    item: Item
    sheet_title: str
    applicability: Applicability
    answer: Answer | None
    gaps: tuple[Gap, ...]
    exhibits: tuple[Exhibit, ...]
    machine: tuple[MachineSays, ...]
    previous: Answer | None
    """Last fiscal year's answer: a proposal that has to be confirmed."""
    topics: tuple[Topic, ...]
    law_notes: tuple[LawNote, ...]
    registers: RegisterNote | None = None
    """What the contract's registers say about the row; None for a row no register serves."""
    stale: tuple[Stale, ...] = ()
    """Why a 適合 can no longer stand on its evidence."""

    @property
    def counts(self) -> bool:
        """Whether the row counts for the contractor (undecided rows do, until an answer drops them)."""
        return self.item.scored and self.applicability.applies is not False

    @property
    def state(self) -> State:
        """Where the row stands."""
        if self.item.duty is Duty.CLIENT:
            return State.CLIENT_DUTY
        if self.item.duty is Duty.DEFINITION:
            return State.DEFINITION
        if self.applicability.applies is False:
            return State.DROPPED
        outcome = Outcome.NEEDS_REVIEW if self.stale else self.answer.outcome if self.answer else Outcome.NOT_DONE
        return State.INCOMPLETE if self.gaps and outcome is not Outcome.NOT_DONE else _OUTCOME_STATES[outcome]

    @property
    def answered(self) -> bool:
        """Whether nothing is left to ask about this row."""
        return self.counts and not self.gaps

    @property
    def backed(self) -> bool:
        """Whether the row is backed by evidence."""
        rows = self.registers.rows if self.registers else 0
        return self.counts and backed(len(self.exhibits) + rows, self.machine)

    @property
    def dated(self) -> date | None:
        """The day the answer stands for: that of its newest evidence, or of the answer itself."""
        return dated(self.answer, self.exhibits, self.machine)

    @property
    def shown_too_old(self) -> bool:
        """Whether what is shown is of an earlier fiscal year, so that choosing the answer anew will not do."""
        shown = shown_on(self.exhibits, self.machine) is not None
        return shown and any(old.why == EARLIER_YEAR for old in self.stale)

    @property
    def changed(self) -> bool:
        """Whether the outcome differs from last fiscal year's."""
        return self.previous is not None and self.answer is not None and self.answer.outcome != self.previous.outcome

    @property
    def progress(self) -> Progress:
        """This row's share of the counters."""
        if not self.counts:
            return Progress(not_applicable=int(self.state is State.DROPPED))
        state = self.state
        return Progress(
            total=1,
            answered=int(self.answered),
            backed=int(self.backed),
            nonconforming=int(self.answer is not None and self.answer.outcome is Outcome.NONCONFORMING),
            needs_review=int(state is State.NEEDS_REVIEW),
            not_applicable=int(state is State.NOT_APPLICABLE),
        )

    def passes(self, kind: Filter) -> bool:
        """Whether a list filtered by `kind` shows this row."""
        if kind is Filter.ALL:
            return True
        if not self.counts:
            return False
        return {
            Filter.UNANSWERED: not self.answered,
            Filter.NONCONFORMING: self.answer is not None and self.answer.outcome is Outcome.NONCONFORMING,
            Filter.NO_EVIDENCE: not self.backed,
            Filter.CHANGED_SINCE_LAST_YEAR: self.changed,
        }[kind]


@dataclass(frozen=True)
class Section:
    """One sheet of the contract with its rows."""

    id: str
    title: str
    progress: Progress
    items: tuple[ItemView, ...]
