"""Small numbers in words, the same in every format of the report."""

from __future__ import annotations

from selfaudit.text.messages import t

_KIB = 1024

_SEARCH_VERDICTS = {
    "検出あり(内容)": "content",
    "検出あり(名称のみ)": "name_only",
    "検査範囲で検出なし": "clean",
    "検査不能": "unreadable",
}


def bytes_label(size: int) -> str:
    """A size such as 812 B, 12 KB or 3.4 MB (1 KB = 1024 bytes, as file managers show it)."""
    if size < _KIB:
        return f"{size} B"
    if size < _KIB**2:
        return f"{size // _KIB} KB"
    if size < _KIB**3:
        return f"{size / _KIB**2:.1f} MB"
    return f"{size / _KIB**3:.1f} GB"


def percent(share: float) -> str:
    """A share of 0 to 1 as whole percent, rounded down so that 99.9 % never reads as all of it."""
    return f"{int(share * 100)}%"


def search_verdict_label(word: str) -> str:
    """A search verdict word (DESIGN section 4) in the reader's language; an unknown word as it is."""
    key = _SEARCH_VERDICTS.get(word)
    return t(f"report.verdict.{key}") if key else word
