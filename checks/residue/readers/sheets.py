"""Spreadsheets in Office Open XML, streamed by their tags: cells, hidden sheets, readings, comments, caches (ECMA-376 18)."""

from __future__ import annotations

import codecs
import datetime
import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from checks.residue.budget import Stop
from checks.residue.pieces import Part, Table, Text, Unread
from checks.residue.readers import attribute_texts, flow, margins, pivots, tags, xlsb
from checks.residue.readers.zipped import Container

ROWS_AT_ONCE = 20_000
_PLACE, HELD = 8, 16 << 20
"""What a cell takes beside its signs, and how much rows that are looked at together may take."""
MAX_COLUMN = 1_000
PIECE, LONGEST = 1 << 20, 32 << 20
"""Signs of a part that are read at once; more of them without an end of a row or string make no workbook."""
MOST_STRINGS, MOST_CHARACTERS = 1_000_000, 24_000_000
_SHEET = re.compile(r"^/?xl/(?:worksheets|chartsheets|dialogsheets|macrosheets)/[^/]+\.(?:xml|bin)$")
_SHARED = re.compile(r"^/?xl/sharedStrings\.(?:xml|bin)$")
_CACHE = re.compile(
    r"xl/(?:pivotCache/pivotCache(?:Records|Definition)|externalLinks/externalLink|queryTables/|tables/)[^/]*\.xml$"
)
_ITEM = re.compile(r"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_RUN = re.compile(r"<(?:x:)?t\b[^>]*>([^<]*)<")
_READ = "</rPh>"
_READING = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_ROW = re.compile(r"<(?:x:)?row\b[^>]*>(.*?)</(?:x:)?row>", re.DOTALL)
_CELL = re.compile(r"<(?:x:)?c\b([^>]*?)(?:/>|>((?:[^<]|<(?!(?:x:)?c\b))*?)</(?:x:)?c>)", re.DOTALL)
# as most programs write it
_USUAL_CELL = re.compile(r'<c r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?(?: t="(\w+)")?(?:/>|>(<v>([^<]*)</v>)?</c>)')
_VALUE = re.compile(r"<(?:x:)?v\b[^>]*>([^<]*)<")
_REF = re.compile(r"\br=\"([A-Z]{1,3})\d+\"")
_TYPE = re.compile(r"\bt=\"(\w+)\"")
_STYLE = re.compile(r"\bs=\"(\d+)\"")
_SAID = re.compile(
    r"<(?:x:)?(?:oddHeader|oddFooter|evenHeader|evenFooter|firstHeader|firstFooter|formula[12]|prompt|promptTitle|error|definedName)\b[^>]*>([^<]+)<|(?:prompt|promptTitle|error|errorTitle|tooltip|display|location|text|comment|altText|altTextSummary)=\"([^\"]+)\""
    r"|<(?:x:)?(?:filter|customFilter|inputCells)\b[^<>]*?\bval=\"([^\"]+)\"|<(?:xm:f|val)>([^<]+)<"
)
_SAYING = ("Header", "Footer", "ormula", "rompt", "rror", "definedName", "tooltip", "display", "location", "ext=", "comment", "altText", "ilter", "inputCells", "<xm:f", "<val>")  # fmt: skip
"""What one of stands wherever the pattern above is found: in most sheets none does."""
_FORMULA = re.compile(r"<(?:x:)?(?:f|formula)\b[^<>]*>([^<\"&]*[\"&][^<]*)<")
MOST_FORMULAS = 2_000
_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[LCRPNDTZFAGBIUESXYOH])")
_PARTS = ("&L", "&C", "&R")
_EPOCH = datetime.date(1899, 12, 30)


class Days(NamedTuple):
    """The styles of cells that show a number as a day, and how many days later than 1899-12-30 the count of a workbook begins."""

    styles: frozenset[str]
    shift: int


SHIFT_1904 = 1462
"""Days from 1899-12-30 to 1904-01-01, from which some workbooks count (ECMA-376 18.17.4.1)."""
_SINCE_1904 = re.compile(r"<(?:\w+:)?workbookPr\b[^<>]*\bdate1904=[\"'](?:1|true)")


def _counts_from_1904(archive: Container) -> bool:
    try:
        return _SINCE_1904.search(_part(archive, "xl/workbook.xml")) is not None
    except (Stop, KeyError):
        return False


def is_sheet_part(name: str) -> bool:
    """Whether `read_workbook` reads this part."""
    return bool(_SHEET.match(name) or _SHARED.match(name) or name.startswith("xl/styles") or _CACHE.search(name))


