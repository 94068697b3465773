"""What one cell of a roster holds: names of persons, a mark, or something else."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import name_cells
from checks.residue.matchers.dates import ERAS
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import foreign_names, is_ordinary, names, surname_like, word_set, words

LONGEST = 60
"""Characters of a cell that can hold nothing but names."""

WEEKDAYS = frozenset("月火水木金土日")
# day, early, late, night, off, leave, came, stayed away …
_SHIFTS = frozenset("早遅夜日休有公明出欠研特代半前後済未可否祝勤宿直朝昼夕泊全午〆→←↓↑×○◎△●▲◇◆□■✓レ✕☆★ー-―/／*＊〇・")
_SIGNS = _SHIFTS | WEEKDAYS | frozenset("|｜│")
_TIMED = re.compile(
    r"[0-9]{1,2}(?:[:時][0-9]{0,2}分?)?(?:[~〜～-][0-9]{1,2}[:時]?[0-9]{0,2}分?)?"
    r"|(?:[0-9]{2,4}[/.年])?[0-9]{1,2}[/.月][0-9]{1,2}日?(?:[(（][月火水木金土日][)）])?"
    r"|[0-9]{1,2}日?(?:[(（][月火水木金土日](?:祝)?[)）])?|[月火水木金土日]曜日?|[(（][月火水木金土日][)）]|第[0-9一二三四五]週?|[0-9]{1,2}週目?"
    r"|午[前後]|AM|PM|am|pm|[0-9.,]+[^\s0-9]{0,2}|[A-Z]-?[0-9]{0,4}|[1-6]-[A-D1-9]|[0-9]{3,4}号?室?|公休|有休|有給|日勤|夜勤|早番|遅番|明け|夜明|出勤|休み|欠席|出席|休日|祝日|定休日?"
)
_BETWEEN = re.compile(
    r"[\n、,，/／＆&＋+→;；]+|(?<=[\u3041-\u3096\u4e00-\u9fff々])[・･](?=[\u3041-\u3096\u4e00-\u9fff])"
)
_BLANK = re.compile("[ \u3000]+")
_HONORIFIC = re.compile("(?:お(?:ば|じ)[あい]?(?:さん|ちゃん)|様|さん|さま|氏|くん|君|ちゃん|殿)$")
_HONORIFIC_ENDS = frozenset("様んま氏君殿宅家")
"""Last signs of an honorific, and the one that `_housed` takes away."""
_CLOSED = frozenset(")）")
_REMARK = re.compile("[(（][^()（）]{0,10}[)）]$")
# 陽翔(2011/07/28), 樹(7歳)
_BORN = re.compile("[(（](?:[0-9HSRT昭平令和成]{1,4}[0-9/.年月日-]{1,10}生?|[0-9]{1,3}[歳才]?)[)）]")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,10}(?:・[\u30a1-\u30fa\u30fc]{2,12})*")
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff々ヶ\uf900-\ufaff\U00020000-\U0003ffff]{1,4}")
_HIRAGANA = re.compile("[\u3041-\u3096]{2,4}")
_WHOLE = re.compile("[\u4e00-\u9fff々ヶ\uf900-\ufaff]{3,5}")
_HIRAGANA_END = re.compile("[\u3041-\u3096]{2,4}$")


class Sort(Enum):
    """What a part of a cell is."""

    SURNAME = 1
    GIVEN = 2
    FULL = 3
    MAYBE = 4
    TEXT = 5


class Cell(NamedTuple):
    """The names of a cell and what each is; `titled` says that one has an honorific. No names and `text`: something else."""

    names: tuple[tuple[str, Sort], ...] = ()
    titled: bool = False
    text: bool = False


_APART = 3
"""Signs of a word of two set apart."""


@lru_cache(maxsize=20_000)
def is_mark(cell: str) -> bool:
    """Whether a cell holds a number, a day, an hour, the sign of a shift, or says that nobody is there."""
    if len(cell) == 1 and cell in _SIGNS:
        return True
    whole = cell[0] + cell[2] if len(cell) == _APART and cell[1] in " \u3000" else cell  # 教 卓
    return whole in word_set("vacant") or _TIMED.fullmatch(cell) is not None


@lru_cache(maxsize=20_000)
def read(cell: str) -> Cell:
    """The names in a cell, with days, hours and marks beside them left out; a cell with anything else is text."""
    if len(cell) > LONGEST or cell in ERAS:
        return Cell(text=True)
    found: list[tuple[str, Sort]] = []
    titled = False
    # one word, as most cells are, is not to be parted
    whole = cell.isalnum() and cell[0] not in _MARKS_BEFORE
    pieces = [[cell]] if whole else (_parts(_unled(one.strip())) for one in _BETWEEN.split(_BORN.sub("", cell)))
    for parts in pieces:
        for part in parts:
            if not part or is_mark(part):
                continue
            if part[-1] in _CLOSED and (member := of_family(part)) is not None:
                found.append((member, Sort.FULL))
                continue
            bare = _REMARK.sub("", part) if part[-1] in _CLOSED else part
            name = _HONORIFIC.sub("", _housed(bare)) if bare[-1:] in _HONORIFIC_ENDS else bare
            sort = sort_of(name)
            if sort is Sort.TEXT:
                return Cell(text=True)
            titled = titled or name != bare
            found.append((name, sort))
    return Cell(tuple(found), titled)


_CALLED_BEHIND = re.compile("[(（]([\u4e00-\u9fff々\u3041-\u3096]{2,4})[)）]$")


@lru_cache(maxsize=20_000)
def of_family(cell: str) -> str | None:
    """The whole name of who of a family is meant, told in brackets behind the surname: 佐々木(海斗); None for any other cell."""
    if not cell.endswith((")", "）")) or (behind := _CALLED_BEHIND.search(cell)) is None:
        return None
    surname, given = cell[: behind.start()].strip(), plain_ideographs(behind[1])
    known = given in names().given and not _rather_surname(given) and not kind_of(behind[1])
    return f"{surname} {behind[1]}" if known and sort_of(surname) is Sort.SURNAME else None


_MARKS_BEFORE = "◎○●◯△▲×☆★◆◇■□☐☑✓✔→⇒※*・"


_HEADED = re.compile("[【\\[][^】\\]]{1,12}[】\\]][ \u3000]*(?=.)")
"""【体育係】 before those who are in it."""


def _unled(piece: str) -> str:
    """A piece without the mark, and without what somebody is, before the name: ◎秋山 実里, 会長 坪井."""
    bare = piece.lstrip(_MARKS_BEFORE).lstrip() if piece[:1] in _MARKS_BEFORE else piece
    bare = _HEADED.sub("", bare) if piece[:1] in "【[" else bare
    first, blank, rest = bare.partition(" ") if " " in bare else bare.partition("\u3000")
    return rest.strip() if blank and first in _before() else bare or piece


@cache
def _before() -> frozenset[str]:
    return frozenset(words()["staff_before"]) | frozenset(words()["titles"]) | frozenset(words()["person_labels"])


_LONG_HOME = 3
"""Signs of a surname nobody listed and of 宅 at least; shorter words are 友人宅."""


def _housed(word: str) -> str:
    """A word without the sign for somebody's home or family behind it: 石井宅, 杉山家, and not 三宅, 大家."""
    if word[-1:] == "家":
        known = plain_ideographs(word[:-1]) in names().surnames and sort_of(word) in (Sort.FULL, Sort.MAYBE, Sort.TEXT)
        return word[:-1] if known and not is_ordinary(word) else word
    if word[-1:] != "宅" or sort_of(word) is Sort.SURNAME or is_ordinary(word):
        return word
    return word[:-1] if plain_ideographs(word[:-1]) in names().surnames or len(word) > _LONG_HOME else word


