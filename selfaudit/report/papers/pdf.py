"""A paper on A4 as PDF/A-3b, set by typst."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, time

from selfaudit.report.papers.model import Paper
from selfaudit.report.typeset import typeset
from selfaudit.text.messages import language
from selfaudit.text.wareki import JST


def render(paper: Paper) -> bytes:
    """The paper; the same one gives the same bytes. InternalError if template or fonts are broken."""
    content = asdict(paper)
    content["lang"] = language()
    content["day"] = [paper.day.year, paper.day.month, paper.day.day]
    return typeset("paper.typ", content, datetime.combine(paper.day, time(), JST))
