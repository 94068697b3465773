"""The first painted screen: the program's name while the data folder is opened behind it."""

from __future__ import annotations

import gc
import time
from importlib import import_module
from typing import TYPE_CHECKING

from textual.widgets import Static

from selfaudit.text.messages import t
from selfaudit.tui import failure
from selfaudit.tui.base import AppScreen

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace


BREATH = 0.3
"""Seconds the first question has for itself, before the database library is loaded beside it."""


class LoadingScreen(AppScreen[None]):
    """Shown for the second it takes to load the database. Keys pressed meanwhile reach the next screen."""

    scope = "loading"
    help_key = "tui.help.loading"

    def __init__(self) -> None:
        super().__init__()
        self._typed_ahead: list[events.Key] = []
        self._begun = False

    def compose(self) -> ComposeResult:
        """Draw the name and what is happening."""
        yield Static(t("tui.loading.title"), id="loading-title")
        yield Static(t("tui.loading.wait"), id="loading-wait")

    def on_screen_resume(self) -> None:
        """Begin to load once the screen is painted."""
        if not self._begun:
            self._begun = True
            self.call_after_refresh(self.run_worker, self._open, thread=True, exit_on_error=False)

    def on_key(self, event: events.Key) -> None:
        """Keep a key for the screen that comes."""
        self._typed_ahead.append(event)

    def _open(self) -> None:
        """Open the data folder and the last inspection (in a thread); where there is none, ask the first question first.

        The first question needs no database, whose library takes longest to load.
        """
        from selfaudit.store.paths import DATABASE, data_directory
        from selfaudit.tui.app import PROGRAM

        # Nothing that is loaded here is garbage: looking for some would take a sixth of the time.
        gc.disable()
        try:
            if not (data_directory(self.desk.data) / DATABASE).exists():
                import_module("selfaudit.tui.screens.first_run")
                self.desk.call_from_thread(self._ask_first)  # type: ignore[arg-type]
                time.sleep(BREATH)
            from selfaudit.services.workspace import Workspace

            workspace = Workspace.open(self.desk.data, program=PROGRAM)
            self.desk.call_from_thread(self._opened, workspace, workspace.walk())  # type: ignore[arg-type]
        except Exception as error:  # noqa: BLE001 -- becomes a message
            self.desk.call_from_thread(self._failed, error)
        finally:
            gc.enable()

    async def _ask_first(self) -> None:
        await self.desk.begin_first_run()
        self._replay()

    async def _opened(self, workspace: Workspace, walk: Walk | None) -> None:
        await self.desk.opened(workspace, walk)
        self._replay()

    def _replay(self) -> None:
        """Give the keys pressed meanwhile to the screen now shown."""
        while self._typed_ahead:
            self.desk.post_message(self._typed_ahead.pop(0))

    def _failed(self, error: Exception) -> None:
        """Tell what is wrong with the data folder, then leave: nothing can be done without it."""
        from selfaudit.tui.screens.message import MessageScreen

        told = failure.explain(error, self.desk.data)
        self.desk.push_screen(
            MessageScreen(told.title, told.detail, told.next_step), lambda _: self.desk.exit(int(told.exit_code))
        )
