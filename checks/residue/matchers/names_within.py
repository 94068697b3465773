"""Columns whose cells are a whole name and a word or two about it: 近藤 豊 4月分, 会費 近藤 豊, 近藤 豊会長, 面談(近藤 豊).

A ledger, a diary and a list of tasks have no column for names; that most cells begin or end with one says that they name persons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import name_cells
from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.lexicon import is_ordinary, names
from checks.residue.matchers.model import SURE, Hit
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.roster_cells import hardly_else
from checks.residue.pieces import Row
from checks.residue.records import Record

ROWS, SAMPLE, WIDTH, HEADS = 2_000, 60, 60, 3
"""Rows of a table looked at; those that tell what a column holds; columns; rows that may be the heading."""
LEAST, SHARE = 3, 0.6
"""Different names of such a column; share of its cells that begin with a name, or end with one."""
SURELY = 0.4
"""Share of those names that are two words, or known well to both dictionaries."""
CERTAIN = 0.3
"""Share of surnames that are no towns, where surnames alone are told by a post or by brackets."""
SHORTEST, LONGEST = 4, 40
"""Signs of a cell."""
_BETWEEN = re.compile("[ \u3000]*[(（)）_＿「」『』【】:：/／、,;；→|][ \u3000]*|[ \u3000]+")
# a post among neighbours and families, an honorific, what is written right behind a name
_POST = re.compile(
    "(?:(?:副|元|前)?(?:会長|会計|班長|組長|部長|理事|監事|書記|支部長|幹事|隊長|団長|リーダー|世話人)|(?:様|さん|さま|氏|殿|くん|君|ちゃん)?(?:方|分|宅|より|から|へ)|様|さん|さま|氏|殿|くん|君|ちゃん)$"
)
# who teaches, performs, wins, writes or governs is known to everybody
_PUBLIC = re.compile(
    "先生|講師|教授|監督|選手|議員|[市区町村]長|知事|大臣|総理|社長|作$|著|画$|訳|主演|出演|優勝|受賞|特選|入選|演奏|指揮|独唱|司会|ゲスト|投手|捕手|九段|八段|名人|作詞|作曲|脚本|対局|着$|対$|[Vv][Ss]"
)
_OF_WORKS = re.compile(
    "本$|書籍|図書|新着|展示|作品|出品|演目|曲|番組|放送|大会|記録|順位|種目|プログラム|名言|史|駅|線$|停留所|バス|会場|試合|店|花"
)
"""Headings of lists of works, contests, shops and stations."""
_OF_POST = re.compile(
    f"([{LETTER}]{{1,4}}?)(?:副?会長|会計|班長|組長|理事|監事|書記|支部長|幹事|隊長|団長|リーダー|世話人)"
)
_BRACKETED = re.compile(f"(?<=.)[(（]([{LETTER}]{{1,4}}(?:さん|様|氏)?)[)）]$")
_NO_PERSONS = frozenset(("_famous", "_goods", "_org", "_thing", "address"))
_WORD = re.compile(f"[{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc]{{1,8}}")


def find(rows: list[Row], where: str) -> list[Record]:
    """A record for each cell of such columns."""
    if not LEAST <= len(rows) <= ROWS:
        return []
    width = min(WIDTH, max(map(len, rows[:SAMPLE])))
    found: list[Record] = []
    for column in range(width):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        if _possible(cells) and not any(heading_kind(cell) in _NO_PERSONS for cell in cells[:HEADS]):
            found += [Record([Hit("name", name, strength=SURE)], where, listed=True) for name in _names(cells)]
    heads = [cell for cell in rows[0] if cell] if found else []
    return [] if any(heading_kind(cell) in ("_famous", "_goods") or _OF_WORKS.search(cell) for cell in heads) else found


def _possible(cells: Sequence[str]) -> bool:
    """Whether cells are short, several, in Japanese, and few of them whole names by themselves."""
    tried = [cell for cell in cells[:SAMPLE] if SHORTEST <= len(cell) <= LONGEST and not cell.isascii()]
    if len(tried) < LEAST or len(tried) < SHARE * min(len(cells), SAMPLE):
        return False
    return 2 * sum(map(name_cells.is_name, tried)) < len(tried)


def _names(cells: Sequence[str]) -> list[str]:
    """The names at one end of all cells; none where few have any there."""
    tried = cells[:SAMPLE]
    for at in (0, 1):
        told = [_ends(cell)[at] for cell in tried]
        named = [name for name in told if name]
        sure = sum(1 for name in named if len(name.split()) > 1 or name_cells.well_known(name))
        enough = len(set(named)) >= LEAST and len(named) >= SHARE * (len(tried) - 1)
        if enough and sure >= SURELY * len(named) and not any(map(_PUBLIC.search, tried)):
            return [name for cell in cells if (name := _ends(cell)[at])]
    return _surnames(cells)


def _surnames(cells: Sequence[str]) -> list[str]:
    """Surnames alone with a post behind them, or in brackets at the end of a cell; none where they may as well be towns."""
    tried = [cell for cell in cells[:SAMPLE] if len(cell) <= LONGEST]
    named = {name for cell in tried if (name := _surname(cell))}
    enough = sum(1 for cell in tried if _surname(cell)) >= SHARE * (len(tried) - 1)
    if len(named) < LEAST or not enough or any(map(_PUBLIC.search, tried)):
        return []
    certain = sum(map(hardly_else, named))
    posts = all(cell[-1:] not in "）)" for cell in tried if _surname(cell))
    fits = certain > 0 if posts else certain >= max(2, CERTAIN * len(named))
    return [name for cell in cells if (name := _surname(cell))] if fits else []


@lru_cache(maxsize=20_000)
def _surname(cell: str) -> str:
    """The listed surname of a cell that has a post behind it, or stands in brackets behind other words."""
    match = _BRACKETED.search(cell) if cell[-1:] in "）)" else _OF_POST.fullmatch(cell)
    bare = _POST.sub("", match[1]) if match else ""
    return bare if plain_ideographs(bare) in names().surnames and not is_ordinary(bare) else ""


@lru_cache(maxsize=20_000)
def _ends(cell: str) -> tuple[str, str]:
    """The whole name a cell begins with, and the one it ends with; empty where there is none, or nothing beside it."""
    if not SHORTEST <= len(cell) <= LONGEST or cell.isascii():
        return "", ""
    words = [word for word in _BETWEEN.split(cell) if word and not word.isascii()]  # 001_近藤豊_同意書.pdf
    return _whole(words, cell, last=False), _whole(words, cell, last=True)


def _whole(words: list[str], cell: str, *, last: bool) -> str:
    """The name that the first words or the last ones of a cell are."""
    for count in (2, 1):
        taken = words[-count:] if last else words[:count]
        if len(taken) < count or not all(map(_WORD.fullmatch, taken)):
            continue
        bare = _POST.sub("", taken[-1])
        if not bare or (len(words) == count and bare == taken[-1]):
            continue
        name = " ".join([*taken[:-1], bare])
        if _is_whole(name):
            return name if name in cell else name.replace(" ", "\u3000")
    return ""


def _is_whole(name: str) -> bool:
    """Whether a word or two are a surname and a given name."""
    return name_cells.is_name(name) and not name_cells.of_business(name)
