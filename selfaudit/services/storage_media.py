"""What Windows and macOS say of the medium below a path, asked without administrator's rights and without changing anything.

Windows: GetDriveTypeW, and IOCTL_STORAGE_QUERY_PROPERTY with the seek-penalty and trim properties (Microsoft Learn,
STORAGE_PROPERTY_ID). macOS: `diskutil info -plist`. What does not answer is left open.
"""

from __future__ import annotations

import ctypes
import os
import plistlib
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

_NETWORK_DRIVE, _MEMORY_DRIVE = 4, 6
_IOCTL_STORAGE_QUERY_PROPERTY = 0x002D1400
_SEEK_PENALTY, _TRIM = 7, 8
_SHARE_ALL, _OPEN_EXISTING = 0x7, 3
_INVALID_HANDLE = ctypes.c_void_p(-1).value
_DISKUTIL = "/usr/sbin/diskutil"
_SECONDS = 10


@dataclass(frozen=True)
class Medium:
    """A word of StorageKind ("hdd", "ssd", "network", "memory") or "", and what is known beside it."""

    kind: str = ""
    encrypted: bool | None = None
    trims: bool | None = None


def medium_of(place: Path) -> Medium:
    """The medium below `place`; never fails."""
    ask = {"win32": _on_windows, "darwin": _on_macos}.get(sys.platform)
    try:
        return ask(place) if ask else Medium()
    except (OSError, ValueError, subprocess.SubprocessError):
        return Medium()


def _on_windows(place: Path) -> Medium:
    from checks.local.windows import dll

    if place.anchor.startswith("\\\\"):
        return Medium("network")
    kernel = dll("kernel32")
    kind = int(kernel.GetDriveTypeW(ctypes.c_wchar_p(place.anchor)))
    if kind in {_NETWORK_DRIVE, _MEMORY_DRIVE}:
        return Medium("network" if kind == _NETWORK_DRIVE else "memory")
    kernel.CreateFileW.restype = ctypes.c_void_p
    # No access is asked for: the properties of a drive may be read by everybody.
    handle = kernel.CreateFileW(ctypes.c_wchar_p("\\\\.\\" + place.drive), 0, _SHARE_ALL, None, _OPEN_EXISTING, 0, None)
    if handle in {None, _INVALID_HANDLE}:
        return Medium()
    try:
        seeks, trims = _asked(kernel, handle, _SEEK_PENALTY), _asked(kernel, handle, _TRIM)
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))
    return Medium("" if seeks is None else "hdd" if seeks else "ssd", None, trims)


def _asked(kernel: Any, handle: int, number: int) -> bool | None:
    """One yes-or-no property of a drive (DEVICE_SEEK_PENALTY_DESCRIPTOR, DEVICE_TRIM_DESCRIPTOR: a flag at byte 8)."""
    query = ctypes.create_string_buffer(struct.pack("<III", number, 0, 0))
    answer, size = ctypes.create_string_buffer(12), ctypes.c_ulong()
    done = kernel.DeviceIoControl(
        ctypes.c_void_p(handle),
        _IOCTL_STORAGE_QUERY_PROPERTY,
        query,
        12,
        answer,
        12,
        ctypes.byref(size),
        None,
    )
    return answer.raw[8] != 0 if done and size.value > 8 else None


def _on_macos(place: Path) -> Medium:
    folder = next((each for each in (place, *place.parents) if each.is_dir()), Path("/"))
    said = subprocess.run(
        [_DISKUTIL, "info", "-plist", str(_mount_point(folder))], check=True, capture_output=True, timeout=_SECONDS
    )
    return from_diskutil(said.stdout)


def _mount_point(folder: Path) -> Path:
    return next((each for each in (folder, *folder.parents) if os.path.ismount(each)), Path("/"))


def from_diskutil(plist: bytes) -> Medium:
    """The medium as the property list of `diskutil info -plist` has it. Raises ValueError for what is none."""
    try:
        said = plistlib.loads(plist)
    except (plistlib.InvalidFileException, ExpatError) as error:
        raise ValueError("no property list") from error
    solid = said.get("SolidState")
    encrypted = said.get("Encryption", said.get("FileVault"))
    return Medium(
        "" if solid is None else "ssd" if solid else "hdd",
        bool(encrypted) if encrypted is not None else None,
        # Apple trims its own internal drives; what is plugged in is not known to be.
        True if solid and said.get("Internal") else None,
    )
