"""Step 11: the journal of answers. Step 12: the bundle before this one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime

from evidence import journal, model
from evidence.journal import Row
from evidence.steps.context import Context
from evidence.steps.request import ward_signature
from evidence.verdict import Code

_MOMENT = re.compile(
    r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
JOURNAL, RECEIPT = "journal.jsonl", "previous/receipt.json"


def chain(ctx: Context) -> None:
    """11: the exported chain holds and ends in the head bundle.json names; earlier anchors lie on it."""
    if ctx.bundle is None:
        return
    if not ctx.has(JOURNAL):
        ctx.add(Code.JOURNAL_ABSENT if ctx.bundle.journal is None else Code.JOURNAL_HEAD)
        return
    if ctx.bundle.journal is None:
        ctx.add(Code.JOURNAL_HEAD)
        return
    state = ctx.bundle.journal
    watch = _Watch({a.count for a in state.anchors}, set(ctx.host_heads.values()))
    try:
        rows = watch.rows(journal.parse_lines(ctx.reader.chunks(ctx.reader.entries[JOURNAL])))
        breaks = journal.verify_chain(rows, head=bytes.fromhex(state.head), count=state.count)
    except journal.JournalFormatError as error:
        ctx.add(Code.JOURNAL_ENTRY, f"{JOURNAL}:{error.number}")
        return
    for broken in breaks:
        ctx.add(Code[broken.code], f"{JOURNAL}:{broken.seq}")
    _anchors(ctx, state, watch.seen)
    if watch.redacted:
        ctx.add(Code.JOURNAL_REDACTED, f"{JOURNAL}:{watch.redacted}")
    ctx.journal_times = watch.times


def _anchors(ctx: Context, state: model.Journal, seen: dict[int, bytes]) -> None:
    """Heads that were signed earlier, by the operator or by a PC, must be links of this chain."""
    for anchor in state.anchors:
        if seen.get(anchor.count) != bytes.fromhex(anchor.head):
            ctx.add(Code.JOURNAL_HEAD, f"anchor:{anchor.count}")
    on_chain = {row.hex() for row in seen.values()}
    for host_id, head in sorted(ctx.host_heads.items()):
        if head not in on_chain:
            ctx.add(Code.JOURNAL_HEAD, f"hosts:{host_id}")


class _Watch:
    """Looks at the rows as they pass: links that others hold, rows that were blacked out, times."""

    def __init__(self, anchors: set[int], heads: set[str]) -> None:
        self._anchors = anchors
        self._heads = heads
        self.seen: dict[int, bytes] = {}
        self.redacted = 0
        self.times: list[tuple[int, datetime]] = []

    def rows(self, given: Iterator[Row]) -> Iterator[Row]:
        """The same rows."""
        for row in given:
            if row.seq in self._anchors or row.link.hex() in self._heads:
                self.seen[row.seq] = row.link
            if row.payload is None:
                self.redacted += 1
            elif (at := _time(row.payload)) is not None:
                self.times.append((row.seq, at))
            yield row


def _time(payload: bytes) -> datetime | None:
    """The ``at`` of a payload that is a JSON object with one; payloads are otherwise free."""
    try:
        value = json.loads(payload)
        text = value.get("at") if isinstance(value, dict) else None
        return datetime.fromisoformat(text) if isinstance(text, str) and _MOMENT.fullmatch(text) else None
    except (ValueError, RecursionError):
        return None


def previous(ctx: Context) -> None:
    """12: the bundle before this one, and the ward's receipt for it."""
    if ctx.bundle is None:
        return
    before = ctx.bundle.previous
    if before is None:
        if ctx.bundle.type == "erasure" or ctx.known.previous:
            ctx.add(Code.PREV_MISSING)
        if ctx.has(RECEIPT):
            ctx.add(Code.PREV_MISMATCH, RECEIPT)
        return
    if ctx.known.previous and ctx.known.previous != before.id:
        ctx.add(Code.PREV_MISMATCH, before.id)
    if before.receipt is None or not ctx.has(RECEIPT):
        ctx.add(Code.PREV_MISSING if before.receipt is None and not ctx.has(RECEIPT) else Code.PREV_MISMATCH, RECEIPT)
        return
    receipt = ctx.document(model.Receipt, RECEIPT)
    named = (before.receipt, before.id, ctx.bundle.contract.no)
    if receipt is None or (ctx.digests[RECEIPT].hex(), receipt.bundle, receipt.contract) != named:
        ctx.add(Code.PREV_MISMATCH, RECEIPT)
    ward_signature(ctx, RECEIPT, Code.PREV_MISMATCH, Code.PREV_UNTRUSTED)
