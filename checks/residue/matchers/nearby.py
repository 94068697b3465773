"""What stands close to a name: a trouble said of that person, or what makes the name a place's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from checks.residue.matchers.model import Hit

_CLOSE = 40
"""Signs between a person and what is said of anyone else, too: 滞納, 離婚, 車いす."""
_GENERAL = re.compile(
    "(?:中)?の(?:方|ご?家庭|世帯|場合|有無|際|人(?:は|も|向)|皆)|者(?:は|の|数|が|向|から|へ|に|を|等)|通知|口コミ|届|制度|手当|対策|予防|(?:中)?でも|率|歴の|かどうか|した場合|貸|専用|対応"
)


_RELATIVE = re.compile(
    "(?<![\u4e00-\u9fff])[夫妻父母兄姉弟妹孫娘](?![\u4e00-\u9fff]+会)|[長次二三][男女]|息子|本人|義[父母兄姉弟妹]|祖[父母]|ご?家族|奥さん|奥様|ご?主人|旦那|本児|同居|世帯主"
)
_WHOLE = 80
"""Signs before a trouble, across lines, in which a note that is all about its persons names them or their relatives."""
_TOPIC = re.compile(
    "講座|講演|研修|歴史|とは|制度|案内|ちらし|チラシ|状況|様式|テーマ|議題|次回|企画|教室|暮らし|について"
)


def said_in_note(text: str, hit: Hit, persons: Iterable[str]) -> bool:
    """Whether a word is said of one of `persons` or their relatives in a short note about them, on its line or the one before."""
    if _GENERAL.match(text, hit.end):
        return False
    line = text.rfind("\n", 0, hit.start) + 1
    high = text.find("\n", hit.end, hit.end + _CLOSE)
    high = high if high >= 0 else hit.end + _CLOSE
    low = max(
        line if _TOPIC.search(text, line, high) else text.rfind("\n", 0, max(0, line - 1)) + 1, hit.start - _WHOLE
    )
    nearby = text[low:high]
    return _RELATIVE.search(nearby) is not None or any(person in nearby for person in persons)


def said_of_somebody(text: str, hit: Hit, persons: Iterable[str]) -> bool:
    """Whether a word said of anyone is said here of one of `persons`, on its line and close by."""
    if _GENERAL.match(text, hit.end):
        return False
    low = max(text.rfind("\n", 0, hit.start) + 1, hit.start - _CLOSE)
    high = text.find("\n", hit.end, hit.end + _CLOSE)
    nearby = text[low : high if high >= 0 else hit.end + _CLOSE]
    return any(person in nearby for person in persons if len(person) > 1)


_IN_PLACE = re.compile(
    "[0-9〇一二三四五六七八九十]{1,3}(?:丁目|番|条|-[0-9])|に住[んむま]|で生まれ|方面|の斎場|の自宅を"
)
_PLACE_BEFORE = re.compile(
    "(?:地区|町名|住所|出身|在住|実家は?|方面|勤務地|会場|場所|行先|最寄|本籍)[ \u3000:は]{0,2}\\Z"
)


def places(text: str, found: Collection[str], sure: Collection[str]) -> set[str]:
    """Names that stand nowhere but where places do: 荒江3丁目, 七隈の喜屋武, 地区 田島; those `sure` are none."""
    return {value for value in found if value not in sure and len(value) > 1 and _only_as_place(text, value, found)}


def _only_as_place(text: str, value: str, found: Collection[str]) -> bool:
    at, seen = text.find(value), False
    while at >= 0:
        stop = at + len(value)
        seen = True
        of = text.startswith("の", stop) and any(text.startswith(one, stop + 1) for one in found if len(one) > 1)
        if not (of or _IN_PLACE.match(text, stop) or _PLACE_BEFORE.search(text, max(0, at - 6), at)):
            return False
        at = text.find(value, stop)
    return seen
