"""The password notice as one printed page: the same lines as its text, with room for the receiver's entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from selfaudit.report.typeset import typeset
from selfaudit.text.messages import language

_COLON = ":"


def render(lines: Sequence[str], created: datetime) -> bytes:
    """The lines of a notice as PDF/A-3b: the first is the title, ``name : value`` is a row, the rest are sentences."""
    title, *rest = [line.strip() for line in lines if line.strip()]
    content = {
        "lang": language(),
        "created": [created.year, created.month, created.day],
        "title": title,
        "blocks": [_block(line) for line in rest],
    }
    return typeset("notice.typ", content, created)


def _block(line: str) -> dict[str, str]:
    name, colon, value = line.partition(_COLON)
    return {"name": name.strip(), "value": value.strip()} if colon else {"name": "", "value": line}