def read_workbook(archive: Container) -> Iterator[Part]:
    """Every sheet as a table, hidden ones too, then readings and caches of other workbooks and pivots."""
    names = archive.names()
    if any(name.endswith("workbook.bin") for name in names):
        yield from xlsb.read(archive)
        return
    try:
        shared, readings, whole = _shared(archive, names)
        dates = Days(_date_styles(archive, names), SHIFT_1904 if _counts_from_1904(archive) else 0)
        if not whole:
            yield Unread("over_budget", "sharedStrings")
    except Stop as stop:
        yield Unread(stop.code, "sharedStrings")
        shared, readings, dates = [], [], Days(frozenset(), 0)
    titles = _titles(archive)
    seen: set[str] = set()
    caches = pivots.Pivots()
    for name in sorted(names, key=_of_records):
        archive.meter.member()
        try:
            if _SHEET.match(name):
                texts, title = _pieces(archive, name, "</row>"), titles.get(name, name.rpartition("/")[2])
                yield from _noted(_sheet(texts, title, shared, dates), seen)
            elif _CACHE.search(name):
                yield from _cache(_part(archive, name), name.rpartition("/")[2], caches)
        except Stop as stop:
            yield Unread(stop.code, titles.get(name, name))
    named = [title for title in titles.values() if not title.isascii()]
    if named:
        yield Text("\n".join(named), "sheet names")
        yield from margins.around(named, "sheet names")
    if readings:
        yield Text("\n".join(readings), "phonetic")
    yield from _unused(shared, seen)


def _of_records(name: str) -> bool:
    """Whether a part holds the rows of a pivot: they are told by the values that its definition lists, and come behind it."""
    return "pivotCacheRecords" in name


MOST_SEEN = 200_000
"""Texts of cells that are remembered while a workbook is read."""


def _noted(parts: Iterable[Part], seen: set[str]) -> Iterator[Part]:
    """The parts of a sheet; `seen` learns which texts its cells show, as long as they are few enough to be kept."""
    for part in parts:
        if isinstance(part, Table) and len(seen) <= MOST_SEEN:
            for row in part.rows:
                seen.update(row)
        yield part


def _unused(shared: list[str], seen: set[str]) -> Iterator[Part]:
    """Strings that no cell shows any more: some programs keep what a template or a cell held before."""
    if len(seen) <= MOST_SEEN:
        left = [told for told in shared if told not in seen and told.strip()]
        if any(not told.isascii() for told in left):
            yield Text("\n".join(left), "unused strings")


def _shared(archive: Container, names: list[str]) -> tuple[list[str], list[str], bool]:
    """(strings, readings, whether these are all). A list too long for a worker's memory is read as far as it goes."""
    part = next((name for name in names if _SHARED.match(name)), None)
    shared: list[str] = []
    readings: list[str] = []
    characters = 0
    for piece in _pieces(archive, part, "</si>") if part else ():
        for item in (match[1] or "" for match in tags.closed(_ITEM, piece, "</si>")):
            if "<rPh" in item:
                readings.append(
                    "".join(
                        html.unescape("".join(_RUN.findall(found[0]))) for found in tags.closed(_READING, item, _READ)
                    )
                )
            told = "".join(_RUN.findall(tags.replaced(_READING, "", item, _READ) if "<rPh" in item else item))
            shared.append(html.unescape(told) if "&" in told else told)
            characters += len(told)
        if len(shared) > MOST_STRINGS or characters > MOST_CHARACTERS:
            return shared, readings, False
    return shared, readings, True


def _date_styles(archive: Container, names: list[str]) -> frozenset[str]:
    """Indexes of cell styles whose number format shows a date (ECMA-376 18.8.30)."""
    part = next((name for name in names if name.startswith("xl/styles")), None)
    if part is None:
        return frozenset()
    text = _part(archive, part)
    own = {
        ident
        for ident, code in re.findall(r"<numFmt\b[^>]*numFmtId=\"(\d+)\"[^>]*formatCode=\"([^\"]*)\"", text)
        if re.search(r"[ymdegr]", re.sub(r"\[[^\]]*\]|&quot;.*?&quot;|General", "", code), re.IGNORECASE)
    }
    builtin = {str(n) for n in (*range(14, 18), 22, *range(27, 37), *range(50, 59))}
    block = re.search(r"<cellXfs\b.*?</cellXfs>", text, re.DOTALL)
    formats = re.findall(r"<xf\b[^>]*numFmtId=\"(\d+)\"", block.group()) if block else []
    return frozenset(str(index) for index, ident in enumerate(formats) if ident in own or ident in builtin)


