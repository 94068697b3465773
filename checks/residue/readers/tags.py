"""The tags, comments and words of HTML and XML, one after another, in time linear in the text whatever stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

_COMMENT, _CDATA = r"<!--(.*?)-->", r"<!\[CDATA\[(.*?)\]\]>"
_TAG = r"<([/!?]?)([^\W\d][\w:.-]*)(%s)(>?)"
_WITH_QUOTES, _WITHOUT_TAGS = r"(?>\"[^\"]*\"|'[^']*'|[^>\"']+)*+", r"[^<>]*+"
_WORDS = r"([^<]+|<+(?=<)|<)"
_NAME, _END, _SAID = 3, 5, 6
_OPENS = {"<!--": "comment", "<![CDATA[": "cdata"}
_WASTE = 4
"""Times the length of a text that may be spent on tags that never end, before attributes with signs of tags in them are given up."""


Token = tuple[str | Any, ...]
"""Comment, CDATA, what stands right behind the bracket of a tag, its name, its attributes, its end, words: what it is not is empty."""
_LONE: Token = ("", "", "", "", "", "", "<")


def closed(pattern: re.Pattern[str], text: str, *ends: str) -> Iterator[re.Match[str]]:
    """Matches of a pattern that goes on to the next of `ends`: none is begun behind the last one, to be followed in vain."""
    return pattern.finditer(text, 0, behind(text, *ends))


def replaced(pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str], text: str, *ends: str) -> str:
    """`text` with what such a pattern matches replaced."""
    stop = behind(text, *ends)
    return pattern.sub(by, text[:stop]) + text[stop:] if stop else text


def behind(text: str, *ends: str) -> int:
    """The place behind the last of `ends`; 0 where none stands in the text."""
    return max(at + len(end) if (at := text.rfind(end)) >= 0 else 0 for end in ends)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` in order, each as in `Token`. What is opened and never closed is taken for words."""
    at, wasted, never = 0, 0, frozenset[str]()
    while at < len(text):
        for match in _pattern(never, wasted > _WASTE * len(text)).finditer(text, at):
            token = match.groups("")
            if token[_NAME] and not token[_END]:
                wasted += match.end() - match.start()
                at = match.start() + 1
                yield _LONE
                break
            yield token
            at = match.end()
            if token[_SAID] == "<" and (kind := _unclosed(text, at - 1)) not in ("", *never):
                never |= {kind}
                break


def _unclosed(text: str, at: int) -> str:
    return next((kind for sign, kind in _OPENS.items() if text.startswith(sign, at)), "")


@cache
def _pattern(never: frozenset[str], plain: bool) -> re.Pattern[str]:
    """What tells tokens apart; `never` names those that are not closed any more, each of which would be sought to the end."""
    comment = r"(?!)()" if "comment" in never else _COMMENT
    cdata = r"(?!)()" if "cdata" in never else _CDATA
    tag = _TAG % (_WITHOUT_TAGS if plain else _WITH_QUOTES)
    return re.compile(f"{comment}|{cdata}|{tag}|{_WORDS}", re.DOTALL)


_pattern(frozenset(), False)  # made with the module, so that the kept copies of all patterns hold it
