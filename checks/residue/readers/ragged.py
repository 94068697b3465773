"""Records whose fields stand one blank apart, with figures first and last and a home between: 194310031 4380020 川口市青木1-2 0482584321.

Hosts write such lines where fields are cut to what they hold. Figures at the same place of every line are fields as those of
fixed length are; what stands between them is the rest of the line. A day of birth has to be among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from checks.residue.pieces import Table
from checks.residue.readers import fixed_records

_FEWEST, _SEEN = 3, 60
_KANA = re.compile("[\uff61-\uff9f\u30a1-\u30fc]+")
_PHONE = re.compile("0[1-9][0-9]{8,9}")
_PLACE = re.compile("[都道府県市区町村郡]")
_INSURED = re.compile("[12]?0000[0-9]{6}")
_HOMES = 0.6


def of_lines(lines: list[str], text: str) -> Table | None:
    """The records of a text, with a heading of what their figures tell; None where its first `lines` are no such records."""
    if len(lines) < _FEWEST or not all(line[:1].isdecimal() for line in lines[:_FEWEST]):
        return None
    seen = [line.split() for line in lines[:_SEEN]]
    if min(map(len, seen)) < _FEWEST or not all(words[0].isdecimal() for words in seen):
        return None
    first = _same(seen)
    last = _last(seen)
    if first is None or min(map(len, seen)) < first + last:
        return None
    rows = [words for line in text.split("\n") if (words := line.split())]
    fields = _parts(seen, first, last)
    heads = [head for part in fields for _, _, head in part]
    if "birthday" not in heads:
        return None
    return Table(
        [
            [*heads, "", *(["phone"] if last else [])],
            *(_row(words, fields, first, last) if len(words) >= first + last else [" ".join(words)] for words in rows),
        ]
    )


def _sort(word: str) -> str:
    return str(len(word)) if word.isdecimal() else "kana" if _KANA.fullmatch(word) else ""


def _same(lines: Sequence[Sequence[str]]) -> int | None:
    """How many words of each line from the first on are figures as long as in the other lines, or readings; None for too few."""
    places = 0
    for sorts in zip(*([_sort(word) for word in words] for words in lines), strict=False):
        if len(set(sorts)) > 1 or not sorts[0]:
            break
        places += 1
    return places if places > 1 else None


def _last(lines: Sequence[Sequence[str]]) -> int:
    """Whether each line ends with a telephone number."""
    return int(all(_PHONE.fullmatch(words[-1]) for words in lines))


def _parts(lines: Sequence[Sequence[str]], first: int, last: int) -> list[list[tuple[int, int, str]]]:
    """The fields within each of the first words: (begin, end, heading); the words of a reading are one field of the first of them."""
    rest = [" ".join(words[first : len(words) - last]) for words in lines]
    home = sum(map(bool, map(_PLACE.search, rest))) >= _HOMES * len(lines)
    fields = []
    for at in range(first):
        told = [words[at] for words in lines]
        if told[0].isdecimal():
            fields.append(_insured(told) or fixed_records.parted(told, home=home and at == first - 1))
        else:
            fields.append(_READING)
    return [[] if at and part == fields[at - 1] == _READING else part for at, part in enumerate(fields)]


_READING = [(0, -1, "kana")]
"""A word of a reading; the words behind it belong to the same field."""


def _insured(told: list[str]) -> list[tuple[int, int, str]]:
    """Ten figures of an insured person's number (介護保険, 広域連合), with the figure for the sex before it or not; no serials."""
    if not all(map(_INSURED.fullmatch, told)) or all(one[-6:] < other[-6:] for one, other in pairwise(told)):
        return []
    size = len(told[0])
    return [*([(0, size - 10, "")] if size > 10 else []), (size - 10, size, "hihokensha_no")]


def _row(words: list[str], fields: list[list[tuple[int, int, str]]], first: int, last: int) -> list[str]:
    row: list[str] = []
    for at, parts in enumerate(fields):
        for begin, end, head in parts:
            if head == "kana":
                behind = next((n for n in range(at, first) if not _KANA.fullmatch(words[n])), first)
                row.append(" ".join(words[at:behind]))
            else:
                row.append(words[at][begin:end])
    row.append(" ".join(words[first : len(words) - last]))
    return [*row, *words[len(words) - last :]] if last else row
