"""A profile: one ward's contract terms as data, in the contract's own words.

Everything a ward writes (clause texts, numbers, party words, marks) is kept verbatim, contradictions included; nothing
here knows a ward, a clause number or a party word. Profiles are made by `selfaudit.catalog.loader`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

ALWAYS = "always"
"""The condition of an item that applies to every contract; nobody is asked about it."""


@dataclass(frozen=True)
class Text:
    """A text in Japanese and, where there is one, in English."""

    ja: str
    en: str = ""

    def get(self, language: str) -> str:
        """Return the text in `language` ("ja" or "en"), in Japanese where there is no English."""
        return self.en or self.ja if language == "en" else self.ja

    def __bool__(self) -> bool:
        return bool(self.ja)


class Duty(StrEnum):
    """Whose duty an item states."""

    CONTRACTOR = "contractor"
    CLIENT = "client"
    """The ward's own duty or right: shown as 区の実施事項, never scored against the contractor."""
    BOTH = "both"
    DEFINITION = "definition"
    """States no duty of its own (lead-in to its sub-items, period, liability): shown, never scored."""


class Kind(StrEnum):
    """What can prove an item. The first kind of an item is the primary one."""

    AUTO = "auto"
    DOCUMENT = "document"
    PHOTO = "photo"
    ATTESTATION = "attestation"
    EVENT = "event"
    """An entry in an event register, including the statement that nothing happened."""


class Mark(StrEnum):
    """The ward's mark on a checklist row, after folding the many dashes in use into one."""

    NEEDED = "○"
    NOT_NEEDED = "-"
    """The ward says this row needs no measure in this contract."""


@dataclass(frozen=True)
class Parties:
    """The contract's own words for the two parties; the first word of each is the one to print."""

    client: tuple[str, ...]
    contractor: tuple[str, ...]
    both: tuple[str, ...] = ()

    def fill(self, text: str) -> str:
        """Put the party words into a general text: `{client}` and `{contractor}` are replaced, nothing else is."""
        return text.replace("{client}", self.client[0]).replace("{contractor}", self.contractor[0])


@dataclass(frozen=True)
class ContractDefaults:
    """What the source says about the contract, offered as a proposal when a contract is entered."""

    title: str = ""
    fiscal_year: int | None = None
    """Year in which the fiscal year of the source begins (2026 = April 2026 to March 2027)."""
    start: date | None = None
    """None where the source names no exact day; `period` then says what it does name."""
    end: date | None = None
    period: str = ""
    renews: bool = False


@dataclass(frozen=True)
class Source:
    """Where the texts come from."""

    document: str = ""
    forum: str = ""
    date_hint: str = ""


@dataclass(frozen=True)
class Sheet:
    """One part of the contract papers: an annex, a specification, one table of a checklist."""

    id: str
    title: str
    document: str = ""
    """Title of the paper this part belongs to, where it has one of its own."""
    marks: tuple[tuple[Mark, str], ...] = ()
    """Legend: what each mark means, in the paper's own words. Empty where the rows carry no marks."""


@dataclass(frozen=True)
class Condition:
    """A yes/no question that decides which items apply to a contract."""

    id: str
    label: Text
    """Short form for lists and reports, e.g. 「再委託がある場合」."""
    question: Text
    help: Text = Text("")
    yes_means: Text = Text("")
    """What the person states by answering yes."""
    no_means: Text = Text("")
    """What the person states by answering no; printed as the reason of every item that drops out."""
    contradicted_by: tuple[str, ...] = ()
    """Checks whose findings can stand against a "no" (a copy found although nobody copies)."""


@dataclass(frozen=True)
class Topic:
    """One control topic: the same thing asked by many contracts in different words (field.md §2.1)."""

    id: str
    title: Text
    kinds: tuple[Kind, ...]
    auto_checks: tuple[str, ...]
    why: Text
    """Why it matters, in plain words."""
    show: Text
    """What to show as evidence."""
    finding: Text
    """A common finding of inspectors."""
    remedy: Text
    """What puts that finding right."""
    photo: Text = Text("")
    """What a photo of it must show; empty where no photo is asked for."""


@dataclass(frozen=True)
class LawNote:
    """What is true now about a law or standard a clause cites. A note beside the clause, never a change of its text."""

    id: str
    cited: str
    """The name as the clause cites it."""
    note: Text
    as_of: str
    """State of the source: ISO date to the day (2026-01-08) or, where no more is known, to the month (2025-03)."""
    source: str
    items: tuple[str, ...] = ()
    """Ids of the items it belongs to."""


