"""Names of a line apart by blanks alone: 出席 田中 西村 石川, ラインA 河野 圓山 古川. Two of them are no surname and given name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import one_of, wordy
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names, surname_like
from checks.residue.matchers.loose_lists import possible
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.needed import Needing
from checks.residue.matchers.situation_words import loanword, words_of

_LEAST, _LONGEST = 3, 60
"""Names of a row, and signs of a line with one."""
_BOTH = 2
# a line with at least three words apart by blanks begins so at its first blank
_ROW = Needing(
    f"(?<![{LETTER}\u3041-\u30fa\u30fc])((?:[{LETTER}]{{1,4}}|[\u30a1-\u30fa\u30fc]{{2,9}})(?:[ \u3000](?:[{LETTER}]{{1,4}}|[\u30a1-\u30fa\u30fc]{{2,9}})){{2,11}})(?=[ \u3000]*(?:[\n、。(（]|\\Z|\u3000))"
)
_BLANK = re.compile("[ \u3000]")


def find(text: str) -> set[str]:
    """Surnames, or given names, of the rows of folded `text`."""
    return {name for row in rows(text) for name in row}


def pairs(text: str) -> set[str]:
    """What two neighbours of a row read together, which is nobody's name: two surnames, or two given names."""
    return {
        f"{one}{blank}{other}"
        for row in rows(text)
        for one, other in pairwise(row)
        if (_surname(one) and not _given(other)) or (_given(one) and _given(other))
        for blank in " \u3000"
    }


def rows(text: str) -> Iterator[list[str]]:
    """The names of each row."""
    for match in _ROW.finditer(text):
        words = _BLANK.split(match.group(1))
        while words and _label(words[0]):
            words = words[1:]
        for sort in (_surname, _given):
            sure = sum(map(sort, words))
            if len(words) >= _LEAST and sure >= _BOTH and sure * 3 >= len(words) * 2 and all(map(_may_be, words)):
                yield words
                break


def _label(word: str) -> bool:
    return word in one_of("party") or word in words_of("sections") or kind_of(word) is not None or is_ordinary(word)


@lru_cache(maxsize=20_000)
def _surname(word: str) -> bool:
    plain = plain_ideographs(word)
    return names().surnames.get(plain, 0) == _BOTH and not is_ordinary(plain)


@lru_cache(maxsize=20_000)
def _given(word: str) -> bool:
    plain = plain_ideographs(word)
    return names().given.get(plain, 0) == _BOTH and names().surnames.get(plain, 0) < _BOTH and not is_ordinary(plain)


@lru_cache(maxsize=20_000)
def _may_be(word: str) -> bool:
    """Whether a word among names may be one: a name of some sort or a rare one, no thing."""
    if "\u30a1" <= word[0] <= "\u30fc":
        return not loanword(word)
    plain = plain_ideographs(word)
    listed = plain in names().surnames or plain in names().given
    return listed or (possible(word, plain) and not wordy(word) and surname_like(plain))
