"""Files under given folders, found with one `scandir` pass: no links followed, no devices, no cloud-only files opened."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from checks.residue.model import SearchError

# FILE_ATTRIBUTE_OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS (Microsoft, File Attribute Constants)
_CLOUD = 0x1000 | 0x40000 | 0x400000
_REPARSE = 0x400


class Found(NamedTuple):
    """A file met by the walk.

    `size` in bytes; `mtime`, `ctime` in ns; `ident` is its number on the disk, or made from its path where the system
    gives none; `reason` is set if it must not be opened.
    """

    path: str
    size: int = 0
    mtime: int = 0
    ctime: int = 0
    ident: int = 0
    reason: str = ""


class Walk:
    """One walk over `roots`; what was not followed is counted in `skipped` by cause."""

    def __init__(self, roots: Sequence[Path], exclude: Sequence[Path] = ()) -> None:
        self.roots = [str(root) for root in roots]
        self.exclude = {os.path.abspath(path) for path in exclude}
        self.skipped: dict[str, int] = {}
        for root in self.roots:
            if not os.path.lexists(root):
                raise SearchError("not_found", root)

    def __iter__(self) -> Iterator[Found]:
        """Every file once, also when the roots overlap."""
        seen_roots: list[str] = []
        for root in sorted(dict.fromkeys(self.roots), key=len):
            absolute = os.path.abspath(root)
            if any(absolute == known or absolute.startswith(known.rstrip(os.sep) + os.sep) for known in seen_roots):
                continue
            seen_roots.append(absolute)
            if os.path.isdir(root):
                yield from self._folder(root)
            else:
                yield from self._single(root)

    def _skip(self, cause: str) -> None:
        self.skipped[cause] = self.skipped.get(cause, 0) + 1

    def _single(self, path: str) -> Iterator[Found]:
        try:
            status = os.stat(path)
        except OSError:
            yield Found(path, reason="no_permission")
            return
        if stat.S_ISREG(status.st_mode):
            yield _found(path, status)
        else:
            self._skip("special")

    def _folder(self, top: str) -> Iterator[Found]:
        pending = [top]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(folder) as entries:
                    listed = list(entries)
            except OSError:
                yield Found(folder, reason="no_permission")
                continue
            for entry in listed:
                try:
                    if entry.is_symlink():
                        self._skip("link")
                    elif entry.is_dir(follow_symlinks=False):
                        if self._enter(entry):
                            pending.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        if not self.exclude or os.path.abspath(entry.path) not in self.exclude:
                            yield _found(entry.path, entry.stat(follow_symlinks=False))
                        else:
                            self._skip("excluded")
                    else:
                        self._skip("special")
                except OSError:
                    yield Found(entry.path, reason="io_error")

    def _enter(self, entry: os.DirEntry[str]) -> bool:
        if self.exclude and os.path.abspath(entry.path) in self.exclude:
            self._skip("excluded")
            return False
        if getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0) & _REPARSE:
            self._skip("link")
            return False
        return True


_MIX, _LIMIT = 0x9E3779B97F4A7C15, (1 << 63) - 1


def _found(path: str, status: os.stat_result) -> Found:
    number = status.st_ino
    if not number:
        number = int.from_bytes(hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    ident = (status.st_dev * _MIX + number) & _LIMIT
    reason = "cloud_placeholder" if getattr(status, "st_file_attributes", 0) & _CLOUD else ""
    return Found(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, ident, reason)
