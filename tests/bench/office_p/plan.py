"""Which document becomes which file where, and the truth."""

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from . import office, packs, plain
from .devices import devices
from .marks import Doc, Draft, Scribe, drafts
from .people import home, lists
from .plain import Formats, Write

CONVERTED: dict[str, tuple[str, Write, str]] = {
    "xls-lo": (".xlsx", office.xlsx("dates"), "xls"), "doc-lo": (".docx", office.docx(), "doc"), "pdf-lo": (".docx", office.docx(), "pdf"), "pdf-sheet-lo": (".xlsx", office.xlsx("merged"), "pdf"),
    "odt-lo": (".docx", office.docx(), "odt"), "ods-lo": (".xlsx", office.xlsx("dates"), "ods"), "ppt-lo": (".pptx", office.pptx, "ppt"), "picture-png": (".docx", office.docx(), "png"), "picture-scan": (".docx", office.docx(), "jpg"),
}  # fmt: skip
KNOWN: Formats = plain.ANY | plain.TABLES | office.ANY | office.TABLES | packs.ANY | packs.LOCKED
KNOWN |= {k: (".pdf" if k == "picture-scan" else "." + v[2], v[1]) for k, v in CONVERTED.items()}
KNOWN |= {"html-form": (".html", plain.html_form), "xlsx-cut": (".xlsx", packs.broken)}
PROSE = (
    *plain.ANY,
    *office.ANY,
    *packs.ANY,
    "docx",
    "txt-cp932",
    "eml-jis",
    "pdf-lo",
    "doc-lo",
    "odt-lo",
    "ppt-lo",
    "doc-lo",
    "pdf-lo",
    "pdf-lo",
)
TABLE = (
    *plain.TABLES,
    *office.TABLES,
    *plain.ANY,
    *office.ANY,
    *packs.ANY,
    "xlsx",
    "xlsx-dates",
    "csv-cp932",
    "xls-lo",
    "ods-lo",
    "pdf-sheet-lo",
    "xls-lo",
    "xls-lo",
    "pdf-sheet-lo",
)
FORM = (
    "docx",
    "xlsx-merged",
    "html-form",
    "xlsx",
    "docx-box",
    "rtf",
    "odt",
    "txt-cp932",
    "pdf-lo",
    "eml-docx",
    "html",
    "doc-lo",
    "ods",
    "xlsx-offset",
    "zip",
    "ruled",
    "xps",
    "eml-html",
)
OFTEN = {
    "prose": ("txt-cp932", "docx", "docx-cut", "eml-base64", "eml-jis", "txt-utf8", "md", "rtf", "html"),
    "table": ("xlsx", "csv-cp932", "xlsx-dates", "csv-bom", "ods", "xlsx-merged", "tsv"),
    "form": ("docx", "xlsx", "html-form"),
}
LIMIT = 54
KEYED = ("xml", "json", "json-ascii", "jsonl", "yaml", "ini", "sql")


@dataclass
class Plan:
    """One file to be written."""

    doc: Doc
    form: str
    path: str
    expected: str = "read"


class Office:
    """One tree; the same seed, the same tree."""

    def __init__(self, seed: int) -> None:
        self.rng, self.city, self.number, self.slow = Random(f"P{seed}"), home(seed), 0, 0
        self.bags: dict[str, list[str]] = {}
        self.limit = 36

    def form(self, kind: str) -> str:
        """Every format in its turn, the usual ones more often."""
        if self.rng.random() < 0.25:
            return self.rng.choice(OFTEN[kind])
        bag = self.bags.setdefault(kind, [])
        if not bag:
            bag += {"prose": PROSE, "table": TABLE, "form": FORM}[kind]
            self.rng.shuffle(bag)
        form = bag.pop()
        if form in CONVERTED:
            self.slow += 1
            if self.slow > self.limit:
                return self.rng.choice(OFTEN[kind])
        return form

    def plan(self, draft: Draft, form: str = "", expected: str = "read") -> Plan:
        """A draft written out, with a place."""
        doc = Scribe(self.rng, draft, self.city).doc
        if draft.layout == "harmless" and doc.values:
            raise ValueError(draft.title)
        kind = draft.layout if draft.layout != "harmless" else ("table" if doc.rows() else "prose")
        form = form or self.form(kind)
        if draft.option == "headless" and form in KEYED:
            form = "csv-cp932"
        if draft.option.startswith((".", "+")):
            form = "as-is"
        self.number += 1
        words = lists("paths.txt")
        folder, stem = (
            self.rng.choice(words["top"]) if self.rng.random() < 0.4 else draft.folder,
            self.rng.choice(words["stems"]),
        )
        year = self.rng.choice(words["years"])
        suffix = draft.option.lstrip("+") if form == "as-is" else KNOWN[form][0]
        name = self.rng.choice(
            (
                f"{stem}{self.number:04d}",
                f"{self.number:04d}_{stem}",
                f"{stem}（{self.number}）",
                f"{stem}_{self.number}v2",
            )
        )
        return Plan(doc, form, f"{folder}/{year}/{name}{suffix}".replace("//", "/"), expected)

    def leftover(self, plan: Plan) -> Plan:
        """A name that no longer tells what it is."""
        if plan.form in CONVERTED or plan.form == "as-is":
            return plan
        folder, _, name = plan.path.rpartition("/")
        suffix = KNOWN[plan.form][0]
        n = f"{self.number:05d}"
        plan.path = self.rng.choice((
            f"{folder}/{name}.bak", f"{folder}/{name}~", f"$RECYCLE.BIN/S-1-5-21-1/$R{n}{suffix}", f"旧PC/事務1/Temp/~WRL{n}.tmp", f"{folder}/{n}", f"{folder}/{name}.old",
            f"FOUND.000/FILE{n}.CHK", f"{folder}/コピー ～ {name}", f"{folder}/{name.removesuffix(suffix)}.dat", f"メール添付一時/{n}{suffix}.download",
        ))  # fmt: skip
        return plan

    def copy(self, plan: Plan) -> Plan:
        """A copy somewhere else."""
        suffix = KNOWN[plan.form][0]
        self.number += 1
        name = plan.path.rpartition("/")[2].removesuffix(suffix)
        extra = self.rng.choice((" - コピー", "(2)", "_old", "のコピー", "_提出用"))
        return Plan(
            plan.doc, plan.form, f"{self.rng.choice(lists('paths.txt')['copies'])}/{name}{extra}{self.number}{suffix}"
        )

    def plans(self) -> list[Plan]:
        """Real files, locked ones, look-alikes."""
        prose, tables, forms = drafts("prose"), drafts("tables"), drafts("forms")
        real = [*prose, *tables, *tables, *forms, *forms]
        self.rng.shuffle(real)
        done = [self.plan(d) for d in real]
        done += [self.leftover(self.plan(d)) for d in self.rng.sample([*prose, *tables], 24)]
        done += [
            self.copy(p)
            for p in self.rng.sample(
                [p for p in done[: len(real)] if p.form not in CONVERTED and p.form != "as-is"], 12
            )
        ]
        plainest = [d for d in tables if not d.option]
        hidden = [
            ("xlsx-locked", "locked"),
            ("7z-locked", "locked"),
            ("zip-locked", "locked"),
            ("picture-png", "picture"),
            ("xlsx-cut", "damaged"),
            ("picture-scan", "picture"),
        ]
        unread = [self.plan(self.rng.choice(plainest), f, e) for f, e in hidden * 3]
        harmless, count = drafts("harmless"), len(done)
        self.limit = LIMIT
        for n in range(int((count + 12) * 4.1)):
            plan = self.plan(harmless[n % len(harmless)])
            done.append(self.leftover(plan) if self.rng.random() < 0.04 else plan)
        return done + unread


