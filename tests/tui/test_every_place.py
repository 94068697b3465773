"""Every place of the app, opened one after the other: its language, its contrast, its width, its help."""

import re
from pathlib import Path

import pytest
from wcwidth import wcswidth

from selfaudit.services import ward
from selfaudit.services.workspace import Workspace
from selfaudit.text import messages
from selfaudit.tui.app import _PLACES
from tests.tui.driver import SMALL, Driver, opened
from tests.tui.test_contrast import faint
from tests.tui.test_language import ENGLISH, JAPANESE

#: Commands and names of programs are the same in both languages.
COMMAND = re.compile(r"selfaudit [a-z ]+|teamviewer, remote desktop")

WARD = "見本区"


def foreign(app: Driver, language: str, written: str) -> list[str]:
    """What is said in the other language; `written` is what the ward and the person wrote, without spaces."""
    if language == "ja":
        return ENGLISH.findall(COMMAND.sub("", app.text))
    return [run for run in JAPANESE.findall(app.text) if run not in written]


def source(app: Driver) -> str:
    """Everything Japanese that is not ours: the profiles, the contract, names."""
    walk = app.walk
    texts = [
        walk.profile.title,
        walk.profile.client,
        walk.contract.title,
        walk.contract.client,
        walk.contract.contractor,
    ]
    texts += [WARD, app.app.workspace.operator, *walk.profile.parties.client, *walk.profile.parties.contractor]
    texts += [
        text
        for item in walk.profile.items
        for text in (item.text, item.heading, item.number, item.frequency, item.deadline)
    ]
    texts += [item.duty_reason for item in walk.profile.items] + [sheet.title for sheet in walk.profile.sheets]
    texts += [part for row in app.app.workspace.profiles() for part in (row.title, row.client, row.year)]
    return "".join("".join(text.split()) for text in texts)


@pytest.mark.parametrize(("language", "theme"), [("ja", "textual-dark"), ("en", "textual-light")])
async def test_every_place_speaks_one_language_and_can_be_read(data: Path, language: str, theme: str) -> None:
    messages.set_language(language)
    trouble: dict[str, object] = {}
    with Workspace.open(data, program="test") as workspace:
        ward.init(workspace, WARD, "a passphrase of the ward")
    async with opened(data) as app:
        app.app.theme = theme
        written = source(app)
        for place in ("home", *(place for place in _PLACES if place != "home")):
            if place != "home":
                app.app.open_place(place)
            await app.settle()
            for window in ("screen", "help"):
                if window == "help":
                    await app.press("f1")
                found = (
                    foreign(app, language, written),
                    faint(app),
                    [n for n in map(wcswidth, app.lines) if n != SMALL[0]],
                )
                if any(found):
                    trouble[f"{place} {window}"] = found
            # A place that has nothing to show without a choice made elsewhere says so once more when it is left.
            for _ in range(4):
                app.app.go_home()
                await app.settle()
                if app.place == "HomeScreen":
                    break
            assert app.place == "HomeScreen", place
    assert trouble == {}


async def test_without_colours_everything_is_grey(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(data) as app:
        background = app.app.screen.styles.background
        triplets = set()
        for strip in app.app.screen._compositor.render_strips():
            for each in app.app._filters:
                strip = strip.apply_filter(each, background)  # noqa: PLW2901
            for style in (segment.style for segment in strip if segment.style):
                triplets |= {color.get_truecolor() for color in (style.color, style.bgcolor) if color}
        assert triplets
        assert all(red == green == blue for red, green, blue in triplets)
