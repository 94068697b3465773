"""A person who never saw the program: three questions, the interview, the first answer."""

from pathlib import Path

from selfaudit.domain.inspection import Outcome
from selfaudit.tui.screens.first_run import FirstRunScreen
from selfaudit.tui.widgets.line import Line
from tests.tui.driver import CONTRACTOR, OPERATOR, Driver, opened


async def test_three_questions_lead_into_the_interview_and_on_to_an_item(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as app:
        assert "どの委託元の、どの契約の様式で点検しますか" in app.text
        assert "世田谷区 電算処理の業務委託契約の特記事項" in app.text
        await app.press("enter")
        assert "就労支援業務委託" in app.text, "the title of the source is proposed"
        await app.press("enter")
        await app.type(CONTRACTOR)
        await app.press("enter")
        await app.type(OPERATOR)
        await app.press("enter")
        assert "令和8年度（2026年度）  (今の年度)" in app.text
        await app.press("enter")
        assert app.place == "InterviewScreen"
        for _ in app.walk.questions():
            await app.press("1")
        await app.press("enter")
        assert app.place == "WalkScreen"
        assert app.walk.contract.contractor == CONTRACTOR
        assert app.app.workspace.operator == OPERATOR
        assert app.walk.inspection.fiscal_year == 2026


async def test_an_empty_company_name_is_asked_for_again(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as app:
        await app.press("enter", "enter", "enter", "enter")
        assert "会社の名前を書いてください。" in app.text
        await app.type("株式会社𠮷田")
        await app.press("enter", "enter")
        assert "点検する人の名前を書いてください。" in app.text, "nobody's answers would be in the record"
        await app.type(OPERATOR)
        await app.press("enter")
        assert "何年度の点検ですか" in app.text


async def test_a_title_of_ones_own_takes_the_place_of_the_proposed_one(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as app:
        await app.press("enter")
        await app.type("令和8年度 見守り業務")
        await app.press("enter")
        assert app.app.screen.query_one("#first-title", Line).value == "令和8年度 見守り業務"
        await app.press("escape", "down", "enter")
        assert app.app.screen.query_one("#first-title", Line).value == "令和8年度 見守り業務", "written, so kept"


async def test_another_choice_brings_its_own_proposed_title(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as app:
        await app.press("enter")
        first = app.app.screen.query_one("#first-title", Line).value
        await app.press("escape", "down", "down", "enter")
        assert app.app.screen.query_one("#first-title", Line).value != first


async def test_a_first_run_in_a_small_window_says_so_and_goes_on_when_enlarged(tmp_path: Path) -> None:
    async with opened(tmp_path / "data", (40, 24)) as app:
        await app.until(lambda: "画面が小さすぎます" in app.text)
        assert "walk --plain" in app.flowing.replace("walk--plain", "walk --plain")
        await app.pilot.resize_terminal(80, 24)
        await app.until(lambda: "どの委託元の、どの契約の様式で点検しますか" in app.text)
        await app.press("enter")
        assert "どの契約ですか" in app.text


async def test_a_later_start_in_a_small_window_comes_to_the_home_screen(data: Path) -> None:
    async with opened(data, (40, 24)) as app:
        assert "画面が小さすぎます" in app.text
        await app.pilot.resize_terminal(80, 24)
        await app.until(lambda: app.place == "HomeScreen")


async def test_escape_goes_back_and_keeps_what_was_written(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as app:
        await app.press("enter", "enter")
        await app.type("有限会社髙﨑")
        await app.press("escape", "enter")
        assert "有限会社髙﨑" in app.text


async def test_the_next_start_resumes_at_the_last_item(data: Path) -> None:
    async with opened(data) as app:
        assert app.place == "HomeScreen"
        await app.press("enter")
        await app.press("1", "enter", "1", "enter")
        here = app.walk.last_item
        number = app.walk.view(here).item.number
    async with opened(data) as app:
        assert "回答 2/" in app.text
        await app.press("2")
        assert app.walk.last_item == here
        assert number in app.lines[2]
        answered = [view for view in app.walk.items() if view.answer]
        assert [view.answer.outcome for view in answered if view.answer] == [Outcome.CONFORMS] * 2


async def test_keys_pressed_while_loading_are_not_lost(tmp_path: Path) -> None:
    from selfaudit.tui.app import SelfAuditApp

    app = SelfAuditApp(tmp_path / "data")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        for _ in range(5000):
            await pilot.pause(0.02)
            if isinstance(app.screen, FirstRunScreen) and app.screen._step == 1:
                break
        assert isinstance(app.screen, FirstRunScreen)
        assert app.screen._step == 1
        for _ in range(5000):
            await pilot.pause(0.02)
            if app._workspace is not None:
                break
    app.close_workspace()


async def test_a_second_contract_can_be_begun_from_home(data: Path) -> None:
    async with opened(data) as app:
        await app.press("n", "n")
        assert app.place == "FirstRunScreen"
        await app.press("down", "enter", "enter", "enter", "enter")
        assert "会社の名前を書いてください。" in app.text
        await app.type("みほん")
        await app.press("enter", "enter", "enter")
        assert app.place == "InterviewScreen", "the operator is known already"
        await app.press("escape")
        assert app.place == "HomeScreen"
        assert "新宿区" in app.text
        assert "世田谷区" in app.text, "the other inspection stays in reach"


async def give_file(app: Driver, path: Path) -> None:
    await app.press("up", "enter")
    await app.type(str(path))
    await app.press("enter")


async def test_a_wards_own_profile_file_can_be_used(tmp_path: Path, repo_root: Path) -> None:
    source = repo_root / "selfaudit" / "catalog" / "data" / "shinjuku-2019.yaml"
    own = tmp_path / "うちの区.yaml"
    text = source.read_text(encoding="utf-8").replace("id: shinjuku-2019", "id: uchinoku-2026", 1)
    own.write_text(text, encoding="utf-8")
    async with opened(tmp_path / "data") as app:
        await give_file(app, own)
        assert "どの契約ですか" in app.text
        await app.press("enter")
        await app.type(CONTRACTOR)
        await app.press("enter")
        await app.type(OPERATOR)
        await app.press("enter", "enter")
        assert app.walk.profile.id == "uchinoku-2026"
        own.unlink()
    async with opened(tmp_path / "data") as app:
        assert app.walk.profile.id == "uchinoku-2026", "the file is kept with the data"


async def test_a_profile_file_with_an_error_is_told_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: x-2026\ntitle: 様式\nitem: []\n", encoding="utf-8")
    async with opened(tmp_path / "data") as app:
        await give_file(app, broken)
        assert app.place == "MessageScreen"
        assert "3" in app.text
        await app.press("enter")
        assert app.app.screen.query_one(Line).value == str(broken), "the path need not be typed again"
        await app.press("escape")
        assert app.place == "FirstRunScreen"
