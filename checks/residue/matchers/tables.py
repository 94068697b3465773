"""Tables: headings and contents say what a column holds, and a row is a record (notes/scan.md 3.1: what carries quality)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from checks.residue.matchers import addresses, contacts, dates, name_cells, numbers, people, running
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.model import FAIR, SURE, WEAK, Hit
from checks.residue.matchers.sensitive import sensitive
from checks.residue.pieces import Row
from checks.residue.records import Record, private, speaks_of_office

SAMPLE, HEADS = 200, 40
NOTE = 20
"""Characters of a note in a cell at most; longer ones are read as text."""
# what no heading holds: a date, a number of four digits, a mail address
_VALUE = re.compile(r"[0-9]{4}|[0-9][./-][0-9]|@")
_KANA_CELL = re.compile(
    "(?=.*[\u3041-\u3096\u30a1-\u30faA-Za-z])[\u3041-\u3096\u30a1-\u30fa\u30fcA-Za-z・ \u3000'-]{2,40}"
)
_PHONE_CELL = re.compile(r"[0-9+() .-]{9,18}")
_TITLE = re.compile(r"[ \u3000]?(?:[(（][^()（）]{1,10}[)）])?[ \u3000]?(?:様|さん|殿|くん|ちゃん)?$")
_POSTAL = re.compile(r"〒?\s?([0-9]{3}-[0-9]{4}|[0-9]{6,7})")
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]")
_THREE_DIGITS, _DIGIT = re.compile("[0-9]{3}"), re.compile("[0-9]")
_NOTHING = re.compile(
    r"^(?:なし|無し|無|-+|―|―+|×|ー|特になし|非該当|該当なし|0|FALSE|false|no|いいえ|不明|未|n/a|N/A|null|None|○|◯|有|あり)?$"
)


def find(rows: list[Row], memory: people.Memory, where: str) -> list[Record]:
    """The records of a table of folded cells."""
    columns = _Columns(rows)
    records: list[Record] = []
    free: list[tuple[int, str]] = []
    notes: list[tuple[int, str]] = []
    form: Record | None = None
    for index, row in enumerate(rows):
        role = columns.role(index)
        if role == "head":
            form = None
            continue
        if role == "form":
            if form is None:
                form = Record(where=where, listed=True)
                records.append(form)
            number = next(n for n in range(len(records) - 1, -1, -1) if records[n] is form)
            loose = _form_row(row, form)
            free += [(number, cell) for cell in loose]
            notes += [(number, cell) for cell in loose if 2 <= len(cell) <= NOTE]
            continue
        record, unfit = _record(row, columns.kinds(index), where)
        free += [(len(records), cell) for cell in unfit]
        free += [(len(records), cell) for cell in _untyped(row, columns.kinds(index))]
        place = len(records) if form is None else next(n for n, one in enumerate(records) if one is form)
        notes += [(place, cell) for cell in _noted(row, columns.kinds(index))]
        records.append(record)
    _learn(records, memory)
    if not _lists_homes(rows):
        _doubt_addresses(records)
    _read_free(free, records, memory)
    for number, cell in notes:
        if "name" in records[number].kinds():
            records[number].hits += [Hit("sensitive", cell, strength=WEAK) for _ in sensitive(cell)][:1]
    return [record for record in records if record.hits]


_HOME = re.compile("住|居|送付|送り|届|宛|addr|street|jusho", re.IGNORECASE)


def _lists_homes(rows: list[Row]) -> bool:
    """Whether a heading or label among the first rows speaks of where people live, not of where something stands."""
    return any(kind_of(cell) == "address" and _HOME.search(cell) for row in rows[:HEADS] for cell in row if cell)


def _doubt_addresses(records: list[Record]) -> None:
    for record in records:
        record.hits = [
            hit._replace(strength=min(hit.strength, FAIR)) if hit.kind == "address" else hit for hit in record.hits
        ]


def _learn(records: list[Record], memory: people.Memory) -> None:
    for record in records:
        for hit in record.hits:
            if hit.kind == "name" and hit.strength >= FAIR:
                memory.learn(hit.value)


def _read_free(free: list[tuple[int, str]], records: list[Record], memory: people.Memory) -> None:
    """Cells of no known kind are read as running text, all in one go, and their hits go back to their rows."""
    if not free:
        return
    starts, parts, at = [], [], 0
    for _, cell in free:
        starts.append(at)
        parts.append(cell)
        at += len(cell) + 2
    text = "\n\n".join(parts)
    named = {number for number, record in enumerate(records) if "name" in record.kinds()}
    for hit in running.find(text, memory):
        number = bisect_right(starts, hit.start) - 1
        record = records[free[number][0]]
        if hit.kind == "_staff":
            continue
        record.hits.append(hit)
    for number, cell in free:
        if not records[number].public and len(cell) <= 60 and speaks_of_office(cell):
            records[number].public = number not in named


def _form_row(row: Row, form: Record) -> list[str]:
    """Values to the right of their labels go into the form's record; what has no label is returned."""
    kind: str | None = None
    loose: list[str] = []
    pieces = ""
    for cell in _boxes_joined(row):
        if not cell:
            continue
        announced = kind_of(cell)
        if announced and not (kind == "sensitive" and announced == "sensitive"):
            kind = announced
        elif kind is None or kind == "_not":
            loose.append(cell)
        elif not _take(kind, cell, form) or _says_more(kind, cell):
            loose.append(cell)
            pieces += cell if kind == "birth_date" else ""
    if pieces and dates.is_date(pieces):
        form.hits.append(Hit("birth_date", pieces, strength=SURE))
    return loose


