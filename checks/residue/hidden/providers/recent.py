"""Lists of recently used files: shortcuts, jump lists, recently-used.xbel, vim and shell histories, macOS shared lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from checks.residue import charset
from checks.residue.hidden.providers import jumplist, lnk, utf16
from checks.residue.hidden.providers.model import Trace

_BOOKMARK = re.compile(r'<bookmark[^>]+href="([^"]+)"')
_VIM_FILE = re.compile(r"^(?:> |'[0-9A-Z]\s+\d+\s+\d+\s+|-'\s+\d+\s+\d+\s+)(.+)$", re.MULTILINE)


def read(data: bytes, name: str) -> Iterator[Trace]:
    """The files a list of recent files names. Raises Damaged."""
    low = name.lower()
    if low.endswith(".lnk"):
        yield lnk.read_link(data)
    elif low.endswith(".automaticdestinations-ms"):
        yield from jumplist.read_automatic(data)
    elif low.endswith(".customdestinations-ms"):
        yield from jumplist.read_custom(data)
    elif low.endswith((".sfl2", ".sfl3")):
        yield from utf16.read(data, name)
    else:
        yield from _text(charset.decode(data, charset.detect(data) or "utf-8"))


def _text(text: str) -> Iterator[Trace]:
    for href in _BOOKMARK.findall(text):
        yield Trace(unquote(unescape(href).removeprefix("file://"), "utf-8", "replace"))
    for path in _VIM_FILE.findall(text):
        yield Trace(path.strip())
