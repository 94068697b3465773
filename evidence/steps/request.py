"""Step 9: the ward's request, quoted by the bundle. It bounds the age of everything else from below."""

from __future__ import annotations

from evidence import model
from evidence.steps.context import Context
from evidence.verdict import Code

REQUEST = "request/request.json"


def request(ctx: Context) -> None:
    """9: the request inside is the one that is answered, signed by the ward, and the one the verifier issued."""
    if ctx.bundle is None:
        return
    if ctx.bundle.request is None and not ctx.has(REQUEST):
        ctx.add(Code.REQ_MISSING)
        return
    if not ctx.has(REQUEST) or ctx.digests[REQUEST].hex() != ctx.bundle.request:
        ctx.add(Code.REQ_MISMATCH, REQUEST)
        return
    ctx.request = ctx.document(model.Request, REQUEST)
