"""Make a starter profile from a ward's checklist workbook.

A table is recognised by its columns: item numbers, texts, marks (○ or a dash), headings. Column headings decide where
there are any, the look of the cells where there are none. A table with several text columns (the ward's measures left,
the contractor's right) becomes several sheets. What was not recognised stays in the file as a TODO comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from selfaudit.catalog.emit import scalar
from selfaudit.catalog.words import fold_mark, words
from selfaudit.catalog.workbook_legend import Entry, Meaning, folded, legend
from selfaudit.catalog.workbook_reader import Row, Table, read_tables
from selfaudit.errors import InputError
from selfaudit.text.messages import t

_HEADER_ROWS = 15
_LONG = 12
"""Characters; cells of a text column are longer than this on average."""


@dataclass(frozen=True)
class Columns:
    """Where a sheet of the profile finds its parts; None where the table has no such column."""

    number: int | None
    text: int
    mark: int | None
    heading: int | None
    title: str
    """Heading of the text column."""
    first: int
    """Place of the first row after the column headings."""


def profile_from_workbook(path: Path, known: Mapping[str, str] | None = None) -> str:
    """Return the starter profile (YAML text); InputError if the file is no workbook or holds no checklist.

    `known` answers what no checklist says: id, title, client, and the words for the two parties (client_word,
    contractor_word). What is not known stays a TODO.
    """
    tables = [table for table in read_tables(path) if table.rows]
    sheets = [(table, columns) for table in tables for columns in find_columns(table)]
    if not sheets:
        raise InputError(t("catalog.xlsx.nothing", file=path.name), "", t("catalog.xlsx.nothing_mend"))
    lines = list(_head(path, known or {}))
    said = legend(cell for table in tables for cell in _cells(table))
    for place, (table, columns) in enumerate(sheets, 1):
        own = said | legend(_cells(table))
        lines += ["", *_sheet(f"sheet-{place}", table, columns, known or {}, own)]
    missed = [table for table in tables if all(table is not found for found, _ in sheets)]
    lines += [f"\n# {table.name}\n# {t('catalog.xlsx.no_text_column')}" for table in missed]
    return "\n".join(lines) + "\n"


def find_columns(table: Table) -> list[Columns]:
    """Return the columns of each sheet a worksheet makes: one for each of its text columns."""
    header = _header_row(table)
    head = table.rows[header].cells if header is not None else []
    first = 0 if header is None else header + 1
    width = max(len(row.cells) for row in table.rows)
    cells = [[row.cells[column] for row in table.rows[first:] if row.cells[column:]] for column in range(width)]
    cells = [[cell for cell in column if cell] for column in cells]
    marks = [column for column in range(width) if _mostly(cells[column], lambda cell: fold_mark(cell) is not None)]
    number = _first(head, "number_headings") if head else None
    if number is None:
        number = next((c for c in range(width) if c not in marks and _mostly(cells[c], _is_number)), None)
    taken = {*marks, number}
    texts = [c for c in range(width) if c not in taken and _is_text_column(cells[c], head[c] if c < len(head) else "")]
    named = _first(head, "text_headings", without=taken)
    if not texts and named is not None and cells[named]:
        texts = [named]
    heading = _first(head, "heading_headings", without={*taken, *texts})
    return [
        Columns(number, text, _mark_of(text, texts, marks), heading, head[text] if text < len(head) else "", first)
        for text in texts
    ]


def _header_row(table: Table) -> int | None:
    """Return the place of the row that names a number or mark column and a text column."""
    for place, row in enumerate(table.rows[:_HEADER_ROWS]):
        numbers = _first(row.cells, "number_headings")
        texts = _first(row.cells, "text_headings", without={numbers})
        if texts is not None and (
            numbers is not None or _first(row.cells, "mark_headings", without={texts}) is not None
        ):
            return place
    return None


def _first(cells: Sequence[str], kind: str, without: set[int | None] | None = None) -> int | None:
    """Return the first column whose (short) heading holds one of the words of that kind."""
    for column, cell in enumerate(cells):
        short = re.sub(r"\s", "", cell)
        if column not in (without or ()) and 0 < len(short) <= 30 and any(word in short for word in words(kind)):
            return column
    return None


def _mostly(cells: list[str], test: Callable[[str], bool]) -> bool:
    return len(cells) > 1 and sum(map(test, cells)) >= 0.7 * len(cells)


def _is_number(cell: str) -> bool:
    return any(re.fullmatch(pattern, cell) for pattern in words("number_patterns"))


def _is_text_column(cells: list[str], heading: str) -> bool:
    named = any(word in heading for word in words("text_headings"))
    return bool(cells) and (named or len(cells) > 1) and sum(map(len, cells)) > _LONG * len(cells)


def _mark_of(text: int, texts: list[int], marks: list[int]) -> int | None:
    """Return the mark column of a text column: the next one to its right, else the only one there is."""
    end = next((column for column in texts if column > text), 10_000)
    return next((c for c in marks if text < c < end), marks[0] if len(marks) == 1 else None)


def _head(path: Path, known: Mapping[str, str]) -> Iterator[str]:
    yield "# " + t("catalog.xlsx.made_from", file=_one_line(path.name, 120))
    own_id = known.get("id", "")
    yield f"\nformat: 1\nid: {scalar(own_id) if own_id else 'my-ward-checklist  # TODO'}"
    yield f"title: {scalar(known.get('title') or path.stem)}"
    yield f"client: {scalar(known['client']) if known.get('client') else 'TODO'}"
    parties = {side: known.get(f"{side}_word", "") for side in ("client", "contractor")}
    yield "\nparties:" + ("" if all(parties.values()) else "  # TODO")
    for side, word in parties.items():
        # The first word is the one that is printed; the usual ones stay, for rows that name the party.
        named = [word, *(each for each in words(side) if each != word)] if word else words(side)
        yield f"  {side}: [{', '.join(_in_list(each) for each in named)}]"
    yield "\nsheets:"


def _in_list(word: str) -> str:
    """Return a word as one entry of a list between brackets."""
    return f"'{word.replace(chr(39), chr(39) * 2)}'" if re.search(r"[,\[\]{}]", word) else scalar(word)


def _cells(table: Table) -> Iterator[str]:
    return (cell for row in table.rows for cell in row.cells if cell)


def _sheet(
    sheet_id: str, table: Table, columns: Columns, known: Mapping[str, str], said: Mapping[str, Entry]
) -> Iterator[str]:
    title = " ".join(part for part in (table.name, _one_line(columns.title, 60)) if part)
    yield f"  - id: {sheet_id}\n    title: {scalar(title, 4)}"
    yield f"    # {t('catalog.xlsx.party')}\n    party: {_party(title, known)}"
    yield from _legend(table, columns, said)
    yield "    items:"
    seen: set[str] = set()
    heading = ""
    for row in table.rows[columns.first :]:
        number, text, shown_heading = (_cell(row, c) for c in (columns.number, columns.text, columns.heading))
        heading = shown_heading or heading
        if not text or _is_title(row):
            if any(row.cells):
                shown = _one_line(" ".join(filter(None, row.cells)), 80)
                yield f"      # {t('catalog.xlsx.skipped', line=row.line, text=shown)}"
            continue
        yield from _item(row, number, text, heading, _cell(row, columns.mark), seen, said)


def _item(
    row: Row, number: str, text: str, heading: str, mark: str, seen: set[str], said: Mapping[str, Entry]
) -> Iterator[str]:
    usable = bool(number) and len(number) <= 60 and not re.search(r"[\n/]", number)
    if not usable:
        yield f"      # {t('catalog.xlsx.no_number')}"
    shown = number if usable else f"r{row.line}"
    yield f"      - number: {scalar(shown, 8)}"
    if shown in seen:
        yield f"        id: r{row.line}  # {t('catalog.xlsx.same_number')}"
    seen |= {shown, f"r{row.line}"}
    if heading:
        yield f"        heading: {scalar(heading, 8)}"
    yield f"        text: {scalar(text, 8)}"
    meant = said.get(folded(mark))
    if meant is not None and meant.meaning is Meaning.NOT_DONE:
        yield f"        # {t('catalog.xlsx.answer', value=mark, meaning=_one_line(meant.text, 40))}"
    elif fold_mark(mark) is not None:
        unclear = mark in words("crosses") and meant is None
        asked = f"  # {t('catalog.xlsx.cross', value=mark)}" if unclear else ""
        yield f"        mark: {scalar(mark)}{asked}"
    elif mark:
        yield f"        # {t('catalog.xlsx.unknown_mark', value=_one_line(mark, 20))}"


def _legend(table: Table, columns: Columns, said: Mapping[str, Entry]) -> Iterator[str]:
    """The legend of the marks a sheet has, in the paper's own words: one for all marks that mean the same."""
    for row in table.rows[columns.first :]:
        mark = _cell(row, columns.mark).strip()
        meant = said.get(folded(mark))
        if meant is not None and meant.meaning is Meaning.NOT_NEEDED:
            yield f"    marks:\n      '{mark}': {scalar(_one_line(meant.text, 60), 6)}"
            return


def _one_line(text: str, limit: int) -> str:
    """Return a text fit for a YAML comment."""
    return "".join(filter(str.isprintable, re.sub(r"\s+", " ", text)))[:limit]


def _cell(row: Row, column: int | None) -> str:
    return row.cells[column] if column is not None and column < len(row.cells) else ""


def _is_title(row: Row) -> bool:
    """Say whether a row is a title within the table: one short cell that is no sentence."""
    filled = [cell for cell in row.cells if cell]
    return len(filled) == 1 and len(filled[0]) <= 40 and not filled[0].endswith("。")


def _party(title: str, known: Mapping[str, str]) -> str:
    """Return the party word a table's title points to, the contractor's where it points to none."""
    side = "contractor"
    if not any(word in title for word in words("contractor_words")) and any(w in title for w in words("client_words")):
        side = "client"
    return scalar(known.get(f"{side}_word") or words(side)[0])
