"""The real release, made twice and started: opt-in, for the day of a release (minutes, network, a Windows Python).

``SELFAUDIT_RELEASE=1 SELFAUDIT_EMBEDDED_PYTHON=python-3.12.x-embed-amd64.zip ./test tests/unit/packaging/test_release.py``
with packaging/tools.txt installed. What Wine runs is not yet what Windows runs: packaging/README.md.
"""

import filecmp
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

OUTSIDE = dict(os.environ)
"""Before every test gets a home of its own: the tools know their indexes and caches from the real one."""
ROOT = Path(__file__).resolve().parents[3]
PYTHON_ZIP = os.environ.get("SELFAUDIT_EMBEDDED_PYTHON", "")
pytestmark = [
    pytest.mark.tool,
    pytest.mark.skipif(os.environ.get("SELFAUDIT_RELEASE") != "1", reason="takes minutes: set SELFAUDIT_RELEASE=1"),
    pytest.mark.skipif(not PYTHON_ZIP, reason="needs python.org's embeddable ZIP in SELFAUDIT_EMBEDDED_PYTHON"),
]


def made(commit: str, out: Path, umask: int, zone: str) -> Path:
    """The folder and its ZIP, made in a clone of its own; gives the folder."""
    root = cloned(commit, out.with_name(out.name + " clone"), umask)
    digest = hashlib.sha256(Path(PYTHON_ZIP).read_bytes()).hexdigest()
    command = [sys.executable, str(root / "packaging" / "release.py"), "windows", "--out", str(out)]
    command += ["--python-zip", PYTHON_ZIP, "--python-sha256", digest]
    scratch = out.with_name(out.name + " scratch")
    scratch.mkdir()
    environment = {**OUTSIDE, "TZ": zone, "TMPDIR": str(scratch)}
    subprocess.run(command, check=True, env=environment, umask=umask, cwd=scratch)
    (folder,) = (path for path in out.iterdir() if path.is_dir())
    return folder


def cloned(commit: str, target: Path, umask: int) -> Path:
    """A clone at one commit: the work tree may have moved on since the first was made."""
    subprocess.run(["git", "clone", "--quiet", "--no-checkout", str(ROOT), str(target)], check=True, umask=umask)
    subprocess.run(["git", "checkout", "--quiet", commit], check=True, cwd=target, umask=umask)
    return target


@pytest.fixture(scope="module")
def commit() -> str:
    told = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, encoding="ascii", check=True)
    return told.stdout.strip()


@pytest.fixture(scope="module")
def folder(commit: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(commit, tmp_path_factory.mktemp("release") / "first", 0o022, "Asia/Tokyo")


def test_the_same_commit_gives_the_same_bytes(folder: Path, commit: str, tmp_path: Path) -> None:
    again = made(commit, tmp_path / "another place", 0o077, "UTC")
    assert filecmp.cmp(folder.with_name(folder.name + ".zip"), again.with_name(again.name + ".zip"), shallow=False)
    wheels = []
    for place, umask in ((tmp_path / "a", 0o022), (tmp_path / "b", 0o077)):
        root = cloned(commit, place / "clone", umask)
        code = f"import sys; sys.path.insert(0, {str(root / 'packaging')!r}); from pathlib import Path; "
        code += f"from shipping import locks; print(locks.own_wheel(Path({str(place)!r}), 1_780_000_000))"
        told = subprocess.run([sys.executable, "-c", code], env=OUTSIDE, umask=umask, check=True, capture_output=True)
        wheels.append(Path(told.stdout.decode().strip()))
    assert filecmp.cmp(*wheels, shallow=False)


def test_the_bill_names_what_is_in_the_folder(folder: Path) -> None:
    document = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    named = {row["name"].lower().replace("_", "-").replace(".", "-") for row in document["components"]}
    named.add(document["metadata"]["component"]["name"])
    there = {info.name.split("-")[0].lower().replace("_", "-") for info in folder.glob("site-packages/*.dist-info")}
    assert named == {*there, "python"}
    texts = (folder / "LICENSES.txt").read_text(encoding="utf-8")
    fonts = [font.name for font in folder.rglob("*") if font.suffix in (".otf", ".ttf", ".ttc")]
    assert fonts
    assert all(font in texts for font in fonts)


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the Wine prefix that is given, else of one with nothing in it."""
    if shutil.which("wine") is None:
        pytest.skip("no Wine here")
    prefix = OUTSIDE.get("WINEPREFIX") or str(tmp_path_factory.mktemp("wine"))
    environment = {**OUTSIDE, "WINEPREFIX": prefix, "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=d"}
    environment = {name: value for name, value in environment.items() if not name.startswith("PYTHON")}
    # The server stays, and holds what it was started with open: no pipe that somebody reads to its end.
    quiet = subprocess.DEVNULL
    for command in (["wineboot", "-i"], ["wineserver", "-p600"]):
        subprocess.run(command, env=environment, check=False, stdin=quiet, stdout=quiet, stderr=quiet)
    return environment


def run(folder: Path, wine: dict[str, str], starter: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["wine", "cmd", "/c", starter, *words]
    return subprocess.run(
        command, cwd=folder, env=wine, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False
    )


def test_the_folder_goes_from_nothing_to_a_verified_bundle_and_stays_as_it_is(
    folder: Path, wine: dict[str, str], tmp_path: Path
) -> None:
    before = sorted(path.relative_to(folder) for path in folder.rglob("*"))
    place = "Z:" + str(tmp_path).replace("/", "\\")
    told = run(folder, wine, "selfaudit.cmd", "demo", "--out", place, "--json")
    assert told.returncode == 0, told.stderr
    bundle = json.loads(told.stdout)["bundle"]
    checked = run(folder, wine, "check-bundle.cmd", bundle)
    assert checked.returncode == 2, "nobody has vouched for the key yet"
    found = run(folder, wine, "selfaudit.cmd", "search", place, "--json")
    assert json.loads(found.stdout.splitlines()[-1])["summary"]["counts"]["検出あり(内容)"] > 0
    assert sorted(path.relative_to(folder) for path in folder.rglob("*")) == before, "the folder may be write-protected"
