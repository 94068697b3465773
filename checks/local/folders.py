"""Sync folders, folder rights and file protection on this PC. Reads names, modes and file headers; changes nothing."""

from __future__ import annotations

import importlib
import json
import os
import stat
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from checks.local.homes import homes, local_app_data
from checks.local.protection import protection_of
from checks.local.rights import is_elevated

FILE_LIMIT = 20000
NO_RIGHTS = ("vfat", "exfat", "msdos", "fat", "fat32", "fuseblk")


def sync_roots(_: str) -> list[dict[str, str]]:
    """Give known sync clients and the folder each keeps in step."""
    return [row for home in homes(elevated=is_elevated()) for row in _sync_roots(home)]


def _sync_roots(home: Path) -> list[dict[str, str]]:
    rows = [("Nextcloud", home / "Nextcloud"), ("Insync", home / "Insync"), ("OneDrive", home / "OneDrive")]
    rows += [("Box", home / "Box"), ("Google Drive", home / "Google Drive"), ("iCloud", home / "iCloudDrive")]
    clouds = home / "Library" / "CloudStorage"
    rows += [(path.name.split("-")[0], path) for path in clouds.iterdir()] if clouds.is_dir() else []
    icloud = home / "Library/Mobile Documents/com~apple~CloudDocs"
    rows += [("iCloud", icloud / name) for name in ("Desktop", "Documents")]
    found = [{"client": client, "root": str(path)} for client, path in rows if path.is_dir()]
    return found + [{"client": "Dropbox", "root": root} for root in _dropbox(home)]


def _dropbox(home: Path) -> list[str]:
    places = (home / ".dropbox/info.json", local_app_data(home) / "Dropbox/info.json")
    for file in places:
        if file.is_file():
            told = json.loads(file.read_text(encoding="utf-8"))
            return [str(part["path"]) for part in told.values() if isinstance(part, dict) and "path" in part]
    return []


def folder_acl(folder: str) -> list[dict[str, str]]:
    """Give who may read a folder: rows of kind owner, group, other or no_rights; parents that shut others out count."""
    path = Path(folder).resolve(strict=True)
    if _file_system(path) in NO_RIGHTS:
        return [{"kind": "no_rights", "access": "write"}]
    info = path.stat()
    rows = [{"kind": "named", "who": _user(info.st_uid), "access": "write"}] if info.st_uid else []
    reachable = all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)
    if info.st_mode & stat.S_IRWXO and reachable:
        rows.append({"kind": "other", "access": "write" if info.st_mode & stat.S_IWOTH else "read"})
    if info.st_mode & stat.S_IRWXG and info.st_gid:
        access = "write" if info.st_mode & stat.S_IWGRP else "read"
        rows += [{"kind": "group", "who": name, "access": access} for name in _members(info.st_gid)]
    if _has_acl(path):
        raise PermissionError(folder)
    return rows


def _user(uid: int) -> str:
    pwd: Any = importlib.import_module("pwd")
    try:
        return str(pwd.getpwuid(uid).pw_name)
    except KeyError:
        return str(uid)


def _members(gid: int) -> list[str]:
    grp: Any = importlib.import_module("grp")
    pwd: Any = importlib.import_module("pwd")
    primary = [user.pw_name for user in pwd.getpwall() if user.pw_gid == gid]
    try:
        return sorted({*primary, *grp.getgrgid(gid).gr_mem})
    except KeyError:
        return primary


def _has_acl(path: Path) -> bool:
    attributes = getattr(os, "listxattr", None)
    try:
        return attributes is not None and "system.posix_acl_access" in attributes(path)
    except OSError:
        return False


def _file_system(path: Path) -> str:
    disks = [disk for disk in psutil.disk_partitions(all=True) if path.is_relative_to(disk.mountpoint)]
    return max(disks, key=lambda disk: len(disk.mountpoint)).fstype.lower() if disks else ""


def protection(folder: str) -> dict[str, int]:
    """Count the files below a folder by protection: protected, weak, plain, unreadable; not_visited beyond the limit."""
    counts: Counter[str] = Counter()
    root = Path(folder).resolve(strict=True)
    if not root.is_dir():
        raise FileNotFoundError(folder)
    for place, _, names in os.walk(root, onerror=lambda _: counts.update(["unreadable"])):
        for name in names:
            if sum(counts.values()) >= FILE_LIMIT:
                counts["not_visited"] += 1
            else:
                counts.update([protection_of(Path(place) / name)])
    return dict(counts)


def mac_apps(_: str) -> list[dict[str, Any]]:
    """Give browsers and office programs of macOS with their versions (Info.plist)."""
    import plistlib

    known = {
        "Google Chrome": "chrome",
        "Microsoft Edge": "chrome",
        "Firefox": "firefox",
        "LibreOffice": "libreoffice",
    }
    rows = []
    for base in (Path("/Applications"), Path.home() / "Applications"):
        for name, product in known.items():
            file = base / f"{name}.app/Contents/Info.plist"
            if file.is_file():
                version = plistlib.loads(file.read_bytes())["CFBundleShortVersionString"]
                updated = datetime.fromtimestamp(file.stat().st_mtime, UTC).date().isoformat()
                rows.append({"product": product, "version": version, "updated": updated})
    return rows
