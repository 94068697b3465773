"""Which text becomes which file, where it lies, and the truth about it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from . import as_mail, as_ole, as_pack, as_pdf, as_slides, as_text, as_zip
from .as_text import Formats
from .people import DATA, Person, make
from .render import Doc, Filler, Template, stock

PROSE: Formats = (
    as_text.ANY
    | as_zip.WORDS
    | as_slides.ANY
    | as_pdf.ANY
    | as_mail.ANY
    | as_pack.ANY
    | as_ole.ANY
    | {k: as_zip.BOOKS[k] for k in ("xlsx-box", "xlsx-comments", "xlsx-inline")}
)
SHEETS: Formats = as_text.TABLES | as_zip.BOOKS | as_slides.TABLES | as_mail.TABLES | as_ole.TABLES
LOCKED: Formats = as_pack.LOCKED
PICTURES: Formats = as_pdf.PICTURES
ALL: Formats = PROSE | SHEETS | LOCKED | PICTURES
USUAL = (
    "docx",
    "docx",
    "txt-cp932",
    "txt-utf8",
    "pdf-typst",
    "eml-base64",
    "pptx",
    "xlsx-inline",
    "html",
    "docx-runs",
    "eml-jis",
    "md",
    "pdf-utf16",
    "rtf",
    "odt",
    "zip",
)
USUAL_SHEETS = (
    "xlsx-shared",
    "xlsx-shared",
    "xlsx-inline",
    "csv-cp932",
    "csv-bom",
    "xlsx-numbers",
    "xlsx-serial",
    "tsv",
    "ods",
    "xlsx-hidden",
    "sql",
    "pdf-utf16",
    "json",
    "zip",
    "html",
)
# tables that do not fit a page or a slide stay out of these
NARROW = (
    "pptx",
    "pptx-notes",
    "pptx-comments",
    "pdf-acroform",
    "pdf-vertical",
    "docx-comments",
    "docx-notes",
    "odp",
    "ppt",
    "docx-tracked",
    "pdf-sjis",
    "pdf-utf16",
    "pdf-typst",
    "form-history",
    "txt-jis",
)
FALLBACK = {
    ".lzh": "zip",
    ".csv": "csv-utf8",
    ".dat": "csv-utf8",
    ".eml": "eml-base64",
    ".htm": "html",
    ".pdf": "pdf-utf16",
    ".mbox": "eml-qp",
}


@dataclass
class Plan:
    """One file to write; ``expected`` = read, locked or picture."""

    path: str
    doc: Doc
    form: str
    expected: str = "read"


class Office:
    """The files of one office."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(f"M{seed}")
        self.staff: list[Person] = list({p.family: p for p in (make(self.rng) for _ in range(40))}.values())
        self.count = 0
        names = (DATA / "folders.txt").read_text("utf-8").split("#stems\n")
        self.folders, self.stems = names[0].split(), names[1].split()
        self.queue = {False: self._deal(False), True: self._deal(True)}

    def _deal(self, table: bool) -> list[str]:
        found = [k for k, v in as_pack.SOFFICE.items() if v[3] == table]
        forms = (
            [*PROSE, *found]
            if not table
            else [
                *SHEETS,
                *found * 2,
                *as_text.ANY,
                *as_pack.ANY,
                "lzh",
                "docx",
                "docx-embedded",
                "docx-runs",
                "odt",
                "eml-xlsx",
                "mbox",
                "pptx",
                "pdf-typst",
                "pdf-utf16",
            ]
        )
        return self.rng.sample(forms, len(forms))

    def plans(self) -> Iterator[Plan]:
        """Real files, unreadable ones, look-alikes."""
        prose, tables, forms, native = (stock(f"{k}*.txt") for k in ("prose", "tables", "forms", "native"))
        real = 0
        for template in self.rng.sample(
            [*prose, *tables, *forms, *native, *native], len(prose) + len(tables) + len(forms) + 2 * len(native)
        ):
            for plan in self._several(template):
                real += 1
                yield plan
        for expected, formats in (("locked", LOCKED), ("picture", PICTURES)):
            for form in [*formats] * (2 if expected == "locked" else 3):
                yield self._plan(
                    self.rng.choice(tables if "xlsx" in form else [t for t in prose if "mail" not in t.options]),
                    form,
                    expected,
                )
        harmless = stock("harmless*.txt")
        for n in range(int(real * 4.08)):
            template = harmless[n % len(harmless)]
            yield self._plan(
                template, "raw" if "raw" in template.options else self._form(template, self.rng.random() < 0.4)
            )

    def _several(self, template: Template) -> Iterator[Plan]:
        times = self.rng.choices((1, 2, 3), (76, 18, 6) if template.layout == "prose" else (58, 30, 12))[0]
        if "raw" in template.options:
            yield self._plan(template, "raw")
            return
        used: set[str] = set()
        for _ in range(times):
            form = self._form(template, True)
            if form not in used:
                used.add(form)
                yield self._plan(template, form)

    def _form(self, template: Template, rare: bool) -> str:
        if "mail" in template.options and rare and self.rng.random() < 0.7:
            return self.rng.choice([*as_mail.ANY])
        table = template.tabular and template.layout != "prose"
        long = table and template.layout == "table"
        if rare:
            for _ in range(12):
                waiting = self.queue[table]
                if not waiting:
                    waiting += self._deal(table)
                form = waiting.pop()
                if template.layout != "harmless" and table and form == "fixed" and len(template.lines) > 4:
                    continue
                if not (long and form in NARROW and self.rng.random() < 0.8):
                    return form
        return self.rng.choice(USUAL_SHEETS if table else USUAL)

    def _plan(self, template: Template, form: str, expected: str = "read") -> Plan:
        doc = Filler(self.rng, template, self.staff).doc
        self.count += 1
        suffix = _suffix(form, template)
        if form in as_pack.SOFFICE and expected == "read" and len(doc.lines) > 60:
            form, suffix = "docx", ".docx"
        folder, stem = self.rng.choice(self.folders), self.rng.choice(self.stems)
        name = f"{stem}{self.rng.choice(('', '_', '-', ' '))}{self.count:04d}"
        if suffix == ".bak":
            name += self.rng.choice((".txt", ".csv"))
        if self.rng.random() < 0.03:
            folder, name = "$RECYCLE.BIN/S-1-5-21-1004", f"$R{self.count:06d}"
        elif suffix == ".tmp":
            name = f"~WRD{self.count:04d}"
        return Plan(f"{folder}/{name}{suffix}", doc, form, expected)


