"""Names that stand around a document, not in it: its author, its comments' authors, its sheets, the people of a letter, the files in it.

Nearly every document has an author. What makes it worth telling is a private person's whole name: a surname, an account of a PC,
a firm or a program says nothing. What is told here makes a file one that names somebody, never one whose content speaks of them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from checks.residue import charset
from checks.residue.budget import Stop
from checks.residue.clues import announces
from checks.residue.fold import fold, joined
from checks.residue.matchers import name_cells
from checks.residue.matchers.lexicon import foreign_names, word_set
from checks.residue.matchers.named_files import folder_of_person, persons_in
from checks.residue.pieces import Text
from checks.residue.readers.zipped import Container
from checks.residue.records import names_company, speaks_of_office

LONGEST, MOST, _LABEL = 60, 200, 8
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,}(?:[ ・=][\u30a1-\u30fa\u30fc]{2,}){1,4}")
_MAKERS = frozenset(("富士通",))
"""Makers whose PCs come with an owner's name that looks like a person's."""

# ECMA-376 part 2, 11.1 (core), part 1, 22.2 (extended), 22.3 (custom), 17.13 (Word), 18.7 (Excel), 19.4 (PowerPoint); ISO/IEC 26300-1, 4.3
_ABOUT = re.compile(
    rb"<(?:dc:(?:creator|title|subject)|cp:lastModifiedBy|Manager|vt:lpw?str|author|meta:(?:initial-creator|printed-by|user-defined))\b[^<>]*>([^<]{2,200})<"
)
_BESIDE = re.compile(r"/?(?:docProps/app\.xml|word/people\.xml|xl/persons/[^/]+\.xml)$")
_BY = re.compile(rb"<(?:w:(?:comment|ins|del|moveFrom|moveTo|rPrChange|pPrChange|bookmarkStart)|w15:person|person|p:cmAuthor|p188:author|fileSharing|header)\b[^>]*?\b(?:w:author|w15:author|displayName|w:name|name|userName)=\"([^\"]{2,200})\"")  # fmt: skip
_SHOWN = re.compile(r"(?:^|[,;:\n])[^\S\n]*+\"?([^\"<>,;@]{2,60}?)\"?\s*+<[^<>@\s]+@[^<>\s]+>")
_XMP = re.compile(rb"<dc:creator>.{0,80}?<rdf:li[^>]*>([^<]{2,200})<", re.DOTALL)


def around(told: Iterable[str], where: str = "margins") -> Iterator[Text]:
    """The private persons whom any of `told` names in full, as a text that says nothing besides."""
    found = dict.fromkeys(person for one in list(told)[: 10 * MOST] for person in _persons(one))
    if found:
        yield Text("\n".join(list(found)[:MOST]), where, quiet=True, names=True)


def in_files(names: Iterable[str]) -> Iterator[Text]:
    """The persons whom names of files inside an archive or a letter name, or those of their folders."""
    found: dict[str, None] = {}
    for name in names:
        *folders, base = name.replace("\\", "/").split("/")
        found.update(dict.fromkeys(persons_in(base)))
        found.update(dict.fromkeys(person for folder in folders for person in folder_of_person(folder)))
    if found:
        yield Text("\n".join(found), "names", quiet=True, names=True)


def in_part(data: bytes, where: str) -> Iterator[Text]:
    """Authors in the XML of a part of an Office document or OpenDocument file."""
    written = (
        _ABOUT.findall(data) if b"<dc:" in data or b"<vt:" in data or b"author>" in data or b"Manager>" in data else []
    )
    if (
        b"author=" in data
        or b"displayName=" in data
        or b"Author " in data
        or b"userName=" in data
        or b"bookmarkStart" in data
    ):
        written += _BY.findall(data)
    yield from around((_plain(one) for one in dict.fromkeys(written)), where)


def of_package(archive: Container) -> Iterator[Text]:
    """Who the parts of an Office document name that hold no words of the user; a damaged one says nothing."""
    for name in archive.names():
        if _BESIDE.match(name):
            try:
                data = archive.read(name)
            except Stop:
                continue
            yield from in_part(data, name.rpartition("/")[2].partition(".")[0])


def in_packet(data: bytes) -> Iterator[str]:
    """The creators a packet of XMP names (ISO 16684-1, 8.3), anywhere in `data`."""
    if b"<dc:creator>" in data:
        yield from map(_plain, _XMP.findall(data))


def in_heads(heads: Iterable[str]) -> Iterator[Text]:
    """The people a letter is from and to: the names shown beside their mailboxes."""
    yield from around((shown for head in heads for shown in _SHOWN.findall(head)), "head")


def _plain(written: bytes) -> str:
    return html.unescape(charset.decode(written, charset.detect(written) or "utf-8"))


def _persons(told: str) -> list[str]:
    """The persons a line of the margins names in full."""
    line = fold(told).strip(" \"'")
    if not 2 <= len(line) <= LONGEST or line in _MAKERS or joined(line) in word_set("history"):
        return []
    if speaks_of_office(line) or names_company(line):
        return []
    bare = name_cells.untitled(line.rpartition(":")[2])
    if name_cells.is_name(bare) or _foreign(bare):
        return [bare]
    for end in range(2, min(_LABEL, len(line) - 1)):
        if announces(line[:end]) and name_cells.is_name(line[end:].lstrip(" :")):
            return [line[end:].lstrip(" :")]
    return [] if line.isascii() and " " not in line else persons_in(line)  # an account of a PC, a mailbox


def _foreign(line: str) -> bool:
    return _KATAKANA.fullmatch(line) is not None and any(part in foreign_names() for part in re.split("[ ・=]", line))
