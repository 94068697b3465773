"""Steps 2 and 3: the container says what it is, and META-INF is a closed, numbered set."""

from __future__ import annotations

import re

from evidence.container import asic, ziplayout
from evidence.errors import Refused
from evidence.steps.context import Context
from evidence.verdict import Code

_NUMBERED = re.compile(
    r"META-INF/(ASiCManifest|signature|ASiCArchiveManifest|timestamp)([0-9]{3})\.(xml|p7s|xml|tst)\Z"
)
MOST = {"ASiCManifest": 8, "ASiCArchiveManifest": 64}
"""Signatures and renewals one bundle may carry: two people sign, and a renewal serves for years."""
PAIRS = {"ASiCManifest": "signature", "ASiCArchiveManifest": "timestamp"}


def mimetype(ctx: Context) -> None:
    """2: the first entry is ``mimetype``, stored, with exactly the media type of ASiC-E."""
    first = next(iter(ctx.reader.entries.values()), None)
    if ctx.repacked:
        first = ctx.reader.entries.get("mimetype")
    if first is None or first.name != "mimetype" or first.size != len(asic.MIMETYPE):
        raise Refused(Code.ASIC_MIMETYPE)
    if (first.method != ziplayout.STORED and not ctx.repacked) or ctx.read("mimetype", 64) != asic.MIMETYPE:
        raise Refused(Code.ASIC_MIMETYPE)


def meta(ctx: Context) -> None:
    """3: manifests and signatures come in pairs numbered from 001 without a hole; nothing else is in META-INF."""
    found: dict[str, set[int]] = {kind: set() for kind in (*PAIRS, *PAIRS.values())}
    names = [n for n in ctx.reader.entries if n.startswith("META-INF/")]
    for name in names:
        match = _NUMBERED.match(name)
        if not match:
            raise Refused(Code.META_UNKNOWN, name)
        if ctx.reader.entries[name].method != ziplayout.STORED and not ctx.repacked:
            raise Refused(Code.ZIP_METHOD, name)
        found[match[1]].add(int(match[2]))
    if not found["ASiCManifest"] and not found["signature"]:
        raise Refused(Code.SIG_NONE)
    for listed, signed in PAIRS.items():
        numbers = found[listed]
        if numbers != found[signed] or numbers != set(range(1, len(numbers) + 1)) or len(numbers) > MOST[listed]:
            raise Refused(Code.META_UNKNOWN, listed)
    ctx.numbers = sorted(found["ASiCManifest"])
    ctx.archives = sorted(found["ASiCArchiveManifest"])
