"""A third implementation in JavaScript, PKI.js under Node, judges our signatures: good ones hold, changed ones do not.

Its package is fetched by npm into a folder of its own; without npm, Node or a registry the test is skipped.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from evidence.pki import cms
from tests.vectors.forge import MANIFEST, SIGNATURE, WHEN, Forge

VERSION = "4.0.0"
PLACE = Path.home() / ".cache" / "selfaudit-tests" / f"pkijs-{VERSION}"
JUDGE = """
import { readFileSync } from "node:fs";
import * as pkijs from "pkijs";
import * as asn1js from "asn1js";
pkijs.setEngine("node", new pkijs.CryptoEngine({ name: "node", crypto: globalThis.crypto }));
const bytes = name => Uint8Array.from(readFileSync(name)).buffer;
const out = [];
for (let i = 2; i < process.argv.length; i += 2) {
  try {
    const content = new pkijs.ContentInfo({ schema: asn1js.fromBER(bytes(process.argv[i])).result });
    const signed = new pkijs.SignedData({ schema: content.content });
    out.push(await signed.verify({ signer: 0, data: bytes(process.argv[i + 1]), checkChain: false }));
  } catch { out.push(false); }
}
console.log(JSON.stringify(out));
"""


@pytest.fixture(scope="module")
def judge() -> Path:
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("npm or Node is not installed")
    if not (PLACE / "node_modules" / "pkijs").is_dir():
        wanted = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent", f"pkijs@{VERSION}"]
        try:
            done = subprocess.run(
                [npm, "install", "--prefix", str(PLACE), *wanted], capture_output=True, timeout=40, check=False
            )
        except subprocess.TimeoutExpired:
            pytest.skip("npm does not answer")
        if done.returncode != 0:
            shutil.rmtree(PLACE, ignore_errors=True)
            pytest.skip("npm cannot fetch pkijs")
    script = PLACE / "judge.mjs"
    script.write_text(JUDGE, "utf-8")
    return script


@pytest.mark.tool
def test_pkijs_agrees(judge: Path, tmp_path: Path) -> None:
    """Both signatures of a bundle, a PC's, one by RSA, one with a timestamp; and each over changed content."""
    forge = Forge()
    parts = forge.parts()
    manifest = parts[MANIFEST.format(1)]
    stamped = cms.with_timestamp(parts[SIGNATURE.format(1)], forge.authority(b"x"))
    pairs = [
        *((parts[SIGNATURE.format(n)], parts[MANIFEST.format(n)]) for n in (1, 2)),
        (parts["hosts/pc1/manifest.json.p7s"], parts["hosts/pc1/manifest.json"]),
        (cms.sign(manifest, forge.rsa2048, cms.PROOF_OF_ORIGIN, WHEN), manifest),
        (stamped, manifest),
    ]
    files = []
    for n, (signature, content) in enumerate(pairs):
        for name, raw in ((f"{n}.p7s", signature), (f"{n}.good", content), (f"{n}.bad", content + b" ")):
            (tmp_path / name).write_bytes(raw)
        files += [tmp_path / name for name in (f"{n}.p7s", f"{n}.good", f"{n}.p7s", f"{n}.bad")]
    node = shutil.which("node") or ""
    done = subprocess.run([node, str(judge), *map(str, files)], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [True, False] * len(pairs)
