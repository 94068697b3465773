"""Lists of words to be found in texts: by the compiled kernel, or by an automaton that gives the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from checks.residue.matchers.beginnings import never_first, starts
from checks.residue.matchers.gated import signs_in
from checks.residue.native.library import load
from checks.residue.native.text import Tables, Words, word_tables
from checks.residue.prepared import kept


class WordList:
    """Words that are looked for together.

    Those between signs `before` or `after`, those that no match of `follows` follows, and those of one sign that no match
    of `lone` follows, are wanted by nobody and may be left out.
    """

    def __init__(
        self,
        words: Sequence[str],
        before: Iterable[str] = (),
        after: Iterable[str] = (),
        follows: re.Pattern[str] | None = None,
        lone: re.Pattern[str] | None = None,
    ) -> None:
        self.words = list(words)
        self._beside = ["".join(sorted(signs)) for signs in (before, after)]
        self._follows, self._lone = follows, lone
        self._automaton: AhoCorasick | None = None
        self._kernel: Words | None = None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(number of the word, start, end) from the left, the longest at each place, none over another."""
        library = load()
        if library is None:
            return self._by_automaton(text)
        if self._kernel is None:
            patterns = [pattern.pattern if pattern else "" for pattern in (self._follows, self._lone)]
            name = "\0".join(["words", *self._beside, *patterns, *self.words])
            self._kernel = Words(library, Tables(*kept(name, self.tables)))
        signs, width = signs_in(text)
        return self._kernel.find(signs, width, len(text))

    def tables(self) -> tuple[tuple[bytes, ...], tuple[int, ...]]:
        """What the kernel is told of the words: the parts and numbers of `Tables`."""
        before, after = self._beside
        after += never_first(self._follows) if self._follows else ""
        parts, numbers = word_tables(self.words, before, after, starts(self._lone) if self._lone else ())
        return parts, numbers

    def stands_in(self, text: str) -> bool:
        """Whether any of the words does."""
        return bool(self.find(text))

    def _by_automaton(self, text: str) -> list[tuple[int, int, int]]:
        if self._automaton is None:
            self._automaton = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest)
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text)
        return found


class LongList:
    """A word list that is only made where its tables are not kept: of thousands of words even that takes long."""

    def __init__(self, name: str, make: Callable[[], WordList]) -> None:
        self._name, self._make = name, make
        self._made: WordList | None = None
        self._kernel: Words | None = None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """As of `WordList`."""
        library = load()
        if library is None:
            return self._list().find(text)
        if self._kernel is None:
            self._kernel = Words(library, Tables(*kept(f"words {self._name}", lambda: self._list().tables())))
        signs, width = signs_in(text)
        return self._kernel.find(signs, width, len(text))

    def _list(self) -> WordList:
        if self._made is None:
            self._made = self._make()
        return self._made
