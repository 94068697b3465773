"""Papers that show how to fill in a form: when what stands in them is somebody's after all.

A roster is pasted below the words that call something an example, or real data are typed over it and the words stay. Numbers,
addresses and names made up for show have a look of their own: runs and repeats, circles, 1-2-3, names in `nobody`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from checks.residue.matchers import addresses, contacts, name_cells
from checks.residue.matchers.model import FAIR
from checks.residue.records import Record, nobody, speaks_of_office

SEVERAL = 3
"""Persons of different families that no example needs."""
LINES = 60
_SHOWN_PLACE = re.compile(
    r"[○◯△□●×〇＊*]|(?<![0-9])(?:1-2-3|1-1-1|0-0-0|1-1|1-2|1丁目[12]番(?:地の?)?[123]号?|1番地?)(?![0-9-])"
)
_SHOWN_MAIL = re.compile(
    r"@(?:example|sample|test|xxx)|^(?:abc|xxx|sample|test|example|taro|hanako|yamada)\b", re.IGNORECASE
)
_OFFICE_LINE = re.compile("問い?合わ?せ|窓口|[課係室]|役所|役場|センター|事務[所局]|担当|受付|提出先|送付先|届出先")
_COUNTED = re.compile("(?:太郎|花子|[一二三四五次]郎)$")
"""Given names of specimens: 鈴木一郎, 高橋二郎 stand for anybody."""
_BETWEEN = re.compile(r"[\s\u3000,、:：;／/()（）【】\[\]|]+")


def somebody_in(lines: Sequence[str]) -> bool:
    """Whether lines said to be an example tell how to reach somebody, or name several persons of different families."""
    if _families(name for line in lines for name in _names(line)):
        return True
    told = [line for line in lines if not _of_office(line)]
    return not _of_specimen(lines) and any(_reaching(contact) for line in told for contact in _contacts(line))


def several_in(text: str) -> bool:
    """Whether the first lines of a text name several persons of different families."""
    return _families(name for line in text.split("\n", LINES)[:LINES] for name in _names(line))


def somebody(records: Iterable[Record]) -> bool:
    """The same of records."""
    names: list[str] = []
    reached = False
    for record in records:
        hits = [hit for hit in record.hits if hit.strength >= FAIR]
        own = [name_cells.untitled(hit.value) for hit in hits if hit.kind == "name"]
        names += own
        real = not record.public and not (own and all(map(_specimen, own)))
        reached = reached or (real and any(_reaching((hit.kind, hit.value)) for hit in hits))
    return reached or _families(names)


def _specimen(name: str) -> bool:
    """Whether a name stands for anybody: 福祉花子, 鈴木一郎."""
    return nobody(name) or _COUNTED.search("".join(name.split())) is not None


def _of_specimen(lines: Sequence[str]) -> bool:
    """Whether a specimen is named, and nobody else is."""
    words = [[word for word in _BETWEEN.split(line) if word] for line in lines]
    pairs = (f"{one}{other}" for line in words for one, other in pairwise([*line, ""]))
    named = any(map(nobody, pairs)) or any(nobody(word) for line in words for word in line)
    others = [name for line in lines for name in _names(line) if not _specimen(name)]
    return not others and (named or any(True for line in lines for _ in _names(line)))


def _contacts(line: str) -> Iterator[tuple[str, str]]:
    for find in (contacts.phones, contacts.emails, addresses.addresses):
        yield from ((hit.kind, hit.value) for hit in find(line))


def _reaching(contact: tuple[str, str]) -> bool:
    """Whether a value of a kind reaches somebody: telephone numbers made up for show were left out before."""
    kind, value = contact
    if kind == "address":
        return addresses.has_house(value) and not _SHOWN_PLACE.search(value)
    return kind == "phone" or (kind == "email" and not _SHOWN_MAIL.search(value))


def _of_office(line: str) -> bool:
    return _OFFICE_LINE.search(line) is not None or speaks_of_office(line)


def _names(line: str) -> Iterator[str]:
    """Whole names in a line, apart or joined."""
    words = [word for word in _BETWEEN.split(line) if word]
    for one, other in pairwise([*words, ""]):
        if len(one) > 2 and name_cells.is_name(one):
            yield one
        elif other and name_cells.is_name(f"{one} {other}"):
            yield f"{one} {other}"


def _families(names: Iterable[str]) -> bool:
    real = (name for name in names if not _specimen(name) and len("".join(name.split())) > 2)
    return len({name[:2] for name in real}) >= SEVERAL
