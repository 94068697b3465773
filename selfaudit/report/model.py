"""What a report shows, as plain values; services fill it from the walk, the renderers only print it.

Nothing here is a verdict on the report itself: a report says what was answered, what was attached, what the machines
said and what nobody proved. No value may hold personal data found by a search (counts and masked samples only).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from selfaudit.domain.inspection import Outcome
from selfaudit.domain.profile import Duty


@dataclass(frozen=True)
class Head:
    """Whose report on which contract: the common head of the ward's forms."""

    contract_title: str
    client: str
    """Name of the ward, as on the contract."""
    client_word: str
    """The contract's own word for the ward (from the profile)."""
    contractor_word: str
    contractor: str
    fiscal_year: int
    created: datetime
    operator: str
    profile_title: str
    profile_id: str
    profile_sha256: str
    contract_number: str = ""
    section: str = ""
    """Section in charge (所管課)."""
    contractor_address: str = ""
    representative: str = ""
    start: date | None = None
    end: date | None = None
    information: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    program: str = ""
    """Program name and version."""
    key_fingerprint: str = ""
    """SHA-256 (hex) of the signer's public key."""
    journal_head: str = ""
    journal_count: int = 0


@dataclass(frozen=True)
class ExhibitLine:
    """One piece of evidence of one item."""

    name: str
    sha256: str
    size: int
    """Bytes."""
    entry: str = ""
    """Where it lies inside the bundle, such as attachments/0001.jpg; empty where it is not enclosed."""
    added_by: str = ""
    added_at: datetime | None = None


@dataclass(frozen=True)
class CheckLine:
    """What one check said on one PC."""

    check: str
    title: str
    host: str
    status: str
    """One of PASS FAIL NOT_APPLICABLE NOT_PERMITTED UNKNOWN ERROR."""
    sentence: str
    collected_at: datetime | None
    facts: tuple[tuple[str, str], ...] = ()
    """Name and value, already redacted."""
    limits: str = ""
    """What this check cannot show."""
    would_decide: str = ""
    """What would have decided it, where it could not tell."""


@dataclass(frozen=True)
class Row:
    """One row of the contract with everything said about it."""

    id: str
    number: str
    text: str
    """The clause, character for character."""
    party: str
    duty: Duty
    heading: str = ""
    is_part: bool = False
    """A sub-item of the row above."""
    frequency: str = ""
    deadline: str = ""
    mark: str = ""
    applies: bool | None = True
    """False = dropped by the interview or the ward's mark; None = the question is still open."""
    because: str = ""
    """Which answer decided that; shown for every row that does not apply or is open."""
    outcome: Outcome = Outcome.NOT_DONE
    complete: bool = False
    """Nothing is left to ask about this row."""
    gaps: tuple[str, ...] = ()
    """What is still missing, as sentences."""
    backed: bool = False
    note: str = ""
    reason: str = ""
    owner: str = ""
    due: date | None = None
    dissent: str = ""
    """Why the person's outcome differs from what the machine says."""
    answered_by: str = ""
    answered_at: datetime | None = None
    previous: Outcome | None = None
    """Last fiscal year's outcome."""
    exhibits: tuple[ExhibitLine, ...] = ()
    checks: tuple[CheckLine, ...] = ()
    law_notes: tuple[str, ...] = ()
    registers: str = ""
    """What the registers that serve the clause hold and lack, and the balances, as a sentence."""

    @property
    def scored(self) -> bool:
        """Whether the row counts for the contractor."""
        return self.duty in (Duty.CONTRACTOR, Duty.BOTH) and self.applies is not False

    @property
    def state(self) -> str:
        """One word for where the row stands; names its label and its look."""
        if self.duty is Duty.CLIENT:
            return "client_duty"
        if self.duty is Duty.DEFINITION:
            return "definition"
        if self.applies is False:
            return "dropped"
        if self.applies is None and self.outcome is Outcome.NOT_DONE:
            return "open_question"
        return _STATES[self.outcome]

    @property
    def previous_state(self) -> str:
        """The same word for last fiscal year's outcome; empty where there was none."""
        return _STATES[self.previous] if self.previous else ""


