"""Step 4: every entry hashed once and compared with every manifest; bundle.json read. Step 14: what was withheld."""

from __future__ import annotations

import hashlib

from evidence import jsonstrict, model
from evidence.container import asic, ziplayout
from evidence.container.zipwrite import packed_digest
from evidence.errors import Refused
from evidence.steps.context import Context
from evidence.verdict import Code, Verdict, judge

KEEP, KEEP_SIZE, KEEP_TOTAL = (".json", ".p7s"), 1 << 16, 4 << 20
"""Which entries the later steps will read again, and how many bytes of them are kept in memory."""
BUNDLE, SUMS = "bundle.json", "SHA256SUMS.txt"


def manifests(ctx: Context) -> None:
    """4: parse the manifests, hash the entries, compare; the listed set must be the set of entries."""
    for number in ctx.numbers:
        raw = ctx.read(_manifest(number), asic.MAX_BYTES)
        if number == 1:
            ctx.bundle_id = hashlib.sha256(raw).hexdigest()
        parsed = asic.parse(raw)
        if parsed.signature != _signature(number):
            raise Refused(Code.MANIFEST_SIGREF, _manifest(number))
        ctx.manifests[number], ctx.raw_manifests[number] = parsed, raw
    packed = _hash_entries(ctx)
    if not ctx.repacked and ctx.manifests[1].packed != packed:
        _in_order(ctx)
        raise Refused(Code.ZIP_DEFLATE, _manifest(1))
    _bundle(ctx)
    for number, parsed in ctx.manifests.items():
        _compare(ctx, number, parsed.digests)
    if ctx.bundle is not None:
        _consistent(ctx, ctx.bundle)


def order(ctx: Context) -> None:
    """1, looked at last: a bundle in which nothing else is wrong but the order of its entries was zipped again."""
    if judge(list(ctx.findings)) is not Verdict.INVALID:
        _in_order(ctx)


def _in_order(ctx: Context) -> None:
    misplaced = None if ctx.repacked else ctx.reader.misplaced()
    if misplaced is not None:
        ctx.add(Code.ZIP_REPACKED)
        raise Refused(Code.ZIP_CD, misplaced)


def _manifest(number: int) -> str:
    return f"META-INF/ASiCManifest{number:03}.xml"


def _signature(number: int) -> str:
    return f"META-INF/signature{number:03}.p7s"


def _hash_entries(ctx: Context) -> bytes | None:
    """Fill ``ctx.digests``; the digest over the packing of deflated entries, as ASiCManifest001.xml records it."""
    packed, room = [], KEEP_TOTAL
    for name, entry in ctx.reader.entries.items():
        digest, deflated = hashlib.sha256(), hashlib.sha256()
        piece = b""
        for piece in ctx.reader.chunks(entry, deflated):
            digest.update(piece)
        ctx.digests[name] = digest.digest()
        if entry.method == ziplayout.DEFLATED:
            packed.append(deflated.digest())
        if name.endswith(KEEP) and len(piece) == entry.size <= min(room, KEEP_SIZE):
            ctx.kept[name] = piece
            room -= entry.size
    return packed_digest(packed)


def _bundle(ctx: Context) -> None:
    if not ctx.has(BUNDLE):
        ctx.add(Code.SCHEMA_BAD, BUNDLE)
        return
    ctx.bundle = ctx.document(model.BundleManifest, BUNDLE)
    if ctx.bundle is None and _newer(ctx):
        raise Refused(Code.FORMAT_UNSUPPORTED, BUNDLE)


def _newer(ctx: Context) -> bool:
    """Whether bundle.json is of a later major version than this verifier knows."""
    try:
        value = jsonstrict.loads(ctx.read(BUNDLE))
    except (jsonstrict.SchemaError, Refused):
        return False
    version = value.get("v") if isinstance(value, dict) else None
    return type(version) is int and version > 1


def _expected(ctx: Context, number: int) -> set[str]:
    """The entries manifest ``number`` has to list: all content and every signature before it."""
    content = {n for n in ctx.reader.entries if n != "mimetype" and not n.startswith("META-INF/")}
    earlier = range(1, number)
    return content | {_manifest(n) for n in earlier} | {_signature(n) for n in earlier}


def _compare(ctx: Context, number: int, listed: dict[str, bytes]) -> None:
    expected = _expected(ctx, number)
    may_lack = {w.path: w.sha256 for w in ctx.bundle.withheld} if ctx.bundle else {}
    for name in sorted(expected - set(listed)):
        ctx.add(Code.ENTRY_UNSIGNED, name)
    for name, digest in sorted(listed.items()):
        if name not in expected:
            if may_lack.get(name) != digest.hex():
                ctx.add(Code.ENTRY_MISSING, name)
        elif ctx.digests[name] != digest:
            ctx.add(Code.ENTRY_ALTERED, name)


def _consistent(ctx: Context, bundle: model.BundleManifest) -> None:
    """bundle.json and SHA256SUMS.txt must describe the entries that are there."""
    noted = {a.path: a for a in bundle.attachments}
    present = {n for n in ctx.reader.entries if n.startswith("attachments/")}
    withheld = {w.path for w in bundle.withheld}
    if len(noted) != len(bundle.attachments) or not present <= set(noted) or not set(noted) <= present | withheld:
        ctx.add(Code.SCHEMA_BAD, f"{BUNDLE}:attachments")
    for name in sorted(present & set(noted)):
        note = noted[name]
        if (note.sha256, note.size) != (ctx.digests[name].hex(), ctx.reader.entries[name].size):
            ctx.add(Code.SCHEMA_BAD, f"{BUNDLE}:attachments:{name}")
    if len({host.id for host in bundle.hosts}) != len(bundle.hosts):
        ctx.add(Code.SCHEMA_BAD, f"{BUNDLE}:hosts")
    listed = {n: d for n, d in ctx.manifests[1].digests.items() if n != SUMS}
    if ctx.has(SUMS) and ctx.digests[SUMS] != hashlib.sha256(asic.sums(listed.items())).digest():
        ctx.add(Code.SCHEMA_BAD, SUMS)


def withheld(ctx: Context) -> None:
    """14: name what the signed list allows to be left out of this copy, and was."""
    if ctx.bundle is None:
        return
    for item in ctx.bundle.withheld:
        if not ctx.has(item.path):
            ctx.add(Code.ENTRY_WITHHELD, item.path)
