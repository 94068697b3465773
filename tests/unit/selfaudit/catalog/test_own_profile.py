"""A ward nobody has heard of, with numbering, marks, party words and questions of its own: a data file, no code."""

import copy
import dataclasses
from pathlib import Path

import pytest

from selfaudit.catalog import check_file, list_profiles, load_profile
from selfaudit.domain.applicability import Because, applicabilities, questions
from selfaudit.domain.profile import Duty, Kind, Mark, Profile
from selfaudit.text import messages

OWN = """\
# 架空の市の契約
format: 1
id: umikaze-2027
title: 海風市 見守り業務委託 特記仕様
client: 海風市
parties:
  client: [発注者, 市]
  contractor: [受注者]
  both: [両者]
contract: {title: 見守り業務委託, start: 2027-04-01, renews: true}
conditions:
  - id: night
    label: 夜間の訪問がある場合
    question: 夜間に訪問することがありますか？
    question_en: Do you visit at night?
  - id: email
    label: 電子メールを使う場合
    question: "{client}との連絡に電子メールを使いますか？"
sheets:
  - id: terms
    title: 特記仕様
    party: 受注者
    items:
      - {number: 第1・2項, text: 受注者は、秘密を守らなければならない。, topics: [T02]}
      - {number: 第3項, text: 受注者は、次の各号を守る。, duty: definition, duty_reason: 柱書}
      - {number: ア, parent: 第3項, text: 夜間の訪問は二人で行うこと。, condition: night}
      - {number: (1), id: ア-1, parent: ア, text: 訪問の前に届け出ること。, condition: night, deadline: 前日まで}
      - {number: ①, id: ア-1-①, parent: ア-1, text: 届出は書面によること。, condition: night}
      - {number: イ, parent: 第3項, text: 名簿を持ち出さないこと。, condition: takeout, kinds: [event, photo]}
      - {number: (1), id: イ-1, parent: イ, text: 'やむを得ない場合: 承諾を得ること。', condition: takeout}
      - number: 後段
        text: |-
          承諾は、
          書面による。
      - {number: '1.10', text: 双方は、年1回協議する。, party: 両者}
      - {number: '010', text: 市は、立入検査を行うことができる。, party: 市, condition: email}
  - id: form-1
    title: 様式1（紙）
    marks: {○: 行う, －: 行わない}
    party: 受注者
    items:
      - {number: 1, text: 施錠する。, mark: ○}
      - {number: 2, text: 台帳に書く。, mark: ー}
      - {number: 3, text: 数を数える。, mark: '-', mirrors: form-2/3}
  - id: form-2
    title: 様式2（紙）
    party: 市
    items:
      - {number: 3, text: 数を確かめる。, mark: 〇}
law_notes:
  - {id: own, cited: 海風市条例, note: 改正された。, as_of: 2027-03, source: 市の公報, items: [terms/後段]}
"""


@pytest.fixture
def own(tmp_path: Path) -> Profile:
    path = tmp_path / "海風 市.yaml"
    path.write_text(OWN, encoding="utf-8")
    assert [str(problem) for problem in check_file(path)] == []
    return load_profile(path)


def test_numbers_stay_as_printed_and_the_file_gives_the_order(own: Profile) -> None:
    assert [item.number for item in own.items] == [
        *("第1・2項", "第3項", "ア", "(1)", "①", "イ", "(1)", "後段", "1.10", "010", "1", "2", "3", "3"),
    ]
    assert [item.order for item in own.items] == list(range(1, 15))
    assert len({item.id for item in own.items}) == 14


def test_sub_items_know_their_parents_at_any_depth(own: Profile) -> None:
    assert own.item("umikaze-2027/terms/ア-1-①").parent == "umikaze-2027/terms/ア-1"
    assert [child.number for child in own.children("umikaze-2027/terms/第3項")] == ["ア", "イ"]


def test_texts_are_verbatim_even_over_two_lines_and_with_colons(own: Profile) -> None:
    assert own.item("umikaze-2027/terms/後段").text == "承諾は、\n書面による。"
    assert own.item("umikaze-2027/terms/イ-1").text == "やむを得ない場合: 承諾を得ること。"


def test_party_words_decide_whose_duty_it_is(own: Profile) -> None:
    duties = {item.number: item.duty for item in own.items_of("terms")}
    assert duties["第1・2項"] is Duty.CONTRACTOR
    assert duties["1.10"] is Duty.BOTH
    assert own.item("umikaze-2027/terms/1.10").scored
    assert duties["010"] is Duty.CLIENT
    assert duties["第3項"] is Duty.DEFINITION


