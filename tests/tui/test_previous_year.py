"""Last year's answer is a proposal: shown, never counted until it is confirmed."""

from pathlib import Path

import pytest

from selfaudit.domain.inspection import Outcome
from selfaudit.services.views import State
from selfaudit.services.workspace import Workspace
from tests.tui.driver import answer_questions, opened


@pytest.fixture
def second_year(data: Path) -> str:
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk
        row = next(view.item.id for view in walk.items() if view.counts)
        walk.set_outcome(row, Outcome.CONFORMS)
        walk.set_field(row, "note", "訪問先一覧を届出済み")
        following = workspace.start(
            profile=walk.profile.id, title="", contractor="", fiscal_year=2027, contract=walk.contract
        )
        answer_questions(following, yes=True)
        following.last_item = row
        return row


async def test_it_is_shown_and_counts_only_when_confirmed(data: Path, second_year: str) -> None:
    async with opened(data) as app:
        assert "令和9年度" in app.text
        await app.press("enter")
        assert "前年の回答  適合  訪問先一覧を届出済み" in app.text
        assert app.walk.view(second_year).state is State.UNANSWERED
        assert "回答 0/" in app.text
        await app.press("ｙ")
        saved = app.walk.view(second_year)
        assert saved.state is State.CONFORMS
        assert saved.answer
        assert saved.answer.note == "訪問先一覧を届出済み"
        assert "訪問先一覧を届出済み" in app.lines[-5] + app.lines[-4]


async def test_a_changed_answer_is_listed_as_changed(data: Path, second_year: str) -> None:
    async with opened(data) as app:
        await app.press("enter", "4", "f6")
        assert "前年から変化 1件" in app.text
        await app.press("5")
        assert app.walk.last_item == second_year


async def test_without_an_answer_last_year_the_key_says_so(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "y")
        assert "この項目には前年の回答がありません。" in app.text