_FAR = re.compile("[ \u3000]{2,}")
"""What parts columns, not the halves of a name."""
_PAIR = 2
"""A surname and a given name."""


def _parts(piece: str) -> list[str]:
    """A piece between commas: one name in two words, or several names."""
    words = _BLANK.split(piece)
    if (
        len(words) > _PAIR
        and len(named := [word for word in words if not is_mark(word)]) == _PAIR
        and not _FAR.search(piece)
    ):
        words, piece = named, " ".join(named)  # 近藤 豊 4月分
    if len(words) == _PAIR and not any(map(_HONORIFIC.search, words[:1])):
        surname, rest = plain_ideographs(words[0]), plain_ideographs(_HONORIFIC.sub("", _REMARK.sub("", words[1])))
        if _before_given(surname, rest) and not _rather_surname(rest) and name_cells.name_like(_REMARK.sub("", piece)):
            return [piece]
    return words


def _before_given(word: str, rest: str) -> bool:
    """Whether a word before another is a surname: a listed one, or ideographs that nobody listed before a given name (神奈川 莉央)."""
    lexicon = names()
    if word in lexicon.surnames:
        return True
    return rest in lexicon.given and word not in lexicon.given and _IDEOGRAPHS.fullmatch(word) is not None


def _rather_surname(word: str) -> bool:
    """Whether a word is a surname more often than a given name: 林, and neither 恵 nor 蒼, which children are called."""
    lexicon = names()
    if _HIRAGANA.fullmatch(word):
        return False
    return lexicon.surnames.get(word, 0) > lexicon.given.get(word, 0) and word not in lexicon.recent_signs


