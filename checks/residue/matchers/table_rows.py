"""One row of a table whose columns are known: its record, and the cells that are not what their column says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from checks.residue.matchers import addresses, among_us, form_states, name_cells, row_subjects
from checks.residue.matchers.cells import NOTE, NOTHING, bare_name, born_as, typed
from checks.residue.matchers.contacts import is_mobile, written_phone
from checks.residue.matchers.headings import calls_person
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.model import FAIR, SURE, WEAK, Hit
from checks.residue.matchers.sensitive import AIDS, sensitive, ticked
from checks.residue.pieces import Row
from checks.residue.records import Record, private

_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]")
_DIGIT = re.compile("[0-9]")
_SPARSE = 3
_BOTH = 2
"""Columns of names, words of a name."""
# 店舗名, 取扱店: the branch where an account is kept
_OF_BANK = re.compile("銀行|金融機関|信金|信用金庫|支店|店名|店舗|取扱店|郵便局|bank|branch", re.IGNORECASE)
_CUSTOMER = re.compile(
    "利用|会員|記名|貸与|受領|拾得|申込|申請|届出|貸出|借|児童|生徒|園児|保護者|客|購入者|注文|受講|参加者|患者|入居者|住民|契約者|受給|相談者|持ち主|落とし主|贈り先|送り先|届け先"
)
_LENT = re.compile("返却|延滞|貸出日|督促|保証金|レンタル")
"""Words beside what somebody has borrowed."""
_NUMBER_OF_CUSTOMER = re.compile(f"(?:{_CUSTOMER.pattern})者?(?:証|カード)?(?:番号|NO|No|ID|コード|CD)\\.?")
_NAMES = {"name", "kana", "_surname"}
_PART_OF_PLACE = re.compile(
    "(都道府県|^府?県|pref|state|province)|(市区|区市町村?|市町村?|郡市|^[市区]|city|town)", re.IGNORECASE
)


_OF_PUPILS = re.compile(
    "学校|学校名|校名|在籍校|園|園名|保育園|学年|学級|クラス|年組|学校・?学年|学年・?組|学校名・?学年"
)


_VENUES = frozenset(("会場", "会場名", "窓口", "窓口名", "避難所", "避難所名"))
_TEACHES = re.compile("講師|演者|発表|出演|代表|責任")
_REACHED = frozenset(("phone", "email", "address", "postal_code"))
"""Where players who are nobody's idols are reached."""
_PLAYERS = (["選手"], ["選手名"], ["出場者"], ["出演者"], ["出演"], ["演者"], ["奏者"], ["主将"])


