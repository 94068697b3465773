"""Answering: every outcome with what it asks for, saved at once, undone, resumed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from selfaudit.domain.inspection import MachineSays, Outcome
from selfaudit.services.views import State
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace
from selfaudit.tui.widgets.field import Field
from tests.tui.driver import LARGE, Driver, opened


def answer_of(app: Driver, item: str) -> object:
    return app.walk.view(item).answer


async def test_conforming_needs_one_key_and_enter_goes_on(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter")
        first = app.walk.last_item
        await app.press("1")
        assert app.walk.view(first).state is State.CONFORMS
        assert "【1 適合】" in app.text
        assert "保存済み 14:20" in app.text
        assert "回答 1/" in app.text
        await app.press("enter")
        assert app.walk.last_item != first


async def test_enter_alone_passes_a_row_by_and_never_answers_it(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter")
        first = app.walk.last_item
        await app.press("enter")
        assert app.walk.view(first).state is State.UNANSWERED
        second = app.walk.last_item
        assert second != first
        await app.press("right", "right", "left", "enter")
        assert app.walk.view(second).state is State.CONFORMS


async def test_nonconforming_asks_owner_and_due_date_in_japanese(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "2")
        item = app.walk.last_item
        assert "あと 対応する人、期限 を書くと" in app.text
        await app.type("総務課長")
        await app.press("enter")
        assert app.walk.view(item).state is State.INCOMPLETE
        await app.type("令和8年12月1日")
        await app.press("enter")
        saved = app.walk.view(item)
        assert saved.state is State.NONCONFORMING
        assert saved.answer
        assert (saved.answer.owner, saved.answer.due) == ("総務課長", date(2026, 12, 1))


async def test_a_date_that_is_none_is_refused_with_a_reason_and_kept_in_the_field(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "2")
        item = app.walk.last_item
        await app.type("課長")
        await app.press("enter")
        await app.type("R8.13.1")
        await app.press("enter")
        assert "期限の日付が読めません。" in app.text
        assert "R8.13.1" in app.text
        assert app.walk.view(item).state is State.INCOMPLETE


async def test_not_applicable_asks_why(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "3")
        item = app.walk.last_item
        assert "該当なしの理由" in app.text
        assert app.walk.view(item).state is State.INCOMPLETE
        await app.type("訪問をしないため")
        await app.press("enter")
        assert app.walk.view(item).state is State.NOT_APPLICABLE


async def test_full_width_digits_and_kana_work_while_the_input_method_is_on(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "１")
        first = app.walk.last_item
        assert app.walk.view(first).state is State.CONFORMS
        await app.press("ん")
        second = app.walk.last_item
        assert second != first
        await app.press("ｎ")
        assert app.walk.last_item not in (first, second)
        await app.press("／")
        assert app.place == "FindScreen"


async def test_a_note_is_saved_while_it_is_typed_and_when_it_is_left(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter")
        item = app.walk.last_item
        app.app.screen.query_one("#field-note", Field).focus()
        await app.type("鍵は二本、金庫に保管")
        await app.until(lambda: app.walk.view(item).answer is not None)
        assert app.answer(item).note == "鍵は二本、金庫に保管"
        await app.type("。")
        await app.press("f2")
        assert app.answer(item).note == "鍵は二本、金庫に保管。"


async def test_escape_leaves_the_note_and_loses_nothing(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "1", "tab")
        item = app.walk.last_item
        await app.type("備考です")
        await app.press("escape")
        assert app.place == "WalkScreen"
        assert app.answer(item).note == "備考です"
        await app.press("escape")
        assert app.place == "HomeScreen"


async def test_undo_and_redo_show_what_they_touch(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "1")
        item = app.walk.last_item
        await app.press("enter", "f8")
        assert app.walk.last_item == item, "the row that changed is shown"
        assert app.walk.view(item).state is State.UNANSWERED
        assert "1つ前の状態に戻しました。" in app.text
        await app.press("f9")
        assert app.walk.view(item).state is State.CONFORMS


async def test_next_unanswered_goes_round(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter")
        first = app.walk.last_item
        ids = [view.item.id for view in app.walk.items() if view.counts]
        app.walk.last_item = ids[-1]
        await app.press("escape", "enter", "f2")
        assert app.walk.last_item == first == ids[0]


async def test_answering_the_last_open_row_says_so(data: Path) -> None:
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk
        rows = [view.item.id for view in walk.items() if view.counts]
        for item in rows[:-1]:
            walk.set_outcome(item, Outcome.CONFORMS)
    async with opened(data) as app:
        await app.press("enter", "f2", "1", "f2")
        assert "すべての項目に答えました。" in app.text
        await app.press("enter")
        assert app.place == "HomeScreen"
        assert f"すべて回答済み  証跡 0/{len(rows)}" in app.text


def says(walk: Walk, item: str, status: str) -> None:
    """Let a machine have answered for one row."""
    checks = walk.profile.item(item).auto_checks
    row = MachineSays(
        walk.inspection.id,
        "pc-1",
        "screen_lock",
        status,
        "off",
        walk.workspace.clock(),
        {"serves": list(checks), "sentence": "自動ロックが切られています。"},
    )
    walk.workspace.repository.save_machine_results(walk.inspection.id, "pc-1", [row])
    walk.reload()


async def test_disagreeing_with_the_pc_costs_a_written_reason(data: Path) -> None:
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk
        item = next(view.item.id for view in walk.items() if view.counts and "auth.screenlock" in view.item.auto_checks)
        says(walk, item, "FAIL")
        walk.last_item = item
    async with opened(data) as app:
        await app.press("enter")
        assert "自動ロックが切られています。" in app.flowing
        await app.press("1")
        assert "PCの検査と違う理由" in app.text
        assert app.walk.view(item).state is State.INCOMPLETE
        await app.type("個室で一人で使うため")
        await app.press("enter")
        assert app.walk.view(item).state is State.CONFORMS
        assert "不合格" in app.text, "what the PC says stays beside it"


async def test_rows_that_are_not_asked_say_whose_they_are_and_why(data: Path) -> None:
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk
        question = walk.questions()[0]
        walk.answer_question(question.condition.id, yes=False)
        rows = {view.state: view for view in walk.items()}
        walk.last_item = rows[State.CLIENT_DUTY].item.id
    async with opened(data) as app:
        await app.press("enter")
        party = rows[State.CLIENT_DUTY].item.party
        assert f"{party}の実施事項" in app.text
        await app.press("1")
        assert answer_of(app, rows[State.CLIENT_DUTY].item.id) is None
        app.walk.last_item = rows[State.DROPPED].item.id
        await app.press("escape", "enter")
        stated = question.condition.no_means.ja
        assert "".join(stated.split()) in app.flowing, "the answer that dropped the row is told"
        await app.press("1")
        assert answer_of(app, rows[State.DROPPED].item.id) is None


async def test_the_clause_is_shown_character_for_character(data: Path) -> None:
    async with opened(data, (120, 40)) as app:
        longest = max((view.item for view in app.walk.items() if view.counts), key=lambda item: len(item.text))
        app.walk.last_item = longest.id
        await app.press("enter")
        pane = "".join(line.partition("│")[2] for line in app.lines)
        assert "".join(longest.text.split()) in "".join(pane.split())
        assert longest.number in pane


async def test_clicking_an_outcome_and_a_key_in_the_key_bar(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter")
        item = app.walk.last_item
        await app.pilot.click("AnswerBar", offset=(16, 0))
        await app.settle()
        assert app.walk.view(item).state is State.CONFORMS
        await app.pilot.click("KeyBar", offset=(14, 0))
        await app.settle()
        assert app.walk.last_item != item
        await app.pilot.click("KeyBar", offset=(2, 0))
        await app.settle()
        assert app.place == "HelpScreen"


async def test_the_rail_shows_a_row_at_once(data: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await app.press("enter")
        first = app.walk.last_item
        await app.press("shift+tab", "down")
        assert app.walk.last_item != first
        await app.press("enter", "1")
        assert app.walk.view(app.walk.last_item).answer


async def test_typing_faster_than_the_screen_never_ends_up_in_the_field_just_left(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "2")
        item = app.walk.last_item
        await app.type("総務課\r令和8年12月1日\r")
        await app.until(lambda: app.walk.view(item).state is State.NONCONFORMING)
        answer = app.walk.view(item).answer
        assert answer
        assert (answer.owner, answer.due) == ("総務課", date(2026, 12, 1))


async def test_tab_goes_from_the_answer_to_the_note_and_a_text_typed_on_the_answer_says_so(data: Path) -> None:
    async with opened(data) as app:
        await app.press("2", "2")
        await app.type("総務課長\r")
        await app.type("R8.12.1\r")
        assert "Tab" in app.lines[-1]
        await app.type("鍵")
        assert any("Tab を押してから" in note.message for note in app.app._notifications)
        await app.press("tab")
        await app.type("鍵は金庫")
        item = app.walk.last_item
        await app.press("escape")
        assert app.answer(item).note == "鍵は金庫"


async def test_the_saved_time_is_japanese_whatever_the_pc_is_set_to(data: Path) -> None:
    async with opened(data) as app:
        app.app.clock = lambda: datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
        await app.press("2", "1")
        assert "保存済み 00:30" in app.text
        assert str(app.app.today) == "2026-11-21"


async def test_a_law_note_names_what_it_is_about_and_its_date(data: Path) -> None:
    async with opened(data, LARGE) as app:
        view = next(view for view in app.walk.items() if view.law_notes)
        app.walk.last_item = view.item.id
        await app.press("2")
        note = view.law_notes[0]
        assert f"{note.as_of}現在" in app.flowing
        assert "".join(note.cited.split()) in app.flowing


@pytest.mark.parametrize("turns", [1, 2, 3, 5, 8, 13])
async def test_typing_at_any_pace_stays_in_order_and_goes_to_the_next_field(data: Path, turns: int) -> None:
    async with opened(data) as app:
        await app.press("enter", "2")
        item = app.walk.last_item
        await app.type("総務課\r令和8年12月1日\r", turns=turns)
        await app.until(lambda: app.walk.view(item).state is State.NONCONFORMING)
        answer = app.walk.view(item).answer
        assert answer
        assert (answer.owner, answer.due) == ("総務課", date(2026, 12, 1))
