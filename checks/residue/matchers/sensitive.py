"""Words that make a record one to be handled with care: health, welfare, household (個人情報保護法 2条3項, 契約の情報項目)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from checks.residue.matchers.lexicon import words
from checks.residue.matchers.model import WEAK, Hit
from checks.residue.matchers.wordlist import WordList


@cache
def _words() -> WordList:
    return WordList(words()["sensitive"])


def sensitive(text: str) -> Iterator[Hit]:
    """Each such word. By itself it says nothing; tied to a person it does."""
    for _, start, end in _words().find(text):
        yield Hit("sensitive", text[start:end], start, end, WEAK)
