"""One person of the worker roster in a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from selfaudit.services import entry, roster
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t
from selfaudit.tui import actions, contract_words
from selfaudit.tui.screens.form_screen import FormScreen
from selfaudit.tui.widgets.form import Form

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.services.contracts import ContractRecords


class PersonScreen(FormScreen):
    """The row is made by the first text typed into it."""

    scope = "person"
    help_key = "contract.help.person"
    form = "person"
    kinds: ClassVar[Mapping[str, entry.Kind]] = entry.PERSON
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("person")]

    def __init__(self, records: ContractRecords | None = None, person: str = "") -> None:
        super().__init__(records)
        self._person = person or new_id()

    def texts(self) -> Mapping[str, str]:
        """Every field of the person."""
        return entry.texts(entry.PERSON, self.records.person(self._person))

    def save(self, name: str, text: str) -> None:
        """Keep one field of the person."""
        self.records.set_person(self._person, name, text)

    def told(self) -> str:
        """What the person lacks; nothing while the row is empty."""
        person = self.records.person(self._person)
        if not any(self.texts().values()):
            return ""
        return contract_words.lacking(roster.lacks(person, self.desk.today, self.walk.fiscal_year))

    def heading(self) -> str:
        """Whose row this is."""
        return t("contract.title.person", name=self.records.person(self._person).name or t("contract.nameless"))

    def action_add(self) -> None:
        """Go on with another new person, after what is typed here has been saved."""
        if not self.all_saved():
            return
        self._person = new_id()
        self.show()
        self.query_one(Form).field("name").focus()
