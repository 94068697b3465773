"""Files under given folders, found with one `scandir` pass: no links followed, no devices, no cloud-only files opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from checks.residue.model import SearchError

# FILE_ATTRIBUTE_OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS (Microsoft, File Attribute Constants)
_CLOUD = 0x1000 | 0x40000 | 0x400000
_REPARSE = 0x400


class Found(NamedTuple):
    """A file met by the walk. `size` in bytes; `reason` is set if it must not be opened."""

    path: str
    size: int = 0
    reason: str = ""


@dataclass(slots=True)
class Listing:
    """What one folder holds: the files to read, and those that must not be opened.

    `numbers` has four whole numbers for each of `paths`, one after the other: its number on the disk (0 where the system
    gives none), size in bytes, time of last change of its content and of its entry, both in ns.
    """

    folder: str
    paths: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    closed: list[Found] = field(default_factory=list)

    def sizes(self) -> list[int]:
        """The size of each file in bytes."""
        return self.numbers[1::4]


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
        for listing in self.listings():
            yield from map(Found, listing.paths, listing.sizes())
            yield from listing.closed

    def listings(self) -> Iterator[Listing]:
        """The files folder by folder; a root that is a file is a listing of its own."""
        seen_roots: list[str] = []
        for root in sorted(dict.fromkeys(self.roots), key=len):
            absolute = os.path.abspath(root)
            if any(absolute == known or absolute.startswith(known.rstrip(os.sep) + os.sep) for known in seen_roots):
                continue
            seen_roots.append(absolute)
            if os.path.isdir(root):
                yield from self._folders(root)
            else:
                yield self._single(root)

    def _skip(self, cause: str) -> None:
        self.skipped[cause] = self.skipped.get(cause, 0) + 1

    def _single(self, path: str) -> Listing:
        listing = Listing(f"{path}{os.sep}")
        try:
            status = os.stat(path)
        except OSError:
            listing.closed.append(Found(path, reason="no_permission"))
            return listing
        if stat.S_ISREG(status.st_mode):
            _put(listing, path, status)
        else:
            self._skip("special")
        return listing

    def _folders(self, top: str) -> Iterator[Listing]:
        pending = [top]
        while pending:
            listing = Listing(pending.pop())
            try:
                with os.scandir(listing.folder) as entries:
                    self._list(entries, listing, pending)
            except OSError:
                listing.closed.append(Found(listing.folder, reason="no_permission"))
            yield listing

    def _list(self, entries: Iterator[os.DirEntry[str]], listing: Listing, pending: list[str]) -> None:
        """Sort a folder's entries. Runs a million times in a large search: one `stat` says all there is to know."""
        paths, numbers, exclude, regular = listing.paths, listing.numbers, self.exclude, stat.S_IFREG
        for entry in entries:
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                listing.closed.append(Found(entry.path, reason="io_error"))
                continue
            kind = status.st_mode & _KIND
            if kind == regular:
                if exclude and os.path.abspath(entry.path) in exclude:
                    self._skip("excluded")
                elif _HAS_ATTRIBUTES:
                    _put(listing, entry.path, status)
                else:
                    paths.append(entry.path)
                    # not the status itself: a thousand of them alive cost more than asking the system for them
                    numbers += (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            elif kind == stat.S_IFDIR:
                if self._enter(entry.path, status):
                    pending.append(entry.path)
            else:
                self._skip("link" if kind == stat.S_IFLNK else "special")

    def _enter(self, path: str, status: os.stat_result) -> bool:
        if self.exclude and os.path.abspath(path) in self.exclude:
            self._skip("excluded")
            return False
        if getattr(status, "st_file_attributes", 0) & _REPARSE:
            self._skip("link")
            return False
        return True


_KIND = 0o170000
_HAS_ATTRIBUTES = hasattr(os.stat_result, "st_file_attributes")


def _put(listing: Listing, path: str, status: os.stat_result) -> None:
    """One file into its listing; what lies in a cloud only is not to be opened."""
    if getattr(status, "st_file_attributes", 0) & _CLOUD:
        listing.closed.append(Found(path, status.st_size, "cloud_placeholder"))
    else:
        listing.paths.append(path)
        listing.numbers += (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
