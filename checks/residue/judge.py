"""From records to one verdict for the file: persons, lists of one kind, offices, specimens, and what was not read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import chain, groupby, product
from operator import itemgetter

from checks.residue import records as rec
from checks.residue.fingerprint.dates import parse
from checks.residue.fold import fold, joined_all
from checks.residue.mask import mask
from checks.residue.matchers import examples, name_cells, people
from checks.residue.matchers.addresses import has_house
from checks.residue.matchers.alike import BORN
from checks.residue.matchers.contacts import is_free_mail, is_mobile
from checks.residue.matchers.lexicon import word_set
from checks.residue.matchers.mentions import How
from checks.residue.matchers.model import FAIR, SURE, TOLD, Hit
from checks.residue.matchers.named_files import folder_of_person, persons_in
from checks.residue.matchers.public import LEAST, SHARE
from checks.residue.model import FileResult, Grade, Verdict
from checks.residue.told import Told, same_key

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
    margins: list[str] = field(default_factory=list)
    rows: int = 0
    characters: int = 0
    machine: bool = False
    authored: bool = False
    public: set[str] = field(default_factory=set)
    example: bool = False
    office: bool = False
    goods: bool = False
    title: str = ""
    heading: list[str] = field(default_factory=list)
    below: list[list[str]] = field(default_factory=list)

    def add(self, records: list[rec.Record]) -> None:
        """Take in the records of a piece."""
        self.records += records
        self.rows += rec.count(records)


def judge(path: str, size: int, found: Findings, reveal: bool) -> FileResult:
    """Records to persons, persons to a verdict."""
    persons: list[rec.Record] = []
    rest: list[rec.Record] = []
    for record in found.records:
        (persons if rec.person(record) else rest).append(record)
    persons += _lonely(found, rest)
    if found.machine and rec.count(persons) < 2:
        persons = [record for record in persons if "name" in record.kinds(FAIR)]
    if _of_history(found, persons) or _of_public(found, persons):
        persons = []
    elif not persons and not (found.machine or found.example) and found.told.speaks_of_persons(office=found.office):
        record = found.told.record()
        persons = [record] if record.hits else []
    if persons and (_shown_only(path, persons, found) or _office_only(persons, found)):
        persons = []
    unread = found.unread[:20]
    if persons:
        return _finding(path, size, persons, found, reveal)
    kept = [name for name in found.names if name_cells.is_name(fold(name)) or persons_in(name)]
    reason = "" if kept else _unread_reason(found)
    named = kept or (_named(path) if reason in _SAYS_NOTHING else [])
    around = found.margins if reason in _SAYS_NOTHING else []
    if named or around:
        why = reason or ("name_in_file_name" if named else "name_beside")
        return _named_only(path, size, found, list(dict.fromkeys([*named, *around])), reveal, why)
    if reason:
        return not_read(path, reason, size, unread, reveal=reveal)
    return FileResult(path, Verdict.CLEAN, unread=unread, size=size, matches=[] if reveal else None)


# a picture that nothing was read of is told by its name; what is locked or damaged has to be opened by somebody
_SAYS_NOTHING = ("", "picture_only")
_HOMES = frozenset(("users", "home", "documents and settings"))


def _named(path: str) -> list[str]:
    """The persons whom the file's name tells, or that of its folder, unless it is a user's own on this PC."""
    folder, base = os.path.split(path)
    above, owner = os.path.split(folder)
    inside = () if os.path.basename(above).lower() in _HOMES else folder_of_person(owner)
    return [*persons_in(base), *inside]


def not_read(
    path: str, reason: str, size: int = 0, unread: Sequence[tuple[str, str]] = (), *, reveal: bool = False
) -> FileResult:
    """A file that could not be inspected, with the persons its name tells."""
    names = list(dict.fromkeys(_named(path)))
    return FileResult(
        path, Verdict.UNREADABLE, {"name": len(names)} if names else {}, reason=reason, unread=unread, size=size,
        samples=[mask("name", name) for name in names[:MOST]], matches=[("name", name, "") for name in names] if reveal else None,
    )  # fmt: skip


def _named_only(path: str, size: int, found: Findings, names: list[str], reveal: bool, why: str) -> FileResult:
    """A finding of names alone: of the file, of files kept in it, around the document; or why nothing but its name was looked at."""
    return FileResult(
        path, Verdict.NAME_ONLY, {"name": len(set(names))}, reason=why, unread=found.unread[:20], grade=Grade.LOW, size=size,
        samples=[mask("name", name) for name in names[:MOST]], matches=[("name", name, "") for name in names] if reveal else None,
    )  # fmt: skip


def _shown_only(path: str, persons: list[rec.Record], found: Findings) -> bool:
    """Whether one person or two appear in a file that says of itself that it shows how to fill in a form."""
    says = found.example or rec.shows_example(fold(os.path.basename(path)))
    return says and rec.count(persons) <= 3 and _persons(persons) <= 2 and not examples.somebody(persons)


_FEW, _MOST_OF = 2, 0.5
"""Figures everybody knows that make a list one of them, and their share of its names."""


def _of_history(found: Findings, persons: list[rec.Record]) -> bool:
    """Whether a text or list tells of times past: figures everybody knows, and beside them nothing that reaches anyone."""
    told = [*found.told.famous, *rec.of_kind(found.records, "name")]
    names = set(joined_all(told))
    famous = names & word_set("history")
    called = any(how is not How.GUESSED for how in found.told.how.values())
    if told and famous == names and not called and all(hit.kind == "name" for one in persons for hit in one.hits):
        return True  # a book and who wrote it
    if len(told) < 3:
        return False
    few = len(famous) == _FEW and len(famous) >= _MOST_OF * len(names)  # songs and singers, of which a list knows few
    if not few and (len(famous) < 3 or len(famous) < 0.3 * len(names)):
        return False
    records = _distinct(persons)
    mentioned = ("name",) if few else ("name", "sensitive", "birth_date")  # of figures of the past much is told
    if any(hit.kind not in mentioned for record in records for hit in record.hits):
        return False
    return not any(_somebody_else(record, famous) for record in records)


def _somebody_else(record: rec.Record, famous: frozenset[str] | set[str]) -> bool:
    """Whether somebody is told by honorific or kinship whom not everybody knows: a song at a day care makes no resident a figure of the past."""
    told = [hit.value for hit in record.hits if hit.kind == "name" and hit.strength >= TOLD]
    return bool(told) and not famous.issuperset(joined_all(told))


def _of_public(found: Findings, persons: list[rec.Record]) -> bool:
    """Whether a text lists officials, authors or winners, and nothing beside them that an office would not print."""
    if len(found.public) < LEAST:
        return False
    names = set(joined_all([*found.told.full, *rec.of_kind(found.records, "name")]))
    if len(found.public) < SHARE * len(names | found.public):
        return False
    reaching = _NEVER_AN_OFFICES | {"address", "bank_account"}
    return not any(
        hit.kind in reaching or (_private(hit) and hit.kind != "name") or hit.strength >= TOLD
        for record in _distinct(persons)
        for hit in record.hits
    )


_BUSINESS = frozenset(("name", "phone", "email", "address", "postal_code", "kana"))


def _office_only(persons: list[rec.Record], found: Findings) -> bool:
    """Whether all there is is one office's signature: business contacts alone, in a text that names an organisation."""
    if not found.office or _persons(persons) > 2 or any(record.listed for record in persons):
        return False
    return all(hit.kind in _BUSINESS and not _private(hit) for record in _distinct(persons) for hit in record.hits)


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
    ("email", 3, True, FAIR), ("email", 3, False, FAIR), ("phone", 1, True, FAIR), ("phone", 1, False, FAIR), ("address", 3, True, SURE), ("kana", 3, True, FAIR),
)  # fmt: skip


