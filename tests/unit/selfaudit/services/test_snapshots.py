"""Snapshots the system tells of, on a file system made here; and nothing claimed where nobody answers."""

import subprocess
from pathlib import Path

import pytest

from selfaudit.services import snapshots
from tests.assets.mounts import mounted


def test_nothing_is_claimed_of_a_file_system_without_a_command(tmp_path: Path) -> None:
    assert snapshots.snapshots_of(tmp_path, "ext4") is None


@pytest.mark.tool
def test_snapshots_of_a_btrfs_volume_are_counted(tmp_path: Path) -> None:
    with mounted(tmp_path, 120, "mkfs.btrfs", "-q") as (_, point):
        assert snapshots.snapshots_of(point, "btrfs") == 0
        for name in ("one", "two"):
            subprocess.run(
                ["btrfs", "subvolume", "snapshot", "-r", point, point / name], check=True, capture_output=True
            )
        assert snapshots.snapshots_of(point, "btrfs") == 2
