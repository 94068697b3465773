"""What each column of a table holds, told by its heading and its contents, and which rows are headings or forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from checks.residue.matchers import (
    addresses,
    bank_rows,
    bare_values,
    contacts,
    forms_below,
    households,
    listed_staff,
    name_cells,
    name_columns,
    number_columns,
    numbers,
    old_dates,
    orders,
    papers_shown,
    parts_of_homes,
    readings,
    staff_homes,
    states,
)
from checks.residue.matchers.cells import phone_cell, typed
from checks.residue.matchers.headings import calls_person, heading_kind, kinds_in
from checks.residue.matchers.holding import holds_names, honoured
from checks.residue.matchers.labels import announcing, kind_of
from checks.residue.matchers.lexicon import is_ordinary, names
from checks.residue.matchers.name_columns import most
from checks.residue.matchers.roster_cells import is_mark
from checks.residue.pieces import Row

SAMPLE = 200
_TOTALS = frozenset(("合計", "小計", "総計", "計", "累計"))
_FORMS = 2  # rows of a label and its value that make a form of those beside them
_TWICE, _SHEET = 4, 60
"""Filled cells of a row of two labels with their values; rows of a form at most."""
_DAY = 5
"""Signs of a day of a month that heads a column: 12/31."""
_FIELDS = 3
"""Filled cells of a row of a form at most: a label, its value, a remark."""
_FIRST_ROWS = 6
"""Rows that may be a heading of words which say nothing elsewhere."""
# what no heading holds: a date, a number of four digits, a mail address
_VALUE = re.compile(r"[0-9]{4}|[0-9][./-][0-9]|@")
# a count with its unit, or a figure at the beginning: no heading of a column
_COUNT = re.compile("[0-9][^0-9]|^[0-9]")
_HEADING = 14
"""Signs of a heading of a word or two."""
_PARTS = frozenset(("_surname", "_given"))
_FIGURES = re.compile("[0-9]{3}|[0-9]+[./年月日:-]|@")
_THREE_DIGITS = re.compile("[0-9]{3}")


class Columns:
    """Which rows are headings or forms, and what each column holds below each heading."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.roles = [""] * len(rows)
        self.fields = forms_below.fields(rows)
        self.layouts: list[tuple[int, dict[int, str]]] = [(0, {})]
        self._headings()
        self._pairs()
        if len(self.layouts) == 1:
            self._headed_by_contents()
        for index in forms_below.after_lists(rows, [start for start, _ in self.layouts[1:]]):
            self.roles[index] = "form"
        self.layouts = [
            (start, self._fill(start, end, kinds))
            for (start, kinds), end in zip(self.layouts, [*(s for s, _ in self.layouts[1:]), len(rows)], strict=True)
        ]

    def stretches(self) -> Iterator[tuple[list[Row], list[str], Row, dict[int, str]]]:
        """Rows below one heading and with the next one, their roles (`head`, `form` or none), that heading, column -> kind."""
        ends = [*(start for start, _ in self.layouts[1:]), len(self.rows)]
        for (start, kinds), end in zip(self.layouts, ends, strict=True):
            heading = self.rows[start - 1] if start else []
            yield self.rows[start:end], self.roles[start:end], heading, kinds

    def _headings(self) -> None:
        self._heads(range(min(len(self.rows), SAMPLE)), active=False)
        if len(self.rows) > SAMPLE:
            active = len(self.layouts) > 1
            self._heads(self._telling(SAMPLE, first_only=active), active=active)

    def _telling(self, start: int, *, first_only: bool) -> list[int]:
        """Rows from `start` on in which a cell announces something; with `first_only` the first that is filled."""
        rows = self.rows[start:]
        if not first_only:
            telling = announcing(set().union(*rows))
            return [index for index, row in enumerate(rows, start) if not telling.isdisjoint(row)]
        first = [next(filter(None, row), "") for row in rows]
        telling = announcing(set(first))
        return [index for index, cell in enumerate(first, start) if cell in telling] if telling else []

    def _heads(self, numbers: Iterable[int], *, active: bool) -> None:
        """Say which rows are headings or forms; `active`: there were headings before."""
        for index in numbers:
            row = self.rows[index]
            if not index and name_columns.numbered(row):
                continue
            if active and not any(row) and _tells_nothing(self.layouts[-1][1]):
                self.layouts.append((index + 1, {}))  # another table begins
                active = False
                continue
            begins = active and index and (self.roles[index - 1] == "head" or not any(self.rows[index - 1]))
            if active and not begins and kind_of(next(filter(None, row), "")) is None:
                continue
            labels = {column: kind for column, cell in enumerate(row) if cell and (kind := kind_of(cell))}
            few = len(labels) < _FORMS or set(labels.values()) == {"_not"}
            if not active and index < _FIRST_ROWS and few:
                labels = labels if self._is_form_table(index) else _of_heading(row) or labels
            labels = labels or ({} if active else _label(row))
            if not labels:
                continue
            filled = sum(map(bool, row))
            if self._is_head(index, row, labels, filled, active):
                self.roles[index] = "head"
                self.layouts.append((index + 1, kinds_in(row)))
                active = True
            elif not active and self._is_form(row, labels):
                self.roles[index] = "form"

    def _pairs(self) -> None:
        """Rows of a label and its value are a form as a whole, those with a label nobody knows included."""
        if len(self.layouts) != 1 or "form" not in self.roles[:SAMPLE]:
            return
        if len(self.rows) <= _SHEET:
            self._alike_forms()
        if self.roles.count("form") < _FORMS:
            return
        filled = [[cell for cell in row if cell] for row in self.rows]
        pairs = [index for index, cells in enumerate(filled) if len(cells) == 2]
        forms = [index for index in pairs if self.roles[index] == "form"]
        if len(forms) >= _FORMS and len(pairs) >= 0.6 * len([cells for cells in filled if cells]):
            for index in range(forms[0], forms[-1] + 1):
                if index in pairs:
                    self.roles[index] = "form"
            for index in pairs:
                if not self.roles[index] and (index - 1 in forms or index + 1 in forms):
                    self.roles[index] = "form"

    def _alike_forms(self) -> None:
        """Rows filled as those of a form above or below them, label and value twice, are of it, too, whatever their labels."""
        for order in (range(1, len(self.rows)), range(len(self.rows) - 2, -1, -1)):
            step = 1 if order.step > 0 else -1
            for index in order:
                other = self.rows[index - step]
                if self.roles[index] or self.roles[index - step] != "form":
                    continue
                filled = [at for at, cell in enumerate(self.rows[index]) if cell]
                if len(filled) == _TWICE and filled == [at for at, cell in enumerate(other) if cell]:
                    self.roles[index] = "form"
        for index in forms_below.mixed(self.rows, self.roles):
            self.roles[index] = "form"

    def _is_head(self, index: int, row: Row, labels: dict[int, str], filled: int, active: bool) -> bool:
        if index and self.roles[index - 1] == "form" and set(labels.values()) == {"sensitive"}:
            return False  # 病名 ぜんそく 生活保護: what stands in its fields may be labels as well
        ends_form = "form" in self.roles[:index] and not any(map(any, self.rows[index + 1 :]))
        if ends_form or forms_below.is_field(row, self.fields):
            return False
        if len(labels) >= 2:
            another = active and len(labels) < 0.8 * filled
            if another and not (self._told_below(index, labels) and not any(map(_FIGURES.search, row))):
                return False
            dated = (cell for column, cell in enumerate(row) if cell and column not in labels and _VALUE.search(cell))
            if not all(len(cell) <= _DAY and is_mark(cell) for cell in dated) or self._answered(index, row, labels):
                return False
            alternating = _alternates(row, labels) and not self._told_below(index, labels) and not self._counted(index)
            known = len(labels) >= (0.3 if not active and index < 12 and filled >= 3 else 0.6) * filled
            known = known or another or (not active and self._told_below(index, labels))
            known = known or (not active and set(labels.values()) >= _PARTS)
            return known and not alternating and (len(set(labels.values())) >= 2 or not active)
        single = filled == 1 and index + 2 < len(self.rows) and not active
        if single and name_columns.spanned(self.rows[index + 1 :], row):
            return True
        if single:
            return sum(1 for other in self.rows[index + 1 : index + 8] if sum(1 for cell in other if cell) == 1) >= 2
        if self._answered(index, row, labels):
            return False
        few = not active and index < 3 and len(self.rows) - index > 3 and not self._is_form_table(index)
        few = few or (not active and self._named_below(index, row, labels))
        values = any(_is_value(cell) for column, cell in enumerate(row) if cell and column not in labels)
        return few and filled <= 12 and not values

    def _answered(self, index: int, row: Row, labels: dict[int, str]) -> bool:
        """Whether the first label of a row is one of a form: its value stands beside it, or the row above is one of a form, too."""
        (at, kind), *_ = labels.items()
        filled = [column for column, cell in enumerate(row) if cell]
        if filled[0] != at or len(filled) < 2:
            return False
        above = index and len(labels) == 1 and len(filled) <= _FIELDS and self.roles[index - 1] == "form"
        above = above and sum(map(bool, self.rows[index - 1])) <= _FIELDS
        below = self.rows[index + 1] if index + 1 < len(self.rows) else []
        below_it = below[at] if at < len(below) else ""
        return (
            bool(above)
            or forms_below.answered(row, labels)
            or (_surely(kind, row[filled[1]]) and not _surely(kind, below_it))
        )

    def _named_below(self, index: int, row: Row, labels: dict[int, str]) -> bool:
        """Whether somebody is named below the one label of a short list, not beside it."""
        (at, kind), *_ = labels.items()
        below = [other[at] for other in self.rows[index + 1 :] if at < len(other) and other[at]]
        beside = [cell for column, cell in enumerate(row) if cell and column != at]
        named = kind in ("name", "kana") and 0 < len(below) < _FIELDS and all(_surely(kind, cell) for cell in below)
        return named and not any(_surely(kind, cell) or _FIGURES.search(cell) for cell in beside)

    def _counted(self, index: int) -> bool:
        """Whether the rows below are numbered: then a row of words above them heads a list."""
        below = [row[0] for row in self.rows[index + 1 : index + 1 + _FIELDS] if row and row[0]]
        return len(below) >= 2 and all(map(str.isdecimal, below)) and len(set(below)) == len(below)

    def _told_below(self, index: int, labels: dict[int, str]) -> bool:
        """Whether what a label tells stands below it, as in a list, not beside it."""
        told = [(at, kind) for at, kind in labels.items() if not kind.startswith("_")]
        below = [row for row in self.rows[index + 1 : index + 3] if any(row)]
        return bool(told and below) and all(
            any(at < len(row) and row[at] and not kind_of(row[at]) and typed(kind, row[at]) for at, kind in told)
            for row in below
        )

    def _headed_by_contents(self) -> None:
        """Take a first row of words for the heading where a column below one of them holds names."""
        told = [index for index, role in enumerate(self.roles[:SAMPLE]) if not role]
        for head in self._untold_heads(told):
            row = self.rows[head]
            rows = [self.rows[index] for index in told if index > head]
            for column in [at for at, cell in enumerate(row) if cell and _no_name(cell)]:
                cells = [other[column] for other in rows if column < len(other) and other[column]]
                called = len(cells) >= 2 and heading_kind(row[column]) == "name" and holds_names(cells, latin=True)
                guessed = _guess(cells, has_heading=False)
                if called or guessed in ("name", "kana"):
                    said = {} if name_columns.numbered(row) else kinds_in(row)
                    kinds = {at: kind for at, kind in said.items() if kind != "?"}
                    if guessed == "name" and kinds.get(column) == "address":  # whom to bring it to, not where
                        kinds[column] = "name"
                    self.roles[head] = "head"
                    self.layouts.append((head + 1, kinds))
                    return

    def _untold_heads(self, numbers: list[int]) -> Iterator[int]:
        """Rows that may be a heading of words nobody knows: the first two filled ones, with other rows below them."""
        tried = 0
        for place, index in enumerate(numbers[:_FIRST_ROWS]):
            filled = [cell for cell in self.rows[index] if cell]
            if len(filled) < 2 or tried == 2:
                continue
            tried += 1
            short = max(map(len, filled)) <= _HEADING and len(numbers) - place > 2
            values = any(_FIGURES.search(cell) or _COUNT.search(cell) or name_cells.is_name(cell) for cell in filled)
            if values or not short:
                return
            yield index

    def _about_persons(self, rows: list[Row], kinds: dict[int, str]) -> bool:
        """Whether a column holds what only persons have, or nothing but names under a heading for persons: then no other says what a row is about."""
        if _OF_PERSONS & set(kinds.values()):
            return True
        for column in [at for at, kind in kinds.items() if kind == "name"]:
            cells = [row[column] for row in rows[:60] if column < len(row) and row[column]]
            if most(cells, name_cells.is_name, max(2, 0.6 * len(cells))):
                return True
        return False

    def _heading(self, start: int, column: int) -> str:
        """The heading cell over a column of the layout that starts at row `start`; empty where there is none."""
        row = self.rows[start - 1] if start else []
        return row[column] if column < len(row) else ""

    def _is_form_table(self, index: int) -> bool:
        """Whether the first column of the rows around is full of labels."""
        nearby = self.rows[index : index + 8]
        first = [(next(filter(None, row), ""), row) for row in nearby]
        return sum(1 for cell, row in first if cell not in _TOTALS and (kind_of(cell) or _label(row))) >= _FORMS

    def _is_form(self, row: Row, labels: dict[int, str]) -> bool:
        filled = [column for column, cell in enumerate(row) if cell]
        if len(labels) == 1 and len(filled) > _FIELDS + 1 and filled[0] not in labels:  # 電話 in a column of ways
            ((at, kind),) = labels.items()
            beside = row[filled[filled.index(at) + 1]] if at != filled[-1] else ""
            return bool(beside) and _surely(kind, beside)
        return any(
            any(cell and column not in labels for column, cell in enumerate(row) if column > at) for at in labels
        )

    def _fill(self, start: int, end: int, kinds: dict[int, str]) -> dict[int, str]:
        """Columns the heading does not tell are typed by their contents."""
        rows = [self.rows[index] for index in range(start, min(end, start + SAMPLE)) if not self.roles[index]]
        width = max((len(row) for row in rows), default=0)
        filled = {column: kind for column, kind in kinds.items() if kind != "?"}
        filled |= name_columns.spanned(rows, self.rows[start - 1] if start else [])
        filled |= name_columns.whole(rows, filled)
        filled |= parts_of_homes.told(rows, filled, self.rows[start - 1] if start else [])
        filled |= listed_staff.find(rows, filled)
        for column in range(width):
            if column not in filled:
                guessed = _guess(
                    [row[column] for row in rows if column < len(row) and row[column]], kinds.get(column) == "?"
                )
                if guessed:
                    filled[column] = guessed
        filled |= parts_of_homes.within_town(rows, filled, [column for column in range(width) if column not in filled])
        numbered = [column for column, kind in filled.items() if kind == "_not"]
        plain = {column for column in numbered if _ANY_NUMBER.fullmatch(self._heading(start, column))}
        filled |= _phones(rows, numbered, plain)
        filled |= name_columns.in_two(rows, [n for n in range(width) if filled.get(n) in _MISLEADING])
        if "name" not in filled.values():
            filled |= name_columns.beside_mail(rows, filled, width)
        filled |= bank_rows.headed(rows, self.rows[start - 1] if start else [], filled)
        filled |= bank_rows.accounts(rows, filled, width)
        filled |= papers_shown.told(rows, filled, lambda column: self._heading(start, column), width)
        filled = number_columns.told(rows, filled, width, lambda column: self._heading(start, column))
        filled |= bare_values.told(rows, filled, width, lambda column: self._heading(start, column))
        filled = staff_homes.told(rows, filled, lambda column: self._heading(start, column))
        filled |= states.told(rows, filled, width, lambda column: self._heading(start, column))
        self._tested(rows, filled, start)
        filled |= name_columns.surnames(rows, filled)
        filled = orders.told(rows, filled, lambda column: self._heading(start, column))
        for column in readings.of_nobody(filled, lambda n: [row[n] for row in rows if n < len(row) and row[n]]):
            del filled[column]
        return old_dates.told(
            rows, width, filled, {n for n in range(width) if _OTHER_DAY.search(self._heading(start, n))}
        )

    def _tested(self, rows: list[Row], filled: dict[int, str], start: int) -> None:
        """Take back what a heading for names says of columns that hold none, and say what they hold instead."""
        about_persons = bool(_BESIDE_NAMES & set(filled.values()))
        for column in [column for column, kind in filled.items() if kind == "name"]:
            cells = [row[column] for row in rows if column < len(row) and row[column]]
            heading = self._heading(start, column)
            latin = about_persons or not heading.isascii() or calls_person(heading)
            if not holds_names(cells, latin=latin, called=calls_person(heading)):
                del filled[column]
                if _guess(cells, has_heading=True) == "kana":
                    filled[column] = "kana"
                elif households.told(cells):
                    filled[column] = "sensitive"
                elif not (calls_person(heading) or self._about_persons(rows, filled)) and _names_things(cells):
                    filled[column] = "_thing"


