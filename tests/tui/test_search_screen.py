"""The search screen: results in three arrangements, and what can be done with a file found."""

from pathlib import Path

import pytest

from selfaudit.services import search_places
from selfaudit.text import messages
from tests.tui.driver import Driver, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two folders with a list each, a picture nobody can read, and a quiet file."""
    place = tmp_path / "共有"
    for name in ("総務", "支援"):
        (place / name).mkdir(parents=True)
    (place / "総務" / "名簿.csv").write_text(
        "氏名,電話\n佐藤 健一,090-8273-6491\n高橋 由美子,080-5926-3748\n", encoding="cp932"
    )
    (place / "支援" / "経過.txt").write_text(
        "利用者の飯島莉央さん、昭和52年8月19日生まれ、統合失調症。", encoding="utf-8"
    )
    (place / "支援" / "写真.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (place / "議事録.txt").write_text("本日の議題について。", encoding="utf-8")
    return place


async def searched(app: Driver, folder: Path) -> None:
    await app.press("4")
    await app.type(str(folder))
    await app.press("enter")
    await app.until(lambda: "終わりました" in app.text or app.place == "MessageScreen")
    await app.until(lambda: "経過.txt" in app.text)
    await app.press("tab")


async def test_results_are_arranged_by_folder_gravity_and_kind(data: Path, folder: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await searched(app, folder)
        assert "総務 (1件)" in app.text
        assert "支援 (1件)" in app.text
        assert "検査不能: " in app.text
        assert "写真.png" in app.text
        await app.press("f6")
        assert "重い" in app.text
        assert "総務 (1件)" not in app.text
        await app.press("f6")
        assert "電話番号 (1件)" in app.text
        assert "生年月日 (1件)" in app.text
        assert "8273-6491" not in app.text


async def made_a_place_of_work(app: Driver, folder: Path) -> None:
    await searched(app, folder)
    await app.press("down", "f4")
    await app.until(lambda: app.place == "AskScreen")
    await app.type("名簿を作る作業場所")
    await app.press("enter")
    await app.until(lambda: app.place == "SearchScreen")


async def test_a_folder_becomes_a_place_of_work_with_a_reason_that_is_journalled(data: Path, folder: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await made_a_place_of_work(app, folder)
        place = str(folder / "支援")
        assert place in app.walk.contract.folders
        assert search_places.reasons(app.app.workspace, app.walk.contract.id) == {place: "名簿を作る作業場所"}
        kinds = [row.kind for row in app.walk.workspace.repository.journal()]
        assert {"contract", "policyvalue"} <= set(kinds)
        await app.until(lambda: "作業場所  経過.txt" in app.text)


async def test_without_a_file_manager_the_place_is_told(
    data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for display in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(display, raising=False)
    async with opened(data, (120, 40)) as app:
        await searched(app, folder)
        await app.press("down", "down", "f9")
        await app.until(lambda: app.place == "MessageScreen")
        assert "フォルダを開くプログラムが見つかりません" in app.flowing


async def test_on_coming_back_the_screen_says_how_to_see_the_files_again(data: Path, folder: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await searched(app, folder)
        await app.press("escape")
        await app.until(lambda: app.place != "SearchScreen")
        await app.press("4")
        await app.until(lambda: "もう一度調べると出ます" in app.flowing)
        assert "経過.txt" not in app.text


async def test_without_a_reason_nothing_is_marked(data: Path, folder: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await searched(app, folder)
        before = app.walk.contract.folders
        await app.press("down", "f4")
        await app.until(lambda: app.place == "AskScreen")
        await app.press("escape")
        assert app.walk.contract.folders == before


async def test_chosen_files_go_to_the_screen_that_erases(data: Path, folder: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await searched(app, folder)
        await app.press("down", "down", "f7")
        await app.until(lambda: app.place == "EraseFoundScreen")
        assert "経過.txt" in app.text
        assert (folder / "支援" / "経過.txt").exists(), "nothing is erased before two confirmations"


async def test_the_second_search_reads_only_what_changed_unless_told_otherwise(data: Path, folder: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await searched(app, folder)
        (folder / "新規.txt").write_text("本日の議題について。", encoding="utf-8")
        await app.press("f5")
        assert "もう一度F5" in app.flowing
        await app.press("f5")
        await app.until(lambda: len(app.walk.search_runs()) == 2)
        await app.press("f2", "f5")
        await app.until(lambda: len(app.walk.search_runs()) == 3)
        modes = [(run.summary["mode"], run.summary["from_cache"]) for run in app.walk.search_runs()]
        assert modes == [("incremental", 0), ("incremental", 4), ("full", 0)]


async def test_at_the_smallest_terminal_all_of_it_fits(data: Path, folder: Path) -> None:
    async with opened(data) as app:
        await searched(app, folder)
        assert "経過.txt" in app.text
        assert "F6" in app.text
        assert "Esc" in app.text
        assert len(app.lines) == 24


async def test_the_screen_speaks_english(data: Path, folder: Path) -> None:
    messages.set_language("en")
    async with opened(data, (120, 40)) as app:
        await app.press("4")
        await app.type(str(folder))
        await app.press("enter")
        await app.until(lambda: "Not inspected" in app.text)
        await app.press("f6")
        await app.until(lambda: "Grave" in app.text)


async def test_a_folder_typed_replaces_the_one_proposed(data: Path, folder: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await made_a_place_of_work(app, folder)
        await app.press("escape")
        await app.until(lambda: app.place != "SearchScreen")
        await app.press("4")
        await app.until(lambda: app.place == "SearchScreen")
        await app.type(str(folder / "総務"))
        await app.press("enter")
        await app.until(lambda: "名簿.csv" in app.text)
        assert app.place == "SearchScreen"
