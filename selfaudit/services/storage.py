"""What kind of storage a path lies on, as far as this PC tells: it decides what may be claimed (residual.md §4).

Read from the system's own tables alone; what cannot be told is UNKNOWN, which is treated as the least certain kind.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from selfaudit.services.storage_media import medium_of

_COPY_ON_WRITE = frozenset({"btrfs", "zfs", "apfs", "refs", "bcachefs", "nilfs2", "overlay"})
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "fuse.sshfs", "9p", "ceph"})
_MEMORY = frozenset({"tmpfs", "ramfs"})
_SYNCED = re.compile(r"(?i)^(onedrive.*|dropbox|google ?drive|my drive|box( sync)?|icloud.*|com~apple~clouddocs)$")
_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")


class StorageKind(StrEnum):
    """The rows of the table of what may be claimed."""

    HDD = "hdd"
    SSD = "ssd"
    COPY_ON_WRITE = "copy_on_write"
    """Snapshots and copy on write: an overwrite lands elsewhere."""
    DATA_JOURNAL = "data_journal"
    NETWORK = "network"
    CLOUD = "cloud"
    """A folder that a service keeps a second copy of."""
    MEMORY = "memory"
    IMAGE = "image"
    """A disk image or raw device that was searched as a whole."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Storage:
    """Kind, file system as the system names it, and whether the volume is encrypted and trims what is deleted.

    Both are None where it cannot be told.
    """

    kind: StorageKind
    file_system: str = ""
    encrypted: bool | None = None
    trims: bool | None = None

    def as_json(self) -> dict[str, object]:
        """The same as data."""
        return {
            "kind": str(self.kind),
            "file_system": self.file_system,
            "encrypted": self.encrypted,
            "trims": self.trims,
        }


def storage_of(path: Path) -> Storage:
    """What `path` (file, folder, or its nearest folder that exists) lies on; never fails."""
    place = Path(os.path.abspath(path))
    if any(_SYNCED.match(part) for part in place.parts):
        return Storage(StorageKind.CLOUD, _linux(place)[0] if sys.platform == "linux" else _by_psutil(place))
    if sys.platform == "linux":
        return _on_linux(place)
    else:  # noqa: RET505 -- the type checker reads the branches by platform
        file_system, medium = _by_psutil(place), medium_of(place)
        plain = StorageKind(medium.kind) if medium.kind else StorageKind.UNKNOWN
        return Storage(_by_name(file_system) or plain, file_system, medium.encrypted, medium.trims)


def _on_linux(place: Path) -> Storage:
    file_system, device, options = _linux(place)
    block = _block(device)
    kind = _by_name(file_system)
    if kind is None and "data=journal" in options:
        kind = StorageKind.DATA_JOURNAL
    medium = _medium(block)
    trims = True if "discard" in options.split(",") else False if medium is StorageKind.HDD else None
    return Storage(kind or medium, file_system, _encrypted(block), trims)


def _by_name(file_system: str) -> StorageKind | None:
    name = file_system.lower()
    for names, kind in (
        (_COPY_ON_WRITE, StorageKind.COPY_ON_WRITE),
        (_NETWORK, StorageKind.NETWORK),
        (_MEMORY, StorageKind.MEMORY),
    ):
        if name in names:
            return kind
    return None


def _linux(place: Path) -> tuple[str, str, str]:
    """File system, device and options of the mount a place lies in (proc(5), mountinfo)."""
    best = ("", "", "")
    longest = -1
    for line in _text(_MOUNTS).splitlines():
        left, _, right = line.partition(" - ")
        fields, tail = left.split(), right.split(" ")
        if len(fields) < 6 or len(tail) < 3:
            continue
        point = Path(_OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[4]))
        if place.is_relative_to(point) and len(point.parts) >= longest:
            longest = len(point.parts)
            best = (tail[0], tail[1], f"{fields[5]},{tail[2]}")
    return best


def _block(device: str) -> Path | None:
    """The folder of a block device in sysfs; None for what is none."""
    if sys.platform == "win32" or not device.startswith("/"):
        return None
    else:  # noqa: RET505 -- the type checker reads the branches by platform
        try:
            number = Path(device).stat().st_rdev
        except (OSError, ValueError):
            return None
        place = Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}")
        return place.resolve() if number and place.exists() else None


def _medium(block: Path | None) -> StorageKind:
    if block is None:
        return StorageKind.UNKNOWN
    # A virtual disk says "rotating" whatever is below it, so only a real bus is believed.
    said = next((text for folder in (block, block.parent) if (text := _text(folder / "queue/rotational").strip())), "")
    if said == "0":
        return StorageKind.SSD
    real = any(part.startswith(("ata", "usb")) for part in block.parts)
    return StorageKind.HDD if said == "1" and real else StorageKind.UNKNOWN


def _encrypted(block: Path | None) -> bool | None:
    if block is None:
        return None
    return True if _text(block / "dm/uuid").startswith("CRYPT-") else None


def _by_psutil(place: Path) -> str:
    import psutil

    best, longest = "", -1
    for part in psutil.disk_partitions(all=True):
        point = Path(part.mountpoint)
        if place.is_relative_to(point) and len(point.parts) > longest:
            best, longest = part.fstype, len(point.parts)
    return best


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
