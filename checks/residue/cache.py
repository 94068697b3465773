"""What is known about unchanged files: states and counts, never values, never paths (notes/scan.md section 6.4).

One row for each folder, so that a million files are a few thousand rows. A folder whose files all have the number on
the disk, size and times they had is recognised by one digest; in one that changed each file is compared by itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sqlite3
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from checks.residue.model import FileResult, Grade, Verdict
from checks.residue.places.live import Listing

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS folder (
  id INTEGER PRIMARY KEY, stamp BLOB NOT NULL, states TEXT NOT NULL, files BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS walk (id INTEGER PRIMARY KEY, folders BLOB NOT NULL);
"""
EVERY = 5.0
"""Seconds after which what is known of unfinished folders is written, so that a killed search resumes near its end."""
_INT64 = (1 << 63) - 1
_CLEAN, _NONE = Verdict.CLEAN, Grade.NONE
_TRANSIENT = ("worker_died", "no_worker", "io_error", "no_permission")


@dataclass(slots=True)
class _Folder:
    """A folder of this search whose files are being read: its results so far, by place in the listing."""

    ident: int
    listing: Listing
    results: dict[int, FileResult]
    missing: int
    dirty: bool = True


class Settled(NamedTuple):
    """Results that need no reading. `clean_bytes` is their size together where all are clean, else None."""

    results: list[FileResult]
    clean_bytes: int | None = None


@dataclass(slots=True)
class Cache:
    """States of files by folder. A cache of another engine version is emptied; sqlite3.Error on a broken one."""

    path: Path
    engine: str
    db: sqlite3.Connection = field(init=False)
    known: dict[int, tuple[bytes, str]] = field(init=False, default_factory=dict)
    _salt: bytes = field(init=False)
    _met: array[int] = field(init=False, default_factory=lambda: array("q"))
    _open: dict[int, _Folder] = field(init=False, default_factory=dict)
    _places: dict[str, tuple[_Folder, int]] = field(init=False, default_factory=dict)
    _done: list[_Folder] = field(init=False, default_factory=list)
    _written: float = field(init=False, default_factory=time.monotonic)

    def __post_init__(self) -> None:
        # Nobody else on this PC may read which files there are; SQLite gives its side files the same rights.
        with contextlib.suppress(OSError):  # SQLite says what is wrong with the place
            self.path.touch(mode=0o600)
            self.path.chmod(0o600)
        self.db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=2.0)
        try:
            self._begin()
        except BaseException:
            self.db.close()
            raise

    def _begin(self) -> None:
        """Lay out the tables, and forget what another engine said."""
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.executescript(_SCHEMA)
        known = dict(self.db.execute("SELECT key, value FROM meta"))
        if known.get("engine") != self.engine:
            known = {"engine": self.engine, "salt": secrets.token_hex(16)}
            self.db.execute("DELETE FROM folder")
            self.db.execute("DELETE FROM walk")
            self.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", known.items())
        self._salt = bytes.fromhex(known["salt"])

    def load(self) -> None:
        """Take the digest of every known folder into memory."""
        self.known = {
            ident: (stamp, states) for ident, stamp, states in self.db.execute("SELECT id, stamp, states FROM folder")
        }

    def settle(self, listing: Listing) -> tuple[Settled, list[int]]:
        """The results kept for unchanged files of a folder, and the places in the listing of all others."""
        ident = self._ident(listing.folder)
        self._met.append(ident)
        row = self.known.get(ident)
        if row is not None and row[0] == _stamp(listing):
            return _all_known(listing, row[1]), []
        known = self._by_file(ident, listing, row[1]) if row is not None else {}
        fresh = [place for place in range(len(listing.paths)) if place not in known]
        if fresh:
            folder = self._open[ident] = _Folder(ident, listing, known, len(fresh))
            self._places.update((listing.paths[place], (folder, place)) for place in fresh)
        return Settled(list(known.values())), fresh

    def put(self, path: str, result: FileResult) -> None:
        """Remember the result of a file that `settle` named as not known. Trouble that may pass is not remembered."""
        folder, place = self._places.pop(path, (None, 0))
        if folder is None:
            return
        if result.reason not in _TRANSIENT:
            folder.results[place] = result
            folder.dirty = True
        folder.missing -= 1
        if not folder.missing:
            del self._open[folder.ident]
            self._done.append(folder)
        if time.monotonic() - self._written > EVERY:
            self.flush()

    def forget_gone(self, roots: Sequence[str]) -> None:
        """At the end of a whole walk of `roots`: forget the folders that the last whole walk met and this one did not."""
        walk, met = self._ident("\0".join(sorted(map(os.path.abspath, roots)))), self._met.tobytes()
        row = self.db.execute("SELECT folders FROM walk WHERE id = ?", (walk,)).fetchone()
        if row is not None and row[0] == met:
            return
        before = array("q")
        before.frombytes(row[0] if row else b"")
        self.db.execute("BEGIN")
        self.db.executemany(
            "DELETE FROM folder WHERE id = ?", ((ident,) for ident in set(before).difference(self._met))
        )
        self.db.execute("INSERT OR REPLACE INTO walk VALUES (?, ?)", (walk, met))
        self.db.execute("COMMIT")

    def flush(self) -> None:
        """Write what is known."""
        self._written = time.monotonic()
        written = [*self._done, *(folder for folder in self._open.values() if folder.dirty)]
        rows = [(folder.ident, *_pack(folder)) for folder in written]
        self.db.execute("BEGIN")
        self.db.executemany("INSERT OR REPLACE INTO folder VALUES (?, ?, ?, ?)", rows)
        self.db.execute("COMMIT")
        for folder in written:
            folder.dirty = False
        self._done.clear()

    def close(self) -> None:
        """Write what is known and close, even where it cannot be written."""
        try:
            self.flush()
        finally:
            self.db.close()

    def _ident(self, folder: str) -> int:
        name = os.path.abspath(folder).encode("utf-8", "surrogatepass")
        digest = hashlib.blake2b(name, digest_size=8, key=self._salt).digest()
        return int.from_bytes(digest, "big") & _INT64

    def _by_file(self, ident: int, listing: Listing, states: str) -> dict[int, FileResult]:
        """Results for those files of a changed folder that did not change themselves."""
        row = self.db.execute("SELECT files FROM folder WHERE id = ?", (ident,)).fetchone()
        packed = array("q")
        packed.frombytes(row[0] if row else b"")  # another search may have emptied it
        kept = {key: place for place, key in enumerate(zip(*(packed[at::5] for at in range(5)), strict=True))}
        told: dict[str, Any] = json.loads(states) if states else {}
        found = {}
        for place, key in enumerate(_files(listing)):
            if (before := kept.get(key)) is not None:
                found[place] = _unpack(listing.paths[place], key[2], told.get(str(before)))
        return found


