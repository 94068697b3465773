"""When roster, machines and places of a contract last changed, read from its journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from selfaudit.domain.evidence_age import Matter, Stale
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, japan

if TYPE_CHECKING:
    from selfaudit.store.repository import Repository

_OF: dict[str, tuple[Matter, tuple[str, ...]]] = {
    "person": (Matter.ROSTER, ("name", "role", "duties", "place", "ended")),
    "machine": (Matter.MACHINES, ("label", "os", "place", "user")),
    "contract": (Matter.PLACES, ("places",)),
}
"""Kind of row → what its change means, and the fields that count: pledges and trainings are evidence, not changes."""


def changes(repository: Repository, contract: str) -> dict[Matter, date]:
    """The last day each of them changed; what never changed is absent."""
    found: dict[Matter, date] = {}
    for change in repository.changes_of(contract, tuple(_OF)):
        matter, fields = _OF[change.kind]
        if _differs(change.before, change.after, fields):
            found[matter] = max(found.get(matter, date.min), japan(change.at).date())
    return found


def sentences(found: Iterable[Stale]) -> list[str]:
    """Why evidence is too old, for a person."""
    return [t(f"age.{each.why}", seen=date_label(each.seen), since=date_label(each.since)) for each in found]


def _differs(before: dict[str, Any] | None, after: dict[str, Any] | None, fields: tuple[str, ...]) -> bool:
    return any((before or {}).get(name) != (after or {}).get(name) and _any(before, after, name) for name in fields)


def _any(before: dict[str, Any] | None, after: dict[str, Any] | None, name: str) -> bool:
    """Whether there is anything in the field on either side: a new row with an empty field changed nothing there."""
    return bool((before or {}).get(name) or (after or {}).get(name))
