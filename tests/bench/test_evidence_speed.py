"""The bundle beside coreutils and a bare import: ratios in one run, the best of a few tries each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evidence import build, hosts, trust, verify
from evidence.web import page
from tests.vectors.browser import Browser, program
from tests.vectors.forge import NOW, TOOL, WHEN, Forge, signer

PCS, EXHIBITS = 32, 63


def best(action: Callable[[], object], tries: int = 3) -> float:
    """Seconds of the quickest of some tries."""
    took = []
    for _ in range(tries):
        started = time.perf_counter()
        action()
        took.append(time.perf_counter() - started)
    return min(took)


def content(forge: Forge, folder: Path, total: int, report: int) -> build.BundleContent:
    """32 signed PCs with reports of that many bytes, and 63 exhibits of ``total`` bytes together."""
    plain = forge.content()
    entries = {n: b for n, b in plain.entries.items() if not n.startswith(("hosts/", "attachments/"))}
    listed, notes = [], []
    for n in range(PCS):
        rows = [
            {"check": f"net.listeners.{i}", "status": "PASS", "facts": {"port": i * n, "pc": n}}
            for i in range(report // 90)
        ]
        files = {"report.json": json.dumps({"results": rows}, indent=1).encode()}
        pc = hosts.seal_host(
            f"pc{n}", signer(100 + n, "pc"), files, os="x", collected_at=WHEN, tool=TOOL, request=forge.request.sha256
        )
        entries |= pc.entries
        listed.append(pc.host)
    for n in range(EXHIBITS):
        path, name = folder / f"{n}.jpg", f"attachments/{n:04}.jpg"
        path.write_bytes(os.urandom(total // EXHIBITS))
        entries[name] = path
        notes.append(build.AttachmentNote(name, "x", "1", "operator"))
    return replace(plain, entries=entries, hosts=tuple(listed), attachments=tuple(notes))


@pytest.fixture(scope="module")
def forge() -> Forge:
    """Its request expects none of the PCs of these bundles."""
    made = Forge()
    from evidence import ward

    made.__dict__["request"] = ward.request(made.demand(expected_hosts=None), made.root, WHEN)
    return made


@pytest.fixture(scope="module")
def large(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, build.BundleContent]:
    folder = tmp_path_factory.mktemp("large")
    made = content(forge, folder, 126_000_000, 60_000)
    build.build(folder / "b.zip", made, [forge.operator, forge.approver], signed_at=WHEN)
    return folder / "b.zip", made


def sha256sum(path: Path) -> None:
    subprocess.run(["sha256sum", str(path)], stdout=subprocess.DEVNULL, check=True)


needs_coreutils = pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not installed")


@needs_coreutils
@pytest.mark.bench
def test_verifying_is_twice_as_fast_as_sha256sum(large: tuple[Path, build.BundleContent], forge: Forge) -> None:
    path, _ = large
    known = trust.parse(forge.trust.document)
    assert verify.verify(path, trust=known, now=NOW).verdict.value == "VALID"
    ours = best(lambda: verify.verify(path, trust=known, now=NOW))
    theirs = best(lambda: sha256sum(path))
    assert ours <= 0.5 * theirs, (ours, theirs)


@needs_coreutils
@pytest.mark.bench
def test_building_is_as_fast_as_copying_and_hashing(
    large: tuple[Path, build.BundleContent], forge: Forge, tmp_path: Path
) -> None:
    path, made = large

    def copy() -> None:
        shutil.copyfile(path, tmp_path / "copy")
        with (tmp_path / "copy").open("rb+") as file:
            os.fsync(file.fileno())
        sha256sum(tmp_path / "copy")

    ours = best(lambda: build.build(tmp_path / "x.zip", made, [forge.operator, forge.approver], signed_at=WHEN))
    assert ours <= 1.3 * best(copy)


def test_memory_stays_small(large: tuple[Path, build.BundleContent]) -> None:
    """The verifier holds pieces, not files: 126 MB in less than 60 MB."""
    # Not getrusage: on Linux a child begins with the peak of the process it was started from (getrusage(2), execve).
    if not Path("/proc/self/status").is_file():
        pytest.skip("no /proc on this system")
    code = (
        "import sys; from pathlib import Path; from evidence.verify import verify; verify(Path(sys.argv[1]));"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(large[0])], capture_output=True, text=True, check=True)
    assert int(done.stdout) * 1024 < 60_000_000


@pytest.mark.bench
def test_the_help_is_quicker_than_the_import_it_avoids() -> None:
    ours = best(
        lambda: subprocess.run([sys.executable, "-m", "evidence", "verify", "--help"], capture_output=True, check=True)
    )
    bare = best(lambda: subprocess.run([sys.executable, "-c", "import cryptography.x509"], check=True))
    assert ours <= 2 * bare


@pytest.mark.bench
def test_many_small_bundles_use_every_processor(forge: Forge, tmp_path: Path) -> None:
    if (os.cpu_count() or 1) < 2:
        pytest.skip("one processor")
    (tmp_path / "b").mkdir()
    made = content(forge, tmp_path, 630, 60_000)
    build.build(tmp_path / "0.zip", made, [forge.operator, forge.approver], signed_at=WHEN)
    files = [str(shutil.copyfile(tmp_path / "0.zip", tmp_path / "b" / f"{n}.zip")) for n in range(200)]
    known = trust.parse(forge.trust.document)
    alone = best(lambda: verify.verify(tmp_path / "0.zip", trust=known, now=NOW), 10)
    command = [sys.executable, "-m", "evidence", "verify", "--json", *files]
    together = best(lambda: subprocess.run(command, capture_output=True, check=False), 2)
    assert together <= 200 * alone, (together, alone)


@needs_coreutils
@pytest.mark.bench
def test_the_page_in_the_browser(large: tuple[Path, build.BundleContent], tmp_path: Path) -> None:
    found = program()
    if found is None:
        pytest.skip("no Chromium is installed")
    (tmp_path / "verify.html").write_text(page.page(), "utf-8")
    with Browser(found) as browser:
        browser.open(tmp_path / "verify.html")
        browser.run("document.body.append(el('input', { type: 'file', id: 'bulk' })), 0")
        browser.pick("#bulk", [large[0]])
        timed = "(async () => { const t = performance.now(); await verify($('bulk').files[0]); return performance.now() - t; })()"
        took = min(browser.run(timed) for _ in range(3)) / 1000
    assert took <= 4 * best(lambda: sha256sum(large[0])), took
