"""A file system made in an image and mounted, where this machine can do that."""

from __future__ import annotations

import shutil
import subprocess
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
        subprocess.run(["umount", str(point)], check=True)
