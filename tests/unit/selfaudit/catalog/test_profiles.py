"""The five built-in profiles say what the source documents say, character by character."""

import hashlib
import json
from pathlib import Path

import pytest

from selfaudit.catalog import check_file, latest_profile, list_profiles, load_profile, topics
from selfaudit.catalog.library import library
from selfaudit.catalog.loader import DATA
from selfaudit.domain.profile import ALWAYS, Duty, Kind, Mark, Profile

# Counts of field.md §1.1, and the digest of all verbatim fields as they were when compared with the source documents.
PROFILES = {
    "shinjuku-2012": (24, "328c841a54f0aac92fc601e9689d9dd023688246804ff3f161f4dda11e910514"),
    "shinjuku-2018": (35, "3f7457d7540b8189ea30a0d3b5974fb9376e4d0361b6775d10289ba232bfdf53"),
    "shinjuku-2019": (49, "0f6d39fb9e6f7fe7ccb8f732cd7239c762dcc00474b932f06058e116c5d73716"),
    "shinjuku-2025-checklist": (48, "be218c9bd921959e4208c7fab079191b0262d713a2251e55be4f537c74753670"),
    "setagaya-2026": (82, "a46e4b3e9b369b293060f6efb03d65e361483a9490be506c0a798b4c2f0bba14"),
}
VERBATIM = ("id", "number", "heading", "text", "party")


def text_digest(profile: Profile) -> str:
    rows = [[*(getattr(item, name) for name in VERBATIM), item.parent, item.mark_text] for item in profile.items]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


@pytest.fixture
def clauses(shared: Path) -> dict[str, list[dict[str, object]]]:
    """The rows of the source documents by profile."""
    found: dict[str, list[dict[str, object]]] = {}
    for row in json.loads((shared / "clauses.json").read_text(encoding="utf-8")):
        found.setdefault(row["profile"], []).append(row)
    return found


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_has_its_rows_and_nobody_touched_their_texts(name: str) -> None:
    count, digest = PROFILES[name]
    profile = load_profile(name)
    assert len(profile.items) == count
    assert text_digest(profile) == digest
    assert [item.order for item in profile.items] == list(range(1, count + 1))


def test_there_are_238_rows_and_51_topics() -> None:
    assert sum(len(load_profile(summary.id).items) for summary in list_profiles()) == 238
    assert list(topics()) == [f"T{number:02}" for number in range(1, 52)]


@pytest.mark.parametrize("name", PROFILES)
def test_rows_are_those_of_the_source_documents(name: str, clauses: dict[str, list[dict[str, object]]]) -> None:
    items = load_profile(name).items
    rows = clauses[name]
    assert [item.id for item in items] == [row["id"] for row in rows]
    for item, row in zip(items, rows, strict=True):
        for key in (*VERBATIM, "condition", "frequency", "deadline", "mirrors"):
            assert getattr(item, key) == row[key], (item.id, key)
        assert list(item.kinds) == row["kinds"], item.id
        assert list(item.topics) == row["topics"], item.id
        added = {"pii.scan"} if "常時パスワード設定" in item.text else set()  # a file the search could read has none
        assert list(item.auto_checks) == [*row["auto_checks"], *added], item.id
        assert item.mark_text == (row["mark"] or ""), item.id
        prefix = item.id.rsplit("/", 1)[0]
        assert item.parent == (f"{prefix}/{row['parent']}" if row["parent"] else None), item.id


@pytest.mark.parametrize("name", PROFILES)
def test_sections_and_contract_facts_are_those_of_the_source(
    name: str, clauses: dict[str, list[dict[str, object]]]
) -> None:
    profile, rows = load_profile(name), clauses[name]
    assert [profile.sheet(item.sheet).title for item in profile.items] == [row["section"] for row in rows]
    year = rows[0]["year"]
    assert isinstance(year, dict)
    assert (profile.client, profile.source.document, profile.source.forum) == (
        rows[0]["ward"],
        rows[0]["document_title"],
        rows[0]["forum"],
    )
    assert (profile.year, profile.defaults.fiscal_year) == (year["wareki"], year["fiscal_year"])
    assert profile.defaults.renews is year["renews"]
    exact = {key: value for key in ("start", "end") if len(value := year[f"contract_{key}"]) == 10}
    stated = {"start": profile.defaults.start, "end": profile.defaults.end}
    assert {key: day.isoformat() for key, day in stated.items() if day} == exact


def test_control_topics_are_those_of_the_material(shared: Path) -> None:
    source = json.loads((shared / "control-topics.json").read_text(encoding="utf-8"))
    for name, topic in topics().items():
        row = source[name]
        assert (topic.title.ja, topic.title.en) == (row["ja"], row["en"])
        assert list(topic.kinds) == row["kinds"]
        assert list(topic.auto_checks) == row["auto_checks"]


def test_condition_labels_are_those_of_the_material(clauses: dict[str, list[dict[str, object]]]) -> None:
    source = {str(row["condition"]): str(row["condition_ja"]) for rows in clauses.values() for row in rows}
    known = library().conditions
    assert set(known) == set(source) - {ALWAYS}
    assert {name: known[name].label.ja.replace("{client}", "区") for name in known} == {
        name: label for name, label in source.items() if name != ALWAYS
    }


