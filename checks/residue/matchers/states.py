"""Columns whose cells say how persons are, whatever their heading says: 知的, 身体(心臓), 介3, 準要保護; and which of 症状 are a machine's."""

from __future__ import annotations

import re
from collections.abc import Callable

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import name_cells
from checks.residue.matchers.cells import NOTHING, bare_name
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import names
from checks.residue.matchers.name_columns import LEAST, most
from checks.residue.pieces import Row

_SAMPLE, _SHARE = 60, 0.8
"""Rows looked at, and the share of filled cells that have to say so."""
_SEVERAL = 2
_NAMED = frozenset(("name", "kana", "_surname"))
_KIND = re.compile(
    "(?:身体|知的|精神|発達|視覚|聴覚|音声|言語|内部|肢体|下肢|上肢|体幹|難病|重複|重心|高次脳|心臓|腎臓)(?:障害|障がい|不自由)?"
    "(?:[(・/].{1,8}|[・、/](?:身体|知的|精神|発達|難病).{0,4})?(?:[1-7]級|[AB][12]?|[1-4]度|最?重度|中度|軽度)?"
)
_STATE = re.compile(
    "要?介護?[ ]?[1-5]|要?支援?[ ]?[12]|(?:総合)?事業対象者?|準?要保護|(?:生保|被)?保護世帯|全介助|一部介助|半介助|(?:ほぼ)?寝たきり|(?:杖|歩行器|つたい|伝い)歩行|車[いイ椅]す?子?"
    "|自閉|ダウン|(?:自閉|ダウン)症|発達(?:凸凹|遅滞)|場面緘黙|医ケア|重心"
)
_GRADE = re.compile("[1-7]級|[AB][12]?|[ABC][1-3]|[1-4]度|最?重度|中度|軽度")
_OPEN = re.compile("自立|見守り|未認定|申請中|区変中|認定|否認定|却下|手帳なし|取得なし|対象外")
"""What stands among them and says nothing by itself."""
_SICK = re.compile("(?:主な|おもな)?症状|状態|診断(?:結果)?|不調")
_MACHINE = re.compile(
    "修理|故障|点検|機種|型式|型番|メーカー|見積|車種|機器|機械|部品|製品|不具合|設備|端末|パソコン|PC|車両|自転車|品名|品目|商品|用具"
)


def told(rows: list[Row], kinds: dict[int, str], width: int, heading: Callable[[int], str]) -> dict[int, str]:
    """Columns that say how the persons of a list are; symptoms beside machines say nothing of anybody."""
    if _NAMED.isdisjoint(kinds.values()):
        return _absent(rows, kinds, width) if "_staff" in kinds.values() else {}
    found: dict[int, str] = {}
    machines = [column for column, kind in kinds.items() if kind == "sensitive" and _SICK.fullmatch(heading(column))]
    if machines and any(_MACHINE.search(heading(column)) for column in range(width)):
        found = dict.fromkeys(machines, "_not")
    found |= dict.fromkeys(_parties(rows, [column for column, kind in kinds.items() if kind == "name"]), "_not")
    untold = [column for column in range(width) if kinds.get(column) in (None, "_not") and column not in found]
    for column in untold:
        if _says(_cells(rows, column), _KIND) or _says(_cells(rows, column), _STATE):
            found[column] = "sensitive"
    if any(_says(_cells(rows, column), _KIND) for column, kind in (kinds | found).items() if kind == "sensitive"):
        found |= {column: "sensitive" for column in untold if _says(_cells(rows, column), _GRADE)}
    return found


# うつ病により休職, 傷病休職, がん治療のため療養: why somebody of the staff stays away
_ABSENT = re.compile(".*(?:休職|病休|療養|傷病).*")


def _absent(rows: list[Row], kinds: dict[int, str], width: int) -> dict[int, str]:
    """The column that says which illness keeps each of the staff away."""
    untold = [column for column in range(width) if kinds.get(column) in (None, "_not")]
    return {column: "sensitive" for column in untold if _says(_cells(rows, column), _ABSENT)}


def _cells(rows: list[Row], column: int) -> list[str]:
    return [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]


def _parties(rows: list[Row], columns: list[int]) -> list[int]:
    """Columns of 本人, 妻 and 訪問看護 under 出席者: no cell is a name, and one of the other columns holds the names."""
    if len(columns) < _SEVERAL:
        return []
    known = {column: sum(map(_is_somebody, _cells(rows, column))) for column in columns}
    named = [column for column in columns if known[column] * 2 >= max(1, len(_cells(rows, column)))]
    kin = (column for column in columns if any(kind_of(cell) == "name" for cell in _cells(rows, column)))
    return [column for column in kin if not known[column]] if named else []


def _is_somebody(cell: str) -> bool:
    bare = bare_name(cell)
    surname = plain_ideographs(bare).split(" ")[0].split("\u3000")[0]
    return name_cells.is_name(bare) or surname in names().surnames or name_cells.foreign(bare)


def _says(cells: list[str], pattern: re.Pattern[str]) -> bool:
    """Whether cells, those that say nothing aside, are words of one sort."""
    told = [cell for cell in cells if not NOTHING.match(cell) and not _OPEN.fullmatch(cell)]
    return len(told) >= LEAST and most(told, lambda cell: pattern.fullmatch(cell) is not None, _SHARE * len(told))


def of_machines(labels: str) -> bool:
    """Whether the labels of a form speak of something to be mended."""
    return _MACHINE.search(labels) is not None


def of_sickness(label: str) -> bool:
    """Whether a label asks for what is wrong, with whom or with what."""
    return _SICK.fullmatch(label) is not None
