"""Comparing folders of any system by their names alone (a replayed PC's folders do not exist here)."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath


def is_inside(path: str, folder: str) -> bool:
    """Tell whether `path` is `folder` or lies below it; Windows paths ignore case and slash direction."""
    kind = PureWindowsPath if "\\" in f"{path}{folder}" or path[1:2] == ":" else PurePosixPath
    one, other = kind(path), kind(folder)
    return other == one or other in one.parents
