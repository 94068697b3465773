"""What every reader shares: decoding, whole lines only, and the table that says which reader answers what."""

from __future__ import annotations

import json
import plistlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from checks.model import Raw, Why
from checks.readers.ends import ends_document, ends_line, framed, is_json

LINE_LIMIT = 4000
READERS: list[Reader] = []
LINE_END = re.compile(r"\r*\n|\r(?!\Z)")
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class Unreadable(Exception):
    """An output that tells nothing; `why` is a `Why` code."""

    def __init__(self, why: str = Why.PARSE) -> None:
        super().__init__(why)
        self.why = why


Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Output:
    """A decoded output. `lines` are whole lines without line ends: an unterminated last line may be cut and is left out."""

    raw: Raw
    text: str

    @property
    def lines(self) -> list[str]:
        """Whole lines, trailing blanks removed."""
        whole, _, _ = self.text.rpartition("\n")
        return _short(whole) if whole else []

    @property
    def all_lines(self) -> list[str]:
        """Every line, also an unterminated last one; only for words that cannot be mistaken when cut."""
        return _short(self.text)

    def json(self) -> Any:
        """Parse as JSON; raises Unreadable."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise Unreadable from error

    def plist(self) -> Any:
        """Parse the bytes as a property list, XML or binary; raises Unreadable."""
        try:
            return plistlib.loads(self.raw.out)
        except Exception as error:
            raise Unreadable from error


def _short(text: str) -> list[str]:
    """Split into lines; one longer than LINE_LIMIT is no line of a known output and would cost patterns their speed."""
    return [line.rstrip() if len(line) <= LINE_LIMIT else "" for line in text.split("\n")]


Read = Callable[[Output], Values]
Whole = Callable[[str, str], bool]
"""Tells from a decoded text and the source it answers whether it is whole (`end`), or a list (`listing`)."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader: the pattern of the sources it answers, the facts it owes, what absence of the source tells."""

    pattern: re.Pattern[str]
    gives: tuple[str, ...]
    read: Read
    absent: Values
    binary: bool
    system: str
    end: Whole | None
    listing: bool | Whole

    def answers(self, source: str, system: str) -> bool:
        """Tell whether this reader is for `source`."""
        return (not self.system or not system or self.system == system) and bool(self.pattern.search(source))


def reader(
    pattern: str,
    *gives: str,
    absent: Values | None = None,
    binary: bool = False,
    system: str = "",
    end: str | Whole = "",
    listing: bool | Whole = False,
) -> Callable[[Read], Read]:
    """Register a reader for sources matching `pattern` (case-insensitive).

    For loose recordings: `end` is what the last line of a whole output looks like, or tells it from the text; `listing`
    says that rows may be missing from the end without anybody seeing it (or tells so from the text).
    """
    known = re.compile(pattern, re.IGNORECASE)
    last = _matcher(end) if isinstance(end, str) and end else end or None

    def register(read: Read) -> Read:
        READERS.append(Reader(known, gives, read, absent or {}, binary, system, last, listing))
        return read

    return register


def _matcher(end: str) -> Whole:
    pattern = re.compile(rf"(?:{end})\s*\Z")
    return lambda text, _source: bool(pattern.search(text))


def apply(reader: Reader, raw: Raw) -> tuple[Values, str, str]:
    """Give the reader's facts, "" or the reason there are none, and how whole they are."""
    if raw.error:
        return (reader.absent if raw.error == Why.ABSENT else {}), raw.error, "yes"
    try:
        text = "" if reader.binary else decode(raw)
        return reader.read(Output(raw, text)), "", _whole(reader, raw, text)
    except Unreadable as unreadable:
        return {}, unreadable.why, "yes"
    except Exception:  # noqa: BLE001
        # A structure other than the one known, whatever it makes a reader raise: say so, never guess.
        return {}, Why.PARSE, "yes"


def _whole(reader: Reader, raw: Raw, text: str) -> str:
    """A host vouches for its own outputs; a loose one has to show its end."""
    if not raw.loose:
        return "yes"
    if reader.binary:
        return "yes" if ends_document(raw.out) else "cut"
    if is_json(text):
        return "yes" if ends_line(raw, text) else "cut"
    ended = ends_line(raw, text) and (reader.end is None or reader.end(text, raw.source))
    if not ended or not framed(text, raw.source):
        return "cut"
    listing = reader.listing if isinstance(reader.listing, bool) else reader.listing(text, raw.source)
    return "listing" if listing else "yes"


def decode(raw: Raw) -> str:
    """Decode out and err as UTF-16 with BOM, strict UTF-8 or cp932; raises Unreadable. Line ends become LF."""
    data = raw.out + (b"\n" + raw.err if raw.err else b"")
    # wmic ends its lines with CR CR LF where its output is redirected.
    return LINE_END.sub("\n", ANSI.sub("", _decode(data)))


def _decode(data: bytes) -> str:
    for bom, name in BOMS:
        if data.startswith(bom):
            return _strict(data, name)
    if b"\0" in data[:64]:
        return _strict(data, "utf-16-le")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _strict(data, "cp932")
    if "\ufffd" in text:
        # Somebody decoded it wrongly before us: the information is gone.
        raise Unreadable(Why.PARSE)
    return text


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(Why.PARSE) from error


def pairs(lines: list[str], separator: str = ":") -> dict[str, str]:
    """Read "label : value" lines; the first of equal labels counts."""
    found: dict[str, str] = {}
    for line in lines:
        label, mark, value = line.partition(separator)
        if mark:
            found.setdefault(label.strip(), value.strip())
    return found


def assignments(lines: list[str], separator: str = "=", comment: str = "#") -> dict[str, str]:
    """Read "key = value" lines of a settings file; the last of equal keys counts, quotes are removed."""
    found: dict[str, str] = {}
    for line in lines:
        text = line.strip()
        if text and not text.startswith(comment):
            key, mark, value = text.partition(separator)
            if mark:
                found[key.strip()] = value.strip().strip("\"'")
    return found
