"""What address books and forms wrap a value in, taken off: so that a contact is one row, not a list of lists.

Google People (people/v1 Person), FHIR R4 Patient, vCard-like exports and kintone keep each telephone number, each name and
each field as an object of its own.
"""

from __future__ import annotations

import re
from typing import Any

from checks.residue.matchers.headings import heading_kind

_LISTS = frozenset(
    [
        "names",
        "name",
        "phonenumbers",
        "phones",
        "phone",
        "emailaddresses",
        "emails",
        "email",
        "addresses",
        "address",
        "postaladdresses",
        "telecom",
        "birthdays",
        "birthday",
        "contactpoints",
        "tels",
        "mobiles",
        "yominames",
        "phoneticnames",
    ]
)
_WRAPPED = frozenset(("type", "value"))
_DAY = ("year", "month", "day")
MOST = 8
"""Values of one kind that a person has; longer lists are lists of persons."""


def plain(value: dict[str, Any]) -> Any:
    """The value of a field that is told with its type, a day told in parts as a date; anything else as it is."""
    if len(value) == len(_WRAPPED) and value.keys() == _WRAPPED:
        return value["value"]
    if len(value) == len(_DAY) and all(isinstance(value.get(part), int) for part in _DAY):
        return f"{value['year']:04d}-{value['month']:02d}-{value['day']:02d}"
    return value


def gathered(key: str, child: Any) -> Any:
    """A short list of objects under a key for names, telephones, addresses as one object; anything else as it is."""
    if not isinstance(child, list) or not 0 < len(child) <= MOST or str(key).lower() not in _LISTS:
        return child
    if not all(isinstance(one, dict) for one in child) or any(_is_person(one) for one in child):
        return child
    one_object: dict[str, Any] = {}
    for item in child:
        for name, inside in _told(item).items():
            one_object[name if name not in one_object else f"{name} {len(one_object)}"] = inside
    return one_object


def _is_person(one: dict[str, Any]) -> bool:
    """Whether an object holds more than one value of a person has: `addresses` of a browser are whole contacts."""
    kinds = {heading_kind(key) for key in one}
    return len(kinds & _OF_A_PERSON) >= 2 and not kinds.isdisjoint(_NAMES)


_NAMES = frozenset(("name", "_surname", "_given"))
_OF_A_PERSON = frozenset(("_surname", "phone", "email", "birth_date"))


# the first two bytes of a Japanese sign in UTF-8, each taken for a character
_TAKEN_APART = re.compile("[\u00e3-\u00e9\u00ef][\u0080-\u00bf]")


def rebuilt(value: str) -> str:
    """A string whose bytes in UTF-8 were each written as a character, as downloads from Facebook and Instagram are."""
    if _TAKEN_APART.search(value) is None:
        return value
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _told(item: dict[str, Any]) -> dict[str, Any]:
    """A number with its system (telephone or mail) as a field of that name."""
    system = item.get("system")
    return {system: item["value"]} if isinstance(system, str) and "value" in item else item
