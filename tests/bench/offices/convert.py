"""True .doc, .xls, .ppt, .odt, .ods and printed PDFs: LibreOffice converts them, where it is installed, in one batch per format."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.bench.offices import sheets, slides, word
from tests.bench.offices.doc import Doc

Source = tuple[str, Callable[[Doc, Random], bytes], str]
FORMATS: dict[str, Source] = {
    "doc": (".docx", word.plain, "doc"), "doc-box": (".docx", word.in_box, "doc"), "doc-comments": (".docx", word.in_comments, "doc"), "doc-header": (".docx", word.in_header, "doc"),
    "odt": (".docx", word.plain, "odt"), "odt-comments": (".docx", word.in_comments, "odt"), "odt-box": (".docx", word.in_box, "odt"), "fodt": (".docx", word.plain, "fodt"),
    "rtf-writer": (".docx", word.plain, "rtf"), "rtf-box": (".docx", word.in_box, "rtf"), "pdf-writer": (".docx", word.plain, "pdf"), "docx-writer": (".docx", word.in_footnotes, "docx"),
    "xls": (".xlsx", sheets.plain, "xls"), "xls-hidden": (".xlsx", sheets.hidden, "xls"), "xls-comments": (".xlsx", sheets.noted, "xls"), "xls-typed": (".xlsx", sheets.typed, "xls"),
    "xls-box": (".xlsx", sheets.boxed, "xls"), "ods": (".xlsx", sheets.plain, "ods"), "ods-comments": (".xlsx", sheets.noted, "ods"), "ods-typed": (".xlsx", sheets.typed, "ods"),
    "pdf-calc": (".xlsx", sheets.plain, "pdf"), "slk": (".xlsx", sheets.plain, "slk"), "fods": (".xlsx", sheets.plain, "fods"),
    "ppt": (".pptx", slides.plain, "ppt"), "ppt-notes": (".pptx", slides.in_notes, "ppt"), "odp": (".pptx", slides.plain, "odp"), "odp-notes": (".pptx", slides.in_notes, "odp"),
}  # fmt: skip
TABLE_ONLY = {"xls-typed", "ods-typed"}


def available() -> bool:
    """Whether LibreOffice is there."""
    return shutil.which("soffice") is not None


def convert(jobs: list[tuple[Path, bytes, str, str]]) -> list[Path]:
    """Turn (target, bytes, source suffix, format) into files; gives the targets that could not be made."""
    missing: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="offices-") as home:
        for kind in sorted({(j[2], j[3]) for j in jobs}):
            chosen = [j for j in jobs if (j[2], j[3]) == kind]
            source, out = Path(home) / ("in" + kind[0] + kind[1]), Path(home) / ("out" + kind[0] + kind[1])
            source.mkdir()
            for n, job in enumerate(chosen):
                (source / f"f{n}{kind[0]}").write_bytes(job[1])
            subprocess.run(
                ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", kind[1], "--outdir", str(out), *map(str, sorted(source.iterdir()))],
                capture_output=True, check=False, timeout=900,
            )  # fmt: skip
            for n, job in enumerate(chosen):
                made = out / f"f{n}.{kind[1]}"
                if made.exists():
                    job[0].write_bytes(made.read_bytes())
                else:
                    missing.append(job[0])
    return missing
