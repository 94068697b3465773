"""The report as one static HTML file: no script, nothing loaded from anywhere, printable on A4.

A report is read inside a bundle by people who cannot install anything, so everything is in the one file and a content
security policy forbids the rest. All values are escaped; clause texts keep their characters and line breaks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from selfaudit.report import printed
from selfaudit.report.charts import Look, charts
from selfaudit.report.model import Readme, Report
from selfaudit.text.messages import language, t
from selfaudit.text.wareki import date_label, fiscal_year_label, moment_label

TEMPLATES = Path(__file__).parent / "templates"
_FILLS = {Look.GOOD: "#14532d", Look.BAD: "url(#bad)", Look.UNSURE: "url(#unsure)", Look.REST: "#ffffff"}
"""Each look is told by its pattern as well, for print in black and for eyes that do not tell red from green."""


def render(report: Report) -> bytes:
    """The report as UTF-8 HTML in the current language; the same report gives the same bytes."""
    return _render("report.html.j2", report=report, head=report.head, report_charts=charts(report))


def render_readme(readme: Readme) -> bytes:
    """The first page of a bundle: what is inside and how to verify it, as UTF-8 HTML."""
    return _render("readme.html.j2", readme=readme)


def _render(template: str, **values: Any) -> bytes:
    page = _environment().get_template(template).render(lang=language(), **values)
    return page.encode("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(t=t, p=printed, fills=_FILLS)
    environment.filters.update(day=date_label, moment=moment_label, fiscal_year=fiscal_year_label)
    return environment
