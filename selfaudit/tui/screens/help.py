"""F1: the help of the focused widget, then every key of the screen, made from the registry of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from selfaudit.text import messages
from selfaudit.text.messages import t
from selfaudit.tui import actions
from selfaudit.tui.base import AppModal
from selfaudit.tui.widgets.wrapped import Wrapped, padded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_KEY_CELLS = 16


class HelpScreen(AppModal[None]):
    """Help for one place; any of F1, Enter, Esc closes it."""

    scope = "help"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,f1,q", "close", show=False)]

    def __init__(self, text: str, scope: str) -> None:
        super().__init__()
        self._text = text
        self._about = scope

    @classmethod
    def of(cls, screen: Screen[Any]) -> HelpScreen:
        """Make the help for what has the focus on `screen`."""
        scope = getattr(screen, "scope", "")
        for node in screen.focused.ancestors_with_self if screen.focused else [screen]:
            key = getattr(node, "help_key", "") or f"tui.help.{(node.id or '').replace('-', '_')}"
            if messages.has(f"{key}"):
                return cls(t(key), scope)
        return cls(t("tui.help.general"), scope)

    def compose(self) -> ComposeResult:
        """Draw the text and the key table."""
        with Vertical(classes="window tall"):
            yield Wrapped(t("tui.help.title"), classes="window-title")
            with VerticalScroll():
                yield Wrapped(self._text, classes="window-text")
                for action in self._actions():
                    keys = " ".join(dict.fromkeys(actions.key_label(key) for key in action.keys))
                    yield Wrapped(f"{action.label}: {action.help}", label=padded(keys, _KEY_CELLS))
            yield Static(t("tui.help.close"), classes="window-keys")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _actions(self) -> list[actions.Action]:
        """One line for each thing to do: the twins on letter keys are told with the function key."""
        known = [action for action in (*actions.of_scope(self._about), *actions.of_scope("app")) if action.keys]
        merged: dict[str, actions.Action] = {}
        for action in known:
            first = merged.get(action.call)
            merged[action.call] = actions.with_keys(first, first.keys + action.keys) if first else action
        return list(merged.values())
