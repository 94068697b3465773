"""Fingerprints at receipt, and the search at the end of a contract, without an inspection."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checks.residue.control import Controls, Planted, Volume
from checks.residue.exit.model import ExitError, ExitOptions, ExitSummary
from checks.residue.exit.resume import load, save
from checks.residue.exit.search import exit_search
from checks.residue.exit.words import exit_text
from checks.residue.fingerprint import Key, RegistryError, open_registry
from checks.residue.fingerprint import register as register_paths
from checks.residue.hidden.places import volumes
from checks.residue.model import SearchError, Verdict, kind_text, reason_text
from selfaudit.errors import InputError, UsageError
from selfaudit.services.storage import StorageKind, storage_of
from selfaudit.text.messages import has, language, t

LEVELS = frozenset({1, 2, 3})
_MAX_HALF_BYTES = 64 << 10
_MIN_PASSPHRASE = 8


def key_from(ward_half: Path | None, passphrase: str) -> Key:
    """The registry's key from the ward's half (the file's whole content) and the contractor's passphrase.

    Raises InputError for a passphrase under 8 characters and a half that cannot be read.
    """
    if len(passphrase) < _MIN_PASSPHRASE:
        raise InputError(t("services.residue.short"), "", t("services.residue.short_next"))
    if ward_half is None:
        return Key(b"", passphrase)
    try:
        with ward_half.open("rb") as source:
            half = source.read(_MAX_HALF_BYTES + 1).strip()
    except OSError as error:
        raise InputError(t("services.residue.half"), str(ward_half), t("services.residue.half_next")) from error
    if not half or len(half) > _MAX_HALF_BYTES:
        raise InputError(t("services.residue.half"), str(ward_half), t("services.residue.half_next"))
    return Key(half, passphrase)


def register(
    paths: Sequence[Path],
    registry: Path,
    key: Key,
    *,
    column_map: Mapping[str, str],
    consent: str,
    progress: Callable[[Any], None] | None = None,
    cancel: threading.Event | None = None,
) -> Any:
    """Take the fingerprints of what was received; see checks.residue.fingerprint. InputError says what is wrong."""
    try:
        return register_paths(
            list(paths),
            registry,
            key=key,
            column_map=dict(column_map),
            consent=consent,
            progress=progress,
            cancel=cancel,
        )
    except RegistryError as error:
        raise explained(error, registry) from error
    except SearchError as error:
        raise InputError(t("services.search.missing"), str(error.path), t("services.search.missing_next")) from error


def whole_pc() -> list[Path]:
    """The volumes of this PC that hold files, fixed and removable: where a search without a place of its own looks."""
    return volumes()


def usual_levels(*, folders: bool, image: bool) -> str:
    """The levels searched where none are named: what the places given can answer."""
    return ",".join(["1,2"] * folders + ["3"] * image)


def levels_from(text: str) -> set[int]:
    """``1,2,3`` as numbers; UsageError for anything else."""
    try:
        levels = {int(part) for part in text.split(",")}
    except ValueError:
        levels = set()
    if not levels or levels - LEVELS:
        raise UsageError(t("services.residue.level"), text, t("services.residue.level_next"))
    return levels


def controls(paths: Sequence[Path], why: str = "") -> Controls:
    """The positive controls of a search in `paths`, to be entered before it; none where `why` (a code) says so."""
    if why:
        return Controls((), why)
    return Controls([path for path in paths if path.is_dir()])


def control_result(made: Controls, summary: ExitSummary, image: Path | None) -> dict[str, Any]:
    """What a positive control showed, with the reason where the deleted twin was not found."""
    known = []
    for planted in made.planted:
        storage = storage_of(planted.root)
        known.append(Volume(storage.trims, storage.encrypted, storage.kind is StorageKind.COPY_ON_WRITE))
    return made.result(summary, image, known)


def control_words(result: Mapping[str, Any]) -> str:
    """A positive control's result as a sentence in the user's language."""
    reason = str(result.get("reason", ""))
    key = f"certificate.control.why.{reason}"
    why = (t(key) if has(key) else exit_text("control", reason, language())) if reason else ""
    if not result.get("made"):
        return t("certificate.control.none", why=why)
    found = {part: exit_text("control", str(result[part]), language()) for part in ("live", "deleted")}
    return t("certificate.control.made", **found, why=t("certificate.control.because", why=why) if why else "").strip()


class ExitSearch:
    """One search for what was registered: yields hits; `summary` is complete after the last one."""

    def __init__(  # noqa: PLR0913 -- where, with what, how deep, and who watches
        self,
        paths: Sequence[Path],
        image: Path | None,
        registry: Path,
        key: Key,
        levels: set[int],
        *,
        progress: Callable[[Any], None] | None = None,
        cancel: threading.Event | None = None,
        control: Sequence[Planted] = (),
        whole_pc: bool = False,
        resume: Path | None = None,
    ) -> None:
        try:
            self.registry = open_registry(registry, key)
            self._run = exit_search(
                list(paths) or None,
                self.registry,
                image=image,
                levels=levels,
                options=ExitOptions(whole_pc=whole_pc),
                progress=progress,
                cancel=cancel,
                control=control,
                resume=load(resume, self.registry) if resume is not None and resume.exists() else None,
            )
        except RegistryError as error:
            raise explained(error, registry) from error
        except ExitError as error:
            self.registry.close()
            raise InputError(t(f"services.exit.{error.code}"), error.path, t("services.exit.next")) from error

    def __iter__(self) -> Iterator[Any]:
        with self._run as run:
            yield from run

    def close(self) -> None:
        """Stop and forget the registry's keys."""
        self._run.close()
        self.registry.close()

    def keep(self, file: Path) -> bool:
        """Write where a stopped search of an image stands; False where there is nothing to go on from."""
        try:
            return save(file, self._run.summary, self._run.seen)
        except OSError as error:
            raise InputError(t("residue.resume.not_written"), str(file), t("services.exit.next")) from error

    @property
    def summary(self) -> Any:
        """Verdict, counts and coverage."""
        return self._run.summary

    @property
    def found(self) -> bool:
        """Whether anything registered was found."""
        return Verdict(self.summary.as_json()["verdict"]) in (Verdict.CONTENT, Verdict.NAME_ONLY)

    @property
    def undecided(self) -> bool:
        """Whether nothing was found but something could not be inspected."""
        return Verdict(self.summary.as_json()["verdict"]) is Verdict.UNREADABLE


def kind_name(kind: str) -> str:
    """A kind of personal data in the user's language."""
    return kind_text(kind, language())


def uninspectable(reason: str) -> str:
    """Why something could not be looked at, in the user's language."""
    said = exit_text("reason", reason, language())
    return said if said != reason else reason_text(reason, language())


def explained(error: RegistryError, registry: Path) -> InputError:
    """What a registry's error means, in the user's words."""
    code = str(error.code)
    return InputError(t(f"services.registry.{code}"), str(registry), t(f"services.registry_next.{code}"))
