"""Undo and redo restore exactly, in any order of changes, also after a restart."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfaudit.domain.contract import Contract, Machine, Person
from selfaudit.domain.inspection import Answer, Inspection, Outcome
from selfaudit.errors import InputError
from selfaudit.store.repository import Repository

State = dict[str, list[Any]]

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ITEMS = st.sampled_from(["1", "2", "3"])
ANSWERS = st.builds(
    Answer,
    st.just("i1"),
    ITEMS,
    st.sampled_from(Outcome),
    note=TEXT,
    owner=TEXT,
    due=st.none() | st.dates(date(2026, 4, 1), date(2027, 3, 31)),
)
CHANGES = st.one_of(
    st.tuples(st.just("answer"), ANSWERS),
    st.tuples(st.just("answer"), ANSWERS),
    st.tuples(st.just("interview"), st.tuples(st.sampled_from("ab"), st.sampled_from([True, False, None]))),
    st.tuples(st.just("person"), st.builds(Person, st.sampled_from(["p1", "p2"]), st.just("c1"), TEXT)),
    st.tuples(st.just("machine"), st.builds(Machine, st.just("m1"), st.just("c1"), TEXT)),
    st.tuples(st.just("drop"), st.sampled_from(["p1", "p2", "m1"])),
    st.tuples(st.just("exhibit"), st.sampled_from([b"one", b"two"])),
    st.tuples(st.just("detach"), st.integers(0, 3)),
    st.tuples(st.just("undo"), st.none()),
    st.tuples(st.just("undo"), st.none()),
    st.tuples(st.just("redo"), st.none()),
    st.tuples(st.just("restart"), st.none()),
)


def state(directory: Path) -> State:
    """Every row of every table but the journal, read past the program."""
    with closing(sqlite3.connect(directory / "selfaudit.db")) as other:
        tables = [name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted(other.execute(f"SELECT * FROM {name}"), key=repr)
            for name in sorted(set(tables) - {"journal", "setting", "alembic_version"})
        }


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made but empty data folder, copied for every example."""
    directory = tmp_path_factory.mktemp("template")
    Repository.open(directory, program="pytest").close()
    return directory


def apply(repository: Repository, name: str, value: Any, source: Path) -> None:
    match name:
        case "answer":
            repository.save_answer(value)
        case "interview":
            repository.set_interview("i1", *value)
        case "person":
            repository.save_person(value)
        case "machine":
            repository.save_machine(value)
        case "drop":
            known = {row.id: repository.remove_person for row in repository.people("c1")}
            known |= {row.id: repository.remove_machine for row in repository.machines("c1")}
            if value in known:
                known[value](value)
        case "exhibit":
            source.write_bytes(value)
            repository.add_exhibit("i1", "1", source)
        case "detach":
            found = repository.exhibits("i1")
            if value < len(found):
                repository.remove_exhibit(found[value].id)


class Editor:
    """What a user expects of undo and redo: a list of states and a place in it."""

    def __init__(self, first: State) -> None:
        self.states = [first]
        self.place = 0

    def changed(self, now: State) -> None:
        if now != self.states[self.place]:
            self.states[self.place + 1 :] = [now]
            self.place += 1

    def move(self, step: int) -> bool:
        if not 0 <= self.place + step < len(self.states):
            return False
        self.place += step
        return True

    @property
    def expected(self) -> State:
        return self.states[self.place]


@settings(
    max_examples=30, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)  # fmt: skip
