"""Vertical text in PDF: columns from right to left, each its own line unless the page ended it."""

from __future__ import annotations

from random import Random

from tests.bench.offices import pdfs
from tests.bench.offices.doc import Doc
from tests.unit.checks.residue.helpers import values

LOG = (
    "9:20 TEL 浅井さん 水漏れ 折返し090-8798-4240",
    "10:20 TEL 田島さん 水漏れ 折返し070-9067-5817",
    "11:40 堤さん 書類受取 済",
    "12:10 板垣さん 書類受取 済",
)


def test_entries_as_long_as_the_longest_column_stay_apart() -> None:
    doc = Doc("日誌", "prose")
    for line in LOG:
        doc.p(line)
    found = values(pdfs.ANY["pdf-vertical"][1](doc, Random(1)))
    assert {("phone", "090-8798-4240"), ("phone", "070-9067-5817"), ("name", "浅井"), ("name", "田島")} <= found


def test_a_gap_in_a_column_is_a_blank() -> None:
    doc = Doc("伝言", "prose")
    doc.p("石動照子さんのご主人から。本の返却が遅れる件。")
    doc.p("電話番号おっしゃってました→080 7675 2168")
    found = values(pdfs.ANY["pdf-vertical"][1](doc, Random(1)))
    assert {("phone", "080 7675 2168"), ("name", "石動照子")} <= found
