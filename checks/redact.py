"""Keeps personal data out of results: names, mail addresses, serials, network names, addresses.

Readers mark what names a person or a network with `Personal`; everything else is swept for patterns here.
Source: DESIGN principle 3, notes/posture.md section 4 "Privacy".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HOME = re.compile(r"((?:/home/|/Users/|[A-Za-z]:\\Users\\))([^/\\\s\"]+)")
ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
PUBLIC_PARTS = frozenset({"Public", "Shared", "Default", "All Users"})


class Personal(str):
    """A string that names a person, a device or a network: usable in a judge, masked in a result."""

    __slots__ = ()


class Serial(Personal):
    """A serial number: a judge may compare it; a result never shows any of it (the judge gives a keyed code)."""

    __slots__ = ()


def mask(text: str) -> str:
    """Keep the first and the last character: "yamada" gives "y****a", two characters or fewer keep one."""
    if len(text) <= 2:
        return text[:1] + "*"
    return f"{text[0]}{'*' * (len(text) - 2)}{text[-1]}"


def redact(value: Any) -> Any:
    """Give a JSON-able copy of `value` in which nobody and no foreign address is named."""
    if isinstance(value, Serial):
        return "<serial>"
    if isinstance(value, Personal):
        return mask(str(value))
    if isinstance(value, str):
        return _sweep(value)
    if isinstance(value, Mapping):
        # A version of four numbers looks like an address and is none.
        return {_sweep(str(key)): item if key == "version" else redact(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact(item) for item in value]
    return value


def _sweep(text: str) -> str:
    text = MAIL.sub("<mail>", text)
    text = HOME.sub(lambda m: m[0] if m[2] in PUBLIC_PARTS else m[1] + mask(m[2]), text)
    return ADDRESS.sub(_address, text)


def _address(match: re.Match[str]) -> str:
    try:
        address = ip_address(match[0])
    except ValueError:
        return match[0]
    return match[0] if address.is_loopback or address.is_unspecified else "<address>"