# headings of days that are nobody's birthday, unless they speak of birth
_OTHER_DAY = re.compile(r"^[^生誕]*(?:日|[Dd]ate|日時)$")
_OF_PERSONS = {"birth_date", "my_number", "insured_number", "licence", "sensitive"}
_MISLEADING = (None, "address", "_not")
"""What headings say of columns that may hold the parts of names all the same: 訪問先 over surnames."""
_BESIDE_NAMES = {"kana", "address", "birth_date", "phone", "email", "my_number", "insured_number", "sensitive"}


def _no_name(cell: str) -> bool:
    """Whether a cell over a column of names is no name itself: known as a heading, or no surname with something behind it."""
    if heading_kind(cell) or is_ordinary(cell):
        return True
    begun = any(cell[:length] in names().surnames for length in range(1, len(cell)))
    return not name_cells.apart(cell) and not (begun and _KANJI_NAME.fullmatch(cell))


def _is_value(cell: str) -> bool:
    """Whether a cell is no heading: it holds a number, or is a name."""
    dated = _VALUE.search(cell) is not None and not (len(cell) <= _DAY and is_mark(cell))
    return dated or _THREE_DIGITS.search(cell) is not None or (cell[-1:] != "名" and name_cells.is_name(cell))


def _surely(kind: str, cell: str) -> bool:
    """Whether a cell is a value of `kind` beyond doubt."""
    if kind in ("name", "_staff"):
        return name_cells.is_name(cell) or name_cells.is_kana_name(cell) or name_cells.foreign(cell)
    return not kind.startswith("_") and kind != "sensitive" and bool(typed(kind, cell))


