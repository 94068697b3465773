"""Archive timestamps: a fresh proof over everything, before the algorithms or certificates of the last one age.

ETSI EN 319 162-1 annex A.7: ASiCArchiveManifest00N.xml lists every entry with its digest, timestamp00N.tst covers it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from evidence.build import BuildResult, writing
from evidence.container import asic
from evidence.container.zipstrict import ZipReader
from evidence.container.zipwrite import ZipWriter
from evidence.errors import BuildError
from evidence.pki import tsp
from evidence.trust import Trust
from evidence.verdict import refusal
from evidence.verify import verify


def renew(
    path: Path, out: Path, stamp: tsp.Stamper, *, now: datetime | None = None, trust: Trust | None = None
) -> BuildResult:
    """Copy the bundle at ``path`` to ``out`` with one more archive timestamp, which can be the one a request demands.

    BuildError for a bundle that is INVALID for another reason, under ``trust`` if given.
    """
    report = verify(path, now=now or datetime.now(UTC), trust=trust)
    against = refusal(report)
    if against is not None or report.bundle_id is None:
        raise BuildError("cosign_invalid", code=against.name if against else "")
    with path.open("rb") as source, writing(out) as file:
        reader, zipped = ZipReader(source), ZipWriter(file)
        digests = asic.parse(reader.read("META-INF/ASiCManifest001.xml", asic.MAX_BYTES)).digests
        for entry in reader.entries.values():
            zipped.copy(entry, reader.packed_chunks(entry))
            if entry.name.startswith("META-INF/"):
                digests[entry.name] = sha256(reader.read(entry.name, asic.MAX_BYTES)).digest()
        number = 1 + sum(n.startswith("META-INF/timestamp") for n in reader.entries)
        _add(zipped, number, digests, stamp)
        zipped.close()
    return BuildResult(out, report.bundle_id, out.stat().st_size)


def _add(zipped: ZipWriter, number: int, digests: dict[str, bytes], stamp: tsp.Stamper) -> None:
    token = f"META-INF/timestamp{number:03}.tst"
    xml = asic.write(token, digests, None, archive=True)
    zipped.add(f"META-INF/ASiCArchiveManifest{number:03}.xml", xml, pack=False)
    zipped.add(token, stamp(xml), pack=False)
