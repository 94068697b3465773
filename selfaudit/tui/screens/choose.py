"""A small window to choose one line from a few: with arrows and Enter, a digit, or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from selfaudit.text.messages import t
from selfaudit.text.search import key_twins
from selfaudit.tui.base import AppModal
from selfaudit.tui.widgets.wrapped import Breaking, Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_DIGITS = [
    Binding(",".join((str(digit), *key_twins(str(digit)))), f"pick({digit - 1})", show=False) for digit in range(1, 10)
]


class ChooseScreen(AppModal["int | None"]):
    """Gives the place of the chosen line, counted from 0, or None."""

    scope = "choose"
    help_key = "tui.help.choose"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False), *_DIGITS]

    def __init__(self, title: str, rows: Sequence[str], highlighted: int = 0, text: str = "") -> None:
        super().__init__()
        self._title = title
        self._rows = rows
        self._first = highlighted
        self._text = text

    def compose(self) -> ComposeResult:
        """Draw title, lines and keys."""
        with Vertical(classes="window"):
            yield Wrapped(self._title, classes="window-title")
            yield Wrapped(self._text, classes="window-text")
            rows = [Breaking(f"{place}  {row}", indent=3) for place, row in enumerate(self._rows, 1)]
            yield OptionList(*rows, compact=True, markup=False)
            yield Static(t("tui.choose.keys"), classes="window-keys")

    def on_mount(self) -> None:
        """Start at the present choice."""
        self.query_one(OptionList).highlighted = self._first

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the chosen line."""
        self.dismiss(event.option_index)

    def action_pick(self, place: int) -> None:
        """Choose by digit."""
        if place < len(self._rows):
            self.dismiss(place)

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
