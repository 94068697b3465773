"""HTML and XML by their tags alone: no entity is ever expanded from outside, nothing is fetched, nothing nests too deep."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.residue.fold import fold
from checks.residue.matchers.headings import heading_kind
from checks.residue.pieces import Part, Table, Text, Unread
from checks.residue.readers import attribute_rows, delimited, repeated, ruby, xml_prolog
from checks.residue.readers.source import Source
from checks.residue.readers.tags import tokens
from checks.residue.readers.unwrap import unwrap

_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")
# HTML leaves out the quotes around values without blanks (HTML 13.1.2.3)
_LOOSE_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]++))")
_TELLING = {"value", "alt", "title", "placeholder", "content", "data-name", "summary", "label", "aria-label", "srcdoc"}
_NUMBER = re.compile(r"(?<![0-9])(?:0|\+81)[0-9-]{9,12}(?![0-9])")
_REACHED = re.compile(r"@|[0-9](?:-?[0-9]){8}")
_LINE = {
    "p",
    "div",
    "br",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "option",
    "section",
    "article",
    "dl",
    "dd",
    "ul",
    "ol",
    "pre",
    "body",
    "form",
    "hr",
    "blockquote",
}
_BLANK = re.compile(r"[ \t\r\n\f]+")
_TABS = re.compile(r"(?<=[^\s>])\t+(?=[^\s<])")
_SILENT = {"style"}
_AS_WRITTEN = {"pre", "textarea", "xmp", "listing"}
_KEEP, _KEPT = {0x09: 0xE000, 0x20: 0xE001}, {0xE000: 0x09, 0xE001: 0x20}
"""Blanks in text that is shown as written (HTML 4.4.3), while others are made one."""
_CELLS = re.compile(r"\brole\s*+=\s*+[\"']?\s*+(row|cell|gridcell|columnheader|rowheader)\b", re.IGNORECASE)
_LOOKS = {"class", "style", "id", "lang", "xml:lang", "xml:space", "rend", "role", "type"}
_SPAN = re.compile(r"\b(rowspan|colspan)\s*+=\s*+[\"']?\s*+([0-9]{1,4})", re.IGNORECASE)
MOST_SPANNED = 60
"""Rows or columns of one cell that are believed."""
_WRAPS = re.compile("LibreOffice|OpenOffice|Microsoft Word|MsoNormal")
HEAD = 20_000
"""Programs that break the lines of their source wherever a blank stands; what others begin on a new line mostly is one."""
LEAST = 20  # letters below which a page of pictures says nothing
_INLINE = re.compile(r"\bdata:image/[a-z+.-]{2,20};base64,", re.IGNORECASE)
CELL = "\x1e"  # between children of one name, which are cells of a row or lines
LINES = 2  # elements of one name that hold more lines than this are paragraphs of a text


class _Page:
    """Text lines and tables gathered from HTML tags."""

    def __init__(self, *, flows: bool) -> None:
        self.flows, self.flowing = flows, False
        """Whether ends of lines are blanks in paragraphs, and whether one is open."""
        self.done: list[Part] = []
        self.text: list[str] = []
        self.tables: list[list[list[list[str]]]] = []
        """Rows of the tables that are open; each cell is what was said in it, in pieces."""
        self.spans: dict[int, tuple[int, int]] = {}
        """Rows and columns of the cells of open tables that span several, by identity."""
        self.silent = self.written = 0
        self.fields: list[list[str]] = []
        """Names of the fields of forms and what they hold."""

    def say(self, text: str) -> None:
        if self.silent:
            text = _of_style(text)
        if self.written:
            text = text.translate(_KEEP)
        elif "\t" in text:  # between words nobody types one that does not part columns
            text = _TABS.sub("\ue000", text)
        if not text:
            return
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1].append(text)
        else:
            self.text.append(text)

    def end_field(self, tag: str) -> None:
        """What is typed into a field is no part of what is said behind it, unless both stand in one cell."""
        if tag == "input" and not self.tables:
            self.say("\n")

    def open(self, tag: str) -> None:
        if tag in _LINE and tag != "br":
            self.flowing = self.flows and tag in ("p", "li") and not self.written
        if tag in ("table", "dl"):
            self.tables.append([])
        elif self.tables and (tag in ("tr", "dt")):
            self.tables[-1].append([[]] if tag == "dt" else [])
        elif self.tables and tag in ("td", "th", "dd"):
            if not self.tables[-1]:
                self.tables[-1].append([])
            self.tables[-1][-1].append([])
        elif tag in _LINE:
            self.say("\n")

    def close(self, tag: str) -> None:
        self.flowing = self.flowing and tag not in _LINE
        if tag in ("table", "dl") and self.tables:
            rows = [
                [_BLANK.sub(" ", "".join(cell)).strip() for cell in row]
                for row in _placed(self.tables.pop(), self.spans)
            ]
            if rows:
                self.done.append(Table(rows))
        elif tag in _LINE:
            self.say("\n")

    def span(self, attributes: str) -> None:
        """Note how many rows and columns the cell just opened takes."""
        told = {key.lower(): int(number) for key, number in _SPAN.findall(attributes)}
        size = (min(told.get("rowspan", 1), MOST_SPANNED), min(told.get("colspan", 1), MOST_SPANNED))
        if max(size) > 1 and self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.spans[id(self.tables[-1][-1][-1])] = size

    def finish(self) -> Iterator[Part]:
        while self.tables:
            self.close("table")
        text = "\n".join(
            line for line in (_BLANK.sub(" ", part).strip() for part in "".join(self.text).split("\n")) if line
        )
        if text:
            alike, rest = repeated.take(text.translate(_KEPT))
            yield from alike
            yield Text(rest)
        yield from self.done
        yield from attribute_rows.take(["name", "value"], self.fields, "form")


def _placed(table: list[list[list[str]]], spans: dict[int, tuple[int, int]]) -> list[list[list[str]]]:
    """The rows of a table with an empty cell at each place that a cell above or to the left takes as well (HTML 4.9.12)."""
    if not spans:
        return [row for row in table if row]
    placed: list[list[list[str]]] = []
    taken: dict[int, int] = {}
    for row in filter(None, table):
        line: list[list[str]] = []
        for cell in row:
            _pass_over(line, taken)
            rows, columns = spans.get(id(cell), (1, 1))
            if rows > 1:
                taken.update(dict.fromkeys(range(len(line), len(line) + columns), rows - 1))
            line += [cell, *([] for _ in range(columns - 1))]
        _pass_over(line, taken)
        placed.append(line)
    return placed


def _pass_over(line: list[list[str]], taken: dict[int, int]) -> None:
    """Empty cells at the next places of a row that cells above take, once for each of their rows."""
    while taken.get(len(line), 0) > 0:
        taken[len(line)] -= 1
        line.append([])


def read_html(text: str, source: Source) -> Iterator[Part]:
    """Tables as tables, the rest as lines; comments, scripts, field values and mail links are read too."""
    page = _Page(flows=_WRAPS.search(text, 0, HEAD) is not None)
    text, readings = ruby.in_html(text)
    for comment, cdata, slash, name, attributes, _, words in tokens(text):
        if words:
            page.say(unwrap(html.unescape(words.replace("\n", " ") if page.flowing else words)))
        elif comment or cdata:
            page.say("\n" + unwrap(_strip(comment or cdata)) + "\n")
        elif slash == "":
            _open_html(page, name.lower(), attributes)
        elif slash == "/":
            page.silent -= name.lower() in _SILENT and page.silent > 0
            page.written -= name.lower() in _AS_WRITTEN and page.written > 0
            page.close(name.lower())
    said = 0
    for part in page.finish():
        said += len(part.text) if isinstance(part, Text) else LEAST
        yield part
    if said < LEAST and _INLINE.search(text):
        yield Unread("picture_only")
    yield from ruby.names(readings)


def _open_html(page: _Page, tag: str, attributes: str) -> None:
    page.open(tag)
    if tag in _SILENT and not attributes.endswith("/"):
        page.silent += 1
    page.written += tag in _AS_WRITTEN
    if "=" not in attributes:
        return
    if "role" in attributes and (role := _CELLS.search(attributes)):
        page.say("\n" if role[1].lower() == "row" else "\ue000")
    if tag == "input" or "data-" in attributes:
        _note_fields(page, attributes)
    if tag in ("td", "th"):
        page.span(attributes)
    _say_attributes(page, tag, attributes)


def _say_attributes(page: _Page, tag: str, attributes: str) -> None:
    if tag == "meta" and "http-equiv" in attributes.lower():
        return  # what the letters are written in
    for key, double, single, bare in _LOOSE_ATTRIBUTE.findall(attributes):
        value = double or single or bare
        if key.lower() in _TELLING or value.startswith(("mailto:", "tel:")):
            told = unwrap(html.unescape(value.removeprefix("mailto:").removeprefix("tel:")))
            page.say(f" {_strip(told) if key.lower() == 'srcdoc' else told} ")
            page.end_field(tag)
        elif key.lower().startswith(("data-", "on")) and (not value.isascii() or _NUMBER.search(value)):
            page.say(f"\n{unwrap(html.unescape(value))}\n")
        elif ("%" in value or "&#" in value) and not (told := unwrap(html.unescape(value))).isascii():
            page.say(f" {told} ")
        elif not value.isascii() and _REACHED.search(value):
            page.say(f"\n{value}\n")


def _note_fields(page: _Page, attributes: str) -> None:
    """Put down what a field of a form is called and holds, and what an element tells scripts of its own."""
    told = {key.lower(): double or single or bare for key, double, single, bare in _LOOSE_ATTRIBUTE.findall(attributes)}
    fields = {key[5:]: value for key, value in told.items() if key.startswith("data-")}
    if "name" in told and "value" in told:
        fields[told["name"]] = told["value"]
    page.fields += [
        [html.unescape(key), unwrap(html.unescape(value))] for key, value in fields.items() if key and value
    ]


MOST_STYLE = 100_000
"""Signs of the looks of a page in which words are looked for."""
_STYLE_WORDS = re.compile(r"\"([^\"\n]{4,500})\"|'([^'\n]{4,500})'|/\*(.{4,500}?)\*/", re.DOTALL)


def _of_style(text: str) -> str:
    """The words in the looks of a page that say how somebody is reached."""
    if text.isascii():
        return ""
    told = [
        word
        for found in _STYLE_WORDS.findall(text, 0, MOST_STYLE)
        for word in found
        if not word.isascii() and _REACHED.search(word)
    ]
    return "\n".join(["", *told, ""]) if told else ""


def _strip(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "\n", text))


def read_xml(text: str, source: Source) -> Iterator[Part]:
    """Elements whose children are leaves are records; records of one parent are a table with tag names as headings."""
    stack: list[_Element] = []
    groups: dict[str, list[dict[str, str]]] = {}
    text, loose = xml_prolog.read(text)
    for comment, cdata, slash, name, attributes, _, words in tokens(text):
        if words or cdata:
            value = unwrap(html.unescape(words)) if words else cdata
            (stack[-1].words if stack else loose).append(value)
        elif comment:
            loose.append(unwrap(comment))
        elif slash == "":
            fields = (
                {k: unwrap(html.unescape(d or s)) for k, d, s in _ATTRIBUTE.findall(attributes) if k[:4] != "xsi:"}
                if "=" in attributes
                else {}
            )
            closed = attributes.endswith("/")
            if len(stack) < 200:
                stack.append(_Element(name, {key: [value] for key, value in fields.items()}))
                if closed:
                    _close(stack, groups, loose)
        elif slash == "/" and stack:
            _close(stack, groups, loose)
    while stack:
        _close(stack, groups, loose)
    yield from _records(groups, loose)


@dataclass(slots=True)
class _Element:
    """An open element: its attributes and children by name, each in pieces; the words in it; whether it has children."""

    name: str
    fields: dict[str, list[str]]
    words: list[str] = field(default_factory=list)
    inner: bool = False
    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    """Fields of small children that were taken for its own, by the name of the child."""

    def give_back(self, name: str) -> dict[str, str] | None:
        """The fields of a child of that name taken in before: where another one comes, both are records of their own."""
        fields = self.taken.pop(name, None)
        for key in fields or ():
            self.fields.pop(f"{name}.{key}", None)
        return fields

    def put(self, key: str, value: str, between: str) -> None:
        """Take in a child; `between` parts it from one of the same name."""
        self.inner = True
        said = self.fields.get(key)
        if said and said[0]:
            said += (between, value)
        else:
            self.fields[key] = [value]


def _close(stack: list[_Element], groups: dict[str, list[dict[str, str]]], loose: list[str]) -> None:
    own = stack.pop()
    above = stack[-1] if stack else None
    fields = {key: "".join(said) for key, said in own.fields.items()}
    value = "".join(own.words).strip()
    if above and value and not own.inner and _LOOKS.issuperset(fields) and "".join(above.words[-1:]).strip():
        above.words.append(value)  # a word set off in the middle of a text
        return
    if not own.inner and not fields:
        if above:
            above.put(own.name.rpartition(":")[2], value, CELL)
        elif value:
            loose.append(value)
        return
    if above and (cell := _cell(fields, own, value)):
        above.put(*cell, " ")
        return
    if value:
        fields = {**fields, own.name.rpartition(":")[2]: value}
    if above:
        above.inner = True
        small = own.inner and len(fields) <= 4 and len(stack) > 2 and not groups.get(own.name)
        if small and _taken_in(above, own.name, fields, groups):
            return
    if any(fields.values()):
        groups.setdefault(own.name, []).append(fields)


def _cell(fields: dict[str, str], own: _Element, value: str) -> tuple[str, str] | None:
    """What an element is called by an attribute of its own, or the number of its column, and what it holds; None for others."""
    number = next(iter(fields.values())) if len(fields) == 1 and not own.inner else ""
    if number.isdecimal():
        return number, value
    key_name = next((fields[key] for key in ("name", "key", "label", "item", "id") if key in fields), None)
    named = fields.get("value", "") if own.inner and not value and len(fields) == 2 else "" if own.inner else value
    return (key_name, named) if named and key_name and len(fields) <= 2 else None


def _cells(records: list[dict[str, str]]) -> tuple[list[str], list[list[str]]] | None:
    """The rows of a table whose cells are all called alike (CALS, TEI, FileMaker): as many in each; None for other records.

    What a row says besides, in attributes, stands before its cells under the names that come first; where one of them tells
    what it holds, the cells are no row but several values of one field.
    """
    name = next((key for key, value in records[0].items() if CELL in value), "")
    split = [record.get(name, "").split(CELL) for record in records]
    if len(split) < 2 or len(split[0]) < 2 or any(len(row) != len(split[0]) for row in split):
        return None
    beside = list(dict.fromkeys(key for record in records for key in record if key != name))
    if any(heading_kind(fold(key)) not in (None, "_not") for key in beside):
        return None
    return beside, [
        [*(record.get(key, "").replace(CELL, "\n") for key in beside), *cells]
        for record, cells in zip(records, split, strict=True)
    ]


def _named_columns(groups: dict[str, list[dict[str, str]]], width: int) -> Iterator[list[str]]:
    """What a list of fields elsewhere in the file calls so many columns (FileMaker: METADATA)."""
    for fields in groups.values():
        names = [field.get("NAME") or field.get("name") or "" for field in fields] if len(fields) == width else []
        if names and all(names):
            yield names
            return


def _headings(keys: list[str]) -> list[str]:
    """Names of fields as headings: a part of an element around them is left out where only the rest says what they hold."""
    rests = [key.rpartition(".")[2] for key in keys]
    return [
        rest if rests.count(rest) == 1 and heading_kind(fold(key)) is None else key
        for key, rest in zip(keys, rests, strict=True)
    ]


def _taken_in(above: _Element, name: str, fields: dict[str, str], groups: dict[str, list[dict[str, str]]]) -> bool:
    """Whether a small child was made part of the element around it; a second one of its name makes records of both.

    Cells that hold a word each are cells of their row.
    """
    told = "".join(*fields.values()) if len(fields) == 1 else ""
    if told and name in above.fields:
        above.put(name, told, CELL)
        return True
    first = above.give_back(name)
    if first is None:
        above.taken[name] = fields
        above.fields.update({f"{name}.{key}": [text] for key, text in fields.items()})
        return True
    if told and len(first) == 1:
        for cell in (*first.values(), told):
            above.put(name, cell, CELL)
        return True
    groups.setdefault(name, []).append(first)
    return False


def _records(groups: dict[str, list[dict[str, str]]], loose: list[str]) -> Iterator[Part]:
    for name, found in groups.items():
        if (cells := _cells(found)) is not None:
            beside, rows = cells
            heads = [[*beside, *names] for names in _named_columns(groups, len(rows[0]) - len(beside))]
            yield Table([*heads, *rows], name)
            continue
        records = [{key: value.replace(CELL, "\n") for key, value in record.items()} for record in found]
        keys = list(dict.fromkeys(key for record in records for key in record))
        if len(records) == 1:
            told = {key: value for key, value in records[0].items() if value.count("\n") >= LINES}
            yield from (Text(value, name) for value in told.values())
            yield Table([[key, value] for key, value in records[0].items() if key not in told], name)
        else:
            headings = [] if all(map(str.isdecimal, keys)) else [_headings(keys)]
            yield Table([*headings, *([record.get(key, "") for key in keys] for record in records)], name)
    text = "\n".join(part.strip() for part in loose if part.strip())
    if text:
        yield from delimited.split(text)
