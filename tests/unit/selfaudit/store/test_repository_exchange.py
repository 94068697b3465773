"""What ward and contractor keep of their exchange: kept as it was, journalled, never taken back."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from selfaudit.domain.exchange import (
    HandOver,
    ImportedReceipt,
    ImportedRequest,
    IssuedRequest,
    ReceivedBundle,
    RegisteredKey,
    SealedBundle,
)
from selfaudit.store import migrate
from selfaudit.store.repository import Repository

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
DOCUMENT = '{"ward":"見本区 𠮷"}\n'
REQUEST = ImportedRequest("i1", "ab" * 32, DOCUMENT, "c2ln", "cd" * 32, "{}", "c2ln")
SEALED = SealedBundle("ef" * 32, "i1", NOW, 1 << 33, "ab" * 32, 812, "01" * 32)
RECEIPT = ImportedReceipt("ef" * 32, "i1", NOW, "VALID", DOCUMENT, "c2ln")
HANDED = HandOver("h1", "i1", "ef" * 32, "deliver", NOW, "000123.zip", 9000, 813, "02" * 32)
KEY = RegisteredKey("23" * 32, "operator", "8-123", "key-holder", "Y2VydA==", NOW, NOW.replace(year=2036))
ISSUED = IssuedRequest("45" * 32, "8-123", "案内業務委託", "株式会社見本", "sample", 2026, NOW, NOW, DOCUMENT, "c2ln")
RECEIVED = ReceivedBundle(
    "ef" * 32,
    "8-123",
    "案内業務委託",
    "株式会社見本",
    2026,
    "45" * 32,
    "45" * 32,
    "",
    "VALID",
    ("TIME_CLAIMED",),
    NOW,
    9,
)
KINDS: list[tuple[str, Any]] = [
    ("imported_receipts", RECEIPT),
    ("sealed_bundles", SEALED),
    ("hand_overs", HANDED),
    ("registered_keys", KEY),
    ("issued_requests", ISSUED),
    ("received_bundles", RECEIVED),
]


def save(repository: Repository, listed: str, value: Any) -> None:
    getattr(repository, f"save_{listed.removesuffix('s')}")(value)


@pytest.mark.parametrize(("listed", "value"), KINDS, ids=[name for name, _ in KINDS])
def test_kept_journalled_and_not_undone(repository: Repository, listed: str, value: Any) -> None:
    save(repository, listed, value)
    save(repository, listed, value)
    assert getattr(repository, listed)() == [value]
    rows = [row for row in repository.journal() if row.kind == type(value).__name__.lower()]
    assert [row.action for row in rows] == ["add"]
    assert repository.undo("i1") is None
    assert repository.verify_journal() == []


def test_the_request_of_an_inspection_and_its_successor(repository: Repository) -> None:
    repository.save_imported_request(REQUEST)
    newer = replace(REQUEST, sha256="99" * 32)
    repository.save_imported_request(newer)
    assert repository.imported_requests() == {"i1": newer}
    rows = [row for row in repository.journal("i1") if row.kind == "importedrequest"]
    assert [(row.action, (row.before or {}).get("sha256")) for row in rows] == [("add", None), ("change", "ab" * 32)]


def test_a_verdict_changed_behind_the_program_is_noticed(repository: Repository) -> None:
    repository.save_received_bundle(replace(RECEIVED, verdict="INVALID"))
    repository.close()
    with closing(sqlite3.connect(repository.directory / "selfaudit.db")) as connection:
        connection.execute("UPDATE receivedbundle SET verdict = 'VALID'")
        connection.commit()
    with Repository.open(repository.directory, program="pytest") as again:
        assert len(again.verify_journal()) == 1


def test_what_the_ward_keeps_leaves_with_no_contract(repository: Repository) -> None:
    repository.save_registered_key(KEY)
    exported = b"".join(repository.export_journal("c1"))
    assert KEY.name.encode() not in exported
    assert KEY.key.encode() not in exported


def test_a_data_folder_of_the_first_version_is_brought_up(tmp_path: Path) -> None:
    first = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, first)
    for later in first.glob("versions/v*.py"):
        if later.name > "v0002":
            later.unlink()
    data = tmp_path / "data"
    data.mkdir()
    migrate.upgrade(data / "selfaudit.db", keep_copy=False, migrations=first)
    with Repository.open(data, program="pytest") as repository:
        repository.save_issued_request(ISSUED)
        assert repository.issued_requests() == [ISSUED]
    assert (data / "selfaudit.db.v1").is_file()
