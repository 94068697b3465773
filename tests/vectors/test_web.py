"""verify.html in a real browser on file://: the same codes as the Python verifier, for every vector."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence import deliver, keys
from evidence.web import page
from tests.vectors import generate
from tests.vectors.browser import Browser, program
from tests.vectors.forge import NOW, WHEN, Forge

EXPECTED = generate.expected()


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "verify.html"
    path.write_text(page.page(), "utf-8")
    return path


@pytest.fixture(scope="module")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Forge]:
    folder = tmp_path_factory.mktemp("vectors")
    return folder, generate.generate(folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = program()
    if found is None:
        pytest.skip("no Chromium is installed")
    with Browser(found) as opened:
        yield opened


@pytest.fixture
def opened(browser: Browser, html: Path) -> Browser:
    browser.open(html)
    browser.requests.clear()
    return browser


VERIFY_ALL = """(async () => {
  const out = {}, now = %d, trust = state.options.trust, without = new Set(%s);
  for (const file of document.getElementById("bulk").files) {
    if (!file.name.endsWith(".zip")) continue;
    const name = file.name.replace(".asice.zip", "");
    const known = without.has(name) ? {} : state.options.known;
    const r = await verify(file, { now, trust, known, repacked: %s });
    out[name] = { verdict: r.verdict, codes: r.codes.map(c => [c.code, c.step, c.severity]), id: r.id };
  }
  return JSON.stringify(out);
})()"""


def bulk(browser: Browser, files: list[Path]) -> None:
    """Choose many files without the page judging and drawing each."""
    browser.run("document.body.append(el('input', { type: 'file', multiple: true, id: 'bulk' })), 0")
    browser.pick("#bulk", files)


def settle(browser: Browser, files: list[Path]) -> None:
    """Choose files and wait until the page has finished with them."""
    browser.run("say(''); document.getElementById('files').value = ''")
    browser.pick("#files", files)
    words = "done|no_bundle|bad_file".split("|")
    test = " || ".join(f"t.includes(TEXT.{w})" for w in words)
    browser.run(
        "new Promise(done => { const i = setInterval(() => { const t = document.getElementById('status').textContent;"
        f"if (t && ({test})) {{ clearInterval(i); done(); }} }}, 10); }})"
    )


@pytest.mark.tool
def test_both_verifiers_say_the_same(opened: Browser, vectors: tuple[Path, Forge]) -> None:
    folder, _ = vectors
    files = [folder / n for n in ("trust.json", "trust.json.p7s", "request.json")]
    settle(opened, [*files, folder / "good.asice.zip"])
    bulk(opened, [folder / f"{n}.asice.zip" for n in generate.CASES])
    without = [n for n, row in EXPECTED.items() if not row["request"]]
    answer = opened.run(VERIFY_ALL % (NOW.timestamp() * 1000, json.dumps(without), "false"))
    got: dict[str, Any] = json.loads(answer)
    assert set(got) == set(EXPECTED)
    for name, row in EXPECTED.items():
        assert list(dict.fromkeys(c[0] for c in got[name]["codes"])) == row["codes"], name
        assert got[name]["verdict"] == row["verdict"], name


@pytest.mark.tool
def test_containers_of_others(opened: Browser, shared: Path) -> None:
    base = shared / "samples/evidence-vectors"
    table: dict[str, Any] = json.loads(Path(__file__).with_name("third_party.json").read_text("utf-8"))
    files = [base / n for n in table if n.endswith(".zip") and (base / n).is_file()]
    if not files:
        pytest.skip("third-party vectors not found")
    bulk(opened, files)
    for repacked in (False, True):
        got = json.loads(opened.run(VERIFY_ALL % (NOW.timestamp() * 1000, "[]", str(repacked).lower())))
        for name, row in table.items():
            if not name.endswith(".zip") or Path(name).name.replace(".asice.zip", "") not in got:
                continue
            codes = [c[0] for c in got[Path(name).name]["codes"]]
            assert codes == row["repacked"] if repacked else codes[0] == row["canonical"], name


@pytest.mark.tool
def test_what_an_auditor_sees(opened: Browser, vectors: tuple[Path, Forge]) -> None:
    folder, forge = vectors
    settle(opened, [folder / n for n in ("trust.json", "trust.json.p7s", "request.json", "good.asice.zip")])
    text = opened.run("document.getElementById('results').innerText")
    for part in ("検証結果: 有効", "株式会社見本", "点検担当", "取扱責任者", "点検内容が真実であることは示しません。"):
        assert part in text
    assert forge.operator.fingerprint[:4] + " " + forge.operator.fingerprint[4:8] in text
    assert opened.run("document.activeElement.tagName") == "H2", "the verdict has the keyboard focus"
    frame = opened.run("(f => f && [f.getAttribute('sandbox'), f.srcdoc])(document.querySelector('iframe'))")
    assert frame[0] == ""
    assert "report report" in frame[1]
    assert "default-src 'none'" in frame[1]
    assert opened.requests == [] or all(u.startswith(("file:", "about:")) for u in opened.requests)


@pytest.mark.tool
def test_an_invalid_bundle_shows_no_report(opened: Browser, vectors: tuple[Path, Forge]) -> None:
    folder, _ = vectors
    settle(opened, [folder / "trust.json", folder / "entry_altered.asice.zip"])
    text = opened.run("document.getElementById('results').innerText")
    assert "検証結果: 無効" in text
    assert "署名したあとにファイルの中身が変わっています。" in text
    assert "真実であることは示しません" not in text
    assert opened.run("document.querySelector('iframe')") is None


@pytest.mark.tool
def test_a_fingerprint_typed_by_hand(opened: Browser, vectors: tuple[Path, Forge]) -> None:
    folder, forge = vectors
    untrusted = "[...document.querySelectorAll('small')].filter(e => e.textContent.includes('SIGNER_UNTRUSTED')).length"
    settle(opened, [folder / "good.asice.zip"])
    assert "判定できません" in opened.run("document.getElementById('results').innerText")
    assert opened.run(untrusted) == 2
    opened.run(f"document.getElementById('pin').value = '{keys.grouped(forge.operator.fingerprint)}'")
    settle(opened, [folder / "good.asice.zip"])
    assert opened.run(untrusted) == 1


@pytest.mark.tool
def test_an_encrypted_delivery(opened: Browser, vectors: tuple[Path, Forge], tmp_path: Path) -> None:
    folder, _ = vectors
    (tmp_path / "a").mkdir()
    made = deliver.deliver(
        folder / "good.asice.zip", tmp_path / "000123.zip", tmp_path / "a/n.txt", handled_by="x", when=WHEN
    )
    settle(opened, [folder / "trust.json", folder / "request.json", made.path])
    assert "暗号化されています" in opened.run("document.getElementById('results').innerText")
    opened.run("document.getElementById('password').value = 'wrong'; judgeAll()")
    assert "暗号化されています" in opened.run("document.getElementById('results').innerText")
    opened.run(f"document.getElementById('password').value = '{made.password}'; judgeAll()")
    assert "検証結果: 有効" in opened.run("document.getElementById('results').innerText")


@pytest.mark.tool
def test_files_that_are_not_for_it(opened: Browser, vectors: tuple[Path, Forge], tmp_path: Path) -> None:
    (tmp_path / "trust.json").write_text("{}", "ascii")
    settle(opened, [tmp_path / "trust.json"])
    assert "このファイルは使えません" in opened.run("document.getElementById('status').textContent")
    forged = tmp_path / "x" / "trust.json"
    forged.parent.mkdir()
    folder, forge = vectors
    forged.write_bytes(forge.trust.document.replace(b'"since"', b'"since"', 1).replace(b"2026-07-02", b"2030-07-02"))
    beside = forged.with_name("trust.json.p7s")
    beside.write_bytes(forge.trust.signature)
    settle(opened, [forged, beside, folder / "good.asice.zip"])
    assert "このファイルは使えません" in opened.run("document.getElementById('status').textContent")


@pytest.mark.tool
def test_a_page_with_the_ward_s_trust_inside(browser: Browser, vectors: tuple[Path, Forge], tmp_path: Path) -> None:
    folder, _ = vectors
    out = tmp_path / "ward.html"
    command = [sys.executable, "-m", "evidence.web.page", "--trust", str(folder / "trust.json"), str(out)]
    subprocess.run(command, check=True)
    browser.open(out)
    settle(browser, [folder / "good.asice.zip"])
    assert "検証結果: 有効" in browser.run("document.getElementById('results').innerText")


def test_the_page_is_one_small_file_without_the_outside() -> None:
    text = page.OUT.read_text("utf-8")
    assert len(text.encode("utf-8")) <= page.MAX_BYTES
    assert page.unpack(text) == page.script(), "run python -m evidence.web.page"
    program_text = page.page(plain=True)
    assert "default-src 'none'" in text
    for forbidden in ("fetch(", "XMLHttpRequest", "WebSocket", "import(", "eval(", "innerHTML", "localStorage"):
        assert forbidden not in program_text
    urls = set(re.findall(r"https?://[a-z0-9./_-]+", program_text, re.IGNORECASE))
    assert {u.split("/")[2] for u in urls} <= {"uri.etsi.org", "www.w3.org"}, "namespaces only"


@pytest.mark.tool
def test_changed_bytes_are_refused_in_the_browser_too(opened: Browser, vectors: tuple[Path, Forge]) -> None:
    """Every byte of the first signature, and every 29th of the rest, of a deflated bundle with both signatures, one bit changed: all INVALID."""
    folder, _ = vectors
    settle(opened, [folder / "trust.json", folder / "good.asice.zip"])
    bulk(opened, [folder / "good_deflated.asice.zip"])
    slack = opened.run(
        """(async () => {
          const raw = new Uint8Array(await document.getElementById("bulk").files[0].arrayBuffer()), slack = [];
          const options = { ...state.options, now: MOMENT };
          if ((await verify(new Blob([raw]), options)).verdict !== "VALID") return "the bundle itself";
          const names = new TextDecoder("latin1").decode(raw), p7s = names.indexOf("META-INF/signature001.p7s");
          for (let i = 0; i < raw.length; i += i > p7s && i < p7s + 1100 ? 1 : 29) {
            raw[i] ^= 1 << i % 8;
            if ((await verify(new Blob([raw]), options)).verdict !== "INVALID") slack.push(i);
            raw[i] ^= 1 << i % 8;
          }
          return JSON.stringify(slack);
        })()""".replace("MOMENT", str(NOW.timestamp() * 1000))
    )
    assert slack == "[]"


@pytest.mark.tool
def test_trouble_of_its_own_is_said_and_the_next_file_is_judged(
    opened: Browser, vectors: tuple[Path, Forge], tmp_path: Path
) -> None:
    """Containers of others by their own endings, an encrypted one whose header lies, and a fault of the page itself."""
    folder, _ = vectors
    head = (folder / "good.asice.zip").read_bytes()
    lying = bytearray(head)
    lying[8:10], lying[28:30] = (99).to_bytes(2, "little"), (9).to_bytes(2, "little")
    (tmp_path / "lying.zip").write_bytes(lying)
    (tmp_path / "other.asice").write_bytes(head[:100])
    settle(opened, [folder / "trust.json", tmp_path / "lying.zip", tmp_path / "other.asice"])
    text = opened.run("document.getElementById('results').innerText")
    assert text.count("検証結果: 無効") == 2
    opened.run("Zip.open = () => { throw new RangeError('memory'); }, 0")
    settle(opened, [folder / "good.asice.zip"])
    text = opened.run("document.getElementById('results').innerText")
    assert "NOT_JUDGED RangeError" in text
    assert "有効" not in text.replace("有効とも無効とも", "")
