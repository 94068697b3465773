"""A field whose value is chosen from a list, not typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from selfaudit.text.messages import t

if TYPE_CHECKING:
    from textual.binding import BindingType


class Choice(Widget, can_focus=True):
    """Shows what is chosen; Enter, Space or a click asks for the list."""

    DEFAULT_CSS = "Choice { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: clip; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "ask", show=False),
        Binding("up", "leave(-1)", show=False),
        Binding("down", "leave(1)", show=False),
    ]

    chosen: reactive[str] = reactive("")

    class Asked(Message):
        """The person wants to choose."""

    def __init__(self, help_key: str) -> None:
        super().__init__()
        self.help_key = help_key

    def render(self) -> Content:
        """Draw the choice and how to change it."""
        return Content.assemble(self.chosen, "  ", (t("contract.choice"), "dim"))

    def on_click(self) -> None:
        """Ask for the list."""
        self.action_ask()

    def action_ask(self) -> None:
        """Ask for the list."""
        self.post_message(self.Asked())

    def action_leave(self, step: int) -> None:
        """Go to the field above or below."""
        self.screen.focus_next() if step > 0 else self.screen.focus_previous()
