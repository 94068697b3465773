"""Every mistake in a ward's file is answered with its line, its key and how to mend it."""

import re
from pathlib import Path

import pytest

from selfaudit.catalog import Problem, check_file, load_profile
from selfaudit.errors import InputError
from selfaudit.text import messages

GOOD = """\
format: 1
id: kawabe-2026
title: 川辺区 特記事項
client: 川辺区
parties:
  client: [甲]
  contractor: [乙]
sheets:
  - id: annex
    title: 特記事項
    party: 乙
    items:
      - number: 1
        text: 秘密を守る。
        topics: [T02]
      - number: 2
        text: 持ち出さない。
        condition: takeout
law_notes:
  - id: law
    cited: 条例
    note: 廃止された。
    as_of: 2026-04-01
    source: 公報
    items: [annex/1]
"""

# What is changed in the good file: (from, to), then the mistake that must be named: code, line, end of the key.
BROKEN = [
    (("client: 川辺区", "ward: 川辺区"), "unknown_key", 4, "ward"),
    (("client: 川辺区", "ward: 川辺区"), "missing", 1, "client"),
    (("title: 川辺区 特記事項", "title:"), "empty", 3, "title"),
    (("title: 川辺区 特記事項", "title: [川辺区]"), "not_a_text", 3, "title"),
    (("title: 川辺区 特記事項", "title: a\ntitle: b"), "duplicate_key", 4, "title"),
    (("format: 1", "format: 2"), "newer_format", 1, "format"),
    (("id: kawabe-2026", "id: 川辺区"), "bad_form", 2, "id"),
    (("  client: [甲]", "  client: 甲"), "not_a_list", 6, "parties.client"),
    (("  client: [甲]", "  client: [乙]"), "party_twice", 6, "parties.client"),
    (("  client: [甲]", "  client: [甲, 甲]"), "twice_in_list", 6, "parties.client"),
    (("parties:\n  client: [甲]\n  contractor: [乙]\n", ""), "missing", 1, "parties"),
    (("parties:\n  client: [甲]\n  contractor: [乙]\n", "parties: 甲と乙\n"), "not_a_table", 5, "parties"),
    (("    party: 乙", "    party: 丙"), "unknown_party", 13, "party"),
    (("    party: 乙\n", ""), "missing", 12, "party"),
    (("      - number: 2", "      - number: 1"), "duplicate_number", 16, "number"),
    (("      - number: 2", "      - no: 2"), "unknown_key", 16, "no"),
    (("      - number: 2", "      - number: a/b"), "bad_form", 16, "number"),
    (("        text: 持ち出さない。\n", ""), "missing", 16, "text"),
    (("condition: takeout", "condition: takeoff"), "unknown_condition", 18, "condition"),
    (("condition: takeout", "kinds: [picture]"), "unknown_word", 18, "kinds"),
    (("condition: takeout", "kinds: photo"), "not_a_list", 18, "kinds"),
    (("condition: takeout", "parent: 9"), "unknown_parent", 18, "parent"),
    (("topics: [T02]", "parent: 2"), "parent_later", 15, "parent"),
    (("topics: [T02]", "parent: 1"), "parent_later", 15, "parent"),
    (("topics: [T02]", "topics: [T02, T99]"), "unknown_topic", 15, "topics"),
    (("condition: takeout", "mirrors: ku/1"), "unknown_mirror", 18, "mirrors"),
    (("condition: takeout", "mark: △"), "unknown_mark", 18, "mark"),
    (("condition: takeout", "mark: -"), "lone_dash", 18, ""),
    (("condition: takeout", "duty: definition"), "no_reason", 18, "duty"),
    (("condition: takeout", "duty_reason: 柱書"), "reason_alone", 18, "duty_reason"),
    (("condition: takeout", "duty: nobody\n        duty_reason: 柱書"), "unknown_word", 18, "duty"),
    (("as_of: 2026-04-01", "as_of: 令和8年"), "bad_form", 23, "as_of"),
    (("items: [annex/1]", "items: [annex/7]"), "unknown_item", 25, "items"),
    (("    source: 公報\n", ""), "missing", 20, "source"),
    (("law_notes:", "contract: {start: 2026-02-30}\nlaw_notes:"), "bad_form", 19, "contract.start"),
    (("law_notes:", "contract: {start: 2026-04-01, end: 2026-03-31}\nlaw_notes:"), "ends_before_start", 19, "end"),
    (("law_notes:", "contract: {renews: yes}\nlaw_notes:"), "bad_form", 19, "renews"),
    (("law_notes:", "contract: {fiscal_year: R8}\nlaw_notes:"), "bad_form", 19, "fiscal_year"),
    (("law_notes:", "conditions: [{id: always, label: a, question: b}]\nlaw_notes:"), "reserved", 19, "id"),
    (("law_notes:", "conditions: [{id: x, label: a}]\nlaw_notes:"), "missing", 19, "question"),
    (("law_notes:", "conditions: [昼]\nlaw_notes:"), "not_a_table", 19, "conditions[0]"),
    (("law_notes:", "conditions: 昼\nlaw_notes:"), "not_rows", 19, "conditions"),
    (("sheets:", "sheets: []\nold:"), "unknown_key", 9, "old"),
    (("text: 秘密を守る。", "text: 注意: 秘密を守る。"), "colon_in_text", 14, ""),
    (("text: 秘密を守る。", "text：秘密を守る。"), "no_colon", 15, ""),
    (("text: 秘密を守る。", "text: @秘密"), "bad_start", 14, ""),
    (("        text: 秘密を守る。", "\ttext: 秘密を守る。"), "tab", 14, ""),
    (("        text: 秘密を守る。", "       text: 秘密を守る。"), "indentation", 14, ""),
    (("text: 秘密を守る。", "text: 秘密\x07を守る。"), "control_character", 14, ""),
    (("text: 秘密を守る。", "text: &x 秘密"), "anchor", 14, ""),
    (("text: 秘密を守る。", "text: *x"), "anchor", 14, ""),
    (("text: 秘密を守る。", "text: !!python/object:os.system 秘密"), "tag", 14, ""),
    (("text: 秘密を守る。", "? [a]\n        : b"), "bad_key", 14, ""),
    (("law_notes:", "---\nlaw_notes:"), "several_documents", 19, ""),
]


