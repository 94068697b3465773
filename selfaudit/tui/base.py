"""What every screen shares: the typed way to the app, guarded calls into the services, the key bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from textual.screen import ModalScreen, Screen

from selfaudit.tui import failure
from selfaudit.tui.net import Net

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace
    from selfaudit.tui.app import SelfAuditApp
    from selfaudit.tui.widgets.area import Area

NOTICE = 3.0
"""Seconds a short word stays on the screen."""
T = TypeVar("T")
R = TypeVar("R")


class _Desk:
    """Typed access to what the app holds."""

    @property
    def desk(self) -> SelfAuditApp:
        """The running app."""
        return cast("SelfAuditApp", self.app)  # type: ignore[attr-defined]

    @property
    def workspace(self) -> Workspace:
        """The open data folder."""
        return self.desk.workspace

    @property
    def walk(self) -> Walk:
        """The inspection being worked on."""
        return self.desk.walk

    def tell(self, text: str) -> None:
        """Show a short word at the edge of the screen for a moment, in place of the one before."""
        self.desk.clear_notifications()
        self.desk.notify(text, timeout=NOTICE)

    def on_area_settled(self, event: Area.Settled) -> None:
        """Let a confirmed field go on, after whoever was told about it has moved the focus."""
        event.stop()
        self.desk.call_later(self.desk.moved, event.area)

    def guarded(self, act: Callable[[], R]) -> R | None:
        """Do something that may fail; show trouble as a message and return None then."""
        try:
            return act()
        except Exception as error:  # noqa: BLE001 -- every trouble becomes words, none ends the app
            failure.show(self.desk, error)
            return None


class AppScreen(_Desk, Net, Screen[T]):
    """A full screen."""

    scope = ""
    """Name under which the registry of actions knows this screen."""
    help_key = ""
    """Message key of the help text where no focused widget has its own."""


class AppModal(_Desk, Net, ModalScreen[T]):
    """A window above a screen."""

    scope = ""
    help_key = ""
