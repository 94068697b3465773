"""What other programs sign, and every entry taken out, doubled or exchanged: the same code from both verifiers, never VALID."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from evidence import trust, verify
from evidence.known import Known
from evidence.web import page
from tests.vectors import rawzip
from tests.vectors.browser import Browser, program
from tests.vectors.cases_sig import FIRST, only_operator
from tests.vectors.forge import MANIFEST, NOW, Forge, RsaSigner, items, signer, zipped

SIGN = ["cms", "-sign", "-binary", "-outform", "DER", "-in", "m.xml", "-signer", "op.pem", "-inkey", "op.key"]
MADE: dict[str, tuple[list[str], str]] = {
    "plain": (SIGN, "SIG_ATTR_MISSING"),
    # openssl takes either s as it comes
    "cades": ([*SIGN, "-cades"], "SIG_ATTR_MISSING or SIG_NONCANONICAL"),
    "with_content": ([*SIGN, "-cades", "-nodetach"], "SIG_NONCANONICAL"),
    "without_attributes": ([*SIGN, "-noattr"], "SIG_NO_SIGNED_ATTRS"),
    "without_certificate": ([*SIGN, "-cades", "-nocerts"], "SIG_CERT_MISSING"),
    "indefinite_length": ([*SIGN, "-cades", "-stream"], "SIG_NOT_DER"),
    "signer_by_key": ([*SIGN, "-cades", "-keyid"], "SIG_NONCANONICAL"),
    "sha1": ([*SIGN, "-md", "sha1"], "SIG_ALG"),
    "sha384": ([*SIGN, "-cades", "-md", "sha384"], "SIG_NONCANONICAL"),
    "two_signers": ([*SIGN, "-cades", "-signer", "rsa.pem", "-inkey", "rsa.key"], "SIG_SIGNER_COUNT"),
    "one_certificate_more": ([*SIGN, "-cades", "-certfile", "rsa.pem"], "SIG_NONCANONICAL"),
    "rsa_pss": (
        [*SIGN[:7], "-cades", "-signer", "rsa.pem", "-inkey", "rsa.key", "-keyopt", "rsa_padding_mode:pss"],
        "SIG_ALG",
    ),
    "rsa_without_role": ([*SIGN[:7], "-cades", "-signer", "rsa.pem", "-inkey", "rsa.key"], "SIG_ATTR_MISSING"),
    "text_with_cr": ([*[w for w in SIGN if w != "-binary"], "-cades"], "SIG_DIGEST_MISMATCH"),
    "pem": ([*SIGN[:3], "-outform", "PEM", *SIGN[5:]], "SIG_MALFORMED"),
    "mail": ([*SIGN[:3], "-outform", "SMIME", *SIGN[5:]], "SIG_MALFORMED"),
    "encrypted": (
        ["cms", "-encrypt", "-binary", "-outform", "DER", "-aes256", "-in", "m.xml", "rsa.pem"],
        "SIG_CONTENT_TYPE",
    ),
    "digested": (["cms", "-digest_create", "-binary", "-outform", "DER", "-in", "m.xml"], "SIG_CONTENT_TYPE"),
    "plain_data": (["cms", "-data_create", "-binary", "-outform", "DER", "-in", "m.xml"], "SIG_CONTENT_TYPE"),
    "pkcs7": (["smime", *SIGN[1:]], "SIG_ATTR_MISSING"),
    "a_certificate": (["x509", "-in", "op.pem", "-outform", "DER"], "SIG_MALFORMED"),
    "a_timestamp_query": (["ts", "-query", "-data", "m.xml"], "SIG_MALFORMED"),
}
"""openssl's arguments, and the first code it gets as first signature of a bundle."""

JUDGE = """(async () => {
  const [list, request, ...files] = $("bulk").files, trust = await loadTrust(await bytesOf(list)), out = {};
  const options = { trust, now: MOMENT, known: { request: await bytesOf(request) } };
  for (const file of files) {
    const r = await verify(file, options);
    out[file.name] = [r.verdict, ...new Set(r.codes.map(c => c.code))];
  }
  return JSON.stringify(out);
})()""".replace("MOMENT", str(NOW.timestamp() * 1000))


def judged(forge: Forge, files: list[Path]) -> dict[str, list[str]]:
    """Verdict and codes by file name, from the Python verifier, with the ward's trust list and request."""
    known, held = trust.parse(forge.trust.document), Known(forge.request.document)
    reports = {f.name: verify.verify(f, trust=known, now=NOW, known=held) for f in files}
    return {name: [r.verdict.value, *dict.fromkeys(r.names())] for name, r in reports.items()}


def browsed(forge: Forge, files: list[Path], folder: Path) -> dict[str, list[str]]:
    """The same from verify.html."""
    found = program()
    if found is None:
        pytest.skip("no Chromium is installed")
    (folder / "trust.json").write_bytes(forge.trust.document)
    (folder / "request.json").write_bytes(forge.request.document)
    (folder / "verify.html").write_text(page.page(), "utf-8")
    with Browser(found) as browser:
        browser.open(folder / "verify.html")
        browser.run("document.body.append(el('input', { type: 'file', multiple: true, id: 'bulk' })), 0")
        browser.pick("#bulk", [folder / "trust.json", folder / "request.json", *files])
        answer: dict[str, list[str]] = json.loads(browser.run(JUDGE))
    return answer


