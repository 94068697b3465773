"""The window for trouble: what happened, where, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from selfaudit.text.messages import t
from selfaudit.tui.base import AppModal
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


class MessageScreen(AppModal[None]):
    """Title, detail, next step; any of Enter, Esc or a click closes it."""

    scope = "message"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape,space", "close", show=False)]

    def __init__(self, title: str, detail: str = "", next_step: str = "") -> None:
        super().__init__()
        self._parts = (title, detail, next_step)

    def compose(self) -> ComposeResult:
        """Draw the three parts that are there."""
        title, detail, next_step = self._parts
        with Vertical(classes="window"):
            yield Wrapped(title, classes="window-title")
            yield Wrapped(detail, classes="window-text")
            if next_step:
                yield Wrapped(next_step, label=t("tui.message.next"), classes="window-text")
            yield Static(t("tui.message.close"), classes="window-keys")

    def on_click(self, event: events.Click) -> None:
        """Close on a click."""
        event.stop()
        self.action_close()

    def action_close(self) -> None:
        """Go back to the screen underneath."""
        self.dismiss(None)
