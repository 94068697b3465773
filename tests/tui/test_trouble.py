"""Whatever goes wrong is said in words; nothing entered is lost and no traceback reaches the person."""

from pathlib import Path

import pytest

from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace
from selfaudit.tui.failure import LOG_NAME
from tests.tui.driver import opened

SECRET = "世田谷太郎 090-1234-5678"


async def test_a_second_program_on_the_same_data_is_told_so(data: Path) -> None:
    with Workspace.open(data, program="もう一つ"):
        async with opened(data, trouble=True) as app:
            await app.until(lambda: app.place == "MessageScreen")
            assert "次にすること" in app.text
            await app.press("enter")
        assert app.app.return_value == 65


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    async with opened(blocked / "data", trouble=True) as app:
        await app.until(lambda: app.place == "MessageScreen")
        assert "次にすること" in app.text


async def test_an_unforeseen_error_becomes_a_message_without_its_text(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Walk, item_id: str, outcome: object) -> None:
        raise ValueError(SECRET)

    async with opened(data, trouble=True) as app:
        await app.press("enter")
        item = app.walk.last_item
        app.app.screen.query_one("#field-note").focus()
        await app.type("書いたこと")
        await app.press("escape")
        monkeypatch.setattr(Walk, "set_outcome", broken)
        await app.press("1")
        assert "思わぬ不具合が起きました。" in app.text
        assert "太郎" not in app.text
        await app.press("enter")
        assert app.place == "WalkScreen", "the app goes on"
        assert app.answer(item).note == "書いたこと"
    log = (data / LOG_NAME).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "broken" in log
    assert "太郎" not in log


async def test_a_text_that_cannot_be_saved_stays_in_its_field(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from selfaudit.errors import DataError

    def full(self: Walk, *_: object) -> None:
        raise DataError("ディスクがいっぱいです。", "", "空きを作ってください。")

    async with opened(data) as app:
        await app.press("enter", "tab")
        with monkeypatch.context() as broken:
            broken.setattr(Walk, "set_field", full)
            await app.type("大事な備考")
            await app.press("escape")
            assert "ディスクがいっぱいです。" in app.text
            assert "大事な備考" in app.text
        item = app.walk.last_item
        await app.press("f2")
        assert app.answer(item).note == "大事な備考"


@pytest.mark.parametrize("size", [(40, 24), (80, 10)])
async def test_a_window_too_small_says_so_and_loses_nothing(data: Path, size: tuple[int, int]) -> None:
    async with opened(data) as app:
        await app.press("enter", "tab")
        item = app.walk.last_item
        await app.type("小さくしても消えない")
        await app.pilot.resize_terminal(*size)
        await app.settle()
        assert "画面が小さすぎます" in app.text
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert app.place == "WalkScreen"
        assert "小さくしても消えない" in app.text
        await app.press("escape")
        assert app.answer(item).note == "小さくしても消えない"


async def test_the_interrupt_key_never_ends_the_app_and_says_how_to(data: Path) -> None:
    async with opened(data) as app:
        await app.press("ctrl+c")
        assert any("終わるときは Ctrl+Q を押します" in note.message for note in app.app._notifications)
        assert app.place == "HomeScreen"