_KANJI_NAME = re.compile("[\u4e00-\u9fff々]{2,5}|[\u4e00-\u9fff々]{1,3}[ \u3000][\u4e00-\u9fff々\u3041-\u3096]{1,3}")


def _names_things(cells: list[str]) -> bool:
    """Whether cells under a heading for names are shops, works or places: few of them are as short as names."""
    tried = cells[:60]
    if tried and all(map(name_cells.foreign, tried)):
        return False
    short = sum(1 for cell in tried if _KANJI_NAME.fullmatch(cell))
    begun = sum(1 for cell in tried if name_cells.is_name(" ".join(cell.split()[:2])))
    return len(tried) >= 4 and short < 0.6 * len(tried) and begun < 0.2 * len(tried)


def _label(row: Row) -> dict[int, str]:
    """What the first of two cells announces by the wider vocabulary of headings, if the other is a value."""
    filled = [(column, cell) for column, cell in enumerate(row) if cell]
    if len(filled) != _FORMS or heading_kind(filled[1][1]):
        return {}
    kind = heading_kind(filled[0][1])
    return {filled[0][0]: kind} if kind and kind[0] != "_" else {}


def _of_heading(row: Row) -> dict[int, str]:
    """What the cells of a row announce if it is a heading, by the wider vocabulary of headings; nothing if it hardly can be one."""
    filled = [cell for cell in row if cell]
    if len(filled) < _FORMS or len(set(filled)) < len(filled) or any(map(_FIGURES.search, filled)):
        return {}
    told = {column: kind for column, cell in enumerate(row) if cell and (kind := heading_kind(cell))}
    several = len(set(told.values())) > 1 or len(filled) > _FORMS
    return told if len(told) >= _FORMS and several and set(told.values()) - {"_not"} else {}


