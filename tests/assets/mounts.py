"""A file system made in an image or in memory and mounted, where this machine can do that."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATH = "/usr/sbin:/sbin:/usr/bin:/bin"


@contextmanager
def mounted(folder: Path, mebibytes: int, *mkfs: str) -> Iterator[tuple[Path, Path]]:
    """(image, where it is mounted); skips the test where a tool or the right to mount is missing."""
    image, point = folder / "volume.img", folder / "mnt"
    point.mkdir()
    with image.open("wb") as stream:
        stream.truncate(mebibytes << 20)
    for command in ([*mkfs, str(image)], ["mount", "-o", "loop", str(image), str(point)]):
        tool = shutil.which(command[0], path=PATH)
        if tool is None or subprocess.run([tool, *command[1:]], check=False, capture_output=True).returncode:
            pytest.skip(f"{command[0]} does not work here")
    try:
        yield image, point
    finally:
        unmount(point)


@contextmanager
def small_disk(point: Path, mebibytes: int) -> Iterator[Path]:
    """A file system of so many MiB in memory at the new folder `point`; skips the test where mounting is not allowed."""
    point.mkdir()
    mount = shutil.which("mount", path=PATH)
    if mount is None or sys.platform != "linux":
        pytest.skip("no mount command")
    command = [mount, "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs", str(point)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield point
    finally:
        unmount(point)


def unmount(point: Path) -> None:
    """Take a file system away; one that a program of the machine still looks into goes when that program lets go."""
    if subprocess.run(["umount", str(point)], capture_output=True, check=False).returncode:
        subprocess.run(["umount", "-l", str(point)], check=True)
