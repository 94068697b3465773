"""What is known about unchanged files: states and counts, never values, never paths (notes/scan.md section 6.4)."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

from checks.residue.model import FileResult, Grade, Verdict
from checks.residue.places.live import Found

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS file (
  id BLOB PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, ctime INTEGER NOT NULL, inode INTEGER NOT NULL,
  state TEXT NOT NULL) WITHOUT ROWID;
"""
BATCH = 500


class Cache:
    """States of files by keyed digest of their path. A cache of another engine version is emptied; a broken one is unused."""

    def __init__(self, path: Path, engine: str) -> None:
        self.pending: list[tuple[bytes, int, int, int, int, str]] = []
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.executescript(_SCHEMA)
        known = dict(self.db.execute("SELECT key, value FROM meta"))
        if known.get("engine") != engine:
            self.db.execute("DELETE FROM file")
            self.db.execute("INSERT OR REPLACE INTO meta VALUES ('engine', ?)", (engine,))
        self.known: dict[bytes, tuple[int, int, int, int, str]] = {}

    def load(self) -> None:
        """Take all known states into memory."""
        self.known = {
            row[0]: row[1:] for row in self.db.execute("SELECT id, size, mtime, ctime, inode, state FROM file")
        }

    def get(self, found: Found) -> FileResult | None:
        """The result kept for an unchanged file, else None."""
        if not self.known:
            return None
        row = self.known.get(_digest(found.path))
        if row is None or row[0] != found.size or row[1:4] != found.mark:
            return None
        return _clean(found) if row[4] == "" else _unpack(found, row[4])

    def put(self, found: Found, result: FileResult) -> None:
        """Remember a result; written in batches, so that a killed search resumes near its end."""
        self.pending.append((_digest(found.path), found.size, *found.mark, _pack(result)))
        if len(self.pending) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is pending."""
        self.db.execute("BEGIN")
        self.db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)", self.pending)
        self.db.execute("COMMIT")
        self.pending.clear()

    def close(self) -> None:
        """Write what is pending and close."""
        self.flush()
        self.db.close()


def _digest(path: str) -> bytes:
    return hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _pack(result: FileResult) -> str:
    if result.verdict is Verdict.CLEAN and not result.unread:
        return ""
    return json.dumps(
        [
            result.verdict.name,
            result.kinds,
            result.records,
            result.grade,
            result.samples,
            len(result.where),
            result.reason,
            [code for _, code in result.unread],
        ],
        ensure_ascii=False,
    )


def _clean(found: Found) -> FileResult:
    return FileResult(found.path, Verdict.CLEAN, size=found.size, cached=True)


def _unpack(found: Found, state: str) -> FileResult:
    verdict, kinds, records, grade, samples, _, reason, codes = json.loads(state)
    return FileResult(
        found.path, Verdict[verdict], kinds, records, Grade(grade), samples, [], reason,
        [("", code) for code in codes], found.size, cached=True,
    )  # fmt: skip
