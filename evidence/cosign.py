"""The second signature, on another day and another PC: everything the first one covered, and the first one too."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from evidence import model, precheck
from evidence.build import Act, BuildResult, add_signature, writing
from evidence.container import asic
from evidence.container.zipstrict import ZipReader
from evidence.container.zipwrite import ZipWriter
from evidence.errors import BuildError
from evidence.keys_protocol import Signer
from evidence.pki import tsp
from evidence.trust import Trust
from evidence.verdict import Report, refusal
from evidence.verify import verify


def sign_again(
    path: Path,
    out: Path,
    signer: Signer,
    *,
    signed_at: datetime | None = None,
    stamp: tsp.Stamper | None = None,
    trust: Trust | None = None,
) -> BuildResult:
    """Copy the bundle at ``path`` to ``out`` with the approver's signature added; the entries stay as they are.

    Refuses (BuildError) a bundle that is INVALID for another reason than what is still awaited, that has two signatures or a
    renewal, or whose people name another approver; with ``trust`` also one whose operator's key does not count.
    """
    when = signed_at or datetime.now(UTC)
    report = verify(path, now=when, trust=trust)
    _may_sign(report, precheck.signer_key(signer, when))
    with path.open("rb") as source, writing(out) as file:
        reader, zipped = ZipReader(source), ZipWriter(file)
        if any(name.startswith("META-INF/ASiCArchiveManifest") for name in reader.entries):
            raise BuildError("cosign_renewed")  # the timestamp says that this is all there is
        digests = asic.parse(reader.read("META-INF/ASiCManifest001.xml", asic.MAX_BYTES)).digests
        for entry in reader.entries.values():
            zipped.copy(entry, reader.packed_chunks(entry))
        for name in ("META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"):
            digests[name] = sha256(reader.read(name, asic.MAX_BYTES)).digest()
        add_signature(zipped, 2, digests, None, signer, Act(when, stamp))
        zipped.close()
    return BuildResult(out, report.bundle_id or "", out.stat().st_size)


def _may_sign(report: Report, key: str) -> None:
    against = refusal(report)
    if against is not None or report.summary.bundle is None:
        raise BuildError("cosign_invalid", code=against.name if against else "")
    if len(report.summary.signatures) != 1:
        raise BuildError("cosign_twice")
    if report.summary.signatures[0].key == key:
        raise BuildError("signer_twice")
    listed = {p.key for p in report.summary.bundle.people if p.role == model.APPROVER}
    if listed and key not in listed:
        raise BuildError("signer_not_listed", role=model.APPROVER)
