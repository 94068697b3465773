"""Files that only LibreOffice writes truly: old binary Office, flat and zipped OpenDocument, printed PDF."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.bench.office_g import office_zip
from tests.bench.office_g.plain import Write

# suffix of the source, its writer, suffix of the target, whether only tables become it
FORMATS: dict[str, tuple[str, Write, str, bool]] = {
    "doc": (".docx", office_zip.docx, "doc", False), "doc-comments": (".docx", office_zip.docx_comments, "doc", False),
    "odt-writer": (".docx", office_zip.docx, "odt", False), "fodt": (".docx", office_zip.docx, "fodt", False),
    "rtf-writer": (".docx", office_zip.docx, "rtf", False), "pdf-writer": (".docx", office_zip.docx, "pdf", False),
    "ppt": (".pptx", office_zip.pptx, "ppt", False), "odp-impress": (".pptx", office_zip.pptx, "odp", False),
    "xls": (".xlsx", office_zip.xlsx_shared, "xls", True), "ods-calc": (".xlsx", office_zip.xlsx_inline, "ods", True),
    "slk": (".xlsx", office_zip.xlsx_inline, "slk", True), "xls-text": (".xlsx", office_zip.xlsx_inline, "xls", False),
}  # fmt: skip


def available() -> bool:
    """Whether LibreOffice is there."""
    return shutil.which("soffice") is not None


def convert(jobs: list[tuple[Path, bytes, str, str]]) -> list[Path]:
    """Turn (target, bytes, source suffix, format) into files; gives the targets that could not be made."""
    missing: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="office-g-") as home:
        for source, target in sorted({(j[2], j[3]) for j in jobs}):
            chosen = [j for j in jobs if (j[2], j[3]) == (source, target)]
            given, made = Path(home) / f"in{source}{target}", Path(home) / f"out{source}{target}"
            given.mkdir()
            for n, job in enumerate(chosen):
                (given / f"f{n}{source}").write_bytes(job[1])
            command = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", target]
            files = map(str, sorted(given.iterdir()))
            subprocess.run([*command, "--outdir", str(made), *files], capture_output=True, check=False, timeout=900)
            for n, job in enumerate(chosen):
                result = made / f"f{n}.{target}"
                if result.exists():
                    job[0].write_bytes(result.read_bytes())
                else:
                    missing.append(job[0])
    return missing