def hardly_else(name: str) -> bool:
    """Whether a word is a surname or given name of two signs and more both dictionaries know, and neither a town nor a word."""
    plain, lexicon = plain_ideographs(name), names()
    if len(plain) < 2 or plain in lexicon.places or plain in lexicon.words or is_ordinary(plain):
        return False
    return lexicon.surnames.get(plain, 0) == 2 or lexicon.given.get(plain, 0) == 2


_COUNTED = re.compile("[第全]?[一二三四五六七八九十]{1,2}[次回期号部班組階]")
"""The first or second of several: 一次, 二部."""
_COUNTS = frozenset("次回期号部班組階")


@lru_cache(maxsize=20_000)
def sort_of(part: str) -> Sort:
    """What one word is, by the dictionaries."""
    plain, lexicon = plain_ideographs(part), names()
    if not 1 <= len(plain) <= 24 or (plain[-1] in _COUNTS and _COUNTED.fullmatch(plain)):
        return Sort.TEXT
    given = lexicon.given.get(plain, 0)
    if plain in lexicon.surnames and not (given == 2 and lexicon.surnames[plain] < 2):
        return Sort.SURNAME
    if given == 2 or (given and plain not in lexicon.words and not is_ordinary(plain)):
        return Sort.GIVEN
    if name_cells.is_name(part):
        return Sort.FULL
    if _HIRAGANA.fullmatch(plain) and name_cells.katakana(plain) in lexicon.given_readings and not is_ordinary(plain):
        return Sort.GIVEN
    if plain in foreign_names() and _KATAKANA.fullmatch(plain):
        return Sort.SURNAME
    return Sort.MAYBE if _may_be(plain) else Sort.TEXT


def _may_be(plain: str) -> bool:
    """Whether a word nobody listed may be a surname or a name among others that are."""
    lexicon = names()
    if plain in lexicon.words or name_cells.never(plain) or (_IDEOGRAPHS.fullmatch(plain) and is_ordinary(plain)):
        return False
    end = _HIRAGANA_END.search(plain)
    if end and plain[: end.start()] in lexicon.surnames:
        return True
    if plain in lexicon.given or (len(plain) == 2 and lexicon.given_like(plain)):
        return True
    if _WHOLE.fullmatch(plain) and any(plain[:length] in lexicon.surnames for length in (1, 2, 3)):
        return True
    return bool(_KATAKANA.fullmatch(plain) or " " in plain or (_IDEOGRAPHS.fullmatch(plain) and surname_like(plain)))
