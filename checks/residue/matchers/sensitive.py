"""Words that make a record one to be handled with care: health, welfare, household (個人情報保護法 2条3項, 契約の情報項目)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from checks.residue.matchers.lexicon import words
from checks.residue.matchers.model import WEAK, Hit
from checks.residue.matchers.wordlist import WordList

# said of a trouble named right before: 糖尿病で通院中
_ATTENDING = frozenset(("通院中", "入退院"))


# fields of forms; what stands in them tells
_HEADINGS = frozenset(("既往歴", "既往症", "病歴", "職歴", "世帯状況", "アレルギー", "食物アレルギー"))
_HEADS = frozenset(" \u3000:\n\t|")


@cache
def _words() -> WordList:
    return WordList(words()["sensitive"])


@cache
def _things() -> tuple[str, ...]:
    return words()["not_a_trouble"]


def sensitive(text: str) -> Iterator[Hit]:
    """Each such word. By itself it says nothing; tied to a person it does. がん検診 and 認知症講座 are nobody's trouble."""
    for _, start, end in _words().find(text):
        if text.startswith(_things(), end) or (text[start:end] in _HEADINGS and text[end : end + 1] in _HEADS):
            continue
        if text[start:end] in _ATTENDING and text[start - 1 : start] == "で":
            continue
        yield Hit("sensitive", text[start:end], start, end, WEAK)
