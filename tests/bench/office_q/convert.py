"""Formats that LibreOffice writes, a whole batch by one call."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

TARGETS = {
    "doc": ("docx", "doc:MS Word 97"), "odt": ("docx", "odt"), "pdf-office": ("docx", "pdf"), "xls": ("xlsx", "xls:MS Excel 97"), "ods": ("xlsx", "ods"), "ppt": ("pptx", "ppt:MS PowerPoint 97"),
}  # fmt: skip


def present() -> bool:
    """Whether the program is there."""
    return shutil.which("soffice") is not None


def convert(target: str, sources: Sequence[bytes]) -> list[bytes | None]:
    """Each source in the target's format; None where it failed."""
    source, wanted = TARGETS[target]
    with tempfile.TemporaryDirectory(prefix="office-q-") as home:
        folder = Path(home)
        for n, data in enumerate(sources):
            (folder / f"d{n:03d}.{source}").write_bytes(data)
        names = [str(x) for x in sorted(folder.glob("d*"))]
        call = [
            "soffice",
            f"-env:UserInstallation=file://{home}/profile",
            "--headless",
            "--convert-to",
            wanted,
            "--outdir",
            f"{home}/out",
            *names,
        ]
        try:
            subprocess.run(call, capture_output=True, check=False, timeout=100)
        except subprocess.TimeoutExpired:
            return [None] * len(sources)
        found = [folder / "out" / f"d{n:03d}.{wanted.partition(':')[0]}" for n in range(len(sources))]
        return [x.read_bytes() if x.exists() else None for x in found]
