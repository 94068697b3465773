"""Charts: the numbers are those of the report, they stand beside every bar, and no bar leaves its room."""

import dataclasses
import xml.etree.ElementTree as ET
from pathlib import Path
from re import findall

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from selfaudit.domain.inspection import Outcome
from selfaudit.domain.profile import Duty
from selfaudit.report import html
from selfaudit.report.charts import SIGNS, Bar, Chart, Look, Part, charts, legend, lines
from selfaudit.report.model import CheckLine, Report, Row, Sheet
from selfaudit.text import messages
from tests.assets.sample_report import HEAD, REPORT

COUNTS = st.lists(st.integers(0, 500), min_size=1, max_size=5)


def sample(outcomes: list[Outcome], previous: Outcome | None = None) -> Report:
    rows = tuple(
        Row(str(n), str(n), "条項", "乙", Duty.CONTRACTOR, outcome=outcome, previous=previous)
        for n, outcome in enumerate(outcomes)
    )
    return Report(HEAD, (Sheet("特記事項", rows),))


def test_the_numbers_are_those_of_the_report() -> None:
    found = {chart.id: chart for chart in charts(REPORT)}
    scored = [row for row in REPORT.rows() if row.scored]
    assert sum(bar.total for bar in found["sections"].bars) == len(scored) == REPORT.counters.total
    assert sum(bar.total for bar in found["hosts"].bars) == len(REPORT.checks)
    assert sum(bar.total for bar in found["searches"].bars) == sum(n for s in REPORT.searches for _, n in s.counts)


def test_a_year_is_compared_only_where_there_is_one_before() -> None:
    assert [chart.id for chart in charts(sample([Outcome.CONFORMS]))] == ["sections"]
    (years,) = [c for c in charts(sample([Outcome.CONFORMS] * 2, Outcome.NONCONFORMING)) if c.id == "years"]
    assert [bar.words for bar in years.bars] == ["不適合 2", "適合 2"]
    assert "2件" in years.title


def test_a_check_that_could_not_tell_is_never_drawn_as_passed() -> None:
    statuses = ["PASS", "UNKNOWN", "NOT_PERMITTED", "ERROR", "FAIL", "NOT_APPLICABLE"]
    checks = tuple(CheckLine(s, s, "pc", s, "", None) for s in statuses)
    (hosts,) = charts(Report(HEAD, (), checks=checks))
    looks = {part.look: 0 for part in hosts.bars[0].parts}
    for part in hosts.bars[0].parts:
        looks[part.look] += part.count
    assert looks == {Look.GOOD: 1, Look.BAD: 1, Look.UNSURE: 3, Look.REST: 1}


@given(st.lists(COUNTS, min_size=1, max_size=4), st.integers(8, 300))
@example([[1, 1, 1, 1, 1]], 8)
def test_no_bar_leaves_its_room_and_nothing_that_is_there_vanishes(counts: list[list[int]], room: int) -> None:
    bars = tuple(Bar("x", tuple(Part(Look.REST, "y", count) for count in row)) for row in counts)
    chart = Chart("a", "b", bars)
    for bar in bars:
        drawn = chart.widths(bar, room)
        assert sum(width for _, width in drawn) <= room
        assert len(drawn) == sum(1 for part in bar.parts if part.count)
        assert all(width >= 1 for _, width in drawn)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("cells", [62, 76, 116])
def test_terminal_lines_fit_and_say_every_number(language: str, cells: int) -> None:
    messages.set_language(language)
    for chart in charts(REPORT):
        drawn = lines(chart, cells)
        assert all(wcswidth(line) <= cells for line in drawn[1:]), drawn
        for bar in chart.bars:
            signs = "".join(drawn).replace("\n", "")
            assert all(SIGNS[part.look] in signs for part in bar.parts if part.count)
    assert all(sign in legend() for sign in SIGNS.values())
    assert len(set(SIGNS.values())) == len(Look)


def test_bars_in_html_are_inline_svg_with_their_numbers_in_words() -> None:
    hostile = "</svg><script>alert(1)</script>"
    report = dataclasses.replace(sample([Outcome.CONFORMS, Outcome.NONCONFORMING]))
    report = Report(HEAD, (dataclasses.replace(report.sheets[0], title=hostile),))
    page = html.render(report).decode("utf-8")
    assert "<script" not in page
    drawings = findall(r"<svg width=\"240\".*?</svg>", page.replace("\n", ""))
    assert len(drawings) == 1
    drawing = ET.fromstring(drawings[0])  # noqa: S314 -- a page of our own
    assert drawing.get("aria-label") == "適合 1  不適合 1"
    fills = [rect.get("fill") for rect in drawing.iter("rect")]
    assert fills == ["#14532d", "url(#bad)"]
    assert 'id="bad"' in page
    assert Path(html.TEMPLATES / "style.css").is_file()
