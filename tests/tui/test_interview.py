"""The yes/no questions: what drops out says which answer made it so, and nothing written is ever lost."""

from pathlib import Path

from selfaudit.services import search
from selfaudit.services.views import State
from selfaudit.services.workspace import Workspace
from tests.tui.driver import opened


async def test_a_no_drops_rows_and_says_which(data: Path) -> None:
    async with opened(data) as app:
        await app.press("1")
        question = app.walk.questions()[0]
        dropping = [view.item for view in app.walk.items() if view.item.condition == question.condition.id]
        await app.press("2", "up")
        assert "「いいえ」のため該当なしになる項目" in app.text
        assert all("".join(item.number.split()) in app.flowing for item in dropping if item.scored)
        assert {app.walk.view(item.id).state for item in dropping if item.scored} == {State.DROPPED}


async def test_full_width_digits_answer_and_zero_takes_back(data: Path) -> None:
    async with opened(data) as app:
        await app.press("1", "２")
        assert app.walk.questions()[0].answer is False
        await app.press("up", "０")
        assert app.walk.questions()[0].answer is None
        assert "回答 21/22" in app.text
        await app.press("enter")
        assert app.place == "InterviewScreen", "an open question is asked before going on"
        await app.press("ｙ", "enter")
        assert app.place == "WalkScreen"


async def test_changing_an_answer_twice_keeps_what_was_written(data: Path) -> None:
    async with opened(data) as app:
        condition = app.walk.questions()[0].condition.id
        item = next(view.item.id for view in app.walk.items() if view.item.condition == condition and view.counts)
        app.walk.set_field(item, "note", "鍵は金庫")
        await app.press("1", "2", "up")
        assert app.walk.view(item).state is State.DROPPED
        await app.press("1")
        answer = app.walk.view(item).answer
        assert answer
        assert answer.note == "鍵は金庫"


async def test_an_answer_can_be_undone(data: Path) -> None:
    async with opened(data) as app:
        await app.press("1", "2")
        assert app.walk.questions()[0].answer is False
        await app.press("f8")
        assert app.walk.questions()[0].answer is True


async def test_what_the_pc_says_against_a_no_is_in_sight_on_a_small_window(data: Path, tmp_path: Path) -> None:
    (tmp_path / "共有").mkdir()
    (tmp_path / "共有" / "控え.csv").write_text("氏名,個人番号\n曽我部 玲央奈,852741693050\n", encoding="utf-8")
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk
        search.run(walk, [str(tmp_path / "共有")])
        asked = walk.questions()
        place = next(place for place, row in enumerate(asked) if row.against)
        walk.answer_question(asked[place].condition.id, yes=False)
    async with opened(data) as app:
        await app.press("1")
        assert app.text.count("いいえ!") == 1, "the list says where"
        await app.press(*["down"] * place)
        assert "PCの検査と食い違います" in app.text
        assert "「いいえ」のため該当なしになる項目" in app.text, "nothing of the explanation is cut off"


async def test_last_years_answer_is_a_proposal_that_enter_confirms(data: Path) -> None:
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk
        walk.answer_question(walk.questions()[1].condition.id, yes=False)
        workspace.start(profile="", title="", contractor="", fiscal_year=2027, contract=walk.contract)
    async with opened(data) as app:
        await app.press("1")
        assert "(はい)" in app.text
        assert "(いいえ)" in app.text
        assert "前年の回答は「はい」でした" in app.text
        assert "回答 0/22" in app.text, "a proposal is no answer"
        await app.press("enter", "enter")
        assert "回答 2/22" in app.text
        assert [row.answer for row in app.walk.questions()[:3]] == [True, False, None]