def _lonely(found: Findings, rest: list[rec.Record]) -> list[rec.Record]:
    """Lists of one kind only: many names, many mobile numbers, many private addresses are persons as well."""
    rest = [r for r in rest if not (r.public or r.example or r.goods or r.beside or rec.specimen(r))]
    chosen: list[rec.Record] = []
    apart: dict[int, list[rec.Record]] = {}
    by_kind: dict[tuple[str, bool], list[tuple[rec.Record, int]]] = {}
    for record in rest:
        for place, hit in enumerate(record.hits):
            by_kind.setdefault((hit.kind, record.listed), []).append((record, place))
    for kind, least, listed, strength in _LISTS if rest else ():
        holders = [
            (record, place)
            for record, place in by_kind.get((kind, listed), ())
            if (hit := record.hits[place]).strength >= strength and _alone(hit, found)
        ]
        if len(set().union(*(rec.values_at(record, place) for record, place in holders))) >= least:
            known = set(map(_contents, _distinct(chosen)))
            fresh: dict[int, list[rec.Record]] = {}
            for record, _ in holders:
                if id(record) not in fresh:
                    single = apart.setdefault(id(record), list(rec.single(record)))
                    fresh[id(record)] = [one for one in single if _contents(one) not in known]
                chosen += fresh[id(record)]  # as often as it holds such a value
    found.records = [one for record in found.records for one in apart.get(id(record), (record,))]
    return chosen


