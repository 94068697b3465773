"""Archives, locked files, and what LibreOffice writes."""

import bz2
import gzip
import io
import lzma
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path
from random import Random

import msoffcrypto.format.ooxml
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from . import ooxml, paper, plain
from .markup import Doc
from .plain import Formats, Write

SECRET = "Yk-7731"
INSIDE: tuple[tuple[str, Write], ...] = (
    ("連絡.txt", plain.text("utf-8")), ("記録.docx", ooxml.docx), ("一覧.xlsx", ooxml.xlsx), ("データ.csv", plain.separated("utf-8-sig")), ("page.html", plain.page("utf-8")),
)  # fmt: skip


def _inner(doc: Doc, rng: Random) -> tuple[str, bytes]:
    name, write = rng.choice(INSIDE)
    return name, write(doc, rng)


def zipped(doc: Doc, rng: Random) -> bytes:
    """One file and a readme."""
    name, data = _inner(doc, rng)
    return ooxml.packed({"readme.txt": "このフォルダの内容は月次で差し替えます。", f"提出/{name}": data})


def zip_old(doc: Doc, rng: Random) -> bytes:
    """Names in code page 932 without the flag."""
    out, (name, data) = io.BytesIO(), _inner(doc, rng)
    held = "x" * len(name.encode("cp932"))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(zipfile.ZipInfo(held, (2025, 12, 1, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue().replace(held.encode(), name.encode("cp932"))


def nested(doc: Doc, rng: Random) -> bytes:
    """A zip in a tar.gz in a zip."""
    return ooxml.packed({"backup/old.tar.gz": tarred("w:gz", zipped)(doc, rng)})


def tarred(mode: str, write: Write | None = None) -> Write:
    """A tar with one file."""

    def make(doc: Doc, rng: Random) -> bytes:
        name, data = ("pack.zip", write(doc, rng)) if write else _inner(doc, rng)
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as pack:  # type: ignore[call-overload]
            info = tarfile.TarInfo(f"home/share/{name}")
            info.size = len(data)
            pack.addfile(info, io.BytesIO(data))
        return out.getvalue()

    return make


def seven(suffix: str, *options: str) -> Write:
    """An archive of 7-Zip."""

    def make(doc: Doc, rng: Random) -> bytes:
        name, data = _inner(doc, rng)
        with tempfile.TemporaryDirectory() as home:
            (Path(home) / name).write_bytes(data)
            subprocess.run(
                ["7z", "a", "-mx=1", *options, f"o{suffix}", name], cwd=home, check=True, capture_output=True
            )
            return (Path(home) / f"o{suffix}").read_bytes()

    return make


def xlsx_locked(doc: Doc, rng: Random) -> bytes:
    """Encrypted workbook."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(ooxml.xlsx(doc, rng))).encrypt(SECRET, out)
    return out.getvalue()


def pdf_locked(doc: Doc, rng: Random) -> bytes:
    """PDF with a password."""
    out, writer = io.BytesIO(), copy_into_new_writer(PdfFileReader(io.BytesIO(paper.pdf(doc, rng))))
    writer.encrypt(SECRET + "o", SECRET)
    writer.write(out)
    return out.getvalue()


ANY: Formats = {
    "zip": (".zip", zipped), "zip-old": (".zip", zip_old), "zip-nested": (".zip", nested), "tar": (".tar", tarred("w")), "tgz": (".tar.gz", tarred("w:gz")),
    "gz": (".txt.gz", lambda d, r: gzip.compress(d.text().encode(), mtime=0)), "bz2": (".txt.bz2", lambda d, r: bz2.compress(d.text().encode("cp932"))),
    "xz": (".log.xz", lambda d, r: lzma.compress(d.text().encode())), "7z": (".7z", seven(".7z")),
}  # fmt: skip
LOCKED: Formats = {
    "xlsx-locked": (".xlsx", xlsx_locked), "pdf-locked": (".pdf", pdf_locked), "7z-locked": (".7z", seven(".7z", f"-p{SECRET}", "-mhe=on")),
    "zip-locked": (".zip", seven(".zip", f"-p{SECRET}")), "zip-aes": (".zip", seven(".zip", f"-p{SECRET}", "-mem=AES256")),
}  # fmt: skip
# source suffix, writer, target suffix, whether only for tables
SOFFICE: dict[str, tuple[str, Write, str, bool]] = {
    "doc": (".docx", ooxml.docx, "doc", False), "rtf-office": (".docx", ooxml.docx, "rtf", False), "odt-office": (".docx", ooxml.docx, "odt", False),
    "pdf-office": (".docx", ooxml.docx, "pdf", False), "ppt": (".pptx", ooxml.pptx, "ppt", False), "xls": (".xlsx", ooxml.xlsx, "xls", True),
    "ods-office": (".xlsx", ooxml.xlsx, "ods", True),
}  # fmt: skip


def convert(jobs: list[tuple[Path, bytes, str, str]]) -> set[Path]:
    """Write (target, bytes, source suffix, format) through LibreOffice; gives what could not be made."""
    lost = set()
    with tempfile.TemporaryDirectory() as home:
        for source, target in sorted({j[2:] for j in jobs}):
            mine = [j for j in jobs if j[2:] == (source, target)]
            here = Path(home) / (source + target)
            here.mkdir()
            for n, j in enumerate(mine):
                (here / f"d{n}{source}").write_bytes(j[1])
            if shutil.which("soffice"):
                subprocess.run(["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", target, "--outdir", str(here / "out"),
                                *sorted(str(p) for p in here.glob(f"*{source}"))], capture_output=True, check=False, timeout=300)  # fmt: skip
            for n, j in enumerate(mine):
                made = here / "out" / f"d{n}.{target}"
                if made.exists():
                    j[0].write_bytes(made.read_bytes())
                else:
                    lost.add(j[0])
    return lost
