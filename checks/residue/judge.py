"""From records to one verdict for the file: persons, lists of one kind, offices, specimens, and what was not read."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from checks.residue import records as rec
from checks.residue.fingerprint.dates import parse
from checks.residue.fold import fold, joined
from checks.residue.mask import mask
from checks.residue.matchers import name_cells, people
from checks.residue.matchers.addresses import has_house
from checks.residue.matchers.contacts import is_free_mail, is_mobile
from checks.residue.matchers.lexicon import word_set
from checks.residue.matchers.model import FAIR, SURE, TOLD, Hit
from checks.residue.matchers.named_files import folder_of_person, persons_in
from checks.residue.matchers.public import LEAST, SHARE
from checks.residue.model import FileResult, Grade, Verdict
from checks.residue.told import Told

MOST = 5
# a picture inside a letter does not leave the letter unread
_PARTIAL = frozenset(("picture_only", "picture_read"))


@dataclass(slots=True)
class Findings:
    """What the pieces of one file have shown so far."""

    memory: people.Memory = field(default_factory=people.Memory)
    told: Told = field(default_factory=Told)
    records: list[rec.Record] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    characters: int = 0
    machine: bool = False
    authored: bool = False
    public: set[str] = field(default_factory=set)
    example: bool = False
    office: bool = False
    goods: bool = False


def judge(path: str, size: int, found: Findings, reveal: bool) -> FileResult:
    """Records to persons, persons to a verdict."""
    persons: list[rec.Record] = []
    rest: list[rec.Record] = []
    for record in found.records:
        (persons if rec.person(record) else rest).append(record)
    persons += _lonely(found, rest)
    if found.machine and len(persons) < 2:
        persons = [record for record in persons if "name" in record.kinds(FAIR)]
    if _of_history(found, persons) or _of_public(found, persons):
        persons = []
    elif not persons and not (found.machine or found.example) and found.told.speaks_of_persons(office=found.office):
        persons = [found.told.record()]
    if _shown_only(path, persons, found) or _office_only(persons, found):
        persons = []
    unread = found.unread[:20]
    if persons:
        return _finding(path, size, persons, found, reveal)
    kept = [name for name in found.names if name_cells.is_name(fold(name)) or persons_in(name)]
    reason = "" if kept else _unread_reason(found)
    named = kept or (_named(path) if reason in _SAYS_NOTHING else [])
    if named:
        return _named_only(path, size, found, named, reveal)
    if reason:
        return FileResult(
            path, Verdict.UNREADABLE, reason=reason, unread=unread, size=size, matches=[] if reveal else None
        )
    return FileResult(path, Verdict.CLEAN, unread=unread, size=size, matches=[] if reveal else None)


# a picture that nothing was read of is told by its name; what is locked or damaged has to be opened by somebody
_SAYS_NOTHING = ("", "picture_only")
_HOMES = frozenset(("users", "home", "documents and settings"))


def _named(path: str) -> list[str]:
    """The persons whom the file's name tells, or that of its folder, unless it is a user's own on this PC."""
    folder, base = os.path.split(path)
    above, owner = os.path.split(folder)
    inside = [] if os.path.basename(above).lower() in _HOMES else folder_of_person(owner)
    return [*persons_in(base), *inside]


def _named_only(path: str, size: int, found: Findings, names: list[str], reveal: bool) -> FileResult:
    return FileResult(
        path, Verdict.NAME_ONLY, {"name": len(set(names))}, reason="name_in_file_name", unread=found.unread[:20], grade=Grade.LOW, size=size,
        samples=[mask("name", name) for name in names[:MOST]], matches=[("name", name, "") for name in names] if reveal else None,
    )  # fmt: skip


def _shown_only(path: str, persons: list[rec.Record], found: Findings) -> bool:
    """Whether one person or two appear in a file that says of itself that it shows how to fill in a form."""
    says = found.example or rec.shows_example(fold(os.path.basename(path)))
    return says and _persons(persons) <= 2 and len(persons) <= 3


def _of_history(found: Findings, persons: list[rec.Record]) -> bool:
    """Whether a text or list tells of times past: figures everybody knows, and beside them nothing that reaches anyone."""
    names = {joined(hit.value) for record in found.records for hit in record.hits if hit.kind == "name"}
    names |= {joined(name) for name in found.told.famous}
    famous = names & word_set("history")
    reached = any(hit.kind not in ("name", "sensitive", "birth_date") for record in persons for hit in record.hits)
    return len(famous) >= 3 and len(famous) >= 0.3 * len(names) and not reached


def _of_public(found: Findings, persons: list[rec.Record]) -> bool:
    """Whether a text lists officials, authors or winners, and nothing beside them that an office would not print."""
    names = {joined(hit.value) for record in found.records for hit in record.hits if hit.kind == "name"}
    names |= {joined(name) for name in found.told.full}
    if len(found.public) < LEAST or len(found.public) < SHARE * len(names | found.public):
        return False
    reaching = _NEVER_AN_OFFICES | {"address", "bank_account"}
    return not any(
        hit.kind in reaching or (_private(hit) and hit.kind != "name") or hit.strength >= TOLD
        for record in persons
        for hit in record.hits
    )


_BUSINESS = frozenset(("name", "phone", "email", "address", "postal_code", "kana"))


def _office_only(persons: list[rec.Record], found: Findings) -> bool:
    """Whether all there is is one office's signature: business contacts alone, in a text that names an organisation."""
    if not found.office or _persons(persons) > 2 or any(record.listed for record in persons):
        return False
    return all(hit.kind in _BUSINESS and not _private(hit) for record in persons for hit in record.hits)


