"""What a checklist workbook itself says its marks mean: 「×は対策の必要がない」, 「必要がない場合は－」.

A cross is used for "no measure needed" by some wards and for "not done" by others; only the paper's own words decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from selfaudit.catalog.words import words

_NEAR = 40
"""Characters between a mark and its meaning at most."""


class Meaning(Enum):
    """What a mark says of its row."""

    NOT_NEEDED = "not_needed"
    """The measure is not needed: a mark of the form."""
    NOT_DONE = "not_done"
    """The measure was not taken: somebody's answer, no mark of the form."""


@dataclass(frozen=True)
class Entry:
    """One mark of a legend."""

    mark: str
    meaning: Meaning
    text: str
    """In the paper's own words."""


def legend(cells: Iterable[str]) -> dict[str, Entry]:
    """What the cells say of crosses and dashes, by the mark as `folded` gives it; the first explanation counts."""
    found: dict[str, Entry] = {}
    for cell in cells:
        for entry in _entries(cell):
            found.setdefault(entry.mark, entry)
    return found


def folded(mark: str) -> str:
    """One sign for all crosses and one for all dashes; empty for any other mark."""
    shown = mark.strip()
    return next((kind for kind in ("crosses", "dashes") if shown in words(kind)), "")


def _entries(cell: str) -> Iterator[Entry]:
    for match in _signs().finditer(cell):
        for text in (_after(cell[match.end() :]), _before(cell[: match.start()])):
            meaning = _meaning(text)
            if meaning is not None:
                yield Entry(folded(match.group()), meaning, text)
                break


def _after(rest: str) -> str:
    """The words behind a mark, up to the end of their part of the sentence or the next mark."""
    joined = re.match(_pattern("after"), rest)
    if joined is None:
        return ""
    told = _circles().split(rest[joined.end() : joined.end() + _NEAR])[0]
    return re.split(_pattern("ends"), _signs().split(told)[0], maxsplit=1)[0].strip()


def _before(front: str) -> str:
    """The words before a mark that lead to it: 「必要がない場合は×」."""
    led = re.search(_pattern("before"), front)
    return re.sub(_pattern("tail"), "", led.group(1)).strip() if led else ""


def _meaning(text: str) -> Meaning | None:
    plain = unicodedata.normalize("NFKC", text)
    for meaning in Meaning:
        if any(word in plain for word in words(f"{meaning.value}_words")):
            return meaning
    return None


def _pattern(name: str) -> str:
    return words(f"legend_{name}")[0]


@cache
def _signs() -> re.Pattern[str]:
    """Crosses and dashes of one character; a dash within a word or a number is none."""
    crosses = "".join(sign for sign in words("crosses") if len(sign) == 1 and not sign.isalpha())
    dashes = "".join(re.escape(sign) for sign in words("dashes"))
    return re.compile(f"[{crosses}]|{_pattern('dash').replace('DASH', dashes)}")


@cache
def _circles() -> re.Pattern[str]:
    return re.compile("[" + "".join(sign for sign in words("circles") if len(sign) == 1 and not sign.isalpha()) + "]")
