"""Which shape a decoded text has, by its first signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from checks.residue.matchers.gated import Gated
from checks.residue.pieces import Part
from checks.residue.readers import (
    cards,
    diagram,
    hl7,
    jsonish,
    literals,
    markup,
    mashup,
    mork,
    office_xml,
    patch,
    plist,
    postscript,
    regfile,
    script,
    settings,
    shortcut,
    sql,
    sylk,
    yamlish,
    zengin,
)
from checks.residue.readers.source import Source

TextReader = Callable[[str, Source], Iterator[Part]]

_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<(?:head|body|table|div|span|p|br|meta|input)[\s>/]", re.IGNORECASE)
_ENDS = re.compile(r"</(?:td|p|div|html)>")
_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)  # of the kind that begins as XML does
_XML = re.compile(r"\s*<(?:\?xml|!--|[^\W\d][\w:.-]*[\s>/])")
_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:[\[{\"\]\d-]|$))")
_CARD = re.compile(r"\s*BEGIN:V(?:CARD|CALENDAR)", re.IGNORECASE)
_LDIF = re.compile(r"(?:\s*version:\s*1\s*\n)?\s*dn::?\s", re.IGNORECASE)
_SQL = Gated(
    r"\b(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?(?:INTO\b|\[)|\bUPDATE\s+\S+\s+SET\s|^COPY\s+\S+\s*\([^)]*\)\s+FROM\s+stdin",
    re.IGNORECASE | re.MULTILINE,
)
_PLIST = re.compile(r"(?:<\?xml[^>]*>\s*)?<!DOCTYPE plist\b|(?:<\?xml[^>]*>\s*)?<plist\b")
_LOCK = re.compile(r"[^,\n]{0,80},[^,\n]{0,80},[^,\n]{0,80},\d\d\.\d\d\.\d{4} \d\d:\d\d,file:[^\n]*;?\s*\Z")
_EXPORT = re.compile(r"(?:Windows Registry Editor Version 5\.00|REGEDIT4)\s")
_DIF = re.compile(r"TABLE\r?\n0,1\r?\n\"")
LARGE = 8 << 20
_HEAD = 1 << 16
"""Signs of a text in which its first statement is looked for."""


def shaped_reader(text: str) -> TextReader | None:
    """The reader for the shape of `text`, or None for plain text."""
    head = text[:4096]
    if head.startswith("ID;P") or _DIF.match(head):
        return sylk.read_dif if head[0] == "T" else sylk.read_sylk
    if head[:1] in "dI-" and patch.fits(head):
        return patch.read
    if head[:1] in "MPFB\x0b" and hl7.BEGINNING.match(head):
        return hl7.read
    if "%!" in head and postscript.BEGINNING.match(head):
        return postscript.read
    if mork.BEGINNING in head[:80]:
        return mork.read
    if ("<D" in head or "section" in head) and mashup.fits(head):
        return mashup.read
    return _of_records(text, head) or _of_marks(text, head)


def _of_records(text: str, head: str) -> TextReader | None:
    """Transfers, cards, directory entries, JSON, scripts that carry data, YAML."""
    if head[:1] in ("1", "2", '"') and zengin.is_transfer(text):
        return zengin.read_transfer
    if _CARD.match(head):
        return cards.read_cards
    if _LDIF.match(head):
        return cards.read_ldif
    if len(text) <= 1000 and ",file:" in head and _LOCK.match(head):
        return shortcut.read_lock
    if _EXPORT.match(head):
        return regfile.read_export
    if len(text) <= LARGE and settings.fits(text):
        return settings.read
    if len(text) <= LARGE and _JSON.match(head):
        return jsonish.read_json
    if len(text) <= LARGE and script.fits(text):
        return script.read
    if len(text) <= LARGE and yamlish.fits(text):
        return yamlish.read
    return None


def _of_marks(text: str, head: str) -> TextReader | None:
    """Office documents in one XML file, other XML, HTML, SQL."""
    if "<mxfile" in head:
        return diagram.read
    if "plist" in head and _PLIST.match(head):
        return plist.read_text
    if "<" in head and (reader := office_xml.reader_for(head)):
        return reader
    if head.lstrip().startswith("<?php") and literals.fits(text):
        return literals.read
    if _XML.match(head) or head.lstrip()[:1] == "<":
        page = _HTML.search(head) and ("<?xml" not in head[:64] or _PAGE.search(head))
        return markup.read_html if page else markup.read_xml
    if _HTML.match(head.lstrip()) or ("</" in head and _ENDS.search(head)):
        return markup.read_html
    if _holds_statements(text):
        return sql.read_sql
    return literals.read if len(text) <= LARGE and literals.fits(text) else None


def _holds_statements(text: str) -> bool:
    if len(text) <= _HEAD:
        return _SQL.search(text) is not None
    head = text[:_HEAD].lower()
    return (
        any(word in head for word in ("insert", "copy", "replace", "update"))
        and _SQL.pattern.search(text, 0, _HEAD) is not None
    )
