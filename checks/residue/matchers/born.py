"""When somebody was born, as notes tell it beside a name: S32.4生まれ, 昭和15年うまれ, 壽福 久江 1939-07-24 女."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checks.residue.matchers.dates import dates, year_of

_ERA = "(?:明治|大正|昭和|平成|令和|[MTSHRmtshr明大昭平令](?=[ .]?[0-9元]))"
_NUMBER = "(?:[0-9]{1,2}|[〇一二三四五六七八九十]{1,4}|元)"
_BORN = "の?(?:お?生まれ|うまれ|生れ|年?生(?![活徒産命態体存後涯物中保花姜ま]))"
_YEAR_OR_MONTH = re.compile(
    f"(?:{_ERA}[ ]?{_NUMBER}[年./](?:[ ]?{_NUMBER}(?:月|[./]?(?=の?[お生う]))?(?:[ ]?{_NUMBER}日?)?)?|(?:19|20)[0-9]{{2}}(?:年[0-9]{{1,2}}月|[./-][0-9]{{1,2}})){_BORN}"
)
_BORN_END = re.compile(f"{_BORN}\\Z")
_BEHIND = re.compile(
    "(?:様|さん|さま|氏|くん|ちゃん)?(?:[ \u3000]{1,3}|[ \u3000]?[(（][ \u3000]?)(?:[男女][ \u3000、/]{1,2})?"
)
LATEST = 2012
"""The last year in which a date behind a name is rather a date of birth than one of what is told of them."""
_LONGEST = 16


def find(text: str, persons: Iterable[str]) -> Iterator[str]:
    """Dates of birth in a folded `text` about `persons`, as written, and years and months alone."""
    for match in _YEAR_OR_MONTH.finditer(text):
        yield _BORN_END.sub("", match.group())
    for person in persons:
        at = text.find(person) if len(person) > 1 else -1
        while at >= 0:
            stop = at + len(person)
            if (gap := _BEHIND.match(text, stop)) is not None:
                yield from _at(text, gap.end())
            at = text.find(person, stop)


def _at(text: str, at: int) -> Iterator[str]:
    for start, stop in dates(text, at, at + _LONGEST):
        if start == at and (year_of(text[start:stop]) or LATEST + 1) <= LATEST:
            yield text[start:stop]
