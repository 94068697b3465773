"""Whole names in kana, in texts that are known to speak of persons: おおにし ちさちゃん, (ワタナベレン), 名札に ながくらしょうた."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.residue.matchers.lexicon import names, word_set
from checks.residue.matchers.name_cells import katakana
from checks.residue.matchers.needed import Needing
from checks.residue.matchers.situation_words import loanword, words_of

_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
_APART = Needing(
    f"(?<![{_KANA}])([\u3041-\u3096]{{2,5}})[ \u3000]([\u3041-\u3096]{{2,5}}?)(?=さん|ちゃん|くん|さま|様|[」』)）、。,\n \u3000]|[はがも][、\u4e00-\u9fff]|\\Z)"
)
# joined, where nothing but a name stands: in brackets, behind a blank or colon, before who is meant
_JOINED = re.compile(
    "(?:(?<=[(（「『: \u3000\n:例])|^)([\u3041-\u3096]{6,9}|[\u30a1-\u30fa\u30fc]{5,10})(?=[)）」』\n]|[ \u3000]*(?:様|さん|くん|ちゃん|名義|\n|\\Z)|\u3000)"
)
_LEAST = 2


def find(text: str) -> set[str]:
    """All of them in folded `text`, as written."""
    found = {match.group() for match in _APART.finditer(text) if _pair(*match.groups())}
    found.update(value for value in _JOINED.findall(text) if not _a_word(value) and _splits(value))
    return found


_CALLED = ("さん", "ちゃん", "くん", "さま")


# as children write, and words said twice: わたしのゆめ, どんどんどんどん
_SPOKEN = re.compile(
    "^(?:わたし|ぼく|みんな|あなた|お(?:かあ|とう|じい|ばあ|ねえ|にい)|ありがと|いつも|これ|それ|あれ)|(?:ました|ません|ください|でした|ります|のゆめ|のこと|のうた|のはな)$"
)


def _a_word(value: str) -> bool:
    if _SPOKEN.search(value) or value[: len(value) // 2] * 2 == value:
        return True
    return value.endswith(_CALLED) or loanword(value) or value in words_of("kana_words")


@lru_cache(maxsize=20_000)
def _pair(surname: str, given: str) -> bool:
    """Whether two words in kana are the readings of a surname and of a given name, neither a word of every day."""
    if any(word in words_of("kana_words") or word in word_set("not_given") for word in (surname, given)):
        return False
    lexicon = names()
    return katakana(surname) in lexicon.surname_readings and (
        katakana(given) in lexicon.given_readings or given in lexicon.given
    )


@lru_cache(maxsize=20_000)
def _splits(value: str) -> bool:
    """Whether kana are the reading of a surname and of a given name, one behind the other."""
    lexicon, whole = names(), katakana(value)
    return any(
        whole[:at] in lexicon.surname_readings and whole[at:] in lexicon.given_readings
        for at in range(_LEAST, len(whole) - _LEAST + 1)
    )
