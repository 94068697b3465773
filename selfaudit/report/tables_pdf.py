"""Titled tables on A4 sheets in landscape, set by typst as PDF/A-3b."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from selfaudit.report.typeset import typeset
from selfaudit.text.messages import language, t
from selfaudit.text.wareki import date_label


@dataclass(frozen=True)
class Part:
    """One table; one without rows says that there is nothing."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def render(title: str, notes: Sequence[str], parts: Sequence[Part], created: datetime) -> bytes:
    """The sheets; the same content and moment give the same bytes."""
    content = {
        "lang": language(),
        "created": [created.year, created.month, created.day],
        "day": date_label(created.date()),
        "title": title,
        "notes": list(notes),
        "none": t("rollup.none"),
        "parts": [asdict(part) for part in parts],
    }
    return typeset("tables.typ", content, created)
