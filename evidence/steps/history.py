"""Step 11: the journal of answers. Step 12: the bundle before this one."""

from __future__ import annotations

from collections.abc import Iterator

from evidence import journal, model
from evidence.journal import Row
from evidence.steps.context import Context
from evidence.steps.request import ward_signature
from evidence.verdict import Code

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
    seen: dict[int, bytes] = {}
    redacted: list[int] = []
    try:
        rows = _watch(ctx, seen, redacted, {a.count for a in state.anchors}, set(ctx.host_heads.values()))
        breaks = journal.verify_chain(rows, head=bytes.fromhex(state.head), count=state.count)
    except journal.JournalFormatError as error:
        ctx.add(Code.JOURNAL_ENTRY, f"{JOURNAL}:{error.number}")
        return
    for broken in breaks:
        ctx.add(Code[broken.code], f"{JOURNAL}:{broken.seq}")
    _anchors(ctx, state, seen)
    if redacted:
        ctx.add(Code.JOURNAL_REDACTED, f"{JOURNAL}:{len(redacted)}")


def _anchors(ctx: Context, state: model.Journal, seen: dict[int, bytes]) -> None:
    """Heads that were signed earlier, by the operator or by a PC, must be links of this chain."""
    for anchor in state.anchors:
        if seen.get(anchor.count) != bytes.fromhex(anchor.head):
            ctx.add(Code.JOURNAL_HEAD, f"anchor:{anchor.count}")
    on_chain = {row.hex() for row in seen.values()}
    for host_id, head in sorted(ctx.host_heads.items()):
        if head not in on_chain:
            ctx.add(Code.JOURNAL_HEAD, f"hosts:{host_id}")


def _watch(
    ctx: Context, seen: dict[int, bytes], redacted: list[int], anchors: set[int], heads: set[str]
) -> Iterator[Row]:
    """The rows as they are read, noting the links others have anchored and the rows that were blacked out."""
    for row in journal.parse_lines(ctx.reader.chunks(ctx.reader.entries[JOURNAL])):
        if row.seq in anchors or row.link.hex() in heads:
            seen[row.seq] = row.link
        if row.payload is None:
            redacted.append(row.seq)
        yield row


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
