"""Names alone beside mobile telephones: whoever is reached there is a person, listed or not; shops and flowers are none."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look

# what is written, and the names to be found in it
TABLES = {
    "readings of surnames": (
        "区画,名前,TEL\n12,ウエムラ,09031147820\n31,カシワギ,08055203174\n7,ノジリ,07044918203\n88,トミタ,09088214406\n",
        "ウエムラ カシワギ ノジリ トミタ",
    ),
    "duty": (
        "name,tel,week\n上村,090-3114-7820,1\n柏木,080-5520-3174,2\n富田,070-4491-8203,3\n梛,090-8821-4406,4\n",
        "上村 柏木 富田 梛",
    ),
    "children": (
        "児童,お迎え,電話\n心美,柏木 恵子,090-3114-7820\nはるか,富田 稔,080-5520-3174\n健太,上村 聡,070-4491-8203\n蒼天,野尻 薫,090-8821-4406\n",
        "心美 はるか 健太 蒼天 柏木 恵子",
    ),
}
NOBODY = {
    "shops": "店名,名前,TEL\nA,さくら,03-3211-4470\nB,すみれ,03-3211-4471\nC,つばき,03-3211-4472\nD,あおい,03-3211-4473\n",
    "stations": "番号,名前,TEL\n1,中野,03-3211-4470\n2,三鷹,03-3211-4471\n3,高円寺,03-3211-4472\n4,荻窪,03-3211-4473\n",
}


@pytest.mark.parametrize("case", TABLES)
def test_names_alone_beside_mobile_telephones_are_told(case: str) -> None:
    text, wanted = TABLES[case]
    found = look(text.encode(), "list.csv")
    named = {part for kind, value, _ in found.matches or [] if kind == "name" for part in value.split()}
    assert found.verdict is Verdict.CONTENT
    assert set(wanted.split()) <= named


@pytest.mark.parametrize("case", NOBODY)
def test_words_beside_telephones_of_offices_are_no_names(case: str) -> None:
    found = look(NOBODY[case].encode(), "list.csv")
    assert not {value for kind, value, _ in found.matches or [] if kind == "name"}
