"""No half-translated screen: Japanese mode shows no English sentence, English mode no Japanese of ours."""

import re
from pathlib import Path

import pytest

from selfaudit.text import messages
from tests.tui.driver import Driver, opened

#: Three Latin words in a row are a sentence; names of keys, files and standards are single words.
ENGLISH = re.compile(r"\b[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]+")
WINDOWS = {
    "home": ["1", "2", "3", "4", "5", "6", "7", "n", "c", "m", "d", "e", "g", "f1", "f10"],
    "walk": ["f1", "f3", "f4", "f6", "f10", "2", "3", "ctrl+c"],
}


async def screens(app: Driver) -> dict[str, str]:
    """The text of every screen and window reachable by one key."""
    seen = {"home": app.text}
    for key in WINDOWS["home"]:
        await app.press(key)
        seen[f"home {key}"] = app.text
        await app.press("escape")
        while app.place != "HomeScreen":
            await app.press("escape")
    await app.press("2")
    for key in WINDOWS["walk"]:
        await app.press(key)
        seen[f"walk {key}"] = app.text
        if app.place != "WalkScreen":
            await app.press("escape")
    return seen


async def test_japanese_mode_shows_no_english_sentence(data: Path) -> None:
    async with opened(data) as app:
        for name, text in (await screens(app)).items():
            assert not ENGLISH.search(text), (name, ENGLISH.search(text))


async def test_english_mode_shows_japanese_only_in_what_the_ward_and_the_person_wrote(data: Path) -> None:
    messages.set_language("en")
    async with opened(data) as app:
        walk = app.walk
        written = [walk.profile.title, walk.contract.title, walk.contract.client, app.app.workspace.operator]
        written += [walk.contract.contractor]
        written += [
            text
            for item in walk.profile.items
            for text in (item.text, item.heading, item.number, item.frequency, item.deadline)
        ]
        written += [sheet.title for sheet in walk.profile.sheets] + [row.title for row in app.app.workspace.profiles()]
        written += [item.duty_reason for item in walk.profile.items]
        source = "".join("".join(text.split()) for text in written)
        for name, text in (await screens(app)).items():
            foreign = [run for run in JAPANESE.findall(text) if run not in source]
            assert not foreign, (name, foreign)


@pytest.mark.parametrize("key", ["wait", "title"])
def test_the_loading_screen_is_translated(key: str) -> None:
    japanese = messages.t(f"tui.loading.{key}")
    messages.set_language("en")
    assert messages.t(f"tui.loading.{key}") != japanese
