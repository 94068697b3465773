"""The stages of an inspection and what is due: read from what is kept, in the order of the work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from selfaudit.domain.exchange import ImportedReceipt
from selfaudit.domain.inspection import MachineSays, Outcome, SearchRun
from selfaudit.services import flow
from selfaudit.services.flow import DeadlineKind, Stage, Standing
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace

THEN = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        yield workspace.start(
            profile="setagaya-2026", title="業務", contractor="法人", fiscal_year=2026, operator="花子"
        )


def standing(walk: Walk) -> dict[Stage, Standing]:
    return {state.stage: state.standing for state in flow.stages(walk)}


def test_a_new_inspection_begins_with_preparation_and_its_year_is_the_deadline(walk: Walk) -> None:
    assert list(standing(walk)) == list(Stage)
    assert set(standing(walk).values()) == {Standing.OPEN}
    assert flow.first_open(flow.stages(walk)).stage is Stage.PREPARE
    (due,) = flow.deadlines(walk)
    assert (due.kind, due.day) == (DeadlineKind.YEAR, date(2027, 3, 31))
    assert due.days(date(2026, 11, 20)) == 131


def test_each_stage_follows_what_is_kept(walk: Walk) -> None:
    questions = walk.questions()
    walk.answer_question(questions[0].condition.id, yes=True)
    assert standing(walk)[Stage.PREPARE] is Standing.BEGUN
    for question in questions:
        walk.answer_question(question.condition.id, yes=True)
    assert standing(walk)[Stage.PREPARE] is Standing.FINISHED
    assert flow.first_open(flow.stages(walk)).stage is Stage.WALK
    repository, key = walk.workspace.repository, walk.inspection.id
    repository.save_machine_results(key, "pc", [MachineSays(key, "pc", "auth.screenlock", "FAIL", "off", THEN)])
    stopped = SearchRun("a", key, "pc", THEN, None, {})
    repository.save_search_run(stopped)
    walk.reload()
    found = standing(walk)
    assert found[Stage.CHECKS] is Standing.FINISHED
    assert found[Stage.SEARCH] is Standing.BEGUN, "a stopped search proves nothing"
    counts = {"検出あり(内容)": 2, "検出あり(名称のみ)": 1, "検査範囲で検出なし": 9, "検査不能": 0}
    repository.save_search_run(SearchRun("b", key, "pc", THEN, THEN, {"counts": counts}))
    searched = next(s for s in flow.stages(walk) if s.stage is Stage.SEARCH)
    assert (searched.standing, searched.numbers) == (Standing.FINISHED, {"done": 1, "stopped": 1, "found": 3})
    assert next(s for s in flow.stages(walk) if s.stage is Stage.CHECKS).numbers == {"done": 1, "hosts": 1, "failed": 1}


def test_an_improvement_is_due_before_the_year_and_a_receipt_ends_the_year(walk: Walk) -> None:
    row = next(view.item.id for view in walk.items() if view.counts)
    walk.set_outcome(row, Outcome.NONCONFORMING)
    walk.set_field(row, "due", "R8.12.1")
    assert [due.kind for due in flow.deadlines(walk)] == [DeadlineKind.IMPROVEMENT, DeadlineKind.YEAR]
    key = walk.inspection.id
    walk.workspace.repository.save_imported_receipt(ImportedReceipt("b" * 64, key, THEN, "VALID", "{}", ""))
    assert standing(walk)[Stage.SUBMIT] is Standing.FINISHED
    assert [due.kind for due in flow.deadlines(walk)] == [DeadlineKind.IMPROVEMENT]


def test_other_contracts_are_told_on_one_line_each(walk: Walk) -> None:
    workspace = walk.workspace
    second = workspace.start(profile="shinjuku-2012", title="清掃", contractor="法人", fiscal_year=2026)
    (found,) = flow.others(workspace, second.inspection.id)
    assert (found.title, found.next.stage, found.deadline.day) == ("業務", Stage.PREPARE, date(2027, 3, 31))
    reopened = workspace.walk()
    assert reopened is not None
    assert reopened.inspection.id == second.inspection.id, "looking at another inspection does not change to it"
