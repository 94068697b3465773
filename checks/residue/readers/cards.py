"""vCard, iCalendar, vNote and LDIF: lines of `KEY;params:value`, folded, quoted-printable or base64."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator

from checks.residue import charset
from checks.residue.clues import announces
from checks.residue.pieces import Part, Table, Text
from checks.residue.readers.source import Source

_FOLD, _FOLD_BYTES = re.compile(r"\r?\n[ \t]"), re.compile(rb"\r?\n[ \t]")
_SOFT = re.compile(r"=\r?\n")
_LINE = re.compile(r"(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;[^:;\n\"]*+(?:\"[^\"]*\")?+)*+):(.*)")
# property names of RFC 6350, RFC 5545 and RFC 4519 -> heading words known to the column typing
_HEADINGS = {
    "FN": "fullname", "N": "name", "TEL": "phone", "EMAIL": "email", "ADR": "address", "BDAY": "birthday",
    "X-PHONETIC-LAST-NAME": "kana", "X-PHONETIC-FIRST-NAME": "kana2", "SORT-STRING": "kana", "NOTE": "note",
    "ORG": "company", "ATTENDEE": "attendee", "ORGANIZER": "organizer", "SUMMARY": "summary", "cn": "fullname",
    "DESCRIPTION": "description", "COMMENT": "comment", "CONTACT": "comment", "LOCATION": "location", "sn": "surname", "givenName": "givenname", "mail": "email",
    "BODY": "body", "telephoneNumber": "phone", "mobile": "phone2", "postalAddress": "address", "street": "address",
}  # fmt: skip
_BEGINNINGS = frozenset(("VCARD", "VEVENT", "VTODO", "VALARM", "VJOURNAL", "VNOTE", "VMSG"))
_SILENT = frozenset(("END", "VERSION", "PRODID", "PHOTO", "UID", "REV", "DTSTAMP", "CREATED", "LAST-MODIFIED", "TZID"))
_WORDS = frozenset(("summary", "description", "note", "comment", "body"))
LARGE = 8 << 20
_POSTAL = re.compile(r"(?<![0-9-])〒?([0-9]{3}-[0-9]{4})(?![0-9-])")
"""The sixth part of an address (RFC 6350, 6.3.1)."""
_PARTS = re.compile(r"(?<!\\);")
_WHOLE = 7
"""Parts of an address: post box, rest, street, city, region, postal code, country."""


def _place(parts: list[str]) -> str:
    """An address in the order in which it is written here, from the region down to the house, not from the street up; a country at home is left out."""
    if len(parts) < _WHOLE:
        return " ".join(filter(None, parts))
    box, rest, street, city, region, postal, *country = parts
    if not all(part.isascii() for part in (street, city, region)):
        larger = [part for part in (region, city) if part and part not in street]
        street = "".join((*larger, street))
        country = [part for part in country if part not in _HOME]
        return " ".join(filter(None, (postal, street, rest, box, *country)))
    return " ".join(filter(None, (box, rest, street, city, region, postal, *country)))


_HOME = frozenset(("日本", "日本国", "Japan", "JAPAN", "JP"))


def read(source: Source) -> Iterator[Part]:
    """Cards from their bytes: a line may be folded in the middle of a letter (RFC 5545, 3.1)."""
    data = source.all()
    unfolded = _FOLD_BYTES.sub(b"", data) if len(data) <= LARGE else data
    codec = charset.detect(unfolded[: charset.SAMPLE]) or source.codec() or "latin-1"
    yield from read_cards(charset.decode(unfolded, codec), source)


def read_cards(text: str, source: Source) -> Iterator[Part]:
    """One table of all cards, one text for each calendar entry."""
    text = _FOLD.sub("", _SOFT.sub("", text))
    records: list[dict[str, str]] = []
    loose: list[str] = []
    said: list[str] = []  # line after line one text: a list may have been pasted into the entries
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        key, params, value = match.groups()
        key = key.upper()
        if key == "BEGIN":
            if value.strip().upper() in _BEGINNINGS:
                records.append({})
            continue
        if key in _SILENT:
            continue
        common = re.search(r'CN="?([^";:]*)', params, re.IGNORECASE)
        if key == "ADR":
            told = _place([_value(params, part) for part in _PARTS.split(value)])
        else:
            told = _value(params, value) + (f" {common.group(1)}" if common else "")
        if key == "ADR" and records and (postal := _POSTAL.search(told)) is not None:
            told = _POSTAL.sub(" ", told).strip()
            _put(records, loose, "postalcode", postal[1])
        if _HEADINGS.get(key) in _WORDS:
            said.append(told)
        if "\t" in told:
            loose.append(told)  # a line of a list was pasted: together with its neighbours it is one again
        else:
            _put(records, loose, key, told)
    texts = list(_texts(said, loose))
    yield from _table([_without_words(record) for record in records] if texts and len(records) > 1 else records)
    yield from texts


def _without_words(record: dict[str, str]) -> dict[str, str]:
    """The fields of an entry whose words are read as a text; a note stays with the person it is about."""
    return {key: value for key, value in record.items() if key.rstrip("'") not in _WORDS - {"note"}}


def _texts(said: list[str], loose: list[str]) -> Iterator[Part]:
    """What several entries say, or one in several lines, and the lines of a list that was pasted."""
    if len(said) > 1 or any("\n" in line for line in said):
        yield Text("\n".join(said))
    whole = [told for at, told in enumerate(loose) if not "".join(loose[at + 1 : at + 2]).startswith(told)]
    if whole:
        yield Text("\n".join(whole))


_NOTED = re.compile(r"([^\s:：=]{2,20})[\s:：=]+(\S.{0,60})")


def _put(records: list[dict[str, str]], loose: list[str], key: str, told: str) -> None:
    """A value under its property; a note that begins with a label, under that label."""
    if not records:
        loose.append(told)
        return
    heading = _HEADINGS.get(key, key.lower())
    if heading in ("note", "description") and (noted := _NOTED.fullmatch(told)) and announces(noted.group(1)):
        heading, told = noted.groups()
    row = records[-1]
    while heading in row and row[heading] != told:
        heading += "'"
    row[heading] = told


def _value(params: str, value: str) -> str:
    upper = params.upper()
    if "QUOTED-PRINTABLE" in upper:
        raw = quopri.decodestring(value.encode("utf-8", "replace"))
        value = charset.decode(raw, charset.detect(raw) or "utf-8")
    elif "ENCODING=B" in upper:
        try:
            raw = base64.b64decode(value)
            value = charset.decode(raw, charset.detect(raw) or "latin-1")
        except (binascii.Error, ValueError):
            return ""
    value = (
        re.sub(r"\\[nN]", "\n", value)
        .replace("\\,", ",")
        .replace("\\;", " ")
        .replace("mailto:", "")
        .replace("MAILTO:", "")
    )
    return re.sub(r"(?<!\\);+", " ", value).strip()


def _table(records: list[dict[str, str]]) -> Iterator[Part]:
    filled = [record for record in records if record]
    keys = list(dict.fromkeys(key for record in filled for key in record))
    if len(filled) == 1:
        yield Table([[key, value] for key, value in filled[0].items()])
    elif filled:
        yield Table([[key.rstrip("'") for key in keys], *([row.get(key, "") for key in keys] for row in filled)])


def read_ldif(text: str, source: Source) -> Iterator[Part]:
    """One row for each entry of an LDIF file (RFC 2849); `::` marks base64."""
    records: list[dict[str, str]] = [{}]
    for line in _FOLD.sub("", text).splitlines():
        if not line.strip():
            records.append({})
            continue
        key, mark, value = line.partition(":")
        if not mark or key.startswith("#"):
            continue
        told = _value("ENCODING=B", value[1:].strip()) if value.startswith(":") else value.strip()
        if key not in ("dn", "objectClass", "jpegPhoto"):
            _put(records, [], key if key in _HEADINGS else key.split(";")[0], told)
    yield from _table(records)
