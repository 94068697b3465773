"""The contract, the people and the machines that work on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Contract:
    """One outsourcing contract between a ward and the contractor (field.md §4, common head of the forms)."""

    id: str
    profile: str
    """Profile id, or the path of a ward's own profile file."""
    title: str
    number: str = ""
    client: str = ""
    """The ward that gives the work, as written on the contract."""
    section: str = ""
    """The ward's section in charge (所管課)."""
    contractor: str = ""
    contractor_address: str = ""
    representative: str = ""
    """Title and name of the contractor's representative (代表者職氏名)."""
    start: date | None = None
    end: date | None = None
    information: tuple[str, ...] = ()
    """情報項目: the kinds of information handled, in the contract's words."""
    media: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """業務執行場所."""
    folders: tuple[str, ...] = ()
    """Folders of this PC that hold the contract's data (absolute paths)."""


@dataclass(frozen=True)
class Person:
    """One row of the worker roster (従事者名簿)."""

    id: str
    contract: str
    name: str
    role: str = ""
    duties: str = ""
    place: str = ""
    pledge: date | None = None
    """Day of the written pledge (誓約日)."""
    training: date | None = None
    """Day of the last training (受講日)."""
    accounts: tuple[str, ...] = ()
    """Names of the PC accounts this person signs in with."""
    ended: date | None = None
    """Last day on the contract; None while working."""


@dataclass(frozen=True)
class Machine:
    """One PC used for the contract."""

    id: str
    contract: str
    label: str
    os: str = ""
    place: str = ""
    user: str = ""
    """Roster id of the person who mainly uses it, or empty for a shared PC."""
