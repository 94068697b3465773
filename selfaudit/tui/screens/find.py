"""Look for a row by number or words, whatever their width or kana form; without words, the list of all rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from selfaudit.text.messages import t
from selfaudit.tui import words
from selfaudit.tui.base import AppModal
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.top_bar import TopBar
from selfaudit.tui.widgets.wrapped import short

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class FindScreen(AppModal["str | None"]):
    """Gives the id of the chosen row, or None."""

    scope = "find"
    help_key = "tui.help.find"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__()
        self._listed = rows

    def compose(self) -> ComposeResult:
        """Draw the field and the list."""
        with Vertical(classes="window tall"):
            yield TopBar(t("tui.find.title"), id="find-head", classes="window-title")
            yield Line(placeholder=t("tui.find.placeholder"))
            yield OptionList(compact=True, markup=False)
            yield Static(t("tui.find.keys"), classes="window-keys")

    def on_mount(self) -> None:
        """List what the walk lists."""
        self._show(self._listed)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        typed = self.query_one(Line).value
        self._show(self.walk.search(typed) if typed else self._listed)

    @on(Line.Confirmed)
    def _confirmed(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        if option is not None:
            self.dismiss(option.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the chosen row."""
        self.dismiss(event.option_id)

    def action_move(self, step: int) -> None:
        """Move the highlight while the field keeps the focus."""
        rows = self.query_one(OptionList)
        rows.action_cursor_down() if step > 0 else rows.action_cursor_up()

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.dismiss(None)

    def _show(self, rows: Sequence[str]) -> None:
        found = self.query_one(OptionList)
        width = max(self.size.width - 14, 20)
        found.set_options(Option(short(words.line(self.walk.view(row)), width), id=row) for row in rows)
        found.highlighted = 0 if rows else None
        self.query_one("#find-head", TopBar).right = t("tui.find.count", count=len(rows))
