"""Writing Japanese to consoles and files that may not hold every character.

A Japanese Windows pipe is cp932, which lacks ✓, — and 𠮷. Narration shows such a character visibly spelled out; text
that serves as evidence is refused instead, because a silent ``?`` would change what was said.
"""

import codecs
import io
import sys
from typing import TextIO

from selfaudit.text.messages import t

#: What Excel on Japanese Windows opens correctly by double click.
CSV_FOR_EXCEL = "utf-8-sig"

_VISIBLE = "selfaudit.visible"
#: Marks with a twin in cp932 that says the same to a reader.
_TWINS = {"\u2014": "\u2015", "\u2013": "-", "\u2212": "\uff0d", "\u301c": "\uff5e", "\u2713": "\u25cb", "\u00a0": " "}


class UnencodableTextError(ValueError):
    """Evidence that an encoding cannot hold; ``characters`` are those it lacks."""

    def __init__(self, characters: str, encoding: str) -> None:
        """Name the characters and the encoding that lacks them."""
        super().__init__(t("encoding.unencodable", characters=" ".join(characters), encoding=encoding))
        self.characters = characters


def prepare_console(encoding: str | None = None) -> None:
    """Make stdout and stderr able to take any text: never UnicodeEncodeError, never a silent ``?``.

    ``encoding`` (for example ``"utf-8"``) overrides what the console says of itself.
    """
    for stream in (sys.stdout, sys.stderr):
        make_safe(stream, encoding)


def make_safe(stream: TextIO | None, encoding: str | None = None) -> None:
    """The same for one stream; a stream that cannot be reconfigured is left alone."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=encoding or stream.encoding, errors=_VISIBLE)


def encode_exactly(text: str, encoding: str) -> bytes:
    """The text in this encoding, every character as it is; UnencodableTextError names those that cannot be."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        raise UnencodableTextError(_lacking(text, encoding), encoding) from None


def _lacking(text: str, encoding: str) -> str:
    return "".join(dict.fromkeys(c for c in text if not c.encode(encoding, "ignore")))


def _visible(error: UnicodeError) -> tuple[str | bytes, int]:
    """Codec error handler: a twin the encoding has, or the character's number in brackets."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_shown(character, error.encoding) for character in bad), error.end


def _shown(character: str, encoding: str) -> str:
    twin = _TWINS.get(character, "")
    return twin if twin and twin.encode(encoding, "ignore") else f"<U+{ord(character):04X}>"


codecs.register_error(_VISIBLE, _visible)
