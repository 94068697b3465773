"""Random damage to bundles, layer by layer, some of it signed afterwards."""

import random
from collections.abc import Callable

from tests.vectors import cases_content, cases_sig
from tests.vectors.forge import Forge, zipped


def damaged(raw: bytes, dice: random.Random) -> bytes:
    """One to three bytes changed, lost or inserted."""
    out = bytearray(raw)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(out))
        out[at : at + dice.choice((0, 1, 1, 1, 2))] = dice.randbytes(dice.choice((0, 1, 1, 1, 2)))
    return bytes(out)


def kinds(forge: Forge) -> list[Callable[[random.Random], bytes]]:
    """Damage at each layer: the container, a signature, the list, the documents, the timestamps."""
    parts, deflated, renewed = forge.parts(), forge.sealed(store=False), cases_content.archived(forge)
    first, xml, token = cases_sig.FIRST, "META-INF/ASiCArchiveManifest001.xml", "META-INF/timestamp001.tst"

    def entry(name: str) -> Callable[[random.Random], bytes]:
        def make(dice: random.Random) -> bytes:
            body = damaged(parts[name], dice)
            return forge.resigned(lambda p: p.update({name: body}))

        return make

    def renewal(name: str) -> Callable[[random.Random], bytes]:
        found = cases_content.read(renewed)
        return lambda dice: zipped(found | {name: damaged(found[name], dice)})

    return [
        lambda dice: damaged(deflated, dice),
        lambda dice: zipped(cases_sig.only_operator(forge) | {first: damaged(parts[first], dice)}),
        lambda dice: cases_content.raw_bundle(forge, damaged(parts["bundle.json"], dice)),
        *map(
            entry,
            ("hosts/pc1/manifest.json", "hosts/pc1/manifest.json.p7s", "request/request.json.p7s", "journal.jsonl"),
        ),
        *map(renewal, (xml, token)),
    ]
