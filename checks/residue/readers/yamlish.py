"""YAML as programs and offices write it: block lists and mappings, rows in brackets, texts under a bar (YAML 1.2.2, 6 to 8).

Anchors, tags and merge keys are passed over, nothing is expanded. What does not read as YAML almost throughout is plain text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from checks.residue.pieces import Part, Text
from checks.residue.readers import delimited, jsonish
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap

DEEP, LEAST_SHARE = 40, 0.9
HEAD_LINES, LONGEST_KEY = 400, 40
_KEY = re.compile(
    rf"(\"[^\"]{{1,{LONGEST_KEY}}}\"|'[^']{{1,{LONGEST_KEY}}}'|[^\s\-#:\[\]{{}},\"'|>&*!%@`](?:[^:#]{{0,{LONGEST_KEY}}}[^:#\s])?)[ ]*:(?:[ \t]+(.*)|)$"
)
_START = re.compile(r"\s*(?:%YAML|---[ \t]*(?:\r?\n|$))")
_ENTRY = re.compile(r"^[ ]*-(?:[ ]+(?:\[|\{|-[ ]|[^\s:]{1,40}:[ ])|[ ]*\n[ ]+-[ ])", re.MULTILINE)
_DOCUMENT = re.compile(r"(?:---|\.\.\.)(?:\s.*)?$")
_BLOCK = re.compile(r"[|>][+\-0-9]*\s*(?:#.*)?$")
_FLOW = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[\[\]{},]|:(?=[\s\[{\"']|$)|[^\[\]{},:\"'\s](?:[^\[\]{},:]|:(?!\s))*"
)
_MARKED = re.compile(r"(?:[&!][^\s,\[\]{}]*\s+)+")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
Line = tuple[int, str]


def fits(text: str) -> bool:
    """Whether a text is YAML with records or rows in it; texts in ASCII are settings and stay text."""
    head = text[:20_000]
    if len(text) == len(head) and text.isascii() and "\\u" not in text:
        return False
    if "\t" in head.lstrip().partition("\n")[0]:  # cells that begin with their keys
        return False
    if not _START.match(head) and ("- " not in head or len(_ENTRY.findall(head)) < 2) and not _fixtures(head):
        return False
    if text.isascii() and "\\u" not in text:  # asked of a large text last: all of it is gone through
        return False
    lines = [line for line in text.split("\n", HEAD_LINES)[:HEAD_LINES] if line.strip()]
    return _share(lines) >= LEAST_SHARE


def read(text: str, source: Source) -> Iterator[Part]:
    """Tables and texts of all documents; one mapping in each of several documents is a record of one list."""
    source.meter.clock()
    text = _CONTINUED.sub("", text) if "\\\n" in text else text
    values = [value for document in _documents(text) for value in _Reader(document).whole() if value is not None]
    try:
        yield from jsonish.read_values(values)
    except RecursionError:
        yield Text(text)
    if not values:
        yield from delimited.split(unwrap(text))


# a line of a text in quotes that goes on in the next one; a blank that it begins with is marked (YAML 1.2.2, 7.3.1)
_CONTINUED = re.compile(r"\\\n[ ]*(?:\\(?=[ ]))?")
_BLOCK_OF = re.compile(r"^[A-Za-z_][\w-]*:[ ]*\n((?:[ ]+[A-Za-z_]\w*:[^\n]*\n){2,})", re.MULTILINE)
_INNER_KEY = re.compile(r"^[ ]+(\w+):", re.MULTILINE)
LEAST_FIXTURES = 3


def _fixtures(head: str) -> bool:
    """Whether a text is records by their names, as test fixtures are: keys at the margin with the same keys below each."""
    if head.count(":\n ") + head.count(": \n ") < LEAST_FIXTURES:
        return False
    blocks = [set(_INNER_KEY.findall(block)) for block in _BLOCK_OF.findall(head)]
    return len(blocks) >= LEAST_FIXTURES and len(set.intersection(*blocks)) >= 2


def _share(lines: list[str]) -> float:
    """The share of lines that read as YAML; lines of a text under a bar are counted with it."""
    good, held = 0, -1
    for line in lines:
        bare = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if 0 <= held < indent:
            good += 1
            continue
        held = indent if _BLOCK.search(bare) and ":" in bare else -1
        inner = bare.lstrip("- ")
        entry = bare.startswith("- ") and (bare[2] in "[{\"'-" or _KEY.match(inner) is not None or indent > 0)
        good += bool(entry or bare == "-" or bare[0] in "#%" or _DOCUMENT.match(bare) or _KEY.match(bare))
    return good / len(lines) if lines else 0.0


def _documents(text: str) -> Iterator[list[Line]]:
    lines: list[Line] = []
    for line in text.replace("\t", "    ").split("\n"):
        bare = line.rstrip()
        if _DOCUMENT.match(bare):
            yield lines
            lines = []
        elif not bare.startswith("%YAML"):
            lines.append((len(bare) - len(bare.lstrip(" ")), bare.strip()))
    yield lines


class _Reader:
    """One document, line by line: (spaces before it, the rest)."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.at = 0

    def whole(self) -> Iterator[Any]:
        """The value of the document; several where its lines do not hang together."""
        while line := self._next():
            yield self._value(line[0], 0)

    def _next(self) -> Line | None:
        """The next line that says something."""
        while self.at < len(self.lines) and (not self.lines[self.at][1] or self.lines[self.at][1].startswith("#")):
            self.at += 1
        return self.lines[self.at] if self.at < len(self.lines) else None

    def _value(self, indent: int, depth: int) -> Any:
        """The list or mapping that begins at the next line."""
        line = self._next()
        if line is None or depth > DEEP:
            self.at += 1
            return None
        if line[1] == "-" or line[1].startswith("- "):
            return self._list(indent, depth)
        if _KEY.match(line[1]):
            return self._mapping(indent, depth)
        self.at += 1
        return self._scalar(line[1], indent)

    def _list(self, indent: int, depth: int) -> list[Any]:
        found: list[Any] = []
        while (line := self._next()) and line[0] == indent and (line[1] == "-" or line[1].startswith("- ")):
            inner = (
                _MARKED.sub("", line[1][1:].lstrip(), count=1)
                if line[1][1:].lstrip()[:1] in "&!"
                else line[1][1:].lstrip()
            )
            deeper = indent + max(2, len(line[1]) - len(inner))
            if not inner:
                self.at += 1
                found.append(self._below(indent, depth))
            elif _KEY.match(inner) or inner.startswith("- "):
                self.lines[self.at] = (deeper, inner)
                found.append(self._value(deeper, depth + 1))
            else:
                self.at += 1
                found.append(self._scalar(inner, indent))
        return found

    def _mapping(self, indent: int, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while (line := self._next()) and line[0] == indent and (match := _KEY.match(line[1])):
            self.at += 1
            told = (match.group(2) or "").strip()
            told = _MARKED.sub("", f"{told} ").strip() if told[:1] in "&!" else told
            found[unwrap(match.group(1).strip("\"'"))] = (
                self._scalar(told, indent) if told else self._below(indent, depth)
            )
        return found

    def _below(self, indent: int, depth: int) -> Any:
        """What stands further in than a key; a list may stand as far out as its key."""
        line = self._next()
        if line is None or (line[0] <= indent and not (line[0] == indent and line[1].startswith("- "))):
            return None
        return self._value(line[0], depth + 1)

    def _scalar(self, told: str, indent: int) -> Any:
        """A value on its line, or a text under a bar; lines further in go on with it."""
        block = _BLOCK.match(told)
        more: list[str] = []
        while self.at < len(self.lines) and (self.lines[self.at][0] > indent or (block and not self.lines[self.at][1])):
            more.append(self.lines[self.at][1])
            self.at += 1
        if block:
            return "\n".join(more).strip("\n")
        return _plain(" ".join([told, *filter(None, more)]))


def _plain(told: str) -> Any:
    """A value on one line: quoted, a row or record in brackets, or as it stands."""
    if told in _NOTHING:
        return None
    if told[0] in '[{"':
        try:
            return json.loads(_FLOW.sub(_as_json, told) if told[0] != '"' else told)
        except (ValueError, RecursionError):
            return told.strip('[]{}"')
    return _unquoted(told.partition(" #")[0])


def _as_json(sign: re.Match[str]) -> str:
    """A sign of a row or record in brackets as JSON writes it."""
    told = sign.group()
    if told[0] in '"[]{},:':
        return told
    return json.dumps(_unquoted(told), ensure_ascii=False)


def _unquoted(told: str) -> str:
    told = told.strip()
    return told[1:-1].replace("''", "'") if len(told) > 1 and told[0] == told[-1] == "'" else told