@pytest.mark.parametrize("name", PROFILES)
def test_built_in_files_have_no_mistakes(name: str) -> None:
    assert check_file(DATA / f"{name}.yaml") == []


@pytest.mark.parametrize("name", PROFILES)
def test_duties_follow_the_party_words(name: str) -> None:
    profile = load_profile(name)
    for item in profile.items:
        if item.party in profile.parties.client:
            assert item.duty is Duty.CLIENT, item.id
        elif item.duty is not Duty.CONTRACTOR:
            assert item.duty is Duty.DEFINITION, item.id
            assert item.duty_reason, item.id
        assert item.scored is (item.duty in (Duty.CONTRACTOR, Duty.BOTH))


def test_a_lead_in_is_not_scored_but_its_sub_items_are() -> None:
    profile = load_profile("setagaya-2026")
    lead_in = profile.item("setagaya-2026/annex/36")
    assert lead_in.duty is Duty.DEFINITION
    children = profile.children(lead_in.id)
    assert [child.number for child in children] == [f"36({n})" for n in range(1, 7)]
    assert all(child.scored for child in children)


def test_every_lead_in_that_is_not_scored_has_sub_items_to_answer() -> None:
    for name in PROFILES:
        profile = load_profile(name)
        for item in profile.items:
            if item.duty is Duty.DEFINITION and "柱書" in item.duty_reason:
                assert profile.children(item.id), item.id


def test_rows_of_the_wards_checklist_carry_their_marks_and_mirror_one_another() -> None:
    profile = load_profile("shinjuku-2025-checklist")
    assert {item.mark for item in profile.items} == {Mark.NEEDED}
    for item in profile.items:
        assert item.mirrors is not None
        other = profile.item(item.mirrors)
        assert other.mirrors == item.id
        assert other.scored is not item.scored


@pytest.mark.parametrize("name", PROFILES)
def test_what_is_shown_beside_a_clause_uses_the_contracts_own_words(name: str) -> None:
    profile = load_profile(name)
    texts = [
        text
        for condition in profile.conditions
        for text in (condition.label, condition.question, condition.help, condition.yes_means, condition.no_means)
    ]
    texts += [t for topic in profile.topics.values() for t in (topic.why, topic.show, topic.finding, topic.remedy)]
    texts += [text for item in profile.items for text in (*item.evidence, *item.typical_finding, *item.remedy)]
    assert texts
    for text in texts:
        assert text.ja, text
        assert text.en, text
        assert "{" not in text.ja + text.en, text


def test_every_topic_and_condition_is_written_in_both_languages() -> None:
    for topic in topics().values():
        assert all(text.ja and text.en for text in (topic.title, topic.why, topic.show, topic.finding, topic.remedy))
        assert topic.kinds
    for condition in library().conditions.values():
        assert condition.question.ja.endswith("？") or "？(" in condition.question.ja, condition.id
        assert condition.question.en.endswith("?")
        assert all(text.ja and text.en for text in (condition.help, condition.yes_means, condition.no_means))


def test_law_notes_are_dated_sourced_and_tied_to_clauses_that_cite_the_law() -> None:
    for name in PROFILES:
        profile = load_profile(name)
        assert profile.law_notes
        for note in profile.law_notes:
            assert note.as_of
            assert note.source
            assert note.note.ja
            assert note.note.en
            for item_id in note.items:
                assert note in profile.notes_for(item_id)
    # The repealed ordinance is noted on exactly the rows that name it.
    for name in ("shinjuku-2012", "shinjuku-2018", "shinjuku-2019"):
        profile = load_profile(name)
        note = next(note for note in profile.law_notes if note.id == "ordinance")
        assert set(note.items) == {item.id for item in profile.items if note.cited in item.text}


def test_the_ordinance_of_one_ward_was_repealed_and_of_the_other_revised() -> None:
    repealed, revised = (
        next(note.note.ja for note in load_profile(name).law_notes if note.id == "ordinance")
        for name in ("shinjuku-2019", "setagaya-2026")
    )
    assert "廃止済み" in repealed
    assert "廃止ではなく" in revised


def test_the_digest_names_the_text_of_the_file_and_not_its_line_ends(tmp_path: Path) -> None:
    text = (DATA / "shinjuku-2012.yaml").read_text(encoding="utf-8")
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert (
        load_profile(copy).digest == load_profile("shinjuku-2012").digest == hashlib.sha256(text.encode()).hexdigest()
    )
    copy.write_text(text.replace("施錠できる", "施錠した", 1), encoding="utf-8")
    assert load_profile(copy).digest != load_profile("shinjuku-2012").digest


def test_the_list_shows_ward_and_year() -> None:
    shown = {(summary.id, summary.client, summary.year, summary.path) for summary in list_profiles()}
    assert ("setagaya-2026", "世田谷区", "令和8年度", "") in shown
    assert len(shown) == 5


def test_kinds_begin_with_the_primary_one() -> None:
    assert load_profile("setagaya-2026").item("setagaya-2026/annex/12").kinds == (Kind.PHOTO,)


def test_the_summary_of_a_list_is_that_of_the_loaded_profile() -> None:
    for summary in list_profiles():
        assert load_profile(summary.id).summary == summary


def test_the_latest_profile_is_that_of_the_latest_fiscal_year() -> None:
    assert load_profile(latest_profile()).defaults.fiscal_year == 2026
