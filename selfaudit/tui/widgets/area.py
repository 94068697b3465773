"""What every text field shares.

A text area even for one line, because the cursor of Textual's text area stands where the input method draws (the one
of its input field is one cell off at the end of the text, notes/anchors.md §2.3).
"""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

PATIENCE = 0.3
"""Seconds after which keys kept go to the field itself, where a confirmed text did not lead to another field."""


class Area(TextArea):
    """A text area without frame and line numbers; with `lines` it takes line breaks."""

    DEFAULT_CSS = """
    Area { height: 1; width: 1fr; border: none; padding: 0; }
    Area.-lines { height: 2; }
    """

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
        self._held: list[events.Key] | None = None
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """The text; without line breaks where none are allowed."""
        return self.text if self.lines_allowed else " ".join(self.text.splitlines())

    def hold_keys(self) -> None:
        """Keep what is typed from now on until another field has the focus: fast typing must not end up in this one."""
        self._held = []
        self.set_timer(PATIENCE, self._release)

    def on_blur(self) -> None:
        """Hand the keys kept to what has the focus now."""
        self._release()

    async def _on_key(self, event: events.Key) -> None:
        if self._held is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self._held.append(event)

    def _release(self) -> None:
        held, self._held = self._held or [], None
        for event in held:
            self.app.post_message(events.Key(event.key, event.character))

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a pasted text here and nowhere else: a screen may take one that reaches it for a dropped file."""
        event.stop()
        event.prevent_default()
        pasted = event.text if self.lines_allowed else " ".join(event.text.split("\n")).strip()
        await super()._on_paste(events.Paste(pasted))