def test_all_dashes_are_one_mark_and_the_printed_one_is_kept(own: Profile) -> None:
    marks = [(item.mark, item.mark_text) for item in own.items_of("form-1")]
    assert marks == [(Mark.NEEDED, "○"), (Mark.NOT_NEEDED, "ー"), (Mark.NOT_NEEDED, "-")]
    assert own.item("umikaze-2027/form-2/3").mark is Mark.NEEDED
    assert own.sheet("form-1").marks == ((Mark.NEEDED, "行う"), (Mark.NOT_NEEDED, "行わない"))


def test_a_mirror_stated_once_points_both_ways(own: Profile) -> None:
    assert own.item("umikaze-2027/form-1/3").mirrors == "umikaze-2027/form-2/3"
    assert own.item("umikaze-2027/form-2/3").mirrors == "umikaze-2027/form-1/3"


def test_questions_are_the_wards_own_in_its_own_words(own: Profile) -> None:
    asked = questions(own)
    # "email" is used by a row of the ward alone: nobody is asked.
    assert [condition.id for condition in asked] == ["night", "takeout"]
    assert asked[0].question.get("en") == "Do you visit at night?"
    assert own.condition("email").question.ja == "発注者との連絡に電子メールを使いますか？"


def test_topics_speak_of_the_parties_in_the_contracts_words(own: Profile) -> None:
    item = own.item("umikaze-2027/terms/第1・2項")
    assert item.evidence[0].ja.startswith("従事者全員の誓約書")
    assert own.topics["T02"].title.en == "Confidentiality"
    assert item.kinds == (Kind.ATTESTATION, Kind.DOCUMENT)


def test_the_interview_works_on_it(own: Profile) -> None:
    result = applicabilities(own, {"night": False})
    assert [item_id.rpartition("/")[2] for item_id, a in result.items() if a.applies is False] == [
        *("ア", "ア-1", "ア-1-①", "2", "3"),
    ]
    assert result["umikaze-2027/terms/イ"].because is Because.UNANSWERED
    assert result["umikaze-2027/form-1/2"].because is Because.MARK


def test_own_law_notes_come_before_the_general_ones(own: Profile) -> None:
    assert own.law_notes[0].cited == "海風市条例"
    assert [note.id for note in own.notes_for("umikaze-2027/terms/後段")] == ["own"]
    assert len(own.law_notes) > 1


def test_it_is_listed_from_a_folder_and_loaded_by_its_path(own: Profile, tmp_path: Path) -> None:
    (tmp_path / "broken.yml").write_text("title: [", encoding="utf-8")
    (tmp_path / "memo.txt").write_text("id: no", encoding="utf-8")
    listed = list_profiles(tmp_path)[5:]
    assert [summary.id for summary in listed] == ["", "umikaze-2027"]
    assert "broken.yml" in listed[0].title
    assert load_profile(listed[1].path) == own
    assert own.path == listed[1].path


def test_a_profile_survives_being_copied_and_turned_into_plain_data(own: Profile) -> None:
    assert copy.deepcopy(own) == own
    assert dataclasses.asdict(own)["items"][0]["number"] == "第1・2項"


def test_a_built_in_profile_can_be_copied_outside_and_changed(tmp_path: Path) -> None:
    from selfaudit.catalog.loader import DATA

    path = tmp_path / "copy.yaml"
    path.write_text((DATA / "setagaya-2026.yaml").read_text(encoding="utf-8").replace("世田谷区", "多摩川区"), "utf-8")
    assert load_profile(path).client == "多摩川区"


def test_the_starter_file_is_a_valid_profile_in_both_languages(tmp_path: Path) -> None:
    from selfaudit.catalog import new_template

    for language in messages.LANGUAGES:
        messages.set_language(language)
        path = tmp_path / f"{language}.yaml"
        path.write_text(new_template(), encoding="utf-8")
        assert check_file(path) == []
        profile = load_profile(path)
        assert {item.duty for item in profile.items} == {Duty.CONTRACTOR, Duty.CLIENT, Duty.DEFINITION}


def test_thresholds_for_the_pcs_may_stand_in_the_papers(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"{OWN}\npc_policy: {{log_days: 365, lock_minutes: 10}}\n", encoding="utf-8")
    assert load_profile(path).pc_policy == {"log_days": 365, "lock_minutes": 10}
    path.write_text(f"{OWN}\npc_policy: {{log_days: 99999, proxy: yes}}\n", encoding="utf-8")
    said = " ".join(str(problem) for problem in check_file(path))
    assert "log_days" in said
    assert "proxy" in said
