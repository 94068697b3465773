"""Verify a bundle: the numbered steps of docs/format, section 8, in their order.

A fatal finding ends the run; all others are collected. Nothing in a bundle, however broken, raises: the answer is
always a Report.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from evidence.container.zipstrict import ZipReader
from evidence.errors import InputError, Refused
from evidence.known import Known
from evidence.steps import clocks, container, content, history, hosts, request, signatures, times
from evidence.steps.context import Context
from evidence.trust import Trust
from evidence.verdict import Code, Finding, Report, Severity, Summary, judge

SMALL = 1 << 20
"""Bytes of a file that is read at once: jumping from header to header costs more than so little memory."""
Step = Callable[[Context], None]

STEPS: tuple[tuple[int, Step], ...] = (
    # 1 opens the ZIP strictly: see _open
    (2, container.mimetype),
    (3, container.meta),
    (4, content.manifests),
    (4, request.load),
    (5, signatures.signatures),
    (6, times.timestamps),
    (7, signatures.signers),
    (8, signatures.roles),
    (9, request.request),
    (10, hosts.hosts),
    (11, history.chain),
    (12, history.previous),
    (13, clocks.clocks),
    (14, content.withheld),
    (14, content.order),
)


def verify(
    path: Path,
    *,
    trust: Trust | None = None,
    now: datetime | None = None,
    repacked: bool = False,
    known: Known | None = None,
) -> Report:
    """Run all steps over the file at ``path``.

    ``trust`` says whose keys count (none: the best verdict is INDETERMINATE), ``now`` is the verifier's clock,
    ``repacked`` accepts a container that a common tool has zipped again, ``known`` holds the verifier's own request,
    receipt and last bundle id. Raises InputError only when the file itself
    cannot be opened.
    """
    try:
        with path.open("rb") as file:
            small = os.fstat(file.fileno()).st_size <= SMALL
            source = io.BytesIO(file.read(SMALL)) if small else file
            return verify_stream(source, trust=trust, now=now, repacked=repacked, known=known)
    except OSError as error:
        raise InputError("unreadable", name=path.name, reason=error) from None


def verify_stream(
    file: BinaryIO,
    *,
    trust: Trust | None = None,
    now: datetime | None = None,
    repacked: bool = False,
    known: Known | None = None,
) -> Report:
    """The same for an open, seekable binary file."""
    try:
        return _open(file, trust or Trust(), now or datetime.now(UTC), repacked, known or Known())
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 a fault of this program is no verdict on the bundle, nor on the next file
        finding = Finding(Code.NOT_JUDGED, type(error).__name__)
        return Report(judge([finding]), (finding,))


def _open(file: BinaryIO, trust: Trust, now: datetime, repacked: bool, known: Known) -> Report:
    """1: the ZIP, strictly; a container zipped again by a common tool is named as such, and used only on request."""
    note = Finding(Code.ZIP_REPACKED)
    try:
        reader = ZipReader(file)
        again = repacked and reader.misplaced() is not None
        return _run(Context(reader, trust, now, known, repacked=again, findings={note: None} if again else {}))
    except Refused as refused:
        findings = [Finding(refused.code, refused.where)]
    try:
        reader = ZipReader(file, repacked=True)
    except Refused as refused:
        if repacked:
            findings = [Finding(refused.code, refused.where)]
        return Report(judge(findings), tuple(findings))
    if not repacked:
        return Report(judge(findings), (*findings, note))
    return _run(Context(reader, trust, now, known, repacked=True, findings={note: None}))


def _run(ctx: Context) -> Report:
    for _number, step in STEPS:
        try:
            step(ctx)
        except Refused as refused:
            ctx.add(refused.code, refused.where)
            if refused.code.severity is Severity.FATAL:
                break
    findings = sorted(ctx.findings, key=lambda f: f.code.step)
    summary = Summary(ctx.bundle, tuple(ctx.signatures[n] for n in sorted(ctx.signatures)))
    return Report(judge(findings), tuple(findings), ctx.bundle_id, summary)
