"""The last line of every screen: the keys that matter here, made from the registry of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from selfaudit.tui import actions

if TYPE_CHECKING:
    from textual import events


class KeyBar(Widget):
    """Keys and what they do, the most needed first; what does not fit is left out. A click does the same as the key."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; width: 1fr; text-wrap: nowrap; text-overflow: clip; }"

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def render(self) -> Content:
        """Draw as many keys as fit."""
        parts: list[str | tuple[str, str]] = []
        for action, _, _ in self._placed():
            parts += [(f" {action.key_shown} ", "reverse"), f" {action.label}  "]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        for action, start, end in self._placed():
            if start <= event.x < end:
                self.call_later(self.screen.run_action, action.target)

    def _placed(self) -> list[tuple[actions.Action, int, int]]:
        placed = []
        start = 0
        for action in actions.bar(self.scope):
            width = cell_len(f" {action.key_shown}  {action.label}  ")
            if start + width - 2 > self.size.width:
                break
            placed.append((action, start, start + width))
            start += width
        return placed