class Layout:
    """What the columns of a stretch of rows hold, and what follows from it for every row of them."""

    def __init__(self, kinds: dict[int, str], heading: Row, rows: Sequence[Row] = ()) -> None:
        self.heading = heading
        self.named = {column for column, kind in kinds.items() if kind == "name" and _names_somebody(rows, column)}
        """Columns that show by their contents that persons stand in them."""
        self.of_clubs = "_famous" in kinds.values() and (among_us.of_clubs(rows) or among_us.of_lanes(heading))
        kinds = self._of_visitors(self._of_pupils(self._of_customers(self._without_banks(kinds))))
        self.kinds = kinds = row_subjects.told(kinds, heading, rows)
        held = kinds.values()
        self.cells = [(index, kind) for index, kind in sorted(kinds.items()) if kind not in ("_surname", "_given")]
        self.several = list(held).count("address") > 1
        self.parted = list(zip(self._of("_surname"), self._of("_given"), strict=False))
        """Columns of a surname and of the given name that belongs to it, in order of both."""
        self.staff = "_staff" in held
        self.cards = "_org" in held and "name" in held and bool({"email", "phone"} & set(held))
        """Whether the list is one of business cards: whole names under their own heading beside those of companies."""
        if self.several:
            self.cells.sort(key=self._rank)
        told = next(index for index in range(len(kinds) + 1) if index not in kinds)
        self.typed = told if not {"sensitive", "_not"}.intersection(held) else 0
        """Columns from the first on that are all of kinds whose cells are never read as text."""
        self.said = told if "_not" not in held else 0
        """Columns from the first on whose headings all tell a kind."""

    def _of_pupils(self, kinds: dict[int, str]) -> dict[int, str]:
        """What children wrote and won is listed with their school: such a row is about the child, not about the school or the work."""
        reached = not _REACHED.isdisjoint(kinds.values()) and not {"_org", "_goods"} & set(kinds.values())
        if not (reached or self.of_clubs) and not any(map(_OF_PUPILS.fullmatch, self.heading)):
            return kinds
        players = {at for at, kind in kinds.items() if kind == "_famous" and self.heading[at : at + 1] in _PLAYERS}
        kinds = {column: "name" if column in players else kind for column, kind in kinds.items()}
        if "name" not in kinds.values():
            return kinds
        return {column: kind for column, kind in kinds.items() if kind not in ("_goods", "_org", "_famous")}

    def _of_visitors(self, kinds: dict[int, str]) -> dict[int, str]:
        """The columns, where the venue beside persons is where each of them went, not what the row is about."""
        named = (index for index, kind in kinds.items() if kind in ("name", "kana") and index < len(self.heading))
        if not any(
            self.heading[index][:1] == "お"
            or (calls_person(self.heading[index]) and not _TEACHES.search(self.heading[index]))
            for index in named
        ):
            return kinds
        venues = {index for index, cell in enumerate(self.heading) if cell in _VENUES}
        return {index: "_not" if kind == "_org" and index in venues else kind for index, kind in kinds.items()}

    def _without_banks(self, kinds: dict[int, str]) -> dict[int, str]:
        """The columns, where 支店名 beside an account is the bank's branch and no office that the row is about."""
        if "bank_account" not in kinds.values():
            return kinds
        banks = {index for index, cell in enumerate(self.heading) if _OF_BANK.search(cell)}
        untold = dict.fromkeys((index for index in banks if index not in kinds), "_not")
        return untold | {index: "_not" if kind == "_org" and index in banks else kind for index, kind in kinds.items()}

    def _of_customers(self, kinds: dict[int, str]) -> dict[int, str]:
        """The columns, where the book or article beside a user is what was lent or sold, not what the row is about."""
        users = (index for index, kind in kinds.items() if kind in ("name", "kana") and index < len(self.heading))
        lent = any(map(_LENT.search, self.heading))
        called = any(lent or _CUSTOMER.search(self.heading[index]) for index in users)
        if not called and not (_NAMES & set(kinds.values()) and any(map(_NUMBER_OF_CUSTOMER.fullmatch, self.heading))):
            return kinds
        return {index: "_not" if kind == "_goods" else kind for index, kind in kinds.items()}

    def _rank(self, cell: tuple[int, str]) -> int:
        """Where a column stands among the parts of an address in Japanese order: some programs tell the street first."""
        index, kind = cell
        heading = self.heading[index] if kind == "address" and index < len(self.heading) else ""
        found = _PART_OF_PLACE.search(heading)
        return 0 if found is None and kind != "address" else 3 if found is None else found.lastindex or 0

    def read(self, column: int, kind: str, cell: str) -> Sequence[Hit]:
        """The values of a cell; a name nobody listed is surer where the heading calls it a person's."""
        hits = typed(kind, cell)
        if (
            kind == "name"
            and len(hits) == 1
            and cell[-1] in ")）"
            and "旧姓" in "".join(self.heading[column : column + 1])
        ):
            hits = (*hits, *born_as(cell))
        if kind != "name" or not hits or hits[0].strength == SURE or not self._calls_person(column):
            return hits
        return [hit._replace(strength=max(hit.strength, _looks(hit.value))) for hit in hits]

    def _calls_person(self, column: int) -> bool:
        return column in self.named or (column < len(self.heading) and calls_person(self.heading[column]))

    def _of(self, kind: str) -> list[int]:
        return [index for index, told in sorted(self.kinds.items()) if told == kind]

    def by_columns(self, rows: list[Row]) -> bool:
        """Whether rows can be taken by columns: about as wide as each other, and one column for each part of a name."""
        held = list(self.kinds.values())
        single = held.count("_surname") <= 1 and held.count("_given") <= 1
        return single and len(rows) * max(map(len, rows)) <= _SPARSE * sum(map(len, rows))


