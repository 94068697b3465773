"""Taking fingerprints at receipt as a person fills it in: columns in words, the consent in three parts, what was stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.residue.fingerprint.forms import FILE_NAME, KINDS
from checks.residue.model import kind_text
from selfaudit.errors import InputError, UsageError
from selfaudit.services import entry
from selfaudit.services.residue import key_from, kind_name, register, uninspectable
from selfaudit.text.messages import LANGUAGES, t

if TYPE_CHECKING:
    from checks.residue.fingerprint import Key

__all__ = ["columns_from", "columns_typed", "consent_words", "new_key", "register", "stored"]
_BETWEEN = re.compile(r"[,\u3001\uff0c;\uff1b\n]")
_FULL_WIDTH_EQUALS = "\uff1d"
_VALUES = tuple(kind for number, kind in enumerate(KINDS) if number != FILE_NAME)


def columns_from(pairs: Sequence[str]) -> dict[str, str]:
    """``heading=kind`` pairs as a map; kinds in their codes or in either language's words.

    UsageError for what is no pair and for a kind that does not exist, with the kinds there are.
    """
    found = {}
    for pair in pairs:
        heading, sign, kind = pair.replace(_FULL_WIDTH_EQUALS, "=").partition("=")
        if not sign or not heading.strip() or not kind.strip():
            raise UsageError(t("services.residue.column"), pair, t("services.residue.column_next"))
        found[heading.strip()] = _kind(kind.strip())
    return found


def columns_typed(text: str) -> dict[str, str]:
    """As `columns_from`, of one line with commas between the pairs."""
    return columns_from([pair for pair in _BETWEEN.split(text) if pair.strip()])


def consent_words(person: str, day: str, document: str) -> str:
    """The ward's consent to the registration as one line; empty where nothing is written down.

    UsageError where only a part is: who, when and the document belong together. InputError where the day is none.
    """
    parts = [part.strip() for part in (person, day, document)]
    if not any(parts):
        return ""
    if not all(parts):
        raise UsageError(t("fingerprints.consent_part"), "", t("fingerprints.consent_part_next"))
    when = entry.shown(entry.Kind.DATE, entry.read(entry.Kind.DATE, day))
    return t("fingerprints.consent_said", person=parts[0], day=when, document=parts[2])


def new_key(ward_half: Path | None, passphrase: str, again: str) -> Key:
    """The key of a new registry; InputError where the passphrase is too short or was not typed the same twice."""
    key = key_from(ward_half, passphrase)
    if passphrase != again:
        raise InputError(t("fingerprints.differs"), "", t("fingerprints.differs_next"))
    return key


def stored(made: Any) -> list[str]:
    """What a registry holds, as sentences: counts, kinds of values, what could not be read, its digest, its limits."""
    kinds = [t("fingerprints.kind", kind=kind_name(kind), count=count) for kind, count in made.kinds.items()]
    lines = [t("cli.register.counts", files=made.files, members=made.members, records=made.records)]
    lines += [t("fingerprints.kinds", kinds=t("tui.search.and").join(kinds))] if kinds else []
    lines += [t("cli.register.no_records", count=made.no_records)] if made.no_records else []
    lines += [t("fingerprints.unread", why=uninspectable(why), count=count) for why, count in made.unread.items()]
    return [*lines, t("cli.register.digest", digest=made.digest), t("cli.register.limits")]


def _kind(word: str) -> str:
    named = {kind_text(kind, language): kind for language in LANGUAGES for kind in _VALUES}
    kind = word if word in _VALUES else named.get(word)
    if kind is None:
        known = t("tui.search.and").join(kind_name(each) for each in _VALUES)
        raise UsageError(t("fingerprints.kind_unknown"), word, t("fingerprints.kind_unknown_next", kinds=known))
    return kind
