"""Lists in text of mail addresses with a name in Latin letters beside each: t-mori@example.ne.jp Toru Mori, a line for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.residue.matchers import latin
from checks.residue.matchers.model import FAIR, Hit

_LEAST, _SHARE = 3, 0.6
"""Lines that make a list, and the share of them with a Japanese surname and given name."""
_LONGEST = 40
"""Signs between an address and the end of its line."""
_NAME = "([A-Z][A-Za-z'-]{0,15}) ([A-Z][A-Za-z'-]{0,15})"
_BEHIND = re.compile(f"[ \t,;]{{1,3}}{_NAME}[ \t\r]*(?:\n|\\Z)")
_BEFORE = re.compile(f"(?:\\A|\n)[ \t]*{_NAME}[ \t,;]{{1,3}}\\Z")


def find(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Names that share a line with one of the mail addresses among `hits` and nothing else, where several lines are so."""
    mails = [hit for hit in hits if hit.kind == "email"]
    if len(mails) < _LEAST:
        return
    matches = [match for hit in mails if (match := _beside(text, hit)) is not None]
    japanese = sum(latin.japanese(match.group(1), match.group(2)) for match in matches)
    if len(matches) < _LEAST or japanese < _SHARE * len(matches):
        return
    for match in matches:
        yield Hit("name", f"{match.group(1)} {match.group(2)}", match.start(1), match.end(2), FAIR)


def _beside(text: str, hit: Hit) -> re.Match[str] | None:
    """The name behind an address that begins its line, or before one that ends it."""
    if text[hit.start - 1 : hit.start] in ("", "\n"):
        return _BEHIND.match(text, hit.end, hit.end + _LONGEST)
    if text[hit.end : hit.end + 1] in ("", "\n", "\r"):
        return _BEFORE.search(text, max(0, hit.start - _LONGEST), hit.start)
    return None
