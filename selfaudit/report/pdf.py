"""The report as PDF/A-3b, typeset by typst from fonts that come with the program.

No system font is used, so the file looks the same wherever it is made, and the same report gives the same bytes. Values
reach the template as JSON: they can never become markup. PDF/A refuses characters without a glyph, so a character the
fonts lack is written as its number.
"""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from pylopdf_fonts_cjk import sans_path

from selfaudit.errors import InternalError
from selfaudit.report import printed
from selfaudit.report.glyphs import covered, spelled_out
from selfaudit.report.model import Report, Row, Sheet
from selfaudit.text.messages import language, t
from selfaudit.text.wareki import date_label, fiscal_year_label

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
STANDARD: Literal["a-3b"] = "a-3b"


def render(report: Report) -> bytes:
    """The report as PDF/A-3b in the current language; InternalError if the template or the fonts are broken."""
    data = spelled_out(_content(report), _characters())
    compiler = typst.Compiler(font_paths=_fonts(), sys_inputs={"report": json.dumps(data, ensure_ascii=False)})
    pdf, warnings = compiler.compile_with_warnings(
        TEMPLATE.read_bytes(), format="pdf", pdf_standards=[STANDARD], timestamp=report.head.created.replace(microsecond=0)
    )
    # A font that is not found is only a warning to typst, and its text is simply missing from the page.
    if warnings or not isinstance(pdf, bytes):
        raise InternalError(t("report.pdf.failed"), "; ".join(warning.message for warning in warnings))
    return pdf


@cache
def _fonts() -> typst.Fonts:
    paths = [str(Path(sans_path()).parent)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


@cache
def _characters() -> frozenset[int]:
    return covered(Path(sans_path()))


def _content(report: Report) -> dict[str, Any]:
    """Everything the template prints, as text and lists."""
    head, counters = report.head, report.counters
    return {
        "lang": language(),
        "created": [head.created.year, head.created.month, head.created.day],
        "words": {key.removeprefix("report."): t(key) for key in _WORDS},
        "fiscal_year": fiscal_year_label(head.fiscal_year),
        "contract_title": head.contract_title,
        "contractor": head.contractor,
        "head": _plain(printed.head_details(head)),
        "main_numbers": printed.main_numbers(counters),
        "outcome_numbers": printed.outcome_numbers(counters),
        "not_counted": printed.not_counted(counters, head),
        "attention_lead": t("report.attention.lead", count=len(report.attention)),
        "attention": [_attention(row, report) for row in report.attention],
        "interview": [
            {"question": a.question, "answer": printed.interview_answer(a), "lines": printed.interview_lines(a)}
            for a in report.interview
        ],
        "sheets": [_sheet(sheet, report) for sheet in report.sheets],
        "checks": [_check(check) for check in report.checks],
        "searches": [_plain(printed.search_details(search)) for search in report.searches],
        "not_proved": printed.not_proved(),
        "foot": _plain(printed.foot(head)),
    }


_WORDS = (
    "report.title",
    "report.says",
    "report.head.title",
    "report.numbers.title",
    "report.numbers.caption",
    "report.numbers.outcomes",
    "report.attention.title",
    "report.attention.none",
    "report.attention.what",
    "report.interview.title",
    "report.interview.lead",
    "report.interview.question",
    "report.interview.answer",
    "report.interview.statement",
    "report.item.number",
    "report.item.text",
    "report.item.state",
    "report.item.owner",
    "report.item.due",
    "report.checks.title",
    "report.checks.lead",
    "report.checks.none",
    "report.checks.check",
    "report.checks.result",
    "report.checks.says",
    "report.searches.title",
    "report.searches.none",
    "report.not_proved.title",
)


def _attention(row: Row, report: Report) -> dict[str, Any]:
    return {
        "number": row.number,
        "heading": row.heading,
        "state": row.state,
        "label": printed.state_label(row, report.head),
        "text": printed.attention_text(row),
        "owner": row.owner,
        "due": date_label(row.due) if row.due else "",
    }


def _sheet(sheet: Sheet, report: Report) -> dict[str, Any]:
    rows = [
        {
            "number": row.number,
            "heading": row.heading,
            "text": row.text,
            "party": printed.party_line(row),
            "part": row.is_part,
            "state": row.state,
            "label": printed.state_label(row, report.head),
            "details": _plain(printed.row_details(row, report.head)),
        }
        for row in sheet.rows
    ]
    return {"title": sheet.title, "document": sheet.document, "rows": rows}


def _check(check: Any) -> dict[str, Any]:
    return {
        "title": check.title,
        "source": printed.check_source(check),
        "status": check.status,
        "label": printed.status_label(check.status),
        "sentence": check.sentence,
        "details": _plain(printed.check_details(check)),
    }


def _plain(values: list[Any]) -> list[dict[str, Any]]:
    """Details and lines as JSON; a check status gets its words beside it."""
    plain = [dataclasses.asdict(value) for value in values]
    for value in plain:
        for line in value.get("lines", ()):
            line["label"] = printed.status_label(line["status"]) if line["status"] else ""
    return plain
