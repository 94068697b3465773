"""The walk with a real database and the real profiles."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from selfaudit.domain.inspection import Outcome
from selfaudit.domain.progress import Gap
from selfaudit.errors import InputError
from selfaudit.services.views import Filter, State
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "data", program="test") as opened:
        yield opened


@pytest.fixture
def walk(workspace: Workspace) -> Walk:
    return workspace.start(
        profile="setagaya-2026", title="就労支援", contractor="みほん会", fiscal_year=2026, operator="見本 点検子"
    )


def test_the_three_questions_are_kept_and_the_same_year_is_not_begun_twice(workspace: Workspace, walk: Walk) -> None:
    assert (walk.contract.title, walk.contract.contractor, walk.fiscal_year.year) == ("就労支援", "みほん会", 2026)
    again = workspace.start(profile="", title="", contractor="", fiscal_year=2026, contract=walk.contract)
    assert again.inspection == walk.inspection
    resumed = workspace.walk()
    assert resumed is not None
    assert resumed.inspection == walk.inspection


def test_a_no_in_the_interview_drops_its_items_and_a_yes_brings_what_was_written_back(walk: Walk) -> None:
    item = next(row.item for row in walk.items() if row.item.condition == "subcontract" and row.item.scored)
    walk.set_outcome(item.id, Outcome.CONFORMS)
    walk.set_field(item.id, "note", "再委託はしていない")
    total = walk.progress().total
    decided = next(question.items for question in walk.questions() if question.condition.id == "subcontract")
    walk.answer_question("subcontract", False)
    assert walk.view(item.id).state is State.DROPPED
    assert walk.progress().total == total - decided
    walk.answer_question("subcontract", True)
    assert walk.view(item.id).answer.note == "再委託はしていない"
    assert walk.progress().total == total


def test_an_item_counts_as_answered_only_when_nothing_is_missing(walk: Walk) -> None:
    item = walk.next_unanswered(None)
    assert item is not None
    view = walk.set_outcome(item, Outcome.NONCONFORMING)
    assert view.gaps == (Gap.OWNER, Gap.DUE)
    assert view.state is State.INCOMPLETE
    walk.set_field(item, "owner", "見本")
    view = walk.set_field(item, "due", "令和8年12月25日")
    assert view.gaps == ()
    assert view.answer.due == date(2026, 12, 25)
    assert walk.progress().answered == 1
    view = walk.set_outcome(item, Outcome.NOT_APPLICABLE)
    assert view.gaps == (Gap.REASON,)
    assert view.answer.owner == "見本", "what was written is kept when the outcome changes"


def test_a_date_that_is_none_is_refused_and_the_old_one_stays(walk: Walk) -> None:
    item = walk.next_unanswered(None)
    walk.set_outcome(item, Outcome.NONCONFORMING)
    walk.set_field(item, "due", "R8.12.25")
    with pytest.raises(InputError):
        walk.set_field(item, "due", "来月のどこか")
    assert walk.view(item).answer.due == date(2026, 12, 25)


def test_rows_of_the_client_and_definitions_are_never_asked_nor_counted(walk: Walk) -> None:
    views = walk.items()
    shown_only = [view for view in views if view.state in (State.CLIENT_DUTY, State.DEFINITION)]
    assert shown_only
    assert walk.progress().total == len(views) - len(shown_only)
    with pytest.raises(InputError):
        walk.set_outcome(shown_only[0].item.id, Outcome.CONFORMS)


def test_next_unanswered_goes_round_and_ends_when_all_is_answered(walk: Walk) -> None:
    order = [row.item.id for row in walk.items() if row.counts]
    assert walk.next_unanswered(order[-1]) == order[0]
    for item in order:
        walk.set_outcome(item, Outcome.CONFORMS)
    assert walk.next_unanswered(order[0]) is None
    assert walk.progress().answered == len(order)
    assert walk.filtered(Filter.UNANSWERED) == []
    assert walk.filtered(Filter.NO_EVIDENCE) == order


def test_search_ignores_width_and_kana_form(walk: Walk) -> None:
    assert walk.search("ﾊﾟｽﾜｰﾄﾞ") == walk.search("パスワード") == walk.search("ぱすわーど") != []
    assert walk.search("存在しない言葉ですよ") == []


def test_an_exhibit_is_attached_as_pasted_and_backs_the_item(walk: Walk, tmp_path: Path) -> None:
    picture = tmp_path / "鍵の 写真𠮷.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    item = walk.next_unanswered(None)
    exhibit = walk.attach(item, f' "{picture}" ')
    assert exhibit.name == "鍵の 写真𠮷.jpg"
    assert walk.view(item).backed
    again = walk.attach(item, picture.as_uri())
    assert again.id == exhibit.id, "the same file is kept once"
    assert len(walk.view(item).exhibits) == 1
    walk.detach(exhibit.id)
    assert not walk.view(item).backed


@pytest.mark.parametrize("path", ["", "   ", "/nowhere/at/all.jpg", "\0"])
def test_a_wrong_path_is_explained(walk: Walk, path: str) -> None:
    with pytest.raises(InputError) as raised:
        walk.attach(walk.next_unanswered(None), path)
    assert raised.value.title
    assert raised.value.next_step


def test_undo_and_redo_name_the_item_they_touched(walk: Walk) -> None:
    item = walk.next_unanswered(None)
    walk.set_outcome(item, Outcome.CONFORMS)
    walk.set_field(item, "note", "見た")
    assert walk.undo() == item
    assert walk.view(item).answer.note == ""
    assert walk.redo() == item
    assert walk.view(item).answer.note == "見た"


def test_last_years_answer_is_a_proposal_until_confirmed(workspace: Workspace, walk: Walk) -> None:
    item = walk.next_unanswered(None)
    walk.set_outcome(item, Outcome.CONFORMS)
    walk.set_field(item, "note", "鍵は2本")
    this_year = workspace.start(profile="", title="", contractor="", fiscal_year=2027, contract=walk.contract)
    view = this_year.view(item)
    assert view.state is State.UNANSWERED
    assert view.previous.note == "鍵は2本"
    workspace.operator = "後任"
    view = this_year.confirm_previous(item)
    assert view.state is State.CONFORMS
    assert (view.answer.note, view.answer.answered_by) == ("鍵は2本", "後任")
    assert walk.view(item).answer.answered_by == "見本 点検子", "last year's inspection is untouched"
    this_year.set_outcome(item, Outcome.NEEDS_REVIEW)
    assert this_year.filtered(Filter.CHANGED_SINCE_LAST_YEAR) == [item]


def test_the_place_worked_on_last_is_kept_over_a_restart(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "data", program="first") as first:
        walk = first.start(profile="shinjuku-2018", title="", contractor="x", fiscal_year=2026)
        walk.last_item = walk.profile.items[5].id
    with Workspace.open(tmp_path / "data", program="second") as second:
        resumed = second.walk()
        assert resumed is not None
        assert resumed.last_item == resumed.profile.items[5].id


def test_an_inspection_that_does_not_exist_is_never_replaced_by_another(workspace: Workspace, walk: Walk) -> None:
    with pytest.raises(InputError):
        workspace.walk(walk.inspection.id[:-1])
    opened = workspace.walk(walk.inspection.id)
    assert opened is not None
    assert opened.inspection == walk.inspection


def test_the_interview_tells_the_checks_whether_my_numbers_are_handled(walk: Walk) -> None:
    from selfaudit.services.policy import MY_NUMBER, policy_for

    assert MY_NUMBER in {question.condition.id for question in walk.questions()}
    assert "sensitive_id" not in policy_for(walk).declared
    walk.answer_question(MY_NUMBER, True)
    assert policy_for(walk).declared["sensitive_id"] is True


def test_last_years_interview_is_proposed_and_answers_nothing_until_confirmed(workspace: Workspace, walk: Walk) -> None:
    walk.answer_question("subcontract", False)
    following = workspace.start(profile="", title="", contractor="", fiscal_year=2027, contract=walk.contract)
    asked = {question.condition.id: question for question in following.questions()}
    assert (asked["subcontract"].previous, asked["subcontract"].answer) == (False, None)
    following.confirm_previous_question("subcontract")
    assert next(row.answer for row in following.questions() if row.condition.id == "subcontract") is False
    other = next(name for name, question in asked.items() if question.previous is None)
    with pytest.raises(InputError):
        following.confirm_previous_question(other)
