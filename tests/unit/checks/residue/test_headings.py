"""Headings of columns: what offices, programs and forms write over what stands below (heading_words.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.residue.fold import fold
from checks.residue.matchers.headings import heading_kind, kinds_in

GUIDES = {"surname": "_surname", "given": "_given", "staff": "_staff"}
LINES = [
    line.split(" = ")
    for line in (Path(__file__).parent / "heading_words.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
WORDS = [(kind, heading) for kind, words in LINES if kind != "-" for heading in words.split(" | ")]
NOTHING = [heading for kind, words in LINES if kind == "-" for heading in words.split(" | ")]


def test_headings_of_many_offices_are_known() -> None:
    wrong = {heading: kind for kind, heading in WORDS if heading_kind(fold(heading).strip()) != GUIDES.get(kind, kind)}
    assert wrong == {}


@pytest.mark.parametrize("heading", NOTHING)
def test_headings_that_only_sound_like_it(heading: str) -> None:
    kind = heading_kind(fold(heading))
    assert kind is None or kind.startswith("_")


def test_numbered_parts_of_a_name() -> None:
    assert list(kinds_in(["id", "name01", "name02", "kana01", "kana02"]).values())[1:3] == ["_surname", "_given"]
    assert list(kinds_in(["order_name_1", "order_name_2", "tel"]).values()) == ["_surname", "_given", "phone"]
    assert kinds_in(["name", "name2"])[0] == "name"