def _alternates(row: Row, labels: dict[int, str]) -> bool:
    """label, value, label, value: a row of a form."""
    filled = [column for column, cell in enumerate(row) if cell]
    return len(filled) >= 4 and [column in labels for column in filled] == [True, False] * (len(filled) // 2) + [
        True
    ] * (len(filled) % 2)


_MAILBOX = re.compile(r"\S[^\s@]*+@(?=\S+\.\S)\S++")
# 練馬 530 さ 11-27
_PLATE = re.compile("[\u4e00-\u9fff]{2,4} ?[0-9]{2,3} ?[\u3041-\u3096] ?[0-9・･-]{1,5}[^0-9]{0,3}$")
_POSTAL_CELL = re.compile("〒?[0-9]{3}-[0-9]{4}")
_GUESSES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("email", lambda cell: "@" in cell and _MAILBOX.fullmatch(cell) is not None and any(True for _ in contacts.emails(cell))),
    ("phone", lambda cell: (len(cell) >= 10 and not cell.isdigit() and contacts.written_phone(cell) and bool(phone_cell(cell))) or (cell.isdigit() and len(cell) == 11 and contacts.valid_phone(cell))),
    ("postal_code", lambda cell: _POSTAL_CELL.fullmatch(cell) is not None),
    ("my_number", numbers.valid_my_number),
    ("kana", name_cells.is_kana_name),
    ("name", name_cells.is_name),
    ("address", lambda cell: addresses.is_home(cell) and not _PLATE.search(cell)),
)  # fmt: skip


