"""Limits for everything untrusted: size, depth, members, swelling, pages, time (notes/scan.md sections 6.3, 6.5)."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from checks.residue import pictures

MIB = 1 << 20
LIBRARIES = 30 * MIB
"""What the code of Python and of all readers takes in a worker, and the difference of 300 MB and 300 MiB."""
READING, LOOKING, JUDGING = 0.65, 0.7, 0.9
"""Of a file's time: until no more of it is read, until what was read is no more looked at, until there has to be a verdict."""
CHARACTERS, STORED = 1 << 20, 8 * MIB
"""Characters looked at, and bytes of a file passed by, that earn it one more second: slower is nothing that people write."""


def by_processor() -> bool:
    """Whether time is what the processor spent, so that a file on a busy PC is read as far as on an idle one.

    Not where pictures are read: many threads do that side by side.
    """
    return pictures.models() is None


def now() -> float:
    """Seconds of the clock that times of files are measured by."""
    return time.process_time() if by_processor() else time.monotonic()


class Stop(Exception):
    """Reading of one file or part ends here; `code` is a reason code of checks/text/residue_*.toml."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Budget:
    """What one file may cost.

    `inflated` in bytes over all levels of nesting, `ratio` inflated/stored after the first 10 MiB, `seconds` (of the clock
    `now`) plus what the work done so far has earned (`Meter.allowed`), one second for each `bytes_per_second` at most, `memory_mib` of resident memory of the worker, its libraries
    included. Where pictures are read
    (readers/ocr.py), a file may take three minutes and 1,500 MiB.
    """

    depth: int = 4
    members: int = 10_000
    inflated: int = 1 << 30
    ratio: int = 200
    pages: int = 2_000
    seconds: float = field(default_factory=lambda: 180.0 if pictures.models() else 7.0)
    bytes_per_second: int = 2 * MIB
    memory_mib: int = field(default_factory=lambda: 1_500 if pictures.models() else 300)
    member_bytes: int = 64 * MIB

    def own_memory(self) -> int:
        """Bytes a worker may take for itself, beside the libraries that it shares with others."""
        return (self.memory_mib << 20) - LIBRARIES

    def wall(self, size: int) -> float:
        """Seconds allowed at most for a file of `size` bytes."""
        return self.seconds + size / self.bytes_per_second


@dataclass(slots=True)
class Meter:
    """Counts what reading one file has cost so far and stops it at its budget."""

    budget: Budget
    size: int
    inflated: int = 0
    members: int = 0
    earned: float = 0.0
    started: float = field(default_factory=now)

    def allowed(self) -> float:
        """Seconds this file may take as things stand: a large one goes on for as long as it gets on."""
        return min(self.budget.seconds + self.earned, self.budget.wall(self.size))

    def looked(self, characters: int) -> None:
        """So many characters were looked at to their end."""
        self.earned += characters / CHARACTERS

    def passed(self, count: int) -> None:
        """So many bytes of the file as it is stored lie behind."""
        self.earned += count / STORED

    def member(self) -> None:
        """Count one member of a container. Raises Stop over budget."""
        self.members += 1
        if self.members > self.budget.members:
            raise Stop("over_budget")
        self.clock()

    def add(self, count: int) -> None:
        """Count `count` inflated bytes. Raises Stop over budget."""
        self.inflated += count
        over_ratio = self.inflated > 10 * MIB and self.inflated > self.budget.ratio * max(self.size, 1)
        if self.inflated > self.budget.inflated or over_ratio:
            raise Stop("over_budget")
        self.clock()

    def clock(self) -> None:
        """Raise Stop when the time of this file is nearly used up.

        The rest of it is for looking at what was read: a reader that stops by itself keeps its findings, a worker that is
        ended from outside loses them.
        """
        if now() - self.started > READING * self.allowed():
            raise Stop("over_budget")
