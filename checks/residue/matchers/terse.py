"""Whether a note of a few words is about somebody: 大槻 返電待ち, 午前 丹羽宅, 野末さんご一家が引っ越した.

A long text needs several signs before the names in it say anything; a note of a line or two has room for one. So one
name that can be nothing else tells enough there, unless the note speaks of goods, places, offices or public matters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from checks.residue.fold import joined, plain_ideographs
from checks.residue.matchers import frames
from checks.residue.matchers.frame_words import Tells, one_of
from checks.residue.matchers.lexicon import is_ordinary, names, word_set
from checks.residue.matchers.loose import doubtful
from checks.residue.matchers.mentions import How
from checks.residue.matchers.needed import Needing

SHORT, LONGEST = 160, 600
"""Signs of a note in which one name tells enough; of one in which a few do."""
ONE, FEW = 1.0, 2.0
_FRAME = {Tells.OFFICE: 0.0, Tells.LITTLE: 1.0, Tells.PERSON: 1.5, Tells.PRIVATE: 1.5}
_HOW = {How.CALLED: 1.5, How.CHILD: 1.5, How.FORMAL: 0.5, How.LABELLED: 0.5, How.TITLED: 0.75, How.GUESSED: 0.5}
NEARLY = 2 / 3
"""Of what a telling frame says, where its name may be a place or a word."""
FULL, DOUBT, MATTER, MOST_MATTERS, QUOTES, OFFICE = 1.5, 0.5, 0.25, 4, 0.5, 1.0
"""What a full name says, any name that may be a place, a word or anybody's, an everyday matter; what is taken off for
words somebody says, as in stories, and for an organisation."""
PAPER, UNSURE, PUBLIC, SEVERAL = 2, 0.25, 0.5, 2
"""Matters that a paper about one person counts for; how much more is asked where no name is sure; what is taken off
where something public is spoken of, and how many matters are asked for there if nobody is called by name."""


def speaks(
    text: str,
    framed: Mapping[str, Tells],
    how: Mapping[str, How],
    full: Collection[str],
    *,
    office: bool,
) -> bool:
    """Whether the names told in a short folded `text` make it one about persons."""
    length = len("".join(text.split()))
    if length > LONGEST or frames.very_public(text) or frames.teaches(text):
        return False
    if text.isascii() or len(_ASCII.sub("", text)) * 2 < length:
        return False  # what programs write: calendars, settings
    matters = len(frames.everyday(text)) + PAPER * frames.about_one(text)
    public = frames.public(text)
    private = any(tells is Tells.PRIVATE for tells in framed.values()) or any(one in _CALLED for one in how.values())
    if not private and any(tells is Tells.OFFICE and value in full for value, tells in framed.items()):
        return False  # officers of a body
    if public and not private and matters < SEVERAL:
        return False
    told = [value for value in framed if framed[value] in (Tells.PERSON, Tells.PRIVATE) or value not in full]
    if not (matters or how or told):
        return False  # full names alone may as well be authors or heroes
    quoted = set(_QUOTED.findall(text))
    worth = [one for value, one in _worth(text, framed, how, full).items() if value not in quoted]
    if not worth or (max(worth) < ONE and not (framed or how)):
        return False
    least = (ONE if length <= SHORT else FEW) + (UNSURE if max(worth) < ONE and sum(worth) < ONE + DOUBT else 0.0)
    evidence = (
        sum(worth)
        + MATTER * min(matters, MOST_MATTERS)
        - QUOTES * ("「" in text)
        - OFFICE * office
        - PUBLIC * public * (1 if private else 2)
    )
    return evidence >= least


def _worth(text: str, framed: Mapping[str, Tells], how: Mapping[str, How], full: Collection[str]) -> dict[str, float]:
    """What each name says."""
    worth: dict[str, float] = {}
    for value, tells in framed.items():
        sure = _clear(value) and (tells is not Tells.LITTLE or _acting(text, value))
        worth[value] = _FRAME[tells] * (1.0 if sure else DOUBT if tells is Tells.LITTLE else NEARLY)
    for value in full:
        if framed.get(value) is not Tells.OFFICE:
            worth[value] = max(worth.get(value, 0.0), FULL if _clear_full(value) and _acting(text, value) else DOUBT)
    for value, called in how.items():
        if framed.get(value) is not Tells.OFFICE or called is not How.TITLED:
            named = _somebody(value) and (called is not How.CHILD or len(value) > 1)
            worth[value] = max(worth.get(value, 0.0), _HOW[called] if named else DOUBT * _listed(value))
    return worth


_ASCII = re.compile("[\x00-\x7f]")
_CALLED = (How.CALLED, How.CHILD)
_QUOTED = Needing("「([^「」]{1,8})」")
_ACTING = re.compile(
    "さん|様|くん|ちゃん|[はがもにとへ、:」(（→○◯×△]|より|から|まで|宅|邸|家|夫|です|会員|[ \u3000]?[(（]"
)
_ENDING = re.compile("(?:^|[。、:=!」』)）]|^[^ \u3000\n]{1,12}[ \u3000])[ \u3000]*\\Z", re.MULTILINE)


def _acting(text: str, value: str) -> bool:
    """Whether a name stands somewhere as people do who act or sign: 清水の舞台, 七隈 2,351 are no such places."""
    at = text.find(value)
    while at >= 0:
        stop = at + len(value)
        if _ACTING.match(text, stop):
            return True
        if text[stop : stop + 1] in ("", "\n") and _ENDING.search(text, max(text.rfind("\n", 0, at) + 1, at - 30), at):
            return True
        at = text.find(value, at + 1)
    return False


def _listed(value: str) -> bool:
    """Whether a name is in a dictionary, or written in ideographs."""
    return value[0] >= "\u4e00" or _somebody(value)


def _somebody(value: str) -> bool:
    """Whether a name is a listed surname or given name that stands for nobody in examples."""
    plain, lexicon = plain_ideographs(value), names()
    if value in one_of("anybody") or value in one_of("generic"):
        return False
    listed = plain in lexicon.surnames or plain in lexicon.given or value in lexicon.given_readings
    return listed or value in lexicon.surname_readings


def _clear_full(value: str) -> bool:
    """Whether a full name can be nothing but a person's: 河津桜, 鈴木 鈴 may be something else."""
    plain = plain_ideographs(joined(value))
    return _clear(value) and plain[-1] not in _LAND and not (len(plain) == 3 and plain[:2] in one_of("anybody"))


_LAND = frozenset("川山橋堤桜寺池沢浜原田町谷駅岳島城坂台丘岡森林松梅藤花滝湖港")


def _clear(value: str) -> bool:
    """Whether a name can be nothing but a person's: no word, no place, nobody of examples."""
    plain = plain_ideographs(value)
    if value in one_of("anybody") or value in word_set("prefectures") or value in one_of("generic"):
        return False
    if doubtful(value):
        return False
    return len(plain) > 1 and not (is_ordinary(plain) and plain not in one_of("common"))
