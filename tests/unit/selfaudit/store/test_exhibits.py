"""Exhibits: copied whole under their digest, the original untouched, every refusal in words."""

import hashlib
import os
import shutil
import sys
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from selfaudit.errors import DataError, InputError, SelfAuditError, Stopped
from selfaudit.store.exhibits import copy_in
from selfaudit.store.repository import Repository
from tests.assets.mounts import small_disk

MIB = 1 << 20


def refused(repository: Repository, source: Path) -> SelfAuditError:
    """The error of adding this file, which has to leave nothing behind."""
    before = kept(repository)
    with pytest.raises(InputError) as failed:
        repository.add_exhibit("i1", "1", source)
    assert failed.value.detail
    assert failed.value.next_step
    assert kept(repository) == before
    assert repository.exhibits("i1") == []
    return failed.value


def kept(repository: Repository) -> set[str]:
    """All files below exhibits/."""
    folder = repository.directory / "exhibits"
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_copied_under_its_digest(repository: Repository, tmp_path: Path) -> None:
    source = tmp_path / "棚の写真.jpg"
    content = os.urandom(3 * MIB + 17)
    source.write_bytes(content)
    before = source.stat()
    steps: list[tuple[int, int]] = []
    exhibit = repository.add_exhibit("i1", "3-2", source, progress=lambda done, size: steps.append((done, size)))
    digest = hashlib.sha256(content).hexdigest()
    assert (exhibit.sha256, exhibit.name, exhibit.size) == (digest, "棚の写真.jpg", len(content))
    assert (exhibit.item, exhibit.inspection, exhibit.added_by) == ("3-2", "i1", "点検 担当")
    assert exhibit.added_at.utcoffset() is not None
    assert repository.exhibit_path(digest).read_bytes() == content
    assert kept(repository) == {str(Path(digest[:2]) / digest)}
    assert steps == [(done, len(content)) for done in (0, MIB, 2 * MIB, 3 * MIB, len(content))]
    after = source.stat()
    assert (after.st_mtime_ns, after.st_size, after.st_mode) == (before.st_mtime_ns, before.st_size, before.st_mode)
    assert repository.exhibits("i1") == repository.exhibits("i1", "3-2") == [exhibit]
    assert repository.exhibits("i1", "other") == []


