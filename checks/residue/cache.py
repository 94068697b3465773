"""What is known about unchanged files: states and counts, never values, never paths (notes/scan.md section 6.4)."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from checks.residue.model import FileResult, Grade, Verdict
from checks.residue.places.live import Found

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS file (
  id INTEGER PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, ctime INTEGER NOT NULL, state TEXT NOT NULL);
"""
BATCH = 500


class Cache:
    """States of files by their number on the disk. A cache of another engine version is emptied; a broken one is unused."""

    def __init__(self, path: Path, engine: str) -> None:
        self.pending: list[tuple[int, int, int, int, str]] = []
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.executescript(_SCHEMA)
        known = dict(self.db.execute("SELECT key, value FROM meta"))
        if known.get("engine") != engine:
            self.db.execute("DELETE FROM file")
            self.db.execute("INSERT OR REPLACE INTO meta VALUES ('engine', ?)", (engine,))
        self.known: dict[int, tuple[int, int, int, str]] = {}

    def load(self) -> None:
        """Take all known states into memory."""
        rows = self.db.execute("SELECT id, size, mtime, ctime, state FROM file")
        self.known = {ident: (size, mtime, ctime, state) for ident, size, mtime, ctime, state in rows}

    def get(self, found: Found) -> FileResult | None:
        """The result kept for an unchanged file, else None."""
        row = self.known.get(found.ident)
        if row is None or row[0] != found.size or row[1] != found.mtime or row[2] != found.ctime:
            return None
        state = row[3]
        return (
            FileResult(found.path, Verdict.CLEAN, size=found.size, cached=True)
            if state == ""
            else _unpack(found, state)
        )

    def put(self, found: Found, result: FileResult) -> None:
        """Remember a result; written in batches, so that a killed search resumes near its end."""
        self.pending.append((found.ident, found.size, found.mtime, found.ctime, _pack(result)))
        if len(self.pending) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is pending."""
        self.db.execute("BEGIN")
        self.db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", self.pending)
        self.db.execute("COMMIT")
        self.pending.clear()

    def close(self) -> None:
        """Write what is pending and close."""
        self.flush()
        self.db.close()


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


def _unpack(found: Found, state: str) -> FileResult:
    verdict, kinds, records, grade, samples, _, reason, codes = json.loads(state)
    return FileResult(
        found.path, Verdict[verdict], kinds, records, Grade(grade), samples, [], reason,
        [("", code) for code in codes], found.size, cached=True,
    )  # fmt: skip