def _distinct(records: list[rec.Record]) -> list[rec.Record]:
    """Each of `records` once, in their order: one that lists many values may stand there as often."""
    return list({id(record): record for record in records}.values())


def _contents(record: rec.Record) -> Hashable:
    return tuple(record.hits), record.where, record.listed, record.thing


_AT_HOME = (".jp", "@nifty.com", "@au.com")


def _alone(hit: Hit, found: Findings) -> bool:
    """Whether a value counts although nothing stands beside it; `end` is 0 for a cell of a typed column.

    Mailboxes at the carriers and providers of this country are residents' in a log, too; others may be of whoever wrote a program.
    """
    if hit.kind == "phone":
        return is_mobile(hit.value) and not (found.machine or found.goods)
    if hit.kind == "email":
        return hit.end == 0 or (is_free_mail(hit.value) and hit.value.lower().endswith(_AT_HOME))
    return hit.kind != "address" or has_house(hit.value)


def _finding(path: str, size: int, persons: list[rec.Record], found: Findings, reveal: bool) -> FileResult:
    chosen = {id(record) for record in persons}
    shown: Shown = []
    for record in found.records:
        if record.example or rec.specimen(record):
            continue
        tied = id(record) in chosen
        places = [
            place
            for place, hit in enumerate(record.hits)
            if hit.kind[0] != "_" and (tied or (_counts_beside(hit, record) and hit.strength >= FAIR))
        ]
        if places:
            shown.append((record, places))
    told = found.told.record()
    shown += [(told, list(range(len(told.hits))))] if told.hits else []
    company = _company(found, shown)
    shown += [(company, list(range(len(company.hits))))] if company.hits else []
    kinds = _kinds(shown)
    pairs = _pairs(shown, kinds.total() if reveal else min(MOST, kinds.total()))
    count = _persons(persons)
    return FileResult(
        path, Verdict.CONTENT, dict(sorted(kinds.items())), count, _grade(kinds, count),
        samples=[mask(kind, value) for kind, value, _ in pairs[:MOST]],
        where=list(dict.fromkeys(record.where for record in persons if record.where))[:MOST],
        reason="partly_unread" if found.unread else "", unread=found.unread[:20], size=size,
        matches=pairs if reveal else None,
    )  # fmt: skip


def _company(found: Findings, shown: Shown) -> rec.Record:
    """What the texts tell of the persons shown besides what is shown."""
    if not found.told.texts:
        return rec.Record()
    pairs = [
        (record.hits[place].kind, value)
        for record, places in shown
        for place in places
        for value in rec.values_at(record, place)
    ]
    return found.told.company({value for kind, value in pairs if kind == "name"}, pairs)


Shown = list[tuple[rec.Record, list[int]]]
"""Records, and which of their hits are counted."""


def _kinds(shown: Shown) -> Counter[str]:
    """How many different values there are of each kind."""
    written: dict[str, set[str]] = {}
    for record, places in shown:
        values = rec.values(record)
        for place in places:
            written.setdefault(record.hits[place].kind, set()).update(values[place])
    return Counter({kind: len(set(_keys(list(values)))) for kind, values in written.items()})


