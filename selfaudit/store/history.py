"""What can be undone and redone, read from the journal alone, so that it outlives a restart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from selfaudit.store.changes import Action


class Step(NamedTuple):
    """One journal row as undo and redo see it."""

    seq: int
    action: str
    of: int | None
    """For an undo or redo: the change it concerns."""


def target(steps: Iterable[Step], action: Action) -> int | None:
    """The change that an undo (or redo) would take back (or make again) now, or None.

    A new change ends what could be redone, as in any editor.
    """
    done: list[int] = []
    undone: list[int] = []
    for step in steps:
        if step.of is None:
            done.append(step.seq)
            undone.clear()
        elif step.action == Action.UNDO:
            _move(step.of, done, undone)
        else:
            _move(step.of, undone, done)
    stack = done if action is Action.UNDO else undone
    return stack[-1] if stack else None


def _move(seq: int, source: list[int], goal: list[int]) -> None:
    # Undoing by inspection and undoing over all contracts may each take from the middle of the other's list.
    if seq in source:
        source.remove(seq)
    goal.append(seq)
