"""Columns of numbers of papers that another column names: 確認書類 運転免許証, 番号 308847614300; 資格 普通自動車, 番号 ….

Such lists are kept where somebody shows who he is, and of those who drive. The paper tells what its number is; where several
sorts of papers are shown, the figures do (twelve of a driving licence, eight or ten of insurance, letters of a residence card).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from checks.residue.matchers import numbers
from checks.residue.matchers.name_columns import LEAST, most
from checks.residue.pieces import Row

_SAMPLE, _SHARE = 60, 0.6
"""Rows looked at; share of cells that have to name such a paper."""
_FIGURE = re.compile("[0-9]")
_FITTING, _OWN = 0.8, 0.95
"""Share of numbers that have to be of the paper, and of those that have to be My Numbers instead."""
_NAMES = frozenset(("name", "kana", "_surname", "_staff"))
_UNTOLD = (None, "_not", "sensitive", "insured_number", "licence", "identity_document")
_NUMBER = re.compile(
    r"(?:本人確認|身元確認|身分証明?書?|確認|提示|提出|書類|証明書?|免許証?|運転免許証?|保険証|証書?|記号|登録|交付|資格|控え?|の|・)*(?:番号|No\.?|NO\.?|№|ナンバー|ﾅﾝﾊﾞｰ)(?:等|控え?)?[ (]?[1-9①②]?[)]?"
)
# numbers of what was granted: as many figures as an insured person's, or the office's own
_GRANTED = re.compile("(?:認定|交付決定|支給決定|ケース)(?:番号|No\\.?|NO)", re.IGNORECASE)
_LICENCE = re.compile(
    "(?:自動車)?(?:運転)?免許証?|運転経歴証明書|(?:(?:普通|準?中型|大型)(?:自動車|自二|二輪|一種|二種|特殊|第一種|第二種)|(?:普通|準?中型|大型)(?=免許)|原付|普自二|大自二|(?:準?中型)[0-9]+t限定|[0-9]+t限定)(?:車|一種|二種|第一種|第二種)?(?:運転)?(?:免許証?)?(?:\\([^()]*\\))?"
)
_PAPERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("licence", _LICENCE),
    (
        "insured_number",
        re.compile(
            "(?:健康|国民健康|国保|社会|社保|介護|後期高齢者?|後期)?(?:医療)?(?:保険証|被保険者証|保険者証)|(?:福祉|子ども|こども|乳幼児|障害者?)?(?:医療)?(?:受給者?証|医療証)|資格確認書"
        ),
    ),
    ("identity_document", re.compile("在留カード|パスポート|旅券|特別永住者証明書")),
    (
        "",
        re.compile(
            "(?:マイナンバー|個人番号)カード|(?:障害者|療育|身体障害者|精神障害者保健福祉)?手帳|住基カード|社員証|学生証"
        ),
    ),
)


def told(rows: list[Row], kinds: dict[int, str], heading: Callable[[int], str], width: int) -> dict[int, str]:
    """The kinds of columns of such numbers beside persons; `heading` gives the words over a column."""
    if _NAMES.isdisjoint(kinds.values()):
        return {}
    for column in (at for at in range(width) if at not in kinds and _GRANTED.fullmatch(heading(at))):
        cells = _cells(rows, column)
        if len(cells) >= LEAST and most(cells, partial(fits, "insured_number"), _FITTING * len(cells)):
            return {column: "insured_number"}
    found: dict[int, str] = {}
    for column in (at for at in range(width) if kinds.get(at) in _UNTOLD and _over_numbers(heading(at))):
        papers = _papers(rows, column, kinds, heading, width)
        cells = [cell for cell in _cells(rows, column) if _FIGURE.search(cell)]  # 控えず: not noted down
        kind = next(iter(papers)) if len(papers) == 1 else numbers.PAPER if papers else ""
        if kind and len(cells) > 1 and most(cells, partial(fits, kind), _FITTING * len(cells)):
            # figures that all have the check digit of a My Number are one, whatever was shown beside them
            own = kind in ("licence", numbers.PAPER) and most(
                cells, partial(numbers.in_column, "my_number"), _OWN * len(cells)
            )
            found[column] = "my_number" if own else kind
    return found


_REMARK = re.compile("[(（][^()（）]*[)）]$")


def _over_numbers(heading: str) -> bool:
    """Whether a heading says that numbers of papers stand below it, a remark in brackets aside: 番号(控えない)."""
    return _NUMBER.fullmatch(heading) is not None or _NUMBER.fullmatch(_REMARK.sub("", heading)) is not None


def _cells(rows: list[Row], column: int) -> list[str]:
    return [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]


def _papers(rows: list[Row], number: int, kinds: dict[int, str], heading: Callable[[int], str], width: int) -> set[str]:
    """The kinds of numbers of the papers that a column beside `number` names, in its cells or in its heading."""
    others = [at for at in range(width) if at != number and kinds.get(at) in (*_UNTOLD, "_thing")]
    for column in sorted(others, key=lambda at: (at > number, abs(at - number))):  # the nearest to its left names it
        cells = _cells(rows, column)
        named = [kind for cell in cells if (kind := paper(cell)) is not None]
        if cells and len(named) >= _SHARE * len(cells):
            return {kind for kind in named if kind}
        if column == number - 1 and cells and _LICENCE.fullmatch(heading(column)):
            return {"licence"}
    return set()


def paper(cell: str) -> str | None:
    """The kind of number on the paper that a cell names, empty for one whose number is not looked for; None for none."""
    if (ticked := _TICKED.search(cell) or _TICKED_FIRST.match(cell)) is not None:
        cell = ticked[1]
    return next((kind for kind, pattern in _PAPERS if pattern.fullmatch(cell)), None)


# ☑免許証□保険証□マイナ: the one that is ticked
# whose tick at the beginning was taken for a mark of the list
_TICKED_FIRST = re.compile("([^□☐]+)[□☐]")
_TICKED = re.compile("[☑✓✔■レ][ \u3000]?([^□☐☑✓✔■レ ]+)")


def fits(kind: str, cell: str) -> bool:
    """Whether a cell can be a number of `kind`, or of any such paper."""
    return numbers.of_paper(cell) is not None if kind == numbers.PAPER else numbers.of_paper(cell) == kind
