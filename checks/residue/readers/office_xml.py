"""Office documents kept as one XML file: flat OpenDocument, Word 2003 and flat OPC, Excel 2003."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from checks.residue.pieces import Part
from checks.residue.readers import flow, margins, odf, tags
from checks.residue.readers.source import Source

_EXCEL = re.compile(r"<(/?)(?:ss:)?(Table|Row|Cell|Data|Comment)\b")
_FLOWING = {"Table": "x:tbl", "Row": "x:tr", "Cell": "x:tc", "Data": "w:p", "Comment": "w:p"}
# where links of cells lead, printed headings, what a rule for input lets choose
_BESIDE = re.compile(r"\b(?:ss:HRef|x:Data)=\"([^\"]*)\"|<(?:x:)?Value>([^<]*)</(?:x:)?Value>")
_ABOUT, _ABOUT_END = re.compile(r"<office:meta\b[^<>]*>.*?</office:meta>", re.DOTALL), "</office:meta>"
_PICTURE = re.compile(r"<(office:binary-data|w:binData|pkg:binaryData)\b[^>]*>[^<]*</\1>")


def reader_for(head: str) -> Callable[[str, Source], Iterator[Part]] | None:
    """The reader for the beginning of a text, or None where it is no such document."""
    if "<office:document" in head:
        return read_opendocument
    if "<w:wordDocument" in head or "<pkg:package" in head:
        return read_word
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<Workbook" in head:
        return read_excel
    return None


def read_opendocument(text: str, source: Source) -> Iterator[Part]:
    """Text, tables and comments of a flat OpenDocument file (ISO/IEC 26300-3, 3.1.2)."""
    source.meter.clock()
    text = _PICTURE.sub("", text)
    for found in tags.closed(_ABOUT, text, _ABOUT_END):
        yield from margins.in_part(found[0].encode(), "meta")
        yield from odf.about(found[0])
    yield from odf.read_content(tags.replaced(_ABOUT, "", text, _ABOUT_END), "")


def read_word(text: str, source: Source) -> Iterator[Part]:
    """Text and tables of a WordprocessingML file of Word 2003 or a flat package."""
    source.meter.clock()
    yield from flow.read_flow(_PICTURE.sub("", text), "")


def read_excel(text: str, source: Source) -> Iterator[Part]:
    """The sheets of an XML Spreadsheet of Excel 2002 and later; their comments stand in their cells."""
    source.meter.clock()
    told = [html.unescape(one or other.replace(",", "\n")) for one, other in _BESIDE.findall(text)]
    yield from flow.reached(told, "beside")
    yield from flow.read_flow(_EXCEL.sub(lambda tag: f"<{tag[1]}{_FLOWING[tag[2]]}", text), "")
