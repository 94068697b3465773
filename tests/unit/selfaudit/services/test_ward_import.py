"""Many files at once: the same verdicts as one by one, kept in batches, stoppable, nothing left behind."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from evidence.container.zipstrict import ZipReader
from evidence.container.zipwrite import ZipWriter
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.errors import InputError
from selfaudit.services import ward_import, ward_receive, ward_register, ward_rollup
from selfaudit.services.workspace import Workspace
from selfaudit.text.wareki import JST
from tests.assets import bundles
from tests.assets.exchange import operated

YEAR = FiscalYear.of(datetime.now(JST).date()).year
"""Desks without a clock of their own: an answer of an earlier year would be late."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A desk's folder that has asked twelve contracts, and the folder of their answers."""
    base = tmp_path_factory.mktemp("many")
    office, root, signer = operated(base)
    with office:
        list(bundles.many(base / "in", bundles.asked(office, root, 12, YEAR), signer))
    return base / "ward", base / "in"


@pytest.fixture
def office(made: tuple[Path, Path], tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(made[0], tmp_path / "ward")
    with Workspace.open(tmp_path / "ward", program="test") as workspace:
        yield workspace


def test_a_folder_is_taken_in_by_several_processes(office: Workspace, made: tuple[Path, Path]) -> None:
    heard: list[tuple[int, int, str]] = []
    files = ward_import.files_in([made[1]])
    done = ward_import.receive_all(office, files, progress=lambda *said: heard.append(said), processes=2)
    assert [each.file for each in done] == files
    assert {str(each.taken.report.verdict) for each in done if each.taken} == {"VALID"}
    assert [count for count, _, _ in heard] == list(range(1, 13))
    assert {row.state for row in ward_register.register(office)} == {"answered"}
    for row in office.repository.received_bundles():
        assert office.repository.received_path(row.id).is_file()
    assert len(list(office.repository.received_path("").parent.iterdir())) == 12
    assert office.repository.verify_journal() == []


ENDED = """
import os, sys
from pathlib import Path
from selfaudit.services import ward_import
from selfaudit.services.workspace import Workspace
ward_import._BATCH = 3
renames = []
def watch(event, arguments):
    if event == "os.rename":
        renames.append(event)
        if len(renames) == int(sys.argv[3]):
            os._exit(9)
with Workspace.open(Path(sys.argv[1]), program="killed") as office:
    files = ward_import.files_in([Path(sys.argv[2])])
    sys.addaudithook(watch)
    ward_import.receive_all(office, files, processes=1)
"""


def test_a_killed_import_loses_nothing(made: tuple[Path, Path], tmp_path: Path) -> None:
    """Ended while it moves files of its third batch: two batches are kept whole, and the next import completes them."""
    shutil.copytree(made[0], tmp_path / "ward")
    words = [sys.executable, "-c", ENDED, str(tmp_path / "ward"), str(made[1]), "8"]
    assert subprocess.run(words, check=False, timeout=120).returncode == 9
    with Workspace.open(tmp_path / "ward", program="test") as office:
        folder = office.repository.received_path("").parent
        kept = office.repository.received_bundles()
        assert len(kept) == 6
        assert all(office.repository.received_path(row.id).is_file() for row in kept)
        assert office.repository.verify_journal() == []
        for path in folder.glob(".*"):
            os.utime(path, (0, 0))
        done = ward_import.receive_all(office, ward_import.files_in([made[1]]))
        assert [each.taken.before is not None for each in done if each.taken] == [True] * 6 + [False] * 6
        assert {path.name for path in folder.iterdir()} == {
            f"{row.id}.asice.zip" for row in office.repository.received_bundles()
        }
        assert len(office.repository.received_bundles()) == 12
        assert office.repository.verify_journal() == []


def test_one_by_one_says_the_same(office: Workspace, made: tuple[Path, Path]) -> None:
    files = ward_import.files_in([made[1]])[:3]
    alone = [ward_receive.receive(office, file, lambda: "") for file in files]
    again = ward_import.receive_all(office, files, processes=1)
    for one, other in zip(alone, again, strict=True):
        assert other.taken is not None
        assert other.taken.row == one.row
        assert other.taken.before == one.row


def test_bad_files_stop_nobody_else(office: Workspace, made: tuple[Path, Path], tmp_path: Path) -> None:
    junk = tmp_path / "junk.zip"
    junk.write_bytes(b"PK\x03\x04" + b"\0" * 50)
    flipped = tmp_path / "flipped.zip"
    good = ward_import.files_in([made[1]])
    raw = bytearray(good[0].read_bytes())
    raw[200] ^= 1
    flipped.write_bytes(raw)
    closed = tmp_path / "closed.zip"
    closed.write_bytes(b"PK\x03\x04\x33\0\0\0\x63\0" + b"\0" * 50)
    done = ward_import.receive_all(office, [junk, flipped, closed, tmp_path / "none.zip", *good[1:]], processes=2)
    said = [str(each.taken.report.verdict) if each.taken else type(each.error).__name__ for each in done]
    assert said == ["INVALID", "INVALID", "InputError", "InputError", *["VALID"] * 11]
    assert done[2].error is not None
    assert "--password-file" in done[2].error.next_step


def test_a_copy_that_is_worse_never_wins_within_one_run(
    office: Workspace, made: tuple[Path, Path], tmp_path: Path
) -> None:
    good = ward_import.files_in([made[1]])[0]
    twice = [good, tmp_path / "again.zip"]
    twice[1].write_bytes(good.read_bytes())
    done = ward_import.receive_all(office, twice, processes=1)
    assert done[1].taken is not None
    assert done[1].taken.before is not None
    assert len(office.repository.received_bundles()) == 1


def test_a_stop_keeps_what_is_done(office: Workspace, made: tuple[Path, Path]) -> None:
    stop = threading.Event()
    files = ward_import.files_in([made[1]])
    done = ward_import.receive_all(office, files, progress=lambda n, _t, _f: stop.set(), cancel=stop, processes=1)
    assert len(done) == 1
    assert len(office.repository.received_bundles()) == 1
    assert len(list(office.repository.received_path("").parent.iterdir())) == 1


def test_a_receipt_is_never_lost_to_a_better_copy(office: Workspace, made: tuple[Path, Path]) -> None:
    file = ward_import.files_in([made[1]])[0]
    taken = ward_receive.receive(office, file, lambda: "")
    assert taken.row is not None
    worse = replace(taken.row, verdict="INDETERMINATE", receipt="{}", receipted_at=office.clock())
    office.repository.save_received_bundle(worse)
    again = ward_receive.receive(office, file, lambda: "")
    assert again.row is not None
    assert (again.row.verdict, again.row.receipt) == ("VALID", "{}")


def test_a_link_to_a_folder_is_not_followed_and_names_are_in_order(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("2.zip", "1.ZIP", "note.txt"):
        (tmp_path / "a" / name).write_bytes(b"x")
    try:
        (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("links need a right here")
    assert [file.name for file in ward_import.files_in([tmp_path / "a"])] == ["1.ZIP", "2.zip"]


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ward_import, "MAX_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.zip").write_bytes(b"x")
    with pytest.raises(InputError):
        ward_import.files_in([tmp_path])


@pytest.mark.parametrize("text", [r'"\ud800"', "NaN", "1e999", "[" * 900 + "]" * 900, '{"a": []}'])
def test_what_a_bundle_says_of_its_answers_cannot_stop_an_import(
    office: Workspace, made: tuple[Path, Path], tmp_path: Path, text: str
) -> None:
    said = f'{{"improvements": [{{"finding": "a", "answer": {{"cause": {text}, "evidence": {text}}}}}]}}'
    altered = tmp_path / "altered.zip"
    with ward_import.files_in([made[1]])[0].open("rb") as source, altered.open("wb") as target:
        reader, writer = ZipReader(source), ZipWriter(target, store=True)
        for name in reader.entries:
            if name != "improvements.json":
                writer.add(name, reader.read(name, 1 << 24))
        writer.add("improvements.json", said.encode("ascii"))
        writer.close()
    (outcome,) = ward_import.receive_all(office, [altered])
    assert outcome.taken is not None
    assert str(outcome.taken.report.verdict) == "INVALID"
    assert len(office.repository.received_bundles()) == 1
    assert ward_rollup.rollup(office, YEAR)


def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0)
    try:
        if os.access(shut, os.R_OK):
            pytest.skip("this account may read everything")
        with pytest.raises(InputError):
            ward_import.files_in([tmp_path])
    finally:
        shut.chmod(0o700)
