"""Writers of packages: each place of a document, workbook, presentation or OpenDocument file, RTF and PDF, by hand."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Sequence

from tests.bench.kinds.places.contents import Content
from tests.bench.kinds.places.texts import Writer
from tests.unit.checks.residue.readers.pdf_pages import written
from tests.unit.checks.residue.readers.test_ruled import wrapped

_BLANK = "<w:p><w:r><w:t>別紙のとおり。</w:t></w:r></w:p>"


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _escaped(text: str) -> str:
    return html.escape(text)


def _run(text: str, tag: str = "t") -> str:
    cells = (f'<w:{tag} xml:space="preserve">{_escaped(cell)}</w:{tag}>' for cell in text.split("\t"))
    return f"<w:r>{'<w:tab/>'.join(cells)}</w:r>"


def _paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def _lines(content: Content) -> str:
    return "".join(_paragraph(_run(line)) for line in content.text.split("\n"))


def _table(content: Content, cell: Callable[[str], str] = lambda text: _paragraph(_run(text))) -> str:
    rows = ("".join(f"<w:tc>{cell(text)}</w:tc>" for text in row) for row in content.rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _document(body: str, parts: dict[str, str] | None = None) -> bytes:
    return _zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>',
            **(parts or {}),
        }
    )


def _aside(part: str, inner: Callable[[Content], str]) -> Writer:
    return lambda content: _document(_BLANK, {f"word/{part}.xml": f"<w:{part}>{inner(content)}</w:{part}>"})


def _broken(text: str) -> str:
    return "".join(map(_paragraph, map(_run, text.split(" "))))


def _marked(element: str, tag: str = "t") -> Writer:
    return lambda content: _document(
        _BLANK
        + "".join(
            _paragraph(f'<w:{element} w:id="1">{_run(line, tag)}</w:{element}>') for line in content.text.split("\n")
        )
    )


_BOX = (
    "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
_CONTROL = "<w:sdt><w:sdtPr><w:alias w:val='欄'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"

WORD: dict[str, Writer] = {
    "lines": lambda c: _document(_lines(c)),
    "table": lambda c: _document(_table(c)),
    "broken cells": lambda c: _document(_table(c, _broken)),
    "table in a cell": lambda c: _document(f"<w:tbl><w:tr><w:tc>{_table(c)}</w:tc></w:tr></w:tbl>"),
    "lines in a cell": lambda c: _document(f"<w:tbl><w:tr><w:tc>{_lines(c)}</w:tc></w:tr></w:tbl>"),
    "text box": lambda c: _document(_BLANK + _BOX.format(_table(c))),
    "content controls": lambda c: _document(_table(c, lambda text: _CONTROL.format(_paragraph(_run(text))))),
    "insertion": _marked("ins"),
    "deletion": _marked("del", "delText"),
    "moved away": _marked("moveFrom"),
    "comments": _aside("comments", lambda c: f'<w:comment w:id="1">{_lines(c)}</w:comment>'),
    "footnotes": _aside("footnotes", lambda c: f'<w:footnote w:id="2">{_table(c)}</w:footnote>'),
    "header": _aside("header1", _table),
    "footer": _aside("footer1", _lines),
    "glossary": _aside("glossary/document", _table),
}


def _sheet_rows(content: Content, cell: Callable[[str], str]) -> str:
    rows = (
        "".join(f'<c r="{chr(65 + at)}{n}" t="inlineStr"><is>{cell(text)}</is></c>' for at, text in enumerate(row))
        for n, row in enumerate(content.rows, 1)
    )
    return "".join(f"<row>{row}</row>" for row in rows)


def _workbook(sheet: str, parts: dict[str, str] | None = None) -> bytes:
    return _zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": '<workbook><sheets><sheet name="A" sheetId="1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
            **(parts or {}),
        }
    )


def _beside(part: str, write: Callable[[Content], str]) -> Writer:
    return lambda content: _workbook("", {f"xl/{part}.xml": write(content)})


def _plain(text: str) -> str:
    return f"<t>{_escaped(text)}</t>"


def _rich(text: str) -> str:
    half = len(text) // 2
    return "".join(f'<r><t xml:space="preserve">{_escaped(part)}</t></r>' for part in (text[:half], text[half:]))


def _drawn(content: Content) -> str:
    lines = (f"<a:p><a:r><a:t>{_escaped(line)}</a:t></a:r></a:p>" for line in content.text.split("\n"))
    return f"<xdr:wsDr><xdr:sp><xdr:txBody>{''.join(lines)}</xdr:txBody></xdr:sp></xdr:wsDr>"


SHEETS: dict[str, Writer] = {
    "cells": lambda c: _workbook(_sheet_rows(c, _plain)),
    "rich text": lambda c: _workbook(_sheet_rows(c, _rich)),
    "character data": lambda c: _workbook(_sheet_rows(c, lambda text: f"<t><![CDATA[{text}]]></t>")),
    "broken cells": lambda c: _workbook(_sheet_rows(c, lambda text: _plain(text.replace(" ", "\n")))),
    "comment": _beside(
        "comments1",
        lambda c: f"<comments><commentList><comment><text>{_plain(c.text)}</text></comment></commentList></comments>",
    ),
    "threaded comment": _beside(
        "threadedComments/threadedComment1",
        lambda c: (
            f"<ThreadedComments><threadedComment><text>{_escaped(c.text)}</text></threadedComment></ThreadedComments>"
        ),
    ),
    "text box": _beside("drawings/drawing1", _drawn),
    "other workbook": _beside(
        "externalLinks/externalLink1",
        lambda c: (
            "<externalLink><externalBook><sheetDataSet><sheetData>"
            + "".join(
                f'<row r="{n}">'
                + "".join(
                    f'<cell r="{chr(65 + at)}{n}" t="str"><v>{_escaped(x)}</v></cell>' for at, x in enumerate(row)
                )
                + "</row>"
                for n, row in enumerate(c.rows, 1)
            )
            + "</sheetData></sheetDataSet></externalBook></externalLink>"
        ),
    ),
}


def _slide(shapes: str, part: str = "slides/slide1") -> bytes:
    return _zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": "<p/>",
            f"ppt/{part}.xml": f"<p:sld>{shapes}</p:sld>",
        }
    )


def _shape(lines: Sequence[str]) -> str:
    told = (f"<a:p><a:r><a:t>{_escaped(line)}</a:t></a:r></a:p>" for line in lines)
    return f"<p:sp><p:txBody>{''.join(told)}</p:txBody></p:sp>"


SLIDES: dict[str, Writer] = {
    "text": lambda c: _slide(_shape(c.text.split("\n"))),
    "table": lambda c: _slide(
        "<a:tbl>"
        + "".join(f"<a:tr>{''.join(f'<a:tc>{_shape([x])}</a:tc>' for x in row)}</a:tr>" for row in c.rows)
        + "</a:tbl>"
    ),
    "a box for each line": lambda c: _slide("".join(_shape([line]) for line in c.text.split("\n"))),
    "notes": lambda c: _slide(_shape(c.text.split("\n")), "notesSlides/notesSlide1"),
    "comments": lambda c: _slide(f"<p:cm><p:text>{_escaped(c.text)}</p:text></p:cm>", "comments/comment1"),
}


def _open(body: str) -> bytes:
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        }
    )


def _text_lines(content: Content) -> str:
    lines = ("<text:tab/>".join(map(_escaped, line.split("\t"))) for line in content.text.split("\n"))
    return "".join(f"<text:p>{line}</text:p>" for line in lines)


OPEN: dict[str, Writer] = {
    "lines": lambda c: _open(_text_lines(c)),
    "table": lambda c: _open(
        "<table:table>"
        + "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{_escaped(x)}</text:p></table:table-cell>" for x in row)
            + "</table:table-row>"
            for row in c.rows
        )
        + "</table:table>"
    ),
    "frame": lambda c: _open(
        f"<text:p><draw:frame><draw:text-box>{_text_lines(c)}</draw:text-box></draw:frame></text:p>"
    ),
    "annotation": lambda c: _open(f"<text:p>a<office:annotation>{_text_lines(c)}</office:annotation></text:p>"),
    "deletion": lambda c: _open(
        f"<text:tracked-changes><text:changed-region><text:deletion>{_text_lines(c)}</text:deletion></text:changed-region></text:tracked-changes>"
    ),
}


def _rtf(text: str) -> str:
    signs = (f"\\u{ord(ch) if ord(ch) < 0x8000 else ord(ch) - 0x10000}?" if ord(ch) > 127 else ch for ch in text)
    return "".join(signs).replace("\t", "\\tab ").replace("\n", "\\par\n")


def _rtf_row(row: list[str], cell: Callable[[str], str]) -> str:
    edges = "".join(f"\\cellx{1500 * at}" for at in range(1, len(row) + 1))
    cells = "".join(cell(text) + "\\cell " for text in row)
    return f"\\trowd{edges}\\pard\\intbl {cells}\\row\n"


def _rtf_file(body: str) -> bytes:
    return ("{\\rtf1\\ansi\\ansicpg932 " + body + "}").encode("ascii")


def _rtf_inner(content: Content) -> str:
    rows = (
        "".join(f"\\pard\\intbl\\itap2 {_rtf(text)}\\nestcell " for text in row)
        + "{\\*\\nesttableprops\\trowd\\nestrow}"
        for row in content.rows
    )
    return "".join(rows)


RTF: dict[str, Writer] = {
    "lines": lambda c: _rtf_file(_rtf(c.text)),
    "table": lambda c: _rtf_file("".join(_rtf_row(row, _rtf) for row in c.rows)),
    "broken cells": lambda c: _rtf_file(
        "".join(_rtf_row(row, lambda text: _rtf(text.replace(" ", "\n"))) for row in c.rows)
    ),
    "table in a cell": lambda c: _rtf_file(f"\\trowd\\cellx9000\\pard\\intbl {_rtf_inner(c)}\\pard\\intbl\\cell\\row"),
    "footnote": lambda c: _rtf_file("a{\\footnote " + _rtf(c.text) + "}"),
}

SIZE, LEADING, GAP = 9, 13, 5


def _shown(text: str, left: float, base: float) -> str:
    return f"BT /F1 {SIZE} Tf {left} {base} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _page(content: Content, *, broken: bool, ruled: bool, by_letters: bool) -> bytes | None:
    """A page with the rows; cells as wide as they need, or broken into lines in narrow columns."""
    widths = [max(len(row[at]) for row in content.rows) * SIZE + 9.0 for at in range(len(content.rows[0]))]
    room = 540 / sum(widths)
    if room < 1 and not broken:
        return None
    widths = [max(40.0, width * min(1.0, room)) for width in widths]
    out: list[str] = []
    top = 800.0
    for row in content.rows:
        cells = [wrapped(cell, width - 9) for cell, width in zip(row, widths, strict=True)]
        height = max(map(len, cells)) * LEADING + GAP
        left = 30.0
        for lines, width in zip(cells, widths, strict=True):
            out += [f"{left - 2} {top - height} {width} {height} re S"] if ruled else []
            for number, line in enumerate(lines):
                base = top - SIZE - 2 - number * LEADING
                out += _letters(line, left, base) if by_letters else [_shown(line, left, base)]
            left += width
        top -= height
    return written(out)


def _letters(line: str, left: float, base: float) -> list[str]:
    places = [left + SIZE * sum(0.5 if ch.isascii() else 1.0 for ch in line[:at]) for at in range(len(line))]
    return [_shown(ch, place, base) for ch, place in zip(line, places, strict=True) if ch != " "]


PAGES: dict[str, Writer] = {
    "cells": lambda c: _page(c, broken=False, ruled=False, by_letters=False),
    "broken cells": lambda c: _page(c, broken=True, ruled=False, by_letters=False),
    "broken cells in rules": lambda c: _page(c, broken=True, ruled=True, by_letters=False),
    "broken cells by letters": lambda c: _page(c, broken=True, ruled=False, by_letters=True),
    "broken cells in rules by letters": lambda c: _page(c, broken=True, ruled=True, by_letters=True),
}

WRITERS: dict[str, Writer] = {
    f"{family} {place}": writer
    for family, writers in (
        ("docx", WORD),
        ("xlsx", SHEETS),
        ("pptx", SLIDES),
        ("odt", OPEN),
        ("rtf", RTF),
        ("pdf", PAGES),
    )
    for place, writer in writers.items()
}