def _guess(cells: list[str], has_heading: bool) -> str | None:
    if len(cells) < 2:
        return None
    least = 0.8 if has_heading else 0.6
    for kind, test in _GUESSES:
        if kind == "my_number" and len(set(cells)) < 5:
            continue
        tried = cells[:60]
        wanted = 0.95 if kind == "my_number" else least
        if most(tried, test, max(2, wanted * len(tried))) and (kind != "name" or len(set(tried)) > len(tried) // 4):
            return kind
    if name_columns.apart(cells[:60]) or name_columns.mixed(cells[:60]) or honoured(cells):
        return "name"
    if name_columns.readings(cells[:60]):
        return "kana"
    return "phone" if _mere_phones(cells[:60]) else None


_MOBILES = 0.2
"""Share of mobile numbers among figures alone that makes the others telephones, too."""


def _mere_phones(cells: list[str]) -> bool:
    """Whether figures alone are telephones: ten or eleven, some of a mobile number, or what a sheet left of such numbers."""
    if contacts.lost_zeros(cells):
        return True
    if len(cells) < name_columns.LEAST or not most(cells, _is_figures_of_phone, 0.95 * len(cells)):
        return False
    return sum(len(cell) == _MOBILE and contacts.is_mobile(cell) for cell in set(cells)) >= max(
        2, _MOBILES * len(cells)
    )


def _is_figures_of_phone(cell: str) -> bool:
    return cell.isdigit() and cell[0] == "0" and contacts.valid_phone(cell)


_ANY_NUMBER = re.compile("番号|連絡[先用]?番号?|[Nn][Oo][.]?|№")


def _phones(rows: list[Row], columns: list[int], plain: set[int]) -> dict[int, str]:
    """Columns under a heading for numbers that hold telephone numbers; those of `plain` say no more than that they are numbers."""
    cells = {column: [row[column] for row in rows if column < len(row) and len(row[column]) > 2] for column in columns}
    written = [column for column in columns if column in plain or not any(cell.isdecimal() for cell in cells[column])]
    written = [column for column in written if not any(map(_serial, cells[column])) or _mere_phones(cells[column][:60])]
    return {column: "phone" for column in written if _guess(cells[column], has_heading=True) == "phone"}


_MOBILE = 11
"""Figures of a mobile number."""


def _tells_nothing(kinds: dict[int, str]) -> bool:
    """Whether a heading announces nothing of persons: 区分, 件数, 備考."""
    return all(kind in ("_not", "?") for kind in kinds.values())


def _serial(cell: str) -> bool:
    """Whether a cell is figures alone, as serials are, and no mobile number."""
    return cell.isdigit() and not (len(cell) == _MOBILE and contacts.is_mobile(cell))
