"""The written forms of one value, by kind (notes/scan.md section 4.1). Pure: values in, strings out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from checks.residue.fingerprint import dates
from checks.residue.fingerprint.canonical import canonical, digits_for_kanji, table
from checks.residue.fold import fold

# Kinds a record may have, in the order of their codes in the registry.
KINDS = (
    "name",
    "kana",
    "address",
    "birth_date",
    "phone",
    "email",
    "my_number",
    "insured_number",
    "licence",
    "bank_account",
    "id",
    "file_name",
    "identity_document",
)
CODE = {kind: code for code, kind in enumerate(KINDS)}
# Not a person's: the name of a received file, found in directories, journals and lists of recent files.
FILE_NAME = CODE["file_name"]
# Too common to mean anything alone: counted only beside another kind of the same person.
WEAK = frozenset({"birth_date", "bank_account", "id"})
# With a telephone number beside it, an escaped name is enough to know a record.
ESCAPED = frozenset({"name"})
# The telling part of these stands at their end; towns and area codes stand at the beginning.
END_FIRST = frozenset({"phone", "address", "birth_date"})

_FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
_BLANKS = re.compile(r"[\s\u3000]+")


def written_forms(kind: str, value: str, *, few: bool = False) -> list[str]:
    """Forms to look for in raw bytes, without doubles; `few` keeps only the commonest, for very large registries."""
    value = value.strip()
    if not value:
        return []
    forms = list(dict.fromkeys(form for form in _WRITERS.get(kind, _as_is)(value) if form))
    return forms[: _FEW.get(kind, 1)] if few else forms


def text_forms(kind: str, value: str) -> list[str]:
    """Forms to look for in text after `canonical`, without doubles."""
    if kind in {"name", "kana"}:
        forms = [_BLANKS.sub("", canonical(value))]
    elif kind == "phone":
        forms = [canonical(form) for form in _phone(value)[:2]]
    elif kind == "address":
        found = _tail(fold(value))
        forms = [canonical(found[0] + "-".join(found[1:]))] if found else []
    elif kind == "birth_date":
        date = dates.parse(value)
        forms = [canonical(form) for form in dates.written(date)] if date else []
    elif kind == "my_number":
        forms = [re.sub(r"\D", "", fold(value))]
    elif kind == "identity_document":
        forms = [canonical(form) for form in _identity_document(value)[:3]]
    else:
        forms = [canonical(value).strip()]
    return list(dict.fromkeys(form for form in forms if len(form.encode("utf-8")) >= 5))


def _as_is(value: str) -> list[str]:
    return [fold(value), value]


def _name(value: str) -> list[str]:
    parts = [part for part in _BLANKS.split(value) if part]
    if len(parts) == 1:
        parts = list(_split_name(value))
    if len(parts) != 2:
        return [value, "".join(parts)]
    return [value, *(separator.join(parts) for separator in table()["name"]["separators"])]


@lru_cache(maxsize=4096)
def _split_name(value: str) -> tuple[str, ...]:
    """Surname and given name of a name written without a blank, as far as the dictionary knows the surname."""
    from checks.residue.matchers.lexicon import names

    surnames = names().surnames
    for size in range(min(len(value) - 1, 4), 0, -1):
        if value[:size] in surnames:
            return value[:size], value[size:]
    return (value,)


def _kana(value: str) -> list[str]:
    full = unicodedata.normalize("NFKC", value)
    parts = [part for part in _BLANKS.split(full) if part]
    forms = [separator.join(parts) for separator in table()["kana"]["separators"]]
    half = " ".join(_half_kana(part) for part in parts)
    return [value, *forms, half, half.replace(" ", "")]


@cache
def _half_table() -> dict[int, str]:
    half: dict[int, str] = {}
    for code in range(0xFF66, 0xFF9E):
        for mark in ("", "\uff9e", "\uff9f"):
            full = unicodedata.normalize("NFKC", chr(code) + mark)
            if len(full) == 1:
                half[ord(full)] = chr(code) + mark
    return half


def _half_kana(part: str) -> str:
    return part.translate({code: code + 0x60 for code in range(0x3041, 0x3097)}).translate(_half_table())


def _phone(value: str) -> list[str]:
    folded = fold(value).strip()
    groups = re.findall(r"\d+", folded)
    digits = "".join(groups)
    if not 9 <= len(digits) <= 12:
        return _as_is(value)
    if len(groups) != 3:
        groups = _phone_groups(digits)
    hyphen = "-".join(groups)
    wide = hyphen.replace("-", "").translate(_FULL_WIDTH)
    joiner = str(table()["phone"]["full_width_hyphen"])
    wide_hyphen = joiner.join(group.translate(_FULL_WIDTH) for group in groups)
    return [
        hyphen,
        digits,
        f"{groups[0]}({groups[1]}){groups[2]}",
        f"({groups[0]}){groups[1]}-{groups[2]}",
        wide_hyphen,
        wide,
        value,
    ]


def _phone_groups(digits: str) -> list[str]:
    if len(digits) == 11:
        return [digits[:3], digits[3:7], digits[7:]]
    area = 2 if digits[:2] in ("03", "06") else 3
    return [digits[:area], digits[area:-4], digits[-4:]]


@cache
def _tail_pattern() -> re.Pattern[str]:
    return re.compile(str(table()["address"]["tail"]))


def _tail(folded: str) -> list[str] | None:
    """Town and two or three numbers of an address, digits as digits; None where the address has no such part."""
    match = _tail_pattern().search(digits_for_kanji(folded))
    return [group for group in match.groups() if group] if match else None


def _address(value: str) -> list[str]:
    found = _tail(fold(value))
    if found is None:
        return [value] if re.search(r"\d", fold(value)) else []
    town, numbers = found[0], found[1:]
    shapes = table()["address"]["three" if len(numbers) == 3 else "two"]
    narrow = [shape.format(town=town, **dict(zip("abc", numbers, strict=False))) for shape in shapes]
    return [*narrow[:2], *(form.translate(_FULL_WIDTH) for form in narrow[:2]), *narrow[2:]]


def _my_number(value: str) -> list[str]:
    digits = re.sub(r"\D", "", fold(value))
    four = [digits[start : start + 4] for start in range(0, len(digits), 4)]
    return [digits, " ".join(four), "-".join(four)]


_LETTERS_AND_DIGITS = re.compile("[A-Z]+|[0-9]+")


def _identity_document(value: str) -> list[str]:
    """A passport's or residence card's number: as a whole, in groups of letters and digits, in small letters, in full width."""
    groups = _LETTERS_AND_DIGITS.findall(fold(value).upper())
    number = "".join(groups)
    wide = number.translate(_FULL_WIDTH)
    return [number, " ".join(groups), "-".join(groups), wide, number.lower()] if groups else _as_is(value)


def _birth_date(value: str) -> list[str]:
    date = dates.parse(value)
    return dates.written(date) if date else _as_is(value)


_WRITERS: dict[str, Callable[[str], list[str]]] = {
    "name": _name,
    "kana": _kana,
    "phone": _phone,
    "address": _address,
    "my_number": _my_number,
    "identity_document": _identity_document,
    "birth_date": _birth_date,
    "email": lambda value: [value, value.lower()],
}
_FEW = {"name": 2, "phone": 2, "address": 2, "birth_date": 2}
