"""Making a registry from what was received: read-only, and nothing but keyed fingerprints is kept."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from checks.residue.budget import MIB, Budget
from checks.residue.extract import extract
from checks.residue.fingerprint import sealed
from checks.residue.fingerprint.blocks import BlockBuilder
from checks.residue.fingerprint.canonical import canonical
from checks.residue.fingerprint.contents import ContentBuilder, basename, telling
from checks.residue.fingerprint.encodings import byte_forms, escaped_forms
from checks.residue.fingerprint.errors import RegistryError
from checks.residue.fingerprint.forms import CODE, END_FIRST, ESCAPED, FILE_NAME, text_forms, written_forms
from checks.residue.fingerprint.key import Key, long_tag
from checks.residue.fingerprint.members import members
from checks.residue.fingerprint.mixing import Mixer
from checks.residue.fingerprint.persons import Person, persons
from checks.residue.fingerprint.windows import WindowBuilder
from checks.residue.pieces import Unread

# What is received is trusted more than what is found: time and size enough for a large list, memory still bounded.
BUDGET = Budget(seconds=3600.0, inflated=8 << 30, member_bytes=512 * MIB, memory_mib=4096, ratio=1000)
# Beyond this many persons only the commonest forms and encodings are registered for raw search.
FEW_FORMS_FROM = 50_000
_REMEMBERED = 1 << 15
_TICK_RECORDS = 64


class Cancel(Protocol):
    """Anything that can say "stop now", such as threading.Event."""

    def is_set(self) -> bool:
        """Whether to stop."""
        ...


@dataclass(slots=True)
class RegistrySummary:
    """What was registered. `no_records` counts files in which no table of persons was recognised."""

    files: int = 0
    members: int = 0
    records: int = 0
    forms: int = 0
    windows: int = 0
    blocks: int = 0
    bytes: int = 0
    unread: dict[str, int] = field(default_factory=dict)
    no_records: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    size: int = 0
    digest: str = ""

    def as_json(self) -> dict[str, Any]:
        """The object of `selfaudit register --json`."""
        return asdict(self)


def register(
    paths: Sequence[Path],
    out: Path,
    *,
    key: Key,
    column_map: Mapping[str, str] | None = None,
    consent: str = "",
    progress: Callable[[RegistrySummary], None] | None = None,
    cancel: Cancel | None = None,
) -> RegistrySummary:
    """Fingerprint every file under `paths` into the new registry `out`.

    Raises RegistryError: exists, not_found, nothing_to_register, stopped. `progress` is called after each file and, in a long list, from time to time.
    """
    if out.exists():
        raise RegistryError("exists", str(out))
    files = list(files_of(paths, out))
    if not files:
        raise RegistryError("nothing_to_register", str(paths[0]) if paths else "")
    header = sealed.new_header()

    def tick(made: RegistrySummary) -> None:
        if cancel is not None and cancel.is_set():
            raise RegistryError("stopped", str(out))
        if progress is not None:
            progress(made)

    maker = _Maker(key, header, dict(column_map or {}), tick)
    for file in files:
        tick(maker.summary)
        maker.take(file)
    tick(maker.summary)
    return maker.write(out, header, consent)


def files_of(paths: Sequence[Path], out: Path | None) -> Iterator[Path]:
    """All files under `paths` but `out`, folders in order. Raises RegistryError: not_found."""
    for path in paths:
        if not path.exists():
            raise RegistryError("not_found", str(path))
        if path.is_file():
            yield path
        for folder, folders, names in os.walk(path):
            folders.sort()
            yield from (
                file
                for name in sorted(names)
                if not (file := Path(folder, name)).is_symlink() and file.is_file() and file != out
            )


def _forms(kind: str, value: str, few: bool) -> tuple[frozenset[bytes], tuple[bytes, ...]]:
    """The byte forms of a value for raw bytes, and its folded forms for text."""
    forms = written_forms(kind, value, few=few)
    raws = {raw for form in forms for raw in byte_forms(form, few=few)}
    if kind in ESCAPED and not few:
        raws.update(raw for form in forms[:4] for raw in escaped_forms(form))
    return frozenset(raws), tuple(form.encode("utf-8") for form in text_forms(kind, value))


class _Maker:
    """The four builders and the persons met so far."""

    def __init__(
        self, key: Key, header: dict[str, Any], column_map: dict[str, str], tick: Callable[[RegistrySummary], None]
    ) -> None:
        self.keys = key.derive(bytes.fromhex(header["salt"]))
        mixer = Mixer.from_key(self.keys.mixing)
        self.raw = WindowBuilder(mixer, self.keys.tag)
        self.text = WindowBuilder(mixer, self.keys.tag)
        self.blocks = BlockBuilder(mixer, self.keys.block)
        self.contents = ContentBuilder(self.keys.file)
        self.column_map = column_map
        self.tick = tick
        # many people share a date of birth or a name; the values are forgotten with the maker
        self._forms_of = lru_cache(_REMEMBERED)(_forms)
        self.met: set[int] = set()
        self.summary = RegistrySummary()

    def take(self, file: Path) -> None:
        """Fingerprint one file; what cannot be read is counted by reason."""
        try:
            with file.open("rb") as stream:
                size = os.fstat(stream.fileno()).st_size
                if not size:
                    return
                with mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
                    self._content(data, stream, file.name)
        except OSError:
            self._unread("no_permission")

    def _content(self, data: mmap, stream: BinaryIO, name: str) -> None:
        summary = self.summary
        number = self.contents.add(len(data), hashlib.sha256(data).digest(), name)
        self._name(name, number)
        summary.blocks += self.blocks.add(data, number)
        summary.files += 1
        summary.bytes += len(data)
        for member in members(stream, BUDGET):
            self._name(member.name, self.contents.add(member.size, member.sha256, member.name))
            summary.members += 1
        before = summary.records
        listed = False
        for piece in extract(data, name, BUDGET):
            if isinstance(piece, Unread):
                self._unread(piece.reason)
                continue
            for person in persons(piece, self.column_map):
                listed = True
                self._person(person)
        summary.no_records += summary.records == before and not listed

    def _name(self, name: str, number: int) -> None:
        """The name as directories and lists on a disk hold it."""
        name = basename(name)
        if telling(name):
            for raw in byte_forms(name):
                self.raw.add(raw, number, FILE_NAME, end_first=False)

    def _person(self, person: Person) -> None:
        """The same person in two files is one record."""
        identity = "\n".join(f"{kind}={canonical(value)}" for kind, value in sorted(person.items()))
        tag = long_tag(self.keys.file, identity.encode("utf-8"))
        if tag in self.met:
            return
        self.met.add(tag)
        summary, few = self.summary, len(self.met) > FEW_FORMS_FROM
        for kind, value in person.items():
            summary.kinds[kind] = summary.kinds.get(kind, 0) + 1
            code, end_first = CODE[kind], kind in END_FIRST
            raws, texts = self._forms_of(kind, value, few)
            for raw in raws:
                self.raw.add(raw, summary.records, code, end_first=end_first)
            for text in texts:
                self.text.add(text, summary.records, code, end_first=end_first)
        summary.records += 1
        if not summary.records % _TICK_RECORDS:
            self.tick(summary)

    def _unread(self, reason: str) -> None:
        self.summary.unread[reason] = self.summary.unread.get(reason, 0) + 1

    def write(self, out: Path, header: dict[str, Any], consent: str) -> RegistrySummary:
        """Seal everything into `out`."""
        summary = self.summary
        arrays = {
            **self.raw.arrays("raw_"),
            **self.text.arrays("text_"),
            **self.blocks.arrays(),
            **self.contents.arrays(),
        }
        summary.forms = self.raw.forms + self.text.forms
        summary.windows = sum(
            arrays[f"{name}_hash"].size for name in ("raw_long", "raw_short", "text_long", "text_short")
        )
        counted = ("files", "members", "records", "forms", "windows", "blocks", "bytes")
        meta = {
            "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "consent": consent,
            "counts": {name: getattr(summary, name) for name in counted},
            "kinds": summary.kinds,
            "unread": summary.unread,
        }
        summary.digest = sealed.write(out, header, self.keys.seal, meta, arrays)
        summary.size = out.stat().st_size
        return summary