def _pairs(shown: Shown, most: int) -> list[tuple[str, str, str]]:
    """The first different values, in order: (kind, as written, where)."""
    pairs: dict[tuple[str, str], tuple[str, str, str]] = {}
    for _, group in groupby(shown, lambda one: one[0].place[0]):
        table = sorted(group, key=lambda one: one[0].place)
        single = chain.from_iterable(_by_row(*one) for one in table if not isinstance(one[0], rec.Rows))
        listings = (_by_row(*one) for one in table if isinstance(one[0], rec.Rows))
        for _, kinds, values, where in merge(single, *listings, key=itemgetter(0)):
            for kind, value in zip(kinds, values, strict=True):
                if len(pairs) >= most:
                    return list(pairs.values())
                pairs.setdefault((kind, same_key(value)), (kind, value, where))
    return list(pairs.values())


def _by_row(record: rec.Record, places: list[int]) -> Iterator[tuple[int, list[str], tuple[str, ...], str]]:
    """Each row of a record: its number, and the kinds and values of the hits at `places`."""
    kinds = [record.hits[place].kind for place in places]
    values = rec.values(record)
    numbers = record.rows if isinstance(record, rec.Rows) else (record.place[1],)
    for number, row in zip(numbers, zip(*(values[place] for place in places), strict=True), strict=True):
        yield number, kinds, row, record.where


_NEVER_AN_OFFICES = frozenset(("birth_date", "my_number", "insured_number", "licence", "identity_document", "kana"))


def _counts_beside(hit: Hit, record: rec.Record) -> bool:
    """Whether a value counts that stands near persons, not with them: an office's telephone and address do not."""
    if record.public:
        reaches = hit.kind in ("phone", "email") and (_private(hit) or hit.strength >= TOLD)
        home = hit.kind == "address" or (hit.kind == "postal_code" and "address" in record.kinds())
        return hit.kind in _NEVER_AN_OFFICES or reaches or (home and not record.listed)
    return hit.kind != "sensitive"


def _keys(values: list[str]) -> list[str]:
    """`same_key` of each of `values`."""
    return "\n".join(joined_all(values)).replace("-", "").lower().split("\n") if values else []


def _persons(persons: list[rec.Record]) -> int:
    """Distinct persons: by name where there is one, else by record; rows of one name born on different days are several."""
    born: tuple[list[str], list[str]] = ([], [])
    unnamed = 0
    times = Counter(map(id, persons))
    for record in _distinct(persons):
        names, births = (
            [n for n, hit in enumerate(record.hits) if hit.kind == kind] for kind in ("name", "birth_date")
        )
        if len(names) == 1 and len(births) <= 1:
            values = rec.values(record)
            born[0].extend(values[names[0]])
            born[1].extend(values[births[0]] if births and record.listed else [""] * len(values[names[0]]))
            continue
        for one in rec.single(record):
            named = {hit.value for hit in one.hits if hit.kind == "name"}
            unnamed += times[id(record)] * (not named)
            own = (
                {hit.value for hit in one.hits if hit.kind == "birth_date"} if one.listed and len(named) == 1 else set()
            )
            for name, day in product(named, own or {""}):
                born[0].append(name)
                born[1].append(day)
    return max(1, _born(*born) or unnamed)


def _born(names: list[str], days: list[str]) -> int:
    """How many persons bear these names and were born on these days; a day is empty where none is told."""
    told = set(zip(_keys(names), days, strict=True))
    usual = set(BORN.findall("\n".join(set(days))))
    odd = {key for key, day in told if day not in usual} if _alike(usual) else {key for key, _ in told}
    if not odd:
        return len(told)
    named: dict[str, set[str]] = {key: set() for key in odd}
    for key, day in told:
        if key in odd and day:
            named[key].add(day)
    return sum(1 for key, _ in told if key not in odd) + sum(_days(own, usual) for own in named.values())


def _alike(days: Collection[str]) -> bool:
    """Whether usual days are all written one way, so that two of them are never the same: by the era, or by one sign after the year."""
    return len({day[4] if day[0] in "12" else "" for day in days}) == 1


def _days(written: set[str], usual: set[str]) -> int:
    """How many days of birth are meant, one at least; the same day may be written in several ways."""
    if len(written) <= 1 or (written <= usual and _alike(written)):
        return max(1, len(written))
    return len({parse(value) or value for value in written})


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
