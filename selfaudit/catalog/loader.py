"""Profiles by id or by path: the built-in ones and a ward's own files, checked the same way."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from selfaudit.catalog.library import fill_topic, library
from selfaudit.catalog.problems import Problem, Problems
from selfaudit.catalog.schema import read_profile, read_summary
from selfaudit.catalog.yaml_tree import MAX_BYTES, TreeError, parse
from selfaudit.domain.profile import Parties, Profile, ProfileSummary, Topic
from selfaudit.errors import InputError
from selfaudit.text.messages import has, t

__all__ = ["ProfileSummary", "check_file", "latest_profile", "list_profiles", "load_profile", "topics"]

DATA = Path(__file__).parent / "data"
SUFFIXES = (".yaml", ".yml")
SHOWN_PROBLEMS = 5


def list_profiles(folder: Path | None = None) -> list[ProfileSummary]:
    """Return the built-in profiles and, with `folder`, the ward's own files in it.

    Only the head of each file is read. An own file that cannot be read is listed with its trouble as the title.
    """
    built_in = [replace(_summary(path), path="") for path in sorted(DATA.glob("*.yaml"))]
    if folder is None or not folder.is_dir():
        return built_in
    return built_in + [_summary(path) for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES]


def latest_profile() -> str:
    """Return the id of the built-in profile for the latest fiscal year: the one to show where none was chosen."""
    return max(list_profiles(), key=lambda summary: (summary.fiscal_year or 0, summary.id)).id


def load_profile(id_or_path: str | Path) -> Profile:
    """Return the profile with this built-in id, else the one in the file at this path.

    InputError if there is no such profile, or its file has mistakes (then its detail names line, key and mistake).
    """
    name = os.fspath(id_or_path).strip()
    if name in _built_in_ids():
        return _built_in(name)
    path = Path(name).expanduser()
    if not path.is_file() and path.suffix.lower() not in SUFFIXES and len(path.parts) < 2:
        raise _unknown(name)
    profile, problems = _load(path)
    if problems:
        raise _mistakes(path, problems)
    return replace(profile, path=str(path.resolve()))


def check_file(path: str | Path) -> list[Problem]:
    """Return what is wrong with a profile file, in the order of its lines; an empty list means it can be used.

    InputError if there is no such file or it cannot be read.
    """
    return _load(Path(os.fspath(path).strip()).expanduser())[1]


def topics() -> dict[str, Topic]:
    """Return all control topics by id, with general words for the two parties."""
    words = Parties((t("catalog.client"),), (t("catalog.contractor"),))
    return {name: fill_topic(topic, words) for name, topic in library().topics.items()}


@cache
def _built_in(profile_id: str) -> Profile:
    path = DATA / f"{profile_id}.yaml"
    profile, problems = _load(path)
    if problems:
        raise _mistakes(path, problems)
    return profile


@cache
def _built_in_ids() -> frozenset[str]:
    return frozenset(path.stem for path in DATA.glob("*.yaml"))


def _load(path: Path) -> tuple[Profile, list[Problem]]:
    """Return the profile of a file and what is wrong with it; the profile counts only when nothing is."""
    problems = Problems(path.name)
    empty = Profile("", "", "", Parties(("",), ("",)), (), ())
    try:
        text = _decode(_read_bytes(path))
        profile = read_profile(parse(text), problems, library())
    except TreeError as error:
        problems.add(error.code, error.line, error.key, **error.values)
        return empty, problems.sorted()
    return replace(profile, digest=hashlib.sha256(text.encode()).hexdigest()), problems.sorted()


def _summary(path: Path) -> ProfileSummary:
    try:
        return read_summary(parse(_decode(_read_bytes(path)), stop_at="sheets"), str(path))
    except (TreeError, InputError):
        return ProfileSummary("", t("catalog.unreadable", file=path.name), "", "", str(path))


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise InputError(t("catalog.no_file", file=path.name), "", t("catalog.no_file_mend"))
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        key = f"catalog.reason.{errno.errorcode.get(getattr(error, 'errno', None) or 0, 'other')}"
        reason = t(key) if has(key) else t("catalog.reason.other")
        raise InputError(t("catalog.cannot_read", file=path.name), reason, t("catalog.cannot_read_mend")) from None
    if len(content) > MAX_BYTES:
        raise TreeError("too_big", 1, limit=MAX_BYTES // 1024 // 1024)
    return content


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise TreeError("not_utf8", content.count(b"\n", 0, error.start) + 1) from None


def _unknown(name: str) -> InputError:
    known = sorted(_built_in_ids())
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    detail = t("catalog.did_you_mean", words=close[0]) if close else ""
    return InputError(t("catalog.unknown_profile", name=name[:80]), detail, t("catalog.unknown_profile_mend"))


def _mistakes(path: Path, problems: list[Problem]) -> InputError:
    lines = [str(problem) for problem in problems[:SHOWN_PROBLEMS]]
    if len(problems) > SHOWN_PROBLEMS:
        lines.append(t("catalog.and_more", count=len(problems) - SHOWN_PROBLEMS))
    return InputError(t("catalog.mistakes", file=path.name, count=len(problems)), "\n".join(lines), problems[0].mend)
