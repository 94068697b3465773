"""Old formats, written by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from . import office_formats, word_formats
from .marks import Doc

LOCK = 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"t0401"}}'


@dataclass(frozen=True)
class Target:
    """One format to convert to."""

    name: str
    extension: str
    source: str
    filter: str
    stems: tuple[str, ...]
    layouts: tuple[str, ...]
    expected: str = "read"


TEXTS = (("forms", "prose", "prose"), ("form", "prose"))
GRIDS = (("tables",), ("table",))
TARGETS = (
    Target("doc", ".doc", ".docx", "doc:MS Word 97", *TEXTS),
    Target("odt", ".odt", ".docx", "odt", *TEXTS),
    Target("rtf-lo", ".rtf", ".docx", "rtf", *TEXTS),
    Target("pdf-lo", ".pdf", ".docx", "pdf:writer_pdf_Export", *TEXTS),
    Target("xls", ".xls", ".xlsx", "xls:MS Excel 97", *GRIDS),
    Target("ods", ".ods", ".xlsx", "ods", *GRIDS),
    Target("ppt", ".ppt", ".pptx", "ppt", *TEXTS),
    Target("pdf-locked", ".pdf", ".docx", LOCK, *TEXTS, "locked"),
)


def convert(jobs: list[tuple[Target, Doc]], rng: Random) -> list[bytes]:
    """The converted files; empty where the program is missing or failed."""
    program = shutil.which("soffice")
    write = {".docx": word_formats.docx(), ".xlsx": office_formats.xlsx(), ".pptx": word_formats.pptx()}
    sources = [write[t.source](d, rng) for t, d in jobs]
    if not program:
        return [b"" for _ in jobs]
    with tempfile.TemporaryDirectory(prefix="office-t-") as home:
        place = Path(home)
        for target in dict.fromkeys(t for t, _ in jobs):
            folder = place / target.name
            folder.mkdir()
            for n, (one, _) in enumerate(jobs):
                if one is target:
                    (folder / f"{n}{target.source}").write_bytes(sources[n])
            command = [program, f"-env:UserInstallation=file://{place}/profile", "--headless", "--convert-to", target.filter, "--outdir", str(place / "out"), *map(str, sorted(folder.iterdir()))]  # fmt: skip
            subprocess.run(command, capture_output=True, check=False, timeout=90)
            for path in (place / "out").glob(f"*{target.extension}"):
                path.rename(place / f"{path.name}.{target.name}")
        made = [place / f"{n}{t.extension}.{t.name}" for n, (t, _) in enumerate(jobs)]
        return [x.read_bytes() if x.exists() else b"" for x in made]