def _says_more(kind: str, cell: str) -> bool:
    """Whether a cell for a number or mailbox also says whose it is: 森本伸昭(長男)080-…."""
    return kind in ("phone", "email") and len(_IDEOGRAPHS.findall(cell)) >= 3


def _boxes_joined(row: Row) -> Row:
    """`row` with runs of six and more one-digit cells as one cell: forms give each digit its own box."""
    out: Row = []
    run = ""
    for cell in [*row, ""]:
        if len(cell) == 1 and cell.isdecimal():
            run += cell
            continue
        out += [run] if len(run) >= 6 else list(run)
        run = ""
        out.append(cell)
    return out[:-1]


def _record(row: Row, kinds: dict[int, str], where: str) -> tuple[Record, list[str]]:
    """The record of a row, and the cells that are not what their column says."""
    record = Record(where=where, listed=True)
    unfit: list[str] = []
    parts = {
        kind: cell
        for index, kind in kinds.items()
        if kind in ("_surname", "_given") and index < len(row) and (cell := row[index])
    }
    place: list[str] = []
    several = sum(1 for kind in kinds.values() if kind == "address") > 1
    for index, cell in enumerate(row):
        kind = kinds.get(index)
        if not cell or kind is None or kind in ("_surname", "_given"):
            continue
        if kind == "address" and several:
            place.append(cell)
        elif (not _take(kind, cell, record) and not kind.startswith("_") and kind != "sensitive") or _says_more(
            kind, cell
        ):
            unfit.append(cell)
    if len(parts) == 2 and name_cells.name_like(full := f"{parts['_surname']} {parts['_given']}"):
        record.hits.append(Hit("name", full, strength=SURE))
    _put_place(place, record)
    if "_staff" in kinds.values() and any(private(hit) for hit in record.hits):
        record.hits += _staff_names(row, kinds)
    return record, unfit


def _staff_names(row: Row, kinds: dict[int, str]) -> list[Hit]:
    """Names under a heading for staff: beside a mobile number or a date of birth they are a person's as any other."""
    cells = [_bare_name(row[index]) for index, kind in kinds.items() if kind == "_staff" and index < len(row)]
    return [Hit("name", cell, strength=FAIR) for cell in cells if name_cells.is_name(cell)]


def _put_place(place: list[str], record: Record) -> None:
    """Columns of one address are one value, unless each is an address by itself."""
    whole = [cell for cell in place if addresses.is_address(cell) and _DIGIT.search(cell)]
    if len(whole) > 1:
        record.hits += [Hit("address", cell, strength=SURE) for cell in whole]
    elif place and addresses.address_like("".join(place)):
        record.hits.append(Hit("address", "".join(place), strength=SURE))


def _untyped(row: Row, kinds: dict[int, str]) -> list[str]:
    return [
        cell
        for index, cell in enumerate(row)
        if cell and (kinds.get(index) is None or (kinds[index] == "sensitive" and len(cell) > 20))
    ]


