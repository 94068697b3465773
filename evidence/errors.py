"""What this package raises.

::

    EvidenceError            carries key, values and exit code; words come from evidence/text
    ├── InputError           a file or argument of the caller cannot be used (exit code 65)
    ├── BuildError           a bundle cannot be made from this content (exit code 65)
    └── KeyFileError         a key file cannot be made or opened (exit code 65)
    Refused                  a verification finding that stops the current step (inside the verifier only)
"""

from __future__ import annotations

from evidence import text
from evidence.verdict import Code


class EvidenceError(Exception):
    """Something could not be done. ``key`` names the texts ``error.<key>`` (title, detail, next); values fill them."""

    exit_code = 65

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        """As it crosses from one process to another."""
        return _again, (type(self), self.key, self.values)

    def title(self, lang: str = "ja") -> str:
        """What went wrong, in a few words."""
        return text.error(self.key, "title", lang, self.values)

    def detail(self, lang: str = "ja") -> str:
        """Why, in one sentence."""
        return text.error(self.key, "detail", lang, self.values)

    def next_step(self, lang: str = "ja") -> str:
        """What the reader can do now."""
        return text.error(self.key, "next", lang, self.values)

    def __str__(self) -> str:
        return f"{self.title()} {self.detail()} {self.next_step()}"


def _again(cls: type[EvidenceError], key: str, values: dict[str, object]) -> EvidenceError:
    return cls(key, **values)


class InputError(EvidenceError):
    """A file or argument given by the caller cannot be used."""


class BuildError(EvidenceError):
    """A bundle cannot be made from this content."""


class KeyFileError(EvidenceError):
    """A key file cannot be made or opened."""


class Refused(Exception):
    """A verification finding that stops the current step: a code and the entry or field it concerns."""

    def __init__(self, code: Code, where: str = "") -> None:
        super().__init__(code.name)
        self.code = code
        self.where = where
