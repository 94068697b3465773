"""The PCs used for the contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from selfaudit.text.messages import t
from selfaudit.tui import actions
from selfaudit.tui.screens.list_screen import Column, ListScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.domain.contract import Machine
    from selfaudit.tui.screens.form_screen import FormScreen


class MachinesScreen(ListScreen):
    """One line for each PC."""

    scope = "machines"
    help_key = "contract.help.machines"
    kind = "machine"
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("machines")]
    columns: Sequence[Column] = (("label", 21), ("os", 17), ("place", 0), ("user", 21))
    wide_columns: Sequence[Column] = (("label", 31), ("os", 25), ("place", 0), ("user", 25))

    def __init__(self) -> None:
        super().__init__()
        self._machines: dict[str, Machine] = {}
        self._names: dict[str, str] = {}

    def rows(self) -> dict[str, dict[str, str]]:
        """The PCs in the order of entry."""
        self._names = {person.id: person.name for person in self.records.people()}
        self._machines = {machine.id: machine for machine in self.records.machines()}
        return {
            machine.id: {
                "label": machine.label or t("contract.nameless"),
                "os": machine.os,
                "place": machine.place,
                "user": self._user(machine),
            }
            for machine in self._machines.values()
        }

    def summary(self) -> str:
        """How many."""
        return t("contract.machines.count", count=len(self._machines)) if self._machines else ""

    def detail(self, row_id: str) -> str:
        """A user who has left the roster."""
        user = self._machines[row_id].user
        return t("contract.machines.user_gone") if user and user not in self._names else ""

    def take_off(self, row_id: str) -> None:
        """Take one PC off."""
        self.records.remove_machine(row_id)

    def editor(self, row_id: str) -> FormScreen:
        """The form of one PC."""
        from selfaudit.tui.screens.machine import MachineScreen

        return MachineScreen(self.records, row_id)

    def _user(self, machine: Machine) -> str:
        if not machine.user:
            return t("contract.machines.shared")
        return self._names.get(machine.user) or t("contract.machines.unknown_user")