def _noted(row: Row, kinds: dict[int, str]) -> list[str]:
    """Short cells whose heading tells nothing of their kind: 区分, 備考, 所見 hold what makes a person's row sensitive."""
    return [
        cell
        for index, cell in enumerate(row)
        if 2 <= len(cell) <= NOTE and not cell.isascii() and kinds.get(index) in (None, "_not")
    ]


def _take(kind: str, cell: str, record: Record) -> bool:
    """Put a cell of known kind into the record if it fits; False if it does not."""
    if kind in ("_org", "_goods"):
        record.public = record.public or (kind == "_org" and not _NOTHING.match(cell))
        if kind == "_goods" and not _NOTHING.match(cell):
            record.goods = True
        return kind == "_org"
    if kind == "_famous":
        record.goods = True
        return True
    if kind.startswith("_"):
        return kind == "_staff"
    hits = list(_typed(kind, cell))
    record.hits += hits
    return bool(hits)


def _typed(kind: str, cell: str) -> list[Hit]:
    if kind == "name":
        return _name_cell(_bare_name(cell))
    if kind == "kana":
        return [Hit("kana", cell, strength=FAIR)] if _KANA_CELL.fullmatch(cell) else []
    if kind == "address":
        return _address_cell(cell)
    if kind == "phone":
        return _phone_cell(cell)
    if kind == "email":
        return [Hit("email", hit.value, strength=hit.strength) for hit in contacts.emails(cell)]
    if kind == "birth_date":
        return _birth_cell(cell)
    if kind == "postal_code":
        match = _POSTAL.fullmatch(cell)
        return [Hit("postal_code", match.group(1), strength=FAIR)] if match else []
    if kind == "sensitive":
        return (
            [Hit("sensitive", cell, strength=FAIR)]
            if len(cell) <= 40 and not _NOTHING.match(cell) and not cell.isdigit()
            else []
        )
    padded = cell.zfill(12) if kind == "my_number" and cell.isdigit() and len(cell) == 11 else cell
    return [Hit(kind, padded, strength=SURE)] if numbers.in_column(kind, padded) else []


def _name_cell(bare: str) -> list[Hit]:
    """A name under its heading; specimen names are kept so that their record can be told apart."""
    if not name_cells.name_like(bare) or kind_of(bare):
        return []
    if bare.isascii():
        return [Hit("name", bare, strength=WEAK)]  # countries and products are written alike
    return [Hit("name", bare, strength=SURE if name_cells.is_name(bare) else FAIR)]


def _birth_cell(cell: str) -> list[Hit]:
    """A date of birth that fills its cell, or the one date in a short note: 45歳 昭和55年1月1日."""
    if dates.is_date(cell):
        return [Hit("birth_date", cell, strength=SURE)]
    inside = [cell[start:end] for start, end, _ in dates.dates(cell)] if len(cell) <= NOTE + 10 else []
    return [Hit("birth_date", inside[0], strength=SURE)] if len(inside) == 1 else []


def _bare_name(cell: str) -> str:
    return _TITLE.sub("", cell.strip(), count=1)


_WITH_POSTAL = re.compile(r"〒?[ ]?([0-9]{3}-?[0-9]{4})[ \u3000\n]+(?=[^0-9])")


def _address_cell(cell: str) -> list[Hit]:
    """An address under its heading; a postal code before it is a value of its own."""
    postal = _WITH_POSTAL.match(cell)
    place = cell[postal.end() :] if postal else cell
    if not addresses.address_like(place):
        return []
    # a prefecture or municipality alone is where many are
    hits = [Hit("address", place, strength=SURE if _DIGIT.search(place) or addresses.has_house(place) else WEAK)]
    return [Hit("postal_code", postal.group(1), strength=FAIR), *hits] if postal else hits


def _phone_cell(cell: str) -> list[Hit]:
    found = [Hit("phone", hit.value, strength=max(hit.strength, FAIR)) for hit in contacts.phones(cell)]
    if found:
        return found
    digits = contacts.national(cell)
    if _PHONE_CELL.fullmatch(cell):
        for candidate in (digits, "0" + digits):
            if contacts.valid_phone(candidate):
                return [Hit("phone", cell if candidate == digits else candidate, strength=FAIR)]
    return []