def _titles(archive: Container) -> dict[str, str]:
    """Part name -> sheet name, through the relations of the workbook."""
    try:
        book, relations = _part(archive, "xl/workbook.xml"), _part(archive, "xl/_rels/workbook.xml.rels")
    except (Stop, KeyError):
        return {}
    targets = {}
    for tag in re.findall(r"<Relationship\b[^>]*>", relations):
        ident, target = re.search(r"\bId=\"([^\"]+)\"", tag), re.search(r"\bTarget=\"([^\"]+)\"", tag)
        if ident and target:
            targets[ident.group(1)] = "xl/" + target.group(1).removeprefix("/xl/").removeprefix("xl/")
    titles = {}
    for tag in re.findall(r"<(?:x:)?sheet\b[^>]*>", book):
        ident, name = re.search(r"r:id=\"([^\"]+)\"", tag), re.search(r"\bname=\"([^\"]*)\"", tag)
        if ident and name and ident.group(1) in targets:
            titles[targets[ident.group(1)]] = html.unescape(name.group(1))
    return titles


def _sheet(texts: Iterable[str], where: str, shared: list[str], dates: Days) -> Iterator[Part]:
    rows: list[list[str]] = []
    ends, held = "", 0
    orders: list[str] = []
    for text in texts:
        if ("<f" in text or "<x:f" in text) and len(orders) < MOST_FORMULAS:
            orders += _FORMULA.findall(text)
        ends = text[:4096] + text[-65536:]
        for body in tags.closed(_ROW, text, "</row>", "</x:row>"):
            row = _row(body.group(1), shared, dates)
            if any(row):
                rows.append(row)
                held += _PLACE * len(row) + sum(map(len, row))
            if len(rows) >= ROWS_AT_ONCE or held > HELD:
                yield Table(rows, where)
                rows, held = rows[:1], 0
    if rows:
        yield Table(rows, where)
    yield from flow.quoted("\n".join(orders), where)
    said = [_listed(printed(html.unescape(one))) for found in _sayings(ends) for one in found if one]
    yield from attribute_texts.unsaid(ends, [Text("\n".join(said), where)] if said else [], where)
    if said:
        yield from margins.around("\n".join(said).split("\n"), where)


def _sayings(text: str) -> list[tuple[str, ...]]:
    """What headings, rules for input, links and filters of a sheet say, each of them in one of several groups."""
    return _SAID.findall(text) if any(word in text for word in _SAYING) else []


def printed(told: str) -> str:
    """A printed heading without its codes: parts on the left, in the middle and on the right, fonts, sizes (ECMA-376 18.3.1.39)."""
    if "&" not in told:
        return told
    return _CODE.sub(lambda code: "\n" if code.group() in _PARTS else "", told).replace("&&", "&").strip()


def _listed(told: str) -> str:
    """A list to choose from, written as one quoted string, as a line for each choice."""
    return told[1:-1].replace(",", "\n") if told.startswith('"') and told.endswith('"') else told


