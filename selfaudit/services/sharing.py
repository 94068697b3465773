"""One company, many contracts: what was answered or checked for one is offered to the others, and confirmed there.

Nothing is carried by itself: an answer becomes this contract's only when a person confirms it, with its evidence and the
evidence's own dates. Checks whose verdict hangs on the contract (roster, folders, declarations) are never carried.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from selfaudit import catalog
from selfaudit.domain.contract import Contract
from selfaudit.domain.inspection import Answer, Exhibit, MachineSays, Outcome
from selfaudit.domain.register import folded
from selfaudit.errors import InputError
from selfaudit.services import inspect
from selfaudit.services.policy import policy_for
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.views import ItemView
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

_REVIEWED = "log_reviewed_at"
_CARRIED = (Outcome.CONFORMS, Outcome.NONCONFORMING)


@dataclass(frozen=True)
class Proposal:
    """An answer of another contract to the same control topic."""

    item: str
    """Id of this contract's row."""
    contract: str
    """Title of the other contract."""
    number: str
    """The other row's number, as printed."""
    answer: Answer
    exhibits: tuple[Exhibit, ...]


def proposals(walk: Walk) -> list[Proposal]:
    """What other contracts answered in the same fiscal year to the topics of rows that are open here, in their order."""
    known = [(other.contract.title, view) for other in _others(walk) for view in other.items() if _can_be_carried(view)]
    found = []
    for view in walk.items():
        if view.counts and not view.answered:
            best = _best(view, known)
            if best is not None:
                title, other = best
                answer = other.answer or Answer("", "")
                found.append(Proposal(view.item.id, title, other.item.number, answer, other.exhibits))
    return found


def accept(walk: Walk, item_id: str) -> ItemView:
    """Take a proposal over: said by the present operator today, its evidence shown with the evidence's own date.

    InputError where there is none.
    """
    found = next((each for each in proposals(walk) if each.item == item_id), None)
    if found is None:
        raise InputError(t("sharing.nothing"), "", t("sharing.nothing_next"))
    answer = found.answer
    for exhibit in found.exhibits:
        walk.workspace.repository.share_exhibit(exhibit, walk.inspection.id, item_id)
    walk.reload()
    if answer.outcome is Outcome.NONCONFORMING:
        walk.set_field(item_id, "owner", answer.owner)
        walk.set_field(item_id, "due", answer.due.isoformat() if answer.due else "")
    walk.set_field(item_id, "note", answer.note)
    return walk.set_outcome(item_id, answer.outcome)


def carry_checks(walk: Walk) -> int:
    """Take over what the same PCs answered for other contracts of this fiscal year; how many results were newer or new.

    Only where both contracts judge by the same thresholds and declarations.
    """
    here = {(row.host, row.check): row for row in walk.machine_results()}
    judged = _judged_by(walk)
    taken: dict[str, list[MachineSays]] = {}
    for other in _others(walk):
        if _judged_by(other) != judged:
            continue
        for row in other.machine_results():
            mine = here.get((row.host, row.check))
            if row.check not in _own_checks() and (mine is None or mine.collected_at < row.collected_at):
                here[row.host, row.check] = row
                taken.setdefault(row.host, []).append(replace(row, inspection=walk.inspection.id))
    for host, rows in taken.items():
        inspect.keep(walk, host, list({row.check: row for row in rows}.values()))
    return sum(len({row.check for row in rows}) for rows in taken.values())


def copy_machines(walk: Walk) -> int:
    """Enter the PCs of other contracts that are not on this contract's list; how many."""
    from selfaudit.services.workspace import new_id

    known = {folded(machine.label) for machine in walk.workspace.machines(walk.contract.id)}
    count = 0
    for other in _contracts(walk):
        for machine in walk.workspace.machines(other.id):
            if machine.label and folded(machine.label) not in known:
                known.add(folded(machine.label))
                walk.workspace.save_machine(replace(machine, id=new_id(), contract=walk.contract.id, user=""))
                count += 1
    return count


def touched(workspace: Workspace, name: str) -> list[Contract]:
    """The contracts a person or PC of this name works on, and a change of it therefore touches."""
    wanted = folded(name)
    if not wanted:
        return []
    return [
        contract
        for contract in workspace.contracts()
        if wanted in {folded(person.name) for person in workspace.people(contract.id)}
        or wanted in {folded(machine.label) for machine in workspace.machines(contract.id)}
    ]


def _judged_by(walk: Walk) -> tuple[dict[str, object], dict[str, object]]:
    """Thresholds and declarations of a contract, without what only its own checks look at."""
    policy = policy_for(walk)
    return dict(policy.thresholds), {name: value for name, value in policy.declared.items() if name != _REVIEWED}


def _contracts(walk: Walk) -> list[Contract]:
    return [contract for contract in walk.workspace.contracts() if contract.id != walk.contract.id]


def _others(walk: Walk) -> Iterator[Walk]:
    from selfaudit.services.walk import Walk as Open

    for row in walk.workspace.repository.inspections():
        if row.contract != walk.inspection.contract and row.fiscal_year == walk.inspection.fiscal_year:
            yield Open(walk.workspace, row)


def _can_be_carried(view: ItemView) -> bool:
    answer = view.answer
    return view.counts and view.answered and not view.stale and answer is not None and answer.outcome in _CARRIED


def _best(view: ItemView, known: Sequence[tuple[str, ItemView]]) -> tuple[str, ItemView] | None:
    """The newest answer to all the same topics, else to the same first topic."""
    topics = view.item.topics
    if not topics:
        return None
    for same in (
        lambda other: set(other.item.topics) == set(topics),
        lambda other: other.item.topics[:1] == topics[:1],
    ):
        found = [(title, other) for title, other in known if same(other)]
        if found:
            return max(found, key=lambda each: str(each[1].dated or ""))
    return None


@cache
def _own_checks() -> frozenset[str]:
    file = Path(catalog.__file__).with_name("sharing.toml")
    return frozenset(tomllib.loads(file.read_text(encoding="utf-8"))["own_checks"])
