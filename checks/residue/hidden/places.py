"""The table of hiding places (places.toml): which one a path belongs to, and where to look for them on this PC."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import psutil

LIVE = "live"
_SHADOW = r"\\?\GLOBALROOT\Device\HarddiskVolumeShadowCopy"
# Windows keeps at most 64 of a volume; numbers grow while old ones are dropped.
_MOST_SHADOWS = 512


@dataclass(frozen=True, slots=True)
class Place:
    """One hiding place. `names` is the provider that reads names of other files out of its files, or ""."""

    id: str
    system: str
    match: tuple[str, ...]
    roots: tuple[str, ...]
    names: str
    rights: str


@cache
def places() -> tuple[Place, ...]:
    """The table, in its order: the first place that fits is the one."""
    loaded = tomllib.loads((files("checks.residue.hidden") / "places.toml").read_text(encoding="utf-8"))
    return tuple(
        Place(
            row["id"],
            row["system"],
            tuple(row["match"]),
            tuple(row.get("roots", ())),
            row.get("names", ""),
            row.get("rights", "user"),
        )
        for row in loaded["place"]
    )


@cache
def manual_items() -> tuple[str, ...]:
    """What no program can look at; each has to be answered for by a named person."""
    loaded = tomllib.loads((files("checks.residue.hidden") / "places.toml").read_text(encoding="utf-8"))
    return tuple(row["id"] for row in loaded["manual"])


@cache
def _matcher() -> re.Pattern[str]:
    groups = (f"(?P<p{index}>{'|'.join(map(_regex, place.match))})" for index, place in enumerate(places()))
    return re.compile(f"(?:{'|'.join(groups)})", re.DOTALL)


def _regex(pattern: str) -> str:
    """A pattern of the table as a regular expression: ** any folders, * and ? within one part, [...] as written."""
    out, rest = [], pattern
    if rest.startswith("**/"):
        out.append("(?:.*/)?")
        rest = rest[3:]
    for part in re.split(r"(/\*\*/|/\*\*|\*|\?|\[[^\]]*\])", rest):
        out.append(
            {"/**/": "/(?:.*/)?", "/**": "/.*", "*": "[^/]*", "?": "[^/]"}.get(part)
            or (part if part.startswith("[") else re.escape(part))
        )
    return "".join(out)


def place_of(path: str) -> Place | None:
    """The hiding place `path` belongs to, None for an ordinary file."""
    match = _matcher().fullmatch(path.replace("\\", "/").lower())
    return places()[int(str(match.lastgroup)[1:])] if match else None


@dataclass(frozen=True, slots=True)
class Root:
    """A folder or file of a place on this PC; `denied` where it is there but cannot be listed."""

    place: Place
    path: Path
    denied: bool


def roots(home: Path, volumes: Sequence[Path]) -> Iterator[Root]:
    """Existing folders of all places for the profile `home` and the `volumes`, each folder once."""
    seen: set[Path] = set()
    for place in places():
        for pattern in place.roots:
            for path in _filled(pattern, home, volumes):
                there, denied = _state(path)
                if there and path not in seen:
                    seen.add(path)
                    yield Root(place, path, denied)


def _state(path: Path) -> tuple[bool, bool]:
    try:
        if not path.exists():
            return False, False
        return True, not os.access(path, os.R_OK)
    except OSError:
        return True, True


def _filled(pattern: str, home: Path, volumes: Sequence[Path]) -> Iterator[Path]:
    if "{volume}" in pattern:
        yield from (Path(pattern.format(volume=str(volume).rstrip("/\\"))) for volume in volumes)
        return
    if "{shadow}" in pattern:
        yield from (Path(pattern.format(shadow=shadow)) for shadow in shadows())
        return
    variables = _variables(home)
    try:
        yield Path(pattern.format(**variables))
    except KeyError:
        return


def _variables(home: Path) -> dict[str, str]:
    """Folders of a profile; those of the system only where it has them."""
    found = {
        "home": str(home),
        "local": str(home / "AppData" / "Local"),
        "roaming": str(home / "AppData" / "Roaming"),
        "config": str(home / ".config"),
        "cache": str(home / ".cache"),
        "data": str(home / ".local" / "share"),
        "temp": tempfile.gettempdir(),
    }
    if sys.platform == "win32":
        found["programdata"] = os.environ.get("PROGRAMDATA", "C:\\ProgramData")
        found["windows"] = os.environ.get("SYSTEMROOT", "C:\\Windows")
    return found


def shadows() -> list[str]:
    r"""Shadow copies of Windows that can be opened (administrators only), as \\?\GLOBALROOT devices; none elsewhere."""
    if sys.platform != "win32":
        return []
    else:  # noqa: RET505 -- the type checker reads the branches by platform
        names = (f"{_SHADOW}{number}" for number in range(1, _MOST_SHADOWS + 1))
        return [name for name in names if os.path.isdir(name + "\\")]


def shadows_unseen() -> bool:
    """Whether shadow copies, if there are any, are closed to this user: on Windows they open for administrators only."""
    if sys.platform != "win32":
        return False
    else:  # noqa: RET505 -- the type checker reads the branches by platform
        import ctypes

        return not ctypes.windll.shell32.IsUserAnAdmin()


def volumes() -> list[Path]:
    """Mounted volumes that hold files, fixed and removable."""
    found = [Path(part.mountpoint) for part in psutil.disk_partitions(all=False) if part.fstype not in _NO_FILES]
    return found or [Path(os.path.abspath(os.sep))]


def views() -> list[Path]:
    """Mount points that show the system's state and hold no files (/proc, /sys and their like)."""
    return [Path(part.mountpoint) for part in psutil.disk_partitions(all=True) if part.fstype in _VIEWS]


_VIEWS = frozenset(
    [
        "proc",
        "sysfs",
        "devtmpfs",
        "devpts",
        "cgroup",
        "cgroup2",
        "securityfs",
        "debugfs",
        "tracefs",
        "bpf",
        "mqueue",
        "pstore",
        "efivarfs",
        "configfs",
        "hugetlbfs",
        "fusectl",
        "autofs",
        "binfmt_misc",
        "rpc_pipefs",
        "nsfs",
        "devfs",
    ]
)
_NO_FILES = _VIEWS | {"squashfs", "iso9660"}
