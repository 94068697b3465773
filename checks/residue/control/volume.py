"""Whether an image or device holds the volume a folder lies on: only there can a deleted twin be found."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

import psutil

_SYSFS = Path("/sys/dev/block")
_WINDOWS_VOLUME = re.compile(r"[\\/]{2}[.?][\\/]([A-Za-z]:)[\\/]?")
_MACOS_DISK = re.compile(r"/dev/r?(disk\d+)(s\d+)?")


def is_elsewhere(folder: Path, image: Path | str) -> bool | None:
    """True where `image` is known to be of another volume than `folder`, False where it is of the same, None where unknown."""
    source, kind = _source(folder)
    if not source:
        return None
    if sys.platform not in {"win32", "darwin"} and not kind.startswith("fuse") and not os.path.exists(source):
        # a file system without a device (overlay, tmpfs): no file and no device holds it as a volume
        return True
    ask = {"win32": _elsewhere_on_windows, "darwin": _elsewhere_on_macos}.get(sys.platform, _elsewhere_on_linux)
    return ask(source, os.fspath(image))


def _source(folder: Path) -> tuple[str, str]:
    """What is mounted where `folder` lies, a device or an image file, and its file system."""
    place, best, longest = Path(os.path.abspath(folder)), ("", ""), -1
    for part in psutil.disk_partitions(all=True):
        point = Path(part.mountpoint)
        if place.is_relative_to(point) and len(point.parts) >= longest:
            best, longest = (part.device, part.fstype), len(point.parts)
    return best


def _elsewhere_on_windows(source: str, image: str) -> bool | None:
    volume = _WINDOWS_VOLUME.fullmatch(image)
    return volume.group(1).upper() != source[:2].upper() if volume else None


def _elsewhere_on_macos(source: str, image: str) -> bool | None:
    mounted, given = _MACOS_DISK.match(source), _MACOS_DISK.fullmatch(image)
    if mounted is None or given is None or mounted.group(1) != given.group(1):
        return None  # APFS volumes lie on a synthesized disk of another number
    return given.group(2) not in (None, mounted.group(2))


def _elsewhere_on_linux(source: str, image: str) -> bool | None:
    try:
        given, mounted = os.stat(image), os.stat(source)
    except (OSError, ValueError):
        return None
    if (given.st_dev, given.st_ino) == (mounted.st_dev, mounted.st_ino):
        return False
    if not stat.S_ISBLK(mounted.st_mode):
        return None
    disk = _disk(_device(mounted))
    if disk is None or (disk / "dm").is_dir():
        return None
    if stat.S_ISBLK(given.st_mode):
        whole = (_SYSFS / _number(_device(given))).resolve()
        return _device(given) != _device(mounted) and disk != whole
    behind = _backing_file(disk)
    if behind is None:
        return True
    try:
        return not os.path.samefile(behind, image)
    except OSError:
        return None


def _device(status: os.stat_result) -> int:
    return int(getattr(status, "st_rdev", 0))  # Windows has none


def _number(device: int) -> str:
    """The name of a device in sysfs (Linux's numbering: makedev(3))."""
    major = device >> 8 & 0xFFF | device >> 32 & ~0xFFF
    return f"{major}:{device & 0xFF | device >> 12 & ~0xFF}"


def _disk(device: int) -> Path | None:
    """The sysfs folder of the whole disk a block device belongs to."""
    place = (_SYSFS / _number(device)).resolve()
    if not place.is_dir():
        return None
    return place.parent if (place / "partition").exists() else place


def _backing_file(disk: Path) -> str | None:
    """The file behind a loop device."""
    try:
        return (disk / "loop" / "backing_file").read_text(encoding="utf-8", errors="surrogateescape").strip()
    except OSError:
        return None
