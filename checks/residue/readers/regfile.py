"""Registry exports: values as text, and what was typed into programs and kept as bytes (lists of files last opened)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.pieces import Part, Text
from checks.residue.readers import raw
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap

_BYTES = re.compile(r"=hex(?:\(([0-9a-f]+)\))?:((?:[0-9a-f]{2},?(?:\\\r?\n\s*)?)+)", re.IGNORECASE)
_VALUE = re.compile(r"^(?:\"(?:[^\"\\]|\\.)*\"|@)=\"((?:[^\"\\]|\\.)*)\"\s*$", re.MULTILINE)
_NUMBERED = re.compile(r"^\"[A-Za-z]{0,8} ?\d*\"=", re.MULTILINE)
_STRINGS = {"1", "2", "7"}  # REG_SZ, REG_EXPAND_SZ, REG_MULTI_SZ


def read_export(text: str, source: Source) -> Iterator[Part]:
    """The values of an export (regedit 4 and 5), those that are a list of entries one below the other as lines."""
    source.meter.clock()
    text = text.replace("\r\n", "\n")
    hidden: list[str] = []
    plain = _BYTES.sub(lambda found: _kept(found, hidden), text)
    entries: list[str] = []
    rest: list[str] = []
    for line in plain.split("\n"):
        value = _VALUE.match(line) if _NUMBERED.match(line) else None
        if value:
            entries.append(value.group(1).replace("\\\\", "\\").replace('\\"', '"'))
        else:
            rest.append(line)
    yield Text(unwrap("\n".join(rest)))
    if entries:
        yield Text(unwrap("\n".join(entries)), "values")
    if hidden:
        yield Text("\n".join(hidden), "bytes", raw=True)


def _kept(found: re.Match[str], hidden: list[str]) -> str:
    """Readable runs of a value written as bytes go to `hidden`; the text keeps an empty value."""
    kind, digits = found.groups()
    data = bytes.fromhex("".join(re.findall("[0-9a-fA-F]{2}", digits)))
    if kind in _STRINGS:
        hidden += [told for told in data.decode("utf-16-le", "replace").split("\0") if told]
    else:
        hidden += [run for alike in raw.runs(data) for run in alike if not run.isascii() or "@" in run]
    return "=hex:"
