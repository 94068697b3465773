"""The words of XML and HTML inside inflated members: numeric references decoded, tags taken out (notes/scan.md section 4.3)."""

from __future__ import annotations

import html
import re

_LOOKS_LIKE = re.compile(rb"\s*(?:\xef\xbb\xbf)?<[?!a-zA-Z/]")
# Ends of cells, paragraphs and rows keep words apart; tags inside a word (runs, ruby) do not.
_BREAK = re.compile(
    r"</?(?:\w+:)?(?:c|si|p|row|tr|td|th|li|br|div|tab|h\d|cell|table-cell|dt|dd|option)\b[^<>]*>", re.IGNORECASE
)
_READING = re.compile(r"<rPh\b.*?</rPh>|<phoneticPr\b[^>]*>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"\n\s*\n+")
_PIECE = 4 << 20


def looks_like_markup(data: bytes) -> bool:
    """Whether `data` begins with a tag, a fragment of markup included."""
    return bool(_LOOKS_LIKE.match(data[:64])) or data[:4096].count(b"<") > 16 < data[:4096].count(b">")


def words(data: bytes) -> list[str]:
    """The text of `data` in pieces of at most 4 MiB, one line for each cell or paragraph."""
    return [_words(data[start : start + _PIECE + 4096]) for start in range(0, len(data), _PIECE)]


def _words(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    text = _BREAK.sub("\n", _READING.sub("", text))
    return _BLANKS.sub("\n", html.unescape(_TAG.sub("", text)))
