"""What a person types into one field of a contract, a roster row or a PC, read into the value that is kept."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from pathlib import Path

from selfaudit.errors import InputError
from selfaudit.services.paste import pasted_path
from selfaudit.text.messages import t
from selfaudit.text.wareki import DateTextError, date_label, parse_date

Value = str | int | date | tuple[str, ...] | None


class Kind(Enum):
    """How the text of a field is read."""

    TEXT = "text"
    NEEDED = "needed"
    """A text that must not be empty."""
    DATE = "date"
    """One day, in Japanese or Western years; empty for none."""
    LINES = "lines"
    """Several entries, one on each line."""
    NAMES = "names"
    """Several names on one line, parted by commas of any form: a name itself may hold spaces."""
    TIME = "time"
    """A time of day, kept as HH:MM; empty for none."""
    NUMBER = "number"
    """A whole number from 0; empty for unknown."""

    @property
    def at_leave(self) -> bool:
        """Whether half of it means nothing, so that it is read only when its field is left."""
        return self in (Kind.DATE, Kind.TIME, Kind.NUMBER)


CONTRACT = {
    "title": Kind.NEEDED,
    "number": Kind.TEXT,
    "client": Kind.TEXT,
    "section": Kind.TEXT,
    "start": Kind.DATE,
    "end": Kind.DATE,
    "contractor": Kind.NEEDED,
    "contractor_address": Kind.TEXT,
    "representative": Kind.TEXT,
    "information": Kind.LINES,
    "media": Kind.LINES,
    "places": Kind.LINES,
}
"""The fields of a contract a person fills in, in the order of the papers."""
PERSON = {
    "name": Kind.TEXT,
    "role": Kind.TEXT,
    "duties": Kind.TEXT,
    "place": Kind.TEXT,
    "pledge": Kind.DATE,
    "training": Kind.DATE,
    "accounts": Kind.NAMES,
    "ended": Kind.DATE,
}
MACHINE = {"label": Kind.TEXT, "os": Kind.TEXT, "place": Kind.TEXT, "user": Kind.TEXT}

_COMMAS = re.compile(r"[,、，;；\n]")
# Hours and minutes as people write them once widths are folded: 14:20, 14.20, 1420, or with the signs of a clock's words.
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.\u6642]\s*)(\d{1,2})?\u5206?(?::\d{2})?|(\d{2})(\d{2})")
_MOST = 10**9


def read(kind: Kind, text: str) -> Value:
    """Return the value meant by `text`; InputError where it is none. Control characters and outer spaces are dropped."""
    cleaned = clean(text)
    if kind is Kind.NEEDED and not cleaned:
        raise InputError(t("contract.needed"))
    if kind is Kind.DATE:
        return _day(cleaned)
    if kind is Kind.TIME:
        return _time(cleaned)
    if kind is Kind.NUMBER:
        return _number(cleaned)
    if kind is Kind.LINES:
        return _unique(cleaned.split("\n"))
    if kind is Kind.NAMES:
        return _unique(_COMMAS.split(cleaned))
    return cleaned


def shown(kind: Kind, value: Value) -> str:
    """Return a kept value as it is edited: days in the reader's years, entries on their lines, names with commas."""
    if isinstance(value, date):
        return date_label(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return (", " if kind is Kind.NAMES else "\n").join(value)
    return value or ""


def texts(kinds: Mapping[str, Kind], row: object) -> dict[str, str]:
    """Return every field of a row as it is edited."""
    return {name: shown(kind, getattr(row, name)) for name, kind in kinds.items()}


def clean(text: str) -> str:
    """Return the text without control characters (but line breaks) and outer spaces; tabs become spaces."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(each for each in plain if each == "\n" or unicodedata.category(each) != "Cc").strip()


def work_folder(text: str) -> str:
    """Return the folder meant by a typed or pasted path, in full.

    The search does not count what lies there as left over, so the folder must exist and must not be a whole disk or a
    whole home folder. Looks at the disk: a network folder may take a while. InputError otherwise.
    """
    path = pasted_path(text)
    if not path.is_absolute():
        raise InputError(t("contract.folder.not_whole"), "", t("contract.folder.not_whole_next"))
    path = Path(os.path.abspath(path))
    if not folder_exists(str(path)):
        raise InputError(t("contract.folder.missing"), "", t("contract.folder.missing_next"))
    if path == path.parent or _holds_home(path):
        raise InputError(t("contract.folder.too_wide"), "", t("contract.folder.too_wide_next"))
    return str(path)


def _holds_home(path: Path) -> bool:
    try:
        return Path.home().is_relative_to(path)
    except RuntimeError:  # this user has no home folder
        return False


def folder_exists(path: str) -> bool:
    """Tell whether a folder is there and can be reached now."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _day(text: str) -> date | None:
    try:
        return parse_date(text) if text else None
    except DateTextError as error:
        raise InputError(t("contract.bad_date"), str(error)) from error


def _time(text: str) -> str:
    if not text:
        return ""
    found = _TIME.fullmatch(unicodedata.normalize("NFKC", text))
    hour, minute = (found[1] or found[3], found[2] or found[4] or "0") if found else ("99", "0")
    if int(hour) > 23 or int(minute) > 59:
        raise InputError(t("registers.bad_time"))
    return f"{int(hour):02}:{int(minute):02}"


def _number(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()) or int(plain) > _MOST:
        raise InputError(t("registers.bad_number"))
    return int(plain)


def _unique(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
