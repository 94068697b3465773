"""Every row of every ward's papers can be opened, and its clause is shown character for character."""

from pathlib import Path

import pytest

from selfaudit.catalog.loader import list_profiles
from selfaudit.tui.screens.walk import WalkScreen
from selfaudit.tui.widgets.wrapped import Wrapped
from tests.tui.driver import begin, opened


@pytest.mark.parametrize("profile", [row.id for row in list_profiles()])
async def test_every_row_is_shown_verbatim(tmp_path: Path, profile: str) -> None:
    begin(tmp_path / "data", profile=profile)
    async with opened(tmp_path / "data") as app:
        await app.press("2")
        screen = app.app.screen
        assert isinstance(screen, WalkScreen)
        for item in app.walk.profile.items:
            screen.go_to(item.id)
            await app.settle()
            assert app.place == "WalkScreen", app.text
            shown = screen.query_one("#item-text", Wrapped).render().plain
            assert "".join(shown.split()) == "".join(item.text.split())
            assert item.number in app.lines[2]
