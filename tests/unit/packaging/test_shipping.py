"""The Windows folder with stand-ins for Python and libraries: layout, same bytes, refusals, bill of materials, sums."""

import ast
import fnmatch
import hashlib
import importlib.util
import io
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

EPOCH = 1_780_000_000
METADATA = "Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{more}\n"


def distribution(site: Path, name: str, version: str, more: str, *, licence: bool = True, record: str = "") -> None:
    info = site / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(METADATA.format(name=name, version=version, more=more), encoding="utf-8")
    (info / "RECORD").write_text(record, encoding="utf-8")
    (info / "INSTALLER").write_text("any tool", encoding="utf-8")
    if licence:
        (info / "licenses").mkdir()
        (info / "licenses" / "LICENSE").write_text(f"text of {name}", encoding="utf-8")


def standard_library() -> bytes:
    """A ZIP of compiled modules as this Python would make them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as library:
        library.writestr("os.pyc", importlib.util.MAGIC_NUMBER + bytes(12))
    return packed.getvalue()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A program with two libraries, one of them compiled, one of them a font."""
    folder = tmp_path / "site-packages"
    distribution(
        folder,
        "selfaudit",
        "1.2",
        "License-Expression: Apache-2.0\nRequires-Dist: Lib_B>=1\nRequires-Dist: x; extra == 'dev'",
    )
    distribution(folder, "lib.b", "3", "Classifier: License :: OSI Approved :: MIT License")
    distribution(folder, "font", "1", "License-Expression: OFL-1.1", record="font/Noto.otf,sha256=x,1\n")
    (folder / "lib").mkdir()
    (folder / "lib" / "fast.cp312-win_amd64.pyd").write_bytes(b"MZ")
    (folder / "lib" / "tests").mkdir()
    (folder / "lib" / "tests" / "test_x.py").write_text("x", encoding="utf-8")
    (folder / "lib" / "__pycache__").mkdir()
    (folder / "lib" / "__pycache__" / "x.pyc").write_bytes(b"x")
    return folder


@pytest.fixture
def python_zip(tmp_path: Path) -> Path:
    """A ZIP laid out as python.org's embeddable Python."""
    file = tmp_path / "python-3.12.9-embed-amd64.zip"
    with zipfile.ZipFile(file, "w") as packed:
        for name, text in {
            "python.exe": "MZ",
            "python312.dll": "MZ",
            "python312.zip": standard_library(),
            "python312._pth": "python312.zip\n.\n\n# Uncomment to run site.main() automatically\n#import site\n",
            "LICENSE.txt": "PSF",
        }.items():
            packed.writestr(name, text)
    return file


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_folder_is_laid_out_and_its_zip_has_the_same_bytes_twice(
    site: Path, python_zip: Path, tmp_path: Path
) -> None:
    from shipping import windows

    first = windows.assemble(site, python_zip, digest(python_zip), tmp_path / "one", EPOCH)
    second = windows.assemble(site, python_zip, digest(python_zip).upper(), tmp_path / "two", EPOCH)
    assert first.packed.name == "selfaudit-1.2-windows.zip"
    assert first.packed.read_bytes() == second.packed.read_bytes()
    folder = first.folder
    places = (folder / "python" / "python312._pth").read_bytes()
    assert places == b"python312.zip\r\n.\r\n..\\libraries.zip\r\n..\\site-packages\r\n"
    assert (folder / "site-packages" / "lib" / "fast.cp312-win_amd64.pyd").is_file()
    starter = (folder / "selfaudit.cmd").read_bytes()
    assert b'"%~dp0python\\python.exe" -X utf8 -m selfaudit %*\r\n' in starter
    assert b"\n" not in starter.replace(b"\r\n", b"")
    assert not list(folder.rglob("INSTALLER"))
    assert not list(folder.rglob("RECORD"))
    assert (folder / "site-packages" / "font-1.dist-info" / "METADATA").is_file()
    with zipfile.ZipFile(first.packed) as packed:
        names = packed.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in packed.infolist()} == {(2026, 5, 28, 20, 26, 40)}
    assert first.bytes == sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_the_only_executables_are_those_of_python_org(site: Path, python_zip: Path, tmp_path: Path) -> None:
    from shipping import windows

    (site / "bin").mkdir()
    (site / "bin" / "selfaudit.exe").write_bytes(b"MZ")
    made = windows.assemble(site, python_zip, digest(python_zip), tmp_path / "out", EPOCH)
    assert [file.parent.name for file in made.folder.rglob("*.exe")] == ["python"]


