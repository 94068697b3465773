"""PDF through pdfium: text of each page, form fields, notes, attachments; pages of pictures alone are named."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from checks.residue import charset
from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Table, Text, Unread
from checks.residue.readers import (
    flow,
    layout,
    ocr,
    pdf_about,
    pdf_beside,
    pdf_drawn,
    pdf_fields,
    pdf_fonts,
    pdf_forms,
    pdf_strings,
)
from checks.residue.readers.source import Source

FEWEST_FIELDS, MOST_EARLIER = 2, 200
LEAST_OUTSIDE = 8  # letters


def read(source: Source) -> Iterator[Part]:
    """The parts of a PDF. Raises Stop: locked, corrupt, over budget."""
    yield from pdf_strings.unsaid(source.all(), _parts(source), source.meter)


def _parts(source: Source) -> Iterator[Part]:
    """What pdfium and the readers beside it tell."""
    document = _open(source)
    try:
        pages = len(document)
        if document.get_formtype() == raw.FORMTYPE_ACRO_FORM:
            document.init_forms()
        pictures = []
        head: list[str] = []
        heads: list[str] = []
        fields: set[str] = set()
        shown: set[str] = set()
        for index in range(min(pages, source.meter.budget.pages)):
            source.meter.clock()
            told = blind = False
            for part in _page(document, index, fields, shown, heads):
                told = told or isinstance(part, Text)
                blind = blind or (isinstance(part, Unread) and part.reason == "no_letters")
                yield _continued(part, head) if isinstance(part, Table) else part
                if isinstance(part, Table) and not head:
                    head = max(part.rows[:4], key=lambda row: sum(map(bool, row)))  # a title may stand above it
            if (blind and ocr.ready()) or (not told and _has_picture(document, index)):
                pictures.append(index + 1)
        if pages > source.meter.budget.pages:
            yield Unread("over_budget", f"p.{source.meter.budget.pages + 1}-")
        yield from pdf_about.read(document, source)
        yield from pdf_beside.described(source.all(), source.meter)
        yield from _earlier(source, shown)
        if document.get_formtype() != raw.FORMTYPE_NONE:
            yield from _loose_fields(source, fields)
        yield from _attachments(document)
        yield from _pictures(document, pictures, source)
    except pdfium.PdfiumError as error:
        raise Stop("corrupt") from error
    finally:
        document.close()


def _continued(table: Table, head: list[str]) -> Table:
    """A table of a later page under the heading of the first one, where it has as many columns."""
    same = len(head) == len(table.rows[0]) and head not in table.rows[:4]
    return Table([head, *table.rows], table.where) if same else table


def _open(source: Source) -> pdfium.PdfDocument:
    data = source.all()
    pdf_fonts.install()
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = raw.FPDF_GetLastError()
        locked = code == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower() or b"/Encrypt" in data[-4096:]
        raise Stop("locked" if locked else "corrupt") from error


def _earlier(source: Source, shown: set[str]) -> Iterator[Part]:
    """Pages of states of the file before its last saves that none of the pages `shown` says: what was taken out is still there."""
    for end in pdf_beside.earlier_ends(source.all()):
        source.meter.clock()
        try:
            document = pdfium.PdfDocument(source.all()[:end])
        except pdfium.PdfiumError:
            continue
        try:
            for index in range(min(len(document), MOST_EARLIER)):
                source.meter.clock()
                yield from _page(document, index, set(), shown, [], again=False)
        finally:
            document.close()


def _page(
    document: pdfium.PdfDocument, index: int, seen: set[str], shown: set[str], heads: list[str], *, again: bool = True
) -> Iterator[Part]:
    """Text, form and attached files of a page. `seen` learns the values of its fields, `shown` what it says; not `again`: only where that is new."""
    where = f"p.{index + 1}"
    try:
        page = document[index]
    except pdfium.PdfiumError:
        yield Unread("corrupt", where)
        return
    text_page = page.get_textpage()
    text = text_page.get_text_bounded()
    if not again and (text in shown or not text.strip()):
        text_page.close()
        page.close()
        return
    shown.add(text)
    blind = _without_letters(text)
    if blind:
        yield Unread("no_letters", where)
    if text.strip() and (not blind or _JAPANESE.search(text)):
        yield from layout.parts(text, text_page, where, heads)
    yield from _outside(text_page, text, where)
    values, form = pdf_forms.parts(page, text_page, where)
    seen.update(map(str.strip, values))
    yield from form
    yield from flow.reached(_targets(document, page), f"{where} links")
    yield from _pinned(document, page)
    stamped = pdf_drawn.is_drawn_on(page)
    text_page.close()
    page.close()
    if stamped:
        yield from pdf_drawn.read(document, index, "\n".join([text, *values]), where)


def _outside(text_page: pdfium.PdfTextPage, text: str, where: str) -> Iterator[Part]:
    """What stands outside the edges a page was cut to: it is not seen, and still there."""
    if text_page.count_chars() - len(text) >= LEAST_OUTSIDE:
        inside = "".join(text.split())
        lines = [line for line in text_page.get_text_range().splitlines() if "".join(line.split()) not in inside]
        if lines:
            yield Text("\n".join(lines), f"{where} outside")


def _targets(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[str]:
    """The addresses that links of a page open (ISO 32000-1, 12.6.4.7)."""
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(pdf_forms.MOST_NOTES):
        if not raw.FPDFLink_Enumerate(page, at, link):
            return
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if 1 < size <= 1 << 16:
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document, action, buffer, size)
            yield charset.decode(buffer.value, charset.detect(buffer.value) or "utf-8")


# what glyph numbers look like where a font does not say which letters they are: control signs, scripts nobody here writes
_SIGNS = re.compile("[\0\x01\x03-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")
_SCRIPTS = re.compile("[\u0530-\u1dff\ua000-\uabff\ue000-\uf8ff]")
_JAPANESE = re.compile("[\u3041-\u30fe\u4e00-\u9fff]")
LEAST_SIGNS, LEAST_SCRIPT = 5, 20


def _without_letters(text: str) -> bool:
    """Whether a page's text is glyph numbers that no table turns into letters (ISO 32000-1, 9.10.2)."""
    signs = len(_SIGNS.findall(text))
    if signs >= LEAST_SIGNS and signs > 0.04 * len(text):
        return True
    strange = len(_SCRIPTS.findall(text))
    return strange >= LEAST_SCRIPT and strange > 0.25 * len(text)


