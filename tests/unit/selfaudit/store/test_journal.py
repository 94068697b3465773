"""Every change is one journal row in a chain nobody can rewrite unnoticed."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from evidence import journal as chain
from selfaudit.domain.contract import Contract, Person
from selfaudit.domain.inspection import Answer, Outcome
from selfaudit.errors import DataError
from selfaudit.store.repository import Repository

JST = timezone(timedelta(hours=9))

FORBIDDEN = {
    "update": "UPDATE journal SET payload = '{}' WHERE seq = 1",
    "update of all": "UPDATE journal SET link = zeroblob(32)",
    "delete": "DELETE FROM journal WHERE seq = 1",
    "delete of the last": "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
    "replace": "INSERT OR REPLACE INTO journal (seq, payload, salt, entry_digest, link)"
    " VALUES (1, '{}', zeroblob(16), zeroblob(32), zeroblob(32))",
    "upsert": "INSERT INTO journal (seq, payload, salt, entry_digest, link)"
    " VALUES (1, '{}', zeroblob(16), zeroblob(32), zeroblob(32)) ON CONFLICT DO UPDATE SET payload = '{}'",
    "a gap": "INSERT INTO journal (seq, payload, salt, entry_digest, link)"
    " VALUES (1000, '{}', zeroblob(16), zeroblob(32), zeroblob(32))",
    "no number": "INSERT INTO journal (payload, salt, entry_digest, link)"
    " VALUES ('{}', zeroblob(16), zeroblob(32), zeroblob(32))",
}


@pytest.fixture
def written(repository: Repository) -> Repository:
    """A journal with a contract, an inspection, a roster row and three changes of answers."""
    repository.save_person(Person("p1", "c1", "山田 花子"))
    repository.save_answer(Answer("i1", "1", Outcome.CONFORMS, note="鍵付きの棚"))
    repository.save_answer(Answer("i1", "2", Outcome.NEEDS_REVIEW))
    repository.save_answer(Answer("i1", "1", Outcome.NONCONFORMING, note="鍵なし"))
    return repository


def tampered(repository: Repository, *statements: str) -> list[str]:
    """What verify_journal says after somebody took the triggers away, changed something and put them back."""
    with closing(sqlite3.connect(repository.directory / "selfaudit.db", isolation_level=None)) as other:
        triggers = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement)
        for _name, sql in triggers:
            other.execute(sql)
    return repository.verify_journal()


def test_a_row_says_who_when_where_before_and_after(written: Repository) -> None:
    rows = list(written.journal("i1"))
    last = rows[-1]
    assert [row.action for row in rows] == ["add", "add", "add", "change"]
    assert (last.who, last.inspection, last.item, last.kind) == ("点検 担当", "i1", "1", "answer")
    assert last.before is not None
    assert last.after is not None
    assert (last.before["outcome"], last.after["outcome"]) == ("適合", "不適合")
    assert (last.before["note"], last.after["note"]) == ("鍵付きの棚", "鍵なし")
    assert rows[1].before is None
    assert last.at.utcoffset() is not None


def test_times_keep_the_utc_offset_of_the_clock(tmp_path: Path, contract: Contract) -> None:
    noon = datetime(2026, 11, 20, 12, 0, tzinfo=JST)
    with Repository.open(tmp_path, program="pytest", clock=lambda: noon) as repository:
        repository.save_contract(contract)
        (row,) = repository.journal()
    assert row.at == noon
    assert '"at":"2026-11-20T12:00:00+09:00"' in row.payload


def test_the_chain_is_the_one_of_the_format(written: Repository) -> None:
    """Recomputed from its definition: eh = H(0|salt16|json), link = H(1|prev|seq|eh)."""
    previous = bytes(32)
    for number, row in enumerate(written.journal(), start=1):
        digest = hashlib.sha256(b"\0" + row.salt + row.payload.encode()).digest()
        link = hashlib.sha256(b"\1" + previous + number.to_bytes(8, "big") + digest).digest()
        assert (row.seq, row.entry_digest, row.link) == (number, digest, link)
        previous = link
    assert written.journal_head() == (6, previous.hex())


def test_equal_entries_have_different_digests(repository: Repository) -> None:
    answer = Answer("i1", "1", Outcome.CONFORMS)
    repository.save_answer(answer)
    repository.undo("i1")
    repository.save_answer(answer)
    rows = list(repository.journal("i1"))
    assert rows[1].after == rows[3].after
    assert rows[1].salt != rows[3].salt


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_the_database_refuses_to_rewrite_the_journal(written: Repository, statement: str) -> None:
    with (
        closing(sqlite3.connect(written.directory / "selfaudit.db")) as other,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        other.execute(statement)
    assert written.journal_head()[0] == 6
    assert written.verify_journal() == []


@pytest.mark.tool
def test_the_sqlite3_tool_is_refused_too(written: Repository) -> None:
    tool = shutil.which("sqlite3")
    if tool is None:
        pytest.skip("sqlite3 is not installed")
    for statement in FORBIDDEN.values():
        done = subprocess.run(
            [tool, str(written.directory / "selfaudit.db"), statement], capture_output=True, check=False
        )
        assert done.returncode != 0
        assert b"append-only" in done.stderr
    assert written.verify_journal() == []


TAMPERING = {
    "an edited row": "UPDATE journal SET payload = replace(payload, '鍵なし', '鍵あり') WHERE seq = 6",
    "a deleted row": "DELETE FROM journal WHERE seq = 4",
    "a deleted first row": "DELETE FROM journal WHERE seq = 1",
    "another salt": "UPDATE journal SET salt = zeroblob(16) WHERE seq = 2",
    "another link": "UPDATE journal SET link = zeroblob(32) WHERE seq = 5",
    "a cut end": "DELETE FROM journal WHERE seq = 6",
    "another text": "UPDATE journal SET payload = '[]' WHERE seq = 3",
    "an edited answer": "UPDATE answer SET outcome = '適合' WHERE item = '1'",
    "an added answer": "INSERT INTO answer SELECT inspection, '9', outcome, note, reason, owner, due, dissent,"
    " answered_by, answered_at FROM answer WHERE item = '1'",
    "a removed answer": "DELETE FROM answer WHERE item = '2'",
    "a renamed worker": "UPDATE person SET name = '別人'",
}


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING.keys())
def test_tampering_is_found(written: Repository, statement: str) -> None:
    assert written.verify_journal() == []
    assert tampered(written, statement) != []


def test_a_changed_order_is_found(written: Repository) -> None:
    swap = [
        "UPDATE journal SET seq = 100 WHERE seq = 4",
        "UPDATE journal SET seq = 4 WHERE seq = 5",
        "UPDATE journal SET seq = 5 WHERE seq = 100",
    ]
    assert tampered(written, *swap) != []


def test_missing_triggers_are_found(written: Repository) -> None:
    with closing(sqlite3.connect(written.directory / "selfaudit.db")) as other:
        other.execute("DROP TRIGGER journal_no_delete")
    (told,) = written.verify_journal()
    assert "journal_no_delete" in told


def test_a_problem_names_the_row_and_no_content(written: Repository) -> None:
    (told,) = tampered(written, TAMPERING["an edited row"])
    assert "6番" in told
    (told,) = tampered(written, "UPDATE journal SET payload = replace(payload, '鍵あり', '鍵なし') WHERE seq = 6",
                       TAMPERING["a renamed worker"])  # fmt: skip
    assert "従事者" in told
    assert "別人" not in told
    assert "山田" not in told


def test_reading_a_row_somebody_else_wrote_is_a_clear_error(written: Repository) -> None:
    tampered(written, """UPDATE journal SET payload = '{"strange": 1}' WHERE seq = 2""")
    with pytest.raises(DataError) as failed:
        list(written.journal())
    assert "2番" in failed.value.detail


def test_the_exported_journal_verifies(written: Repository) -> None:
    count, head = written.journal_head()
    rows = list(chain.parse_lines(written.export_journal("c1")))
    assert chain.verify_chain(rows, head=bytes.fromhex(head), count=count) == []
    assert [row.payload is None for row in rows] == [True, False, True, False, False, False]
    assert json.loads(rows[3].payload or b"")["after"]["note"] == "鍵付きの棚"


def test_workers_folders_and_other_contracts_stay_out_of_the_export(written: Repository, contract: Contract) -> None:
    written.save_contract(replace(contract, id="c2", title="ほかの契約"))
    written.save_inspection(replace(written.inspection("i1"), id="i2", contract="c2"))
    written.save_answer(Answer("i2", "1", note="ほかの区の話"))
    exported = b"".join(written.export_journal("c1")).decode()
    for secret in ("山田", "yamada", "ほかの契約", "ほかの区の話"):
        assert secret not in exported
    assert "ほかの区の話" in b"".join(written.export_journal("c2")).decode()
    assert "山田" not in b"".join(written.export_journal()).decode()


def test_a_long_journal_is_read_and_exported_whole(repository: Repository) -> None:
    for number in range(1100):
        repository.set_interview("i1", "条件", number % 2 == 0)
    assert [row.seq for row in repository.journal()] == list(range(1, 1103))
    assert len(list(repository.export_journal("c1"))) == 1102
    assert repository.verify_journal() == []


def test_the_repository_can_be_used_while_its_journal_is_read(repository: Repository) -> None:
    repository.save_answer(Answer("i1", "1"))
    readers: list[Callable[[], object]] = [repository.journal, repository.export_journal]
    for read in readers:
        for _row in read():  # type: ignore[attr-defined]
            assert repository.answers("i1")
