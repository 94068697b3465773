"""One PC used for the contract in a form; its user is chosen from the roster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widgets import Static

from selfaudit.services import entry
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t
from selfaudit.tui import actions
from selfaudit.tui.screens.form_screen import FormScreen
from selfaudit.tui.widgets.choice import Choice

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.widget import Widget

    from selfaudit.services.contracts import ContractRecords

_TYPED = {name: kind for name, kind in entry.MACHINE.items() if name != "user"}


class MachineScreen(FormScreen):
    """The row is made by the first text typed into it."""

    scope = "machine"
    help_key = "contract.help.machine"
    form = "machine"
    kinds: ClassVar[Mapping[str, entry.Kind]] = _TYPED
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("machine")]

    def __init__(self, records: ContractRecords | None = None, machine: str = "") -> None:
        super().__init__(records)
        self._machine = machine or new_id()

    def below(self) -> tuple[Widget, ...]:
        """Who uses the PC."""
        label = Static(t("contract.form.machine.user.label"), classes="field-label", markup=False)
        return (Horizontal(label, Choice("contract.form.machine.user.help"), classes="field-row"),)

    def texts(self) -> Mapping[str, str]:
        """Every typed field of the PC."""
        return entry.texts(_TYPED, self.records.machine(self._machine))

    def save(self, name: str, text: str) -> None:
        """Keep one field of the PC."""
        self.records.set_machine(self._machine, name, text)

    def heading(self) -> str:
        """Which PC this is."""
        return t("contract.title.machine", name=self.records.machine(self._machine).label or t("contract.nameless"))

    def show(self) -> None:
        """Fill the form and the choice."""
        super().show()
        user = self.records.machine(self._machine).user
        names = {person.id: person.name for person in self.records.people()}
        word = names.get(user) or t("contract.machines.unknown_user")
        self.query_one(Choice).chosen = word if user else t("contract.machines.shared")

    @on(Choice.Asked)
    def _choose(self) -> None:
        from selfaudit.tui.screens.choose import ChooseScreen

        self.flush()
        people = self.records.people()
        ids = ["", *(person.id for person in people)]
        rows = [t("contract.machines.shared"), *(person.name or t("contract.nameless") for person in people)]
        user = self.records.machine(self._machine).user
        window = ChooseScreen(t("contract.machines.whose"), rows, ids.index(user) if user in ids else 0)
        self.desk.push_screen(window, lambda place: None if place is None else self._chosen(ids[place]))

    def _chosen(self, person: str) -> None:
        self.guarded(lambda: self.records.set_machine(self._machine, "user", person))
        self.show()
