"""The files shown as evidence for one row, and how to add one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.text.messages import t
from selfaudit.tui import words

if TYPE_CHECKING:
    from textual.binding import BindingType

    from selfaudit.domain.inspection import Exhibit

_ADD = "add"


class ExhibitList(OptionList):
    """One line for each file; the last line adds another. Delete takes the highlighted file off."""

    help_key = "tui.help.exhibits"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete,backspace", "take_off", show=False)]

    class Add(Message):
        """The person wants to add a file."""

    class TakeOff(Message):
        """The person wants to take a file off."""

        def __init__(self, exhibit_id: str) -> None:
            super().__init__()
            self.exhibit_id = exhibit_id

    def __init__(self) -> None:
        super().__init__(compact=True, markup=False)

    def show(self, exhibits: Sequence[Exhibit]) -> None:
        """Show these files."""
        label, room = t("tui.walk.exhibits_label"), t("tui.walk.exhibits_indent")
        rows = [
            Option(f"{room if place else label}{words.exhibit(found)}", id=found.id)
            for place, found in enumerate(exhibits)
        ]
        add = t("tui.walk.exhibit_more" if exhibits else "tui.walk.exhibit_first")
        self.set_options([*rows, Option(f"{room if exhibits else label}{add}", id=_ADD)])

    def on_focus(self) -> None:
        """Start at the first line."""
        if self.highlighted is None:
            self.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Add a file on the last line."""
        event.stop()
        if event.option_id == _ADD:
            self.post_message(self.Add())

    def action_take_off(self) -> None:
        """Take the highlighted file off."""
        option = self.highlighted_option
        if option is not None and option.id and option.id != _ADD:
            self.post_message(self.TakeOff(option.id))
