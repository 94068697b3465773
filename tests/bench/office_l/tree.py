"""Which text becomes which kind of file, where it lies, and the truth about it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from . import mail, packs, pdf, sheets, text, word
from .people import lists
from .script import Doc, Renderer, Template, load
from .text import Formats

TEXTS: Formats = text.ANY | word.ANY | sheets.ANY | pdf.ANY | mail.ANY | packs.ANY
TABLES: Formats = text.TABLES | sheets.TABLES | word.TABLES | pdf.TABLES | mail.TABLES | packs.ANY
EVERY: Formats = TEXTS | TABLES
USUAL_TEXTS = ("docx", "docx", "txt-utf8", "txt-cp932", "txt-lf", "pdf-typst", "eml-b64", "eml-qp", "md", "docx-runs", "xlsx",
               "html", "pptx", "zip", "odt", "rtf", "txt-bom")  # fmt: skip
USUAL_TABLES = (
    "xlsx",
    "xlsx",
    "csv-cp932",
    "csv-bom",
    "tsv",
    "csv-quoted",
    "xlsx-hidden",
    "json",
    "sql",
    "html",
    "ods",
    "docx",
    "pdf-typst",
)
ROWS_ONLY = {"xlsx-pivot", "xlsx-numbers"}
NO_FORMS = {"log-app", "log-access", "properties", "srt", "ics", "jsonl"}
HARMLESS_PER_REAL = 4.1


@dataclass
class Plan:
    """One file to write."""

    path: str
    doc: Doc
    form: str
    expected: str = "read"


class Office:
    """One office's tree; the same seed gives the same tree."""

    def __init__(self, seed: int) -> None:
        self.rng, self.count = Random(f"L{seed}"), 0
        self.decks: dict[str, list[str]] = {}

    def plans(self) -> Iterator[Plan]:
        """Real files, unreadable ones, look-alikes."""
        prose, tables, forms, harmless = load("prose"), load("table"), load("form"), load("harmless")
        real = [*prose, *prose[::3], *tables, *tables, *tables[::2], *forms, *forms]
        self.rng.shuffle(real)
        for t in real:
            yield self._plan(t, self._form(t, "real"))
        for n, form in enumerate(3 * [*packs.LOCKED, *pdf.PICTURES]):
            if n < 16:
                source = tables if "xlsx" in form else prose
                plan = self._plan(self.rng.choice([t for t in source if not t.option.startswith("raw")]), form)
                plan.expected = "picture" if form in pdf.PICTURES else "locked"
                yield plan
        order: list[Template] = []
        for _ in range(int(len(real) * HARMLESS_PER_REAL)):
            order = order or self.rng.sample(harmless, len(harmless))
            t = order.pop()
            yield self._plan(t, self._form(t, "harmless"))

    def _form(self, t: Template, side: str) -> str:
        if t.option.startswith("raw"):
            return "raw"
        rows = sum(x.startswith(("|", "*|")) for x in t.lines)
        grid = t.layout == "table" or (t.layout == "harmless" and rows > len(t.lines) / 2)
        forms = TABLES if grid else TEXTS
        batch = packs.BATCH_TABLES if grid else packs.BATCH_TEXTS
        usual = USUAL_TABLES if grid else USUAL_TEXTS
        if self.rng.random() < (0.4 if side == "real" else 0.6):
            return self.rng.choice(usual)
        key = f"{side}{grid}"
        while True:  # every format in turn, in a shuffled order
            if not self.decks.get(key):
                extra = [*batch] if side == "real" or not self.decks.get(key + "x") else []
                self.decks[key + "x"] = ["done"]
                self.decks[key] = self.rng.sample([*forms, *extra], len(forms) + len(extra))
            form = self.decks[key].pop()
            if form in ROWS_ONLY and (
                rows < len([x for x in t.lines if x]) - 1 or "nohead" in t.option or "merged" in t.option
            ):
                continue
            if form in NO_FORMS and t.layout == "form":
                continue
            return form

    def _plan(self, t: Template, form: str) -> Plan:
        doc = Renderer(self.rng, t).doc
        if t.layout == "harmless" and doc.values:
            raise ValueError(f"a harmless text with values: {t.title}")
        if t.layout != "harmless" and not doc.values:
            raise ValueError(f"a real text without values: {t.title}")
        self.count += 1
        folders, stems = lists("folders.txt")["folders"], lists("folders.txt")["stems"]
        suffix = "." + t.option[4:].split(":")[0].split(" ")[0] if form == "raw" else suffix_of(form)
        folder, stem = self.rng.choice(folders).strip("|"), self.rng.choice(stems)
        if folder.startswith("$RECYCLE"):
            return Plan(f"{folder}/$R{self.count:04d}{self.rng.choice('KQTZ')}{suffix}", doc, form)
        return Plan(f"{folder}/{stem}_{self.count:04d}{suffix}", doc, form)


def suffix_of(form: str) -> str:
    """The suffix of a format."""
    known = EVERY | packs.LOCKED | pdf.PICTURES
    return known[form][0] if form in known else "." + packs.BATCH[form][2]


def write(plan: Plan, rng: Random) -> bytes:
    """The bytes; what an old code page cannot hold is written in another format."""
    if plan.form == "raw":
        encoding = [*plan.doc.option[4:].split(" ")[0].split(":"), "utf-8"][1]
        try:
            return (plan.doc.text() + "\n").encode(encoding)
        except UnicodeEncodeError:
            return (plan.doc.text() + "\n").encode()
    known = EVERY | packs.LOCKED | pdf.PICTURES
    state = rng.getstate()
    try:
        return known[plan.form][1](plan.doc, rng)
    except UnicodeEncodeError:
        rng.setstate(state)
        old = suffix_of(plan.form)
        plan.form = {".csv": "csv-bom", ".eml": "eml-b64", ".htm": "html", ".pdf": "pdf-uni", ".xml": "json"}.get(
            old, "tsv" if plan.doc.layout == "table" else "txt-utf8"
        )
        plan.path = plan.path.removesuffix(old) + suffix_of(plan.form)
        return known[plan.form][1](plan.doc, rng)


def build(out: Path, seed: int) -> int:
    """Write ``out/files`` and ``out/truth.jsonl``; gives the number of files."""
    office = Office(seed)
    later: list[tuple[Path, bytes, str, str]] = []
    plans = []
    for plan in office.plans():
        if plan.form in packs.BATCH:
            suffix, first, target = packs.BATCH[plan.form]
            data = first(plan.doc, office.rng)
        else:
            data, target = write(plan, office.rng), ""
        path = out / "files" / plan.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if target:
            later.append((path, data, suffix, target))
        else:
            path.write_bytes(data)
        plans.append(plan)
    missing = {str(p.relative_to(out / "files")) for p in packs.convert(later)} if later else set()
    kept = [truth(p) for p in plans if p.path not in missing]
    (out / "truth.jsonl").write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in kept), "utf-8")
    return len(kept)


def truth(plan: Plan) -> dict[str, object]:
    """One line of the truth file."""
    doc = plan.doc
    return {"path": plan.path, "personal": bool(doc.values), "persons": len(doc.persons), "layout": doc.layout, "format": plan.form,
            "document": doc.title, "expected": plan.expected, "values": doc.values}  # fmt: skip
