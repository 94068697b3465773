"""Registers, exit searches, statements and certificates: kept as they were, journalled; what a person said can be undone."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from selfaudit.domain.erasure import Attestation, ExitRun, FileErasure, IssuedCertificate, Registration
from selfaudit.domain.register import Direction, RegisterEntry, RegisterKind
from selfaudit.store import migrate
from selfaudit.store.repository import Repository

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
ENTRY = RegisterEntry(
    "r1",
    "c1",
    RegisterKind.HANDOVER,
    asset="対象者名簿 DVD-R",
    direction=Direction.IN,
    day=date(2026, 4, 3),
    time="14:20",
    handler="𠮷田 花子",
    information="氏名・住所",
    quantity=2,
    number="No.12",
)
RUN = ExitRun("x1", "c1", "pc", "点検 担当", NOW, NOW, "ab" * 32, {"verdict": "検査範囲で検出なし"}, ({"kind": "ssd"},))
FILE = FileErasure("f1", "c1", "file", "cd" * 12, 812, "ssd", "ext4", ("overwritten",), "in_use", NOW, "点検 担当")
REGISTRATION = Registration("g1", "c1", "ab" * 32, {"files": 2, "records": 40}, NOW, "点検 担当")
CERTIFICATE = IssuedCertificate("z1", "c1", "E-1", 1, NOW, "検査範囲で検出なし", "{}", "ef" * 32)


@pytest.mark.parametrize(
    ("listed", "save", "value"),
    [
        ("registrations", "save_registration", REGISTRATION),
        ("exit_runs", "save_exit_run", RUN),
        ("file_erasures", "save_file_erasure", FILE),
        ("issued_certificates", "save_issued_certificate", CERTIFICATE),
    ],
)
def test_what_happened_is_kept_and_journalled_and_not_undone(
    repository: Repository, listed: str, save: str, value: Any
) -> None:
    getattr(repository, save)(value)
    assert getattr(repository, listed)("c1") == [value]
    assert repository.undo(contract_id="c1") is None
    assert repository.verify_journal() == []


def test_a_row_can_be_entered_changed_taken_off_and_undone_step_by_step(repository: Repository) -> None:
    repository.save_register_entry(ENTRY)
    changed = replace(ENTRY, quantity=3, direction=Direction.OUT)
    repository.save_register_entry(changed)
    repository.remove_register_entry("r1")
    for expected in ([changed], [ENTRY], []):
        assert repository.undo(contract_id="c1") is not None
        assert repository.register_entries("c1") == expected
    assert repository.redo(contract_id="c1") is not None
    assert repository.register_entries("c1") == [ENTRY]
    assert repository.verify_journal() == []


def test_several_rows_are_kept_together_or_not_at_all(repository: Repository) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011
        repository.save_register_entries([ENTRY, replace(ENTRY, id="r2", contract="nobody")])
    assert repository.register_entries("c1") == []


def test_an_altered_row_is_noticed(repository: Repository, data: Path) -> None:
    repository.save_register_entry(ENTRY)
    repository.save_attestation(Attestation("a1", "c1", "cloud", "𠮷田 花子", NOW.date(), "ごみ箱を空にした"))
    with closing(sqlite3.connect(data / "selfaudit.db")) as database:
        database.execute("UPDATE registerentry SET quantity = 0")
        database.execute("DELETE FROM attestation")
        database.commit()
    assert len(repository.verify_journal()) == 2


def test_names_in_registers_and_statements_do_not_leave_with_the_journal(repository: Repository) -> None:
    repository.save_register_entry(ENTRY)
    repository.save_attestation(Attestation("a1", "c1", "cloud", "𠮷田 花子"))
    repository.save_issued_certificate(replace(CERTIFICATE, document=json.dumps({"who": "𠮷田 花子"})))
    assert "花子" not in b"".join(repository.export_journal("c1")).decode()


def test_a_database_of_the_second_version_is_brought_up_to_date(repository: Repository, tmp_path: Path) -> None:
    older = tmp_path / "versions"
    shutil.copytree(migrate.MIGRATIONS, older)
    for version in (older / "versions").glob("v*.py"):
        if version.name > "v0003":
            version.unlink()
    folder = tmp_path / "old"
    folder.mkdir()
    migrate.upgrade(folder / "selfaudit.db", keep_copy=False, migrations=older)
    with Repository.open(folder, program="pytest") as opened:
        opened.save_contract(repository.contract("c1"))
        opened.save_register_entry(ENTRY)
        assert opened.register_entries("c1") == [ENTRY]
    assert (folder / "selfaudit.db.v2").is_file()
