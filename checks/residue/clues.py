"""What ASCII text must hold at least before it can speak of a person; each test is one fast pass."""

from __future__ import annotations

import re

_PHONE = re.compile(r"0[0-9]{1,4}[-(][0-9]|0[5789]0[. ][0-9]{4}|0[0-9]{9}")
_WORDS = ("@", "+81", "irth", "IRTH", "DOB", "dob", "bday", "BDAY", "umber", "UMBER", "kojin", "ame", "AME")


def speaks_of_persons(text: str) -> bool:
    """Whether ASCII `text` holds a mail address, a telephone number, or a heading of personal data."""
    return any(word in text for word in _WORDS) or _PHONE.search(text) is not None
