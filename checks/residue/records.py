"""From hits to persons: what stands together is one record, and a record is a person or it is not (notes/scan.md 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice, pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from checks.residue.fold import joined
from checks.residue.matchers import name_cells
from checks.residue.matchers.contacts import is_free_mail, is_mobile
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.lexicon import names, word_set, words
from checks.residue.matchers.model import FAIR, SURE, WEAK, Hit
from checks.residue.matchers.sensitive import sensitive

GAP = 160
_STRONG = frozenset(("my_number", "insured_number", "licence", "identity_document", "bank_account"))
_PERSONAL = frozenset(("address", "birth_date", "phone", "email", "kana", "postal_code", *_STRONG))


@dataclass(slots=True)
class Record:
    """Hits that stand together.

    `public` speaks of an office, `listed` is a row of a table, `example` shows a form's use, `goods` is a row about
    things, places or times past; `thing` one whose name is no person's; `of_nobody` is the answer of `specimen`, None before
    it was asked. `beside` names those told beside persons, as staff, and shows none by itself. `place`: the number of a table with listings in it, 0 elsewhere, and of the row.
    """

    hits: list[Hit] = field(default_factory=list)
    where: str = ""
    public: bool = False
    listed: bool = False
    example: bool = False
    goods: bool = False
    thing: bool = False
    of_nobody: bool | None = None
    beside: bool = False
    place: tuple[int, int] = field(default=(0, 0), compare=False)

    def kinds(self, least: int = WEAK) -> set[str]:
        """Kinds with a hit of at least that strength."""
        return {hit.kind for hit in self.hits if hit.strength >= least}


@dataclass(slots=True)
class Rows(Record):
    """Rows of a table that differ in their values alone: `hits` are those of the first of them.

    `alike` holds for each hit the values that stand in its place, row by row; `rows` are the numbers of the rows. What
    decides on a record is the same in all.
    """

    alike: list[Sequence[str]] = field(default_factory=list)
    rows: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def single(self) -> Iterator[Record]:
        """Each row as a record of its own."""
        told = (self.where, self.public, self.listed, self.example, self.goods, self.thing, self.of_nobody)
        for number, row in zip(self.rows, zip(*self.alike, strict=True), strict=True):
            hits = [hit._replace(value=value) for hit, value in zip(self.hits, row, strict=True)]
            yield Record(hits, *told, place=(self.place[0], number))


def count(records: Iterable[Record]) -> int:
    """How many records there are, each row counted."""
    return sum(len(record) if isinstance(record, Rows) else 1 for record in records)


def single(record: Record) -> Iterable[Record]:
    """The record, or each of its rows."""
    return record.single() if isinstance(record, Rows) else (record,)


def values(record: Record) -> list[Sequence[str]]:
    """For each hit of a record its value, or those of all rows."""
    return record.alike if isinstance(record, Rows) else [(hit.value,) for hit in record.hits]


def values_at(record: Record, place: int) -> Sequence[str]:
    """The value of one hit of a record, or those of all rows: what `values` holds at `place`."""
    return record.alike[place] if isinstance(record, Rows) else (record.hits[place].value,)


def of_kind(records: Iterable[Record], kind: str) -> set[str]:
    """The values of one kind in records."""
    found: set[str] = set()
    for record in records:
        if isinstance(record, Rows):
            found.update(*(record.alike[place] for place, hit in enumerate(record.hits) if hit.kind == kind))
        else:
            found.update([hit.value for hit in record.hits if hit.kind == kind])
    return found


def person(record: Record) -> bool:
    """Whether a record speaks of a private person."""
    kinds = record.kinds() - {"_staff"}
    if record.example or record.beside or specimen(record):
        return False
    if kinds & _STRONG and _strong_enough(record, kinds):
        return True
    named = "name" in kinds
    if record.goods and not kinds & _STRONG:
        return named and any(private(hit) for hit in record.hits)
    if record.public:
        return named and ("birth_date" in kinds or _troubled(record))
    if named:
        return _named(record, kinds)
    contact = record.kinds(FAIR) & {"address", "birth_date", "phone", "email", "kana"}
    return len(contact) >= 2 and any(private(hit) for hit in record.hits) and not record.goods


def private(hit: Hit) -> bool:
    """What an office does not print on its letterhead: a mobile number, a free mailbox, a date of birth, a reading."""
    if hit.kind == "phone":
        return is_mobile(hit.value)
    if hit.kind == "email":
        return is_free_mail(hit.value)
    return hit.kind == "birth_date" or (hit.kind == "kana" and name_cells.is_kana_name(hit.value))


def _strong_enough(record: Record, kinds: set[str]) -> bool:
    """A bank account of an office is no person's; the other numbers are."""
    return bool(kinds & (_STRONG - {"bank_account"})) or (
        not record.public and bool(kinds & {"name", "kana", "address", "birth_date"})
    )


