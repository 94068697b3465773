"""Step 9: the ward's request, quoted by the bundle. It bounds the age of everything else from below."""

from __future__ import annotations

from hashlib import sha256

from evidence import model
from evidence.errors import Refused
from evidence.pki import certs, cms, detached
from evidence.steps.context import Context
from evidence.verdict import Code

REQUEST = "request/request.json"


def request(ctx: Context) -> None:
    """9: the request inside is the one that is answered, signed by the ward, and one the verifier issued."""
    if ctx.bundle is None:
        return
    if ctx.bundle.request is None and not ctx.has(REQUEST):
        ctx.add(Code.REQ_ABSENT if ctx.known.request else Code.REQ_MISSING)
        return
    if not ctx.has(REQUEST) or ctx.digests[REQUEST].hex() != ctx.bundle.request:
        ctx.add(Code.REQ_MISMATCH, REQUEST)
        return
    own = ctx.known.request is not None and sha256(ctx.known.request).hexdigest() == ctx.bundle.request
    ward_signature(ctx, REQUEST, Code.REQ_BAD_SIG, Code.REQ_UNTRUSTED, held=own)
    if ctx.known.request and not own:
        ctx.add(Code.REQ_UNKNOWN_NONCE, REQUEST)
    if ctx.request is not None:
        _fits(ctx, ctx.request, ctx.bundle)


def _fits(ctx: Context, request: model.Request, bundle: model.BundleManifest) -> None:
    if (request.contract, request.profile) != (bundle.contract.no, bundle.profile.id):
        ctx.add(Code.REQ_MISMATCH, "contract")
    if any(s.at > model.moment(request.due) for s in ctx.stamps.values()):
        ctx.add(Code.REQ_LATE, request.due)
    if ctx.reader.size > request.max_bytes:
        ctx.add(Code.REQ_TOO_BIG, str(request.max_bytes))


def ward_signature(ctx: Context, name: str, bad: Code, untrusted: Code, *, held: bool = False) -> None:
    """The signature beside a document of the ward: ``bad`` when it does not hold, ``untrusted`` for another's key.

    Whoever signs the bundle is not the ward, whatever key the reader has typed in by hand. ``held``: the reader has the
    document from the ward, so a key revoked since does no harm.
    """
    if not ctx.has(name + ".p7s"):
        ctx.add(bad, name)
        return
    try:
        checked = detached.check(ctx.read(name), ctx.read(name + ".p7s", cms.MAX_BYTES))
    except Refused:
        ctx.add(bad, name)
        return
    signers = {info.key for info in ctx.signatures.values()}
    known = ctx.trust.is_ward(checked.certificate, revoked_too=held)
    if not known or certs.fingerprint(checked.certificate) in signers:
        ctx.add(untrusted, name)


def load(ctx: Context) -> None:
    """The request inside, typed, as soon as bundle.json quotes it: roles and hosts are judged by it."""
    if ctx.bundle is None or not ctx.has(REQUEST) or ctx.digests[REQUEST].hex() != ctx.bundle.request:
        return
    ctx.request = ctx.document(model.Request, REQUEST)


def demanded(ctx: Context) -> model.Request | None:
    """What the ward asked for: by the verifier's own copy where there is one, else by the one inside."""
    if ctx.known.request:
        return model.read(model.Request, ctx.known.request)
    return ctx.request
