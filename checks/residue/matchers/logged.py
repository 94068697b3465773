"""Whole names at one place of lines alike: in logs behind what a program writes, and behind one key of settings, NM=近藤 豊, leader: 近藤 豊.

Which place that is, the first lines tell: what stands right before the name and right behind it, whatever its figures and Latin words are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from checks.residue.matchers import name_cells
from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.public import public_names_line

FIRST, MOST, LONGEST = 300, 20_000, 400
"""Lines that tell the place of names; lines looked at; signs of a line."""
LEAST, PERSONS, SHARE, DATED = 3, 2, 0.2, 0.6
"""Lines with a name at one place, different names there, their share of all lines; share of lines that begin with a time in a log."""
_TIME = re.compile(
    r"[\[(<]?(?:[0-9]{4}[-/.年]?[0-9]{1,2}[-/.月]?[0-9]{1,2}|[0-9]{1,2}:[0-9]{2}|[A-Z][a-z]{2} +[0-9]{1,2} )"
)
_KEY = re.compile(
    r"([A-Za-z][A-Za-z0-9_.-]{0,19}|[0-9]{1,4}|[\u4e00-\u9fff\u30a1-\u30fa\u30fc]{1,8})[\"']?[ ]?[=:][ ]?[\"'\[(]?$"
)
_NAME = re.compile(
    f"(?<![{LETTER}\u3041-\u3096\u30a1-\u30fc])"
    f"(?:[{LETTER}]{{1,4}}[ \u3000][{LETTER}\u3041-\u3096\u30a1-\u30fa]{{1,5}}|[{LETTER}]{{2,6}})(?![{LETTER}])"
)
_TITLE = re.compile("[ \u3000]?(?:様|さん|殿|氏)$")
_SIGNS = re.compile("[0-9]+|[A-Za-z][A-Za-z_.-]*")
_BEFORE = 24
"""Signs before a name that tell its place."""
# what everybody may know is told behind these
_PUBLIC = re.compile(
    "(?i:author|artist|composer|director|writer|actor|cast|singer|player|speaker|credit)|著|作者?$|監督|出演|講師|先手|後手|優勝|訳|声|選手|投手|議員|大臣|市長|歌|曲|画|演|駅|町$|区間"
)
_NO_KEYS = frozenset(("_famous", "_goods", "_org", "address", "sensitive"))


def names_in(text: str) -> list[str]:
    """The names at such places of the lines of a text; none where the lines are not alike."""
    first = text.split("\n", FIRST)[:FIRST]
    told = [line for line in first if line.strip() and not line.isascii() and len(line) <= LONGEST]
    words = {word for line in told for word in _NAME.findall(line)}
    if len(told) < LEAST or not any(name_cells.is_name(_TITLE.sub("", word)) for word in words):
        return []
    filled = sum(1 for line in first if line.strip())
    dated = sum(_TIME.match(line) is not None for line in told) >= DATED * filled
    places: dict[str, list[str]] = defaultdict(list)
    for line in told:
        for place, name in _named(line, dated=dated):
            places[place].append(name)
    known = {
        place
        for place, names in places.items()
        if len(names) >= max(LEAST, SHARE * filled) and len(set(names)) >= PERSONS and _mostly(names)
    }
    if not known:
        return []
    rest = (line for line in text.split("\n", MOST)[:MOST] if not line.isascii() and len(line) <= LONGEST)
    return [name for line in rest for place, name in _named(line, dated=dated) if place in known and _whole(name)]


def _mostly(names: list[str]) -> bool:
    """Whether most of what stands at a place are names of the dictionary."""
    return 2 * sum(map(name_cells.is_name, names)) > len(names)


@lru_cache(maxsize=20_000)
def _whole(name: str) -> bool:
    """Whether two words at a place of names are a name, or one word is a known one."""
    return name_cells.is_name(name) or name_cells.apart(name)


def _named(line: str, *, dated: bool) -> Iterator[tuple[str, str]]:
    """The places of a line that may hold a name, with what stands there."""
    for match in _NAME.finditer(line):
        before = line[max(0, match.start() - _BEFORE) : match.start()]
        place = _place(before, line[match.end() : match.end() + 1], dated=dated)
        if place and not public_names_line(line):
            yield place, _TITLE.sub("", match.group())


def _place(before: str, behind: str, *, dated: bool) -> str:
    """What tells where in a line a name stands; empty where it may stand anywhere."""
    key = _KEY.search(before)
    if key is not None:
        told = key[1]
        return (
            ""
            if _PUBLIC.search(told) or heading_kind(told) in _NO_KEYS
            else f"{_SIGNS.sub('0', told) if told.isdecimal() else told}="
        )
    if not dated or not before:
        return ""
    word = before.rstrip().rsplit(maxsplit=1)[-1:]
    last = _SIGNS.sub("a", word[0] if word else "")
    return "" if _PUBLIC.search(last) else f"{last[-8:]}{before[-1:]}{'' if behind.isalnum() else behind}"