_STATES = {
    Outcome.CONFORMS: "conforms",
    Outcome.NONCONFORMING: "nonconforming",
    Outcome.NOT_APPLICABLE: "not_applicable",
    Outcome.NEEDS_REVIEW: "needs_review",
    Outcome.NOT_DONE: "not_done",
}


@dataclass(frozen=True)
class Sheet:
    """One part of the contract papers with its rows."""

    title: str
    rows: tuple[Row, ...]
    document: str = ""


@dataclass(frozen=True)
class Interviewed:
    """One question of the applicability interview."""

    question: str
    answer: bool | None
    statement: str = ""
    """What the given answer states."""
    against: tuple[str, ...] = ()
    """Findings of a PC that stand against the answer."""


@dataclass(frozen=True)
class SearchLine:
    """One search for personal data: counts only."""

    host: str
    started: datetime
    finished: datetime | None
    """None where it was stopped before its end."""
    verdict: str
    """One of the search verdict words."""
    files: int
    folders: int
    records: int
    """Persons (distinct records) found."""
    coverage: float
    """Files read / files met, 0 to 1."""
    counts: tuple[tuple[str, int], ...] = ()
    """Verdict word and number of files."""
    places: tuple[tuple[str, str, int], ...] = ()
    """Kind of place, verdict word and number of files; empty for a search that a later one covers."""
    kinds: tuple[tuple[str, int], ...] = ()
    """Kind of personal data and number of distinct values."""
    unread: tuple[tuple[str, int], ...] = ()
    """Why files could not be read, and how many."""
    limits: str = ""


@dataclass(frozen=True)
class Counters:
    """How many scored rows stand where; the two that matter are `answered` and `backed`."""

    total: int = 0
    answered: int = 0
    backed: int = 0
    conforms: int = 0
    nonconforming: int = 0
    needs_review: int = 0
    not_applicable: int = 0
    not_done: int = 0
    dropped: int = 0
    client_duty: int = 0
    definition: int = 0
    dissents: int = 0


@dataclass(frozen=True)
class FindingLine:
    """One finding of the ward (前回指摘の状況): what was found, and what was done about it."""

    number: str
    item: str
    text: str
    due: date
    state: str
    """open, answered or closed."""
    answer: tuple[tuple[str, str], ...] = ()
    """Names of the parts of the answer, and what was written there."""


@dataclass(frozen=True)
class Report:
    """One inspection, ready to print."""

    head: Head
    sheets: tuple[Sheet, ...]
    interview: tuple[Interviewed, ...] = ()
    checks: tuple[CheckLine, ...] = ()
    searches: tuple[SearchLine, ...] = ()
    findings: tuple[FindingLine, ...] = ()

    def rows(self) -> Iterator[Row]:
        """All rows in order."""
        return (row for sheet in self.sheets for row in sheet.rows)

    @property
    def counters(self) -> Counters:
        """The counters of the whole report."""
        return count(self.rows())

    @property
    def attention(self) -> tuple[Row, ...]:
        """Rows a reader should see first: not conforming, to be judged, unanswered, or against what the machine says."""
        return tuple(
            row for row in self.rows() if row.scored and (not row.complete or row.dissent or row.state in _ATTENTION)
        )


_ATTENTION = ("nonconforming", "needs_review", "not_done", "open_question")


def count(rows: Iterator[Row]) -> Counters:
    """Count rows by where they stand."""
    numbers: dict[str, int] = {}
    for row in rows:
        state = "not_done" if row.state == "open_question" else row.state
        numbers[state] = numbers.get(state, 0) + 1
        if row.scored:
            for name, counts in (
                ("total", True),
                ("answered", row.complete),
                ("backed", row.backed),
                ("dissents", row.dissent),
            ):
                numbers[name] = numbers.get(name, 0) + bool(counts)
    return Counters(**numbers)


@dataclass(frozen=True)
class Readme:
    """What the first page of a bundle needs to say how to verify it."""

    contract_title: str
    client: str
    contractor: str
    fiscal_year: int
    created: datetime
    key_fingerprint: str
    has_pdf: bool = False
