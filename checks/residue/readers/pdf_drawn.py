"""What stamps, boxes and fields of a PDF show that is written nowhere but in their drawing (ISO 32000-1, 12.5.5)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from checks.residue.pieces import Part, Text

MOST_NOTES, LARGEST = 2_000, 1 << 20
_END = 2  # bytes of an empty text
_DRAWN = frozenset((raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_WATERMARK))


def is_drawn_on(page: pdfium.PdfPage) -> bool:
    """Whether a page has notes or fields that are drawn as letters and say nothing in words."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_NOTES)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            drawn = raw.FPDFAnnot_GetSubtype(annotation) in _DRAWN and not _says(annotation) and _shows(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if drawn:
                return True
    return False


def _says(annotation: object) -> bool:
    return any(int(raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)) > _END for key in (b"Contents", b"V"))


def _shows(annotation: object) -> bool:
    """Whether the drawing of a note shows letters, or another drawing that may."""
    size = int(raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0))
    if not _END < size <= LARGEST:
        return size > LARGEST
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetAP(
        annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    orders = buffer.raw.decode("utf-16-le", "replace")
    return any(order in orders for order in ("Tj", "TJ", "Do"))


def read(document: pdfium.PdfDocument, index: int, said: str, where: str) -> Iterator[Part]:
    """The lines a page shows once its notes are drawn into it (in memory alone) and `said` does not say."""
    page = document[index]
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    page = document[index]
    text_page = page.get_textpage()
    known = "".join(said.split())
    lines = [line for line in text_page.get_text_range().splitlines() if "".join(line.split()) not in known]
    text_page.close()
    page.close()
    if lines:
        yield Text("\n".join(lines), f"{where} drawn")