def _pieces(archive: Container, name: str, end: str) -> Iterator[str]:
    """The text of a part in pieces that end with the tag `end`, so that a part of any size is read in little memory."""
    decoder: codecs.IncrementalDecoder | None = None
    held = prefix = ""
    for chunk in archive.stream(name):
        if decoder is None:
            wide = chunk[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
            decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8")("replace")
        fresh = decoder.decode(chunk)
        if not held and not prefix:
            prefix = _prefix(fresh)
            end = end.replace("</", f"</{prefix}")
        held += fresh
        if len(held) > PIECE:
            cut = held.rfind(end, max(0, len(held) - max(len(fresh), PIECE) - len(end))) + len(end)
            if cut > len(end):
                yield _quoted(held[:cut], prefix)
                held = held[cut:]
            elif len(held) > LONGEST:
                raise Stop("over_budget")
    yield _quoted(held, prefix)


_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_CONTROL_SIGN = re.compile(r"(?:_x00[01][0-9A-F]_)+\n?")
_UNUSUAL = re.compile(r"<\w[^<>]*?\w(?:\s+=|=\s|=')")
_PERHAPS = re.compile(r"=[\s']|\s=")
_ATTRIBUTE = re.compile(r"(?<=\w)\s*=\s*(?:'([^'\"<>]*)'|\"([^\"<>]*)\")(?=[\s/>])")


_PREFIX = re.compile(
    r"<(\w+:)(?:worksheet|sst|workbook|styleSheet|chartsheet|pivotCache\w+|externalLink|table|queryTable)\b"
)


def _prefix(head: str) -> str:
    """What the names of elements begin with, as some libraries write them: `x:` and the like."""
    found = _PREFIX.search(head[:4096])
    return found[1] if found else ""


def _quoted(text: str, prefix: str = "") -> str:
    """`text` with its elements and attributes as most programs write them; XML (2.3 AttValue, 3.1 Eq) allows single quotes and blanks, too.

    Ends of lines and other control signs written as _x000D_ (ECMA-376 22.9.2.19) come out as ends of lines.
    """
    if prefix:
        text = text.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</")
    if "<![CDATA[" in text:
        text = _CDATA.sub(lambda found: html.escape(found[1], quote=False), text)
    if "_x00" in text:
        text = _CONTROL_SIGN.sub("\n", text)
    head = text[:4096]
    return _ATTRIBUTE.sub(r'="\1\2"', text) if _PERHAPS.search(head) and _UNUSUAL.search(head) else text


def _part(archive: Container, name: str) -> str:
    """A small part as text."""
    text = flow.decode(archive.read(name))
    return _quoted(text, _prefix(text))


def _row(body: str, shared: list[str], dates: Days) -> list[str]:
    row: list[str] = []
    usual = _USUAL_CELL.findall(body)
    if len(usual) == body.count("<c") and "<x:" not in body:
        for letters, style, kind, filled, value in usual:
            if filled:
                _put(row, _column(letters), _told(value, kind, style, shared, dates))
        return row
    column = -1
    for attributes, inner in _CELL.findall(body):
        ref = _REF.search(attributes)
        column = (
            _column(ref.group(1)) if ref else column + 1
        )  # one that does not say where it is stands behind the last
        if inner:
            _put(row, column, _cell(attributes, inner, shared, dates))
    return row


def _put(row: list[str], column: int, told: str) -> None:
    """A value into its column; the empty ones before it are filled up."""
    column = min(column, MAX_COLUMN)
    if len(row) < column:
        row += [""] * (column - len(row))
    if told and len(row) <= MAX_COLUMN:
        row[column : column + 1] = (told,)


@lru_cache(maxsize=1_000)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _cell(attributes: str, inner: str, shared: list[str], dates: Days) -> str:
    kind = _TYPE.search(attributes)
    if kind and kind.group(1) == "inlineStr":
        return html.unescape("".join(_RUN.findall(tags.replaced(_READING, "", inner, _READ))))
    value = _VALUE.search(inner)
    if value is None:
        return ""
    style = _STYLE.search(attributes)
    return _told(value.group(1), kind.group(1) if kind else "", style.group(1) if style else "", shared, dates)


def _told(value: str, kind: str, style: str, shared: list[str], dates: Days) -> str:
    """The text of a cell by its type (`t`) and style (`s`); ECMA-376 18.18.11."""
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    if kind in ("str", "d", "e"):
        return html.unescape(value)
    if kind == "inlineStr":  # its text stands elsewhere
        return ""
    return serial_date(value, dates.shift) if style and style in dates.styles else number(value)


def serial_date(told: str, shift: int = 0) -> str:
    """An ISO date for a day count since 1899-12-30, or since a day `shift` days later; the number itself if it is no date."""
    try:
        days = float(told) + shift
        return (_EPOCH + datetime.timedelta(days=int(days))).isoformat() if 1 <= days < 80_000 else number(told)
    except (ValueError, OverflowError):
        return told


def number(told: str) -> str:
    """A number without exponent or a needless `.0`, so that digits read as they were typed."""
    if "E" in told or "e" in told or told.endswith(".0"):
        try:
            value = float(told)
            return str(int(value)) if value.is_integer() and abs(value) < 1e18 else told
        except (ValueError, OverflowError):
            return told
    return told


def _cache(text: str, where: str, caches: pivots.Pivots) -> Iterator[Part]:
    """Values kept from other workbooks, pivots and list headings."""
    yield from _sheet([text.replace("<cell ", "<c ").replace("</cell>", "</c>")], where, [], Days(frozenset(), 0))
    yield from caches.read(text, where)


def read_binary_part(data: bytes, name: str) -> Iterator[Part]:
    """Parts of a binary workbook that are not sheets: comments and caches as strings."""
    strings = xlsb.strings(data)
    if strings:
        yield Text("\n".join(strings), name.rpartition("/")[2])
