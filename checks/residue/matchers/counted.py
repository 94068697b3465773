"""Numbers and what they count, which look like names: 一文字, 第7条, 全治二週間."""

from __future__ import annotations

import re
from collections.abc import Callable

_NUMERAL = "一二三四五六七八九十百"
_COUNTERS = "文字|件|年|回|名|人|日|週間?|部|点|枚|台|[箇かヶ]所|[かヶ]月|期|度|割|分|時間?|級|位|号|番|丁目|階|冊|本|個|歳|才|行|桁|頁|章|条|項|節"
_WHOLE = re.compile(
    f"[{_NUMERAL}0-9]+(?:文字|件|年|回|名|人|週間?|点|枚|台|箇所|度|割|級|位|番|丁目|階|冊|本|個|歳|才|行|桁|頁)[目間]?"
)
_SINGLE = frozenset("条項号章節回期件頁")
"""Counters that are surnames of one sign in no list of names anybody uses alone, once a figure stands before them."""
_FOLLOWS = re.compile(f"[ \u3000]?(?:{_COUNTERS})")


def is_count(text: str, value: str) -> bool:
    """Whether what was taken for a name is a number with its counter, or part of one, wherever it stands in `text`."""
    if _WHOLE.fullmatch(value):
        return True
    if value in _SINGLE:
        return _everywhere(text, value, lambda at: text[max(0, at - 1) : at].isdecimal())
    if len(value) > 1 and value[-1] in _NUMERAL:
        return _everywhere(text, value, lambda at: _FOLLOWS.match(text, at + len(value)) is not None)
    return False


def _everywhere(text: str, value: str, test: Callable[[int], bool]) -> bool:
    places = [match.start() for match in re.finditer(re.escape(value), text)]
    return bool(places) and all(map(test, places))
