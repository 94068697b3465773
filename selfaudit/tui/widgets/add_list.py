"""A list of files or folders whose last line adds another one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from selfaudit.tui.widgets.wrapped import Breaking

if TYPE_CHECKING:
    from textual.binding import BindingType

_ADD = "add"
_ROW = "row/"


class AddList(OptionList):
    """One row for each; Enter on the last one adds another. Delete takes the highlighted one off."""

    indent = 0
    """Cells before the second line of a row too long for one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete,backspace", "take_off", show=False)]

    class Add(Message):
        """The person wants to add one."""

    class TakeOff(Message):
        """The person wants to take one off."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__(compact=True, markup=False)

    def show_rows(self, rows: Iterable[tuple[str, str]], add: str) -> None:
        """Show these rows (key, text), then the line that adds one."""
        place = self.highlighted
        options = [Option(Breaking(text, self.indent), id=f"{_ROW}{key}") for key, text in rows]
        self.set_options([*options, Option(add, id=_ADD)])
        self.highlighted = min(place, len(options)) if place is not None else None

    def on_focus(self) -> None:
        """Start at the first line."""
        if self.highlighted is None:
            self.highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Add one on the last line."""
        event.stop()
        if event.option_id == _ADD:
            self.post_message(self.Add())

    def action_take_off(self) -> None:
        """Take the highlighted one off."""
        option = self.highlighted_option
        if option is not None and option.id and option.id != _ADD:
            self.post_message(self.TakeOff(option.id.removeprefix(_ROW)))
