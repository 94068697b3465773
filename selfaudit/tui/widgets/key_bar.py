"""The last line of every screen: the keys that matter here, made from the registry of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from selfaudit.tui import actions

if TYPE_CHECKING:
    from textual import events


_GAP = 2
"""Cells between two keys."""


class KeyBar(Widget):
    """Keys and what they do, the most needed first; what does not fit is left out, but never the way back and the help.

    A click does the same as the key.
    """

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
        """The actions that fit, each with its first cell and the one after its last."""
        known = actions.bar(self.scope)
        kept = [action for action in known if action.always]
        left = self.size.width + _GAP - sum(map(_width, kept))
        full = False
        for action in known:
            # The first that does not fit ends the row: a less needed one in its place would puzzle.
            full = full or (action not in kept and _width(action) > left)
            if action not in kept and not full:
                kept.append(action)
                left -= _width(action)
        placed, start = [], 0
        for action in sorted(kept, key=lambda action: action.rank):
            placed.append((action, start, start + _width(action)))
            start += _width(action)
        return placed


def _width(action: actions.Action) -> int:
    return cell_len(f" {action.key_shown}  {action.label}") + _GAP
