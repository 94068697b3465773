"""Bundles at the ward's desk: take in, verify, receipt.

A bundle is verified with what the ward itself holds (`ward_judge`). The file is kept under its id, the verdict with it.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import deliver, keys
from evidence import ward as acts
from evidence.errors import EvidenceError
from evidence.verdict import Report
from selfaudit.domain.desk import Digest
from selfaudit.domain.exchange import ReceivedBundle
from selfaudit.errors import InputError, SelfAuditError
from selfaudit.services import ward, ward_judge
from selfaudit.services.files import write_signed
from selfaudit.services.verify import translated
from selfaudit.services.ward_judge import Judged
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

_LOCAL_HEADER, _AES_METHOD = b"PK\x03\x04", 99
"""Method 99 in the first local header marks an AES archive (WinZip AE-2)."""


_PIECE = 1 << 30
"""Most bytes of one call to the system."""


@dataclass(frozen=True)
class Taken:
    """One file that was received."""

    report: Report
    row: ReceivedBundle | None
    """What the register says of the bundle now; None for a file that is no bundle."""
    before: ReceivedBundle | None
    """What the register said of the same bundle earlier."""
    problems: tuple[str, ...] = ()
    """Of the findings; words as `domain.desk.Digest.problems` has them."""


def receive(workspace: Workspace, file: Path, password: Callable[[], str]) -> Taken:
    """Take in one file: a bundle, or a delivered archive around one (`password` is then called).

    Raises InputError when the file cannot be read or the password does not open it. Every bundle ends in a verdict.
    """
    held = ward.snapshot(workspace)
    copy = held.path(f".{new_id()}")
    try:
        unwrapped(file, copy, password)
        judged = ward_judge.judge(held, copy, workspace.clock())
        taken, keep = decided(held.bundle(judged.row.id) if judged.row else None, judged)
        if keep and judged.row and judged.digest:
            copy.replace(held.path(judged.row.id))
            workspace.repository.save_received([(judged.row, judged.digest)])
        return taken
    finally:
        copy.unlink(missing_ok=True)


def decided(before: ReceivedBundle | None, judged: Judged) -> tuple[Taken, bool]:
    """What is said of a judged file, and whether it takes the place of what was received before under its id.

    Others can alter a copy without altering the id, so a worse copy says nothing against the one received before.
    """
    problems = judged.digest.problems if judged.digest else ()
    row = judged.row
    if before is not None and (row is None or ward_judge.worth(row) <= ward_judge.worth(before)):
        return Taken(judged.report, before, before, problems), False
    if row is not None and before is not None:
        row = replace(
            row,
            receipt=before.receipt,
            receipt_signature=before.receipt_signature,
            receipted_at=before.receipted_at,
        )
    return Taken(judged.report, row, before, problems), row is not None


def receipt(workspace: Workspace, bundle_id: str, signer: keys.KeyFileSigner, out: Path) -> tuple[Path, ReceivedBundle]:
    """Sign a receipt for a received bundle, after verifying the kept file once more.

    `bundle_id` may be its beginning (8 digits). Raises InputError when there is no such bundle, its file is gone, or
    it no longer verifies as it did.
    """
    row = find(workspace, bundle_id)
    now = workspace.clock()
    report = ward_judge.again(ward.snapshot(workspace), row, now)
    if (report.bundle_id, str(report.verdict)) != (row.id, row.verdict):
        raise InputError(t("exchange.ward.changed"), row.id, t("exchange.ward.changed_next"))
    try:
        signed = acts.receipt(report, ward.name(workspace), signer, now)
    except EvidenceError as error:
        raise translated(error) from error
    path = write_signed(out, "receipt.json", signed)
    row = replace(
        row,
        receipt=signed.document.decode("utf-8"),
        receipt_signature=base64.b64encode(signed.signature).decode("ascii"),
        receipted_at=now,
    )
    workspace.repository.save_received_bundle(row)
    return path, row


def find(workspace: Workspace, bundle_id: str) -> ReceivedBundle:
    """The received bundle whose id begins so; InputError when none or several do."""
    wanted = bundle_id.strip().lower()
    found = [row for row in workspace.repository.received_bundles() if row.id.startswith(wanted)]
    if len(found) != 1 or len(wanted) < 8:
        raise InputError(t("exchange.ward.no_bundle"), bundle_id, t("exchange.ward.no_bundle_next"))
    return found[0]


def digest(workspace: Workspace, row: ReceivedBundle) -> Digest:
    """What the register shows of a received bundle, made anew from its file where that was not done yet."""
    found = workspace.repository.digests().get(row.id)
    if found is not None:
        return found
    held = ward.snapshot(workspace)
    judged = ward_judge.judge(held, held.path(row.id), row.received_at)
    return judged.digest or Digest(row.id, None, (), {})


def unwrapped(file: Path, copy: Path, password: Callable[[], str]) -> None:
    """Copy a bundle, opening the delivered archive around it; InputError when that fails."""
    try:
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_wrapped(file):
            deliver.receive(file, password(), copy)
        else:
            _copied(file, copy)
    except EvidenceError as error:
        raise translated(error) from error
    except OSError as error:
        raise InputError(t("exchange.ward.unreadable"), file.name, t("exchange.ward.unreadable_next")) from error


def _copied(file: Path, copy: Path) -> None:
    """A clone that shares its bytes until one of the two is written, where the file system can (btrfs, XFS); or a copy.

    Never a link: whoever can write the sender's file could then still change what the ward keeps.
    """
    if sys.platform == "linux":
        with file.open("rb") as source, copy.open("wb") as target, suppress(OSError):
            while os.copy_file_range(source.fileno(), target.fileno(), _PIECE):
                pass
            if os.fstat(target.fileno()).st_size == os.fstat(source.fileno()).st_size:
                return
    shutil.copyfile(file, copy)


def stays_closed(file: Path, error: SelfAuditError | None) -> bool:
    """Whether a file that could not be taken in is a delivered archive, so that another password may open it."""
    try:
        return error is not None and is_wrapped(file)
    except OSError:
        return False


def is_wrapped(file: Path) -> bool:
    """Whether a file is a delivered archive, which a password opens; OSError when it cannot be read."""
    with file.open("rb") as source:
        head = source.read(10)
    return head[:4] == _LOCAL_HEADER and int.from_bytes(head[8:10], "little") == _AES_METHOD
