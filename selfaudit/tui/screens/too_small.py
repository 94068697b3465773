"""Shown while the window is too small; everything underneath stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfaudit.text.messages import t
from selfaudit.tui.base import AppModal
from selfaudit.tui.terminal import SMALLEST
from selfaudit.tui.widgets.wrapped import Wrapped

if TYPE_CHECKING:
    from textual.app import App, ComposeResult
    from textual.geometry import Size


class TooSmallScreen(AppModal[None]):
    """Says how large the window is and how large it has to be."""

    scope = "too_small"

    def __init__(self, size: Size) -> None:
        super().__init__()
        self._size_now = size

    def compose(self) -> ComposeResult:
        """Draw the request."""
        yield Wrapped(self._words(), id="too-small")

    def show_size(self, size: Size) -> None:
        """Show another size."""
        self._size_now = size
        self.query_one("#too-small", Wrapped).text = self._words()

    @classmethod
    def follow(cls, app: App[int], size: Size) -> None:
        """Open, update or close the request as the window's size asks for it."""
        small = size.width < SMALLEST[0] or size.height < SMALLEST[1]
        shown = app.screen if isinstance(app.screen, cls) else None
        if small and shown is None:
            app.push_screen(cls(size))
        elif small and shown is not None:
            shown.show_size(size)
        elif shown is not None:
            shown.dismiss(None)

    def _words(self) -> str:
        return t(
            "tui.too_small.text",
            columns=self._size_now.width,
            lines=self._size_now.height,
            least_columns=SMALLEST[0],
            least_lines=SMALLEST[1],
        )