def _named(record: Record, kinds: set[str]) -> bool:
    surest = max(hit.strength for hit in record.hits if hit.kind == "name")
    others = kinds & _PERSONAL
    if others == {"email"} and all(hit.value.isascii() for hit in record.hits):
        return False  # an author or contributor of a program
    if surest >= FAIR and others - {"kana", "postal_code"}:
        return True
    if record.listed and surest >= FAIR and others:
        return True
    if surest == WEAK:
        contact = record.kinds(FAIR) & {"address", "birth_date", "phone", "email"}
        return (
            len(contact) >= 2
            or "birth_date" in contact
            or any(hit.kind == "phone" and is_mobile(hit.value) for hit in record.hits)
            or (record.listed and any(hit.kind == "sensitive" for hit in record.hits))
        )
    troubles = {hit.value for hit in record.hits if hit.kind == "sensitive"}
    return bool(troubles) and (surest >= SURE or record.listed or len(troubles) >= 2)


@cache
def _office_words() -> AhoCorasick:
    return AhoCorasick(list(words()["organisations"]))


def speaks_of_office(text: str) -> bool:
    """Whether a stretch of text names an organisation."""
    return bool(_office_words().find_matches_as_indexes(text))


def _troubled(record: Record) -> bool:
    """Whether a column of its own says what is to be handled with care of somebody who is named, beyond doubt unless a known word says so."""
    told = [hit.value for hit in record.hits if hit.kind == "sensitive" and hit.strength >= FAIR]
    sure = any(hit.kind == "name" and hit.strength >= SURE for hit in record.hits)
    return bool(told) and (sure or any(next(sensitive(value), None) is not None for value in told))


_CAREER = re.compile("入社|退社|入職|退職|在籍|勤務|就職|転職|卒業|入学|在学|修了|通院|入院|受診")
_BANK = re.compile(r"銀行|信用金庫|支店|信用組合|農協|郵便局|労働金庫|出張所|営業所")
_COMPANY = Gated(
    r"株式会社|有限会社|合同会社|\(株\)|\(有\)|㈱|㈲|法人|財団|協会|組合|機構|公社|営業部|広報|Co\.,|Inc\.|Ltd"
)


_LATIN_COMPANY = Gated(r"Co\.,|Inc\.|Ltd", first=True)


def names_company(text: str) -> bool:
    """Whether a text names a company or corporation, as a signature does."""
    if text.isascii():
        return _LATIN_COMPANY.possible(text) and any(word in text for word in ("Co.,", "Inc.", "Ltd"))
    return _COMPANY.search(text) is not None


_HOW_TO = re.compile("書き方|練習用|サンプル")
# articles have 13 digits, Japanese ones begin with 45 or 49 (GS1 Japan)
_ARTICLE = Gated(r"4(?<![0-9].)[59][0-9]{11}(?![0-9])")


def lists_goods(text: str) -> bool:
    """Whether a text lists articles: what looks like a telephone number there is a part's."""
    if "45" not in text and "49" not in text:
        return False
    return len({match.group() for match in islice(_ARTICLE.finditer(text), 20)}) >= 2


@cache
def _example_marks() -> AhoCorasick:
    return AhoCorasick(list(words()["examples"]))


_FOR_EXAMPLE = re.compile("(?<![\u4e00-\u9fff])例[:：)）]")
_EXAMPLE_LINES = 3


def shows_example(text: str, where: str = "") -> bool:
    """Whether a piece shows how to fill in a form or is test matter: its place name or its first lines say so."""
    lines = [line for line in text[:600].split("\n") if line.strip()][:_EXAMPLE_LINES]
    # how to write something is spoken of in letters, too; a heading is no sentence
    lines = [_HOW_TO.sub("", line[:60]) if "、" in line or "。" in line else line[:60] for line in lines]
    head = "\n".join([where, *lines]).lower()
    return bool(_example_marks().find_matches_as_indexes(head)) or (
        "例" in head and _FOR_EXAMPLE.search(head) is not None
    )


