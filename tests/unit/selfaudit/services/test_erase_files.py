"""Erasing one file: what is no plain file stays, bytes go before names, and the storage is named."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from selfaudit.services import assisted_erase
from selfaudit.services.storage import StorageKind, storage_of


def test_what_is_not_one_plain_file_is_not_erased(tmp_path: Path) -> None:
    file, link, second = tmp_path / "a.txt", tmp_path / "link.txt", tmp_path / "second.txt"
    file.write_text("x")
    link.symlink_to(file)
    second.hardlink_to(file)
    found = assisted_erase.plan([file, link, tmp_path, tmp_path / "none"])
    assert found.files == ()
    assert [refused.why for refused in found.refused] == ["several_names", "link", "not_a_file", "missing"]


def test_the_bytes_are_overwritten_before_the_file_goes(tmp_path: Path) -> None:
    # A second open handle still sees what the file held last.
    file = tmp_path / "a.bin"
    file.write_bytes(b"\xa5" * 100_000)
    seen = b""
    original = assisted_erase._overwrite

    def watch(handle: Any) -> None:
        nonlocal seen
        original(handle)
        seen = file.read_bytes()

    assisted_erase._overwrite = watch  # type: ignore[assignment]
    try:
        assert assisted_erase.erase_file(file).complete
    finally:
        assisted_erase._overwrite = original
    assert len(seen) == 100_000
    assert seen.count(0xA5) < 2_000
    assert list(tmp_path.iterdir()) == []


def test_storage_is_named_from_the_system_s_own_table(tmp_path: Path) -> None:
    assert storage_of(tmp_path / "OneDrive - みほん会" / "a").kind is StorageKind.CLOUD
    if Path("/dev/shm").is_dir() and shutil.which("findmnt"):
        said = subprocess.run(
            ["findmnt", "-no", "FSTYPE", "-T", "/dev/shm"], capture_output=True, text=True, check=True
        )
        assert storage_of(Path("/dev/shm")).file_system == said.stdout.split()[0]
    if shutil.which("findmnt"):
        said = subprocess.run(
            ["findmnt", "-no", "FSTYPE", "-T", str(tmp_path)], capture_output=True, text=True, check=True
        )
        assert storage_of(tmp_path).file_system == said.stdout.split()[0]
