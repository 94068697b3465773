"""OpenDocument: text, sheets and slides from content.xml and styles.xml (ISO/IEC 26300-3)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import attribute_texts, flow, margins, ocr, tags
from checks.residue.readers.zipped import Container

_ENCRYPTED = re.compile(rb"<(?:\w+:)?encryption-data\b")
_DATE_CELL = re.compile(
    r"(<table:table-cell\b[^<>]*office:date-value=\"([0-9-]{10})[^\"<>]*\"[^<>]*>)(.*?)</table:table-cell>", re.DOTALL
)
_COMMENT = re.compile(r"<office:annotation\b[^<>]*[^/<>]>(.*?)</office:annotation>", re.DOTALL)
_COMMENT_END, _CELL_END = "</office:annotation>", "</table:table-cell>"
_BY_WHOM = re.compile(r"<(dc:date|dc:creator|meta:[\w-]+)\b[^>]*>[^<]*</\1>")
_EMPTY = re.compile(r"<table:(?:covered-)?table-cell\b[^>]*/>")
_AGAIN = re.compile(
    r"<table:table-cell\b[^<>]*\bnumber-columns-repeated=\"[0-9]{1,2}\"[^<>]*(?<!/)>.*?</table:table-cell>", re.DOTALL
)
_VALUE = re.compile(r"\boffice:(?:string-value|date-value|value)=\"([^\"]+)\"")
_RULE = re.compile(r"\btable:(?:condition|expression)=(?:\"([^\"]*)\"|'([^']*)')")
_CHOICES, _WORD = re.compile(r"is-in-list\(([^()]*)\)"), re.compile(r"\"([^\"]*)\"")
_TIMES = re.compile(r"\bnumber-columns-repeated=\"([0-9]+)\"")
_LONGEST_CELL = 20_000  # letters a cell that stands beside itself may have
_MOST_TIMES = 40  # more are what is left of a sheet beside its data
_SHEET = re.compile(rb"<table:table\b[^>]*?\btable:name=\"([^\"]{2,200})\"")
_SILENT = {"META-INF/manifest.xml", "settings.xml", "mimetype", "manifest.rdf"}
# not the authors: whoever wrote it
_ABOUT = re.compile(r"<(?:dc:(?:title|subject|description)|meta:(?:keyword|user-defined))\b([^<>]*)>([^<]+)<")
_FIELD = re.compile(r"meta:name=\"([^\"]*)\"")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|svm|webp)$", re.IGNORECASE)


def read(archive: Container) -> Iterator[Part]:
    """Text and tables of an OpenDocument file; a protected one raises Stop("locked")."""
    if "META-INF/manifest.xml" in archive.names() and _ENCRYPTED.search(archive.read("META-INF/manifest.xml")):
        raise Stop("locked")
    pictures, words = 0, 0
    for name in filter(_speaks, archive.names()):
        archive.meter.member()
        if _PICTURE.search(name) or name.startswith("Pictures/"):
            pictures += not ocr.ready()  # one that is read says so itself
            if ocr.ready():
                yield Member(name.rpartition("/")[2], archive.read(name))
            continue
        try:
            data = archive.read(name)
        except Stop as stop:
            yield Unread(stop.code, name)
            continue
        for part in _part(name, data):
            words += _words(part, name)
            yield part
    if pictures and words < 20:
        yield Unread("picture_only")


def _words(part: Part, name: str) -> int:
    """How much a part says in the body of a document."""
    if not name.endswith(("content.xml", "styles.xml")) or (isinstance(part, Text) and part.names):
        return 0
    return len(part.text) if isinstance(part, Text) else 20


def _part(name: str, data: bytes) -> Iterator[Part]:
    if name.endswith(".xml"):
        yield from margins.in_part(data, name.partition(".")[0])
        yield from margins.around(map(flow.decode, _SHEET.findall(data)), "sheet names")
    if name == "meta.xml":
        yield from about(flow.decode(data))
    elif name.endswith(("content.xml", "styles.xml")):
        yield from read_content(flow.decode(data), name.rpartition("/")[0] or name.partition(".")[0])
    elif not name.endswith(".rdf"):
        yield Member(name.rpartition("/")[2], data)


def about(text: str) -> Iterator[Part]:
    """Title, subject and the fields a user gave the document, without what programs note there in ASCII."""
    told = []
    for attributes, value in _ABOUT.findall(text):
        field = _FIELD.search(attributes)
        if not html.unescape(value).isascii() or (field and not field[1].isascii()):
            told.append(html.unescape(f"{field[1]}：{value}" if field else value))
    if told:
        yield Text("\n".join(told), "meta")


def _speaks(name: str) -> bool:
    """Whether a part may hold words of the user."""
    return not (name in _SILENT or name.endswith("/") or name.startswith(("Thumbnails/", "Configurations2/")))


def read_content(text: str, where: str) -> Iterator[Part]:
    """Text and tables of one content, and its comments by themselves: they stand in the middle of words and cells."""
    comments = "".join(_BY_WHOM.sub("", found[1]) for found in tags.closed(_COMMENT, text, _COMMENT_END))
    bare = tags.replaced(_COMMENT, "", text, _COMMENT_END) if comments else text
    yield from attribute_texts.unsaid(bare, flow.read_flow(_prepare(bare), where), where)
    if "table:condition=" in text or "table:expression=" in text:
        yield from _rules(text, where)
    if comments:
        yield from flow.read_flow(comments, f"{where} comments".strip())


def _prepare(text: str) -> str:
    """Dates as ISO whatever their shown form; covered and empty cells as empty cells, each as often as it stands there."""
    text = tags.replaced(
        _DATE_CELL,
        lambda found: f"{found.group(1).rstrip('/>')}><text:p>{found.group(2)}</text:p></table:table-cell>",
        text,
        _CELL_END,
    )
    text = tags.replaced(_AGAIN, lambda found: found[0] * _times(found[0]), text, _CELL_END)
    return _EMPTY.sub(lambda found: f"<table:table-cell>{_kept(found[0])}</table:table-cell>" * _times(found[0]), text)


def _kept(cell: str) -> str:
    """The value of a cell that shows none in its own words: some programs write values alone."""
    told = _VALUE.search(cell) if "office:" in cell else None
    return f"<text:p>{told[1]}</text:p>" if told else ""


def _rules(text: str, where: str) -> Iterator[Part]:
    """The choices and conditions of a sheet's rules for input, and what its names stand for (ISO/IEC 26300-3, 9.4.5, 9.4.12)."""
    orders = "\n".join(html.unescape(one or other) for one, other in _RULE.findall(text))
    choices = [word for found in _CHOICES.findall(orders) for word in _WORD.findall(found) if not word.isascii()]
    if choices:
        yield Text("\n".join(choices), where)
    yield from flow.quoted(orders, where)


def _times(cell: str) -> int:
    """How often a cell stands beside itself."""
    told = _TIMES.search(cell) if len(cell) <= _LONGEST_CELL else None
    return int(told[1]) if told and int(told[1]) <= _MOST_TIMES else 1
