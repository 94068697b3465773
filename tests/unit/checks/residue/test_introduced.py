"""Whoever says in a short text who he is, or writes his home behind his name, is somebody; who speaks in public is not."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("受付班の髙橋理恵です。個人情報の研修を受けました。\n", "髙橋理恵"),
        ("高橋久美です。引っ越しました。\n", "高橋久美"),
        ("（回答314）返事がほしいので書く。南 庄司　三ツ木2丁目12番15号\n", "南 庄司"),
    ],
)
def test_somebody_says_who_he_is(text: str, name: str) -> None:
    assert ("name", name) in values(text.encode(), "note.txt")


@pytest.mark.parametrize(
    "text",
    [
        "講師の高橋久美です。今日は防災の話をします。定員30名。\n",
        "市長の高橋久美です。市政だよりをお届けします。\n",
        "『走れメロス』の作者は太宰治です。\n",
        "店長　山田太郎　八幡3-34-18\n",
    ],
)
def test_who_speaks_in_public_is_known(text: str) -> None:
    assert look(text.encode(), "note.txt").verdict is Verdict.CLEAN
