"""One key changes between the contractor's side and the ward's desk, as far as the data folder has both."""

from pathlib import Path

from selfaudit.services import ward
from selfaudit.services.workspace import Workspace
from tests.tui.driver import opened


async def test_without_a_desk_the_key_offers_to_make_one_and_esc_leaves_it(data: Path) -> None:
    async with opened(data) as app:
        await app.press("f2")
        await app.until(lambda: app.place == "WardBeginAct")
        assert "受託者の方はEscで戻ってください" in app.flowing
        await app.press("escape")
        await app.until(lambda: app.place == "HomeScreen")
        assert not app.app.workspace.is_desk


async def test_with_both_in_one_folder_the_key_changes_sides(data: Path) -> None:
    with Workspace.open(data, program="test") as workspace:
        ward.init(workspace, "見本区", "a passphrase of the ward")
    async with opened(data) as app:
        assert app.place == "HomeScreen"
        await app.press("ｗ")
        assert app.place == "WardRegisterScreen"
        await app.press("f2")
        assert app.place == "HomeScreen"


async def test_a_first_run_can_find_the_desk_too(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as app:
        await app.until(lambda: app.app._workspace is not None)
        await app.press("f2")
        await app.until(lambda: app.place == "WardBeginAct")
        await app.press("escape")
        await app.until(lambda: app.place == "FirstRunScreen")