def _loose_fields(source: Source, seen: set[str]) -> Iterator[Part]:
    """The fields that no page shows."""
    told = [(name, value) for name, value in pdf_fields.read(source.all(), source.meter) if value not in seen]
    counted = pdf_forms.numbered([name for name, _ in told])
    lines = [value for name, value in told if name in counted]
    named = [[name, value] for name, value in told if name not in counted]
    if lines:
        yield Text("\n".join(lines), "form")
    if named:
        yield Table(named, "form") if len(named) >= FEWEST_FIELDS else Text("：".join(filter(None, named[0])), "form")


def _pinned(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[Part]:
    """Files pinned to a page as notes."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), pdf_forms.MOST_NOTES)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        file = None
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FILEATTACHMENT:
            file = raw.FPDFAnnot_GetFileAttachment(annotation)
        if file:
            attachment = pdfium.PdfAttachment(file, document)
            yield Member(attachment.get_name(), bytes(attachment.get_data()))
        raw.FPDFPage_CloseAnnot(annotation)


def _has_picture(document: pdfium.PdfDocument, index: int) -> bool:
    try:
        page = document[index]
        return any(
            True
            for _ in page.get_objects(
                filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING], max_depth=4
            )
        )
    except pdfium.PdfiumError:
        return True


def _pixels(document: pdfium.PdfDocument, index: int) -> object:
    """A page as the array of pixels a scanner would give at 150 dpi."""
    return document[index].render(scale=150 / 72, rev_byteorder=False).to_numpy()


def _pictures(document: pdfium.PdfDocument, pictures: list[int], source: Source) -> Iterator[Part]:
    """The letters of pages that are pictures, as far as the time of the file reaches, and which pages are such."""
    pages: dict[str, list[int]] = {} if ocr.ready() else {"picture_only": pictures}
    for number in pictures if ocr.ready() else ():
        for part in ocr.parts(_pixels(document, number - 1), source.meter, f"p.{number}"):
            if isinstance(part, Unread):
                pages.setdefault(part.reason, []).append(number)
            else:
                yield part
    for reason, numbers in pages.items():
        if numbers:
            whole = len(numbers) == len(document)
            yield Unread(reason, "" if whole else "p." + ",".join(map(str, numbers[:20])))


def _attachments(document: pdfium.PdfDocument) -> Iterator[Part]:
    for index in range(min(document.count_attachments(), 200)):
        try:
            attachment = document.get_attachment(index)
            yield Member(attachment.get_name(), bytes(attachment.get_data()))
        except pdfium.PdfiumError:
            yield Unread("corrupt", f"attachment {index + 1}")
