"""Messages between hospital systems: the persons of a message and those next to them (HL7 2.5, 3.4.2 PID and 3.4.5 NK1; JAHIS, SS-MIX2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.pieces import Part, Table, Text
from checks.residue.readers.source import Source

BEGINNING = re.compile(r"(?:\x0b|FHS\|[^\r\n]*[\r\n]+|BHS\|[^\r\n]*[\r\n]+)*MSH\|\^~\\&|PID\|\d*\|")
_HEADS = ["fullname", "kana", "birthday", "zip", "address", "phone"]
# segment -> fields of the name, the date of birth, the address, the telephones
_PERSONS = {"PID": (5, 7, 11, (13, 14)), "NK1": (2, 16, 4, (5, 6)), "GT1": (3, 8, 5, (6, 7)), "IN1": (16, 18, 19, ())}
_POSTAL = re.compile(r"[0-9]{3}-?[0-9]{4}")
_KANA = re.compile("[\u3041-\u30fe\uff61-\uff9f ]+")


def read(text: str, source: Source) -> Iterator[Part]:
    """The persons as a table, all other segments as text."""
    rows, rest = [], []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        source.meter.clock()
        fields = line.strip("\x0b\x1c").split("|")
        if fields[0] in _PERSONS:
            rows.append(_person(fields, *_PERSONS[fields[0]]))
        else:
            rest.append(" ".join(fields[2:]).replace("^", " "))
    if rows:
        yield Table([_HEADS, *rows], "persons")
    yield Text("\n".join(rest))


def _person(fields: list[str], name: int, born: int, home: int, phones: tuple[int, ...]) -> list[str]:
    def field(number: int) -> list[list[str]]:
        return [one.split("^") for one in fields[number].split("~")] if number < len(fields) else []

    names = [" ".join(filter(None, parts[:2])) for parts in field(name)]
    written = next((one for one in names if not _KANA.fullmatch(one)), "")
    read_as = next((one for one in names if one and _KANA.fullmatch(one)), "")
    homes = field(home) or [[]]
    postal = next((part for part in homes[0] if _POSTAL.fullmatch(part)), "")
    address = "".join(part for part in homes[0] if part and not part.isascii())
    numbers = [part for phone in phones for parts in field(phone) for part in parts if sum(map(str.isdigit, part)) >= 9]
    date = (field(born) or [[""]])[0][0][:8]
    return [written or read_as, read_as, date, postal, address, " ".join(numbers)]
