"""The registers (記録簿) a contract is followed with: what came in, was copied, went out, came back, was erased.

Which fields a register asks for follows the clauses (field.md §1, T07 T09 T12 T13 T14 T40) and the usual forms
(field.md §4). A row that lacks one can be kept; it is shown as a gap. Balances are counted for each asset.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class RegisterKind(StrEnum):
    """One book each."""

    RECEIPT = "receipt"
    """預かり証."""
    HANDOVER = "handover"
    """受渡管理簿, both directions."""
    COPY = "copy"
    """複写."""
    TAKEOUT = "takeout"
    """持出し, with its return."""
    RETURN = "return"
    """返還・引渡し to the ward."""
    ERASURE = "erasure"
    """消去・廃棄."""


class Direction(StrEnum):
    """Which way a hand-over went, seen from the contractor; NONE while nobody said it."""

    NONE = ""
    IN = "in"
    OUT = "out"


class Gap(StrEnum):
    """What is wrong with a row besides fields that are empty."""

    CONSENT_LATE = "consent_late"
    """The consent is of a later day than what it allows."""
    NOT_ON_ROSTER = "not_on_roster"
    """The handler is nobody on the worker roster."""
    BACK_BEFORE_OUT = "back_before_out"


@dataclass(frozen=True)
class RegisterEntry:
    """One row of one register. An empty field was not written down; `quantity` None is unknown, never 0."""

    id: str
    contract: str
    book: RegisterKind
    asset: str = ""
    """What the balance is counted for: a medium or a bundle of papers, in the contractor's own words."""
    slip: str = ""
    """Number of the paper (預かり証番号 …): rows of one hand-over in two books carry the same one."""
    direction: Direction = Direction.NONE
    day: date | None = None
    time: str = ""
    """HH:MM, 24 hours."""
    handler: str = ""
    """取扱者: who of the contractor did it."""
    counterpart: str = ""
    """Who gave or took it on the other side."""
    information: str = ""
    """情報の内容・種類."""
    quantity: int | None = None
    unit: str = ""
    medium: str = ""
    number: str = ""
    """媒体番号."""
    purpose: str = ""
    place: str = ""
    """Where to (持出し), or on which PC or shelf (消去・廃棄)."""
    method: str = ""
    """How it was carried and protected, or what was done to it (処理内容)."""
    due: date | None = None
    """Day by which it is to go back."""
    password_day: date | None = None
    """Day on which the password was handed over, apart from the data."""
    consent_day: date | None = None
    consent_by: str = ""
    consent_document: str = ""
    back_day: date | None = None
    back_time: str = ""
    back_by: str = ""
    """Who checked that it is back."""
    witness: str = ""
    note: str = ""


_WHEN = ("day", "time")
_WHAT = ("information", "quantity", "unit", "medium", "number")
_CONSENT = ("consent_day", "consent_by", "consent_document")

FIELDS: dict[RegisterKind, tuple[str, ...]] = {
    RegisterKind.RECEIPT: ("asset", "slip", *_WHEN, "handler", "counterpart", *_WHAT, "purpose", "due", "note"),
    RegisterKind.HANDOVER: (
        "asset",
        "slip",
        "direction",
        *_WHEN,
        "handler",
        "counterpart",
        *_WHAT,
        "method",
        "password_day",
        "note",
    ),
    RegisterKind.COPY: ("asset", *_WHEN, "handler", *_WHAT, "purpose", *_CONSENT, "note"),
    RegisterKind.TAKEOUT: (
        "asset",
        *_WHEN,
        "handler",
        *_WHAT,
        "purpose",
        "place",
        "method",
        *_CONSENT,
        "back_day",
        "back_time",
        "back_by",
        "note",
    ),
    RegisterKind.RETURN: ("asset", "slip", *_WHEN, "handler", "counterpart", *_WHAT, "note"),
    RegisterKind.ERASURE: ("asset", *_WHEN, "handler", *_WHAT, "place", "method", "witness", *_CONSENT, "note"),
}
"""The fields of each book, in the order of its paper form."""

NEEDED: dict[RegisterKind, tuple[str, ...]] = {
    RegisterKind.RECEIPT: ("asset", *_WHEN, "handler", "information", "quantity"),
    RegisterKind.HANDOVER: ("asset", "direction", *_WHEN, "handler", "information", "quantity"),
    RegisterKind.COPY: ("asset", *_WHEN, "handler", "information", "quantity", "consent_day", "consent_by"),
    RegisterKind.TAKEOUT: ("asset", *_WHEN, "handler", "information", "quantity", "consent_day", "consent_by"),
    RegisterKind.RETURN: ("asset", *_WHEN, "handler", "counterpart", "quantity"),
    RegisterKind.ERASURE: ("asset", *_WHEN, "handler", "quantity", "method"),
}
"""What the clauses name, and the quantity without which no balance can be counted."""