def _private(hit: Hit) -> bool:
    """A mobile number, a free mailbox, a name told by label or honorific: not an office's."""
    if hit.kind == "phone":
        return is_mobile(hit.value)
    if hit.kind == "email":
        return is_free_mail(hit.value)
    return hit.kind in ("name", "kana") and hit.strength >= SURE


# kind, how many distinct values make a list, in rows of a table or in running text, how sure each has to be
_LISTS = (
    ("name", 1, False, TOLD), ("name", 1, True, TOLD), ("name", 2, False, SURE), ("name", 2, True, SURE), ("name", 3, True, FAIR),
    ("email", 3, True, FAIR), ("phone", 1, True, FAIR), ("phone", 1, False, FAIR), ("address", 3, True, SURE), ("kana", 3, True, FAIR),
)  # fmt: skip


def _lonely(found: Findings, rest: list[rec.Record]) -> list[rec.Record]:
    """Lists of one kind only: many names, many mobile numbers, many private addresses are persons as well."""
    rest = [r for r in rest if not (r.public or r.example or r.goods or rec.specimen(r))]
    chosen: list[rec.Record] = []
    for kind, least, listed, strength in _LISTS:
        holders = [
            (record, hit)
            for record in rest
            for hit in record.hits
            if hit.kind == kind and record.listed is listed and hit.strength >= strength and _alone(hit, found)
        ]
        if len({hit.value for _, hit in holders}) >= least:
            chosen += [record for record, _ in holders if record not in chosen]
    return chosen


def _alone(hit: Hit, found: Findings) -> bool:
    """Whether a value counts although nothing stands beside it; `end` is 0 for a cell of a typed column."""
    if hit.kind == "phone":
        return is_mobile(hit.value) and not (found.machine or found.goods)
    if hit.kind == "email":
        return hit.end == 0
    return hit.kind != "address" or has_house(hit.value)


def _finding(path: str, size: int, persons: list[rec.Record], found: Findings, reveal: bool) -> FileResult:
    values: dict[tuple[str, str], tuple[str, str]] = {}
    chosen = {id(record) for record in persons}
    for record in found.records:
        if record.example or rec.specimen(record):
            continue
        tied = id(record) in chosen
        for hit in record.hits:
            if tied or (_counts_beside(hit, record) and hit.strength >= FAIR):
                values.setdefault((hit.kind, _key(hit.value)), (hit.value, record.where))
    told = found.told.record()
    for hit in told.hits:
        values.setdefault((hit.kind, _key(hit.value)), (hit.value, told.where))
    kinds = Counter(kind for kind, _ in values if not kind.startswith("_"))
    count = _persons(persons)
    pairs = [(kind, *written) for (kind, _), written in values.items() if not kind.startswith("_")]
    return FileResult(
        path, Verdict.CONTENT, dict(sorted(kinds.items())), count, _grade(kinds, count),
        samples=[mask(kind, value) for kind, value, _ in pairs[:MOST]],
        where=list(dict.fromkeys(record.where for record in persons if record.where))[:MOST],
        reason="partly_unread" if found.unread else "", unread=found.unread[:20], size=size,
        matches=[(kind, value, where) for kind, value, where in pairs] if reveal else None,
    )  # fmt: skip


_NEVER_AN_OFFICES = frozenset(("birth_date", "my_number", "insured_number", "licence", "identity_document", "kana"))


def _counts_beside(hit: Hit, record: rec.Record) -> bool:
    """Whether a value counts that stands near persons, not with them: an office's telephone and address do not."""
    if record.public:
        reaches = hit.kind in ("phone", "email") and (_private(hit) or hit.strength >= TOLD)
        return hit.kind in _NEVER_AN_OFFICES or reaches or (hit.kind == "address" and not record.listed)
    return hit.kind != "sensitive"


@lru_cache(maxsize=50_000)
def _key(value: str) -> str:
    return joined(value).replace("-", "").lower()


def _persons(persons: list[rec.Record]) -> int:
    """Distinct persons: by name where there is one, else by record; rows of one name born on different days are several."""
    named: dict[str, set[str]] = {}
    unnamed = 0
    for record in persons:
        values = {hit.value for hit in record.hits if hit.kind == "name"}
        unnamed += not values
        alone = record.listed and len(values) == 1
        births = {hit.value for hit in record.hits if hit.kind == "birth_date"} if alone else set()
        for value in values:
            named.setdefault(_key(value), set()).update(births)
    return max(1, sum(_days(births) for births in named.values()) or unnamed)


def _days(written: set[str]) -> int:
    """How many days of birth are meant, one at least; the same day may be written in several ways."""
    return max(1, len({parse(value) or value for value in written})) if len(written) > 1 else 1


def _grade(kinds: Counter[str], count: int) -> Grade:
    if kinds["my_number"] or kinds["sensitive"] or kinds["insured_number"] or count >= 100:
        return Grade.HIGH
    return Grade.MEDIUM if len(kinds) >= 3 or count >= 10 else Grade.LOW


def _unread_reason(found: Findings) -> str:
    """Why the file as a whole counts as not inspected; empty when what matters of it was read."""
    whole = [reason for where, reason in found.unread if not where]
    parts = [reason for where, reason in found.unread if where and reason not in _PARTIAL]
    if whole:
        return whole[0]
    if parts:
        return parts[0] if len(set(parts)) == 1 else "partly_unread"
    if found.unread and found.characters < 200:
        return found.unread[0][1]
    return ""