@lru_cache(maxsize=20_000)
def nobody(value: str) -> bool:
    """Names that stand for no one: 山田太郎 on specimen forms, a place with 花子, persons of history."""
    bare = joined(value)
    if bare in word_set("nobody") or _MADE_UP.match(bare):
        return True
    if _OF_AN_OFFICE.fullmatch(bare):
        return True
    return bare.endswith(("太郎", "花子")) and bare[:-2] in names().places and names().surnames.get(bare[:-2], 0) < 2


_OF_AN_OFFICE = re.compile(
    "(?:[市区県都府]役?所|[町村]?役場|[県都府]庁|福祉|年金|国保|介護|税務|納税|戸籍|住民|申請|届出|見本|記入|窓口)(?:太郎|花子|一郎|次郎|二郎|三郎|子)"
)
"""Names of specimens made of what an office deals with: 市役所太郎."""


def of_nobody(hit: Hit) -> bool:
    """A specimen's name, its reading, or an address with circles for signs."""
    if hit.kind in ("name", "kana"):
        return nobody(hit.value)
    return hit.kind == "address" and (_BLANKED.search(hit.value) is not None or _MADE_UP.match(hit.value) is not None)


_MADE_UP = re.compile("テスト|てすと|サンプル|ダミー|見本|みほん|例示")
"""How names, readings and addresses of made-up data begin."""

_BLANKED = re.compile("[○◯△□●×〇＊*]{2}|[○◯△□●×]")
_VOUCHING = {"my_number", "insured_number", "licence", "identity_document"}


def specimen(record: Record) -> bool:
    """Whether a record names no one real: a specimen's name, and nothing beside it that only a real person has.

    People are called 佐藤太郎, too: a number with a right check digit, or a mobile number and one more kind in a row of
    a table, outweighs the name.
    """
    if record.of_nobody is None:
        record.of_nobody = any(of_nobody(hit) for hit in record.hits) and not _vouched(record)
    return record.of_nobody


def _vouched(record: Record) -> bool:
    kinds = record.kinds(FAIR)
    reachable = any(hit.kind == "phone" and is_mobile(hit.value) for hit in record.hits)
    company = bool(kinds & {"address", "birth_date", "email", "kana"})
    return bool(kinds & _VOUCHING) or (record.listed and reachable and company)


def group(text: str, hits: list[Hit], where: str) -> list[Record]:
    """Records of running text: a new one begins after a wide gap, or with a new name once the last one has company."""
    records: list[Record] = []
    current: list[Hit] = []
    # kept beside them, not asked of them: a line may list thousands
    kinds, values = set[str](), set[str]()
    for hit in hits:
        if current and _parts(text, current[-1].end, hit, kinds, values):
            records.append(_close(text, current, where))
            current, kinds, values = [], set(), set()
        current.append(hit)
        kinds.add(hit.kind)
        values.add(hit.value)
    if current:
        records.append(_close(text, current, where))
    return records


_EMPTY_LINES = re.compile(r"\n[ \t\u3000]*\n[ \t\u3000]*\n")


def _parts(text: str, last: int, hit: Hit, kinds: set[str], values: set[str]) -> bool:
    """Whether a hit begins another record than the one that ends at `last` and holds these kinds and values."""
    if hit.start - last > GAP:
        return True
    between = text[last : hit.start]
    if between.count("\n") > 2 and _EMPTY_LINES.search(between):
        return True
    if hit.kind not in ("name", "_staff"):
        return False
    return not kinds.isdisjoint(("name", "_staff")) and ("\n" in between or len(kinds) > 1) and hit.value not in values


def _close(text: str, hits: list[Hit], where: str) -> Record:
    start = text.rfind("\n", 0, hits[0].start) + 1
    end = text.find("\n", hits[-1].end)
    stretch = text[max(start, hits[0].start - 120) : min(end if end >= 0 else len(text), hits[-1].end + 60)]
    inside = _blank_out(stretch, hits)
    staff = any(hit.kind == "_staff" for hit in hits)
    at_home = _at_home(text, hits)
    kept = [
        hit for hit in hits if hit.kind not in ("name", "_staff") or hit.start in at_home or not _of_office(text, hit)
    ]
    office = speaks_of_office(inside)
    if office and _ADDRESSED.search(inside):
        office = speaks_of_office(_ADDRESSEE.sub("\n", inside))
    office = office or any(_of_venue(text, hit) for hit in hits)
    return Record(kept, where, public=staff or len(kept) < len(hits) or office)


