"""Write a bundle: entries, bundle.json, SHA256SUMS.txt, one or two CAdES signatures (docs/format, sections 2 to 5).

What cannot be true is refused before anything is signed: see ``precheck``. The file appears under its name only when it
is complete.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from evidence import model, precheck
from evidence.container import asic
from evidence.container.zipwrite import Written, ZipWriter
from evidence.errors import BuildError
from evidence.keys_protocol import Signer
from evidence.pki import cms, tsp

ROLES = ((model.OPERATOR, cms.PROOF_OF_ORIGIN), (model.APPROVER, cms.PROOF_OF_APPROVAL))
"""Role and CAdES commitment type of the first and the second signature."""
SUMS = "SHA256SUMS.txt"
BUNDLE = "bundle.json"


@dataclass(frozen=True)
class AttachmentNote:
    """What bundle.json says of an exhibit; digest and size are taken while it is written."""

    path: str
    """Entry name, ``attachments/0001.jpg``."""
    name: str
    """Original file name, already masked if it can name a person."""
    item: str
    by: str
    taken_at: str | None = None
    sha256: str | None = None
    """What the file's digest must be (hex): a file that changed since it was shown is refused."""


@dataclass(frozen=True)
class BundleContent:
    """Everything that goes into a bundle; times are strings from ``model.utc``."""

    tool: model.Tool
    contract: model.Contract
    fiscal_year: int
    profile: model.Profile
    created: str
    counts: model.Counts
    entries: Mapping[str, bytes | Path] = field(default_factory=dict)
    type: str = "inspection"
    people: tuple[model.Person, ...] = ()
    hosts: tuple[model.Host, ...] = ()
    journal: model.Journal | None = None
    attachments: tuple[AttachmentNote, ...] = ()
    withheld: tuple[model.Withheld, ...] = ()
    """Entries that copies for others may lack (see redact.py); the entry itself may be given or not."""
    request: str | None = None
    """SHA-256 of request/request.json."""
    previous: model.Previous | None = None


@dataclass(frozen=True)
class Act:
    """When a signature is made, and who vouches for that."""

    when: datetime
    stamp: tsp.Stamper | None = None


@dataclass(frozen=True)
class BuildResult:
    """A bundle on disk: its id is the SHA-256 of META-INF/ASiCManifest001.xml."""

    path: Path
    bundle_id: str
    size: int


def build(
    out: Path,
    content: BundleContent,
    signers: Sequence[Signer],
    *,
    signed_at: datetime | None = None,
    store: bool = False,
    stamp: tsp.Stamper | None = None,
) -> BuildResult:
    """Write a signed bundle to ``out``: first signer the operator, second, if any, the approver.

    ``store`` keeps every entry uncompressed, so that the bytes do not depend on the zlib build; ``stamp`` (such as
    ``tsp.Service(url)``) adds a timestamp to every signature. Raises BuildError for
    content that cannot be signed and for a file that cannot be written.
    """
    when = signed_at or datetime.now(UTC)
    precheck.check(content, signers, when)
    with writing(out) as file:
        bundle_id = _write(ZipWriter(file, store=store), content, signers, Act(when, stamp))
    return BuildResult(out, bundle_id, out.stat().st_size)


def _write(zipped: ZipWriter, content: BundleContent, signers: Sequence[Signer], act: Act) -> str:
    zipped.add("mimetype", asic.MIMETYPE, pack=False)
    written: dict[str, Written] = {}
    may_lack = {w.path for w in content.withheld}
    for name in sorted([*content.entries, BUNDLE]):
        body = content.entries[name] if name != BUNDLE else model.write(manifest(content, written))
        written[name] = _add(zipped, name, body, pack=name not in may_lack)
    _unaltered(content, written)
    digests = {name: w.sha256 for name, w in written.items()}
    digests |= {w.path: bytes.fromhex(w.sha256) for w in content.withheld}
    digests[SUMS] = zipped.add(SUMS, asic.sums(digests.items())).sha256
    packed = zipped.packed_digest()
    ids = [
        add_signature(zipped, number, digests, packed if number == 1 else None, signer, act)
        for number, signer in enumerate(signers, 1)
    ]
    zipped.close()
    return ids[0]


def _unaltered(content: BundleContent, written: Mapping[str, Written]) -> None:
    for note in content.attachments:
        if note.sha256 is not None and written[note.path].sha256.hex() != note.sha256:
            raise BuildError("attachment_altered", name=note.name)


def _add(zipped: ZipWriter, name: str, body: bytes | Path, *, pack: bool) -> Written:
    try:
        return zipped.add(name, body, pack=pack)
    except FileNotFoundError:
        raise BuildError("entry_unreadable", name=name, reason="") from None


def add_signature(
    zipped: ZipWriter, number: int, digests: dict[str, bytes], packed: bytes | None, signer: Signer, act: Act
) -> str:
    """Add manifest and signature ``number`` over ``digests`` (which grows by both); the SHA-256 of the manifest, hex."""
    listed = f"META-INF/ASiCManifest{number:03}.xml"
    signed = f"META-INF/signature{number:03}.p7s"
    xml = asic.write(signed, digests, packed)
    signature = cms.sign(xml, signer, ROLES[number - 1][1], act.when)
    if act.stamp is not None:
        signature = cms.with_timestamp(signature, act.stamp(cms.parse(signature).signer.signature))
    for name, body in ((listed, xml), (signed, signature)):
        digests[name] = zipped.add(name, body, pack=False).sha256
    return sha256(xml).hexdigest()


def manifest(content: BundleContent, written: Mapping[str, Written]) -> model.BundleManifest:
    """The typed bundle.json of some content whose attachments have been written."""
    notes = tuple(
        model.Attachment(
            a.path, a.name, written[a.path].sha256.hex(), written[a.path].entry.size, a.item, a.by, a.taken_at
        )
        for a in sorted(content.attachments, key=lambda a: a.path)
    )
    return model.BundleManifest(
        tool=content.tool,
        contract=content.contract,
        fiscal_year=content.fiscal_year,
        profile=content.profile,
        created=content.created,
        counts=content.counts,
        request=content.request,
        previous=content.previous,
        people=content.people,
        hosts=content.hosts,
        journal=content.journal,
        attachments=notes,
        withheld=content.withheld,
        type=content.type,
    )


@contextmanager
def writing(out: Path) -> Iterator[BinaryIO]:
    """A file that takes the name ``out`` when the block ends well and disappears when it does not."""
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with beside.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(out)
    except OSError as error:
        raise BuildError("unwritable", name=out.name, reason=error) from None
    finally:
        beside.unlink(missing_ok=True)
