"""Write all vectors into a directory, for any implementation of the format: ``python -m tests.vectors.generate DIR``.

DIR gets one ``<name>.asice.zip`` per vector, ``trust.json``, ``request.json`` (the verifier's own copies), and
``expected.json``: verdict and codes by name, at the time ``now``, with or without the copy of the request.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from evidence import model
from tests.vectors import cases_content, cases_odd, cases_sig, cases_zip
from tests.vectors.forge import NOW, Forge

CASES: dict[str, Callable[[Forge], bytes]] = cases_zip.CASES | cases_sig.CASES | cases_content.CASES | cases_odd.CASES
EXPECTED = Path(__file__).with_name("expected.json")


def generate(folder: Path) -> Forge:
    """All vectors and the verifier's documents in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    forge = Forge()
    for name, make in CASES.items():
        (folder / f"{name}.asice.zip").write_bytes(make(forge))
    (folder / "trust.json").write_bytes(forge.trust.document)
    (folder / "trust.json.p7s").write_bytes(forge.trust.signature)
    (folder / "request.json").write_bytes(forge.request.document)
    (folder / "now.txt").write_text(model.utc(NOW) + "\n", "ascii")
    if EXPECTED.exists():
        shutil.copyfile(EXPECTED, folder / "expected.json")
    return forge


def expected() -> dict[str, dict[str, object]]:
    """Verdict, codes in step order (each once), and whether the verifier holds its request, by vector."""
    table: dict[str, dict[str, object]] = json.loads(EXPECTED.read_text("utf-8"))
    return table


if __name__ == "__main__":
    generate(Path(sys.argv[1]))
