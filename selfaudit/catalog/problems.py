"""What is wrong in a profile file, said so that the person who wrote the file can mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from selfaudit.text.messages import t

MAX_PROBLEMS = 100
"""More than this many are not collected: nobody mends a hundred at once."""


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is, what is wrong and how to mend it, in the user's language."""

    file: str
    line: int
    """Counted from 1."""
    key: str
    """The key concerned, with its place, e.g. `sheets[0].items[3].topics`; empty for the file as a whole."""
    message: str
    mend: str
    code: str
    """Name of the message, independent of the language."""

    def __str__(self) -> str:
        return t("catalog.where", file=self.file, line=self.line, key=self.key or "—", message=self.message)


@dataclass
class Problems:
    """Collects the mistakes of one file."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, line: int, key: str = "", **values: object) -> None:
        """Note one mistake; `values` fill the two messages `catalog.problem.<code>` and `catalog.mend.<code>`."""
        if len(self.found) >= MAX_PROBLEMS:
            return
        shown = {name: _short(value) for name, value in values.items()} | {"key": key.rpartition(".")[2]}
        message, mend = t(f"catalog.problem.{code}", **shown), t(f"catalog.mend.{code}", **shown)
        self.found.append(Problem(self.file, line, key, message, mend, code))

    def sorted(self) -> list[Problem]:
        """Return the mistakes in the order of the file."""
        return sorted(self.found, key=lambda problem: problem.line)


def suggestion(word: str, known: list[str]) -> str:
    """Return the known words that may have been meant, as a phrase; the first few known words if none is close."""
    close = get_close_matches(word, known, n=3, cutoff=0.6)
    if close:
        return t("catalog.did_you_mean", words=" / ".join(close))
    return t("catalog.known_words", words=" / ".join(known[:12]) + (" …" if len(known) > 12 else ""))


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > 200:
        return value[:200] + "…"
    return value
