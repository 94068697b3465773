"""The screens of a contract's records as text at both sizes; see test_snapshots for how to renew them."""

from pathlib import Path

import pytest

from selfaudit.text import messages
from selfaudit.tui.widgets.folders import FolderList
from tests.tui.driver import Driver, opened
from tests.tui.furnish import furnish, paste
from tests.tui.test_language import ENGLISH, JAPANESE
from tests.tui.test_snapshots import SIZES, Steps, compare


@pytest.fixture
def entered(data: Path, tmp_path: Path) -> Path:
    """The prepared inspection with contract, roster and PCs entered."""
    furnish(data, tmp_path / "pc")
    return data


async def keys(app: Driver, *pressed: str) -> None:
    await app.press(*pressed)


async def end_of_contract(app: Driver) -> None:
    await app.press("c")
    app.app.screen.query_one(FolderList).focus()
    await app.settle()


async def wrong_day(app: Driver) -> None:
    await app.press("m", "enter", *["down"] * 4, "ctrl+u")
    await app.type("R8.13.1")
    await app.press("enter")


async def refused_folder(app: Driver) -> None:
    await app.press("c", "f4", "/", "enter")
    await app.until(lambda: "範囲が広すぎます。" in app.text)


async def pasted(app: Driver) -> None:
    await app.press("m", "f5")
    await paste(app, "佐藤 三郎\t取扱者\n鈴木 四郎\t取扱者\t\t\t来月\n山田 太郎\n")


SCREENS: dict[str, Steps] = {
    "contract": lambda app: keys(app, "c"),
    "contract-end": end_of_contract,
    "contract-folder": refused_folder,
    "contract-help": lambda app: keys(app, "c", "f1"),
    "contracts": lambda app: keys(app, "n"),
    "roster": lambda app: keys(app, "m", "down"),
    "roster-person": wrong_day,
    "roster-paste": pasted,
    "machines": lambda app: keys(app, "d"),
    "machine": lambda app: keys(app, "d", "enter"),
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_every_screen(entered: Path, size: tuple[int, int]) -> None:
    differing = []
    async with opened(entered, size) as app:
        for name, steps in SCREENS.items():
            await steps(app)
            try:
                compare(app, name, size)
            except AssertionError as error:
                differing.append(f"{name}: {error}")
            while app.place != "HomeScreen":
                await app.press("escape")
            app.app.clear_notifications()
    assert not differing, "\n".join(differing)


async def every_screen(app: Driver) -> list[str]:
    """The text of every screen and window of the records."""
    seen = []
    for opening in (["c"], ["c", "f4"], ["m"], ["m", "f4"], ["m", "f5"], ["d"], ["d", "f4"], ["n"]):
        await app.press(*opening)
        seen.append(app.text)
        while app.place != "HomeScreen":
            await app.press("escape")
    return seen


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_sentence_is_half_translated(language: str) -> None:
    messages.set_language(language)
    foreign = {"ja": ENGLISH, "en": JAPANESE}[language]
    for key, text in messages._messages("contract", language).items():
        # The headings of a pasted table are known in both languages, whatever the app's own is.
        assert key.startswith("contract.paste.heading.") or not foreign.search(text), key


async def test_no_screen_is_half_translated(data: Path) -> None:
    async with opened(data) as app:
        for text in await every_screen(app):
            assert not ENGLISH.search(text), ENGLISH.search(text)
    messages.set_language("en")
    async with opened(data) as app:
        contract = app.walk.contract
        written = contract.title + contract.client + contract.contractor + app.app.workspace.operator
        for text in await every_screen(app):
            assert not [run for run in JAPANESE.findall(text) if run not in written]


async def test_nothing_is_cut_off_where_ambiguous_characters_are_wide(entered: Path) -> None:
    from selfaudit.tui.terminal import Terminal

    async with opened(entered, terminal=Terminal(2)) as app:
        await app.press("m")
        assert "未" in app.text
        await app.press("f5")
        assert "╭" not in app.text
