"""Names that a text makes public itself: of officials, authors, winners. Line by line, by what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.residue.fold import joined
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.model import Hit
from checks.residue.matchers.needed import Needing

LEAST, SHARE = 3, 0.7
"""Names, and their share of all names of a file, from which on it lists persons known by office or work."""
LINE, ROWS, NAMES = 200, 300, 300
"""Characters of a line, rows and names of a table looked at: longer ones are registers, not lists for a notice board."""

# each way begins with a sign that is rare, or every figure of a table would be looked at
_OFFICE = Gated(
    "市長|区長|町長|村長|知事|教育長|議員|議長|大臣|[部局次室所課館院]長|監査委員|選挙管理委員|消防長|会計管理者|教授|弁護士|公認会計士|税理士|会頭|登壇|基調講演|パネリスト|パネラー|アナウンサー|裁判官|弁理士|発明者|学識経験|専務理事|医師会|弁護士会|題額|撰文|揮毫|ナレーション|"
    "理事長|取締役|自民|立憲|公明|共産|維新|国民民主|無所属|第[0-9]{1,3}代|"
    "位(?:(?<=[0-9]位)(?<![0-9.][0-9]位)|(?<=[0-9]{2}位)(?<![0-9.][0-9]{2}位))|優勝|入賞|受賞|[初二三四五六七八九]段"
)
_WORK = Gated(
    r"(?:共?著|編著?|訳|監修|作曲|作詞|脚本|監督|出演|主演|指揮|独唱|演出|振付|ゲスト|演|石工|棟梁)(?=[\s\u3000、。.,:／/)」』]|$)|作曲|作詞|監督|出演|主演|演出|演:|著者|『|"
    r"本です|小説です|作品です|著書です|author *=|出版|新書|文庫|書房|書店|書院|新聞社|巻(?<=[0-9]巻)|ISBN"
)
# 岡林 拓也1) 品川 節子2): authors with the numbers of their institutes
_PAGES = Gated(r"[)）](?<=[\u3041-\u9fff][1-9*†].)(?![0-9])|p(?<![A-Za-z].)p?\.? ?[0-9]{1,4}(?:-[0-9]|,|$|\.)")


# for rows, which are short: one search, not three
_ANY = Needing("|".join(one.pattern.pattern for one in (_OFFICE, _WORK, _PAGES)))


def public_names(text: str, hits: Iterable[Hit]) -> set[str]:
    """The names among `hits` whose line tells an office or a work of theirs."""
    found: set[str] = set()
    for hit in hits:
        if hit.kind in ("name", "_staff"):
            start, end = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
            stop = len(text) if end < 0 else end
            if stop - start <= LINE and _told(text, start, stop):
                found.add(joined(hit.value))
    return found


def public_rows(rows: Sequence[Sequence[str]], names: set[str]) -> set[str]:
    """Those of ``names`` whose row of a table tells an office or a work of theirs."""
    found: set[str] = set()
    if len(names) > NAMES:
        return found
    for row in rows[:ROWS]:
        line = " ".join(row)
        if len(line) <= LINE and _ANY.search(line):
            found.update(joined(name) for name in names if name in line)
    return found


def public_names_line(line: str) -> bool:
    """Whether a line tells an office or a work of somebody."""
    return _ANY.search(line) is not None


def _told(text: str, start: int, stop: int) -> bool:
    return any(one.search(text, start, stop) for one in (_OFFICE, _WORK, _PAGES))