_SAMPLE, _SHARE = 60, 0.5
"""Rows looked at; share of known names that says that the others of a column are names, too."""


def _names_somebody(rows: Sequence[Row], column: int) -> bool:
    """Whether at least half of a column of several are names of the dictionary."""
    cells = [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]
    return len(cells) > _BOTH and sum(map(name_cells.is_name, cells)) >= _SHARE * len(cells)


BESIDE_STAFF = ("bank_account", "licence", "my_number", "name", "sensitive")
"""Beside what, private hits apart, a name under a heading for staff is told as any other."""


def _looks(name: str) -> int:
    """How sure a name nobody listed is by its looks: a listed surname and another word, two Latin words, or anything else."""
    return SURE if name_cells.apart(name) else FAIR if name_cells.foreign(name) else WEAK


# 山田工務店 among those who are paid
_FIRM = re.compile("(?:商店|工務店|支店|本店|会社|工業|建設|設備|事務所|組合|協会|法人|センター|病院|医院|クリニック)$")


def record_of(row: Row, layout: Layout, where: str) -> tuple[Record, list[str]]:
    """The record of a row, and the cells that are not what their column says."""
    record = Record(where=where, listed=True)
    unfit: list[str] = []
    place: list[str] = []
    for index, kind in layout.cells:
        if index >= len(row) or not (cell := row[index]):
            continue
        if kind == "address" and layout.several:
            place.append(cell)
        elif kind == "sensitive":
            record.hits += sensitive_of(cell, layout.heading[index : index + 1])
        elif kind[0] != "_":
            hits = layout.read(index, kind, cell)
            record.hits += hits
            if not hits or says_more(kind, cell):
                unfit.append(cell)
            record.public = record.public or (kind == "name" and not hits and _FIRM.search(cell) is not None)
        elif not take(kind, cell, record) and kind == "_thing":
            unfit.append(cell)
    record.hits += _short_forms(row, layout, record)
    record.hits += _names_in_parts(row, layout.parted)
    record.hits += place_of(place)
    if layout.cards and record.public and _reached(record):
        record.public = False
    if layout.staff and any(private(hit) or hit.kind in BESIDE_STAFF for hit in record.hits):
        staff = (row[index] for index, kind in layout.kinds.items() if kind == "_staff" and index < len(row))
        record.hits += [hit for cell in staff for hit in staff_name(cell)]
    return record, unfit


def _short_forms(row: Row, layout: Layout, record: Record) -> list[Hit]:
    """What somebody is called by under a heading for names of its own, where it is a part of the whole name beside it: KIRAN of BASNET KIRAN."""
    columns = [column for column, kind in layout.cells if kind == "name" and column < len(row)]
    if len(columns) < _BOTH:
        return []
    whole = [hit.value.casefold() for hit in record.hits if hit.kind == "name" and len(hit.value.split()) >= _BOTH]
    short = [row[column] for column in columns if len(row[column]) >= _BOTH]
    return [
        Hit("name", word, strength=WEAK)
        for word in short
        if any(word.casefold() != name and word.casefold() in name.split() for name in whole)
    ]


def _reached(record: Record) -> bool:
    """Whether somebody is named in a record and reached by a mobile number or a mailbox of his own."""
    kinds = {hit.kind for hit in record.hits if hit.kind != "phone" or is_mobile(hit.value)}
    return "name" in kinds and not kinds.isdisjoint(("phone", "email"))


# in a column that asks whether something is so, the heading says what: 生活保護 ○
_YES = frozenset(
    ("有", "有り", "あり", "○", "◯", "〇", "該当", "該当する", "はい", "受給", "受給中", "✓", "レ", "true", "TRUE")
)


_REMARK = re.compile("(?:嫌い|きらい|苦手|好き|大好き|初めて|はじめて|楽しみ|お願い|よろしく)[^0-9]{0,8}$")
"""Ends of what people write into any field of an application: 楽しみです, きのこ嫌い."""


_LEVELS = frozenset("12345")
"""Degrees of care, as short as a column calls them."""


