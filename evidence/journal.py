"""The salted hash chain of a journal: pure functions, and the JSON lines a bundle carries.

    entry digest  eh   = SHA-256(0x00 | salt[16] | payload)
    link              = SHA-256(0x01 | previous link[32] | seq (8 bytes, big endian) | eh[32])

``seq`` counts from 1; the link before the first is 32 zero bytes. A redacted row keeps eh and link and drops salt and
payload: the head stays the same, and nobody can guess the payload from eh. Cut off at the end, a chain still holds:
only a head that others keep (signed bundle, receipt, timestamp) shows that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

GENESIS = bytes(32)
SALT_BYTES = 16
MAX_LINE = 1 << 20
"""Bytes of one journal line in a bundle."""


class JournalFormatError(ValueError):
    """A line of an exported journal is not what ``export_line`` writes."""

    def __init__(self, number: int) -> None:
        super().__init__(f"line {number}")
        self.number = number


@dataclass(frozen=True, slots=True)
class Row:
    """One journal row; payload and salt are both None when redacted."""

    seq: int
    payload: bytes | None
    salt: bytes | None
    eh: bytes
    link: bytes


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold: JOURNAL_GAP, JOURNAL_ENTRY, JOURNAL_LINK or JOURNAL_HEAD, and the row."""

    code: str
    seq: int


def entry_digest(salt: bytes, payload: bytes) -> bytes:
    """The digest of one entry; the salt must be 16 random bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError("salt must be 16 bytes")
    return hashlib.sha256(b"\x00" + salt + payload).digest()


def link_digest(prev: bytes, seq: int, eh: bytes) -> bytes:
    """The link of row ``seq`` after the link ``prev``."""
    if len(prev) != 32 or len(eh) != 32:
        raise ValueError("digests must be 32 bytes")
    return hashlib.sha256(b"\x01" + prev + seq.to_bytes(8, "big") + eh).digest()


def verify_chain(rows: Iterable[Row], *, head: bytes | None = None, count: int | None = None) -> list[Break]:
    """Every place where the chain breaks (at most 100); empty when it holds and ends in ``head`` after ``count`` rows."""
    breaks: list[Break] = []
    prev, expected = GENESIS, 1
    for row in rows:
        if row.seq != expected:
            breaks.append(Break("JOURNAL_GAP", row.seq))
        if row.payload is not None and (row.salt is None or entry_digest(row.salt, row.payload) != row.eh):
            breaks.append(Break("JOURNAL_ENTRY", row.seq))
        if link_digest(prev, row.seq, row.eh) != row.link:
            breaks.append(Break("JOURNAL_LINK", row.seq))
        prev, expected = row.link, row.seq + 1
        if len(breaks) >= 100:
            return breaks
    wrong_count = count is not None and count != expected - 1
    if wrong_count or (head is not None and head != prev):
        breaks.append(Break("JOURNAL_HEAD", expected - 1))
    return breaks


def redact(row: Row) -> Row:
    """The row without its content; links and head are unchanged."""
    return Row(row.seq, None, None, row.eh, row.link)


def export_line(row: Row) -> bytes:
    """One line of journal.jsonl: sorted keys, LF; the payload as text, digests and salt in hex."""
    value = {
        "eh": row.eh.hex(),
        "link": row.link.hex(),
        "payload": None if row.payload is None else row.payload.decode("utf-8"),
        "salt": None if row.salt is None else row.salt.hex(),
        "seq": row.seq,
    }
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def parse_lines(chunks: Iterable[bytes]) -> Iterator[Row]:
    """Rows from the pieces of a journal.jsonl; JournalFormatError at the first line that is not ours."""
    rest, number = b"", 0
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            number += 1
            yield _row(line, number)
        if len(rest) > MAX_LINE:
            raise JournalFormatError(number + 1)
    if rest:
        raise JournalFormatError(number + 1)


def _row(line: bytes, number: int) -> Row:
    try:
        value = json.loads(line)
        payload, salt, seq = value["payload"], value["salt"], value["seq"]
        if type(seq) is not int or not 0 < seq < 1 << 53 or (payload is None) != (salt is None):
            raise ValueError
        row = Row(
            seq,
            None if payload is None else payload.encode("utf-8"),
            None if salt is None else bytes.fromhex(salt),
            bytes.fromhex(value["eh"]),
            bytes.fromhex(value["link"]),
        )
        if len(line) > MAX_LINE or len(row.eh) != 32 or len(row.link) != 32 or export_line(row) != line + b"\n":
            raise ValueError
        if row.salt is not None and len(row.salt) != SALT_BYTES:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise JournalFormatError(number) from None
    return row
