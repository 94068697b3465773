"""The interview: what is asked, what drops out and which answer did it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfaudit.catalog import list_profiles, load_profile
from selfaudit.domain.applicability import Because, applicabilities, applicability, questions
from selfaudit.domain.profile import ALWAYS, Profile
from selfaudit.text import messages

NAMES = [summary.id for summary in list_profiles()]


@pytest.fixture
def setagaya() -> Profile:
    return load_profile("setagaya-2026")


@pytest.mark.parametrize("name", NAMES)
def test_only_the_questions_of_scored_rows_are_asked_in_the_order_of_the_contract(name: str) -> None:
    profile = load_profile(name)
    asked = [condition.id for condition in questions(profile)]
    first_use = [item.condition for item in profile.items if item.scored]
    assert asked == sorted(set(first_use) - {ALWAYS}, key=first_use.index)


def test_nothing_drops_out_before_a_question_is_answered(setagaya: Profile) -> None:
    for item_id, result in applicabilities(setagaya, {}).items():
        item = setagaya.item(item_id)
        if item.condition == ALWAYS:
            assert (result.applies, result.because) == (True, Because.ALWAYS)
        elif item.scored:
            assert (result.applies, result.because) == (None, Because.UNANSWERED)
        else:
            assert result.applies is not False


def test_a_no_drops_the_items_of_its_question_and_says_so(setagaya: Profile) -> None:
    result = applicabilities(setagaya, {"subcontract": False, "cloud": True})
    dropped = {setagaya.item(item_id).number for item_id, a in result.items() if a.applies is False}
    assert dropped == {"I-12(7)", "4", "4後段"}
    because = result["setagaya-2026/annex/4"]
    sentence = messages.t(because.key, **because.words("ja"))
    assert "ほかの会社や個人に任せていますか" in sentence
    assert "いいえ" in sentence
    assert because.words("ja")["statement"] == "再委託をしていない。"
    assert result["setagaya-2026/annex/25"].applies is True


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_reason_is_a_complete_sentence_in_both_languages(name: str, language: str) -> None:
    messages.set_language(language)
    profile = load_profile(name)
    for answers in (
        {},
        dict.fromkeys((c.id for c in profile.conditions), True),
        {c.id: False for c in profile.conditions},
    ):
        for result in applicabilities(profile, answers).values():
            sentence = messages.t(result.key, **result.words(language))
            assert sentence
            assert not sentence.startswith("catalog.")
            assert "「」" not in sentence
            assert '""' not in sentence


@given(st.dictionaries(st.sampled_from([c.id for c in load_profile("setagaya-2026").conditions]), st.booleans()))
def test_changing_an_answer_back_restores_what_was(answers: dict[str, bool]) -> None:
    profile = load_profile("setagaya-2026")
    before = applicabilities(profile, answers)
    for condition in questions(profile):
        changed = {**answers, condition.id: not answers.get(condition.id, False)}
        for item_id, result in applicabilities(profile, changed).items():
            if profile.item(item_id).condition != condition.id:
                assert result == before[item_id], "an answer touches the items of its own question only"
    assert applicabilities(profile, dict(answers)) == before


def test_answers_of_another_profile_are_ignored(setagaya: Profile) -> None:
    assert applicabilities(setagaya, {"seminar": False, "no-such-question": True}) == applicabilities(setagaya, {})


def test_a_row_of_the_ward_is_shown_even_where_nobody_is_asked(setagaya: Profile) -> None:
    result = applicability(setagaya.item("setagaya-2026/annex/38"), setagaya, {})
    assert (result.applies, result.because) == (True, Because.NOT_ASKED)


@pytest.mark.parametrize("name", NAMES)
def test_each_no_drops_exactly_the_rows_the_material_ties_to_it(name: str, shared: Path) -> None:
    rows = json.loads((shared / "clauses.json").read_text(encoding="utf-8"))
    profile = load_profile(name)
    for condition in profile.conditions:
        dropped = [i for i, a in applicabilities(profile, {condition.id: False}).items() if a.applies is False]
        assert dropped == [r["id"] for r in rows if r["profile"] == name and r["condition"] == condition.id]
