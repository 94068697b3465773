"""What matchers say: hits, each with its kind, the value as written (folded), its place in the text, and how sure it is.

TOLD is surer than SURE: the writer says by honorific, kinship or age that this is a person. SHOWN proves nothing; it is
listed beside what does.
"""

from __future__ import annotations

from typing import NamedTuple

SHOWN, WEAK, FAIR, SURE, TOLD = 0, 1, 2, 3, 4


class Hit(NamedTuple):
    """One value seen. `start` and `end` are character offsets in the folded text of the piece (0 in tables)."""

    kind: str
    value: str
    start: int = 0
    end: int = 0
    strength: int = FAIR
