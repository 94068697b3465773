"""`kill -9` of a real process at random moments: what it had said to be saved is there, whole, and in the journal."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from selfaudit.domain.contract import Contract
from selfaudit.domain.inspection import Answer, Inspection, Outcome
from selfaudit.store import migrate  # noqa: F401  (loaded once here, so that the killed children begin at once)
from selfaudit.store.repository import Repository

ROUNDS = 40
STARTED = datetime(2026, 11, 20, tzinfo=UTC)


def write_forever(directory: Path, said: int) -> NoReturn:
    """Save answers, exhibits, undos and redos, and say each number (4 bytes) once its save returned."""
    repository = Repository.open(directory, program="to be killed")
    if not repository.contracts():
        repository.save_contract(Contract("c1", "sample", "業務"))
    if not repository.inspections():
        repository.save_inspection(Inspection("i1", "c1", 2026, "sample", "", STARTED))
    number = max((int(answer.note) for answer in repository.answers("i1").values()), default=0)
    source = directory / f"source-{os.getpid()}"
    while True:
        number += 1
        if number % 7 == 0:
            source.write_text(f"exhibit {number}" * 1000)
            repository.add_exhibit("i1", str(number), source)
            repository.undo("i1")
            repository.redo("i1")
        repository.save_answer(Answer("i1", str(number % 50), Outcome.CONFORMS, note=str(number)))
        os.write(said, number.to_bytes(4, "big"))


def read_all(file: int, content: bytes) -> list[int]:
    while chunk := os.read(file, 65536):
        content += chunk
    return [int.from_bytes(content[place : place + 4], "big") for place in range(0, len(content) // 4 * 4, 4)]


def check(directory: Path, acknowledged: int) -> int:
    """Reopen and look: everything said is there, the database is whole, the journal holds. The last number saved."""
    with Repository.open(directory, program="after the kill") as repository:
        answers = repository.answers("i1") if repository.inspections() else {}
        last = max((int(answer.note) for answer in answers.values()), default=0)
        assert last - acknowledged in (0, 1), "at most the save that was under way is in doubt"
        for number in range(max(1, last - 49), last + 1):
            assert answers[str(number % 50)].note == str(number)
        assert repository.verify_journal() == []
        exhibits = repository.exhibits("i1")
        assert all(repository.exhibit_path(found.sha256).stat().st_size == found.size for found in exhibits)
        assert {found.item for found in exhibits} >= {str(number) for number in range(7, acknowledged + 1, 7)}
        assert not list((directory / "exhibits").glob("unfinished/*"))
    with closing(sqlite3.connect(directory / "selfaudit.db")) as other:
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return last


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks the process to be killed; the next test does not")
def test_killed_at_random_moments_many_times(tmp_path: Path) -> None:
    """Most kills hit the same folder while it is written; others while it is opened, or while a new one is made."""
    chance = random.Random()
    saved = 0
    for turn in range(ROUNDS):
        fresh, opening = turn % 5 == 0, turn % 5 == 1
        directory = tmp_path / (f"fresh{turn}" if fresh else "kept")
        heard, said = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                write_forever(directory, said)
            finally:
                os._exit(1)
        os.close(said)
        first = b"" if fresh or opening else os.read(heard, 4)
        time.sleep(chance.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "it was still writing"
        acknowledged = read_all(heard, first)
        os.close(heard)
        last = check(directory, acknowledged[-1] if acknowledged else (0 if fresh else saved))
        saved = saved if fresh else last
    assert saved > ROUNDS // 2


def test_killed_as_a_program_of_its_own(tmp_path: Path) -> None:
    directory = tmp_path / "data"
    code = "import runpy, sys; m = runpy.run_path(sys.argv[1]); m['write_forever'](m['Path'](sys.argv[2]), 1)"
    saved = 0
    for _ in range(2):
        command = [sys.executable, "-c", code, __file__, str(directory)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            assert program.stdout is not None
            first = program.stdout.read(4)
            time.sleep(random.uniform(0, 0.1))
            program.kill()
            rest = program.stdout.read()
        content = first + rest
        acknowledged = int.from_bytes(content[len(content) // 4 * 4 - 4 : len(content) // 4 * 4], "big")
        assert acknowledged > saved
        saved = check(directory, acknowledged)
