"""The contract's own data: what it says, who gives and does the work, what is handled where, and in which folders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import OptionList

from selfaudit.services import entry
from selfaudit.services.contracts import period_trouble
from selfaudit.text.messages import t
from selfaudit.text.wareki import clock_label
from selfaudit.tui import actions
from selfaudit.tui.screens.form_screen import FormScreen
from selfaudit.tui.widgets.folders import FolderList
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.widget import Widget


class ContractScreen(FormScreen):
    """One long form, with the folders of the contract at its end."""

    scope = "contract"
    help_key = "contract.help.contract"
    form = "contract"
    kinds: ClassVar[Mapping[str, entry.Kind]] = entry.CONTRACT
    BINDINGS: ClassVar[list[BindingType]] = [*actions.bindings("contract")]

    def below(self) -> tuple[Widget, ...]:
        """The folders and what they are for."""
        return (Wrapped(t("contract.folder.about"), classes="apart quiet"), FolderList())

    def texts(self) -> Mapping[str, str]:
        """Every field of the contract."""
        return entry.texts(entry.CONTRACT, self.records.contract)

    def save(self, name: str, text: str) -> None:
        """Keep one field of the contract."""
        self.records.set_contract(name, text)

    def told(self) -> str:
        """What does not fit in the contract's period."""
        return period_trouble(self.records.contract, self.walk.fiscal_year)

    def show(self) -> None:
        """Fill the form and the list of folders."""
        super().show()
        self._show_folders()

    def on_paste(self, event: events.Paste) -> None:
        """Take a path dropped on the folders."""
        if isinstance(self.focused, FolderList) and event.text.strip():
            event.stop()
            self._ask_folder(event.text.strip())

    @on(FolderList.Add)
    def action_add_folder(self) -> None:
        """Ask for a folder."""
        self._ask_folder("")

    @on(FolderList.TakeOff)
    def _take_off(self, event: FolderList.TakeOff) -> None:
        self.guarded(lambda: self.records.remove_folder(event.key))
        self._show_folders()
        self.query_one("#records-top", TopBar).right = t("contract.saved", time=clock_label(self.desk.clock()))

    def _ask_folder(self, path: str) -> None:
        from selfaudit.tui.screens.folder import FolderScreen

        self.flush()
        self.desk.push_screen(FolderScreen(self.records, path), lambda _: self._show_folders())

    def _show_folders(self) -> None:
        """Show the folders at once, and which of them are there as soon as the disks have answered."""
        folders = self.records.contract.folders
        self.query_one(FolderList).show(folders, {})

        def look() -> None:
            there = {folder: entry.folder_exists(folder) for folder in folders}
            self.desk.call_from_thread(self._show_there, folders, there)

        if folders:
            self.run_worker(look, thread=True, group="folders", exclusive=True, exit_on_error=False)

    def _show_there(self, folders: tuple[str, ...], there: dict[str, bool]) -> None:
        if self.is_attached and self.records.contract.folders == folders:
            self.query_one(FolderList).show(folders, there)

    @on(OptionList.OptionHighlighted)
    def _in_sight(self) -> None:
        if self.query_one(FolderList).has_focus:
            self.query_one(FolderList).scroll_visible(animate=False)
