"""A small window that asks for one line of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from selfaudit.text.messages import t
from selfaudit.tui.base import AppModal
from selfaudit.tui.widgets.line import Line
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class AskScreen(AppModal["str | None"]):
    """Gives the text, or None where the person left without one. A text that does not fit stays to be mended."""

    scope = "ask"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def __init__(
        self, title: str, text: str, placeholder: str = "", *, fits: Callable[[str], bool] = lambda _: True
    ) -> None:
        super().__init__()
        self._fits = fits
        self._words = (title, text, placeholder)

    def compose(self) -> ComposeResult:
        """Draw the question, the field and the keys."""
        title, text, placeholder = self._words
        with Vertical(classes="window"):
            yield Wrapped(title, classes="window-title")
            yield Wrapped(text, classes="window-text")
            yield Line(placeholder=placeholder)
            yield Static(t("tui.ask.keys"), classes="window-keys")

    @on(Line.Confirmed)
    def _confirmed(self, event: Line.Confirmed) -> None:
        if not event.line.value or self._fits(event.line.value):
            self.dismiss(event.line.value or None)

    def action_cancel(self) -> None:
        """Give nothing."""
        self.dismiss(None)