TOPICS: dict[str, tuple[RegisterKind, ...]] = {
    "T07": (RegisterKind.TAKEOUT,),
    "T09": (RegisterKind.COPY,),
    "T12": (RegisterKind.RETURN,),
    "T13": (RegisterKind.ERASURE,),
    "T14": (RegisterKind.ERASURE,),
    "T40": (RegisterKind.RECEIPT, RegisterKind.HANDOVER),
}
"""Control topic of a clause → the books that are its evidence."""


def gaps(entry: RegisterEntry, roster: Collection[str] = ()) -> tuple[str, ...]:
    """Names of the needed fields that are empty, then the values of `Gap` that hold.

    `roster` are the names of the workers; without any, nobody is said to be missing from it.
    """
    found = [name for name in NEEDED[entry.book] if getattr(entry, name) in (None, "")]
    if entry.consent_day and entry.day and entry.consent_day > entry.day:
        found.append(Gap.CONSENT_LATE)
    if roster and entry.handler and folded(entry.handler) not in {folded(name) for name in roster}:
        found.append(Gap.NOT_ON_ROSTER)
    if entry.back_day and entry.day and entry.back_day < entry.day:
        found.append(Gap.BACK_BEFORE_OUT)
    return tuple(found)


@dataclass
class Balance:
    """What one asset's rows add up to. `held` is None as soon as one counted row has no quantity or no direction."""

    asset: str
    unit: str = ""
    received: int = 0
    copied: int = 0
    handed_on: int = 0
    """Returned, or handed over to the other side."""
    erased: int = 0
    away: int = 0
    """Taken out and not back."""
    unknown: int = 0
    """Rows that cannot be counted, because quantity or direction is missing."""
    rows: int = field(default=0)

    @property
    def held(self) -> int | None:
        """How many are still with the contractor."""
        return None if self.unknown else self.received + self.copied - self.handed_on - self.erased

    @property
    def settled(self) -> bool:
        """Whether nothing is left here or outside, and everything could be counted."""
        return self.held == 0 and self.away == 0


def balances(entries: Iterable[RegisterEntry]) -> list[Balance]:
    """The balance of every asset, in the order in which assets were first entered.

    Rows of one hand-over written down in two books (same asset, same slip number, same way) count once: the larger
    quantity of what came in, the smaller one of what went out, so that no slip of the pen makes a balance zero.
    """
    found: dict[str, Balance] = {}
    slips: dict[tuple[str, str, bool], list[RegisterEntry]] = {}
    for entry in entries:
        key = folded(entry.asset)
        balance = found.setdefault(key, Balance(entry.asset.strip()))
        balance.rows += 1
        balance.unit = balance.unit or entry.unit
        inward = _inward(entry)
        if entry.slip and inward is not None:
            slips.setdefault((key, folded(entry.slip), inward), []).append(entry)
        else:
            _count(balance, [entry])
    for (key, _, _), same in slips.items():
        _count(found[key], same)
    return list(found.values())


def folded(text: str) -> str:
    """The text as it is compared: widths and cases alike, without any space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _inward(entry: RegisterEntry) -> bool | None:
    """Whether the row brings something in, or takes it to the other side; None for rows that do neither."""
    if entry.book is RegisterKind.HANDOVER and entry.direction:
        return entry.direction is Direction.IN
    return {RegisterKind.RECEIPT: True, RegisterKind.RETURN: False}.get(entry.book)


def _count(balance: Balance, same: Sequence[RegisterEntry]) -> None:
    """Count rows that speak of one act."""
    entry = same[0]
    quantities = [row.quantity for row in same if row.quantity is not None]
    inward = _inward(entry)
    if len(quantities) < len(same) or (entry.book is RegisterKind.HANDOVER and inward is None):
        balance.unknown += 1
        return
    if inward is not None:
        if inward:
            balance.received += max(quantities)
        else:
            balance.handed_on += min(quantities)
    elif entry.book is RegisterKind.COPY:
        balance.copied += quantities[0]
    elif entry.book is RegisterKind.ERASURE:
        balance.erased += quantities[0]
    elif entry.back_day is None:
        balance.away += quantities[0]