# to whom a letter goes, on one line or on two: its writer is somebody else
_ADDRESSEE = re.compile(
    "(?:^|(?<=\n))[ \u3000]*[^\n。、]{2,30}(?:\n[ \u3000]*[^\n。、]{0,20}(?:担当|採用|人事|責任者|窓口|係|課|部|代表|社長|院長|所長|園長|施設長)[^\n。、]{0,14})?"
    "[ \u3000]?(?:様|さま|殿|御中|各位|宛)[ \u3000]*(?:\n|\\Z)"
)


_ADDRESSED = re.compile("(?:様|さま|殿|御中|各位|宛)[ \u3000]*(?:\n|\\Z)")


def _at_home(text: str, hits: list[Hit]) -> set[int]:
    """Where names begin whose bearers' own address stands in brackets behind: 会計 楠田久美子(曙五丁目40番6号), a neighbour."""
    return {
        hit.start
        for hit, beside in pairwise(hits)
        if hit.kind == "name" and beside.kind == "address" and _HOME_BEHIND.fullmatch(text, hit.end, beside.start)
    }


_HOME_BEHIND = re.compile("(?:様|さん|さま|氏|殿)?[ \u3000]?[(（]")


_VENUE = re.compile("(?:場所|会場|ところ|開催地)[ \u3000]*[::】」]")
_INN = re.compile("(?:^|\n)[ \u3000・○●]*(?:宿舎|宿泊先|宿泊施設|宿泊|お宿|宿|昼食|夕食|見学先|訪問地)[ \u3000::]")
"""Where a party stays and eats."""
_VENUE_BEFORE = 60


def _of_venue(text: str, hit: Hit) -> bool:
    """Whether an address is that of the house where people are invited to: its name stands between a label and the address."""
    if hit.kind != "address":
        return False
    low = max(0, hit.start - _VENUE_BEFORE)
    if _INN.search(text, max(low, text.rfind("\n", 0, hit.start)), hit.start) is not None:
        return True
    label = _VENUE.search(text, low, hit.start)
    return label is not None and speaks_of_office(text[label.end() : hit.start])


def _blank_out(stretch: str, hits: list[Hit]) -> str:
    """The stretch without its addresses and the employers of a career: what stands there is no office the record is about."""
    if _CAREER.search(stretch):
        stretch = "\n".join(line for line in stretch.split("\n") if not _CAREER.search(line))
    values = list(dict.fromkeys(hit.value for hit in hits if hit.kind in ("address", "email", "sensitive")))
    if len(values) > MANY:
        stretch = _without(stretch, values)
    for value in values if len(values) <= MANY else ():
        stretch = stretch.replace(value, " ")
    if any(hit.kind == "bank_account" for hit in hits):
        stretch = _BANK.sub(" ", stretch)
    return stretch


MANY = 200
"""Values of one record that are looked for together."""


def _without(stretch: str, values: list[str]) -> str:
    parts, done = [], 0
    for _, start, end in AhoCorasick(values, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(stretch):
        parts.append(stretch[done:start])
        done = end
    return " ".join([*parts, stretch[done:]])


@cache
def _role_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = "|".join(sorted(map(re.escape, words()["staff_before"]), key=len, reverse=True))
    after = "|".join(sorted(map(re.escape, words()["roles"]), key=len, reverse=True))
    # 経過記録 楠田 久美子: whom the record is about, not who keeps it
    return re.compile(rf"(?:(?<![\u4e00-\u9fff])(?=記録)|(?!記録))(?:{before})[ \u3000:：・/(（]{{0,3}}\Z"), re.compile(
        rf"[ \u3000(（]{{0,2}}(?:{after})"
    )


def _of_office(text: str, hit: Hit) -> bool:
    """Whether a name stands with a role of an office (課長 佐藤花子, 佐藤花子 理事) or is one of history."""
    if hit.kind == "_staff":
        return True
    if hit.kind != "name":
        return False
    if joined(hit.value) in word_set("history"):
        return True
    before, after = _role_patterns()
    return bool(before.search(text, max(0, hit.start - 14), hit.start) or after.match(text, hit.end))
