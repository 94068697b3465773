"""Large files are read by windows and part by part: what stands at their end is found, and cutting them meanwhile harms nobody."""

from __future__ import annotations

import gzip
import io
import os
import sqlite3
import tarfile
from pathlib import Path

import pytest

from checks.residue import inspect
from checks.residue.budget import Budget, Meter
from checks.residue.extract import extract
from checks.residue.model import Verdict
from checks.residue.pieces import Unread
from checks.residue.readers import large, mail, packed, sqlite_large
from checks.residue.readers.large import Large, opened
from tests.unit.checks.residue.helpers import ROWS

LIST = "\n".join(map(",".join, ROWS)).encode()
HEAD = b"From: a@example.jp\nTo: b@example.jp\nSubject: x\nDate: Mon, 1 Jan 2024 00:00:00 +0900\n\n"
BORDER = b"From a@example.jp Mon Jan  1 00:00:00 2024\n"


def archive(members: list[tuple[str, bytes]]) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as tar:
        for name, data in members:
            told = tarfile.TarInfo(name)
            told.size = len(data)
            tar.addfile(told, io.BytesIO(data))
    return written.getvalue()


PADDING = [(f"log {number}.txt", b"2024-01-01 started\n" * 500) for number in range(8)]
LARGE_FILES = {
    "a mailbox": (BORDER + HEAD + b"nothing new\n" * 300 + b"\n") * 8 + BORDER + HEAD + LIST,
    "an archive": archive([*PADDING, ("list.csv", LIST)]),
    "a packed archive": gzip.compress(archive([*PADDING, ("list.csv", LIST)])),
    "a packed list": gzip.compress(b"\n".join([LIST] + [b"1,2,3,4,5,6"] * 2_000 + LIST.split(b"\n")[1:])),
}


@pytest.mark.parametrize("kind", LARGE_FILES)
def test_what_stands_at_the_end_of_a_large_file_is_found(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name, value in (
        (inspect, "LARGE", 1), (mail, "STEP", 4_000), (packed, "HELD", 9_000), (packed, "MOST_OUT", 4_000), (large, "STEP", 64),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    (tmp_path / "large").write_bytes(LARGE_FILES[kind])
    found = inspect.inspect_file(str(tmp_path / "large"), Budget())
    assert (found.verdict, found.reason, found.unread) == (Verdict.CONTENT, "", [])


def test_rows_of_a_large_database_are_read_page_by_page_and_the_rest_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspect, "LARGE", 1)
    monkeypatch.setattr(sqlite_large, "ROWS", 50)
    database = sqlite3.connect(tmp_path / "large.db")
    marks = ",".join("?" * len(ROWS[0]))
    database.execute(f"CREATE TABLE list ({','.join(ROWS[0])})")
    database.executemany(f"INSERT INTO list VALUES ({marks})", [ROWS[1]] * 300)
    database.commit()
    database.close()
    found = inspect.inspect_file(str(tmp_path / "large.db"), Budget())
    assert (found.verdict, found.reason, [code for _, code in found.unread]) == (
        Verdict.CONTENT, "partly_unread", ["over_budget"],
    )  # fmt: skip


def test_a_message_too_long_to_be_held_is_said_to_be_cut_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name, value in ((inspect, "LARGE", 1), (mail, "STEP", 1_000), (mail, "LONGEST", 5_000)):
        monkeypatch.setattr(module, name, value)
    (tmp_path / "large").write_bytes(BORDER + HEAD + b"nothing new\n" * 3_000 + b"\n" + BORDER + HEAD + LIST)
    found = inspect.inspect_file(str(tmp_path / "large"), Budget())
    assert (found.verdict, found.reason) == (Verdict.CONTENT, "partly_unread")
    assert [tuple(one) for one in found.unread] == [("mail 1", "over_budget")]


def test_a_file_that_becomes_shorter_while_it_is_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"2024-01-01 started\n" * 1_000_000)
    with file.open("rb") as stream:
        data = Large(stream.fileno())
    pieces = extract(data, "large", Meter(Budget(), len(data)))
    next(pieces)
    os.truncate(file, 1_000)
    assert not [piece for piece in pieces if isinstance(piece, Unread)]
    assert data.cut
    assert inspect.inspect_bytes(data, str(file), Budget()).reason == "io_error"


def test_a_large_file_reads_like_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "WINDOW", 64)
    monkeypatch.setattr(large, "STEP", 50)
    told = bytes(range(256)) * 4
    (tmp_path / "large").write_bytes(told)
    with (tmp_path / "large").open("rb") as stream:
        data = Large(stream.fileno())
    assert [data[at] for at in (0, 5, 700, -1)] == [told[at] for at in (0, 5, 700, -1)]
    for key in (slice(0, 10), slice(300, 290), slice(-20, None), slice(1_020, 2_000), slice(None), slice(10, 100, 3)):
        assert data[key] == told[key]
    for what in (b"\x10\x11", b"\xff\x00", b"\x00\x01", b"\x11\x10"):
        assert (data.find(what), data.rfind(what)) == (told.find(what), told.rfind(what))
        assert (data.find(what, 300, 600), data.rfind(what, 300, 600)) == (told.find(what, 300, 600), told.rfind(what, 300, 600))  # fmt: skip
    assert data.part(100, 50)[:] == told[100:150]
    with opened(data) as file:
        file.seek(-10, os.SEEK_END)
        assert file.read() == told[-10:]
