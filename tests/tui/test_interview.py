"""The yes/no questions: what drops out says which answer made it so, and nothing written is ever lost."""

from pathlib import Path

from selfaudit.services.views import State
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