def sensitive_of(cell: str, heading: Sequence[str]) -> Sequence[Hit]:
    """What a cell under a heading for what is sensitive tells; `heading`: that heading, if there is one."""
    if cell in _YES and heading:
        return [Hit("sensitive", heading[0], strength=FAIR)]
    if cell in _LEVELS and heading and "介護度" in heading[0]:
        return [Hit("sensitive", cell, strength=FAIR)]
    if (chosen := ticked(cell)) is not None:
        return [Hit("sensitive", choice, strength=FAIR) for choice in chosen]
    if not any(map(str.isalnum, cell)) or (_REMARK.search(cell) and next(sensitive(cell), None) is None):
        return []
    return typed("sensitive", cell)


def _names_in_parts(row: Row, parted: list[tuple[int, int]]) -> list[Hit]:
    pairs = [(row[one], row[other]) for one, other in parted if max(one, other) < len(row)]
    told = [hit for surname, given in pairs if surname and given for hit in full_name(f"{surname} {given}")]
    alone = (one for surname, given in pairs if (one := surname or given) and not (surname and given))
    return told + [hit for cell in alone if _whole(cell) for hit in full_name(cell)]


def _whole(cell: str) -> bool:
    """Whether a cell of a part of a name holds all of it: ファム・ミン・ドゥック, whose other part stays empty."""
    return name_cells.foreign(cell) or (" " in cell and name_cells.is_name(cell))


def full_name(full: str) -> list[Hit]:
    """Columns of a surname and a given name are one value."""
    return [Hit("name", full, strength=SURE)] if name_cells.name_like(full) else []


def staff_name(cell: str) -> list[Hit]:
    """A name under a heading for staff: beside a person, a mobile number or a date of birth it is a person's as any other."""
    bare = bare_name(cell)
    return [Hit("name", bare, strength=FAIR)] if name_cells.is_name(bare) else []


def place_of(place: list[str]) -> list[Hit]:
    """Columns of one address are one value, unless each is an address by itself."""
    if not place:
        return []
    if all(map(str.isascii, place)):  # in Latin letters the house comes first
        return [Hit("address", hit.value, strength=SURE) for hit in addresses.latin(", ".join(reversed(place)))]
    whole = [cell for cell in place if _DIGIT.search(cell)]
    parts = len(whole) < len(place) or any(map(_HOUSING.match, whole))
    whole = [cell for cell in whole if addresses.is_address(cell)] if len(whole) > 1 and not parts else []
    if len(whole) > 1:
        return [Hit("address", cell, strength=SURE) for cell in whole]
    told = place[0]
    for cell in place[1:]:
        if _HOUSE_TOLD.search(told) and _BUILDING.match(cell):
            break
        told = cell if _ANEW.match(cell) else told + cell
    return [Hit("address", told, strength=SURE)] if addresses.address_like(told) and not kind_of(told) else []


# 市営住宅3号棟309, コーポ青葉201: stands behind a street in a column of its own
_HOUSING = re.compile(
    "[^0-9]{0,12}(?:住宅|団地|宿舎|寮|荘|ハイツ|コーポ|マンション|ハイム|メゾン|レジデンス|アパート|パレス|棟)"
)
# the beginning of a whole address: the number of a lot before it belongs to land, not to a home
_ANEW = re.compile("(?:北海道|東京都|京都府|大阪府|[\u4e00-\u9fff]{2,3}県)[^0-9]{2,12}[0-9]")
_HOUSE_TOLD, _BUILDING = (
    re.compile("[^\\x00-\\x7f].{0,30}?(?:[0-9](?:号|番地)?|[〇一二三四五六七八九十](?:号|番地))$"),
    re.compile("[^0-9 の-]"),
)
"""A street that is told down to its house; the beginning of what stands behind it, a building in a column of its own."""


def note_of(cell: str) -> list[Hit]:
    """What a short note beside a name tells of its person; of choices what was ticked."""
    if (chosen := ticked(cell)) is not None:
        return [Hit("sensitive", hit.value, strength=WEAK) for choice in chosen for hit in sensitive(choice)]
    if len(cell) > NOTE:
        return [Hit("sensitive", hit.value, strength=WEAK) for hit in sensitive(cell)]
    return [Hit("sensitive", cell, strength=WEAK) for _ in islice(sensitive(cell), 1)] or (
        [Hit("sensitive", cell, strength=WEAK)] if form_states.treated(cell) else []
    )


