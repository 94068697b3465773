"""Step 11: the journal of answers. Step 12: the bundle before this one."""

from __future__ import annotations

from collections.abc import Iterator

from evidence import journal
from evidence.journal import Row
from evidence.steps.context import Context
from evidence.verdict import Code

JOURNAL = "journal.jsonl"


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
        rows = _watch(ctx, seen, redacted, {a.count for a in state.anchors})
        breaks = journal.verify_chain(rows, head=bytes.fromhex(state.head), count=state.count)
    except journal.JournalFormatError as error:
        ctx.add(Code.JOURNAL_ENTRY, f"{JOURNAL}:{error.number}")
        return
    for broken in breaks:
        ctx.add(Code[broken.code], f"{JOURNAL}:{broken.seq}")
    for anchor in state.anchors:
        if seen.get(anchor.count) != bytes.fromhex(anchor.head):
            ctx.add(Code.JOURNAL_HEAD, f"anchor:{anchor.count}")
    if redacted:
        ctx.add(Code.JOURNAL_REDACTED, f"{JOURNAL}:{len(redacted)}")


def _watch(ctx: Context, seen: dict[int, bytes], redacted: list[int], anchors: set[int]) -> Iterator[Row]:
    for row in journal.parse_lines(ctx.reader.chunks(ctx.reader.entries[JOURNAL])):
        if row.seq in anchors:
            seen[row.seq] = row.link
        if row.payload is None:
            redacted.append(row.seq)
        yield row
