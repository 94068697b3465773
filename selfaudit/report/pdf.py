"""The report as PDF/A-3b: what every format prints, in the order of the page (`typeset` makes the file)."""

from __future__ import annotations

import dataclasses
from typing import Any

from selfaudit.report import printed
from selfaudit.report.charts import Chart, charts
from selfaudit.report.model import FindingLine, Report, Row, Sheet
from selfaudit.report.typeset import typeset
from selfaudit.text.messages import language, t
from selfaudit.text.wareki import date_label, fiscal_year_label


def render(report: Report) -> bytes:
    """The report as PDF/A-3b in the current language; InternalError if the template or the fonts are broken."""
    return typeset("report.typ", _content(report), report.head.created)


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
        "charts": [_chart(chart) for chart in charts(report)],
        "findings": [_finding(line) for line in report.findings],
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


_WHOLE_BAR = 1000
_WORDS = (
    "charts.title",
    "charts.what",
    "charts.bar",
    "charts.numbers",
    "report.title",
    "report.says",
    "report.head.title",
    "report.numbers.title",
    "report.numbers.caption",
    "report.numbers.outcomes",
    "report.findings.title",
    "report.findings.lead",
    "report.findings.what",
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


def _chart(chart: Chart) -> dict[str, Any]:
    """A chart with its bars as shares of 1000."""
    bars = [
        {
            "name": bar.name,
            "words": bar.words,
            "parts": [[part.look, width] for part, width in chart.widths(bar, _WHOLE_BAR)],
        }
        for bar in chart.bars
    ]
    return {"title": chart.title, "bars": bars}


def _finding(line: FindingLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "item": line.item,
        "label": t(f"findings.state.{line.state}"),
        "lines": [line.text, *(f"{name}: {said}" for name, said in line.answer)],
        "due": date_label(line.due),
    }


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
