"""Which document becomes which kind of file, where it lies in the folders of the office, and the truth about it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bench.office_g import mail, office_zip, packs, paper, plain
from tests.bench.office_g.convert import FORMATS as CONVERTED
from tests.bench.office_g.convert import available, convert
from tests.bench.office_g.markup import Doc, Template, Writer, templates
from tests.bench.office_g.people import DATA, sections
from tests.bench.office_g.plain import Formats

ANY: Formats = plain.ANY | office_zip.ANY | mail.ANY | paper.ANY | packs.ANY
TABLES: Formats = plain.TABLES
UNREADABLE: tuple[tuple[str, Formats], ...] = (("picture", paper.PICTURES), ("locked", packs.LOCKED))
COMMON = ("docx", "docx-runs", "xlsx-shared", "xlsx-inline", "txt-cp932", "txt-utf8", "pdf-typst", "eml-base64",
          "eml-jis", "pptx", "zip", "html", "mbox", "md", "docx-comments", "xlsx-comments")  # fmt: skip
COMMON_TABLES = ("xlsx-shared", "xlsx-inline", "csv-cp932", "csv-utf8-bom", "tsv", "xlsx-hidden", "sql-insert")
PERSONAL = ("prose", "tables", "forms")


@dataclass
class Plan:
    """One file to write; ``expected`` = read, locked or picture."""

    path: str
    doc: Doc
    form: str
    expected: str = "read"


def stock(topic: str) -> list[Template]:
    """All documents of the data files of a topic."""
    return [t for path in sorted(DATA.glob(f"{topic}_*.txt")) for t in templates(path.name)]


class Office:
    """One office's tree; the same seed gives the same tree."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(f"G{seed}")
        self.count = 0
        self.waiting = {
            False: self._shuffled([*ANY, *self._converted(False)]),
            True: self._shuffled([*TABLES, "xls", "ods-calc", "slk"]),
        }

    def _converted(self, table: bool) -> list[str]:
        return [k for k, v in CONVERTED.items() if v[3] <= table] if available() else []

    def _shuffled(self, items: list[str]) -> list[str]:
        return self.rng.sample(items, len(items))

    def plans(self) -> Iterator[Plan]:
        """All files: the real ones, the unreadable ones, the look-alikes."""
        prose, tables, forms = map(stock, PERSONAL)
        real = [*prose, *tables, *tables, *forms]
        for template in self._mixed(real):
            yield self._plan(template, self._form(template))
        for expected, formats in UNREADABLE:
            for form in formats:
                source = tables if form.startswith(("xlsx", "picture-tiff")) else prose
                yield self._plan(self.rng.choice([t for t in source if not t.suffix]), form, expected)
        harmless = stock("harmless")
        for n in range(int(len(real) * 4.2)):
            template = harmless[n % len(harmless)]
            yield self._plan(template, self._form(template, spread=False))

    def _mixed(self, items: list[Template]) -> list[Template]:
        return self.rng.sample(items, len(items))

    def _form(self, template: Template, spread: bool = True) -> str:
        """A format: first every one once, then the common ones; a raw export stays what it is."""
        if template.suffix:
            return "raw"
        table = "|" in "".join(line[:1] for line in template.lines) and template.layout != "prose"
        if spread and (waiting := self.waiting[table] or (self.waiting[False] if table else [])):
            return waiting.pop()
        if not spread and self.rng.random() < 0.35:
            return self.rng.choice([*ANY, *(TABLES if table else []), *self._converted(table)])
        return self.rng.choice(COMMON_TABLES + COMMON[:4] if table else COMMON)

    def _plan(self, template: Template, form: str, expected: str = "read") -> Plan:
        doc = Writer(self.rng, template).doc
        if template.layout == "harmless" and doc.values:
            raise ValueError(f"a harmless text with values: {template.title}")
        self.count += 1
        suffix = "." + template.suffix.split("-")[0] if template.suffix else _suffix(form)
        folder, stem = (self.rng.choice(sections("folders.txt", split=False)[k]) for k in ("folders", "stems"))
        return Plan(f"{folder}/{stem}{self.count:04d}{suffix}", doc, "raw" if template.suffix else form, expected)


def _suffix(form: str) -> str:
    known = ANY | TABLES | paper.PICTURES | packs.LOCKED
    return known[form][0] if form in known else "." + CONVERTED[form][2]


def _write(plan: Plan, rng: Random) -> bytes:
    """The bytes of a file; what code page 932 cannot hold is written in UTF-8 instead."""
    doc = plan.doc
    if plan.form == "raw":
        encoding = doc.suffix.partition("-")[2] or "utf-8"
        try:
            return (doc.text() + "\n").encode(encoding)
        except UnicodeEncodeError:
            return (doc.text() + "\n").encode()
    known = ANY | TABLES | paper.PICTURES | packs.LOCKED
    state = rng.getstate()
    try:
        return known[plan.form][1](doc, rng)
    except UnicodeEncodeError:
        rng.setstate(state)
        suffix = _suffix(plan.form)
        plan.form = {".csv": "csv-utf8", ".eml": "eml-base64", ".htm": "html", ".pdf": "pdf-utf16"}.get(
            suffix, "txt-utf8"
        )
        plan.path = plan.path.removesuffix(suffix) + _suffix(plan.form)
        return known[plan.form][1](doc, rng)


def build(out: Path, seed: int) -> int:
    """Write one office to ``out/files`` with ``out/truth.jsonl``; gives the number of files."""
    office = Office(seed)
    later: list[tuple[Path, bytes, str, str]] = []
    plans: list[Plan] = []
    for plan in office.plans():
        if plan.form in CONVERTED:
            suffix, base, target, _ = CONVERTED[plan.form]
            path = out / "files" / plan.path
            path.parent.mkdir(parents=True, exist_ok=True)
            later.append((path, base(plan.doc, office.rng), suffix, target))
        else:
            data = _write(plan, office.rng)
            path = out / "files" / plan.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        plans.append(plan)
    missing = {str(p.relative_to(out / "files")) for p in convert(later)} if later else set()
    kept = [_truth(p) for p in plans if p.path not in missing]
    (out / "truth.jsonl").write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in kept), "utf-8")
    return len(kept)


def _truth(plan: Plan) -> dict[str, object]:
    doc = plan.doc
    return {
        "path": plan.path, "personal": bool(doc.values), "persons": len(doc.persons), "layout": doc.layout,
        "format": plan.form, "document": doc.title, "expected": plan.expected, "values": doc.values,
    }  # fmt: skip
