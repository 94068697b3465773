"""Step 6: timestamps inside signatures and archive timestamps over everything; the moment each signature existed at."""

from __future__ import annotations

from datetime import datetime

from evidence.container import asic
from evidence.errors import Refused
from evidence.pki import certs, cms, tsp
from evidence.steps.context import Context, Stamp
from evidence.verdict import Code, Severity


def timestamps(ctx: Context) -> None:
    """6: imprint over the signature value, purpose and chain of the authority; then the archive timestamps in order."""
    tokens: list[tuple[str, tsp.Token]] = []
    for number, checked in ctx.checked.items():
        where = f"META-INF/signature{number:03}.p7s"
        for raw in checked.tokens:
            token = _token(ctx, raw, checked.signature, where, {number})
            if token and _counts(ctx, token, where, {number}):
                tokens.append((where, token))
                ctx.stamps[number] = Stamp(token.at, "timestamp")
    for number in ctx.archives:
        _archive(ctx, number, tokens)
    _freshness(ctx, tokens)
    _receipt(ctx)


def _token(ctx: Context, raw: bytes, data: bytes, where: str, over: set[int]) -> tsp.Token | None:
    """A token that holds; one whose certificate nobody has may still be a good one, ``over`` these signatures."""
    try:
        return tsp.check(raw, data, ctx.trust.tsa)
    except Refused as refused:
        ctx.add(refused.code, where)
        ctx.unsure |= over if refused.code.severity is Severity.UNSURE else set()
        return None


def _counts(ctx: Context, token: tsp.Token, where: str, over: set[int]) -> bool:
    # The time in a token counts for nothing once somebody else may have the authority's key.
    revoked = ctx.trust.revoked_since(certs.fingerprint(token.certificate)) is not None
    if not revoked and tsp.trusted(token, ctx.trust.tsa):
        return True
    ctx.add(Code.TST_UNTRUSTED, where)
    ctx.unsure |= over
    return False


def _archive(ctx: Context, number: int, tokens: list[tuple[str, tsp.Token]]) -> None:
    """One ASiCArchiveManifest: it must list everything that was there before it, and its token must cover it."""
    name, where = f"META-INF/ASiCArchiveManifest{number:03}.xml", f"META-INF/timestamp{number:03}.tst"
    raw = ctx.read(name, asic.MAX_BYTES)
    manifest = asic.parse(raw)
    if manifest.signature != where:
        raise Refused(Code.MANIFEST_SIGREF, name)
    for entry in sorted(archived(ctx, number) ^ set(manifest.digests)):
        ctx.add(Code.ENTRY_UNSIGNED if entry not in manifest.digests else Code.ENTRY_MISSING, entry)
    for entry, digest in manifest.digests.items():
        if ctx.digests.get(entry, digest) != digest:
            ctx.add(Code.ENTRY_ALTERED, entry)
    token = _token(ctx, ctx.read(where, cms.MAX_BYTES), raw, where, set(ctx.checked))
    if token is None or not _counts(ctx, token, where, set(ctx.checked)):
        return
    tokens.append((where, token))
    for signature in ctx.checked:
        if ctx.stamps[signature].source == "claimed":
            ctx.stamps[signature] = Stamp(token.at, "timestamp")


def archived(ctx: Context, number: int) -> set[str]:
    """The entries archive manifest ``number`` lists: all that exist except itself and what came later."""
    later = {
        f"META-INF/{kind}{n:03}.{suffix}"
        for n in ctx.archives
        if n >= number
        for kind, suffix in (("ASiCArchiveManifest", "xml"), ("timestamp", "tst"))
    }
    withheld = {w.path for w in ctx.bundle.withheld} if ctx.bundle else set()
    return (set(ctx.reader.entries) | withheld) - later - {"mimetype"}


def _freshness(ctx: Context, tokens: list[tuple[str, tsp.Token]]) -> None:
    """A token counts as long as its certificate lives, or a later token that counts covers it."""
    until: datetime = ctx.now
    for where, token in reversed(tokens):
        if token.certificate.not_valid_after_utc < until:
            ctx.add(Code.TST_EXPIRED, where)
        if where.startswith("META-INF/timestamp"):
            until = token.at


def _receipt(ctx: Context) -> None:
    """The ward's receipt bounds the time of signatures that have no timestamp."""
    receipt = ctx.known.receipt
    if receipt is None or receipt.bundle != ctx.bundle_id:
        return
    for number, stamp in ctx.stamps.items():
        if stamp.source == "claimed":
            ctx.stamps[number] = Stamp(receipt.moment, "receipt")


def timestamped(ctx: Context) -> set[int]:
    """The signatures whose time a trusted authority has stated."""
    return {number for number, stamp in ctx.stamps.items() if stamp.source == "timestamp"}