def problems_of(tmp_path: Path, content: str | bytes) -> list[Problem]:
    path = tmp_path / "ward.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return check_file(path)


def test_the_good_file_is_good(tmp_path: Path) -> None:
    assert problems_of(tmp_path, GOOD) == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize(("change", "code", "line", "key"), BROKEN)
def test_a_mistake_is_named_with_line_key_and_mend(
    tmp_path: Path, language: str, change: tuple[str, str], code: str, line: int, key: str
) -> None:
    messages.set_language(language)
    assert change[0] in GOOD
    found = problems_of(tmp_path, GOOD.replace(change[0], change[1], 1))
    named = [problem for problem in found if (problem.code, problem.line) == (code, line)]
    assert named, [(problem.code, problem.line, problem.key) for problem in found]
    assert any(problem.key.endswith(key) for problem in named)
    for problem in found:
        assert problem.file == "ward.yaml"
        assert problem.message
        assert problem.mend
        assert "{" not in problem.message.replace("{}", "")
        assert "catalog." not in problem.message + problem.mend


def test_all_mistakes_are_found_in_one_look_in_the_order_of_the_lines(tmp_path: Path) -> None:
    content = (
        GOOD.replace("title: 川辺区 特記事項", "titel: 川辺区").replace("[T02]", "[T77]").replace("takeout", "tekeout")
    )
    found = problems_of(tmp_path, content)
    assert [problem.code for problem in found] == ["missing", "unknown_key", "unknown_topic", "unknown_condition"]
    assert "title" in found[1].message, "the right key is proposed"
    assert "takeout" in found[3].message, "the right condition is proposed"


def test_a_file_in_another_encoding_is_answered_with_how_to_save_it(tmp_path: Path) -> None:
    found = problems_of(tmp_path, GOOD.encode("cp932"))
    assert [(problem.code, problem.line) for problem in found] == [("not_utf8", 3)]
    assert "UTF-8" in found[0].mend
    assert problems_of(tmp_path, GOOD.encode("utf-16"))[0].code in ("not_utf8", "control_character")


def test_an_unknown_mark_in_the_legend_is_named(tmp_path: Path) -> None:
    found = problems_of(tmp_path, GOOD.replace("    party: 乙", "    marks: {△: 一部}\n    party: 乙", 1))
    assert [(problem.code, problem.line) for problem in found] == [("unknown_mark", 11)]


def test_mirrors_pair_one_to_one(tmp_path: Path) -> None:
    content = GOOD.replace("condition: takeout", "mirrors: annex/1\n      - {number: 3, text: あ, mirrors: annex/1}")
    assert [problem.code for problem in problems_of(tmp_path, content)] == ["mirror_twice"]


def test_loading_a_file_with_mistakes_says_the_first_of_them_and_how_to_go_on(tmp_path: Path) -> None:
    path = tmp_path / "ward.yaml"
    path.write_text(GOOD.replace("takeout", "tekeout"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_profile(path)
    assert "ward.yaml" in caught.value.title
    assert "18行目" in caught.value.detail
    assert "condition" in caught.value.detail
    assert caught.value.next_step
    assert caught.value.exit_code == 65


@pytest.mark.parametrize("name", ["setagaya-2028", "missing.yaml", "no/such/file", "", "a\0b.yaml", "~nobody/x.yaml"])
def test_a_profile_that_is_not_there_is_an_input_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_profile(name)
    assert caught.value.title
    assert caught.value.next_step


def test_a_mistyped_id_proposes_the_right_one() -> None:
    with pytest.raises(InputError, match="setagaya-2026"):
        load_profile("setagaya-2062")


def test_a_folder_is_no_profile(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_profile(tmp_path)


def test_every_message_of_a_problem_has_its_mend_in_both_languages() -> None:
    for language in messages.LANGUAGES:
        messages.set_language(language)
        named = {key.rpartition(".")[2] for key in messages.keys("catalog.problem")}
        assert named == {key.rpartition(".")[2] for key in messages.keys("catalog.mend")}
        assert {code for _, code, _, _ in BROKEN} <= named


def test_why_a_file_cannot_be_read_is_said_in_the_users_language(tmp_path: Path) -> None:
    # /proc/self/mem is a real file that opens and cannot be read at its beginning (EIO, proc(5)).
    memory = Path("/proc/self/mem")
    if not memory.is_file():
        pytest.skip("no /proc/self/mem on this system")
    link = tmp_path / "own.yaml"
    link.symlink_to(memory)
    with pytest.raises(InputError) as caught:
        load_profile(link)
    assert caught.value.detail
    assert not re.search(r"[A-Za-z]{4}", caught.value.detail)
