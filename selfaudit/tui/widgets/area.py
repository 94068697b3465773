"""What every text field shares.

A text area even for one line, because the cursor of Textual's text area stands where the input method draws (the one
of its input field is one cell off at the end of the text, notes/anchors.md §2.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.message import Message
from textual.widgets import TextArea

if TYPE_CHECKING:
    from selfaudit.tui.held import Held, Typed


class Area(TextArea):
    """A text area without frame and line numbers; with `lines` it takes line breaks."""

    DEFAULT_CSS = """
    Area { height: 1; width: 1fr; border: none; padding: 0; }
    Area.-lines { height: 2; }
    """

    class Settled(Message):
        """Everybody has heard that Enter was pressed (`selfaudit.tui.base` lets the field go on)."""

        def __init__(self, area: Area) -> None:
            super().__init__()
            self.area = area

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "", lines: bool = False) -> None:  # noqa: A002
        super().__init__(
            text,
            id=id,
            placeholder=placeholder,
            compact=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            classes="-lines" if lines else "",
        )
        self.lines_allowed = lines
        self._held: list[Typed] | None = None
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """The text; without line breaks where none are allowed."""
        return self.text if self.lines_allowed else " ".join(self.text.splitlines())

    def confirm(self, told: Message) -> None:
        """Tell that Enter was pressed; what is typed before that is dealt with goes to the field that then has the focus.

        Without this, fast typing would end up in the field just left.
        """
        self._held = []
        self._desk.hold()
        self.post_message(told)
        self.post_message(self.Settled(self))

    @property
    def _desk(self) -> Held:
        return cast("Held", self.app)

    async def _on_key(self, event: events.Key) -> None:
        if self._held is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self._held.append(event)

    def hand_over(self) -> None:
        """Give the keys kept to the app, which knows what has the focus now."""
        held, self._held = self._held or [], None
        self._desk.call_later(self._desk.go_on, held)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a pasted text here and nowhere else: a screen may take one that reaches it for a dropped file."""
        event.stop()
        event.prevent_default()
        if self._held is not None:
            self._held.append(event)
            return
        pasted = event.text if self.lines_allowed else " ".join(event.text.split("\n")).strip()
        await super()._on_paste(events.Paste(pasted))
