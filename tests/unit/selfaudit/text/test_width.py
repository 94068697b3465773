"""Cell widths and Japanese line breaking."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfaudit.text.width import cell_width, pad, truncate, wrap

# W3C JLREQ, 3.1.7 to 3.1.9, the commonest of each class.
NEVER_FIRST = "、。，．）」』】〉》ー々ぁっゃァッャ・：；？！"
NEVER_LAST = "（「『【〈《"
CLAUSE = (
    "第11項　乙は、この契約による業務を行うために甲から提供され、又は乙が収集し、複製し、若しくは作成した個人情報"
    "（「特定個人情報」を含む。）が記録された資料等（USBメモリー、CD-R等）を、この契約の終了後直ちに甲に返還し、又は引き渡すものとする。"
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("個人情報", 8),
        ("ｶﾅ", 2),
        ("①※○", 3),
        ("𠮷野家", 6),
        ("髙﨑", 4),
        ("か\u3099", 2),
        ("葛\U000e0100", 2),
        ("\x1b", 0),
    ],
)
def test_cells(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize("cells", range(6, 81))
def test_no_line_breaks_the_rules_at_any_width(cells: int) -> None:
    lines = wrap(CLAUSE, cells)
    assert all(cell_width(line) <= cells for line in lines)
    assert "".join(lines) == CLAUSE or "".join(lines).replace("\u3000", "") == CLAUSE.replace("\u3000", "")
    if cells >= 12:
        assert not [line for line in lines if line[0] in NEVER_FIRST], lines
        assert not [line for line in lines if line[-1] in NEVER_LAST], lines


def test_a_line_never_starts_with_a_full_stop() -> None:
    assert wrap("個人情報を消去する。", 18) == ["個人情報を消去す", "る。"]


def test_an_opening_bracket_goes_with_what_it_opens() -> None:
    assert wrap("個人情報（氏名）", 10) == ["個人情報", "（氏名）"]


def test_words_and_numbers_stay_whole() -> None:
    assert wrap("資料はUSBメモリーに", 8) == ["資料は", "USBメモ", "リーに"]
    assert wrap("令和２０２６年", 8) == ["令和", "２０２６", "年"]
    assert wrap("see the erasure certificate", 12) == ["see the", "erasure", "certificate"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_line_breaks_of_the_text_are_kept() -> None:
    assert wrap("一\n\n二", 10) == ["一", "", "二"]
    assert wrap("", 10) == [""]


def test_a_line_of_one_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="1"):
        wrap("あ", 1)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), max_size=60), st.integers(2, 30))
def test_wrapping_loses_nothing_but_white_space(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line) <= cells for line in lines)


def test_real_clauses_obey_the_rules(shared: Path) -> None:
    for row in json.loads((shared / "clauses.json").read_text(encoding="utf-8")):
        for line in wrap(row["text"], 40):
            assert cell_width(line) <= 40
            assert line[:1] not in NEVER_FIRST or not line
            assert line[-1:] not in NEVER_LAST or not line


def test_truncation_counts_cells_and_keeps_characters_whole() -> None:
    assert truncate("個人情報", 8) == "個人情報"
    assert truncate("個人情報", 7) == "個人情…"
    assert truncate("個人情報", 6) == "個人…"
    assert truncate("個人情報", 1) == "…"
    assert truncate("個人情報", 0) == ""


def test_padding_fills_to_the_cell() -> None:
    assert pad("区", 4) == "区  "
    assert cell_width(pad("個人情報", 7)) == 7
