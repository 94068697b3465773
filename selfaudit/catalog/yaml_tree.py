"""Read YAML into a small tree that knows its line numbers, safely.

Profile files come from anywhere. The tree is built from parser events and not with `yaml.compose`, which recurses in C
and dies of deep nesting; the events also show anchors, tags and duplicate keys, which are all refused. Every scalar
stays the text it is in the file: `1.10`, `no` and `2026-04-01` are never turned into numbers, truth values or dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 12
MAX_NODES = 100_000

# What the parser complains about → the message that says how to mend it.
_SYNTAX_HINTS = (
    ("sequence entries are not allowed", "lone_dash"),
    ("mapping values are not allowed", "colon_in_text"),
    ("tab character", "tab"),
    ("'\\t' that cannot start", "tab"),
    ("cannot start any token", "bad_start"),
    ("could not find expected ':'", "no_colon"),
    ("did not find expected", "indentation"),
    ("expected <block end>", "indentation"),
)
# What YAML does not count as printable; its parsers report such a place in bytes or characters, not in lines.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TreeError(Exception):
    """The text is no usable YAML: `code` names the message, `line` counts from 1, `values` fill the message."""

    def __init__(self, code: str, line: int, key: str = "", **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.key = key
        self.values = values


@dataclass(frozen=True)
class Scalar:
    """A single value, as text."""

    text: str
    line: int


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    line: int
    nodes: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    """Keys with their nodes, and the line of each key."""

    line: int
    nodes: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def parse(text: str, *, stop_at: str = "") -> Mapping:
    """Return the tree of a YAML document whose top is a mapping; TreeError names line and trouble.

    With `stop_at` reading ends before that top-level key: enough for a list of profiles.
    """
    found = _UNPRINTABLE.search(text)
    if found:
        raise TreeError("control_character", text.count("\n", 0, found.start()) + 1)
    builder = _Builder(stop_at)
    try:
        for event in _events(text):
            if builder.take(event):
                break
    except yaml.YAMLError as error:
        raise _syntax_error(error) from None
    if not isinstance(builder.root, Mapping):
        raise TreeError("not_a_mapping", 1)
    return builder.root


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=LOADER)


class _Builder:
    """Puts events together; every refusal happens here, before anything is built deeper."""

    def __init__(self, stop_at: str) -> None:
        self.root: Node | None = None
        self._stop_at = stop_at
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event; return True when nothing more is wanted."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise TreeError("several_documents", _line(event))
        elif isinstance(event, yaml.AliasEvent):
            raise TreeError("anchor", _line(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._refuse(event)
            return self._add(event)
        return False

    def _refuse(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise TreeError("too_many", _line(event), limit=MAX_NODES)
        if event.anchor is not None:
            raise TreeError("anchor", _line(event))
        if event.tag is not None:
            raise TreeError("tag", _line(event), value=str(event.tag)[:40])

    def _add(self, event: Any) -> bool:
        if isinstance(event, yaml.ScalarEvent):
            return self._place(Scalar(event.value, _line(event)))
        if len(self._open) >= MAX_DEPTH:
            raise TreeError("too_deep", _line(event), limit=MAX_DEPTH)
        node = Mapping(_line(event)) if isinstance(event, yaml.MappingStartEvent) else Sequence(_line(event))
        self._place(node)
        self._open.append(node)
        self._keys.append(None)
        return False

    def _place(self, node: Node) -> bool:
        if not self._open:
            self.root = node
            return False
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.nodes.append(node)
            return False
        key = self._keys[-1]
        if key is None:
            return self._key(parent, node)
        parent.nodes[key.text] = node
        self._keys[-1] = None
        return False

    def _key(self, parent: Mapping, node: Node) -> bool:
        if not isinstance(node, Scalar):
            raise TreeError("bad_key", node.line)
        if len(self._open) == 1 and node.text == self._stop_at:
            return True
        if node.text in parent.lines:
            raise TreeError("duplicate_key", node.line, node.text, first=parent.lines[node.text])
        parent.lines[node.text] = node.line
        self._keys[-1] = node
        return False


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _syntax_error(error: yaml.YAMLError) -> TreeError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or error)
    code = next((code for phrase, code in _SYNTAX_HINTS if phrase in said), "syntax")
    return TreeError(code, int(mark.line) + 1 if mark is not None else 1, said=said[:120])
