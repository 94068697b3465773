"""How many snapshots of a volume the system tells of: each may keep what was erased (residual.md section 4).

Asked with the systems' own commands, which only list. None where nobody answers: a missing right, a missing command, a file
system without a command of its own; that is never "no snapshots".
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_SECONDS = 20
_PATH = "/usr/sbin:/sbin:/usr/bin:/bin:/usr/local/sbin:/usr/local/bin"
_SHADOWS = "@(Get-CimInstance -ClassName Win32_ShadowCopy -ErrorAction Stop).Count"


def snapshots_of(place: Path, file_system: str) -> int | None:
    """Snapshots of the volume `place` lies on; shadow copies of all volumes on Windows."""
    return _on_windows() if sys.platform == "win32" else _by_command(place, file_system)


def _on_windows() -> int | None:
    said = _said([_powershell(), "-NoProfile", "-NonInteractive", "-Command", _SHADOWS])
    return int(said) if said is not None and said.strip().isdecimal() else None


def _by_command(place: Path, file_system: str) -> int | None:
    if file_system == "apfs":
        return _counted(_said(["tmutil", "listlocalsnapshots", str(_mount_point(place))]), "com.apple.")
    if file_system == "btrfs":
        return _counted(_said(["btrfs", "subvolume", "list", "-s", str(_mount_point(place))]), "ID ")
    if file_system == "zfs":
        return _counted(_said(["zfs", "list", "-H", "-t", "snapshot", "-o", "name", str(_mount_point(place))]), "")
    return None


def _mount_point(place: Path) -> Path:
    return next((each for each in (place, *place.parents) if os.path.ismount(each)), Path("/"))


def _powershell() -> str:
    return str(Path(os.environ.get("SYSTEMROOT", "C:\\Windows")) / "System32/WindowsPowerShell/v1.0/powershell.exe")


def _said(command: list[str]) -> str | None:
    """What a command writes; None where it is missing, fails or takes too long."""
    program = shutil.which(command[0], path=None if sys.platform == "win32" else _PATH)
    if program is None:
        return None
    try:
        done = subprocess.run([program, *command[1:]], capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _counted(said: str | None, mark: str) -> int | None:
    return None if said is None else sum(1 for line in said.splitlines() if line.strip() and line.startswith(mark))
