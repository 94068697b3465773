"""The safety net: trouble in a handler or an action becomes a message, and the app goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.message_pump import MessagePump

from selfaudit.tui import failure

if TYPE_CHECKING:
    from textual.message import Message

    from selfaudit.tui.app import SelfAuditApp


class Net(MessagePump):
    """Catches what escapes from the handlers of a screen or of the app (which runs the actions of all keys)."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001 -- every trouble becomes words, none ends the app
            failure.show(cast("SelfAuditApp", self.app), error)
