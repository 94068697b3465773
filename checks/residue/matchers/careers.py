"""What a curriculum vitae tells of somebody's work, line by line or row by row: 平成26年4月 株式会社杜の印刷 入社, 会社都合により退職."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.matchers.model import FAIR, WEAK, Hit
from checks.residue.pieces import Row

HEADINGS = ("職歴", "職務経歴")
ROWS, LINES = 100, 40
"""Rows of a sheet and lines of a text below the heading looked at."""
_DATED = re.compile(
    "[ \u3000・]*(?:(?:昭和|平成|令和|[SHR])?[ ]?[0-9元]{1,4}[年./-][ \u3000]?[0-9]{1,2}月?|[0-9]{4}年)(?:[0-9]{1,2}日)?(?:[ \u3000]?[~～〜-][ \u3000]?(?:現在|(?:昭和|平成|令和|[SHR])?[ ]?[0-9元]{1,4}[年./-][0-9]{1,2}月?))?[ \u3000\t:~～〜-]*(?=[^0-9\\s])"
)
_WORKED = re.compile(
    "入社|退社|退職|入職|離職|就職|就業|採用|勤務|出向|転籍|解雇|雇い?止め|契約(?:満了|終了|社員)|派遣|開業|廃業|独立|転職|配属|自営|在籍|パート|アルバイト"
)
_SCHOOL = re.compile("一身上|卒業|入学|修了|中退|在学|取得|合格|免許")
_OTHER = re.compile(f"{_SCHOOL.pattern}|氏名|生まれ|現在$|以上$")
_OTHERS = re.compile("[ \u3000■●◆【○]*(?:資格|免許|学歴|趣味|特技|志望|自己|本人希望|賞罰)")
"""What else a curriculum vitae tells."""
_SHORTEST, _LONGEST = 2, 60


def in_rows(rows: list[Row]) -> Iterator[Hit]:
    """What the cells below a heading of a career in a form tell."""
    head = next((n for n, row in enumerate(rows[:ROWS]) if any(_heads(cell) for cell in row)), None)
    for row in rows[head + 1 : ROWS] if head is not None else ():
        yield from (Hit("sensitive", cell, strength=FAIR) for cell in row if _tells(cell))


def _heads(cell: str) -> bool:
    return len(cell) <= len("学歴・職務経歴等") and cell.rstrip("等").endswith(HEADINGS)


def _tells(cell: str) -> bool:
    told = _SHORTEST < len(cell) <= _LONGEST and _WORKED.search(cell) is not None
    return told and _SCHOOL.search(cell) is None


def in_text(text: str) -> Iterator[Hit]:
    """What the dated lines below such a heading of a text tell."""
    at = max(map(text.find, HEADINGS))
    if at < 0:
        return
    start = text.find("\n", at) + 1
    for _ in range(LINES if start else 0):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        dated = _DATED.match(text, start, end)
        told = "" if dated is None else text[dated.end() : end].strip()
        if dated is not None and _SHORTEST < len(told) <= _LONGEST and not _OTHER.search(told):
            begin = text.index(told, dated.end())
            yield Hit("sensitive", told, begin, begin + len(told), WEAK)
        if end == len(text) or (dated is None and _OTHERS.match(text, start)):
            return
        start = end + 1
