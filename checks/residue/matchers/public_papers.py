"""Papers for the public in which nobody is named but by office or work: greetings, official letters, contracts, programmes, prefaces."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from checks.residue.matchers.gated import Gated
from checks.residue.matchers.mentions import How

LONGEST = 20_000
"""Signs of a paper looked at."""
_PAPER = Gated(
    "各位|御中|皆様|皆さん|(?:あい|挨)(?:さつ|拶)|契約書|協定書|覚書|要綱|告示|条例|法律第|第[1-9一]条|報道発表|プレスリリース|開館|入場料|定員[ 　0-9]|受講料|参加費|開票|要約】|監修|プロフィール|会社概要|議会|公告|設立|創業|決算短信|上場会社|募集要項|ご案内|相談日|開催日|【目的】|【方法】"
)
# minutes and shift lists name the staff who were there
_MINUTES = Gated(
    "出席者?[ 　:：]|欠席者?[ 　:：]|議事録|打合せ|打ち合わせ|申し?送り|勤務表|当番|利用者|相談者|ご本人|面談"
)
_ROLE = (
    "[市区町村会議館園校院学所署社局部課室塾団]長|センター長|理事長?|監事|知事|大臣|議員|教授|講師|取締役|監査役|執行役員|専務|常務|裁判官|判事|弁護士|弁理士|司法書士|税理士|清算人"
    "|発明者|監修|著者?|訳者|作者|選者|評者|主宰|指揮|独奏|独唱|演出|作詞|作曲|監督|大将|上人|棟梁|住職|宮司|撰文|題額|揮毫"
)
_BEFORE = re.compile(f"(?:{_ROLE})(?:の|[】:：・（(「]|[\\s\u3000]){{0,40}}\\Z")
_BEHIND = re.compile(f"[\\s\u3000]?(?:氏|さん)?[\\s\u3000]?[(（]?[^\\s()（）、。\n]{{0,10}}?(?:{_ROLE}|先生)")
_CALLED = (How.CALLED, How.CHILD, How.FORMAL)


def only_offices(text: str, how: Mapping[str, How], full: Collection[str]) -> bool:
    """Whether a folded text is such a paper: each of the names `full` and of those called `how` stands beside an office or work wherever it stands."""
    if not (how or full) or len(text) > LONGEST or not set(how.values()).isdisjoint(_CALLED):
        return False
    if not _PAPER.possible(text) or _PAPER.search(text) is None or _MINUTES.search(text) is not None:
        return False
    names = {*(name for name in how if name in full or not _rules(text, name)), *full}
    longer = sorted(full, key=len, reverse=True)
    return all(_by_office(text, name, [other for other in longer if name in other and name != other]) for name in names)


def _rules(text: str, name: str) -> bool:
    """Whether what was taken for a surname before a title is the town that somebody rules: 青葉市長."""
    return any(f"{name}{office}" in text for office in ("市長", "町長", "村長", "区長", "知事"))


def _by_office(text: str, name: str, longer: Collection[str]) -> bool:
    """Whether a name stands nowhere but beside an office, or in one of the `longer` ones that hold it."""
    at = text.find(name)
    while at >= 0:
        inside = any(
            text.startswith(other, max(0, at - shift))
            for other in longer
            for shift in range(len(other) - len(name) + 1)
        )
        if not inside and not (_BEFORE.search(text, max(0, at - 60), at) or _BEHIND.match(text, at + len(name))):
            return False
        at = text.find(name, at + 1)
    return True
