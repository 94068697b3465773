"""Which rows an auditor looks at: drawn from a bundle's id and a number drawn afterwards, so that both sides can redo it.

``seed = SHA-256(bundle id + nonce)``, both as lower-case hex text; the rank of row *n* of a kind is
``SHA-256(seed + ":" + kind + ":" + n)``, and the rows with the lowest ranks are drawn (docs/format/findings.md shows the
same with ``sha256sum``). The nonce is drawn once, after the bundle has come: nobody can choose the rows beforehand, and
nobody can draw until they please. Rows are named by number and keyed reference, never by a person's name.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from selfaudit.domain.desk import Draw
from selfaudit.domain.exchange import ReceivedBundle
from selfaudit.services.bundle_reader import BundleView

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

PLAN = {"handover": 3, "asset": 1, "roster": 2}
"""How many rows of each kind (notes/field.md §3.2): of the hand-over ledger, of the assets followed, of the roster."""
_NONCE_BYTES = 16


@dataclass(frozen=True)
class Pick:
    """One row to be looked at."""

    kind: str
    """handover, asset or roster."""
    number: int
    """From 1, in the order of the bundle."""
    of: int
    """How many rows there are."""
    label: str
    """What the row is about, without any person: a day, an asset, a keyed reference."""


def draw(workspace: Workspace, bundle: ReceivedBundle) -> Draw:
    """The draw of a received bundle, made at the first call and kept."""
    known = workspace.repository.draws().get(bundle.id)
    if known is not None:
        return known
    fresh = Draw(bundle.id, os.urandom(_NONCE_BYTES).hex(), workspace.clock(), workspace.operator)
    workspace.repository.save_draw(fresh)
    return fresh


def seed(bundle_id: str, nonce: str) -> str:
    """The seed, 64 hex digits."""
    return sha256(f"{bundle_id}{nonce}".encode("ascii")).hexdigest()


def chosen(the_seed: str, kind: str, population: int, count: int) -> list[int]:
    """The numbers drawn of rows 1 to `population`, in ascending order; all of them where there are not more."""
    ranks = sorted((sha256(f"{the_seed}:{kind}:{n}".encode("ascii")).digest(), n) for n in range(1, population + 1))
    return sorted(n for _, n in ranks[:count])


def picks(view: BundleView, nonce: str) -> list[Pick]:
    """The rows to be looked at in a bundle; a kind of which the bundle has none is left out."""
    the_seed = seed(view.id, nonce)
    found = []
    for kind, count in PLAN.items():
        labels = _labels(view, kind)
        numbers = chosen(the_seed, kind, len(labels), count)
        found += [Pick(kind, n, len(labels), labels[n - 1]) for n in numbers]
    return found


def _labels(view: BundleView, kind: str) -> Sequence[str]:
    if kind == "roster":
        return [str(row.get("ref", "")) for row in view.roster]
    if kind == "asset":
        return [str(row.get("asset", "")) for row in _list(view, "balances")]
    rows = [row for row in _list(view, "entries") if row.get("book") == "handover"]
    return [" ".join(str(row.get(name) or "") for name in ("day", "asset", "quantity")).strip() for row in rows]


def _list(view: BundleView, name: str) -> list[dict[str, object]]:
    value = view.registers.get(name)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
