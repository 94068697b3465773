r"""Readings set above words (ruby): they stand between the letters of names and hide them. The words stay, readings of names are kept beside.

Word writes them as `w:ruby`, older versions and RTF as a field EQ \o(\s\up(reading), word); OpenDocument and HTML have elements
of their own (ISO/IEC 29500-1 17.3.3.25, ISO/IEC 26300-3 6.4, HTML 4.5.10).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from checks.residue.matchers import name_cells
from checks.residue.pieces import Part, Table

# none reaches into the next one, and none is tried twice: a file may open thousands and close none
_SIGN = r"(?:[^<]|<(?!w:ruby\b))*?"
_WORD = re.compile(rf"<w:ruby\b[^<>]*>(?>{_SIGN}<w:rt\b[^<>]*>)(?>(?P<reading>{_SIGN})</w:rt>)\s*<w:rubyBase\b[^<>]*>(?>(?P<word>{_SIGN})</w:rubyBase>)\s*</w:ruby>")  # fmt: skip
_SIGN = r"(?:[^<]|<(?!text:ruby[ >]))*?"
_OPENDOCUMENT = re.compile(rf"<text:ruby\b[^<>]*>\s*<text:ruby-base>(?>(?P<word>{_SIGN})</text:ruby-base>)\s*<text:ruby-text\b[^<>]*>(?>(?P<reading>{_SIGN})</text:ruby-text>)\s*</text:ruby>")  # fmt: skip
_HTML = re.compile(r"<ruby\b[^>]*>(?P<word>[^<]*(?:<(?!/ruby|rt\b)[^>]*>[^<]*){0,20})<rt\b[^>]*>(?P<reading>.*?)</ruby>", re.DOTALL | re.IGNORECASE)  # fmt: skip
_HTML_END = re.compile(r"</ruby\s*>", re.IGNORECASE)
_FIELD = re.compile(r"\x13\s*EQ\b[^\x13\x15]{0,2000}?\\o\s*(?:\\a[a-z]\s*)?\(\s*\\s\s*\\up\s*[\d.]+\s*\((?P<reading>[^()]*)\)\s*[,;]\s*(?P<word>[^()]*)\)[^\x13\x15]{0,2000}\x15", re.IGNORECASE)  # fmt: skip
_WORD_FIELD = re.compile(
    r"<w:fldChar\b[^<>]*w:fldCharType=\"begin\"[^<>]*?(?:/>|>(?:(?!<w:fldChar\b).)*?</w:fldChar>)"
    r"(?P<inside>(?>(?:(?!<w:fldChar\b).)*?<w:instrText\b[^<>]*>\s*EQ\b)(?:(?!<w:fldChar\b).)*+)"
    r"(?:<w:fldChar\b[^<>]*w:fldCharType=\"separate\"[^<>]*/>(?:(?!<w:fldChar\b).)*+)?<w:fldChar\b[^<>]*w:fldCharType=\"end\"[^<>]*/>",
    re.DOTALL,
)
_INSTRUCTION = re.compile(r"<w:instrText\b[^>]*>([^<]*)</w:instrText>")
_TAG = re.compile(r"<(rp|rt)\b[^>]*>.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_PARENTHESES = re.compile(r"<rp\b[^>]*>[^<]*(?:</rp>)?", re.IGNORECASE)
Pairs = list[tuple[str, str]]


def in_flow(text: str) -> tuple[str, Pairs]:
    """A part of a Word or OpenDocument file without its readings, and (word, reading) of each."""
    if "<text:ruby" in text:
        return _without(text, _OPENDOCUMENT)
    if "<w:instrText" in text and "\\up" in text:
        text = _WORD_FIELD.sub(_as_element, text)
    return _without(text, _WORD) if "<w:ruby" in text else (text, [])


def in_html(text: str) -> tuple[str, Pairs]:
    """The same for HTML."""
    if "<ruby" not in text and "<RUBY" not in text:
        return text, []
    last = max((match.end() for match in _HTML_END.finditer(text)), default=0)
    told, pairs = _without(text[:last], _HTML)
    return told + text[last:], pairs


def in_fields(text: str) -> tuple[str, Pairs]:
    """The same for text whose fields stand between U+0013 and U+0015, as in Word's binary files."""
    return _without(text, _FIELD) if "\\up" in text and "\x13" in text else (text, [])


def names(pairs: Pairs) -> Iterator[Part]:
    """The readings of names as a table; those of other words say nothing of a person."""
    rows = [[word, reading] for word, reading in dict.fromkeys(pairs) if name_cells.is_name(word)]
    if rows:
        yield Table([["fullname", "kana"], *rows], "ruby")


def _as_element(match: re.Match[str]) -> str:
    """A field of Word as the element it stands for; other fields as they are."""
    told = "".join(_INSTRUCTION.findall(match["inside"]))
    found = _FIELD.fullmatch(f"\x13{told}\x15")
    if found is None:
        return match[0]
    reading, word = (f"<w:r><w:t>{found[name]}</w:t></w:r>" for name in ("reading", "word"))
    return f"<w:ruby><w:rt>{reading}</w:rt><w:rubyBase>{word}</w:rubyBase></w:ruby>"


def _without(text: str, pattern: re.Pattern[str]) -> tuple[str, Pairs]:
    """`text` with words in place of words with readings; readings that follow one another without a break are one."""
    pairs: Pairs = []
    last = -1

    def word_alone(match: re.Match[str]) -> str:
        nonlocal last
        word, reading = (html.unescape(_TAG.sub("", match[name])).strip() for name in ("word", "reading"))
        if pairs and last >= 0 and not _TAG.sub("", text[last : match.start()]).strip():
            before, read = pairs[-1]
            pairs[-1] = before + word, f"{read}{'' if len(word) == 1 else ' '}{reading}"
        else:
            pairs.append((word, reading))
        last = match.end()
        return _PARENTHESES.sub("", match["word"])

    return pattern.sub(word_alone, text), pairs
