"""Snapshots the system tells of, on a file system made here; and nothing claimed where nobody answers."""

import shutil
import subprocess
from pathlib import Path

import pytest

from selfaudit.services import snapshots


def test_nothing_is_claimed_of_a_file_system_without_a_command(tmp_path: Path) -> None:
    assert snapshots.snapshots_of(tmp_path, "ext4") is None


@pytest.mark.tool
def test_snapshots_of_a_btrfs_volume_are_counted(tmp_path: Path) -> None:
    image, point = tmp_path / "btrfs.img", tmp_path / "mnt"
    point.mkdir()
    with image.open("wb") as stream:
        stream.truncate(120 << 20)
    for command in (["mkfs.btrfs", "-q", str(image)], ["mount", "-o", "loop", str(image), str(point)]):
        tool = shutil.which(command[0], path="/usr/sbin:/sbin:/usr/bin:/bin")
        if tool is None or subprocess.run([tool, *command[1:]], check=False, capture_output=True).returncode:
            pytest.skip(f"{command[0]} does not work here")
    try:
        assert snapshots.snapshots_of(point, "btrfs") == 0
        for name in ("one", "two"):
            subprocess.run(
                ["btrfs", "subvolume", "snapshot", "-r", point, point / name], check=True, capture_output=True
            )
        assert snapshots.snapshots_of(point, "btrfs") == 2
    finally:
        subprocess.run(["umount", str(point)], check=True)
