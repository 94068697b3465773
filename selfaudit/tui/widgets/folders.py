"""The folders of this PC that hold the contract's data, and how to add one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.text.messages import t
from selfaudit.tui.widgets.wrapped import padded

if TYPE_CHECKING:
    from textual.binding import BindingType

_ADD = "add"
_STATE_CELLS = 14


class FolderList(OptionList):
    """One line for each folder; the last line adds another. Delete takes the highlighted one off the list."""

    help_key = "contract.help.folders"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete,backspace", "take_off", show=False)]

    class Add(Message):
        """The person wants to add a folder."""

    class TakeOff(Message):
        """The person wants to take a folder off the list."""

        def __init__(self, folder: str) -> None:
            super().__init__()
            self.folder = folder

    def __init__(self) -> None:
        super().__init__(compact=True, markup=False)

    def show(self, folders: Sequence[str], there: Mapping[str, bool]) -> None:
        """Show these folders; `there` says which exist, as far as that is known."""
        place = self.highlighted
        rows = [
            Option(f"{padded(_state(there.get(folder)), _STATE_CELLS)}{folder}", id=f"/{folder}") for folder in folders
        ]
        add = t("contract.folder.more" if folders else "contract.folder.first")
        self.set_options([*rows, Option(add, id=_ADD)])
        self.highlighted = min(place, len(folders)) if place is not None else None

    def on_focus(self) -> None:
        """Start at the first line."""
        if self.highlighted is None:
            self.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Add a folder on the last line."""
        event.stop()
        if event.option_id == _ADD:
            self.post_message(self.Add())

    def action_take_off(self) -> None:
        """Take the highlighted folder off."""
        option = self.highlighted_option
        if option is not None and option.id and option.id != _ADD:
            self.post_message(self.TakeOff(option.id.removeprefix("/")))


def _state(there: bool | None) -> str:
    if there is None:
        return t("contract.folder.looking")
    return t("contract.folder.there" if there else "contract.folder.not_there")
