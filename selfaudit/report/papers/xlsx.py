"""A paper as an Excel sheet: the same blocks on a page of equal columns, every value a text cell."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from math import ceil
from typing import Any

import xlsxwriter

from selfaudit.report.papers.model import Grid, Pairs, Paper, Sentences, Signs
from selfaudit.text.width import cell_width

COLUMNS = 24
"""Columns of the page; every cell of the paper is some of them merged."""
_WIDTH = {False: 3.6, True: 5.4}
"""Characters of one column, upright and lying."""
_NAME = 6
_LINE = 15.0
"""Points of one line of text."""
_FONT = "BIZ UDPGothic"
_FORBIDDEN = "[]:*?/\\"


def render(paper: Paper) -> bytes:
    """The workbook; the same paper gives the same bytes. Nothing a person typed can become a formula or a link."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": paper.title, "created": datetime.combine(paper.day, time())})
        _Sheet(book, paper).write()
    return buffer.getvalue()


class _Sheet:
    """One worksheet, written from the top."""

    def __init__(self, book: Any, paper: Paper) -> None:
        name = "".join(each for each in paper.title if each not in _FORBIDDEN)[:31]
        self.paper = paper
        self.page = book.add_worksheet(name)
        self.width = _WIDTH[paper.landscape]
        self.line = 0
        base = {"font_name": _FONT, "font_size": 10, "text_wrap": True, "valign": "vcenter"}
        boxed = {**base, "border": 1}
        self.plain = book.add_format(base)
        self.right = book.add_format({**base, "align": "right"})
        self.title = book.add_format({**base, "font_size": 16, "align": "center"})
        self.heading = book.add_format({**base, "font_size": 11, "valign": "bottom"})
        self.cell = book.add_format(boxed)
        self.name = book.add_format({**boxed, "bg_color": "#F0F1F3"})
        self.under = book.add_format({**base, "bottom": 1})

    def write(self) -> None:
        """Write the whole paper."""
        self._page()
        paper = self.paper
        self._row([(0, COLUMNS, paper.day_label, self.right)])
        for line in filter(None, paper.addressee.split("\n")):
            self._row([(0, COLUMNS, line, self.plain)])
        for line in paper.issuer:
            self._row([(COLUMNS // 2, COLUMNS, line, self.plain)])
        if paper.seal:
            self._row([(COLUMNS - 3, COLUMNS, paper.seal, self.right)])
        self.line += 1
        self._row([(0, COLUMNS, paper.title, self.title)], 30)
        if paper.lead:
            self._row([(0, COLUMNS, paper.lead, self.plain)])
        self._pairs(paper.head)
        for block in paper.blocks:
            if block.title:
                self._row([(0, COLUMNS, block.title, self.heading)], 24)
            else:
                self.line += 1
            self._block(block)
        self.line += 1
        for line in paper.foot:
            self._row([(0, COLUMNS, line, self.plain)])

    def _page(self) -> None:
        self.page.set_paper(9)
        if self.paper.landscape:
            self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        self.page.hide_gridlines(2)
        self.page.set_column(0, COLUMNS - 1, self.width)
        # An ampersand begins a code in footers; doubled, it is itself.
        self.page.set_footer(f"&L{self.paper.running.replace('&', '&&')[:200]}&R&P / &N")

    def _block(self, block: Pairs | Grid | Sentences | Signs) -> None:
        if isinstance(block, Pairs):
            self._pairs(block.rows)
        elif isinstance(block, Grid):
            edges = _edges(block.widths)
            for format_, row in ((self.name, block.head), *((self.cell, row) for row in block.rows)):
                spans = zip(edges, edges[1:], row, strict=False)
                self._row([(first, last, text, format_) for first, last, text in spans])
        elif isinstance(block, Sentences):
            for place, line in enumerate(block.lines, 1):
                self._row([(0, 1, str(place), self.plain), (1, COLUMNS, line, self.plain)])
        else:
            for name in block.names:
                lines = [(COLUMNS // 3, COLUMNS // 2, name, self.plain), (COLUMNS // 2, COLUMNS, "", self.under)]
                self._row(lines, 30)

    def _pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        for name, value in rows:
            self._row([(0, _NAME, name, self.name), (_NAME, COLUMNS, value, self.cell)])

    def _row(self, spans: Sequence[tuple[int, int, str, Any]], height: float = 0.0) -> None:
        lines = 1
        for first, last, text, format_ in spans:
            if last - first > 1:
                self.page.merge_range(self.line, first, self.line, last - 1, "", format_)
            self.page.write_string(self.line, first, text, format_)
            room = max(int((last - first) * (self.width + 0.7)) - 1, 1)
            lines = max(lines, sum(max(ceil(cell_width(part) / room), 1) for part in text.split("\n")))
        # Excel does not fit the height of merged cells to their text.
        self.page.set_row(self.line, max(height, lines * _LINE + 4))
        self.line += 1


def _edges(widths: Sequence[int]) -> list[int]:
    """Where the columns of a table begin and end, in columns of the page: each has one at least."""
    total, edges, so_far = sum(widths), [0], 0
    for place, width in enumerate(widths, 1):
        so_far += width
        left = len(widths) - place
        edges.append(min(max(round(so_far / total * COLUMNS), edges[-1] + 1), COLUMNS - left))
    return edges
