"""Where an inspection finds its profile: built in, or a ward's own file kept with the data.

A file from outside is copied into the data folder when a contract is begun with it, so that moving or editing the
original changes nothing that was begun.
"""

from __future__ import annotations

from pathlib import Path

from selfaudit.catalog import load_profile
from selfaudit.domain.profile import Profile
from selfaudit.errors import InputError
from selfaudit.text.messages import t

FOLDER = "profiles"


def adopt(directory: Path, wanted: str) -> tuple[str, Profile]:
    """Make `wanted` (a built-in id or a file) usable for years: its reference for the database, and the profile.

    Raises InputError when there is no such profile, the file has errors, or the data folder cannot be written.
    """
    profile = load_profile(wanted)
    if not profile.path:
        return profile.id, profile
    reference = f"{FOLDER}/{profile.digest}.yaml"
    kept = directory / reference
    if not kept.exists():
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(".part")
            unfinished.write_bytes(Path(profile.path).read_bytes())
            unfinished.replace(kept)
        except OSError as error:
            raise InputError(t("services.profile.not_kept"), str(kept), t("services.profile.not_kept_next")) from error
    return reference, profile


def load(directory: Path, reference: str) -> Profile:
    """The profile a contract was begun with."""
    return load_profile(directory / reference if reference.startswith(f"{FOLDER}/") else reference)
