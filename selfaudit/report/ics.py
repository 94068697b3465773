"""Deadlines as an iCalendar file (RFC 5545) that Outlook, Google Calendar and macOS take in.

Events last a whole day, or begin at a moment (written in UTC). The same events and stamp give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PRODUCT = "-//selfaudit//selfaudit//JA"
_LINE = 75
"""Octets of one content line at most, without the line break (RFC 5545, 3.1)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """One entry of a calendar."""

    uid: str
    """Stays the same for the same deadline, so that a second import changes the entry instead of doubling it."""
    when: date | datetime
    """A day, or a moment with a time zone."""
    title: str
    description: str = ""
    category: str = ""
    remind_days: tuple[int, ...] = ()
    """Reminders, in days before."""


def calendar(events: Iterable[Event], *, stamp: datetime, name: str = "") -> bytes:
    """The events as one VCALENDAR; `stamp` is when the file is made. ValueError for a moment without a time zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    if name:
        lines.append(f"X-WR-CALNAME:{_text(name)}")
    for event in events:
        lines.extend(_event(event, stamp))
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: Event, stamp: datetime) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{_utc(stamp)}", *_span(event.when)]
    lines.append(f"SUMMARY:{_text(event.title)}")
    if event.description:
        lines.append(f"DESCRIPTION:{_text(event.description)}")
    if event.category:
        lines.append(f"CATEGORIES:{_text(event.category)}")
    lines.append("TRANSP:TRANSPARENT")
    for days in event.remind_days:
        trigger = f"TRIGGER:-P{days}D"
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", trigger, f"DESCRIPTION:{_text(event.title)}", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _span(when: date | datetime) -> list[str]:
    if isinstance(when, datetime):
        return [f"DTSTART:{_utc(when)}"]
    # The end of an all-day event is the first day that no longer belongs to it (RFC 5545, 3.6.1).
    return [f"DTSTART;VALUE=DATE:{when:%Y%m%d}", f"DTEND;VALUE=DATE:{when + timedelta(days=1):%Y%m%d}"]


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(moment)
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    plain = "".join(c for c in value if c >= " " or c in "\n\t")
    return plain.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """The line with CRLF, folded between characters: no line is longer than 75 octets."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(part) + len(octets) > _LINE:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
