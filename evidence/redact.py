"""A copy of a bundle without some of its entries, still signed: for a reader who must not see them.

Only entries that bundle.json lists as withheld, with a reason, can be left out; the signatures cover their digests. Such
entries are never deflated, so that the packing the first manifest pins stays the same.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from evidence.build import BuildResult, writing
from evidence.container.zipstrict import ZipReader
from evidence.container.zipwrite import ZipWriter
from evidence.errors import BuildError
from evidence.verdict import refusal
from evidence.verify import verify


def withhold(path: Path, out: Path, names: Collection[str]) -> BuildResult:
    """Copy the bundle at ``path`` to ``out`` without the entries ``names``; BuildError for one that must stay."""
    report = verify(path)
    bundle = report.summary.bundle
    against = refusal(report)
    if against is not None or bundle is None or report.bundle_id is None:
        raise BuildError("cosign_invalid", code=against.name if against else "")
    allowed = {w.path for w in bundle.withheld}
    for name in names:
        if name not in allowed:
            raise BuildError("withheld_not_allowed", name=name)
    with path.open("rb") as source, writing(out) as file:
        reader, zipped = ZipReader(source), ZipWriter(file)
        for entry in reader.entries.values():
            if entry.name not in names:
                zipped.copy(entry, reader.packed_chunks(entry))
        zipped.close()
    return BuildResult(out, report.bundle_id, out.stat().st_size)
