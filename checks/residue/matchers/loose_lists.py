"""Names told by the company they keep: in lists, at the head of lines alike, behind labels, run together in dictated text."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import behind, lists, one_of, wordy
from checks.residue.matchers.given import known_kana
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, municipality, names, word_set
from checks.residue.matchers.name_cells import LETTER, katakana
from checks.residue.matchers.needed import Needing

WORDS_OF_ONE = frozenset(
    "月火水木金土日東西南北上下中前後左右春夏秋冬朝昼夕晩色赤青白黒緑道川山海空森林原島今等日間時分年月別件号名本方家店"
)


_NUMERALS = frozenset("〇一二三四五六七八九十百千")
_SORTS = ("達", "婦", "者", "方面", "周辺", "付近")
"""What ends words for sorts of people and for places: 仲間達, 看護婦, 高齢者, 金沢方面."""


def possible(core: str, plain: str) -> bool:
    """Whether ideographs (`plain`: variants folded) may be a name at all: no label, title, relative or prefecture."""
    listed = ("no_person", "no_surname", "prefectures")
    return not any(core in word_set(key) for key in listed) and not (
        _NUMERALS.issuperset(core)
        or core.endswith(_SORTS)
        or municipality(plain)
        or core in one_of("party")
        or core in one_of("kin")
        or core in behind()
        or kind_of(core)
    )


_WORD = f"[{LETTER}]{{1,5}}|[\u3041-\u3096]{{2,5}}|[\u30a1-\u30fa\u30fc]{{2,9}}"
_HEADED = re.compile(
    "(?:^|(?<=[/／|]))[ \u3000]*+([・●○◎◇◆■□*-]|\\[?[0-9]{1,4}[0-9:/\\] -]{0,15}(?:号室|[.)号])?)?[ \u3000]*+"
    f"({_WORD})([ \u3000\t]|:|→|[(（])",
    re.MULTILINE,
)
_BESIDE = re.compile(
    f"(?<![{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc])({_WORD})[、,・/／→](?=({_WORD})(?:[、。,・/／→)）」 \u3000\n]|\\Z))"
)
_SURE_OF_PLACE, _FEW_LINES = 2, 4
"""Names that make lines alike a list of them; lines of a short list, marked by bullets or times, where one is enough."""


def alike(text: str, known: set[str]) -> set[str]:
    """What stands in the same place as known names: at the head of lines of the same make, beside a name in a list."""
    places: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for head, word, mark in _HEADED.findall(text):
        places[bool(head), mark].append(word)
    found: set[str] = set()
    for (marked, _), standing in places.items():
        sure = sum(word in known for word in standing)
        least = 1 if marked and len(standing) <= _FEW_LINES else _SURE_OF_PLACE
        if sure >= least and sure * 2 >= len(standing):
            found.update(_without_home(word) for word in standing if _unknown(word))
    for before, after in _BESIDE.findall(text):
        for one, other in ((before, after), (after, before)):
            if one in known and other not in known and "\u30a1" <= other[0] <= "\u30fc" and _unknown(other):
                found.add(other)
    return found


def _without_home(word: str) -> str:
    """A name nobody listed without the house that stands behind it: 卜部綾乃家."""
    return word[:-1] if len(word) > _SURE_OF_PLACE and word[-1] in "家宅様氏" and not _listed(word) else word


def _listed(word: str) -> bool:
    plain = plain_ideographs(word)
    return names().surnames.get(plain, 0) > 0 or names().given.get(plain, 0) > 0


def _unknown(word: str) -> bool:
    """Whether a word that stands where names stand may be one: no label, no word in ideographs, kana only if listed."""
    plain = plain_ideographs(word)
    if word in word_set("prefectures") and names().surnames.get(plain, 0) == 2:
        return True
    if not possible(word, plain) or word in word_set("not_given") or word[0] in _NEGATING:
        return False
    if "\u3041" <= word[0] <= "\u3096":
        return known_kana(word)
    if "\u30a1" <= word[0] <= "\u30fc":
        return True
    if len(word) == 1:
        return names().surnames.get(plain, 0) == 2 and plain not in WORDS_OF_ONE
    return _listed(word) or not (wordy(word) or word.endswith(_NO_NAMES_END))


_NO_NAMES_END = ("宗", "寺", "院", "課", "係", "号", "園", "校", "店", "駅", "館", "所")


_NEGATING = frozenset("未非不再各全無第")
_FUSED = re.compile(f"(?<![{LETTER}])[{LETTER}]{{4,14}}(?![{LETTER}])")


def concatenated(text: str) -> set[str]:
    """Surnames one behind the other without a sign between, as dictated text writes them: 宇佐美田村小野."""
    return {name for run in set(_FUSED.findall(text)) for name in _surnames_of(run)}


@lru_cache(maxsize=20_000)
def _surnames_of(run: str) -> tuple[str, ...]:
    """The surnames a run of ideographs is made of; none if it is made of anything else."""
    plain = plain_ideographs(run)
    if is_ordinary(plain) or (plain in names().places and plain not in one_of("common")):
        return ()
    for length in (3, 2):
        head = plain[:length]
        if names().surnames.get(head, 0) != 2 or (is_ordinary(head) and head not in one_of("common")):
            continue
        if length == len(run):
            return (run,)
        if (rest := _surnames_of(run[length:])) and all(map(_possible_surname, (run[:length], *rest))):
            return (run[:length], *rest)
    return ()


def _possible_surname(value: str) -> bool:
    return possible(value, plain_ideographs(value)) and names().surnames.get(plain_ideographs(value), 0) == 2


_READ_APART = Needing(
    f"([{LETTER}]{{1,4}})[(（]([\u3041-\u3096\u30a1-\u30fa]{{2,6}})[)）]([{LETTER}\u3041-\u3096]{{1,4}})[(（]([\u3041-\u3096\u30a1-\u30fa]{{1,6}})[)）]"
)


def read_apart(text: str) -> set[str]:
    """Surname and given name, each with its reading: 森田(もりた)拓也(たくや)."""
    found: set[str] = set()
    for surname, first, given, second in _READ_APART.findall(text):
        lexicon = names()
        if katakana(first) in lexicon.surname_readings or katakana(second) in lexicon.given_readings:
            found |= {surname, given}
    return found


_FIELD = Needing(f"([{LETTER}]{{2,5}})[ \u3000]?[:→][ \u3000]?([{LETTER}]{{1,4}})(?=[ \u3000\n、,・)）]|\\Z)")


def labelled(text: str) -> set[str]:
    """Surnames, places and words as well, behind a label of work and a colon: 指導:和久田, 作成:東."""
    found: set[str] = set()
    for label, value in _FIELD.findall(text):
        place = label.endswith(lists()["of_places"]) or kind_of(label) not in (None, "name", "_staff")
        prefecture = value in word_set("prefectures") and label in one_of("party") and value in names().surnames
        listed = prefecture or _possible_surname(value)
        if not place and listed and (len(value) > 1 or value not in WORDS_OF_ONE):
            found.add(value)
    return found
