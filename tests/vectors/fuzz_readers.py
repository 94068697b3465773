"""Coverage-guided fuzzing of each reader by itself: ``python -m tests.vectors.fuzz_readers READER [SECONDS]`` (needs atheris).

Not part of the test run; ``make fuzz`` runs all readers. A reader may only refuse in its own words: anything else ends
the run with the input in ``crash-*``. Memory is bounded by libFuzzer's own limit (512 MB), an input by 20 seconds.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["evidence"]):
    from evidence import journal, model, trust, verify
    from evidence.container import aeszip, asic
    from evidence.container.zipstrict import ZipReader
    from evidence.errors import InputError, Refused
    from evidence.jsonstrict import SchemaError
    from evidence.known import Known
    from evidence.pki import certs, cms, der, own, tsp
    from tests.vectors.cases_content import archived
    from tests.vectors.cases_sig import FIRST
    from tests.vectors.forge import MANIFEST, NOW, Forge, read

FORGE = Forge()
PARTS = FORGE.parts()
TRUST, HELD = trust.parse(FORGE.trust.document), Known(FORGE.request.document)
MEMORY_MB, SECONDS_EACH = 512, 20


def zip_(raw: bytes) -> None:
    for repacked in (False, True):
        reader = ZipReader(BytesIO(raw), repacked=repacked)
        for entry in reader.entries.values():
            for _ in reader.chunks(entry):
                pass


def der_(raw: bytes) -> None:
    todo = [der.parse(raw)]
    while todo:
        node = todo.pop()
        if node.tag & 0x20:
            todo += node.children()
        elif node.tag == der.OID:
            node.oid()
        elif node.tag == der.INTEGER:
            node.integer()
        elif node.tag in (der.UTC_TIME, der.GENERALIZED_TIME):
            node.time()


def cms_(raw: bytes) -> None:
    """The quick way knows only what the thorough one finds good, and says the same of it."""
    quick = own.check(PARTS[MANIFEST.format(1)], raw)
    try:
        signed = cms.parse(raw)
        checked = cms.check(signed, PARTS[MANIFEST.format(1)])
        cms.require_canonical(signed, raw)
    except Refused:
        checked = None
    if quick is not None and quick != checked:
        raise AssertionError(quick)


def certificate(raw: bytes) -> None:
    cert = certs.load(raw)
    certs.usage_ok(cert)
    certs.for_timestamps(cert)
    certs.common_name(cert)
    for root in TRUST.roots:
        certs.issued_by(cert, root)


def tsp_(raw: bytes) -> None:
    tsp.trusted(tsp.check(raw, b"data"), TRUST.tsa)


def xml(raw: bytes) -> None:
    asic.parse(raw)


def json_(raw: bytes) -> None:
    model.read(model.BundleManifest, raw)


def trust_(raw: bytes) -> None:
    trust.parse(raw)


def journal_(raw: bytes) -> None:
    journal.verify_chain(journal.parse_lines([raw]), head=bytes(32), count=1)


def whole(raw: bytes) -> None:
    report = verify.verify_stream(BytesIO(raw), trust=TRUST, now=NOW, known=HELD, repacked=True)
    assert "NOT_JUDGED" not in report.names(), report.codes
    assert report.verdict.value != "VALID" or raw in SEEDS["whole"]


def outer(raw: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(raw)
        file.flush()
        aeszip.read(Path(file.name), "password", BytesIO())


def _outer_seed() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        inner, out = Path(folder) / "i", BytesIO()
        inner.write_bytes(b"inner")
        aeszip.write(inner, "bundle.asice.zip", "password", out)
        return out.getvalue()


TOKEN = FORGE.authority(b"data")
SEEDS: dict[str, list[bytes]] = {
    "zip": [FORGE.good, FORGE.sealed(store=False)],
    "der": [PARTS[FIRST], TOKEN],
    "cms": [PARTS[FIRST], PARTS["hosts/pc1/manifest.json.p7s"]],
    "certificate": [certs_raw.public_bytes(certs.serialization.Encoding.DER) for certs_raw in TRUST.roots],
    "tsp": [TOKEN],
    "xml": [PARTS[MANIFEST.format(1)], read(archived(FORGE))["META-INF/ASiCArchiveManifest001.xml"]],
    "json": [PARTS["bundle.json"]],
    "trust": [FORGE.trust.document],
    "journal": [PARTS["journal.jsonl"]],
    "whole": [FORGE.good, archived(FORGE)],
    "outer": [_outer_seed()],
}
READERS: dict[str, Callable[[bytes], None]] = {
    "zip": zip_,
    "der": der_,
    "cms": cms_,
    "certificate": certificate,
    "tsp": tsp_,
    "xml": xml,
    "json": json_,
    "trust": trust_,
    "journal": journal_,
    "whole": whole,
    "outer": outer,
}
OWN = (Refused, der.DerError, SchemaError, journal.JournalFormatError, InputError)


def guarded(reader: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The reader, its own refusals taken for an answer."""

    def run(raw: bytes) -> None:
        try:
            reader(raw)
        except OWN:
            return

    return run


def corpus(folder: Path, seeds: Iterable[bytes]) -> None:
    """Good inputs to begin with."""
    for number, seed in enumerate(seeds):
        (folder / f"seed{number}").write_bytes(seed)


def main(name: str, seconds: int) -> None:
    """Fuzz one reader for that long; the process ends with libFuzzer's exit code."""
    with tempfile.TemporaryDirectory() as folder:
        corpus(Path(folder), SEEDS[name])
        limits = [f"-max_total_time={seconds}", f"-rss_limit_mb={MEMORY_MB}", f"-timeout={SECONDS_EACH}"]
        atheris.Setup([sys.argv[0], *limits, "-max_len=40000", "-print_final_stats=1", folder], guarded(READERS[name]))
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60)
