"""The worker roster: everybody on the contract, who lacks pledge or training, and whose PC accounts do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services import roster
from selfaudit.text.messages import t
from selfaudit.tui import actions, contract_words
from selfaudit.tui.screens.list_screen import Column, ListScreen

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from selfaudit.domain.contract import Person
    from selfaudit.tui.screens.form_screen import FormScreen


class RosterScreen(ListScreen):
    """One line for each person."""

    scope = "roster"
    help_key = "contract.help.roster"
    kind = "person"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("roster")]
    columns: Sequence[Column] = (
        ("mark", 3),
        ("name", 15),
        ("role", 12),
        ("pledge", 11),
        ("training", 11),
        ("accounts", 0),
        ("ended", 11),
    )
    wide_columns: Sequence[Column] = (
        ("mark", 3),
        ("name", 19),
        ("role", 15),
        ("duties", 0),
        ("place", 13),
        ("pledge", 11),
        ("training", 11),
        ("accounts", 15),
        ("ended", 11),
    )

    def __init__(self) -> None:
        super().__init__()
        self._people: dict[str, Person] = {}
        self._compared = roster.Accounts(roster.Comparison.NOT_LOOKED)

    def rows(self) -> dict[str, dict[str, str]]:
        """The people, who has left at the end."""
        people = self.records.people()
        today = self.desk.today
        self._people = {person.id: person for person in people}
        self._compared = roster.accounts(self.walk, people, today)
        return {person.id: self._cells(person) for person in people}

    def summary(self) -> str:
        """How many, and how many lack what."""
        today = self.desk.today
        return contract_words.roster_summary(list(self._people.values()), self.walk, today) if self._people else ""

    def detail(self, row_id: str) -> str:
        """What one person lacks, and their accounts that are on no checked PC."""
        person = self._people[row_id]
        today = self.desk.today
        parts = [contract_words.lacking(roster.lacks(person, today, self.walk.fiscal_year))]
        missing = roster.absent_of(person, self._compared)
        if missing:
            parts.append(t("contract.accounts.absent_one", names=t("contract.and").join(missing)))
        told = "  ".join(part for part in parts if part) or t("contract.roster.nothing_lacks")
        return f"{person.name or t('contract.nameless')}: {told}"

    def more(self) -> str:
        """How the roster compares with the PC's accounts."""
        return contract_words.accounts(self._compared) if self._people else ""

    def take_off(self, row_id: str) -> None:
        """Take one person off."""
        self.records.remove_person(row_id)

    def editor(self, row_id: str) -> FormScreen:
        """The form of one person."""
        from selfaudit.tui.screens.person import PersonScreen

        return PersonScreen(self.records, row_id)

    def action_paste(self) -> None:
        """Enter several people pasted from a spreadsheet."""
        self._paste("")

    def on_paste(self, event: events.Paste) -> None:
        """Take lines pasted here as people."""
        if event.text.strip():
            event.stop()
            self._paste(event.text)

    def _paste(self, text: str) -> None:
        from selfaudit.tui.screens.paste_people import PastePeopleScreen

        self.desk.push_screen(PastePeopleScreen(self.records, text), lambda _: self.show())

    def _cells(self, person: Person) -> dict[str, str]:
        lacks = roster.lacks(person, self.desk.today, self.walk.fiscal_year)
        return {
            "mark": contract_words.mark(lacks),
            "name": person.name or t("contract.nameless"),
            "role": person.role,
            "duties": person.duties,
            "place": person.place,
            "pledge": contract_words.day(person.pledge),
            "training": contract_words.day(person.training),
            "accounts": t("contract.and").join(person.accounts) or t("contract.none"),
            "ended": contract_words.day(person.ended) if person.ended else "",
        }
