"""The erasure certificate on A4: what each numbered field prints, set by typst as PDF/A-3b."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime

from selfaudit.report.typeset import typeset
from selfaudit.text.messages import language, t

PAGES = 2
MEASURED_FROM = 14
"""The first field of the second page: what was measured."""


@dataclass(frozen=True)
class Grid:
    """A small table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """One numbered field: its name, its lines, and a table where it needs one."""

    number: int
    title: str
    lines: tuple[str, ...] = ()
    grid: Grid | None = None
    code: tuple[str, ...] = ()
    """Digests, set small enough to stay on one line."""
    blank: int = 0
    """Empty lines to be filled in by hand."""


@dataclass(frozen=True)
class Page:
    """The whole certificate as it is printed."""

    title: str
    addressee: str
    issuer: tuple[str, ...]
    lead: str
    verdict: str
    state: str
    """"clean", "found" or "open": how the verdict is coloured."""
    sections: tuple[Section, ...]
    foot: str
    limits: tuple[str, ...] = field(default=())


def render(page: Page, created: datetime, *, parted: bool = True) -> bytes:
    """The certificate as PDF/A-3b; the same page and moment give the same bytes.

    `parted` begins a new page with what was measured; without it the fields follow each other.
    """
    content = asdict(page)
    content["lang"] = language()
    content["measured_from"] = MEASURED_FROM
    content["parted"] = parted
    content["created"] = [created.year, created.month, created.day]
    content["words"] = {"limits": t("certificate.page.limits"), "verdict": t("certificate.page.verdict")}
    return typeset("certificate.typ", content, created)
