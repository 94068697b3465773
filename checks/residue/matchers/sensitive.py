"""Words that make a record one to be handled with care: health, welfare, household (個人情報保護法 2条3項, 契約の情報項目)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from checks.residue.matchers.lexicon import words
from checks.residue.matchers.model import WEAK, Hit


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick(list(words()["sensitive"]), matchkind=MatchKind.LeftmostLongest)


def sensitive(text: str) -> Iterator[Hit]:
    """Each such word. By itself it says nothing; tied to a person it does."""
    for _, start, end in _automaton().find_matches_as_indexes(text):
        yield Hit("sensitive", text[start:end], start, end, WEAK)
