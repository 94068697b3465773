"""The contractor's book of what happened to each sealed bundle: signed again, delivered, receipted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from selfaudit.domain.exchange import HandOver
from selfaudit.services.workspace import new_id

if TYPE_CHECKING:
    from selfaudit.services.walk import Walk
    from selfaudit.services.workspace import Workspace

COUNTERSIGN, DELIVER, RECEIPT = "countersign", "deliver", "receipt"


def kept_in(directory: Path) -> bool:
    """Whether a data folder has been made here at all: the second signer may work on a PC without one."""
    from selfaudit.store.paths import DATABASE

    return (directory / DATABASE).is_file()


def note(workspace: Workspace, act: str, bundle: str, file: Path, at: datetime) -> HandOver | None:
    """Write down one act on a bundle sealed in this data folder; None for a bundle of another folder."""
    sealed = next((row for row in workspace.repository.sealed_bundles() if row.id == bundle), None)
    if sealed is None:
        return None
    count, head = workspace.repository.journal_head()
    size = file.stat().st_size
    done = HandOver(new_id(), sealed.inspection, bundle, act, at, file.name, size, count, head)
    workspace.repository.save_hand_over(done)
    return done


def of(walk: Walk) -> list[HandOver]:
    """What was done with the bundles of this inspection, in order."""
    return [row for row in walk.workspace.repository.hand_overs() if row.inspection == walk.inspection.id]


def all_of_contract(walk: Walk) -> list[HandOver]:
    """The same for every year of the contract."""
    repository = walk.workspace.repository
    own = {row.id for row in repository.inspections(walk.inspection.contract)}
    return [row for row in repository.hand_overs() if row.inspection in own]
