"""Running text inside JSON: strings of several lines, lists of lines, and the messages of a chat as lines of their speakers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from checks.residue.readers.unwrap import unwrap

DEEP = 40
LINES = 3  # a string of more line ends than this is a text of its own, and so is a list of as many long strings
SENTENCE = 14  # letters of a string, on average, that is no cell
# the last part of a key: what was said, and by whom (Slack, Microsoft Graph and LINE name them so)
_SAID = frozenset(("text", "message", "body", "content", "msg", "note", "memo", "comment", "description"))
_BY = ("real_name", "display_name", "displayname", "username", "user_name", "sender_name", "sender", "author", "from", "name", "user")  # fmt: skip
_IDENTIFIER = re.compile(r"[\w.@-]*[0-9][\w.@-]*|[A-Z]+")
_TAG = re.compile(r"<[^<>]{1,200}>")

Flat = Callable[[dict[str, Any], str], dict[str, str]]


def is_text(value: list[Any]) -> bool:
    """Whether a list holds the lines of a text, or of a list whose cells are apart by tabs."""
    if len(value) < LINES or not all(isinstance(one, str) for one in value):
        return False
    return any("\t" in line or line.endswith("\n") for line in value) or sum(map(len, value)) > SENTENCE * len(value)


def texts_in(value: Any, flat: Flat, depth: int = 0) -> Iterator[str]:
    """The running texts of `value`; `flat` gives the cells of an object by key."""
    if isinstance(value, str):
        if value.count("\n") >= LINES:
            yield unwrap(value)
    elif depth >= DEEP:
        return
    elif isinstance(value, list) and is_text(value):
        yield unwrap("\n".join(line.rstrip("\r\n") for line in value))
    elif isinstance(value, (dict, list)):
        children = value.values() if isinstance(value, dict) else value
        if isinstance(value, list) and (said := _said([flat(one, "") for one in value if _may_say(one, depth)])):
            yield said
        for child in filter(_may_tell, children):
            yield from texts_in(child, flat, depth + 1)


def _may_tell(child: Any) -> bool:
    """Whether a value may hold a running text: hardly any cell does."""
    return isinstance(child, (dict, list)) or (isinstance(child, str) and "\n" in child)


def _may_say(item: Any, depth: int) -> bool:
    """Whether a value is an object with a key for what was said, or holds such an object."""
    if not isinstance(item, dict):
        return False
    if any(str(key).rpartition(".")[2].lower() in _SAID for key in item):
        return True
    return depth < DEEP and any(_may_say(child, depth + 1) for child in item.values())


def _said(records: list[dict[str, str]]) -> str:
    """What the records of a list say, a line each, the speaker first; empty where they hold no messages."""
    lines = [line for record in records if (line := _line(record))]
    return "\n".join(lines) if len(lines) > 1 else ""


def _line(record: dict[str, str]) -> str:
    leaves: dict[str, str] = {}
    for key, cell in record.items():
        leaves.setdefault(key.rpartition(".")[2].lower(), cell)
    told = next((leaves[leaf] for leaf in leaves if leaf in _SAID and leaves[leaf]), "")
    by = next((leaves[leaf] for leaf in _BY if leaves.get(leaf) and not _IDENTIFIER.fullmatch(leaves[leaf])), "")
    told = _TAG.sub(" ", told) if "</" in told else told
    return f"{by}: {told}" if by and told else told
