"""Office Open XML: every part that can hold a person's words, not only the body (ECMA-376)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Table, Text, Unread
from checks.residue.readers import attribute_texts, flow, margins, ocr, raw, sheets
from checks.residue.readers.zipped import Container

# parts without words of the user: looks, schemas, the writer's own name
_MUTE = re.compile(
    r"(?:^|/)(?:theme|_rels|fontTable|styles|stylesWithEffects|settings|webSettings|numbering|tableStyles|presProps|"
    r"viewProps|printerSettings|slideMasters/_rels|calcChain|metadata|fonts|revisions/userNames|"
    r"\[Content_Types\]|app\.xml|thumbnail|changesInfos|people|persons/)",
)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|wdp|ico)$", re.IGNORECASE)
_LINKING = re.compile(
    r"/_rels/(?:document|settings|sheet\d+|slide\d+|header\d+|footer\d+|comments|footnotes|externalLink\d+)\.xml\.rels$"
)
_TARGET = re.compile(r"<Relationship\b(?=[^<>]*\bTargetMode=\"External\")[^<>]*?\bTarget=\"([^\"]+)\"")
_FILE = re.compile(r"file:|[A-Za-z]:\\|\\\\|[^:?]+\.\w{2,5}$")
_CORE = re.compile(r"<(?:dc:(?:title|subject|description)|cp:(?:keywords|category|contentStatus))\b[^<>]*>([^<]+)")
_WIDE = re.compile(rb"[\x80-\xff]")
_QUERIES = re.compile(rb"<\0?D\0?a\0?t\0?a\0?M\0?a\0?s\0?h\0?u\0?p")
_COMPOUND = b"\xd0\xcf\x11\xe0"
_OF_BOOKS = b"officeDocument/2006/bibliography"
_QUERY = re.compile(r"<w:query\b[^<>]*?w:val=\"([^\"]*)\"")
_VARIABLE = re.compile(r"<w:docVar\b[^>]*?w:name=\"([^\"]*)\"[^>]*?w:val=\"([^\"]*)\"")


def read(archive: Container) -> Iterator[Part]:
    """Text, tables and embedded files of a docx, xlsx or pptx family file."""
    names = archive.names()
    pictures, words = 0, 0
    for part in sheets.read_workbook(archive) if any(name.startswith("xl/") for name in names) else ():
        words += _said(part)
        yield part
    for name in sorted(names, key=_behind):
        yield from _beside(archive, name)
        if name.endswith("/") or _MUTE.search(name) or sheets.is_sheet_part(name):
            continue
        archive.meter.member()
        if _PICTURE.search(name):
            pictures += not ocr.ready()  # one that is read says so itself
            if ocr.ready():
                yield Member(name.rpartition("/")[2], archive.read(name))
            continue
        try:
            for part in _part(archive, name):
                words += _said(part)
                yield part
        except Stop as stop:
            yield Unread(stop.code, name)
    yield from margins.of_package(archive)
    if pictures and words < 20:
        yield Unread("picture_only")


def _behind(name: str) -> bool:
    """Whether a part stands behind what is printed at the top of each page: headings of a list may stand there."""
    return not name.startswith("word/header")


def _said(part: Part) -> int:
    """About how many letters a part says; the names of files and sheets say nothing of what pictures show."""
    if isinstance(part, Table):
        return sum(sum(map(len, row)) for row in part.rows[:50])
    return len(part.text) * (not part.names) if isinstance(part, Text) else 1


def _part(archive: Container, name: str) -> Iterator[Part]:
    data = archive.read(name)
    yield from margins.in_part(data, _place(name))
    if name.endswith((".xml", ".rels", ".vml")):
        if name == "docProps/core.xml":
            yield Text(html.unescape("\n".join(_CORE.findall(flow.decode(data)))), name)
        elif name.startswith("customXml/item") and _is_record(data):
            yield Member(name.rpartition("/")[2], data)
        elif "/slideMasters/" in name or "/slideLayouts/" in name:
            yield from _of_looks(data, name)
        else:
            text, place = flow.decode(data), _place(name)
            yield from attribute_texts.unsaid(text, flow.read_flow(text, place), place)
    elif name.endswith(".bin") and "/activeX/" in name:
        for words in raw.runs(data)[1:]:
            yield from raw.of_one_encoding([line for line in words if not line.isascii()])
    elif name.endswith(".bin") and name.startswith("xl/") and not data.startswith(_COMPOUND):
        yield from sheets.read_binary_part(data, name)
    else:
        yield Member(name.rpartition("/")[2], data)


def _is_record(data: bytes) -> bool:
    """Whether a part of a file's own XML holds values of its fields (ECMA-376 part 1, 22.5) or queries, no list of the works a text cites."""
    return (_WIDE.search(data, 3) is not None or _QUERIES.search(data, 0, 500) is not None) and _OF_BOOKS not in data


def _beside(archive: Container, name: str) -> Iterator[Part]:
    """What a part that is not read as text tells all the same."""
    if name == "word/settings.xml":
        settings = archive.read(name)
        yield from attribute_texts.unsaid(flow.decode(settings), _variables(settings), "settings")
    elif _LINKING.search(name):
        yield from _links(archive, name)


def _links(archive: Container, name: str) -> Iterator[Part]:
    """Whom the links of a part reach: mailboxes, telephones, addresses that carry a query; a damaged list says nothing."""
    try:
        data = archive.read(name)
    except Stop:
        return
    if b"External" in data:
        targets = list(map(html.unescape, _TARGET.findall(flow.decode(data))))
        yield from flow.reached(targets, _place(name))
        yield from margins.in_files(unquote(target) for target in targets if _FILE.match(target))


def _of_looks(data: bytes, name: str) -> Iterator[Part]:
    """The words of a slide master where they hold a number or a mailbox: what stands on every slide."""
    words = "\n".join(re.findall(r"<a:t>([^<]*)", flow.decode(data)))
    if re.search(r"[0-9]{4}|@", words):
        yield Text(html.unescape(words), _place(name))


def _variables(settings: bytes) -> Iterator[Part]:
    """The variables a document keeps for its fields and macros, and whom a mailing asks for: what was typed into a template."""
    if b"<w:query " in settings:
        yield Text(html.unescape("\n".join(_QUERY.findall(flow.decode(settings)))), "query")
    if b"docVar " not in settings:
        return
    told = [[html.unescape(name), html.unescape(value)] for name, value in _VARIABLE.findall(flow.decode(settings))]
    if any(not value.isascii() or "@" in value for _, value in told):
        yield Table(told, "variables")


def _place(name: str) -> str:
    """A short place name: the part's file name without its folder and ending."""
    return name.rpartition("/")[2].partition(".")[0]
