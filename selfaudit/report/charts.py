"""Bars that show at one look where things stand: by section, by PC, by search, by year.

A chart is plain numbers and words; HTML (inline SVG), PDF and the terminal only draw it. Every number stands beside its
bar in words, and the four looks differ in pattern, so nothing hangs on colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from selfaudit.report.labels import search_verdict_label
from selfaudit.report.model import Report, Row
from selfaudit.text.messages import t
from selfaudit.text.wareki import fiscal_year_label, japan, moment_label, short_date_label
from selfaudit.text.width import cell_width, pad, truncate


class Look(StrEnum):
    """How a part of a bar is drawn."""

    GOOD = "good"
    BAD = "bad"
    UNSURE = "unsure"
    REST = "rest"


SIGNS = {Look.GOOD: "#", Look.BAD: "x", Look.UNSURE: "?", Look.REST: "."}
"""What each look is drawn with on a terminal: characters every console has, one cell wide."""
_OUTCOMES = {
    "conforms": Look.GOOD,
    "nonconforming": Look.BAD,
    "needs_review": Look.UNSURE,
    "not_applicable": Look.REST,
    "not_done": Look.REST,
}
_STATUSES = {
    "PASS": Look.GOOD,
    "FAIL": Look.BAD,
    "UNKNOWN": Look.UNSURE,
    "ERROR": Look.UNSURE,
    "NOT_PERMITTED": Look.UNSURE,
    "NOT_APPLICABLE": Look.REST,
}
_VERDICTS = {
    "検査範囲で検出なし": Look.GOOD,
    "検出あり(内容)": Look.BAD,
    "検出あり(名称のみ)": Look.UNSURE,
    "検査不能": Look.UNSURE,
}


@dataclass(frozen=True)
class Part:
    """One part of a bar."""

    look: Look
    name: str
    count: int


@dataclass(frozen=True)
class Bar:
    """One row of a chart."""

    name: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """The length of the whole bar."""
        return sum(part.count for part in self.parts)

    @property
    def words(self) -> str:
        """The numbers in words: what the bar shows, without the bar."""
        return "  ".join(f"{part.name} {part.count}" for part in self.parts if part.count)


@dataclass(frozen=True)
class Chart:
    """Bars of one kind below a title; all are drawn to the same scale."""

    id: str
    title: str
    bars: tuple[Bar, ...]

    @property
    def longest(self) -> int:
        """The largest total, at least 1."""
        return max((bar.total for bar in self.bars), default=1) or 1

    def widths(self, bar: Bar, room: int) -> list[tuple[Part, int]]:
        """How many of `room` units each part of a bar takes; what is there at all takes at least one."""
        found = [(part, max(1, round(room * part.count / self.longest))) for part in bar.parts if part.count]
        for _ in range(sum(width for _, width in found) - room):
            widest = max(range(len(found)), key=lambda place: found[place][1])
            found[widest] = (found[widest][0], max(1, found[widest][1] - 1))
        return found


def charts(report: Report) -> tuple[Chart, ...]:
    """Every chart there is something to show for."""
    found = (_sections(report), _years(report), _hosts(report), _places(report), _searches(report))
    return tuple(chart for chart in found if any(bar.total for bar in chart.bars))


def lines(chart: Chart, cells: int) -> list[str]:
    """A chart for a terminal of so many cells: a row each, name, bar, numbers in words below the bar where it is narrow."""
    name = min(max((cell_width(bar.name) for bar in chart.bars), default=0), cells // 3)
    room = max(10, min(40, cells - name - 4))
    found = [chart.title]
    for bar in chart.bars:
        drawn = "".join(SIGNS[part.look] * width for part, width in chart.widths(bar, room))
        found.append(f" {pad(truncate(bar.name, name), name)} |{drawn}")
        found.append(f" {' ' * name} {truncate(bar.words, cells - name - 3)}")
    return found


def legend() -> str:
    """What the signs of a terminal's bars mean."""
    return "  ".join(f"{SIGNS[look]} {t(f'charts.look.{look}')}" for look in Look)


def _sections(report: Report) -> Chart:
    bars = [Bar(sheet.title, _outcomes(row.state for row in sheet.rows if row.scored)) for sheet in report.sheets]
    return Chart("sections", t("charts.sections"), tuple(bar for bar in bars if bar.total))


def _years(report: Report) -> Chart:
    """Last year beside this one; nothing where there was no last year."""
    rows = [row for row in report.rows() if row.scored]
    before = [row.previous_state for row in rows if row.previous_state]
    year = report.head.fiscal_year
    bars = (
        Bar(fiscal_year_label(year - 1), _outcomes(before)),
        Bar(fiscal_year_label(year), _outcomes(row.state for row in rows)),
    )
    return Chart("years", t("charts.years", changed=_changed(rows)), bars if before else ())


def _hosts(report: Report) -> Chart:
    hosts = dict.fromkeys(check.host for check in report.checks)
    bars = tuple(
        Bar(host, _parts(_STATUSES, "report.status", [c.status for c in report.checks if c.host == host]))
        for host in hosts
    )
    return Chart("hosts", t("charts.hosts"), bars)


def _places(report: Report) -> Chart:
    """What the searches that stand found, by kind of place; the most first."""
    found: dict[str, dict[str, int]] = {}
    for place, verdict, count in (row for search in report.searches for row in search.places):
        counts = found.setdefault(place, {})
        counts[verdict] = counts.get(verdict, 0) + count
    bars = [Bar(t(f"charts.place.{place}"), _verdicts(counts.items())) for place, counts in found.items()]
    return Chart("places", t("charts.places"), tuple(sorted(bars, key=lambda bar: -bar.total)))


def _verdicts(counts: Iterable[tuple[str, int]]) -> tuple[Part, ...]:
    parts = [Part(_VERDICTS.get(word, Look.REST), search_verdict_label(word), count) for word, count in counts]
    return tuple(sorted(parts, key=lambda part: list(Look).index(part.look)))


def _searches(report: Report) -> Chart:
    bars = []
    several = len({search.host for search in report.searches}) > 1
    for search in report.searches:
        # One PC needs no name, several leave room for the day alone.
        day = short_date_label(japan(search.started).date())
        name = f"{search.host}  {day}" if several else moment_label(search.started)
        bars.append(Bar(name, _verdicts(search.counts)))
    return Chart("searches", t("charts.searches"), tuple(bars))


def _outcomes(states: Iterable[str]) -> tuple[Part, ...]:
    return _parts(_OUTCOMES, "report.state", ["not_done" if state == "open_question" else state for state in states])


def _parts(looks: Mapping[str, Look], words: str, found: list[str]) -> tuple[Part, ...]:
    return tuple(Part(look, t(f"{words}.{name}"), found.count(name)) for name, look in looks.items())


def _changed(rows: list[Row]) -> int:
    return sum(1 for row in rows if row.previous_state and row.previous_state != row.state)