@pytest.mark.parametrize("name", ["𠮷田髙﨑.pdf", "🔑鍵📷.png", "a b'\"$(x);%s.txt", "か\u3099.txt", "改\n行.txt"])
def test_names_are_kept_as_they_are(repository: Repository, tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    try:
        source.write_text("x")
    except OSError:
        pytest.skip("this file system has no such names")
    assert repository.add_exhibit("i1", "1", source).name == source.name
    assert repository.exhibits("i1")[0].name == source.name


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_name_that_is_no_text_is_kept_readable(repository: Repository, tmp_path: Path) -> None:
    source = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\x8e\xca\x90^.txt"))
    source.write_text("cp932 name")
    exhibit = repository.add_exhibit("i1", "1", source)
    assert exhibit.name.endswith("^.txt")
    assert repository.exhibits("i1") == [exhibit]


def test_the_same_content_is_kept_once(repository: Repository, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("同じ")
    first = repository.add_exhibit("i1", "1", tmp_path / "a.txt")
    assert repository.add_exhibit("i1", "1", tmp_path / "a.txt") == first, "the same file again is the same exhibit"
    other = repository.add_exhibit("i1", "1", tmp_path / "b.txt")
    elsewhere = repository.add_exhibit("i1", "2", tmp_path / "a.txt")
    assert len({first.id, other.id, elsewhere.id}) == 3
    assert len(kept(repository)) == 1


def test_removing_an_exhibit_can_be_undone(repository: Repository, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("x")
    exhibit = repository.add_exhibit("i1", "1", source)
    repository.remove_exhibit(exhibit.id)
    assert repository.exhibits("i1") == []
    repository.undo("i1")
    assert repository.exhibits("i1") == [exhibit]
    assert repository.exhibit_path(exhibit.sha256).read_text() == "x"


def test_refusals(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    assert refused(repository, tmp_path / "ない.txt").title == "証跡のファイルが見つかりません"
    assert refused(repository, tmp_path / "空.txt" / "x").title == "証跡のファイルが見つかりません"
    assert "「空.txt」は 0 バイト" in refused(repository, tmp_path / "空.txt").detail
    assert refused(repository, tmp_path).title == "フォルダは証跡にできません"
    assert refused(repository, tmp_path / "a\0b").title == "証跡のファイルが見つかりません"
    assert refused(repository, tmp_path / ("長" * 300)).title == "ファイル名が長すぎます"


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are files on POSIX only")
def test_pipes_and_devices_are_refused_without_waiting(repository: Repository, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(repository, tmp_path / "pipe").title == "ふつうのファイルではありません"
    assert refused(repository, Path("/dev/zero")).title == "ふつうのファイルではありません"


@pytest.mark.skipif(os.name != "posix", reason="rights are set with chmod")
def test_a_file_without_read_permission(
    repository: Repository, tmp_path: Path, without_root_rights: Callable[[Path, Callable[[], object]], str]
) -> None:
    source = tmp_path / "secret.txt"
    source.write_text("x")
    source.chmod(0)
    title = without_root_rights(repository.directory, lambda: copy_in(repository.directory, source))
    assert title == "証跡のファイルを読めません"
    assert kept(repository) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="uses a file of Linux that opens but cannot be read")
def test_a_file_whose_reading_fails(repository: Repository) -> None:
    """Memory of this process: opens like a file, has no size to show."""
    assert refused(repository, Path("/proc/self/mem")).title == "中身のないファイルです"


@pytest.mark.parametrize("how", ["append", "cut", "rewrite"])
def test_a_file_that_changes_while_it_is_copied_is_refused(repository: Repository, tmp_path: Path, how: str) -> None:
    source = tmp_path / "log.txt"
    source.write_bytes(bytes(4 * MIB))
    os.utime(source, (1, 1))

    def meddle(done: int, size: int) -> None:
        if done != 2 * MIB:
            return
        with source.open("r+b") as file:
            if how == "cut":
                file.truncate(3 * MIB)
            else:
                file.seek(0, os.SEEK_END if how == "append" else os.SEEK_SET)
                file.write(b"x")

    with pytest.raises(InputError) as failed:
        repository.add_exhibit("i1", "1", source, progress=meddle)
    assert failed.value.title == "写している間にファイルが変わりました"
    assert kept(repository) == set()
    assert repository.exhibits("i1") == []


def test_a_cancelled_copy_leaves_nothing(repository: Repository, tmp_path: Path) -> None:
    source = tmp_path / "video.mp4"
    source.write_bytes(bytes(8 * MIB))
    cancel = threading.Event()
    seen: list[int] = []

    def stop_soon(done: int, size: int) -> None:
        seen.append(done)
        if done == 3 * MIB:
            cancel.set()

    with pytest.raises(Stopped) as stopped:
        repository.add_exhibit("i1", "1", source, progress=stop_soon, cancel=cancel)
    assert "video.mp4" in stopped.value.detail
    assert seen[-1] == 3 * MIB
    assert kept(repository) == set()
    assert source.stat().st_size == 8 * MIB


def test_five_gigabytes_are_streamed(repository: Repository, tmp_path: Path) -> None:
    """A sparse file of 5 GiB: progress counts to its size, memory stays flat, and stopping it leaves nothing."""
    size = 5 << 30
    if shutil.disk_usage(repository.directory).free < size + (64 << 20):
        pytest.skip("the disk has no 5 GiB free")
    source = tmp_path / "5GB.zip"
    with source.open("wb") as file:
        file.truncate(size)
    cancel = threading.Event()

    def stop_at_64(done: int, total: int) -> None:
        assert total == size
        if done >= 64 * MIB:
            cancel.set()

    tracemalloc.start()
    with pytest.raises(Stopped):
        repository.add_exhibit("i1", "1", source, progress=stop_at_64, cancel=cancel)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * MIB
    assert kept(repository) == set()


def test_more_than_fits_is_refused_before_copying(repository: Repository, tmp_path: Path) -> None:
    source = tmp_path / "huge.bin"
    try:
        with source.open("wb") as file:
            file.truncate(shutil.disk_usage(repository.directory).free + (1 << 30))
    except OSError:
        pytest.skip("this file system has no sparse files of that size")
    steps: list[int] = []
    with pytest.raises(DataError) as failed:
        repository.add_exhibit("i1", "1", source, progress=lambda *step: steps.extend(step))
    assert failed.value.title == "ディスクの空きが足りません"
    assert steps == []


def test_a_disk_that_fills_up_while_copying_leaves_nothing(
    tmp_path: Path, contract: object, inspection: object
) -> None:
    with small_disk(tmp_path / "disk", 24) as disk:
        source = tmp_path / "a.bin"
        source.write_bytes(os.urandom(4 * MIB))
        with Repository.open(disk / "data", program="pytest") as repository:
            repository.save_contract(contract)  # type: ignore[arg-type]
            repository.save_inspection(inspection)  # type: ignore[arg-type]

            def fill(done: int, size: int) -> None:
                if done == 2 * MIB:
                    (disk / "filler").write_bytes(bytes(shutil.disk_usage(disk).free))

            with pytest.raises(DataError) as failed:
                repository.add_exhibit("i1", "1", source, progress=fill)
            assert failed.value.title == "ディスクの空きが足りません"
            assert kept(repository) == set()
            (disk / "filler").unlink()
            exhibit = repository.add_exhibit("i1", "1", source)
            assert repository.exhibit_path(exhibit.sha256).read_bytes() == source.read_bytes()


def test_what_a_killed_program_left_unfinished_is_cleared(repository: Repository) -> None:
    repository.close()
    folder = repository.directory / "exhibits" / "unfinished"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "half").write_bytes(b"half a copy")
    with Repository.open(repository.directory, program="pytest") as again:
        assert kept(again) == set()


def test_only_a_digest_leads_to_a_file(repository: Repository) -> None:
    wrong: list[Callable[[], Path]] = [
        lambda: repository.exhibit_path("../../etc/passwd"),
        lambda: repository.exhibit_path("A" * 64),
        lambda: repository.exhibit_path(""),
    ]
    for call in wrong:
        with pytest.raises(ValueError, match="SHA-256"):
            call()