def test_what_is_not_as_expected_is_refused(site: Path, python_zip: Path, tmp_path: Path) -> None:
    from shipping import windows
    from shipping.archive import RefusedError

    with pytest.raises(RefusedError, match="SHA-256"):
        windows.assemble(site, python_zip, "0" * 64, tmp_path / "a", EPOCH)
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("readme.txt", "x")
    with pytest.raises(RefusedError, match=r"python\.exe"):
        windows.assemble(site, other, digest(other), tmp_path / "b", EPOCH)
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("../evil.txt", "x")
    with pytest.raises(RefusedError, match=r"\.\./evil"):
        windows.assemble(site, other, digest(other), tmp_path / "c", EPOCH)
    (site / "lib" / "old.cp311-win_amd64.pyd").write_bytes(b"MZ")
    with pytest.raises(RefusedError, match="Python 312"):
        windows.assemble(site, python_zip, digest(python_zip), tmp_path / "d", EPOCH)
    (site / "lib" / "old.cp311-win_amd64.pyd").unlink()
    distribution(site, "bare", "1", "License-Expression: MIT", licence=False)
    with pytest.raises(RefusedError, match="no licence text: bare"):
        windows.assemble(site, python_zip, digest(python_zip), tmp_path / "e", EPOCH)


def test_tests_and_sources_are_left_out(site: Path) -> None:
    from shipping import windows

    assert windows.prune(site) == 1
    assert not (site / "lib" / "tests").exists()
    assert (site / "lib" / "fast.cp312-win_amd64.pyd").is_file()


