"""The whole way of one inspection, from the first question to the ward's receipt: where each stage stands, what is due.

Nothing is looked at anew: everything is read from what is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from selfaudit.domain.inspection import Outcome
from selfaudit.services.registers import books_of
from selfaudit.services.search_standing import CHECK as SEARCH_CHECK
from selfaudit.text.wareki import japan

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace


_FOUND = ("検出あり(内容)", "検出あり(名称のみ)")
"""The verdicts of files in which personal data was found (DESIGN section 4)."""


class Stage(StrEnum):
    """The stages in the order they are best taken."""

    PREPARE = "prepare"
    WALK = "walk"
    CHECKS = "checks"
    SEARCH = "search"
    REGISTERS = "registers"
    SEAL = "seal"
    SUBMIT = "submit"


class Standing(StrEnum):
    """How far a stage is."""

    OPEN = "open"
    BEGUN = "begun"
    FINISHED = "finished"


class DeadlineKind(StrEnum):
    """What a deadline is for."""

    REQUEST = "request"
    """The ward's request has to be answered."""
    IMPROVEMENT = "improvement"
    """A nonconforming row has to be put right."""
    YEAR = "year"
    """The fiscal year ends, and with it the time for this year's inspection."""


@dataclass(frozen=True)
class StageState:
    """One stage with the numbers its sentence is made of."""

    stage: Stage
    standing: Standing
    numbers: dict[str, int]


@dataclass(frozen=True)
class Deadline:
    """One day something has to be done by."""

    kind: DeadlineKind
    day: date

    def days(self, today: date) -> int:
        """Days from `today`; 0 on the day itself, negative once it is over."""
        return (self.day - today).days


@dataclass(frozen=True)
class Outlook:
    """One inspection on one line: whose, where it stands, what is due next."""

    inspection: str
    client: str
    title: str
    fiscal_year: int
    next: StageState
    deadline: Deadline


def stages(walk: Walk) -> list[StageState]:
    """Every stage of an inspection with its state."""
    return [_prepare(walk), _walk(walk), _checks(walk), _search(walk), _registers(walk), _seal(walk), _submit(walk)]


def first_open(found: Sequence[StageState]) -> StageState:
    """The first stage that is not finished; the last one when all are."""
    return next((state for state in found if state.standing is not Standing.FINISHED), found[-1])


def deadlines(walk: Walk) -> list[Deadline]:
    """Everything of this inspection that is due on a day, the earliest first.

    Once the ward has receipted the bundle, neither request nor fiscal year ask for anything more.
    """
    due = [
        Deadline(DeadlineKind.IMPROVEMENT, view.answer.due)
        for view in walk.items()
        if view.counts and view.answer and view.answer.outcome is Outcome.NONCONFORMING and view.answer.due
    ]
    if _receipts(walk) == 0:
        due += _requested(walk)
        due.append(Deadline(DeadlineKind.YEAR, walk.fiscal_year.end))
    return sorted(due, key=lambda found: found.day)


def _requested(walk: Walk) -> list[Deadline]:
    """The day the ward's request has to be answered by, where one was taken in."""
    if walk.inspection.id not in walk.workspace.repository.imported_requests():
        return []
    # Loaded only where there is something to read: it brings the verifier along.
    from selfaudit.services.request import asked

    wanted = asked(walk)
    return [Deadline(DeadlineKind.REQUEST, japan(wanted.due).date())] if wanted else []


def outlook(walk: Walk) -> Outlook:
    """One line on an inspection; without anything due, the end of its year stands as the deadline."""
    due = deadlines(walk) or [Deadline(DeadlineKind.YEAR, walk.fiscal_year.end)]
    contract = walk.contract
    return Outlook(
        walk.inspection.id,
        contract.client,
        contract.title,
        walk.inspection.fiscal_year,
        first_open(stages(walk)),
        due[0],
    )


def others(workspace: Workspace, than: str) -> list[Outlook]:
    """The other inspections, newest fiscal year first."""
    rows = [row for row in workspace.repository.inspections() if row.id != than]
    rows.sort(key=lambda row: (row.fiscal_year, row.started), reverse=True)
    return [outlook(workspace.look_at(row)) for row in rows]


def _state(stage: Stage, finished: bool, begun: bool, **numbers: int) -> StageState:
    standing = Standing.FINISHED if finished else Standing.BEGUN if begun else Standing.OPEN
    return StageState(stage, standing, numbers)


def _prepare(walk: Walk) -> StageState:
    questions = walk.questions()
    done = sum(1 for question in questions if question.answer is not None)
    return _state(Stage.PREPARE, done == len(questions), done > 0, done=done, total=len(questions))


def _walk(walk: Walk) -> StageState:
    found = walk.progress()
    numbers = {"done": found.answered, "total": found.total, "backed": found.backed, "bad": found.nonconforming}
    return _state(Stage.WALK, found.answered == found.total, found.answered > 0, **numbers)


def _checks(walk: Walk) -> StageState:
    rows = [row for row in walk.machine_results() if row.check != SEARCH_CHECK]
    failed = sum(1 for row in rows if row.status == "FAIL")
    return _state(Stage.CHECKS, bool(rows), False, done=len(rows), hosts=len({row.host for row in rows}), failed=failed)


def _search(walk: Walk) -> StageState:
    runs = walk.search_runs()
    done = [run for run in runs if run.finished is not None]
    counts = done[-1].summary.get("counts", {}) if done else {}
    found = sum(int(counts.get(verdict, 0)) for verdict in _FOUND)
    return _state(Stage.SEARCH, bool(done), bool(runs), done=len(done), stopped=len(runs) - len(done), found=found)


def _registers(walk: Walk) -> StageState:
    rows = len(walk.registers.entries())
    left = len(walk.registers.open_balances())
    asked_for = sum(1 for view in walk.items() if view.counts and books_of(view.item))
    return _state(Stage.REGISTERS, rows > 0 or asked_for == 0, False, done=rows, left=left, items=asked_for)


def _seal(walk: Walk) -> StageState:
    return _state(Stage.SEAL, walk.sealed > 0, False, done=walk.sealed)


def _submit(walk: Walk) -> StageState:
    return _state(Stage.SUBMIT, _receipts(walk) > 0, walk.sealed > 0, done=_receipts(walk), sealed=walk.sealed)


def _receipts(walk: Walk) -> int:
    received = walk.workspace.repository.imported_receipts()
    return sum(1 for row in received if row.inspection == walk.inspection.id and row.verdict != "INVALID")