def _suffix(form: str, template: Template) -> str:
    if form == "raw":
        kind = next(o for o in template.options if o not in ("raw", "mail"))
        return "." + kind.partition("-")[0]
    return ALL[form][0] if form in ALL else "." + as_pack.SOFFICE[form][2]


def _bytes(plan: Plan, rng: Random) -> bytes:
    doc = plan.doc
    if plan.form == "raw":
        kind = next(o for o in doc.options if o not in ("raw", "mail"))
        try:
            if kind == "vcf-qp":
                return as_text.raw_vcard_qp(doc, rng)
            return (doc.text() + "\n").encode("cp932" if kind.endswith("cp932") else "utf-8")
        except UnicodeEncodeError:
            return (doc.text() + "\n").encode()
    try:
        return ALL[plan.form][1](doc, rng)
    except UnicodeEncodeError:
        old = ALL[plan.form][0]
        plan.form = FALLBACK.get(old, "txt-utf8")
        plan.path = plan.path.removesuffix(old) + ALL[plan.form][0]
        return ALL[plan.form][1](doc, rng)


def build(out: Path, seed: int) -> int:
    """Write the office to ``out/files`` and ``out/truth.jsonl``."""
    office = Office(seed)
    later: list[tuple[Path, bytes, str, str]] = []
    plans: list[Plan] = []
    for plan in office.plans():
        if plan.form in as_pack.SOFFICE:
            source, make_it, target, _ = as_pack.SOFFICE[plan.form]
            data = make_it(plan.doc, office.rng)
            later.append((out / "files" / plan.path, data, source, target))
        else:
            data = _bytes(plan, office.rng)
        path = out / "files" / plan.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if plan.form not in as_pack.SOFFICE:
            path.write_bytes(data)
        plans.append(plan)
    failed = {str(p.relative_to(out / "files")) for p in as_pack.convert(later)}
    kept = [_truth(p) for p in plans if p.path not in failed]
    (out / "truth.jsonl").write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in kept), "utf-8")
    return len(kept)


def _truth(plan: Plan) -> dict[str, object]:
    doc = plan.doc
    return {
        "path": plan.path, "personal": bool(doc.values), "persons": len(doc.persons), "layout": doc.layout, "format": plan.form,
        "document": doc.title, "expected": plan.expected, "values": doc.values,
    }  # fmt: skip
