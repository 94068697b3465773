"""Escapes of programs: how many figures each takes (ECMA-262 12.9.4 and B.2.1.1, Python reference 2.4.1, YAML 1.2.2 5.7)."""

import json

import pytest

from checks.residue.readers.unwrap import unwrap


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (r"\u7642\u80b2\u624b\u5e33A", "療育手帳A"),
        (r"\u5e331\u540d", "帳1名"),
        (r"\u{1F600}\u{5c71}", "😀山"),
        (r"\U0001f600\U00005c71", "😀山"),
        (r"\ud83d\ude00", "😀"),
        (r"%u5C71%u7530A", "山田A"),
        (r"\u{110000}", r"\u{110000}"),
    ],
)
def test_an_escape_takes_its_own_figures_and_no_more(written: str, told: str) -> None:
    assert unwrap(written) == told


def test_what_json_escapes_comes_back() -> None:
    text = "髙橋𠮷乃 B2 帳Abc😀0"
    assert unwrap(json.dumps(text)) == f'"{text}"'
