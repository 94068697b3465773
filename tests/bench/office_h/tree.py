"""Which document becomes which file, where it lies, and the truth."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.bench.office_h import packs, plain, zipped
from tests.bench.office_h.markup import Doc, Writer, stock
from tests.bench.office_h.people import lines

ANY = plain.ANY | zipped.ANY | packs.ANY
TABLES = plain.TABLES | zipped.TABLES
ALL = ANY | TABLES | packs.PICTURES | packs.LOCKED
FEW = (
    "docx",
    "docx-runs",
    "txt-cp932",
    "txt-utf8",
    "pdf-typst",
    "eml-base64",
    "xlsx",
    "html",
    "pptx",
    "eml-jis",
    "md",
    "odt",
)
FEW_TABLES = ("xlsx", "csv-cp932", "csv-bom", "xlsx-numbers", "xlsx-merged", "tsv", "ods", "csv-utf8")
NOT_TABLES = {"pdf-vertical", "docx-control", "docx-header", "docx-tracked", "form-history"}
NOT_FORMS = {"vcf", "log", "log-url", "properties"}
FORMS_OK = (
    "docx",
    "xlsx",
    "pdf-form",
    "html-form",
    "docx-control",
    "pdf-typst",
    "txt-cp932",
    "pptx",
    "odt",
    "docx-box",
    "xlsx-merged",
    "pdf-own",
    "xlsx-box",
)
TIMES = 4.15


class Office:
    """One office; the same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self.rng, self.count = Random(f"H{seed}"), 0
        self.pools: dict[str, list[str]] = {}

    def _next(self, pool: str, names: list[str]) -> str:
        if not self.pools.get(pool):
            self.pools[pool] = self.rng.sample(names, len(names))
        return self.pools[pool].pop()

    def _form(self, doc: Doc) -> str:
        if self.rng.random() < 0.4:
            return self.rng.choice(
                FEW_TABLES if doc.tabular and doc.layout != "form" else FORMS_OK if doc.layout == "form" else FEW
            )
        if doc.layout == "form":
            return self._next("form", [*FORMS_OK, *(k for k in ANY if k not in NOT_FORMS), "doc", "pdf-writer", "xls"])
        if doc.tabular:
            return self._next(
                "table", [*TABLES, *TABLES, *(k for k in ANY if k not in NOT_TABLES), "xls", "xls", "xls"]
            )
        return self._next("prose", [*ANY, "doc", "doc", "ppt", "pdf-writer", "rtf-writer", "doc"])

    def plans(self) -> Iterator[tuple[Doc, str, str]]:
        """All real documents (a third and all tables several times), the unreadable, the look-alikes."""
        prose, tables, forms = stock("prose"), stock("table"), stock("form")
        real = [
            *prose,
            *self.rng.sample(prose, len(prose) // 3),
            *tables * 2,
            *self.rng.sample(tables, len(tables) // 2),
            *forms * 2,
        ]
        for t in self.rng.sample(real, len(real)):
            doc = Writer(self.rng, *t).doc
            yield doc, self._form(doc), "read"
        for kind, formats in (("picture", packs.PICTURES), ("locked", packs.LOCKED)):
            for n, form in enumerate([*formats] * 2):
                source = tables if form.startswith("xlsx") else prose
                yield Writer(self.rng, *source[(n * 7 + 3) % len(source)]).doc, form, kind
        harmless = stock("harmless")
        for n in range(int(len(real) * TIMES)):
            doc = Writer(self.rng, *harmless[n % len(harmless)]).doc
            if doc.values:
                raise ValueError(doc.title)
            yield doc, self._form(doc), "read"

    def path(self, doc: Doc, suffix: str) -> str:
        """A place in the folders; some names are those of leftovers."""
        self.count += 1
        folder, stem = self.rng.choice(lines("folders.txt")), self.rng.choice(lines("stems.txt"))
        lead = "$RECYCLE.BIN/$R" if self.rng.random() < 0.02 else f"{folder}/"
        copy = self.rng.choices(("", " - コピー", "(1)", "_old", "_自動保存"), (86, 4, 4, 3, 3))[0]
        return f"{lead}{stem}_{self.count:04d}{copy}{suffix}"


def _suffix(form: str) -> str:
    return ALL[form][0] if form in ALL else "." + packs.CONVERTED[form][2]


def _bytes(doc: Doc, form: str, rng: Random) -> tuple[str, bytes]:
    """The bytes; where an encoding lacks a letter the document is written in UTF-8."""
    if form in packs.CONVERTED:
        return form, packs.CONVERTED[form][1](doc, rng)
    try:
        return form, ALL[form][1](doc, rng)
    except UnicodeEncodeError:
        form = {".csv": "csv-bom", ".eml": "eml-qp", ".htm": "html", ".pdf": "pdf-own", ".rtf": "rtf"}.get(
            _suffix(form), "txt-utf8"
        )
        return form, ALL[form][1](doc, rng)


def build(out: Path, seed: int) -> int:
    """Write ``out/files`` and ``out/truth.jsonl``."""
    office = Office(seed)
    later: list[tuple[Path, bytes, str, str]] = []
    truth: list[dict[str, object]] = []
    for doc, wanted, expected in office.plans():
        form, data = _bytes(doc, wanted, office.rng)
        name = office.path(doc, _suffix(form))
        path = out / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if form in packs.CONVERTED:
            later.append((path, data, packs.CONVERTED[form][0], packs.CONVERTED[form][2]))
        else:
            path.write_bytes(data)
        truth.append({"path": name, "personal": bool(doc.values), "persons": len(doc.persons), "layout": doc.layout,
                      "format": form, "document": doc.title, "expected": expected, "values": doc.values})  # fmt: skip
    failed = {str(p.relative_to(out / "files")) for p in packs.convert(later)}
    kept = [t for t in truth if t["path"] not in failed]
    (out / "truth.jsonl").write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in kept), "utf-8")
    return len(kept)
