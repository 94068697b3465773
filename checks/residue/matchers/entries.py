"""Lists whose lines begin with a mark or number and a whole name, and go on with what is noted of each: a round with medicines, a check of rooms."""

from __future__ import annotations

import re
from functools import cache

from checks.residue.matchers import logged, name_cells
from checks.residue.matchers.lexicon import words
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.public import public_names_line

LONGEST, LINES = 50_000, 400
"""Signs and lines of a text looked at."""
LEAST, SHARE = 3, 0.6
"""Entries of a list; their share of the lines that begin as they do."""
# a mark, a number, a day or an hour, or the key of a setting that is numbered: user1=
_WHEN = (
    "[0-9]{1,2}[:時][0-9]{2}分?(?:[ ]?[~〜-][ ]?[0-9]{1,2}[:時][0-9]{2}分?)?"
    "|(?:[0-9R]{1,4}[/.年-])?[0-9]{1,2}[/.月-][0-9]{1,2}日?(?:[(（][月火水木金土日][)）])?"
)
_MARK = (
    f"[ \u3000]*(?:[□☐☑☒✔✓●○◯◎◇◆■▢*・-]|[(（]?[0-9]{{1,3}}[.)）:：](?![0-9])|(?:[0-9]{{1,4}}|{_WHEN})(?=[ \u3000])"
    "|[A-Za-z_.]{1,16}[0-9]{1,3}[ ]?[=:]|[一二三四五六七八九十]{1,3}[、.．)）]|[①-⑳])[ \u3000]*"
)
_ENTRY = re.compile(
    f"{_MARK}"
    f"(?P<name>[{LETTER}]{{1,4}}[ \u3000]?[{LETTER}\u3041-\u3096\u30a1-\u30fa]{{1,4}})(?:[ \u3000]?(?:様|さん|氏|殿))?(?=[ \u3000(（/／…:：|,、\t]|$)"
)
_MARKED = re.compile(_MARK)
_BEHIND = "(?:様|さん|氏|殿)?[ \u3000\t]+[0-9年月日時分組歳才学級号室男女出欠席遅早退済未有無可不○◯×△✓: \u3000\t/~〜()（）-]+$"
_ALONE = re.compile(f"[ \u3000]*(?P<name>[{LETTER}]{{1,5}}[\u3041-\u3096\u30a1-\u30fa]{{0,5}}){_BEHIND}")
_APART = re.compile(
    f"[ \u3000]*(?P<name>[{LETTER}]{{1,4}}[ \u3000][{LETTER}\u3041-\u3096\u30a1-\u30fa]{{1,5}}){_BEHIND}"
)
_FREE = re.compile("[ \u3000]{2,}|\t|\u3000|$")


@cache
def _roles() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words()["roles"])))


def names_in(text: str) -> list[str]:
    """The names at the head of such lines; none where the text is no such list."""
    lines = text.split("\n") if len(text) <= LONGEST else []
    short = 0 < len(lines) <= LINES
    return (short and (_marked(lines) or _noted(lines))) or logged.names_in(text)


def _marked(lines: list[str]) -> list[str]:
    marked = [line for line in lines if _MARKED.match(line)]
    if len(marked) < LEAST:
        return []
    found = [match for line in marked if (match := _ENTRY.match(line)) and not _of_office(line)]
    told = [name for match in found if (name := _name(match))]
    known = {name for name in told if name_cells.is_name(name)}
    return told if len(known) >= LEAST and len(told) >= SHARE * len(marked) else []


def _noted(lines: list[str]) -> list[str]:
    """The names of lines that are a whole name, and class, age, days or ticks behind it: what is noted of those who come to a place."""
    filled = [line for line in lines if line.strip()]
    told = [
        match["name"]
        for line in filled
        for match in (_APART.match(line), _ALONE.match(line))
        if match and name_cells.is_name(match["name"])
    ]
    return told if len(set(told)) >= LEAST and len(told) >= SHARE * len(filled) else []


def _name(match: re.Match[str]) -> str:
    """The name of an entry; empty where there is none. One that nobody listed has nothing close behind it."""
    name = match["name"]
    if name_cells.is_name(name):
        return name
    first = name.split(maxsplit=1)[0]
    if name_cells.is_name(first):
        return first
    return name if name_cells.apart(name) and _FREE.match(match.string, match.end()) else ""


def _of_office(line: str) -> bool:
    return _roles().search(line) is not None or public_names_line(line)
