"""Contract details, PCs, and the next fiscal year: typed in Japanese, saved at once, refused beside the field."""

from datetime import date
from pathlib import Path

from selfaudit.services.workspace import Workspace
from selfaudit.text.messages import t
from selfaudit.tui.widgets.folders import FolderList
from selfaudit.tui.widgets.form import Form
from tests.tui.driver import Driver, opened
from tests.tui.furnish import furnish, paste


async def field(app: Driver, name: str) -> None:
    """Go to one field of the form on top."""
    app.app.screen.query_one(Form).field(name).focus()
    await app.settle()


async def test_the_records_are_one_key_away_from_home_and_from_the_walk(data: Path) -> None:
    async with opened(data) as app:
        for key, place in (("c", "ContractScreen"), ("ｍ", "RosterScreen"), ("ｄ", "MachinesScreen")):
            await app.press(key)
            assert app.place == place
            await app.press("escape")
            assert app.place == "HomeScreen"
        await app.press("2")
        for key, place in (
            ("f12", "ContractScreen"),
            ("ｃ", "ContractScreen"),
            ("m", "RosterScreen"),
            ("d", "MachinesScreen"),
        ):
            await app.press(key)
            assert app.place == place
            await app.press("escape")
            assert app.place == "WalkScreen"


async def test_the_contract_is_typed_in_japanese_and_kept_without_a_save_key(data: Path) -> None:
    async with opened(data) as app:
        await app.press("c")
        await field(app, "section")
        await app.type("障害施策推進課")
        await app.press("enter")
        assert app.walk.contract.section == "障害施策推進課"
        assert "保存済み 14:20" in app.text
        await field(app, "representative")
        await app.type("理事長 𠮷田髙子")
        await app.until(lambda: app.walk.contract.representative == "理事長 𠮷田髙子")
        await field(app, "information")
        await app.type("氏名")
        await app.press("enter")
        await app.type("住所")
        await app.press("tab")
        assert app.walk.contract.information == ("氏名", "住所")
        await app.press("escape")
        assert app.place == "HomeScreen"
    with Workspace.open(data, program="test") as workspace:
        assert workspace.contracts()[0].section == "障害施策推進課"


async def test_a_day_is_taken_in_any_writing_and_shown_in_japanese_years(data: Path) -> None:
    async with opened(data) as app:
        await app.press("c")
        await field(app, "start")
        await app.press("ctrl+u")
        await app.type("2026/4/1")
        await app.press("down")
        assert app.walk.contract.start == date(2026, 4, 1)
        assert "令和8年4月1日" in app.text
        await app.press("ctrl+u")
        await app.type("R8.3.31")
        await app.press("enter")
        assert "契約の終わりの日が、始まりの日より前になっています。" in app.flowing


async def test_a_refused_text_is_explained_beside_its_field_and_not_thrown_away(data: Path) -> None:
    async with opened(data) as app:
        before = app.walk.contract
        await app.press("c")
        await field(app, "start")
        await app.press("ctrl+u")
        await app.type("来年の春")
        await app.press("enter")
        line = next(place for place, text in enumerate(app.lines) if "来年の春" in text)
        assert "「来年の春」は日付として読めません" in app.lines[line + 1]
        assert app.walk.contract == before
        await app.press("escape")
        assert app.place == "ContractScreen", "leaving is asked for twice while a text is not saved"
        assert app.app.screen.focused is app.app.screen.query_one(Form).field("start")
        await app.type("R8.4.2")
        await app.press("ctrl+u")
        await app.type("R8.4.2")
        await app.press("escape")
        assert app.place == "HomeScreen"
        assert app.walk.contract.start == date(2026, 4, 2)


async def test_a_title_cannot_be_emptied(data: Path) -> None:
    async with opened(data) as app:
        title = app.walk.contract.title
        await app.press("c", "ctrl+u", "enter")
        assert "空にはできません。前の値はそのままです。" in app.text
        assert app.walk.contract.title == title
        await app.press("escape", "escape")
        assert app.place == "HomeScreen"


