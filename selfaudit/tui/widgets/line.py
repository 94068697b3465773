"""A text field of one line in a window: Enter confirms, nothing is saved by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import TextArea

if TYPE_CHECKING:
    from textual import events


class Line(TextArea):
    """One line of text (a text area, for the same reason as `Field`)."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; border: none; padding: 0; }"

    class Confirmed(Message):
        """Enter was pressed."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> Line:
            """The line."""
            return self.line

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002
        super().__init__(
            text, id=id, placeholder=placeholder, compact=True, show_line_numbers=False, highlight_cursor_line=False
        )
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """The text without line breaks and outer spaces."""
        return " ".join(self.text.split("\n")).strip()

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Confirmed(self))
            return
        if event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self.screen.focus_next() if event.key == "down" else self.screen.focus_previous()
            return
        await super()._on_key(event)
