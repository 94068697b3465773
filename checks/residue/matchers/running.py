"""All matchers over running text: one list of hits, sorted, overlaps settled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from checks.residue.clues import speaks_of_persons
from checks.residue.matchers import (
    account_lines,
    addresses,
    born_names,
    contacts,
    dates,
    halves,
    labelled,
    mail_lists,
    nearby,
    numbers,
    numbers_beside,
    people,
    signed,
    told_readings,
)
from checks.residue.matchers.lexicon import word_set
from checks.residue.matchers.model import FAIR, Hit
from checks.residue.matchers.sensitive import sensitive

_JAPANESE = re.compile("[\u3041-\u30fe\u4e00-\u9fff]")
_DIGITS = re.compile("[0-9〇一二三四五六七八九十]")


def find(text: str, memory: people.Memory, raw: bool = False) -> list[Hit]:
    """Hits in folded `text`, by place. In `raw` strings weak hits and words are left out: noise reads like names."""
    if not _JAPANESE.search(text):
        return _settle(_ascii(text))
    hits: list[Hit] = [*labelled.labelled(text), *contacts.emails(text)]
    if _DIGITS.search(text):
        hits += contacts.phones(text)
        hits += contacts.postal_codes(text)
        hits += dates.birth_dates(text)
        hits += numbers.my_numbers(text)
        hits += numbers.labelled_numbers(text)
        hits += account_lines.find(text)
        hits += addresses.addresses(text)
    if halves.possible(text):
        hits += halves.find(text)
    if signed.SEAL in text:
        hits += signed.find(text)
    for hit in hits:
        if hit.kind == "name":
            memory.learn(hit.value)
    hits += _without_lands([hit for hit in people.people(text, memory) if not _of_street(text, hit)])
    hits += [*told_readings.find(text, hits)]
    if raw:
        hits = [hit for hit in hits if hit.strength >= FAIR]
    elif any(hit.kind in ("name", "birth_date", "insured_number") for hit in hits):
        hits += _troubles(text, {hit.value for hit in hits if hit.kind == "name"})
        hits += dates.old_dates(text)
        ends = [hit.end for hit in hits if hit.kind == "name"]
        hits += dates.after_names(text, ends)
        hits += numbers_beside.behind(text, ends)
        hits += born_names.find(text, [hit for hit in hits if hit.kind == "birth_date"])
    return _settle(hits)


_LANDS, _SEVERAL = frozenset("石岳峠滝駅寺港坂沼"), 5
"""Last signs of names of lands and houses, and how many of one sign make a list of them."""


def _without_lands(hits: list[Hit]) -> list[Hit]:
    """Names without those that end alike as several stones, peaks or temples do: 庵治石, 大島石, 北木石."""
    lands = ends_of_lands({hit.value for hit in hits if hit.kind == "name"})
    return [hit for hit in hits if hit.value[-1] not in lands] if lands else hits


def ends_of_lands(names: Collection[str]) -> set[str]:
    """The last sign of stones, peaks or temples that most of `names`, and several of them, end with."""
    ends = Counter(name[-1] for name in names)
    return {sign for sign in _LANDS if ends[sign] >= _SEVERAL and 2 * ends[sign] > len(names)}


_HOUSES = re.compile(
    "..(?:児童館|図書館|公民館|体育館|資料館|会館|センター|保育園|幼稚園|小学校|中学校|出張所|事務所|合唱団|協会)$"
)
"""What nobody is called: houses and clubs behind a label for persons, 受付：桜堤児童館."""


def is_house(name: str) -> bool:
    """Whether what was taken for a name is a house or a club."""
    return _HOUSES.search(name) is not None


_STREETS = ("通", "条", "丁")
_HOUSE = re.compile("[0-9]{1,4}(?:丁目|番|-[0-9]{1,3}(?![0-9-]))")


def _of_street(text: str, hit: Hit) -> bool:
    """Whether what reads like a name is a street with the number of a house behind: 四条通164-2."""
    return hit.value.endswith(_STREETS) and _HOUSE.match(text, hit.end) is not None


def _troubles(text: str, persons: set[str]) -> Iterator[Hit]:
    """Words for what is sensitive; those of every day only where they are said of one of `persons`."""
    for hit in sensitive(text):
        if hit.value not in word_set("every_day") or nearby.said_of_somebody(text, hit, persons):
            yield hit


def _ascii(text: str) -> list[Hit]:
    """Text without Japanese: only what is unmistakable there."""
    if not speaks_of_persons(text):
        return []
    hits = [*contacts.emails(text), *(hit for hit in contacts.phones(text) if hit.strength >= FAIR)]
    hits += mail_lists.find(text, hits)
    hits += dates.birth_dates(text)
    hits += numbers.my_numbers(text)
    hits += addresses.latin(text)
    hits += numbers.identity(text)
    if "ame" in text:
        hits += labelled.labelled(text)
    return hits


_RANK = {
    "my_number": 10,
    "licence": 9,
    "identity_document": 9,
    "insured_number": 8,
    "bank_account": 8,
    "email": 7,
    "address": 6,
    "phone": 5,
    "postal_code": 5,
    "birth_date": 4,
    "_staff": 3,
    "name": 3,
    "kana": 2,
    "sensitive": 1,
}


def _settle(hits: list[Hit]) -> list[Hit]:
    """Hits by place; where two overlap the more telling kind stays, then the surer, then the longer."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -_RANK[h.kind], -h.strength, -(h.end - h.start))):
        while kept and hit.start < kept[-1].end:
            if _better(hit, kept[-1]):
                kept.pop()
                continue
            break
        else:
            kept.append(hit)
    return kept


def _better(one: Hit, other: Hit) -> bool:
    return (_RANK[one.kind], one.strength, one.end - one.start) > (
        _RANK[other.kind],
        other.strength,
        other.end - other.start,
    )