class _Columns:
    """Which rows are headings or forms, and what each column holds below each heading."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.roles = [""] * len(rows)
        self.layouts: list[tuple[int, dict[int, str]]] = [(0, {})]
        self._headings()
        self._pairs()
        self.layouts = [
            (start, self._fill(start, end, kinds))
            for (start, kinds), end in zip(self.layouts, [*(s for s, _ in self.layouts[1:]), len(rows)], strict=True)
        ]
        self.starts = [start for start, _ in self.layouts]

    def role(self, index: int) -> str:
        """`head`, `form`, or nothing for a data row."""
        return self.roles[index]

    def kinds(self, index: int) -> dict[int, str]:
        """Column number -> kind for a data row."""
        return self.layouts[bisect_right(self.starts, index) - 1][1]

    def _headings(self) -> None:
        active = False
        for index, row in enumerate(self.rows):
            if active and kind_of(next((cell for cell in row if cell), "")) is None:
                continue
            labels = {column: kind for column, cell in enumerate(row) if cell and (kind := kind_of(cell))}
            filled = sum(1 for cell in row if cell)
            if not labels:
                continue
            if self._is_head(index, row, labels, filled, active):
                self.roles[index] = "head"
                self.layouts.append(
                    (index + 1, {column: kind_of(cell) or "?" for column, cell in enumerate(row) if cell})
                )
                active = True
            elif not active and self._is_form(row, labels):
                self.roles[index] = "form"

    def _pairs(self) -> None:
        """Rows of a label and its value are a form as a whole, those with a label nobody knows included."""
        filled = [[cell for cell in row if cell] for row in self.rows]
        pairs = [index for index, cells in enumerate(filled) if len(cells) == 2]
        forms = [index for index in pairs if self.roles[index] == "form"]
        if len(self.layouts) == 1 and len(forms) >= 2 and len(pairs) >= 0.6 * len([cells for cells in filled if cells]):
            for index in range(forms[0], forms[-1] + 1):
                if index in pairs:
                    self.roles[index] = "form"
            for index in pairs:
                if not self.roles[index] and (index - 1 in forms or index + 1 in forms):
                    self.roles[index] = "form"

    def _is_head(self, index: int, row: Row, labels: dict[int, str], filled: int, active: bool) -> bool:
        if len(labels) >= 2:
            if active and len(labels) < 0.8 * filled:
                return False
            if any(column not in labels and _VALUE.search(cell) for column, cell in enumerate(row) if cell):
                return False
            alternating = _alternates(row, labels)
            known = len(labels) >= (0.3 if not active and index < 12 and filled >= 3 else 0.6) * filled
            return known and not alternating and (len(set(labels.values())) >= 2 or not active)
        single = filled == 1 and index + 2 < len(self.rows) and not active
        if single:
            return sum(1 for other in self.rows[index + 1 : index + 8] if sum(1 for cell in other if cell) == 1) >= 2
        few = not active and index < 3 and len(self.rows) - index > 3 and not self._is_form_table(index)
        return few and filled <= 12 and not any(_THREE_DIGITS.search(cell) for cell in row)

    def _heading(self, start: int, column: int) -> str:
        """The heading cell over a column of the layout that starts at row `start`; empty where there is none."""
        row = self.rows[start - 1] if start else []
        return row[column] if column < len(row) else ""

    def _is_form_table(self, index: int) -> bool:
        """Whether the first column of the rows around is full of labels."""
        nearby = self.rows[index : index + 8]
        return sum(1 for row in nearby if row and kind_of(next((cell for cell in row if cell), ""))) >= 2

    def _is_form(self, row: Row, labels: dict[int, str]) -> bool:
        return any(
            any(cell and column not in labels for column, cell in enumerate(row) if column > at) for at in labels
        )

    def _fill(self, start: int, end: int, kinds: dict[int, str]) -> dict[int, str]:
        """Columns the heading does not tell are typed by their contents."""
        rows = [self.rows[index] for index in range(start, min(end, start + SAMPLE)) if not self.roles[index]]
        width = max((len(row) for row in rows), default=0)
        filled = {column: kind for column, kind in kinds.items() if kind != "?"}
        for column in range(width):
            if column not in filled:
                guessed = _guess(
                    [row[column] for row in rows if column < len(row) and row[column]], kinds.get(column) == "?"
                )
                if guessed:
                    filled[column] = guessed
        about_persons = bool(_BESIDE_NAMES & set(filled.values()))
        for column in [column for column, kind in filled.items() if kind == "name"]:
            cells = [row[column] for row in rows if column < len(row) and row[column]]
            latin = about_persons or not self._heading(start, column).isascii()
            if not _holds_names(cells, latin=latin):
                del filled[column]
        return _with_old_dates(rows, width, filled)


_BESIDE_NAMES = {"kana", "address", "birth_date", "phone", "email", "my_number", "insured_number", "sensitive"}


def _holds_names(cells: list[str], *, latin: bool) -> bool:
    """Whether cells under a heading for names are names after all: some known to the dictionary, or foreign ones.

    `latin` says whether Latin words may be persons: a column "Name" alone lists errors, files and parts as often.
    """
    tried = [bare for cell in cells[:60] if len(bare := _bare_name(cell)) >= 2 and not kind_of(bare)]
    if not latin and tried and all(bare.isascii() for bare in tried):
        return False
    if len(tried) < 4:
        return True
    if sum(1 for bare in tried if len(bare) <= 2) > 0.7 * len(tried):
        return False  # single words: flowers, stations, goods
    known = sum(1 for bare in tried if name_cells.is_name(bare) or name_cells.foreign(bare))
    return known >= 0.25 * len(tried)


def _alternates(row: Row, labels: dict[int, str]) -> bool:
    """label, value, label, value: a row of a form."""
    filled = [column for column, cell in enumerate(row) if cell]
    return len(filled) >= 4 and [column in labels for column in filled] == [True, False] * (len(filled) // 2) + [
        True
    ] * (len(filled) % 2)


_MAILBOX = re.compile(r"\S+@\S+\.\S+")
_POSTAL_CELL = re.compile("〒?[0-9]{3}-[0-9]{4}")
_GUESSES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("email", lambda cell: "@" in cell and _MAILBOX.fullmatch(cell) is not None and any(True for _ in contacts.emails(cell))),
    ("phone", lambda cell: (len(cell) >= 10 and not cell.isdigit() and bool(_phone_cell(cell))) or (cell.isdigit() and len(cell) == 11 and contacts.valid_phone(cell))),
    ("postal_code", lambda cell: _POSTAL_CELL.fullmatch(cell) is not None),
    ("my_number", numbers.valid_my_number),
    ("kana", name_cells.is_kana_name),
    ("name", name_cells.is_name),
    ("address", addresses.is_home),
)  # fmt: skip


def _guess(cells: list[str], has_heading: bool) -> str | None:
    if len(cells) < 2:
        return None
    least = 0.8 if has_heading else 0.6
    for kind, test in _GUESSES:
        if kind == "my_number" and len(cells) < 5:
            continue
        tried = cells[:60]
        wanted = 0.95 if kind == "my_number" else least
        if _most(tried, test, max(2, wanted * len(tried))) and (kind != "name" or len(set(tried)) > len(tried) // 4):
            return kind
    return None


def _most(cells: list[str], test: Callable[[str], bool], least: float) -> bool:
    """Whether at least `least` cells pass; looks no further than it takes to know."""
    allowed = len(cells) - least
    passed = failed = 0
    for cell in cells:
        if test(cell):
            passed += 1
        else:
            failed += 1
            if failed > allowed:
                return False
    return passed >= least


def _with_old_dates(rows: list[Row], width: int, kinds: dict[int, str]) -> dict[int, str]:
    """A column of dates spread over decades beside a column of names holds dates of birth."""
    if "birth_date" in kinds.values() or not {"name", "_surname", "kana"} & set(kinds.values()):
        return kinds
    for column in range(width):
        if column in kinds:
            continue
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        years = [
            year
            for cell in cells
            if (dates.is_date(cell) and not cell.isdigit()) or (len(cell) == 8 and dates.is_date(cell))
            for year in [dates.year_of(cell)]
            if year
        ]
        if (
            len(cells) >= 2
            and len(years) >= 0.8 * len(cells)
            and (max(years) < 1990 or (max(years) - min(years) >= min(15, 4 * len(years)) and min(years) < 2005))
        ):
            return {**kinds, column: "birth_date"}
    return kinds
