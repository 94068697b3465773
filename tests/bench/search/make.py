"""Makes the benchmark tree: python -m tests.bench.search.make DIR [--seed N] [--real N]. Writes truth.json beside the tree."""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.search.documents import REAL, Document
from tests.bench.search.harmless import HARMLESS
from tests.bench.search.writers import OFFICE, TABLE_WRITERS, TEXT_WRITERS, to_docx, to_xlsx

HARMLESS_PER_REAL = 4


def choose(doc: Document, rng: random.Random, office: bool) -> str:
    """A format this document can be written in."""
    has_table = any(kind == "table" for kind, _ in doc.blocks)
    has_text = any(kind == "p" for kind, _ in doc.blocks)
    writers = TABLE_WRITERS if has_table and not has_text else TEXT_WRITERS
    names = [name for name in writers if not doc.formats or name in doc.formats]
    if doc.name not in ("mail_send_list", "名簿_最新", "配食先リスト"):
        names = [name for name in names if name != "vcf"]
    if office:
        names += [
            name
            for name in OFFICE
            if (OFFICE[name] == "xlsx") == (has_table and not has_text) and (not doc.formats or "docx" in doc.formats)
        ] * 2
    return rng.choice(names)


def write(doc: Document, form: str, path: Path, rng: random.Random, later: dict[str, list[Path]]) -> None:
    """One file; what LibreOffice has to convert is written for it and put on its list."""
    if form in OFFICE:
        base = path.with_name(path.name + "." + OFFICE[form])
        if OFFICE[form] == "docx":
            to_docx(doc, path, rng, office=True)
        else:
            to_xlsx(doc, path, rng)
        later.setdefault(form, []).append(base)
    else:
        (TABLE_WRITERS.get(form) or TEXT_WRITERS[form])(doc, path, rng)


def convert(later: dict[str, list[Path]]) -> None:
    """Let LibreOffice write its formats, then remove what it read."""
    for form, sources in later.items():
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                [
                    "soffice",
                    f"-env:UserInstallation=file://{profile}",
                    "--headless",
                    "--convert-to",
                    form,
                    "--outdir",
                    str(sources[0].parent),
                    *map(str, sources),
                ],
                check=True,
                capture_output=True,
                timeout=600,
            )
        for source in sources:
            source.unlink()


def main(arguments: list[str]) -> int:
    """Make the tree."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", type=int, default=150)
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    office = shutil.which("soffice") is not None
    tree: Path = options.folder / "tree"
    tree.mkdir(parents=True)
    truth: dict[str, dict[str, object]] = {}
    later: dict[str, list[Path]] = {}
    kinds = [(maker, True) for _ in range(options.real) for maker in [rng.choice(REAL)]]
    kinds += [(rng.choice(HARMLESS), False) for _ in range(options.real * HARMLESS_PER_REAL)]
    for number, (maker, real) in enumerate(kinds):
        doc = maker(rng)
        form = choose(doc, rng, office)
        stem = f"{number:04}_{maker.__name__}_{form}"
        write(doc, form, tree / stem, rng, later)
        truth[stem] = {"real": real, "maker": maker.__name__, "format": form, "truth": doc.truth}
    convert(later)
    (options.folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    sys.stdout.write(f"{len(kinds)} files in {tree}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
