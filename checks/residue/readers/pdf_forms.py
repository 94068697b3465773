"""Fields and notes of PDF pages through pdfium: names, values, choices, and what stands beside a field that has no name of its own.

Programs call fields Text1, fill_2 or テキスト 3; what such a field asks for is printed on the page, before it or above it.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from checks.residue.clues import announces
from checks.residue.pieces import Part, Table, Text

MOST_NOTES, MOST_CHOICES, MOST_LABELS = 2_000, 200, 400
FEWEST_FIELDS, SHARED = 2, 0.5
"""Fields that make a table, and share of them that have one name and a number from which on it says nothing."""
ABOVE, FAR = 18.0, 260.0
"""Points above a field, and before it, within which its label stands."""
_SAYING = (b"V", b"Contents", b"Subj", b"DV")
_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"[ _.-]*[0-9]+(?:\[[0-9]+\])?$")
_PIECES = re.compile(r"\s{2,}|[\r\n\t]+")
_CONTROL = re.compile("[\x00-\x1f\x7f]+")
"""Signs that programs put behind names of fields to tell one from another."""

Note = tuple[str, str, raw.FS_RECTF]
"""Name of the field, value, and where it stands on the page; a note has no name."""


def parts(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, where: str) -> tuple[list[str], list[Part]]:
    """(values, parts) of the fields and notes of a page. Fields that say what they ask for are a table, the others lines of text."""
    told = _notes(page, page.formenv)
    empty = numbered([name for name, _, _ in told if name])
    fields = [[name, value] for name, value, _ in told if name and name not in empty]
    found: list[Part] = []
    if len(fields) >= FEWEST_FIELDS:
        found.append(Table(fields, f"{where} form"))
    lines = [
        _line(name, value, empty) for name, value, _ in told if name in empty or not name or len(fields) < FEWEST_FIELDS
    ]
    if lines:
        found.append(Text("\n".join(lines), f"{where} form"))
    printed = list(_printed([note for note in told if note[0] in empty], text_page))
    if printed:
        found.append(Table(printed, f"{where} form"))
    return [value for _, value, _ in told], found


def _line(name: str, value: str, empty: set[str]) -> str:
    return f"{name}：{value}" if name and name not in empty else value


def numbered(names: list[str]) -> set[str]:
    """Those of `names` that a program gave by counting: half of them or more are one word and a number, and it asks for nothing."""
    stems = Counter(_NUMBER.sub("", name) for name in dict.fromkeys(names) if _NUMBER.search(name))
    usual = {stem for stem, count in stems.items() if count >= max(FEWEST_FIELDS, SHARED * len(set(names)))}
    return {name for name in names if _NUMBER.sub("", name) in usual and not announces(_NUMBER.sub("", name))}


def _printed(notes: list[Note], text_page: pdfium.PdfTextPage) -> Iterator[list[str]]:
    """(label, value) of fields beside which the page prints what they ask for."""
    for _, value, place in notes[:MOST_LABELS]:
        before = text_page.get_text_bounded(max(0.0, place.left - FAR), place.bottom, place.left, place.top)
        above = text_page.get_text_bounded(place.left, place.top, place.right, place.top + ABOVE)
        labels = (
            next((piece for piece in reversed(_PIECES.split(text.strip())) if piece), "") for text in (before, above)
        )
        label = next((label for label in labels if announces(label.strip())), "")
        if label:
            yield [label, value]


def _notes(page: pdfium.PdfPage, forms: object) -> list[Note]:
    """The fields and notes of a page, each value once."""
    told: dict[tuple[str, str], raw.FS_RECTF] = {}
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_NOTES)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        name = _string(annotation, b"TU") or _string(annotation, b"T")
        values = [value for key in _SAYING if (value := _string(annotation, key))]
        if forms is not None and not values:
            name, values = _inherited(forms, annotation, name)
        if forms is not None:
            values += _choices(forms, annotation)
        values += [_TAG.sub("", value) for value in (_string(annotation, b"RC"),) if value and not values]
        name = _CONTROL.sub("", name)
        place = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, place)
        for value in values:
            told.setdefault((name, value), place)
        raw.FPDFPage_CloseAnnot(annotation)
    return [(name, value, place) for (name, value), place in told.items()]


def _choices(forms: object, annotation: object) -> list[str]:
    """The choices a field offers (12.7.4.4); none for other fields."""
    told = []
    for index in range(min(raw.FPDFAnnot_GetOptionCount(forms, annotation), MOST_CHOICES)):
        size = raw.FPDFAnnot_GetOptionLabel(forms, annotation, index, None, 0)
        buffer = (ctypes.c_ushort * (min(size, 1 << 16) // 2 + 1))()
        raw.FPDFAnnot_GetOptionLabel(forms, annotation, index, buffer, min(size, 1 << 16))
        told.append(bytes(buffer).decode("utf-16-le", "replace").rstrip("\0"))
    return [" ".join(told)] if told else []


def _inherited(forms: object, annotation: object, name: str) -> tuple[str, list[str]]:
    """(name, values) of a widget whose field stands above it (ISO 32000-1, 12.7.3.1)."""
    told = []
    for ask in (raw.FPDFAnnot_GetFormFieldName, raw.FPDFAnnot_GetFormFieldValue):
        count = ask(forms, annotation, None, 0)
        buffer = (ctypes.c_ushort * (min(count, 1 << 20) // 2 + 1))()
        ask(forms, annotation, buffer, min(count, 1 << 20))
        told.append(bytes(buffer).decode("utf-16-le", "replace").rstrip("\0"))
    return name or told[0], [told[1]] if told[1] else []


def _string(annotation: object, key: bytes) -> str:
    count = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if count <= 2 or count > 1 << 20:
        return ""
    buffer = (ctypes.c_ushort * (count // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, count)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
