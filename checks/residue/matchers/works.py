"""Who made what is shown: labels beside works, with the class or age of a child before the name: 「うみ」 小2 後藤蒼."""

from __future__ import annotations

import re

from checks.residue.fold import joined, plain_ideographs
from checks.residue.matchers.given import known_kana
from checks.residue.matchers.lexicon import is_ordinary, names, word_set
from checks.residue.matchers.name_cells import LETTER, is_name
from checks.residue.matchers.needed import Needing
from checks.residue.matchers.situation_words import words_of

_CLASS = (
    "(?:小学?(?:校)?[1-6一二三四五六]年?生?|中学?(?:校)?[1-3一二三]年?生?|高校?[1-3一二三]年?生?|[1-6一二三四五六]年生?(?:[1-9]組)?|年[長中少](?:組|児)?"
    "|[0-9]{1,3}(?:[歳才]|さい))"
)
_NAME = (
    f"[{LETTER}]{{2,6}}|[{LETTER}]{{1,4}}[ \u3000](?:[{LETTER}]{{1,3}}|[\u3041-\u3096\u30a1-\u30fa\u30fc]{{2,5}})"
    "|[\u3041-\u3096]{2,4}|[\u30a1-\u30fa\u30fc]{2,8}(?:・[\u30a1-\u30fa\u30fc]{1,9})?"
)
_LABEL = re.compile(
    f"^[ \u3000・●○◇*-]{{0,4}}(?:[「『][^」』\n]{{1,24}}[」』]|[^\\s「」『』|]{{1,20}})[ \u3000:…]{{1,8}}[(（]?{_CLASS}[)）]?[ \u3000]{{1,6}}({_NAME})"
    "(?:さん|くん|ちゃん|君)?[ \u3000]*$",
    re.MULTILINE,
)
_GATE = Needing("[小中高年歳才い]")
LEAST = 3
"""Labels that make a list of works."""


def find(text: str) -> set[str]:
    """Their names in folded `text`, where there are several labels and most name a person."""
    if _GATE.search(text) is None:
        return set()
    found = set(_LABEL.findall(text))
    sure = sum(map(_known, found))
    return (
        {name for name in found if _known(name) or not _word(name)}
        if sure >= LEAST and sure * 2 > len(found)
        else set()
    )


def _known(name: str) -> bool:
    """Whether a name is a whole one, or a given name as children are called."""
    return not _word(name) and (is_name(joined(name)) or plain_ideographs(name) in names().given or known_kana(name))


def _word(name: str) -> bool:
    return is_ordinary(name) or name in word_set("no_person") or name in words_of("kana_words")