def _bytes(plan: Plan, rng: Random) -> bytes:
    """The file; what a code page cannot say is saved in Unicode."""
    if plan.form == "as-is":
        return (plan.doc.text() + "\n").encode()
    if plan.form == "fixed" and not plan.doc.rows():
        plan.form = "txt-cp932"
    state = rng.getstate()
    try:
        return KNOWN[plan.form][1](plan.doc, rng)
    except UnicodeEncodeError:
        rng.setstate(state)
        other = {".csv": "csv-bom", ".eml": "eml-base64", ".html": "html", ".htm": "html"}.get(
            KNOWN[plan.form][0], "txt-utf16"
        )
        plan.form = other
        return KNOWN[other][1](plan.doc, rng)


def _convert(jobs: list[tuple[Path, bytes, str, str]]) -> set[Path]:
    """(target, bytes, source suffix, format) through LibreOffice in batches; gives what failed."""
    failed: set[Path] = set()
    if not shutil.which("soffice"):
        return {j[0] for j in jobs}
    with tempfile.TemporaryDirectory(prefix="office-p-") as base:
        for source, target in sorted({j[2:] for j in jobs}):
            chosen = [j for j in jobs if j[2:] == (source, target)]
            given, made = Path(base, f"i{source}{target}"), Path(base, f"o{source}{target}")
            given.mkdir()
            for n, job in enumerate(chosen):
                (given / f"{n}{source}").write_bytes(job[1])
            command = [
                "soffice",
                f"-env:UserInstallation=file://{base}/u",
                "--headless",
                "--convert-to",
                target,
                "--outdir",
                str(made),
            ]
            subprocess.run(
                [*command, *map(str, sorted(given.iterdir()))], capture_output=True, check=False, timeout=300
            )
            for n, job in enumerate(chosen):
                result = made / f"{n}.{target}"
                if result.exists():
                    data = result.read_bytes()
                    job[0].write_bytes(packs.scanned(data) if target == "jpg" else data)
                else:
                    failed.add(job[0])
    return failed


def build(out: Path, seed: int) -> int:
    """``out/files`` and ``out/truth.jsonl``."""
    here = Office(seed)
    shutil.rmtree(out / "files", ignore_errors=True)
    jobs: list[tuple[Path, bytes, str, str]] = []
    rows: list[tuple[Path, dict[str, object]]] = []

    def place(plan: Plan, data: bytes) -> None:
        path = out / "files" / plan.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise ValueError(plan.path)
        if plan.form in CONVERTED:
            jobs.append((path, data, CONVERTED[plan.form][0], CONVERTED[plan.form][2]))
        else:
            path.write_bytes(data)
        rows.append((path, truth(plan)))

    for plan in here.plans():
        place(plan, _bytes(plan, here.rng))
    for name, form, doc, expected, data in devices(here.rng, here.city):
        place(Plan(doc, form, name, expected), data)
    failed = _convert(jobs)
    kept = [json.dumps(row, ensure_ascii=False) + "\n" for path, row in rows if path not in failed]
    (out / "truth.jsonl").write_text("".join(kept), "utf-8")
    return len(kept)


def truth(plan: Plan) -> dict[str, object]:
    """One line of the truth."""
    doc = plan.doc
    return {
        "path": plan.path, "personal": bool(doc.values), "persons": len(doc.persons), "layout": doc.layout, "format": plan.form,
        "document": doc.title, "expected": plan.expected, "values": doc.values,
    }  # fmt: skip
