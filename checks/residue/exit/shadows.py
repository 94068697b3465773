"""Shadow copies as places of level 3: each one is looked at like a disk, as far as it differs from the volume now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.residue.exit.model import Coverage, ExitError, ExitOptions, Hit
from checks.residue.raw.image import open_image
from checks.residue.raw.scan import RawScan
from checks.residue.raw.shadows import Shadow, ShadowImage, shadows

if TYPE_CHECKING:
    from checks.residue.exit.search import ExitRun

PLACE = "shadow_copies"


def shadow_hits(run: ExitRun, path: str, options: ExitOptions) -> Iterator[Hit]:
    """Hits in the shadow copies on the disk at `path`, which was looked at before; they count into level 3."""
    total = run.summary.levels[3]
    try:
        opened = open_image(path)
    except ExitError as error:
        total.miss(error.code)
        return
    with opened:
        for shadow in shadows(opened):
            if run.stopping():
                break
            run.summary.places[PLACE] = run.summary.places.get(PLACE, 0) + 1
            if shadow.image is not None:
                yield from _in_one(run, shadow, shadow.image, options)
            elif shadow.reason == "shadow_raw":
                total.raw_only[shadow.reason] = total.raw_only.get(shadow.reason, 0) + 1
            else:
                total.items += 1
                total.miss(shadow.reason)
    if run.stopping():
        run.summary.cancelled, run.summary.resume, run.summary.settled = True, None, None
        total.miss("stopped")


def _in_one(run: ExitRun, shadow: Shadow, image: ShadowImage, options: ExitOptions) -> Iterator[Hit]:
    scan = RawScan(image, run.registry, carve=options.carve)
    name = f"shadow {shadow.number}" + (f" @{shadow.volume}" if shadow.volume else "")
    try:
        for find in scan.finds(lambda _: run.stopping()):
            if find.kind == "control":
                continue
            if find.kind == "record":
                run.saw(find.records)
            where = f"{name}/{find.where}" if find.where else name
            yield Hit(
                3, PLACE, find.kind, offset=find.offset, records=len(find.records), where=where, length=find.length
            )
    finally:
        scan.extractor.close()
        _add(run.summary.levels[3], scan.coverage)


def _add(total: Coverage, more: Coverage) -> None:
    for name in ("items", "looked", "bytes", "bytes_looked", "bytes_zero"):
        # what a damaged copy did not give is taken off it alone
        setattr(total, name, getattr(total, name) + max(0, getattr(more, name)))
    for reason, count in more.uninspectable.items():
        total.miss(reason, count)
