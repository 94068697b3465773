"""Formats only LibreOffice writes, converted in a few calls."""

import shutil
import subprocess
import tempfile
from pathlib import Path

JOBS: dict[str, tuple[str, str]] = {
    "xls": (".xlsx", 'xls:MS Excel 97'), "ods": (".xlsx", "ods"), "doc": (".docx", "doc:MS Word 97"), "odt": (".docx", "odt"), "ppt": (".pptx", "ppt:MS PowerPoint 97"), "pdf-writer": (".docx", "pdf"),
}  # fmt: skip
ENDS = {"xls": ".xls", "ods": ".ods", "doc": ".doc", "odt": ".odt", "ppt": ".ppt", "pdf-writer": ".pdf"}


def there() -> bool:
    """Whether LibreOffice can be started."""
    return shutil.which("soffice") is not None


def convert(waiting: dict[str, list[tuple[Path, bytes]]]) -> set[Path]:
    """Write the files waiting under each format; gives the paths that came to be."""
    done: set[Path] = set()
    with tempfile.TemporaryDirectory(prefix="office-u-lo-") as home:
        for form, items in waiting.items():
            source, target = Path(home) / form, Path(home) / f"{form}-out"
            source.mkdir()
            end, filter_name = JOBS[form]
            for n, (_, data) in enumerate(items):
                (source / f"{n}{end}").write_bytes(data)
            command = [
                "soffice",
                f"-env:UserInstallation=file://{home}/profile",
                "--headless",
                "--convert-to",
                filter_name,
                "--outdir",
                str(target),
            ]
            files = [str(source / f"{n}{end}") for n in range(len(items))]
            subprocess.run([*command, *files], capture_output=True, check=False, timeout=90)
            for n, (path, _) in enumerate(items):
                made = target / f"{n}{ENDS[form]}"
                if made.exists():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    shutil.move(made, path)
                    done.add(path)
    return done  # fmt: skip
