"""Records written as lines of key and value in sections, as TOML and INI files hold them: each section is a row.

Settings of programs look alike; a file is read so where something called a name is one, in letters of Japan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.fold import fold
from checks.residue.matchers import name_cells
from checks.residue.matchers.headings import heading_kind
from checks.residue.pieces import Part, Table, Text
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap

_LINE = re.compile(r"[ \t]*(?:\"([^\"\n]{1,40})\"|([^\W\d][\w.-]{0,39}))[ \t]*=[ \t]*(.*?)[ \t\r]*$")
_SECTION = re.compile(r"[ \t]*\[{1,2}([^\[\]\n]{1,80})\]{1,2}[ \t\r]*$")
_ASIDE = re.compile(r"[ \t]*(?:[#;].*)?\r?$")
_LOOKED_AT, FEWEST, SHARE = 60, 2, 0.9
Section = dict[str, str]


def fits(text: str) -> bool:
    """Whether the first lines of a text are sections of keys and values, one of which names somebody."""
    head = text[:8192]
    if "=" not in head or head.isascii():
        return False
    lines = [line for line in head.split("\n")[:_LOOKED_AT] if not _ASIDE.fullmatch(line)]
    if not lines or not (_SECTION.match(lines[0]) or _LINE.match(lines[0])):
        return False
    lines = lines[:-1] if len(text) > len(head) else lines
    told = [match for line in lines if (match := _LINE.match(line))]
    known = len(told) + sum(1 for line in lines if _SECTION.match(line))
    return len(told) >= FEWEST and known >= SHARE * len(lines) and any(map(_names, told))


# 雑賀 みどり <midori@…>: whom mail went to last, as programs keep them
_MAILBOX = re.compile('"?([^<>"@;,]{2,24}?)"? ?<[^<>@ ]+@[^<>@ ]+>')


def _names(line: re.Match[str]) -> bool:
    value = fold(_value(line[3]))
    if (mailbox := _MAILBOX.fullmatch(value)) is not None:
        return name_cells.is_name(mailbox[1])
    kind = heading_kind(fold(line[1] or line[2])) if not value.isascii() else None
    return kind in ("name", "kana") and (name_cells.is_name(value) or name_cells.is_kana_name(value))


def read(text: str, source: Source) -> Iterator[Part]:
    """A table of the sections with some keys in common, label and value below one another for each of the others."""
    source.meter.clock()
    sections = [section for section in _sections(text) if section]
    alike = [section for section in sections if len(section.keys() & sections[0].keys()) >= FEWEST]
    if len(alike) >= FEWEST:
        keys = list(dict.fromkeys(key for section in alike for key in section))
        yield Table([keys, *([section.get(key, "") for key in keys] for section in alike)])
        sections = [section for section in sections if section not in alike]
    for section in sections:
        if any(_MAILBOX.fullmatch(fold(value)) for value in section.values()):
            yield Text("\n".join(section.values()))
        else:
            yield Table([[key, value] for key, value in section.items()])
    beside = [line.strip(" \t\r#;") for line in text.split("\n") if not _LINE.match(line) and not _SECTION.match(line)]
    if said := "\n".join(filter(None, beside)):
        yield Text(unwrap(said))


def _sections(text: str) -> Iterator[Section]:
    section: Section = {}
    for line in text.split("\n"):
        told = _LINE.match(line)
        if told:
            key = told[1] or told[2]
            if key in section:  # told twice: both are kept
                yield section
                section = {}
            section[key] = unwrap(_value(told[3]))
        elif not line.strip() or _SECTION.match(line):
            yield section
            section = {}
    yield section


def _value(told: str) -> str:
    """A value without its quotes."""
    quoted = len(told) > 1 and told[0] in "\"'" and told[-1] == told[0]
    return told[1:-1].replace("\\n", "\n").replace('\\"', '"') if quoted else told