def moved(forge: Forge) -> dict[str, bytes]:
    """The good bundle with one entry removed, doubled, emptied, renamed, exchanged with the next, moved to the end; pairs stripped."""
    entries = items(forge.parts())
    out: dict[str, bytes] = {}
    for i, entry in enumerate(entries):
        rest, after = [*entries[:i], *entries[i + 1 :]], entries[(i + 1) % len(entries)]
        content = {entry.name: after.data, after.name: entry.data}
        out[f"removed{i:02}"] = rawzip.write(rest)
        out[f"doubled{i:02}"] = rawzip.write([*entries[: i + 1], *entries[i:]])
        out[f"emptied{i:02}"] = rawzip.write([*entries[:i], rawzip.Item(entry.name, b""), *entries[i + 1 :]])
        out[f"renamed{i:02}"] = rawzip.write(
            [*entries[:i], rawzip.Item("x" + entry.name, entry.data), *entries[i + 1 :]]
        )
        out[f"exchanged{i:02}"] = rawzip.write([rawzip.Item(e.name, content.get(e.name, e.data)) for e in entries])
        out[f"last{i:02}"] = rawzip.write([*rest, entry])
    for n in (1, 2):
        pair = {f"META-INF/signature{n:03}.p7s", f"META-INF/ASiCManifest{n:03}.xml"}
        out[f"stripped{n}"] = rawzip.write([e for e in entries if e.name not in pair])
    out["stripped12"] = rawzip.write([e for e in entries if not e.name.startswith("META-INF/")])
    same = zipped(forge.parts())
    return {name: raw for name, raw in out.items() if raw != same}


def written(folder: Path, bundles: dict[str, bytes]) -> list[Path]:
    for name, raw in bundles.items():
        (folder / f"{name}.zip").write_bytes(raw)
    return [folder / f"{name}.zip" for name in bundles]


def test_no_entry_can_be_moved_unnoticed(tmp_path: Path) -> None:
    forge = Forge()
    files = written(tmp_path, moved(forge))
    answers = judged(forge, files)
    assert len(answers) > 100
    assert {name: row for name, row in answers.items() if row[0] != "INVALID"} == {}


@pytest.mark.tool
def test_no_entry_can_be_moved_unnoticed_in_the_browser(tmp_path: Path) -> None:
    forge = Forge()
    files = written(tmp_path, moved(forge))
    assert browsed(forge, files, tmp_path) == judged(forge, files)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Forge, Path, list[Path]]:
    """Bundles whose first signature openssl made in one of its many ways, with the operator's key."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    forge, folder = Forge(), tmp_path_factory.mktemp("others")
    other = RsaSigner.make(2048)
    for name, who in (("op", signer(1, "operator")), ("rsa", other)):
        (folder / f"{name}.pem").write_bytes(who.certificate.public_bytes(Encoding.PEM))
        private = who.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.key").write_bytes(private)
    parts = only_operator(forge)
    (folder / "m.xml").write_bytes(parts[MANIFEST.format(1)])
    files = []
    for name, (arguments, _) in MADE.items():
        done = subprocess.run([openssl, *arguments], cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, (name, done.stderr)
        (folder / f"{name}.zip").write_bytes(zipped(parts | {FIRST: done.stdout}))
        files.append(folder / f"{name}.zip")
    return forge, folder, files


@pytest.mark.tool
def test_signatures_by_openssl(made: tuple[Forge, Path, list[Path]]) -> None:
    forge, _, files = made
    answers = judged(forge, files)
    got = {name: answers[f"{name}.zip"][:2] for name in MADE}
    wrong = {n: row for n, row in got.items() if row[0] != "INVALID" or row[1] not in MADE[n][1].split(" or ")}
    assert wrong == {}


@pytest.mark.tool
def test_signatures_by_openssl_in_the_browser(made: tuple[Forge, Path, list[Path]]) -> None:
    forge, folder, files = made
    assert browsed(forge, files, folder) == judged(forge, files)


Change = Callable[[bytes], bytes]
DAMAGE: dict[str, Change] = {
    "nothing": lambda _: b"",
    "one_byte": lambda raw: raw[:1],
    "only_end_record": lambda raw: raw[-22:],
    "twice": lambda raw: raw + raw,
    "half": lambda raw: raw[: len(raw) // 2],
    "end_first": lambda raw: raw[len(raw) // 2 :] + raw[: len(raw) // 2],
    "line_ends": lambda raw: raw.replace(b"\n", b"\r\n"),
    "as_text": lambda raw: raw.decode("latin-1").encode("utf-8"),
    "zeros_after": lambda raw: raw + bytes(100),
    "comment_longer_than_there_is": lambda raw: raw[:-2] + b"\xff\xff",
    "end_record_in_a_comment": lambda raw: raw[:-2] + b"\x16\0" + raw[-22:],
    "locator_without_record": lambda raw: raw[:-22] + b"PK\x06\x07" + bytes(16) + raw[-22:],
    "all_ff": lambda raw: b"\xff" * len(raw),
    "program_before": lambda raw: b"MZ" + bytes(510) + raw,
}


def test_files_that_are_no_bundle(tmp_path: Path) -> None:
    forge = Forge()
    files = written(tmp_path, {name: change(forge.good) for name, change in DAMAGE.items()})
    assert {row[0] for row in judged(forge, files).values()} == {"INVALID"}


@pytest.mark.tool
def test_files_that_are_no_bundle_in_the_browser(tmp_path: Path) -> None:
    forge = Forge()
    files = written(tmp_path, {name: change(forge.good) for name, change in DAMAGE.items()})
    assert browsed(forge, files, tmp_path) == judged(forge, files)
