"""Typed access to one YAML mapping. A getter that finds something wrong notes it and returns its default."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import TypeVar

from selfaudit.catalog.problems import Problems, suggestion
from selfaudit.catalog.yaml_tree import Mapping, Scalar, Sequence
from selfaudit.domain.profile import Text

MAX_TEXT = 20_000
"""Characters; the longest known clause has 226."""
MAX_LIST = 5_000

_E = TypeVar("_E", bound=StrEnum)
_DAY_OR_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?", re.ASCII)
_TRUTH = {"true": True, "false": False}


class Fields:
    """One mapping of the file: knows which keys it may have, where it stands and whom to tell."""

    def __init__(self, node: Mapping, known: frozenset[str], problems: Problems, path: str = "") -> None:
        self.node = node
        self.path = path
        self.problems = problems
        for key in node.lines:
            if key not in known:
                self.problem("unknown_key", key, name=key, hint=suggestion(key, sorted(known)))

    @property
    def line(self) -> int:
        """Line on which the mapping begins."""
        return self.node.line

    def problem(self, code: str, key: str, **values: object) -> None:
        """Note a mistake at one key of this mapping (or at its beginning where the key is missing)."""
        self.problems.add(code, self.node.lines.get(key, self.line), self._where(key), **values)

    def text(self, key: str, default: str = "", *, required: bool = False, pattern: str = "", like: str = "") -> str:
        """Return the text at `key`; `pattern` must match all of it, `like` shows a right one."""
        node = self.node.nodes.get(key)
        if node is None:
            if required:
                self.problem("missing", key)
            return default
        if not isinstance(node, Scalar):
            self.problem("not_a_text", key)
        elif not node.text.strip():
            self.problem("empty", key)
        elif len(node.text) > MAX_TEXT:
            self.problem("too_long", key, limit=MAX_TEXT)
        elif pattern and not re.fullmatch(pattern, node.text, re.ASCII):
            self.problem("bad_form", key, value=node.text, like=like)
        else:
            return node.text.rstrip("\n")
        return default

    def both(self, key: str, *, required: bool = False) -> Text:
        """Return the text at `key` with its English twin at `<key>_en`."""
        return Text(self.text(key, required=required), self.text(f"{key}_en"))

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return the list of texts at `key`; a word that stands twice in it is a mistake."""
        node = self.node.nodes.get(key)
        if node is None:
            if required:
                self.problem("missing", key)
            return ()
        if not isinstance(node, Sequence) or not all(isinstance(part, Scalar) for part in node.nodes):
            self.problem("not_a_list", key)
            return ()
        words = [part.text for part in node.nodes if isinstance(part, Scalar)]
        if "" in words or (required and not words) or len(words) > MAX_LIST:
            self.problem("empty", key)
        for word in sorted({word for word in words if words.count(word) > 1}) if len(words) < 100 else ():
            self.problem("twice_in_list", key, value=word)
        return tuple(dict.fromkeys(word for word in words if word))

    def choice(self, key: str, kind: type[_E]) -> _E | None:
        """Return the member of an enumeration named at `key`, None where the key is missing."""
        word = self.text(key)
        if not word:
            return None
        return self._member(key, word, kind)

    def choices(self, key: str, kind: type[_E]) -> tuple[_E, ...]:
        """Return the members of an enumeration listed at `key`."""
        members = [self._member(key, word, kind) for word in self.texts(key)]
        return tuple(member for member in members if member is not None)

    def flag(self, key: str) -> bool:
        """Return the truth value at `key`: `true` or `false`; False where the key is missing."""
        word = self.text(key, "false").lower()
        if word not in _TRUTH:
            self.problem("bad_form", key, value=word, like="true / false")
        return _TRUTH.get(word, False)

    def year(self, key: str) -> int | None:
        """Return the year (four digits) at `key`."""
        word = self.text(key, pattern=r"[12]\d{3}", like="2026")
        return int(word) if word else None

    def day(self, key: str) -> date | None:
        """Return the day (`2026-04-01`) at `key`."""
        word = self.text(key, pattern=r"\d{4}-\d{2}-\d{2}", like="2026-04-01")
        try:
            return date.fromisoformat(word) if word else None
        except ValueError:
            self.problem("bad_form", key, value=word, like="2026-04-01")
            return None

    def as_of(self, key: str) -> str:
        """Return the day or month (`2026-04`) at `key`, which must be there."""
        word = self.text(key, required=True)
        if word and not _DAY_OR_MONTH.fullmatch(word):
            self.problem("bad_form", key, value=word, like="2026-04-01 / 2026-04")
        return word

    def child(self, key: str, known: frozenset[str]) -> Fields | None:
        """Return the mapping at `key`, None where there is none."""
        node = self.node.nodes.get(key)
        if isinstance(node, Mapping):
            return Fields(node, known, self.problems, self._where(key))
        if node is not None:
            self.problem("not_a_table", key)
        return None

    def rows(self, key: str, known: frozenset[str], *, required: bool = False) -> list[Fields]:
        """Return the mappings listed at `key`."""
        node = self.node.nodes.get(key)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            if required:
                self.problem("missing", key)
            return []
        if not isinstance(node, Sequence) or len(node.nodes) > MAX_LIST:
            self.problem("not_rows", key)
            return []
        rows = []
        for place, part in enumerate(node.nodes):
            where = f"{self._where(key)}[{place}]"
            if isinstance(part, Mapping):
                rows.append(Fields(part, known, self.problems, where))
            else:
                self.problems.add("not_a_table", part.line, where)
        return rows

    def _member(self, key: str, word: str, kind: type[_E]) -> _E | None:
        try:
            return kind(word)
        except ValueError:
            self.problem("unknown_word", key, value=word, hint=suggestion(word, [member.value for member in kind]))
            return None

    def _where(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key