async def test_undo_and_redo_of_the_contract(data: Path) -> None:
    async with opened(data) as app:
        await app.press("c")
        await field(app, "number")
        await app.type("第12号")
        await app.press("f8")
        assert app.walk.contract.number == ""
        assert "第12号" not in app.text
        assert "1つ前の状態に戻しました(契約の内容)。" in app.flowing
        await app.press("f9")
        assert app.walk.contract.number == "第12号"
        assert "第12号" in app.text


async def test_a_folder_is_pasted_checked_and_taken_off(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "委託業務 名簿"
    folder.mkdir()
    async with opened(data) as app:
        await app.press("c", "f4")
        assert app.place == "FolderScreen"
        await app.type("/ない/ところ")
        await app.press("enter")
        await app.until(lambda: "そのフォルダが見つからないか、開けません。" in app.flowing)
        assert "/ない/ところ" in app.text, "what was typed stays to be mended"
        assert app.walk.contract.folders == ()
        await app.press("ctrl+u")
        await paste(app, f"'{folder}'")
        await app.press("enter")
        await app.until(lambda: app.walk.contract.folders == (str(folder),))
        await app.press("escape")
        app.app.screen.query_one(FolderList).focus()
        await app.until(lambda: t("contract.folder.there") in app.text)
        folder.rmdir()
        await app.press("f8", "f9")
        await app.until(lambda: t("contract.folder.not_there") in app.text)
        app.app.screen.query_one(FolderList).highlighted = 0
        await app.press("delete")
        assert app.walk.contract.folders == ()


async def test_a_dropped_folder_is_taken_at_once(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "業務"
    folder.mkdir()
    async with opened(data) as app:
        await app.press("c")
        app.app.screen.query_one(FolderList).focus()
        await app.settle()
        await paste(app, folder.as_uri())
        await app.until(lambda: app.walk.contract.folders == (str(folder),))


async def test_a_pc_with_a_user_from_the_roster(data: Path, tmp_path: Path) -> None:
    furnish(data, tmp_path / "pc")
    async with opened(data) as app:
        await app.press("d", "f4")
        await app.type("予備機 ﾉｰﾄPC")
        await app.press("enter")
        await app.type("Windows 11")
        await app.press("enter", "enter")
        await app.press("enter")
        assert app.place == "ChooseScreen"
        await app.press("2", "escape")
        assert app.place == "MachinesScreen"
        added = app.app.workspace.machines(app.walk.contract.id)[-1]
        assert (added.label, added.os, added.user) == ("予備機 ﾉｰﾄPC", "Windows 11", "p0")
        assert "𠮷田 花子" in app.text.split("予備機")[1]
        await app.press("delete")
        assert len(app.app.workspace.machines(app.walk.contract.id)) == 2
        await app.press("f8")
        assert "予備機" in app.text


async def test_a_pc_whose_user_left_the_roster_is_told(data: Path, tmp_path: Path) -> None:
    furnish(data, tmp_path / "pc")
    async with opened(data) as app:
        app.app.workspace.remove_person("p0")
        await app.press("d")
        assert "この端末を使う人が名簿にありません。" in app.flowing


async def test_the_next_fiscal_year_of_the_same_contract(data: Path) -> None:
    async with opened(data) as app:
        contract, inspection = app.walk.contract, app.walk.inspection
        await app.press("n")
        assert "令和9年度（2027年度）の点検を始める" in app.text
        assert "いまの点検" in app.text
        await app.press("up", "enter")
        assert app.place == "InterviewScreen"
        assert (app.walk.contract, app.walk.inspection.fiscal_year) == (contract, 2027)
        await app.press("escape")
        assert app.place == "HomeScreen"
        assert "令和9年度" in app.lines[2]
        await app.press("n", "down", "enter")
        assert app.place == "HomeScreen"
        assert app.walk.inspection == inspection


async def test_another_contract_and_back(data: Path) -> None:
    async with opened(data) as app:
        first = app.walk.contract
        other = app.app.workspace.start(
            profile="shinjuku-2012", title="相談支援", contractor="みほん", fiscal_year=2026
        )
        await app.press("n", "end", "up")
        assert "相談支援" in app.text
        await app.press("enter")
        assert app.place == "HomeScreen"
        assert app.walk.contract == other.contract
        await app.press("m")
        assert "まだ誰もいません。" in app.text, "each contract has its own roster"
        await app.press("escape", "n", "home", "down", "enter")
        assert app.walk.contract == first
