"""Two independent readers of the same format must judge the same of damage nobody thought of."""

import json
import random
from pathlib import Path

import pytest

from evidence import trust, verify
from evidence.known import Known
from evidence.web import page
from tests.vectors.browser import Browser, program
from tests.vectors.damage import kinds
from tests.vectors.forge import NOW, Forge

CASES = 160


@pytest.mark.tool
def test_both_verifiers_judge_random_damage_alike(tmp_path: Path) -> None:
    found = program()
    if found is None:
        pytest.skip("no Chromium is installed")
    forge, dice = Forge(), random.Random(7)
    makers = kinds(forge)
    for number in range(CASES):
        (tmp_path / f"{number:03}.zip").write_bytes(makers[number % len(makers)](dice))
    files = sorted(tmp_path.glob("*.zip"))
    (tmp_path / "trust.json").write_bytes(forge.trust.document)
    (tmp_path / "request.json").write_bytes(forge.request.document)
    (tmp_path / "verify.html").write_text(page.page(), "utf-8")
    known, held = trust.load(tmp_path / "trust.json"), Known(forge.request.document)
    ours = [verify.verify(f, trust=known, now=NOW, known=held) for f in files]
    mine = [[r.verdict.value, *dict.fromkeys(r.names())] for r in ours]
    script = """(async () => {
      const [list, request, ...files] = $("bulk").files, trust = await loadTrust(await bytesOf(list)), out = [];
      const options = { trust, now: MOMENT, known: { request: await bytesOf(request) } };
      for (const file of files) {
        const r = await verify(file, options);
        out.push([r.verdict, ...new Set(r.codes.map(c => c.code))]);
      }
      return JSON.stringify(out);
    })()""".replace("MOMENT", str(NOW.timestamp() * 1000))
    with Browser(found) as browser:
        browser.open(tmp_path / "verify.html")
        browser.run("document.body.append(el('input', { type: 'file', multiple: true, id: 'bulk' })), 0")
        browser.pick("#bulk", [tmp_path / "trust.json", tmp_path / "request.json", *files])
        theirs = json.loads(browser.run(script))
    assert [(f.name, a, b) for f, a, b in zip(files, mine, theirs, strict=True) if a != b] == []
    assert [r.verdict.value for r in ours].count("INVALID") > CASES / 2
    assert not any("NOT_JUDGED" in row for row in mine)
