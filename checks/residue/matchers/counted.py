"""Words that look like names and are none: numbers and what they count, languages, illnesses, parts of words: 一文字, 全治二週間, 満38歳, 韓国語."""

from __future__ import annotations

import re
from collections.abc import Callable

from checks.residue.matchers.lexicon import is_ordinary
from checks.residue.matchers.sensitive import sensitive

_NUMERAL = "一二三四五六七八九十百"
_COUNTERS = "文字|件|年|回|名|人|日|週間?|部|点|枚|台|[箇かヶ]所|[かヶ]月|期|度|割|分|時間?|級|位|号|番|丁目|階|冊|本|個|歳|才|行|桁|頁|章|条|項|節"
_WHOLE = re.compile(
    f"[{_NUMERAL}0-9]+(?:文字|件|年|回|名|人|週間?|点|枚|台|箇所|度|割|級|位|番|丁目|階|冊|本|個|歳|才|行|桁|頁)[目間]?"
)
_SINGLE = frozenset("条項号章節回期件頁")
"""Counters that are surnames of one sign in no list of names anybody uses alone, once a figure stands before them."""
_FOLLOWS = re.compile(f"(?:{_COUNTERS})")
_FOLLOWS_WHOLE = re.compile("[箇かヶケ]月|週間|年間|日間|[箇かヶ]所|丁目|文字|時間")
_SHORT = 2
_NTH = frozenset(("行目", "列目", "件目", "回目", "人目", "枚目", "年目", "日目", "番目", "頁目", "度目", "代目"))
_POLITE = re.compile("(?:さん|さま)[のはがもとをに]")
_CORRECTED = frozenset("正誤旧新")
_BEFORE_FIGURES = frozenset("満約計第各全毎同")
_ILLNESS = 3
"""Signs of an illness's name, at least: 白内障."""


def is_count(text: str, value: str) -> bool:
    """Whether what was taken for a name is a number with its counter, or part of one, wherever it stands in `text`."""
    if _WHOLE.fullmatch(value):
        return True
    if value in _SINGLE or value in _NTH:
        return _everywhere(text, value, lambda at: text[max(0, at - 2) : at].rstrip()[-1:].isdecimal())
    if len(value) > 1 and (value[-1] in _NUMERAL or value[0] in _SINGLE):
        return _everywhere(text, value, lambda at: goes_on(text, at, at + len(value)))
    return False


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether what was taken for a name is cut out of a count, at its end or beginning: 全治二|週間, 第3|条 助成."""
    if start and text[start] in _SINGLE and text[start - 1].isdecimal():
        return True
    if text[end - 1] not in _NUMERAL:
        return False
    follows = _FOLLOWS_WHOLE if end - start > _SHORT else _FOLLOWS  # 山田健三|名義
    return follows.match(text, end) is not None


def called(value: str) -> str:
    """A name without what calls the relative before it: お父|様寅次."""
    return value[1:] if value[:1] == "様" and len(value) > _SHORT else value


def at_home(rest: str) -> bool:
    """Whether what follows a surname says that somebody was visited: 村上|宅訪問."""
    return rest == "宅訪問"


def is_no_name(text: str, value: str, *, called: bool = False) -> bool:
    """Whether what was taken for a name is a count, a language, an illness, a mark of a correction, or part of a word.

    Whoever is `called` politely may bear the name of a count: 一文字さん.
    """
    if _POLITE.fullmatch(value) or (len(value) > 1 and value[-1] == "語") or _is_illness(value):
        return True
    if called:
        return False
    if len(value) == 1:
        if value in _CORRECTED and _everywhere(text, value, lambda at: _begins_line(text, at)):
            return True
        return (value in _SINGLE and is_count(text, value)) or _everywhere(text, value, lambda at: _goes_on(text, at))
    return is_count(text, value)


def _is_illness(value: str) -> bool:
    return len(value) >= _ILLNESS and any(hit.value == value for hit in sensitive(value))


def _begins_line(text: str, at: int) -> bool:
    """Whether a mark stands at the beginning of a line, before what is wrong or right, or ends a word."""
    if at and "\u4e00" <= text[at - 1] <= "\u9fff":
        return True  # 訂正
    return (at == 0 or text[at - 1] == "\n") and text[at + 1 : at + 2] in (" ", "\u3000", ":")


def _goes_on(text: str, at: int) -> bool:
    """Whether a figure follows a single sign, or one that makes a word of it: 満38, 登記."""
    behind = text[at + 1 : at + 2]
    if behind.isdecimal():
        return text[at] in _BEFORE_FIGURES
    return "\u4e00" <= behind <= "\u9fff" and behind not in "様氏宅家君殿方" and is_ordinary(text[at : at + 2])


def _everywhere(text: str, value: str, test: Callable[[int], bool]) -> bool:
    places = [match.start() for match in re.finditer(re.escape(value), text)]
    return bool(places) and all(map(test, places))
