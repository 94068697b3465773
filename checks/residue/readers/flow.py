"""Flowing documents in XML (WordprocessingML, DrawingML, OpenDocument text): tags in, lines and tables out, in one pass."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from checks.residue import charset
from checks.residue.pieces import Part, Table, Text
from checks.residue.readers import ruby, tags
from checks.residue.readers.unwrap import unwrap

_SAID = re.compile(r">([^<>\s][^<>]*)<")
_FALLBACK = re.compile(r"<mc:Fallback\b.*?</mc:Fallback>", re.DOTALL)
# local names: where a line ends, where a cell, row and table begin and end
_LINE_END = {"p", "h", "br", "cr", "line-break", "comment", "cm", "text", "t-line", "pt"}
_TAB = {"tab", "s"}
_COVERED = "covered-table-cell"  # OpenDocument: a place that a cell to the left or above takes as well
_CELL = {"tc", "table-cell", _COVERED}
_ROW = {"tr", "table-row"}
_TABLE = {"tbl", "table"}
_SPANS = {"gridSpan"}
_SPAN = re.compile(r'\bw?:?val="([0-9]{1,3})"')
MOST_SPANNED = 60
"""Columns of one cell that are believed."""
_MUTE = {"instrText", "delInstrText", "binData", "attrName", "annotation-start", "config-item", "binary-data"}
_MUTE |= {
    "col",
    "colOff",
    "row",
    "rowOff",
    "Anchor",
    "Row",
    "Column",
    "MoveWithCells",
    "SizeWithCells",
    "AutoFill",
    "Visible",
}
_TOLD = re.compile(
    r"\b(?:w:val|descr|title|v|name|string|office:string-value|text:name|w:alias|form:current-value|form:value|value|stringValue|displayText|alt|val|tooltip|comment|description|text:string-value(?:-if-true|-if-false)?|draw:name)=\"([^\"]*)\""
)
_TELLING = {
    "item",
    "listItem",
    "docPr",
    "cNvPr",
    "default",
    "result",
    "s",
    "docVar",
    "textbox",
    "alias",
    "textarea",
    "text",
    "option",
    "user-field-decl",
    "variable-set",
    "tblCaption",
    "tblDescription",
    "textpath",
    "shape",
    "rect",
    "tag",
    "page",
    "section",
    "connection",
    "definedName",
    "hidden-text",
    "conditional-text",
}
_REACHED = re.compile(r"@|[0-9](?:-?[0-9]){8}")
_LINKS = {"hyperlink", "hlinkClick", "a"}
_LINKED = re.compile(r"\b(?:w:tooltip|tooltip|xlink:href)=(\"[^\"]*\")")
_SCHEME = re.compile(r"^(?:mailto|tel|callto|sms):", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]*)\"")


def decode(data: bytes) -> str:
    """XML bytes as text: UTF-8 unless they say otherwise."""
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    head = re.match(rb"<\?xml[^>]*encoding=[\"']([\w-]+)", data[:200])
    named = head.group(1).decode("ascii").lower() if head else codec
    return charset.decode(
        data, "cp932" if named in ("shift_jis", "shift-jis", "windows-31j") else codec if codec == "utf-16" else named
    )


_ACTING = _LINE_END | _TAB | _CELL | _ROW | _TABLE | _SPANS | _TELLING | _LINKS
"""Elements whose beginning or end does anything; most others only hold these."""
# A tag of theirs, or one with words behind it, or one that opens another before it ends; the many others are passed over, each
# only once: slash, prefix, name of one that acts, attributes, words; name of another one, words behind it in either case.
_TOKEN = re.compile(
    rf"<(/?+)(?:([\w-]++):(?=[\w-]))?+(?:({'|'.join(sorted(_ACTING))})(?![\w-])([^>]*+)>([^<]*+)"
    r"|([\w-]++)[^<>]*+(?:>([^<]++)|<[^>]*+>([^<]*+)))"
)


class _Flow:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.tables: list[list[list[list[str]]]] = []
        """The open tables; each cell is its lines."""
        self.done: list[list[list[str]]] = []
        self.orders: list[str] = []
        self.spans: dict[int, int] = {}
        """How many columns the cells of open tables take that take several, by identity."""

    def say(self, text: str) -> None:
        self.line.append(text)

    def end_line(self) -> None:
        told = "".join(self.line)
        self.line.clear()
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            if told:
                self.tables[-1][-1][-1].append(told)
        else:
            self.lines.append(told)

    def open(self, local: str) -> None:
        if self.line and local in _CELL | _ROW | _TABLE:
            self.end_line()
        if local in _TABLE:
            self.tables.append([])
        elif self.tables and local in _ROW:
            self.tables[-1].append([])
        elif self.tables and local in _CELL:
            if not self.tables[-1]:
                self.tables[-1].append([])
            self.tables[-1][-1].append([])

    def close(self, local: str) -> None:
        if local in _LINE_END or (self.line and local in _CELL | _TABLE):
            self.end_line()
        if local in _TABLE and self.tables:
            self.done.append(_joined(self.tables.pop(), self.spans))

    def span(self, attributes: str) -> None:
        """Note how many columns the open cell takes."""
        told = _SPAN.search(attributes)
        if told and self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.spans[id(self.tables[-1][-1][-1])] = min(int(told[1]), MOST_SPANNED)


def _joined(table: list[list[list[str]]], spans: dict[int, int]) -> list[list[str]]:
    """The filled rows of a table, the lines of each cell together; empty cells where one takes several columns."""
    return [[text for cell in row for text in _widened(cell, spans)] for row in table if row]


def _widened(cell: list[str], spans: dict[int, int]) -> list[str]:
    return ["\n".join(cell), *[""] * (spans.get(id(cell), 1) - 1)]


def read_flow(text: str, where: str) -> Iterator[Part]:
    """Lines and tables of one XML part. Alternative drawings for old programs are skipped: they say the same again."""
    if "<mc:Fallback" in text:
        text = _without_fallbacks(text)
    text, readings = ruby.in_flow(text)
    flow = _Flow()
    last = tags.behind(text, ">")
    rest = text.find("<", last)  # tags that are never closed
    for token in _TOKEN.finditer(text, 0, rest if rest >= 0 else len(text)):
        slash, prefix, local, attributes, words, other, *spoken = token.groups()
        if other:
            local, words = other, spoken[0] or spoken[1]
        elif slash:
            flow.close(local)
        elif local in _SPANS:
            flow.span(attributes)
        else:
            _begin(flow, prefix, local, attributes)
        if local == "instrText" and not slash:
            flow.orders.append(words)
        if words and (slash or local not in _MUTE):
            told = html.unescape(words) if "&" in words else words
            if told.strip() or prefix in ("w", "a", "text"):
                _say(flow, told, typed=local in _TYPED and prefix in (None, "x", "p"))
    flow.end_line()
    yield from _finish(flow, where)
    yield from quoted("".join(flow.orders), where)
    yield from ruby.names(readings)


_TYPED = {"t", "text"}
"""Elements of comments in a sheet, whose ends of lines were typed (ECMA-376 18.7); in others they only dress the file."""


def _say(flow: _Flow, told: str, *, typed: bool) -> None:
    *whole, last = told.split("\n") if typed else [told.replace("\n", " ")]
    for line in whole:
        flow.say(line)
        flow.end_line()
    flow.say(last)


def _without_fallbacks(text: str) -> str:
    """`text` without the drawings for old programs, but for those whose words nothing else says."""
    bare = tags.replaced(_FALLBACK, "", text, "</mc:Fallback>")
    said = set(_SAID.findall(bare))
    return tags.replaced(
        _FALLBACK, lambda one: "" if said.issuperset(_SAID.findall(one[0])) else one[0], text, "</mc:Fallback>"
    )


def _begin(flow: _Flow, prefix: str, local: str, attributes: str) -> None:
    if local in _CELL or local in _ROW or local in _TABLE:
        if local == _COVERED or not attributes.endswith("/"):
            flow.open(local)
        return
    if local in _TAB and (prefix in ("w", "text", "a") or (local == "tab" and (prefix or "").startswith("ns"))):
        flow.say("\t" if local == "tab" else " ")
    elif local in _LINE_END and (local == "br" or attributes.endswith("/")):
        flow.end_line()
    if local in _LINKS:
        flow.orders += _LINKED.findall(attributes)
    if local == "alias" and flow.tables:
        return  # the title of a content control: its cell says the same beside it
    if local in _TELLING and "=" in attributes:
        for value in _TOLD.findall(attributes):
            if (value and not value.isascii()) or "@" in value or sum(ch.isdigit() for ch in value) >= 7:
                flow.say(f" {unwrap(value)} ")
                flow.end_line()


def quoted(orders: str, where: str) -> Iterator[Part]:
    """Words in quotes within what orders a program about (fields, links, formulas), where they say how somebody is reached."""
    if '"' in orders or "&quot;" in orders:
        yield from reached(_QUOTED.findall(html.unescape(orders)), where)


def reached(targets: Iterable[str], where: str) -> Iterator[Part]:
    """Those of `targets`, addresses of links and the like, that say how somebody is reached."""
    told = dict.fromkeys(filter(_REACHED.search, (unwrap(_SCHEME.sub("", target)) for target in targets)))
    if told:
        yield Text("\n".join(told), where)


def _finish(flow: _Flow, where: str) -> Iterator[Part]:
    lines = "\n".join(flow.lines).strip()
    if lines:
        yield Text(unwrap(lines), where)
    for rows in [*flow.done, *(_joined(table, flow.spans) for table in flow.tables)]:
        if any(any(cell for cell in row) for row in rows):
            yield Table(rows, where)
