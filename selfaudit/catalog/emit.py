"""Write single values as YAML that reads back as exactly the same text."""

from __future__ import annotations

import re

# Characters a plain value may not begin with, and words other YAML readers would take for something else than text.
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_OTHER_TYPES = re.compile(r"[\d.+_-]+|true|false|yes|no|on|off|null|~|y|n", re.IGNORECASE | re.ASCII)
# YAML's printable set, without the characters it takes for line ends (U+0085, U+2028, U+2029) and the byte order mark.
_UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def scalar(text: str, indent: int = 0) -> str:
    """Return `text` as a YAML value: plain where that is safe, quoted or as a block where not.

    `indent` is the number of spaces before the key the value belongs to.
    """
    if _UNPRINTABLE.search(text.replace("\n", "")):
        return _double_quoted(text)
    if "\n" in text:
        return _block(text, indent)
    return text if _is_plain(text) else "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or text[0] in _INDICATORS or _OTHER_TYPES.fullmatch(text):
        return False
    return ": " not in text and " #" not in text and not text.endswith(":") and not text.startswith(("---", "..."))


def _block(text: str, indent: int) -> str:
    lines = text.split("\n")
    if any(line != line.strip() or not line for line in lines):
        return _double_quoted(text)
    margin = " " * (indent + 2)
    return "|-\n" + "\n".join(margin + line for line in lines)


def _double_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _UNPRINTABLE.sub(lambda found: f"\\U{ord(found.group()):08x}", escaped) + '"'
