"""Controls for the length of one search: planted on each volume before, taken away after, whatever happens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from checks.residue.control.marker import ControlError, Planted, plant, remove
from checks.residue.control.verdict import FOUND, NOT_FOUND, NOT_TRIED, ControlResult, outcome
from checks.residue.control.volume import is_elsewhere
from checks.residue.exit.model import ExitSummary


@dataclass(frozen=True, slots=True)
class Volume:
    """What is known of the volume a folder lies on; it explains a twin that is not found. None: cannot be told."""

    trims: bool | None = None
    encrypted: bool | None = None
    copies_on_write: bool | None = None


@dataclass(slots=True)
class Controls:
    """Plants in the first of `folders` on each volume; `planted` is empty where none is wanted or none can be written.

    `why` is the code why nothing is planted.
    """

    folders: Sequence[Path]
    why: str = "no_folder"
    planted: list[Planted] = field(default_factory=list, init=False)
    _trouble: str = field(default="", init=False)

    def __enter__(self) -> Self:
        for folder in _one_on_each_volume(self.folders):
            try:
                self.planted.append(plant(folder))
            except ControlError as error:
                self._trouble = error.code
        return self

    def __exit__(self, *_: object) -> None:
        for planted in self.planted:
            # A marker that cannot be taken away holds random bytes only; its name says what it is.
            with suppress(OSError):
                remove(planted)

    def result(self, summary: ExitSummary, image: Path | str | None, known: Sequence[Volume] = ()) -> dict[str, Any]:
        """What became of the markers, for the certificate: the weakest result of all volumes and the reason for it.

        `known` describes the volumes of `planted`, in that order.
        """
        if not self.planted:
            return {"made": False, "reason": self._trouble or self.why}
        results = [self._one(number, summary, image, known) for number in range(len(self.planted))]
        weakest = min(results, key=lambda one: _STRENGTH[one.deleted])
        return {
            "made": True,
            "places": len(results),
            "live": min((one.live for one in results), key=lambda word: _STRENGTH[word]),
            "deleted": weakest.deleted,
            "reason": weakest.reason or self._trouble,
        }

    def _one(
        self, number: int, summary: ExitSummary, image: Path | str | None, known: Sequence[Volume]
    ) -> ControlResult:
        volume = known[number] if number < len(known) else Volume()
        elsewhere = None if image is None else is_elsewhere(self.planted[number].root, image)
        return outcome(
            summary,
            number,
            trims=volume.trims,
            encrypted=volume.encrypted,
            copies_on_write=volume.copies_on_write,
            elsewhere=elsewhere,
        )


# Not found is said before not tried, and both before found.
_STRENGTH = {NOT_FOUND: 0, NOT_TRIED: 1, FOUND: 2}


def _one_on_each_volume(folders: Sequence[Path]) -> list[Path]:
    found: dict[int, Path] = {}
    for folder in folders:
        if folder.is_dir():
            found.setdefault(os.stat(folder).st_dev, folder)
    return list(found.values())
