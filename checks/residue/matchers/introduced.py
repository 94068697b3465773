"""Whoever says in a text who he is, or where he lives: 受付班の高橋理恵です。, 西村喜一 八幡3-34-18."""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST = 2_000
"""Signs of a text in which somebody writes of himself."""
_SAYS = "(?:です|と申します|ともうします|といいます|と言います)(?=[。、！!\n]|$)"
# who speaks in public: a lecturer of a course, the emcee of a show, a mayor
_PUBLIC = re.compile(
    "(?:講師|司会|進行|著者|作家|作者|筆者|編集|記者|監督|俳優|歌手|選手|アナウンサー|キャスター|[市区町村]長|知事|議員|社長|会長|院長|校長|館長|所長|園長)の?$"
)
_HOME = re.compile(
    "[ \u3000\n][\u4e00-\u9fff々ヶケ\u3041-\u3096\u30a1-\u30fa]{2,12}[0-9]{1,3}(?:丁目|-)[0-9]{1,3}(?:-|番地?の?)[0-9]{1,3}"
)
_OFFICE = re.compile("(?:代表|店長|社長|担当|理事長?|所長|院長)[ \u3000]*$")


def somebody(text: str, full: Collection[str]) -> bool:
    """Whether one of the `full` names of folded `text` is who says so, or has a home right behind it."""
    if len(text) > LONGEST:
        return False
    return any(_says_so(text, name) or _lives(text, name) for name in full)


def _says_so(text: str, name: str) -> bool:
    if f"{name}で" not in text and f"{name}と" not in text:
        return False
    for match in re.finditer(f"(?:^|[。\\n「、 \u3000の]){re.escape(name)}{_SAYS}", text):
        before = text[max(0, match.start() - 12) : match.start() + 1]
        if not _PUBLIC.search(before):
            return True
    return False


def _lives(text: str, name: str) -> bool:
    at = text.find(name)
    while at >= 0:
        if _HOME.match(text, at + len(name)) and not _OFFICE.search(text[max(0, at - 8) : at]):
            return True
        at = text.find(name, at + 1)
    return False
