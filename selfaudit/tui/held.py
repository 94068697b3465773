"""Keys that come while a confirmed field hands the focus on: they wait, and reach the next field in their order.

A key goes to the app, which sends it to what has the focus, which deals with it later. Between Enter and the move of the
focus keys may therefore lie at the field just left and at the app. Both keep them until the focus has moved.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from selfaudit.tui.widgets.area import Area

Typed = events.Key | events.Paste
_PATIENCE = 2.0
"""Seconds after which keys go on in any case: a field that went away never says it is done."""


def again(event: Typed) -> Typed:
    """The same key or paste, as if it had just come from the terminal."""
    return events.Key(event.key, event.character) if isinstance(event, events.Key) else events.Paste(event.text)


class Held(MessagePump):
    """The side of the app."""

    _kept: list[Typed] | None = None
    _since = 0.0

    def hold(self) -> None:
        """From now on keep what is typed."""
        if self._kept is None:
            self._kept, self._since = [], time.monotonic()

    def moved(self, left: Area) -> None:
        """The focus has moved away from `left`: let it first hand over the keys that were sent to it before."""
        if not left.call_later(left.hand_over):
            left.hand_over()

    async def go_on(self, earlier: list[Typed]) -> None:
        """Deal with the keys the field kept, then with those kept here; a key that comes now waits behind them."""
        kept, self._kept = self._kept or [], None
        for event in (*earlier, *kept):
            await self.on_event(again(event))

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed while a field hands the focus on."""
        if isinstance(event, Typed) and not event.is_forwarded and self._kept is not None:
            self._kept.append(event)
            if time.monotonic() - self._since > _PATIENCE:
                await self.go_on([])
            return
        await super().on_event(event)
