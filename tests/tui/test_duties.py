"""Deadlines, papers, the roster compared and the registers of data in the app; see test_snapshots for how to renew them."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfaudit.services.duties import Duties
from tests.assets.full_contract import full_contract
from tests.tui.driver import LARGE, SMALL, Driver, opened
from tests.tui.test_snapshots import SIZES, compare


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A contract with every register filled in; the tests of this module only look at it."""
    data = tmp_path_factory.mktemp("full") / "data"
    workspace, _ = full_contract(data)
    workspace.close()
    return data


def duties(app: Driver) -> Duties:
    return Duties(app.app.workspace, app.walk.contract.id)


SCREENS = {
    "duties": ["t"],
    "duties-calendar": ["t", "enter"],
    "duties-papers": ["t", "down", "enter"],
    "duties-people": ["t", "down", "down", "enter"],
    "duties-sharing": ["t", "down", "down", "down", "enter"],
    "duties-rows": ["t", *["down"] * 11, "enter"],
    "duties-entry": ["t", *["down"] * 11, "enter", "enter"],
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_every_screen(filled: Path, size: tuple[int, int]) -> None:
    differing = []
    async with opened(filled, size) as app:
        for name, keys in SCREENS.items():
            await app.press(*keys)
            try:
                compare(app, name, size)
            except AssertionError as error:
                differing.append(f"{name}: {error}")
            while app.place != "HomeScreen":
                await app.press("escape")
    assert not differing, "\n".join(differing)


async def test_a_row_typed_in_is_kept_and_says_what_it_lacks(data: Path) -> None:
    async with opened(data, SMALL) as app:
        await app.press("t", *["down"] * 15, "enter", "f4")
        await app.type("施錠書庫")
        await app.press("enter")
        await app.type("K-2")
        await app.press("enter")
        (row,) = duties(app).entries("key")
        assert dict(row.values) == {"storage": "施錠書庫", "key_number": "K-2"}
        assert "本数、管理者がありません" in app.flowing
        await app.press("escape")
        assert "施錠書庫" in app.text
        await app.press("f8", "f8")
        assert duties(app).entries("key") == []


async def test_a_paper_is_made_where_the_person_wants_it(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "様式"
    folder.mkdir()
    async with opened(data, LARGE) as app:
        await app.press("t", "down", "enter", "enter")
        await app.type(str(folder))
        await app.press("enter")
        await app.until(lambda: list(folder.glob("*.pdf")))
        await app.until(lambda: "作りました" in app.flowing)
        await app.press("f4")
        await app.until(lambda: list(folder.glob("*.xlsx")))
        await app.until(lambda: ".xlsx" in app.flowing)
    (made,) = folder.glob("*.pdf")
    assert made.name.startswith("取扱責任者・取扱者届_R")
    assert made.read_bytes().startswith(b"%PDF-")