@dataclass(frozen=True)
class Item:
    """One row of the contract: a clause, a sub-item or a checklist row."""

    id: str
    """Unique in the profile and stable over years: `<profile>/<sheet>/<number>`."""
    number: str
    """The number as printed, of any form: 1, 3(2)①, 運用7, 4後段."""
    order: int
    """Place in the profile, counted from 1."""
    sheet: str
    text: str
    """The clause, character for character."""
    party: str
    """The word the source uses for who has to act."""
    duty: Duty
    heading: str = ""
    parent: str | None = None
    """Id of the item this one is a part of."""
    duty_reason: str = ""
    """Why the row is not scored although its party word names the contractor."""
    kinds: tuple[Kind, ...] = ()
    condition: str = ALWAYS
    frequency: str = ""
    deadline: str = ""
    topics: tuple[str, ...] = ()
    auto_checks: tuple[str, ...] = ()
    evidence: tuple[Text, ...] = ()
    typical_finding: tuple[Text, ...] = ()
    remedy: tuple[Text, ...] = ()
    mirrors: str | None = None
    """Id of the row that states the same measure for the other party."""
    mark: Mark | None = None
    mark_text: str = ""
    """The mark as printed."""
    note: str = ""

    @property
    def scored(self) -> bool:
        """Whether the contractor is asked to answer for this row."""
        return self.duty in (Duty.CONTRACTOR, Duty.BOTH)


@dataclass(frozen=True)
class ProfileSummary:
    """What a list of profiles shows."""

    id: str
    title: str
    client: str
    """Name of the ward."""
    year: str
    """Label of the fiscal year the papers were written for, e.g. 「令和8年度」; empty where unknown."""
    path: str = ""
    """Path of a ward's own file; empty for a built-in profile."""
    fiscal_year: int | None = None
    """Year in which that fiscal year begins, where the file says so."""


@dataclass(frozen=True)
class Profile:
    """All rows of one ward's contract papers, with the questions that decide which of them apply."""

    id: str
    title: str
    client: str
    """Name of the ward."""
    parties: Parties
    sheets: tuple[Sheet, ...]
    items: tuple[Item, ...]
    """In the order of the papers."""
    conditions: tuple[Condition, ...] = ()
    """The conditions the items use, in order of first use, party words filled in. ALWAYS is not among them."""
    topics: Mapping[str, Topic] = field(default_factory=dict)
    """The topics the items use, by id, party words filled in."""
    law_notes: tuple[LawNote, ...] = ()
    year: str = ""
    defaults: ContractDefaults = field(default_factory=ContractDefaults)
    source: Source = field(default_factory=Source)
    pc_policy: Mapping[str, int] = field(default_factory=dict)
    """Thresholds the papers ask of the PCs, by field of `catalog/pc_policy.toml`."""
    digest: str = ""
    """SHA-256 (hex) of the profile file's text with line ends as LF."""
    path: str = ""
    """Path of a ward's own file; empty for a built-in profile."""

    @property
    def summary(self) -> ProfileSummary:
        """The row this profile makes in a list of profiles."""
        return ProfileSummary(self.id, self.title, self.client, self.year, self.path, self.defaults.fiscal_year)

    def item(self, item_id: str) -> Item:
        """Return the item with this id; KeyError if there is none."""
        return self._items[item_id]

    def sheet(self, sheet_id: str) -> Sheet:
        """Return the sheet with this id; KeyError if there is none."""
        return self._sheets[sheet_id]

    def condition(self, condition_id: str) -> Condition:
        """Return the condition with this id; KeyError if there is none (also for ALWAYS)."""
        return self._conditions[condition_id]

    def items_of(self, sheet_id: str) -> tuple[Item, ...]:
        """Return the items of one sheet, in order."""
        return tuple(item for item in self.items if item.sheet == sheet_id)

    def children(self, item_id: str) -> tuple[Item, ...]:
        """Return the direct sub-items of an item, in order."""
        return tuple(item for item in self.items if item.parent == item_id)

    def notes_for(self, item_id: str) -> tuple[LawNote, ...]:
        """Return the law notes that belong to an item."""
        return tuple(note for note in self.law_notes if item_id in note.items)

    @cached_property
    def scored(self) -> tuple[Item, ...]:
        """The items the contractor answers for."""
        return tuple(item for item in self.items if item.scored)

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _sheets(self) -> dict[str, Sheet]:
        return {sheet.id: sheet for sheet in self.sheets}

    @cached_property
    def _conditions(self) -> dict[str, Condition]:
        return {condition.id: condition for condition in self.conditions}
