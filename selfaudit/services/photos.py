"""Photos as evidence (notes/field.md §8.8): taken in from a folder, hashed, their time kept, their location taken away.

A photo is kept as it is but for its location. Whether faces or writing can be read on it needs a person's eye: photos with
enough pixels for that are pointed out. What each said of itself is kept in the register of photos and sealed into the
bundle as photos.json.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfaudit.domain.duty import DutyEntry
from selfaudit.errors import InputError
from selfaudit.services import exhibit_names
from selfaudit.services.duties import Duties
from selfaudit.services.photo_file import MAX_BYTES, PhotoFacts, facts, kind_of, without_location
from selfaudit.services.program import encode
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import language, t

if TYPE_CHECKING:
    from evidence.build import AttachmentNote
    from selfaudit.domain.inspection import Exhibit
    from selfaudit.services.views import ItemView
    from selfaudit.services.walk import Walk

BOOK = "photo"
ENTRY = "photos.json"
VERSION = 1
ENDINGS = (".jpg", ".jpeg", ".heic", ".heif")
READABLE = 1600
"""Pixels of the longer side from which on faces or writing may be readable."""
_MOST = 200
"""Photos taken from one folder at most."""
_NAMED = 5
"""Files named in a message at most."""
_HEAD = 12
"""Bytes that say what kind of file it is."""


@dataclass(frozen=True)
class Taken:
    """One photo that was taken in."""

    exhibit: Exhibit
    row: DutyEntry
    told: str = ""
    """What is said where it is kept under another name than its own."""


@contextmanager
def prepared(source: Path, *, keep_location: bool = False, name: str = "") -> Iterator[tuple[Path, dict[str, str]]]:
    """The file to be kept for a photo, and what its row in the register says; the file itself for anything else.

    It is called `name` where one is given. A photo with a location is copied without it for as long as the block runs.
    InputError for one that is too large, or whose location can neither be read nor, as is wanted, be taken away.
    """
    data = _photo(source)
    if not data:
        yield source, {}
        return
    said = facts(data)
    kept = data if keep_location or said.located is False else without_location(data)
    if not keep_location and said.located and facts(kept).located is not False:
        raise InputError(t("photos.not_removed"), source.name, t("photos.not_removed_next"))
    row = _row(name or source.name, said, data, kept, keep_location=keep_location)
    if kept == data:
        yield source, row
        return
    folder = Path(tempfile.mkdtemp(prefix="photo-"))
    try:
        copy = folder / (name or source.name)
        copy.write_bytes(kept)
        yield copy, row
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take(walk: Walk, item_id: str, paths: Sequence[Path], *, keep_location: bool = False) -> list[Taken]:
    """Show photos as evidence for one row: files, or all photos of folders; InputError where there is none.

    Other files in a folder are left alone.
    """
    files = [file for path in paths for file in _files(path)]
    if not files:
        raise InputError(t("photos.none"), "", t("photos.none_next", endings=" ".join(ENDINGS)))
    strangers = [file.name for file in files if file.is_file() and not _is_photo(file)]
    if strangers:
        names = " ".join(strangers[:_NAMED])
        raise InputError(t("photos.not_a_photo"), names, t("photos.none_next", endings=" ".join(ENDINGS)))
    if len(files) > _MOST:
        raise InputError(t("photos.too_many", count=len(files)), "", t("photos.too_many_next", most=_MOST))
    found = []
    for file in files:
        exhibit = walk.attach(item_id, str(file), keep_location=keep_location)
        found.append(Taken(exhibit, _known(walk)[exhibit.sha256], exhibit_names.told(str(file), exhibit)))
    return found


def note(walk: Walk, item_id: str, exhibit: Exhibit, said: dict[str, str]) -> None:
    """Enter a photo that was attached into the register of photos; nothing for another file."""
    if said and exhibit.sha256 not in _known(walk):
        values = {**said, "clause": item_id, "sha256": exhibit.sha256}
        row = DutyEntry(new_id(), walk.contract.id, BOOK, {name: text for name, text in values.items() if text})
        Duties(walk.workspace, walk.contract.id).keep([row])


def entries(walk: Walk, attached: Sequence[AttachmentNote]) -> dict[str, bytes | Path]:
    """The entry photos.json of a bundle: what every attached photo said of itself; nothing without photos."""
    known = _known(walk)
    rows: list[dict[str, Any]] = []
    for each in attached:
        row = known.get(each.sha256 or "")
        if row is not None:
            fields = ("taken", "taken_time", "offset", "camera", "location", "pixels", "readable", "original_sha256")
            rows.append({"path": each.path, "sha256": each.sha256, **{name: row.text(name) for name in fields}})
    return {ENTRY: encode({"v": VERSION, "photos": rows})} if rows else {}


def warnings_of(walk: Walk, exhibit: Exhibit) -> list[str]:
    """What a person has to look at on an exhibit; nothing for one that is no photo."""
    row = _known(walk).get(exhibit.sha256)
    return warnings(row) if row else []


def what_to_show(view: ItemView) -> str:
    """What a photo for a row must show; empty where none is asked for."""
    shows = [topic.photo.get(language()) for topic in view.topics if topic.photo]
    return t("photos.show", show=" ".join(shows)) if shows and view.counts else ""


def warnings(row: DutyEntry) -> list[str]:
    """What a person has to look at before the photo is shown to anybody."""
    found = {
        "yes": t("photos.readable", pixels=row.text("pixels")),
        "unknown": t("photos.readable_unknown"),
    }
    said = [found[row.text("readable")]] if row.text("readable") in found else []
    return [*said, t("photos.location_unknown")] if row.text("location") == "unknown" else said


def wanted(walk: Walk) -> list[tuple[str, str, str]]:
    """The rows that ask for a photo: id, number, and what the picture must show."""
    shows = ((view.item, what_to_show(view)) for view in walk.items())
    return [(item.id, item.number, show) for item, show in shows if show]


def _known(walk: Walk) -> dict[str, DutyEntry]:
    return {row.text("sha256"): row for row in Duties(walk.workspace, walk.contract.id).entries(BOOK)}


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix.lower() in ENDINGS and file.is_file())


def _photo(source: Path) -> bytes:
    """The bytes of a photo; empty for any other file, and for one that cannot be read (the store says why)."""
    try:
        if not _is_photo(source):
            return b""
        if source.stat().st_size > MAX_BYTES:
            raise InputError(t("photos.too_large"), source.name, t("photos.too_large_next", most=MAX_BYTES >> 20))
        return source.read_bytes()
    except OSError:
        return b""


def _is_photo(file: Path) -> bool:
    """Whether the content is a photo's, whatever the file is called: a location hides behind any name."""
    try:
        if not file.is_file():
            return False
        with file.open("rb") as source:
            return bool(kind_of(source.read(_HEAD)))
    except OSError:
        return False


def _row(name: str, said: PhotoFacts, data: bytes, kept: bytes, *, keep_location: bool) -> dict[str, str]:
    state = (
        "unknown" if said.located is None else "absent" if not said.located else "kept" if keep_location else "removed"
    )
    taken = said.taken
    return {
        "file": name,
        "taken": taken.date().isoformat() if taken else "",
        "taken_time": f"{taken:%H:%M}" if taken else "",
        "offset": f"{taken:%z}" if taken else "",
        "camera": said.camera,
        "location": state,
        "pixels": f"{said.pixels[0]}x{said.pixels[1]}" if said.pixels else "",
        "readable": "unknown" if said.pixels is None else "yes" if max(said.pixels) >= READABLE else "no",
        "original_sha256": sha256(data).hexdigest() if kept != data else "",
    }
