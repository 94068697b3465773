"""Recognised trashes (ごみ箱) of this PC: what lies in them, and what belongs to a trashed file besides itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from checks.residue.hidden.places import place_of, roots, volumes

_PLACES = frozenset({"recycle_bin_windows", "trash_linux", "trash_macos", "nas_recycle"})
# Windows names a trashed file $R… and its index $I…; freedesktop.org keeps info/NAME.trashinfo beside files/NAME.
_CONTENT, _INDEX = "$R", "$I"
_FILES, _INFO, _SUFFIX = "files", "info", ".trashinfo"
_SYSTEM_FILES = frozenset({"desktop.ini"})


def contents(home: Path | None = None, disks: Sequence[Path] | None = None) -> list[Path]:
    """All plain files in the trashes of a profile (this user's) and of the mounted volumes."""
    found = (root.path for root in roots(home or Path.home(), disks or volumes()) if root.place.id in _PLACES)
    return [file for root in found for file in _files(root)]


def with_companions(files: Iterable[Path]) -> list[Path]:
    """The files, each followed by what a trash keeps about it: the index would go on naming what is erased."""
    return [each for file in files for each in (file, *_companions(file))]


def tidy(files: Iterable[Path]) -> None:
    """Take off folders that erasing `files` has left empty, inside trashes only."""
    for folder in sorted({file.parent for file in files}, key=lambda each: len(each.parts), reverse=True):
        while _is_trashed(folder):
            with suppress(OSError):
                folder.rmdir()
            if folder.exists():
                break
            folder = folder.parent  # noqa: PLW2901 -- upwards, as long as they are empty


def _files(root: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(root):
        for name in names:
            file = Path(folder, name)
            if name.lower() not in _SYSTEM_FILES and file.is_file() and not file.is_symlink():
                yield file


def _companions(file: Path) -> list[Path]:
    place = place_of(str(file))
    if place is None or place.id not in _PLACES:
        return []
    if file.name.startswith(_CONTENT):
        other = file.with_name(_INDEX + file.name[len(_CONTENT) :])
    elif file.parent.name == _FILES:
        other = file.parent.with_name(_INFO) / (file.name + _SUFFIX)
    else:
        return []
    return [other] if other.is_file() else []


def _is_trashed(folder: Path) -> bool:
    """Whether a folder was itself thrown away: it lies in a trash, and is none of the folders a trash consists of."""
    place = place_of(str(folder / "x"))
    if place is None or place.id not in _PLACES:
        return False
    return folder.name.startswith(_CONTENT) or _FILES in [each.name for each in folder.parents]
