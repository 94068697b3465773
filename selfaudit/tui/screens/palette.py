"""The command palette: everything that can be done here, found by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from selfaudit.text.messages import t
from selfaudit.text.search import matches
from selfaudit.tui import actions
from selfaudit.tui.base import AppModal
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.wrapped import Breaking, Wrapped, padded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

Chosen = tuple[Screen[Any], actions.Action]
_LABEL, _HELP = 8, 33
"""Cells before the label and before the explanation."""


class PaletteScreen(AppModal["Chosen | None"]):
    """Type a word, choose with the arrows, do it with Enter."""

    scope = "palette"
    help_key = "tui.help.palette"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, about: Screen[Any]) -> None:
        super().__init__()
        self._about = about
        found = (*actions.of_scope(getattr(about, "scope", "")), *actions.of_scope("app"))
        self._offered = [action for action in found if action.palette]

    def compose(self) -> ComposeResult:
        """Draw the field and the list."""
        with Vertical(classes="window tall"):
            yield Wrapped(t("tui.palette.title"), classes="window-title")
            yield Line(placeholder=t("tui.palette.placeholder"))
            yield OptionList(compact=True, markup=False)
            yield Static(t("tui.palette.keys"), classes="window-keys")

    def on_mount(self) -> None:
        """Offer everything."""
        self._show("")

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._show(self.query_one(Line).value)

    @on(Line.Confirmed)
    def _confirmed(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self._choose(option.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was clicked."""
        self._choose(event.option_id)

    def action_move(self, step: int) -> None:
        """Move the highlight while the field keeps the focus."""
        rows = self.query_one(OptionList)
        rows.action_cursor_down() if step > 0 else rows.action_cursor_up()

    def action_cancel(self) -> None:
        """Do nothing."""
        self.dismiss(None)

    @staticmethod
    async def act(chosen: Chosen | None) -> None:
        """Do the chosen action on the screen the palette was opened above."""
        if chosen is not None:
            screen, action = chosen
            await screen.run_action(action.target)

    def _choose(self, identifier: str | None) -> None:
        action = next(action for action in self._offered if action.id == identifier)
        self.dismiss((self._about, action))

    def _show(self, typed: str) -> None:
        found = [action for action in self._offered if matches(typed, f"{action.label} {action.help}")]
        rows = self.query_one(OptionList)
        rows.set_options(Option(Breaking(_row(action), _HELP), id=action.id) for action in found)
        rows.highlighted = 0 if found else None


def _row(action: actions.Action) -> str:
    return f"{padded(action.key_shown, _LABEL)}{padded(action.label, _HELP - _LABEL - 1)} {action.help}"
