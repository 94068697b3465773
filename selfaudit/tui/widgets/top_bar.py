"""The first line: which contract and year at the left, the two counters at the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from selfaudit.tui.widgets.wrapped import padded


class TopBar(Widget):
    """Two texts on one line; the left one gives way."""

    DEFAULT_CSS = "TopBar { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: clip; }"

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def __init__(self, left: str = "", right: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.set_reactive(TopBar.left, left)
        self.set_reactive(TopBar.right, right)

    def render(self) -> Content:
        """Draw both texts."""
        room = self.content_size.width - cell_len(self.right) - 1
        return Content(f"{padded(self.left, max(room, 0))} {self.right}")