def test_nothing_the_program_imports_is_left_out(repo_root: Path) -> None:
    lines = (repo_root / "packaging" / "windows" / "leave_out.txt").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    imported = set()
    for package in ("selfaudit", "checks", "evidence"):
        for file in (repo_root / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    imported |= {name.name for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    imported |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    assert "numpy.typing" in imported
    for name in imported:
        parts = name.split(".")
        paths = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
        for path in (*paths, f"{paths[-1]}.py"):
            assert not [pattern for pattern in patterns if fnmatch.fnmatchcase(path, pattern)], name


def test_libraries_are_compiled_and_packed_and_the_program_keeps_its_sources(
    site: Path, python_zip: Path, tmp_path: Path
) -> None:
    from shipping import bytecode
    from shipping.archive import RefusedError

    (site / "pure").mkdir()
    (site / "pure" / "__init__.py").write_text("ANSWER = 6 * 7\n", encoding="utf-8")
    (site / "single.py").write_text("import pure\nNAMES = {'b', 'a', 'c'} if pure else ()\n", encoding="utf-8")
    (site / "lib" / "__init__.py").write_text("", encoding="utf-8")
    (site / "evidence").mkdir()
    (site / "evidence" / "__init__.py").write_text("WORD = 'read me'\n", encoding="utf-8")
    again = tmp_path / "elsewhere" / "site"
    shutil.copytree(site, again)
    for place in (site, again):
        bytecode.compile_all(place, sys.executable, python_zip)
        assert bytecode.pack_libraries(place, place.parent / "libraries.zip", EPOCH) == ["pure", "single"]
    assert (site.parent / "libraries.zip").read_bytes() == (again.parent / "libraries.zip").read_bytes()
    assert (site / "evidence" / "__init__.py").is_file()
    assert (site / "lib" / "__init__.pyc").is_file()
    assert not (site / "lib" / "__init__.py").exists()
    code = "import evidence, lib, single; print(evidence.WORD, single.pure.ANSWER, sorted(single.NAMES))"
    path = f"import sys; sys.path[:0] = [{str(site.parent / 'libraries.zip')!r}, {str(site)!r}]; "
    told = subprocess.run([sys.executable, "-S", "-c", path + code], capture_output=True, check=True)
    assert told.stdout.split() == [b"read", b"me", b"42", b"['a',", b"'b',", b"'c']"]
    with zipfile.ZipFile(python_zip, "w") as packed:
        old = io.BytesIO()
        with zipfile.ZipFile(old, "w") as library:
            library.writestr("os.pyc", bytes(16))
        packed.writestr("python312.zip", old.getvalue())
    with pytest.raises(RefusedError, match="reads 00000000"):
        bytecode.compile_all(again, sys.executable, python_zip)


def test_the_bill_of_materials_is_cyclonedx_and_names_every_licence(site: Path) -> None:
    from shipping import materials

    (site / "font").mkdir()
    (site / "font" / "Noto.otf").write_bytes(b"OTTO")
    found = materials.materials(site)
    document = json.loads(materials.bill(found, "selfaudit", EPOCH))
    assert (document["bomFormat"], document["specVersion"], document["version"]) == ("CycloneDX", "1.6", 1)
    assert document["metadata"]["component"]["purl"] == "pkg:pypi/selfaudit@1.2"
    assert document["metadata"]["timestamp"] == "2026-05-28T20:26:40Z"
    components = {row["name"]: row for row in document["components"]}
    assert components["lib.b"]["purl"] == "pkg:pypi/lib-b@3"
    assert components["lib.b"]["licenses"] == [{"license": {"name": "MIT License"}}]
    assert components["font"]["licenses"] == [{"expression": "OFL-1.1"}]
    depends = {row["ref"]: row["dependsOn"] for row in document["dependencies"]}
    assert depends["pkg:pypi/selfaudit@1.2"] == ["pkg:pypi/lib-b@3"]
    assert document == json.loads(materials.bill(found, "selfaudit", EPOCH))
    texts = materials.licences(found)
    assert "font 1: OFL-1.1  (fonts: Noto.otf)" in texts
    assert all(f"text of {name}" in texts for name in ("selfaudit", "lib.b", "font"))


def test_the_bill_of_the_folder_names_python_and_the_fonts_that_are_there(
    site: Path, python_zip: Path, tmp_path: Path
) -> None:
    from shipping import windows

    folder = windows.assemble(site, python_zip, digest(python_zip), tmp_path / "out", EPOCH).folder
    document = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    (python,) = [row for row in document["components"] if row["name"] == "Python"]
    assert python["purl"] == "pkg:generic/python@3.12.9"
    assert python["hashes"] == [{"alg": "SHA-256", "content": digest(python_zip)}]
    texts = (folder / "LICENSES.txt").read_text(encoding="utf-8")
    assert "Python 3.12.9: PSF-2.0" in texts
    assert "Noto.otf" not in texts, "the distribution lists it, but it was left out"


def test_sums_are_signed_and_a_changed_file_is_found(tmp_path: Path) -> None:
    from shipping import sums
    from shipping.archive import RefusedError

    from evidence import keys

    out = tmp_path / "dist"
    out.mkdir()
    (out / "a.zip").write_bytes(b"a")
    (out / "b.zip").write_bytes(b"b")
    key = tmp_path / "release.key"
    keys.create_key_file(key, "a passphrase of the release", "selfaudit release")
    signer = keys.load_key_file(key, "a passphrase of the release")
    sums.write([out / "b.zip", out / "a.zip"], out)
    sums.sign(out, signer, datetime.now(UTC))
    assert sums.check(out, signer.fingerprint) == ["a.zip", "b.zip"]
    with pytest.raises(RefusedError, match="signed by"):
        sums.check(out, "0" * 64)
    (out / "a.zip").write_bytes(b"x")
    with pytest.raises(RefusedError, match=r"a\.zip"):
        sums.check(out, signer.fingerprint)
    (out / "a.zip").write_bytes(b"a")
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", sums.NAME], cwd=out, check=True)
    if shutil.which("openssl"):
        verify = ["openssl", "cms", "-verify", "-inform", "DER", "-in", sums.SIGNATURE, "-content", sums.NAME]
        done = subprocess.run(
            [*verify, "-binary", "-noverify", "-out", "/dev/null"], cwd=out, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    (out / sums.NAME).write_bytes((out / sums.NAME).read_bytes() + b"\n")
    with pytest.raises(RefusedError, match=r"p7s"):
        sums.check(out, signer.fingerprint)


def test_the_wheelhouse_asks_for_everything_by_its_hash(tmp_path: Path) -> None:
    from shipping import locks, wheelhouse

    (tmp_path / "wheels").mkdir()
    own = tmp_path / "wheels" / "selfaudit-0.1.0-py3-none-any.whl"
    own.write_bytes(b"wheel")
    wheelhouse.finish(tmp_path, own)
    wanted = (tmp_path / "requirements.txt").read_text(encoding="utf-8")
    assert f"selfaudit==0.1.0 \\\n    --hash=sha256:{digest(own)}" in wanted
    assert locks.APP_LOCK.read_text(encoding="utf-8").strip() in wanted
    assert "--require-hashes" in (tmp_path / "install.sh").read_text(encoding="utf-8")
    assert "--no-index" in (tmp_path / "install.cmd").read_text(encoding="utf-8")
