"""What the properties of Outlook's items say: messages, contacts, appointments (MS-OXPROPS), in files and in stores."""

from __future__ import annotations

import datetime
import struct
from collections.abc import Iterator

from checks.residue import charset
from checks.residue.pieces import Member, Part, Table, Text
from checks.residue.readers import margins, tnef

BODY, RTF, HTML = 0x1000, 0x1009, 0x1013
STRING8, UNICODE, BINARY, TIME = 0x1E, 0x1F, 0x102, 0x40
_NAMED = 0x8000  # properties an item names itself: addresses of contacts, places of appointments
# subject, people, headers, names of attachments
TOLD = frozenset((
    0x0037, 0x0042, 0x0065, 0x007D, 0x0C1A, 0x0C1F, 0x0E02, 0x0E03, 0x0E04, 0x0E1D, 0x1000, 0x3001, 0x3003, 0x3704, 0x3707,
    0x39FE, 0x5D01, 0x5D02,
))  # fmt: skip
# fields of a contact under headings the column typing knows
CONTACT = {
    0x3001: "fullname", 0x3A16: "company", 0x3A17: "title", 0x3A1A: "phone", 0x3A1C: "phone", 0x3A09: "phone", 0x3A2F: "phone",
    0x3A08: "phone", 0x3A1B: "phone", 0x3A1F: "phone", 0x3A24: "fax", 0x3A25: "fax", 0x3A2A: "postal", 0x3A5B: "postal",
    0x3A15: "address", 0x3A42: "birthday", 0x3A48: "spouse",
}  # fmt: skip
# (prefecture, city, street) of the business, home and other address
_ADDRESSES = ((0x3A28, 0x3A27, 0x3A29), (0x3A5C, 0x3A59, 0x3A5D), (0x3A62, 0x3A5F, 0x3A63))
_SURNAME, _GIVEN = 0x3A11, 0x3A06
# who sent it, and the copies' and first readers' names, apart by semicolons
_PEOPLE = (0x0042, 0x0C1A, 0x0E02, 0x0E03, 0x0E04)
Properties = dict[int, tuple[int, bytes]]


def read(told: Properties) -> Iterator[Part]:
    """The parts of an item: a contact's fields as a table, what else is shown as lines, its bodies as members."""
    texts = {ident: shown for ident, (kind, value) in told.items() if (shown := text(kind, value))}
    fields = list(_contact(texts))
    if len(fields) >= 2:
        yield Table([[name, value] for name, value in fields])
    lines = [shown for ident, shown in texts.items() if ident in TOLD or (ident >= _NAMED and _speaks(shown))]
    if lines:
        yield Text("\n".join(dict.fromkeys(lines)))
        yield from margins.around(one for ident in _PEOPLE for one in texts.get(ident, "").split(";"))
    if told.get(HTML, (0, b""))[0] == BINARY:
        yield Member("body.html", told[HTML][1])
    if told.get(RTF, (0, b""))[0] == BINARY:
        yield Member("body.rtf", tnef.decompress_rtf(told[RTF][1]))


def text(kind: int, value: bytes) -> str:
    """A property as text; nothing where it is none."""
    if kind == UNICODE:
        return _whole(value.decode("utf-16-le", "replace"))
    if kind == STRING8:
        return _whole(charset.decode(value, charset.detect(value) or "cp932"))
    return _day(value) if kind == TIME and len(value) == 8 else ""


def _whole(shown: str) -> str:
    """A text without what stores put before subjects: a mark and the length of RE: and the like."""
    return (shown[2:] if shown.startswith("\x01") else shown).strip("\0 ")


def _day(value: bytes) -> str:
    """The day of a count of 100 nanoseconds since 1601 (in Japan, nine hours later); nothing for the time of the message."""
    (count,) = struct.unpack("<Q", value)
    try:
        moment = datetime.datetime(1601, 1, 1, 9, tzinfo=datetime.UTC) + datetime.timedelta(microseconds=count // 10)
    except OverflowError:
        return ""
    return moment.date().isoformat()


def _contact(texts: dict[int, str]) -> Iterator[tuple[str, str]]:
    if not (texts.keys() & (CONTACT.keys() - {0x3001}) or texts.get(_SURNAME)):
        return
    if not texts.get(0x3001) and texts.get(_SURNAME):
        yield CONTACT[0x3001], f"{texts[_SURNAME]} {texts.get(_GIVEN, '')}".strip()
    for ident, name in CONTACT.items():
        if ident in texts:
            yield name, texts[ident]
    for parts in _ADDRESSES:
        whole = "".join(texts.get(part, "") for part in parts)
        if whole:
            yield CONTACT[0x3A15], whole


def _speaks(shown: str) -> bool:
    """Whether a property an item names itself is a person's words rather than the program's."""
    return not shown.isascii() or "@" in shown
