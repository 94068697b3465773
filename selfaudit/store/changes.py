"""A change and its journal row, as the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What happened to a row."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    UNDO = "undo"
    REDO = "redo"
    RUN = "run"
    """A machine spoke: results of checks or of a search, which are facts and cannot be undone."""


@dataclass(frozen=True)
class Change:
    """One change: who did what, when, and the row before and after (None where there was or is no row)."""

    seq: int
    """Number of the journal row, from 1."""
    at: datetime
    who: str
    """The operator's name, empty when nobody had said it yet."""
    inspection: str
    """Inspection id, empty for contracts, roster and machines."""
    item: str
    """Item id, empty where no single item is concerned."""
    action: str
    """One of `Action`."""
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    kind: str
    """Which kind of row: the name of its table (selfaudit.store.tables)."""
    contract: str
    """Contract id."""
    of: int | None
    """For an undo or redo: number of the change it takes back or makes again."""


@dataclass(frozen=True)
class JournalRow(Change):
    """A change with its place in the salted hash chain (evidence notes §4.3)."""

    payload: str
    """The exact JSON text that was hashed."""
    salt: bytes
    """16 random bytes."""
    entry_digest: bytes
    """SHA-256 over 0x00, salt and payload."""
    link: bytes
    """SHA-256 over 0x01, the previous link, seq and entry digest."""