def _files(listing: Listing) -> list[tuple[int, int, int, int, int]]:
    """(digest of the name, number on the disk, size, times) of each file."""
    four, out = listing.numbers, []
    for path, ino, size, mtime, ctime in zip(listing.paths, four[::4], four[1::4], four[2::4], four[3::4], strict=True):
        name = os.path.basename(path).encode("utf-8", "surrogatepass")
        digest = int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "big") & _INT64
        out.append((digest, ino & _INT64, size, mtime, ctime))
    return out


def _stamp(listing: Listing) -> bytes:
    """The digest of names, numbers, sizes and times of all files of a folder, in the order the system lists them.

    Numbers go in by Python's own hash of a tuple of them: 64 bits, the same in every process, and free of cost.
    """
    names = "\0".join(listing.paths).encode("utf-8", "surrogatepass")
    numbers = hash(tuple(listing.numbers)).to_bytes(8, "big", signed=True)
    return hashlib.blake2b(names + b"\0\0" + numbers, digest_size=16).digest()


def _all_known(listing: Listing, states: str) -> Settled:
    """The results of an unchanged folder."""
    sizes = listing.sizes()
    # the most frequent result by far, so in one go: all its fields in their order
    results = [
        FileResult(path, _CLEAN, {}, 0, _NONE, (), (), "", (), size, True, None)
        for path, size in zip(listing.paths, sizes, strict=True)
    ]
    if not states:
        return Settled(results, sum(sizes))
    for place, told in json.loads(states).items():
        at = int(place)
        results[at] = _unpack(listing.paths[at], sizes[at], told)
    return Settled(results)


def _pack(folder: _Folder) -> tuple[bytes, str, bytes]:
    """Stamp, states and files of a folder; without a stamp while some of its files are not known."""
    places = sorted(folder.results)
    complete = len(places) == len(folder.listing.paths)
    told = {n: state for n, place in enumerate(places) if (state := _state(folder.results[place])) is not None}
    every = _files(folder.listing)
    packed = array("q", [number for place in places for number in every[place]])
    states = json.dumps(told, ensure_ascii=False) if told else ""
    return _stamp(folder.listing) if complete else b"", states, packed.tobytes()


def _state(result: FileResult) -> list[Any] | None:
    if result.verdict is Verdict.CLEAN and not result.unread:
        return None
    codes = [code for _, code in result.unread]
    return [result.verdict.name, result.kinds, result.records, result.grade, list(result.samples), result.reason, codes]


def _unpack(path: str, size: int, state: list[Any] | None) -> FileResult:
    if state is None:
        return FileResult(path, Verdict.CLEAN, size=size, cached=True)
    verdict, kinds, records, grade, samples, reason, codes = state
    return FileResult(
        path, Verdict[verdict], kinds, records, Grade(grade), samples, (), reason,
        [("", code) for code in codes], size, cached=True,
    )  # fmt: skip
