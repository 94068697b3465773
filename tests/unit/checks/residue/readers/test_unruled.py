"""Tables in PDF without lines around their cells, cells of several lines, letters set one by one, vertical ones too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.checks.residue.helpers import values
from tests.unit.checks.residue.readers.pdf_pages import written
from tests.unit.checks.residue.readers.test_ruled import wrapped

SIZE, LEADING, GAP = 10, 14, 5
WIDTHS = (62, 62, 74, 92, 72)
ROWS = [
    ["氏名", "フリガナ", "生年月日", "住所", "電話番号"],
    ["早川 恵理子", "ハヤカワ エリコ", "昭和41年3月9日", "東京都杉並区阿佐谷北3-12-8", "03-5938-2741"],
    ["根岸 武", "ネギシ タケシ", "昭和22年11月30日", "埼玉県川口市芝新町5番2号", "048-267-3918"],
    ["小笠原 悟", "オガサワラ サトル", "平成3年7月21日", "千葉県船橋市習志野台4丁目8番1号", "047-462-1190"],
    ["柳沢 千鶴", "ヤナギサワ チヅル", "大正15年1月4日", "神奈川県横浜市港北区日吉本町1-20-14", "045-561-8823"],
    ["堀内 沙也加", "ホリウチ サヤカ", "平成7年12月5日", "東京都世田谷区上北沢3丁目22番9号", "080-6612-9035"],
]
KINDS = ("name", "kana", "birth_date", "address", "phone")
WANTED = {pair for row in ROWS[1:] for pair in zip(KINDS, row, strict=True)}


def _shown(text: str, left: float, base: float) -> str:
    return f"BT /F1 {SIZE} Tf {left} {base} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _letters(text: str, left: float, base: float) -> Iterator[str]:
    for ch in text:
        if ch != " ":
            yield _shown(ch, left, base)
        left += SIZE * (0.5 if ch.isascii() else 1)


def _page(place: str, *, by_letters: bool, beside: tuple[str, ...] = ()) -> bytes:
    """A page of the list, lines `beside` it across all columns at its foot."""
    out = [_shown(line, 40.0, 120.0 - LEADING * number) for number, line in enumerate(beside)]
    top = 780.0
    for row in ROWS:
        cells = [wrapped(cell, width - 12) for cell, width in zip(row, WIDTHS, strict=True)]
        height = max(map(len, cells)) * LEADING + GAP
        left = 40.0
        for lines, width in zip(cells, WIDTHS, strict=True):
            free = height - GAP - len(lines) * LEADING
            first = top - {"top": 0.0, "middle": free / 2, "bottom": free}[place] - SIZE
            for number, line in enumerate(lines):
                base = first - number * LEADING
                out += _letters(line, left, base) if by_letters else [_shown(line, left, base)]
            left += width
        top -= height
    return written(out)


@pytest.mark.parametrize("by_letters", [False, True])
@pytest.mark.parametrize("place", ["top", "middle", "bottom"])
def test_cells_of_several_lines_are_whole_and_stay_in_their_rows(place: str, by_letters: bool) -> None:
    found = values(_page(place, by_letters=by_letters))
    whole = {(kind, value.replace(" ", "")) for kind, value in found}
    assert {(kind, value.replace(" ", "")) for kind, value in WANTED} <= whole


def test_a_note_across_the_columns_is_read_beside_the_list() -> None:
    note = "欠席の連絡は川上 裕一郎様（電話 042-315-7706）へ、会場の鍵は前日までに受け取ってください"
    found = values(_page("top", by_letters=False, beside=(note,)))
    whole = {(kind, value.replace(" ", "")) for kind, value in found}
    assert {("name", "川上裕一郎"), ("phone", "042-315-7706"), ("name", "早川恵理子")} <= whole


def test_a_list_with_a_line_for_each_row_is_read_as_before() -> None:
    out = []
    for number, row in enumerate(ROWS):
        for left, cell in zip((40, 120, 215, 310, 500), row, strict=True):
            out.append(_shown(cell, left, 780 - 18 * number))
    assert values(written(out)) >= WANTED


def test_vertical_text_set_letter_by_letter_is_read_down_its_columns() -> None:
    lines = ["訪問先は早川恵理子様の御宅", "連絡先は埼玉県川口市芝新町五番二号"]
    out = [
        _shown(ch, 500 - 20 * column, 780 - SIZE * at)
        for column, line in enumerate(lines)
        for at, ch in enumerate(line)
    ]
    found = values(written(out))
    assert ("name", "早川恵理子") in found
    assert any(kind == "address" and value.startswith("埼玉県川口市芝新町") for kind, value in found)
