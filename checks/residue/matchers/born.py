"""When somebody was born, as notes tell it beside a name: S32.4生まれ, 昭和15年うまれ, 壽福 久江 1939-07-24 女."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checks.residue.matchers.dates import dates, this_year, year_of
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.lexicon import names
from checks.residue.matchers.needed import Needing

_ERA = "(?:明治|大正|昭和|平成|令和|[MTSHRmtshr明大昭平令](?=[ .]?[0-9元]))"
_NUMBER = "(?:[0-9]{1,2}|[〇一二三四五六七八九十]{1,4}|元)"
_BORN = "の?(?:お?生まれ|うまれ|生れ|年?生(?![活徒産命態体存後涯物中保花姜ま]))"
_YEAR_OR_MONTH = Needing(
    f"(?:{_ERA}[ ]?{_NUMBER}[年./](?:[ ]?{_NUMBER}(?:月|[./]?(?=の?[お生う]))?(?:[ ]?{_NUMBER}日?)?)?|(?:19|20)[0-9]{{2}}(?:年[0-9]{{1,2}}月|[./-][0-9]{{1,2}})){_BORN}"
)
_BORN_END = re.compile(f"{_BORN.replace('年?生', '生')}\\Z")
_BEHIND = re.compile(
    "(?:様|さん|さま|氏|くん|ちゃん)?(?:[ \u3000]{1,3}|[ \u3000]?[(（][ \u3000]?(?:[\u3041-\u30fc\u4e00-\u9fff]{1,6}[・、/][ \u3000]?)?|の(?=[MTSH昭平大12]))(?:[男女][ \u3000、/]{1,2})?"
)
# a pupil with class or age and reading, a day behind them: 森 拓斗(もり たくと) 小学4年 H27.9.2
_READING = "(?:[(（][ \u3000]?[\u3041-\u30fc][\u3041-\u30fc \u3000・]{2,18}[)）])"
_CLASS = "(?:小学?(?:校)?[1-6一二三四五六]年|中学?[1-3一二三]年|高校?[1-3一二三]年|新?[1-6]年生?|年[長中少]|満?[0-9]{1,2}[歳才])(?:児|生)?(?:[1-9]組)?"
_OF_CHILD = re.compile(
    f"(?:様|さん|くん|君|ちゃん)?[ \u3000]?{_READING}?[ \u3000、,]{{0,2}}[(（]?{_CLASS}[)）]?[ \u3000、,・/]{{1,2}}"
)
# a child named by the given name alone, its day right behind: 長男 蒼(2016/4/9), 子 結衣H29.4.8
_GIVEN = "([\u4e00-\u9fff々]{1,3}|[\u3041-\u3096]{2,4})(?:くん|ちゃん|さん|君)?[ \u3000]?[(（]?(?=[12HR平令])"
_CHILD = Gated(f"[子男女孫](?<=[\n \u3000/／、,(・:長次二三四].)(?:ども)?[ \u3000]?{_GIVEN}")
_SIBLING = re.compile(f"[)）]?[ \u3000]?[・、,][ \u3000]?{_GIVEN}")
LATEST = 2012
"""The last year in which a date behind a name is rather a date of birth than one of what is told of them."""
_LONGEST = 16
_YOUNGEST = 3
"""Age in years of the youngest who belong to a class: later days beside them are of what they did."""


def find(text: str, persons: Iterable[str]) -> Iterator[str]:
    """Dates of birth in a folded `text` about `persons`, as written, and years and months alone."""
    for match in _YEAR_OR_MONTH.finditer(text):
        yield _BORN_END.sub("", match.group())
    yield from _children(text)
    for person in persons:
        at = text.find(person) if len(person) > 1 else -1
        while at >= 0:
            stop = at + len(person)
            if (gap := _OF_CHILD.match(text, stop)) is not None:
                yield from _at(text, gap.end(), this_year() - _YOUNGEST)
            elif (gap := _BEHIND.match(text, stop)) is not None:
                yield from _at(text, gap.end())
            at = text.find(person, stop)


def _children(text: str) -> Iterator[str]:
    """Days behind given names of children, and of those that are listed with them."""
    for first in _CHILD.finditer(text):
        match: re.Match[str] | None = first
        while match is not None and match.group(1) in names().given:
            at = match.end()
            stop = next((stop for start, stop in dates(text, at, at + _LONGEST) if start == at), 0)
            if stop:
                yield text[at:stop]
            match = _SIBLING.match(text, stop) if stop else None


def _at(text: str, at: int, latest: int = LATEST) -> Iterator[str]:
    for start, stop in dates(text, at, at + _LONGEST):
        if start == at and (year_of(text[start:stop]) or latest + 1) <= latest:
            yield text[start:stop]
