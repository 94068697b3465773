"""The roster in a bundle: numbers, keyed references and days, never a name (``roster.json``, docs/format/findings.md).

A reference is made with a key that stays in the contractor's data folder: the same worker has the same reference in the
next bundle, and nobody without the key can try names against it.
"""

from __future__ import annotations

import hmac
import os
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from selfaudit.domain.contract import Person
from selfaudit.services.program import encode

if TYPE_CHECKING:
    from pathlib import Path

    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

ENTRY = "roster.json"
_KEY = "roster_key"
_DIGITS = 16
"""Hex digits of a reference: enough to tell the workers of one company apart."""


def entries(walk: Walk) -> dict[str, bytes | Path]:
    """The roster as an entry of a bundle; nothing while nobody is on it."""
    rows = numbered(walk)
    if not rows:
        return {}
    return {ENTRY: encode({"v": 1, "rows": [_row(walk.workspace, number, person) for number, person in rows]})}


def numbered(walk: Walk) -> list[tuple[int, Person]]:
    """The roster with the numbers of the printed form, from 1, in the order of entry."""
    return list(enumerate(walk.workspace.people(walk.contract.id), 1))


def reference(workspace: Workspace, name: str) -> str:
    """The reference of a name: HMAC-SHA256, width and spaces folded."""
    folded = "".join(unicodedata.normalize("NFKC", name).split())
    return hmac.new(bytes.fromhex(_key(workspace)), folded.encode("utf-8", "replace"), sha256).hexdigest()[:_DIGITS]


def _row(workspace: Workspace, number: int, person: Person) -> dict[str, Any]:
    return {
        "number": number,
        "ref": reference(workspace, person.name),
        "pledge": person.pledge.isoformat() if person.pledge else None,
        "training": person.training.isoformat() if person.training else None,
        "ended": person.ended.isoformat() if person.ended else None,
        "accounts": len(person.accounts),
    }


def _key(workspace: Workspace) -> str:
    known = workspace.repository.setting(_KEY)
    if not known:
        known = os.urandom(32).hex()
        workspace.repository.set_setting(_KEY, known)
    return known
