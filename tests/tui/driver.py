"""Drives the app the way a person does, with the real store behind it, and reads the screen as text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot, WaitForScreenTimeout

from selfaudit.domain.inspection import Answer
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace
from selfaudit.tui.app import SelfAuditApp
from selfaudit.tui.failure import LOG_NAME
from selfaudit.tui.screens.loading import LoadingScreen
from selfaudit.tui.terminal import Terminal

NOW = datetime(2026, 11, 20, 14, 20, tzinfo=timezone(timedelta(hours=9)))
SETAGAYA = "setagaya-2026"
TITLE = "就労支援業務委託"
CONTRACTOR = "特定非営利活動法人みほん"
OPERATOR = "点検花子"
SMALL, LARGE = (80, 24), (120, 40)
PATIENCE = 120.0  # seconds; machines that run the tests may be busy


class Driver:
    """One running app."""

    def __init__(self, app: SelfAuditApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def place(self) -> str:
        """Class name of the screen on top."""
        return type(self.app.screen).__name__

    @property
    def lines(self) -> list[str]:
        """The painted screen, line by line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The painted screen as one text without the spaces at the ends."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def flowing(self) -> str:
        """The painted screen without any space or line break: sentences can be found although they are wrapped."""
        return "".join("".join(self.lines).split())

    @property
    def walk(self) -> Walk:
        """The inspection the app works on."""
        return self.app.walk

    def answer(self, item_id: str) -> Answer:
        """The answer to one row; there has to be one."""
        found = self.walk.view(item_id).answer
        assert found
        return found

    async def press(self, *keys: str) -> None:
        """Press keys, each after the one before has been dealt with, and wait until all is painted."""
        for key in keys:
            await self.settle()
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(name, key if len(key) == 1 else None))
        await self.settle()
        await self.settle()

    async def settle(self) -> None:
        """Wait until every widget has dealt with its messages and the screen is painted."""
        for _ in range(3):
            await self._idle()
            if self.app._exit:
                return
            await asyncio.sleep(0.005)
        self.app.screen._on_timer_update()

    async def _idle(self) -> None:
        """Wait for the messages that are queued now; a screen that closes meanwhile never answers, so look again at
        what is there, and stop where the app ends."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not self.app._exit:
            try:
                await self.pilot._wait_for_screen(timeout=1.0)
            except WaitForScreenTimeout:
                if asyncio.get_running_loop().time() > deadline:
                    raise
            else:
                return

    async def type(self, text: str, turns: int = 0) -> None:
        """Type a text the way an input method commits it: all characters at once, each as a key of its own.

        With `turns` everybody in the app has so many turns between two keys: neither at once nor after all is done.
        """
        for character in text:
            for _ in range(turns):
                await asyncio.sleep(0)
            key = "enter" if character == "\r" else _character_to_key(character)
            self.app.post_message(events.Key(key, character))
        await self.settle()
        await self.settle()

    async def until(self, true: Callable[[], object]) -> None:
        """Wait for something a thread brings about."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < deadline:
            if true():
                await self.settle()
                return
            await asyncio.sleep(0.02)
        raise AssertionError(self.text)


@asynccontextmanager
async def opened(
    data: Path, size: tuple[int, int] = SMALL, terminal: Terminal | None = None, trouble: bool = False
) -> AsyncIterator[Driver]:
    """Open the app on this data folder; fails where something unforeseen was logged, unless `trouble` is expected."""
    app = SelfAuditApp(data, terminal, clock=lambda: NOW)
    async with app.run_test(size=size, notifications=True) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: not isinstance(app.screen, LoadingScreen))
        if not trouble:
            await driver.until(lambda: app._workspace is not None)
        yield driver
    app.close_workspace()
    if not trouble:
        assert not (data / LOG_NAME).exists(), (data / LOG_NAME).read_text()


def begin(data: Path, year: int = 2026, profile: str = SETAGAYA) -> str:
    """Begin an inspection without the app; gives its id."""
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.start(profile=profile, title=TITLE, contractor=CONTRACTOR, fiscal_year=year, operator=OPERATOR)
        return walk.inspection.id


def answer_questions(walk: Walk, yes: bool) -> None:
    """Answer every question of the interview the same way."""
    for question in walk.questions():
        walk.answer_question(question.condition.id, yes)
