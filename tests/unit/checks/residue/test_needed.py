"""What signs every match of a pattern needs is read off the pattern: texts without them are not searched, all others are."""

import random
import re

import pytest

from checks.residue import told
from checks.residue.matchers import needed
from checks.residue.matchers.needed import Needing
from tests.bench.search import harmless

NAMES = "大塚 幹夫 さん です 担当 受付 うちの 恵理 長男 父 母 の は が 、 。 「 」 ( ) （ ） : = > @ \n \u3000 聞き取り 欠席 7歳 2020年 3年1組 田島(望愛) 班長：石動 から より まで 早 Dear Yuko SUZUKI 代 江".split(
    " "
)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?:父|母)の[0-9]+", ["の", "父母", "0123456789"]),
        ("お?様(?=[、。])", ["様", "、。"]),
        ("(?:長男|次女)", ["長次"]),
        ("[^の]様{0,3}", []),
        ("(?:さん|.)", []),
        ("(?i:dear)|x", []),
        ("(?<![0-9])号", ["号"]),
        ("[\u4e00-\u9fff]{2,4}", []),
        ("(?P<a>[(（])(?(a)[)）]|x)", ["(（"]),
    ],
)
def test_the_signs_that_every_match_needs(pattern: str, expected: list[str]) -> None:
    assert [*map(sorted, needed.needed(pattern, re.compile(pattern).flags))] == [*map(sorted, expected)]


def test_where_letters_of_either_case_match_nothing_is_needed() -> None:
    assert needed.needed("dob", re.IGNORECASE) == ()


def test_every_such_pattern_finds_what_it_finds_by_itself() -> None:
    rng = random.Random(7)
    made = ["".join(rng.choice(NAMES) for _ in range(rng.randrange(1, 60))) for _ in range(400)]
    made += ["\n".join(str(block[1]) for block in harmless.manual(rng).blocks) for _ in range(4)]
    assert told is not None  # the modules with such patterns are there
    seen = spared = 0
    for text in made:
        for one in needed._EVERY:
            expected = [match.group() for match in one.pattern.finditer(text)]
            assert [match.group() for match in one.finditer(text)] == expected, one.pattern.pattern
            assert one.findall(text) == one.pattern.findall(text)
            seen += len(expected)
            spared += not one.possible(text)
    assert len(needed._EVERY) > 40
    assert seen > 1_000
    assert spared > 4_000


def test_a_part_of_a_text_is_searched_alone() -> None:
    one = Needing("[0-9]号")
    assert [match.group() for match in one.finditer("1号2号3号", 2, 4)] == ["2号"]
    assert one.search("一号") is None