def doubt(record: Record) -> None:
    """Addresses in a table that says nothing of homes weigh less."""
    record.hits = [
        hit._replace(strength=min(hit.strength, FAIR)) if hit.kind == "address" else hit for hit in record.hits
    ]


def doubt_thing(record: Record) -> None:
    """A row named like a shop or work is about a thing, unless something private stands in it."""
    record.goods = record.goods or (record.thing and not any(map(private, record.hits)))


def _long_note(cell: str) -> bool:
    """Whether a cell under a heading for what is sensitive is a text rather than a word."""
    return len(cell) > NOTE


_FIGURES = re.compile("[0-9][0-9-]{8,}[0-9]")


def _reaches(cell: str) -> bool:
    """Whether a cell under a heading that tells no kind (備考) says in words where somebody is reached or lives."""
    if cell.isascii():
        return "@" in cell
    return "@" in cell or (len(cell) > NOTE and _DIGIT.search(cell) is not None) or _FIGURES.search(cell) is not None


READ: dict[str | None, Callable[[str], bool]] = {None: bool, "sensitive": _long_note, "_not": _reaches}
"""Which cells are read as text, by the kind of their column; those of other kinds never are."""


def untyped(row: Row, layout: Layout) -> list[str]:
    """Cells to be read as text."""
    kinds = layout.kinds
    if len(row) <= layout.typed:
        return []
    return [
        cell
        for index, cell in enumerate(row)
        if cell and (asked := READ.get(kinds.get(index))) is not None and asked(cell)
    ]


_TELLS_NOTHING = (None, "_not")


def is_note(cell: str) -> bool:
    """Whether a cell is a short note in Japanese."""
    return 2 <= len(cell) <= NOTE and not cell.isascii()


def noted(row: Row, layout: Layout) -> list[str]:
    """Short cells whose heading tells nothing of their kind: 区分, 備考, 所見 hold what makes a person's row sensitive."""
    if len(row) <= layout.said:
        return []
    kinds = layout.kinds
    return [
        cell
        for index, cell in enumerate(row)
        if cell and kinds.get(index) in _TELLS_NOTHING and is_note(cell) and not _is_good(cell, index, layout)
    ]


_GOODS = re.compile("品|物|用具|機器|器具|種目|アイテム|貸出|在庫")


_SCREENED = re.compile("受診(?:希望|項目|種別|券)|[検健]診|検査(?:項目|種別)")


def _is_good(cell: str, index: int, layout: Layout) -> bool:
    """Whether what helps somebody is a thing that is lent or sold here: 車いす under 品名."""
    heading = layout.heading[index] if index < len(layout.heading) else ""
    if cell.endswith("がん") and _SCREENED.search(heading):
        return True  # what somebody is to be examined for
    return cell in AIDS and _GOODS.search(heading) is not None


def take(kind: str, cell: str, record: Record) -> bool:
    """Put a cell of known kind into the record if it fits; False if it does not."""
    if not kind.startswith("_"):
        hits = typed(kind, cell)
        record.hits += hits
        return bool(hits)
    if kind in ("_org", "_goods"):
        record.public = record.public or (kind == "_org" and not NOTHING.match(cell))
        if kind == "_goods" and not NOTHING.match(cell):
            record.goods = True
        return kind == "_org"
    if kind == "_thing":
        record.thing = True
        return False
    if kind == "_famous":
        record.goods = True
        return True
    return kind == "_staff"


def says_more(kind: str, cell: str) -> bool:
    """Whether a cell for a number or mailbox also says whose it is, or holds the other: 森本伸昭(長男)080-…, 080-… / a@b.jp."""
    if kind == "phone" and "@" in cell:
        return True
    if kind == "email" and _FIGURES.search(cell) and written_phone(cell):
        return True
    return kind in ("phone", "email") and not cell.isascii() and len(_IDEOGRAPHS.findall(cell)) >= 3
