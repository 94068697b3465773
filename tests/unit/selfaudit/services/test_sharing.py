"""What was answered for one contract is offered to another of the same company, and counts there once confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from selfaudit.domain.contract import Machine
from selfaudit.domain.inspection import MachineSays, Outcome
from selfaudit.errors import InputError
from selfaudit.services import sharing
from selfaudit.services.views import State
from selfaudit.services.walk import Walk
from tests.assets.full_contract import NOW, full_contract


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Walk, Walk]]:
    """Two contracts of one company in one fiscal year."""
    workspace, first = full_contract(tmp_path / "data")
    with workspace:
        second = workspace.start(profile="shinjuku-2018", title="別の契約", contractor="c", fiscal_year=2026)
        yield first, second


def locked(walk: Walk) -> str:
    """The row about locked storage alone."""
    return next(item.id for item in walk.profile.scored if item.topics == ("T08",))


def test_an_answer_is_offered_confirmed_and_keeps_the_date_of_its_evidence(
    both: tuple[Walk, Walk], tmp_path: Path
) -> None:
    first, second = both
    photo = tmp_path / "保管庫.pdf"
    photo.write_bytes(b"%PDF-1.7 locked")
    source, target = locked(first), locked(second)
    shown = first.attach(source, str(photo))
    first.set_field(source, "note", "2階の書庫")
    first.set_outcome(source, Outcome.CONFORMS)
    offered = {each.item: each for each in sharing.proposals(second)}
    assert offered[target].contract == first.contract.title
    assert second.view(target).state is State.UNANSWERED
    view = sharing.accept(second, target)
    assert view.state is State.CONFORMS
    assert view.answer is not None
    assert view.answer.note == "2階の書庫"
    assert view.answer.answered_by == second.workspace.operator
    assert [(each.sha256, each.name, each.added_at) for each in view.exhibits] == [
        (shown.sha256, "保管庫.pdf", shown.added_at)
    ]
    assert target not in {each.item for each in sharing.proposals(second)}
    assert first.view(source).exhibits == (shown,)
    with pytest.raises(InputError):
        sharing.accept(second, target)


def test_only_whole_answers_of_the_same_year_are_offered(both: tuple[Walk, Walk]) -> None:
    first, second = both
    first.set_outcome(locked(first), Outcome.NEEDS_REVIEW)
    assert locked(second) not in {each.item for each in sharing.proposals(second)}
    first.set_outcome(locked(first), Outcome.CONFORMS)
    later = first.workspace.start(profile="", title="", contractor="", fiscal_year=2027, contract=second.contract)
    assert sharing.proposals(later) == []


def test_checks_are_made_once_but_never_those_that_hang_on_the_contract(both: tuple[Walk, Walk]) -> None:
    first, second = both
    rows = [
        MachineSays(first.inspection.id, "pc-1", check, "PASS", "x", NOW, {"check": check, "serves": [check]})
        for check in ("disk.encryption", "roster.reconcile", "file.acl")
    ]
    first.workspace.repository.save_machine_results(first.inspection.id, "pc-1", rows)
    first.reload()
    assert sharing.carry_checks(second) == 1
    assert [(row.check, row.collected_at) for row in second.machine_results()] == [("disk.encryption", NOW)]
    assert sharing.carry_checks(second) == 0
    newer = MachineSays(
        second.inspection.id, "pc-1", "disk.encryption", "FAIL", "x", NOW + timedelta(days=1), {"serves": []}
    )
    second.workspace.repository.save_machine_results(second.inspection.id, "pc-1", [newer])
    second.reload()
    assert sharing.carry_checks(second) == 0


def test_a_change_says_which_contracts_it_touches(both: tuple[Walk, Walk]) -> None:
    first, second = both
    workspace = first.workspace
    workspace.save_machine(Machine("m1", first.contract.id, "PC-01", "Windows 11", "本部"))
    assert sharing.copy_machines(second) == 1
    assert sharing.copy_machines(second) == 0
    assert [each.title for each in sharing.touched(workspace, "ＰＣ-01")] == [first.contract.title, "別の契約"]
    assert [each.title for each in sharing.touched(workspace, "𠮷田　花子")] == [first.contract.title]
    assert sharing.touched(workspace, "") == []
