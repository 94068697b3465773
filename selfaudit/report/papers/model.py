"""What a paper prints, whatever it is printed on: head, blocks from top to bottom, who issues it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Pairs:
    """A table of names and values; an empty value leaves room to write by hand."""

    rows: tuple[tuple[str, str], ...]
    title: str = ""
    kind: str = "pairs"


@dataclass(frozen=True)
class Grid:
    """A table with a heading row; widths are shares of the page's width."""

    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    kind: str = "grid"


@dataclass(frozen=True)
class Sentences:
    """Numbered sentences."""

    lines: tuple[str, ...]
    title: str = ""
    kind: str = "sentences"


@dataclass(frozen=True)
class Signs:
    """Lines to sign on, each with its name."""

    names: tuple[str, ...]
    title: str = ""
    kind: str = "signs"


Block = Pairs | Grid | Sentences | Signs


@dataclass(frozen=True)
class Paper:
    """One paper."""

    form: str
    title: str
    day: date
    day_label: str
    addressee: str
    issuer: tuple[str, ...]
    """Address, name, representative of who issues it, one line each; empty for a book kept by the contractor."""
    seal: str
    """What stands in the seal box; empty for none."""
    lead: str
    head: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    foot: tuple[str, ...]
    """Lines in the place of a seal: who is responsible, whom to ask, the key's fingerprint."""
    running: str
    """Printed at the bottom of every page."""
    landscape: bool = False
