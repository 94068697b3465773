"""Which document becomes which file and where; the truth beside the tree."""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from . import mail, ooxml, packs, paper, plain
from .markup import Doc, Scribe, Template, templates
from .people import DATA, words
from .plain import Formats

ANY: Formats = plain.ANY | ooxml.ANY | mail.ANY | paper.ANY | packs.ANY
TABLES: Formats = plain.TABLES | ooxml.TABLES | mail.TABLES
KNOWN: Formats = ANY | TABLES | paper.PICTURES | packs.LOCKED
USUAL = (
    "docx",
    "docx",
    "txt-cp932",
    "txt-utf8",
    "xlsx",
    "pdf-typeset",
    "eml-base64",
    "pptx",
    "html",
    "docx-cut",
    "pdf",
    "md",
    "odt",
    "txt-bom",
    "eml-jis",
    "zip",
)
USUAL_TABLES = (
    "xlsx",
    "xlsx-inline",
    "csv-cp932",
    "csv-bom",
    "tsv",
    "xlsx-hidden",
    "sql",
    "ods",
    "html",
    "pdf",
    "fixed",
)
SAFE = {".docx": "docx", ".xlsx": "xlsx", ".csv": "csv-bom", ".eml": "eml-base64", ".htm": "html", ".pdf": "pdf"}
NOT_TALL = {
    "pdf-form": 45,
    "xlsx-box": 60,
    "docx-comments": 60,
    "pptx-table": 40,
    "png": 60,
    "pdf-vertical": 120,
    "formhistory": 80,
    "xlsx-comments": 80,
}


@dataclass
class Plan:
    """One file to write; ``expected`` is read, locked or picture."""

    path: str
    doc: Doc
    form: str
    expected: str = "read"


def stock(topic: str) -> list[Template]:
    """All documents of a topic's data files."""
    return [t for p in sorted(DATA.glob(f"{topic}_*.txt")) for t in templates(p.name)]


class Office:
    """Plans and writes one office."""

    def __init__(self, out: Path, seed: int) -> None:
        self.out, self.rng, self.count = out, Random(f"office-i-{seed}"), 0
        free = [k for k in [*ANY, *packs.SOFFICE] if k not in packs.SOFFICE or not packs.SOFFICE[k][3]]
        tabular = [*TABLES, *(k for k, v in packs.SOFFICE.items() if v[3])]
        self.queue = {
            False: self.rng.sample(free, len(free)),
            True: self.rng.sample(tabular, len(tabular)) + self.rng.sample(free, len(free)),
        }

    def plans(self) -> list[Plan]:
        """The real files, the unreadable ones, the harmless ones."""
        prose, tables, forms = (stock(t) for t in ("prose", "tables", "forms"))
        real = [
            *prose,
            *self.rng.sample(prose, len(prose) // 3),
            *tables,
            *tables,
            *self.rng.sample(tables, len(tables) // 2),
            *forms,
            *forms,
        ]
        plans = [self.plan(t) for t in self.rng.sample(real, len(real))]
        for form in [*paper.PICTURES, *packs.LOCKED] * 2:
            source = tables if form.startswith(("xlsx", "7z")) else (*prose, *forms)
            chosen = self.rng.choice([t for t in source if not t.suffix])
            plans.append(self.plan(chosen, form, "picture" if form in paper.PICTURES else "locked"))
        harmless = stock("harmless")
        total = int(4.2 * len(real)) + 1
        order: list[Template] = []
        while len(order) < total:
            order += self.rng.sample(harmless, len(harmless))
        return plans + [self.plan(t, spread=False) for t in order[:total]]

    def plan(self, template: Template, form: str = "", expected: str = "read", spread: bool = True) -> Plan:
        """One document with its format and place."""
        doc = Scribe(self.rng, template).doc
        if (template.layout == "harmless") != (not doc.values):
            raise ValueError(f"values and layout do not agree: {template.title}")
        form = "raw" if template.suffix else form or self._form(doc, spread)
        self.count += 1
        folder, stem = self.rng.choice(words("lists.txt")["folders"]), self.rng.choice(words("lists.txt")["stems"])
        path = f"{folder}/{stem}_{self.count:04d}{self._suffix(form, doc)}"
        if form == "docx" and self.rng.random() < 0.06:
            path = f"$RECYCLE.BIN/S-1-5-21-1001/$R{self.rng.randrange(36**5):06X}.docx"
        return Plan(path, doc, form, expected)

    def _form(self, doc: Doc, spread: bool) -> str:
        table, tall = doc.tabular(), len(doc.lines)
        if spread:
            for queue in [self.queue[True]] if table else [self.queue[False]]:
                for form in queue:
                    if tall <= NOT_TALL.get(form, 10**6) and (form != "docx-header" or tall > 3):
                        queue.remove(form)
                        return form
        pool = (
            (USUAL_TABLES if table else USUAL)
            if self.rng.random() < (0.45 if spread else 0.6)
            else [*ANY, *(TABLES if table else ())]
        )
        fit = [f for f in pool if tall <= NOT_TALL.get(f, 10**6) and (f != "docx-header" or tall > 3)]
        return self.rng.choice(fit)

    @staticmethod
    def _suffix(form: str, doc: Doc) -> str:
        if form == "raw":
            return "." + doc.suffix.split("-")[0]
        return KNOWN[form][0] if form in KNOWN else "." + packs.SOFFICE[form][2]

    def _bytes(self, plan: Plan) -> bytes:
        """The bytes; what an old code page cannot hold becomes UTF-8."""
        if plan.form == "raw":
            encoding = plan.doc.suffix.partition("-")[2] or "utf-8"
            try:
                return (plan.doc.text() + "\n").encode(encoding)
            except UnicodeEncodeError:
                return (plan.doc.text() + "\n").encode()
        try:
            return KNOWN[plan.form][1](plan.doc, self.rng)
        except UnicodeEncodeError:
            old = self._suffix(plan.form, plan.doc)
            plan.form = SAFE.get(old, "txt-utf8")
            plan.path = plan.path.removesuffix(old) + self._suffix(plan.form, plan.doc)
            return KNOWN[plan.form][1](plan.doc, self.rng)

    def build(self) -> int:
        """Write everything; gives the number of files."""
        later: list[tuple[Path, bytes, str, str]] = []
        plans = self.plans()
        for plan in plans:
            if plan.form in packs.SOFFICE:
                source, write, target, _ = packs.SOFFICE[plan.form]
                data = write(plan.doc, self.rng)
            else:
                data, source, target = self._bytes(plan), "", ""
            path = self.out / "files" / plan.path
            path.parent.mkdir(parents=True, exist_ok=True)
            if source:
                later.append((path, data, source, target))
            else:
                path.write_bytes(data)
        lost = packs.convert(later)
        kept = [p for p in plans if self.out / "files" / p.path not in lost]
        rows = [json.dumps(self._truth(p), ensure_ascii=False) for p in kept]
        (self.out / "truth.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
        return len(kept)

    @staticmethod
    def _truth(plan: Plan) -> dict[str, object]:
        doc = plan.doc
        return {"path": plan.path, "personal": bool(doc.values), "persons": len(doc.people), "layout": doc.layout, "format": plan.form,
                "document": doc.title, "expected": plan.expected, "values": doc.values}  # fmt: skip