@given(changes=st.lists(CHANGES, min_size=5, max_size=30))
def test_undo_and_redo_behave_like_an_editor(
    template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    contract: Contract,
    inspection: Inspection,
    changes: list[tuple[str, Any]],
) -> None:
    directory = tmp_path_factory.mktemp("example")
    shutil.copytree(template, directory, dirs_exist_ok=True)
    source = directory / "source.txt"
    repository = Repository.open(directory, program="pytest")
    editor = Editor(state(directory))
    for first in (repository.save_contract, contract), (repository.save_inspection, inspection):
        first[0](first[1])  # type: ignore[operator]
        editor.changed(state(directory))
    for name, value in changes:
        if name == "undo" and editor.place <= 2:
            continue
        if name in ("undo", "redo"):
            done = repository.undo() if name == "undo" else repository.redo()
            assert (done is not None) == editor.move(-1 if name == "undo" else 1)
        elif name == "restart":
            repository.close()
            repository = Repository.open(directory, program="pytest")
        else:
            apply(repository, name, value, source)
            editor.changed(state(directory))
        assert state(directory) == editor.expected
    final, steps = editor.expected, editor.place
    for _ in range(steps):
        assert repository.undo() is not None
    assert not any(state(directory).values()), "undoing everything leaves nothing"
    assert repository.undo() is None
    for _ in range(steps):
        assert repository.redo() is not None
    assert state(directory) == final
    assert repository.verify_journal() == []
    repository.close()
    shutil.rmtree(directory)


def test_undo_is_itself_journalled_and_told(repository: Repository) -> None:
    answer = Answer("i1", "7", Outcome.CONFORMS)
    repository.save_answer(answer)
    repository.save_answer(replace(answer, note="変えた"))
    undone = repository.undo("i1")
    assert undone is not None
    assert (undone.action, undone.item, undone.of) == ("undo", "7", 4)
    assert undone.after is not None
    assert undone.after["note"] == ""
    assert repository.answers("i1")["7"] == answer
    last = list(repository.journal("i1"))[-1]
    assert (last.seq, last.action, last.before, last.after) == (5, "undo", undone.before, undone.after)


def test_undo_and_redo_survive_a_restart(repository: Repository) -> None:
    answer = Answer("i1", "1", Outcome.CONFORMS, note="初め")
    repository.save_answer(answer)
    repository.save_answer(replace(answer, note="後"))
    repository.close()
    with Repository.open(repository.directory, program="pytest") as again:
        again.undo("i1")
    with Repository.open(repository.directory, program="pytest") as again:
        assert again.answers("i1")["1"] == answer
        again.redo("i1")
    with Repository.open(repository.directory, program="pytest") as again:
        assert again.answers("i1")["1"].note == "後"
        assert again.redo("i1") is None


def test_a_new_change_ends_what_could_be_redone(repository: Repository) -> None:
    repository.save_answer(Answer("i1", "1", note="a"))
    repository.undo("i1")
    repository.save_answer(Answer("i1", "2", note="b"))
    assert repository.redo("i1") is None
    assert set(repository.answers("i1")) == {"2"}


def test_undo_of_an_inspection_touches_no_other(repository: Repository, inspection: Inspection) -> None:
    repository.save_inspection(replace(inspection, id="i2", fiscal_year=2027))
    repository.save_answer(Answer("i1", "1"))
    repository.save_answer(Answer("i2", "1"))
    undone = repository.undo("i1")
    assert undone is not None
    assert undone.inspection == "i1"
    assert (repository.answers("i1"), len(repository.answers("i2"))) == ({}, 1)
    assert repository.undo("i1") is None, "the inspection itself stays"
    assert [row.id for row in repository.inspections()] == ["i1", "i2"]
    assert repository.redo("i1") is not None
    assert repository.verify_journal() == []


def test_a_removed_row_returns_to_its_place(repository: Repository) -> None:
    for name in ("a", "b", "c"):
        repository.save_person(Person(name, "c1", name))
    repository.remove_person("a")
    repository.undo()
    assert [person.id for person in repository.people("c1")] == ["a", "b", "c"]


def test_results_of_machines_are_not_undone(repository: Repository) -> None:
    repository.save_answer(Answer("i1", "1"))
    repository.save_machine_results("i1", "pc", [])
    undone = repository.undo()
    assert undone is not None
    assert undone.kind == "answer"


def test_an_undo_that_no_longer_fits_is_refused_and_changes_nothing(repository: Repository) -> None:
    repository.save_answer(Answer("i1", "1", note="x"))
    repository.undo("i1")
    repository.undo()
    assert repository.inspections() == []
    with pytest.raises(InputError):
        repository.redo("i1")
    repository.redo()
    repository.redo("i1")
    assert repository.answers("i1")["1"].note == "x"
    assert repository.verify_journal() == []
