"""A text field of one line in a window: Enter confirms, nothing is saved by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from selfaudit.tui.widgets.area import Area

if TYPE_CHECKING:
    from textual import events


class Line(Area):
    """One line of text."""

    class Confirmed(Message):
        """Enter was pressed."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> Line:
            """The line."""
            return self.line

    @property
    def value(self) -> str:
        """The text without line breaks and outer spaces."""
        return super().value.strip()

    def propose(self, text: str) -> None:
        """Put in a text that the first key or a paste replaces, as in the address bar of a browser."""
        self.load_text(text)
        self.select_all()

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self._held is None:
            event.stop()
            event.prevent_default()
            self.confirm(self.Confirmed(self))
            return
        if event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self.screen.focus_next() if event.key == "down" else self.screen.focus_previous()
            return
        await super()._on_key(event)
