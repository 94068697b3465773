"""Step 13: times that cannot all be true. Findings for a person, never a reason to refuse."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from evidence import model
from evidence.steps.context import Context
from evidence.verdict import Code

TOLERANCE = timedelta(minutes=10)
"""Clocks of PCs without time service drift; less than this is not worth a remark."""


def clocks(ctx: Context) -> None:
    """13: nothing before the request, nothing in the future, signatures and journal rows in the order of their times."""
    if ctx.bundle is None:
        return
    times = {"created": model.moment(ctx.bundle.created)}
    times |= {f"hosts:{h.id}": model.moment(h.collected_at) for h in ctx.bundle.hosts}
    times |= {f"signature{n:03}": s.at for n, s in ctx.stamps.items()}
    issued = model.moment(ctx.request.issued_at) if ctx.request else None
    for where, at in times.items():
        if at > ctx.now + TOLERANCE:
            ctx.add(Code.CLOCK_FUTURE, where)
        if issued is not None and at < issued - TOLERANCE:
            ctx.add(Code.CLOCK_BEFORE_REQUEST, where)
    order = [ctx.stamps[n].at for n in sorted(ctx.stamps)]
    if any(b < a - TOLERANCE for a, b in pairwise(order)):
        ctx.add(Code.CLOCK_BACK, "signatures")
    back = [seq for (_, a), (seq, b) in pairwise(ctx.journal_times) if b < a - TOLERANCE]
    ahead = [seq for seq, at in ctx.journal_times if at > ctx.now + TOLERANCE]
    for code, rows in ((Code.CLOCK_BACK, back), (Code.CLOCK_FUTURE, ahead)):
        if rows:
            ctx.add(code, f"journal.jsonl:{rows[0]}")
