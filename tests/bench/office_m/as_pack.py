"""Archives, locked files, and what only LibreOffice writes."""

import gzip
import io
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path
from random import Random

import msoffcrypto.format.ooxml
import py7zr
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from . import as_pdf
from .as_mail import simple
from .as_slides import pptx
from .as_text import Formats, Write, html, plain, separated
from .as_zip import docx, inline, pack, xlsx_plain, xlsx_shared
from .render import Doc


def _member(doc: Doc, rng: Random) -> tuple[str, bytes]:
    table = any(not isinstance(x, str) for x in doc.lines)
    choice: list[tuple[str, Write]] = [("一覧.csv", separated("cp932")), ("list.xlsx", xlsx_shared), ("data.tsv", separated("utf-8", "\t"))] if table else [("メモ.txt", plain("cp932")), ("記録.docx", docx), ("mail.eml", simple("utf-8", "base64")), ("page.html", html("utf-8"))]  # fmt: skip
    name, write = rng.choice(choice)
    return name, write(doc, rng)


def zipped(doc: Doc, rng: Random) -> bytes:
    """A folder in a zip."""
    name, data = _member(doc, rng)
    return pack({"読んでください.txt": "至急ご確認のこと", f"提出/{name}": data})


def nested(doc: Doc, rng: Random) -> bytes:
    """A zip in a tar.gz in a zip."""
    inner, out = zipped(doc, rng), io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("old/backup.zip")
        info.size = len(inner)
        tar.addfile(info, io.BytesIO(inner))
    return pack({"archive.tar.gz": gzip.compress(out.getvalue(), mtime=0)})


def old_names(doc: Doc, rng: Random) -> bytes:
    """Names in code page 932 without the flag."""
    name, data = _member(doc, rng)
    suffix = Path(name).suffix
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr(zipfile.ZipInfo("QQQQ" + suffix, (2024, 3, 31, 18, 0, 0)), data)
    return out.getvalue().replace(b"QQQQ", "名簿".encode("cp932"))


def tar(mode: str) -> Write:
    """A tar of two files."""

    def write(doc: Doc, rng: Random) -> bytes:
        name, data = _member(doc, rng)
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as t:
            for path, body in (("home/README", b"backup set\n"), (f"home/office/{name}", data)):
                info = tarfile.TarInfo(path)
                info.size = len(body)
                t.addfile(info, io.BytesIO(body))
        return gzip.compress(out.getvalue(), mtime=0) if mode == "gz" else out.getvalue()

    return write


def seven(password: str = "") -> Write:
    """A 7z archive."""

    def write(doc: Doc, rng: Random) -> bytes:
        name, data = _member(doc, rng)
        out = io.BytesIO()
        options = {"password": password, "header_encryption": True} if password else {}
        with py7zr.SevenZipFile(out, "w", **options) as z:  # type: ignore[arg-type]
            z.writestr(data, name)
        return out.getvalue()

    return write


def zip_locked(method: str) -> Write:
    """A zip with a password."""

    def write(doc: Doc, rng: Random) -> bytes:
        _, data = _member(doc, rng)
        with tempfile.TemporaryDirectory() as home:
            (Path(home) / "list.bin").write_bytes(data)
            subprocess.run(
                ["7z", "a", "-tzip", "-pMn0-8841", f"-mem={method}", "x.zip", "list.bin"],
                cwd=home,
                check=True,
                capture_output=True,
            )
            return (Path(home) / "x.zip").read_bytes()

    return write


def office_locked(make: Write) -> Write:
    """An encrypted Office file."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.BytesIO()
        msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(make(doc, rng))).encrypt("Mn0-8841", out)
        return out.getvalue()

    return write


def pdf_locked(doc: Doc, rng: Random) -> bytes:
    """A PDF with a user's password."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(as_pdf.by_hand("utf-16-be", b"UniJIS-UTF16-H")(doc, rng))))
    writer.encrypt("own-8841", "usr-8841")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


ANY: Formats = {
    "zip": (".zip", zipped), "zip-nested": (".zip", nested), "zip-cp932": (".zip", old_names), "tar": (".tar", tar("")), "tgz": (".tar.gz", tar("gz")), "7z": (".7z", seven()),
}  # fmt: skip
LOCKED: Formats = {
    "zip-aes": (".zip", zip_locked("AES256")), "zip-crypto": (".zip", zip_locked("ZipCrypto")), "7z-locked": (".7z", seven("Mn0-8841")), "xlsx-locked": (".xlsx", office_locked(xlsx_shared)),
    "docx-locked": (".docx", office_locked(docx)), "pdf-locked": (".pdf", pdf_locked),
}  # fmt: skip
# source suffix, writer, target, for tables only
SOFFICE: dict[str, tuple[str, Write, str, bool]] = {
    "doc": (".docx", docx, "doc", False), "ppt": (".pptx", pptx, "ppt", False), "pdf-office": (".docx", docx, "pdf", False), "rtf-office": (".docx", docx, "rtf", False),
    "odt-office": (".docx", docx, "odt", False), "xls": (".xlsx", xlsx_plain(inline), "xls", True), "ods-office": (".xlsx", xlsx_plain(inline), "ods", True),
}  # fmt: skip


def convert(jobs: list[tuple[Path, bytes, str, str]]) -> set[Path]:
    """(target, bytes, source suffix, format) through LibreOffice in one batch a format; gives what failed."""
    failed: set[Path] = set()
    with tempfile.TemporaryDirectory(prefix="office-m-") as home:
        for source, target in sorted({j[2:] for j in jobs}):
            given, made = Path(home) / f"i{source}{target}", Path(home) / f"o{source}{target}"
            given.mkdir()
            lot = [j for j in jobs if j[2:] == (source, target)]
            for n, job in enumerate(lot):
                (given / f"d{n}{source}").write_bytes(job[1])
            command = [
                "soffice",
                f"-env:UserInstallation=file://{home}/profile",
                "--headless",
                "--convert-to",
                target,
                "--outdir",
                str(made),
            ]
            subprocess.run(
                [*command, *map(str, sorted(given.iterdir()))], capture_output=True, check=False, timeout=300
            )
            for n, job in enumerate(lot):
                result = made / f"d{n}.{target}"
                if result.exists():
                    shutil.copyfile(result, job[0])
                else:
                    failed.add(job[0])
    return failed
