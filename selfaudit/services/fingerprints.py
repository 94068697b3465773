"""Taking fingerprints at receipt as a person fills it in: columns in words, the consent in three parts, what was stored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.residue.fingerprint.forms import FILE_NAME, KINDS
from checks.residue.model import kind_text
from selfaudit.domain.erasure import Registration
from selfaudit.errors import InputError, UsageError
from selfaudit.services import entry
from selfaudit.services.residue import explained, key_from, kind_name, register, uninspectable
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import LANGUAGES, t

if TYPE_CHECKING:
    from checks.residue.fingerprint import Key
    from checks.residue.fingerprint.headings import Headings, Unreadable
    from selfaudit.services.workspace import Workspace

__all__ = ["columns_from", "columns_typed", "consent_words", "new_key", "register", "stored"]
_BETWEEN = re.compile(r"[,\u3001\uff0c;\uff1b\n]")
_FULL_WIDTH_EQUALS = "\uff1d"
_PARTS = ("_surname", "_given")
# What is journalled of a registry that was made.
_COUNTS = ("files", "members", "records", "forms", "windows", "blocks", "bytes", "no_records")
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


def preview(paths: Sequence[Path], columns: Mapping[str, str]) -> list[Headings | Unreadable]:
    """How the headings of what was received are understood, table by table. InputError for a place that is not there."""
    from checks.residue.fingerprint.errors import RegistryError
    from checks.residue.fingerprint.headings import headings

    try:
        return list(headings(paths, None, columns))
    except RegistryError as error:
        raise explained(error, Path(error.path)) from error


def preview_words(found: Sequence[Headings | Unreadable]) -> list[str]:
    """A preview as lines for the user: each table, its headings with their kinds, and those no kind is known for."""
    lines = [line for each in found for line in _table_words(each)]
    return lines or [t("fingerprints.preview_nothing")]


def preview_document(found: Sequence[Headings | Unreadable]) -> dict[str, Any]:
    """The same as data."""
    rows = [{**{name: getattr(each, name) for name in each.__slots__}, "file": str(each.file)} for each in found]
    for row in rows:
        if "columns" in row:
            row["columns"] = [{"heading": heading, "kind": kind or None} for heading, kind in row["columns"]]
    return {"preview": rows}


def note(workspace: Workspace, contract: str, made: Any) -> Registration:
    """Journal that a registry was made for a contract: counts and its digest, nothing else."""
    counts = {name: int(getattr(made, name)) for name in _COUNTS} | {"unread": sum(made.unread.values())}
    row = Registration(new_id(), contract, made.digest, counts, workspace.clock(), workspace.operator)
    workspace.repository.save_registration(row)
    return row


def stored(made: Any) -> list[str]:
    """What a registry holds, as sentences: counts, kinds of values, what could not be read, its digest, its limits."""
    kinds = [t("fingerprints.kind", kind=kind_name(kind), count=count) for kind, count in made.kinds.items()]
    lines = [t("cli.register.counts", files=made.files, members=made.members, records=made.records)]
    lines += [t("fingerprints.kinds", kinds=t("tui.search.and").join(kinds))] if kinds else []
    lines += [t("cli.register.no_records", count=made.no_records)] if made.no_records else []
    lines += [t("fingerprints.unread", why=uninspectable(why), count=count) for why, count in made.unread.items()]
    return [*lines, t("cli.register.digest", digest=made.digest), t("cli.register.limits")]


def _table_words(each: Any) -> list[str]:
    place = f"{each.file.name} {each.where}".strip()
    if hasattr(each, "reason"):
        return [t("fingerprints.preview_unread", place=place, why=uninspectable(each.reason))]
    if not each.columns:
        return [t("fingerprints.preview_none", place=place, rows=each.rows)]
    known = [
        t("fingerprints.preview_pair", heading=heading, kind=_heading_kind(kind))
        for heading, kind in each.columns
        if kind
    ]
    rest = [heading for heading, kind in each.columns if not kind]
    among = t("tui.search.and")
    lines = [t("fingerprints.preview_table", place=place, rows=each.rows, known=among.join(known))]
    return [*lines, t("fingerprints.preview_rest", headings=among.join(rest))] if rest else lines


def _heading_kind(kind: str) -> str:
    return t(f"fingerprints.part{kind}") if kind in _PARTS else kind_name(kind)


def _kind(word: str) -> str:
    named = {kind_text(kind, language): kind for language in LANGUAGES for kind in _VALUES}
    kind = word if word in _VALUES else named.get(word)
    if kind is None:
        known = t("tui.search.and").join(kind_name(each) for each in _VALUES)
        raise UsageError(t("fingerprints.kind_unknown"), word, t("fingerprints.kind_unknown_next", kinds=known))
    return kind
