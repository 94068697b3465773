"""Masked samples: enough for the operator to recognise a finding, not enough to know a person (DESIGN principle 3)."""

from __future__ import annotations

import re

from checks.residue.fold import digits_of

STAR = "＊"


def mask(kind: str, value: str) -> str:
    """`value` of `kind` with its telling part starred, at most 24 characters."""
    masker = {"name": _name, "kana": _name, "email": _email, "phone": _phone, "address": _address}
    return masker.get(kind, _digits)(value)[:24]


def _name(value: str) -> str:
    parts = re.split(r"[\s\u3000,]+", value.strip())
    if len(parts) == 1 and len(value) >= 3:
        return f"{value[0]}{STAR} {STAR}"
    return " ".join(f"{part[:1]}{STAR}" for part in parts[:3])


def _email(value: str) -> str:
    return f"{value[:1]}{STAR}{STAR}@{STAR}"


def _phone(value: str) -> str:
    digits = digits_of(value)
    return f"{digits[:3]}-{STAR * 4}-{STAR * 2}{digits[-2:]}"


def _address(value: str) -> str:
    return f"{value[:3]}{STAR * 4}"


def _digits(value: str) -> str:
    return STAR * min(len(value), 8)
