"""Which document becomes which file where, and the truth."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from . import packs, sheets, texts, words
from .marks import Doc, Draft, Scribe, drafts
from .people import sections
from .texts import Write

# format: suffix of the source, its writer, what LibreOffice makes of it
MADE: dict[str, tuple[str, Write, str]] = {
    "xls": (".xlsx", sheets.plain, "xls"), "xls-titled": (".xlsx", sheets.titled, "xls"), "ods-lo": (".xlsx", sheets.beside, "ods"), "doc": (".docx", words.docx(), "doc"),
    "odt-lo": (".docx", words.docx("box"), "odt"), "pdf-lo": (".docx", words.docx(), "pdf"), "pptx": (".fodp", words.slides, "pptx"), "odp": (".fodp", words.slides, "odp"),
}  # fmt: skip
KNOWN = texts.ANY | texts.TABLES | sheets.ANY | sheets.TABLES | words.ANY | packs.ANY | packs.TABLES
KNOWN |= {"pdf-typeset": (".pdf", packs.pdf_typeset)} | {k: ("." + v[2], v[1]) for k, v in MADE.items()}
PROSE = (*texts.ANY, *words.ANY, *packs.ANY, *sheets.ANY, "pdf-typeset")
TABLE = (
    *texts.TABLES,
    *sheets.TABLES,
    *texts.ANY,
    *sheets.ANY,
    *packs.TABLES,
    *packs.ANY,
    "docx",
    "odt",
    "xlsx",
    "csv-cp932",
    "xlsx-titled",
)
FORM = (
    "docx",
    "xlsx-titled",
    "odt",
    "txt-cp932",
    "docx-box",
    "html",
    "rtf",
    "pdf-typeset",
    "docx-cut",
    "eml-base64",
    "xlsx",
    "ods",
    "zip",
    "aligned",
    "txt-utf8",
    "json",
    "docx-comments",
)
SLOW = {
    "prose": ("pdf-lo", "doc", "pptx", "odt-lo", "doc", "pdf-lo", "odp"),
    "table": ("xls", "xls-titled", "pdf-lo", "xls", "doc", "ods-lo"),
    "form": ("pdf-lo", "doc", "xls", "pdf-lo"),
}
COMMON = {
    "prose": ("txt-cp932", "docx", "txt-utf8", "eml-jis", "eml-base64", "docx-cut", "xlsx", "txt-bom", "pdf-typeset"),
    "table": ("xlsx", "xlsx-titled", "csv-cp932", "csv-bom", "xlsx-numbers", "tsv", "xlsx-beside", "html"),
    "form": ("docx", "xlsx", "txt-cp932"),
}
SAFE = {
    ".txt": "txt-bom",
    ".csv": "csv-bom",
    ".eml": "eml-base64",
    ".htm": "html",
    ".dat": "csv-utf16",
    ".lst": "aligned-ruler",
    ".SPL": "txt-utf16",
    ".xml": "xml",
}
CAP = 58
TAILS = (".bak", ".tmp", ".old", "~", "_bak", ".org")


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
        self.rng, self.number, self.slow = Random(f"O-{seed}"), 0, 0
        self.turns: dict[str, list[str]] = {}

    def plans(self) -> Iterator[Plan]:
        """Real files, copies, what cannot be read, look-alikes."""
        rng = self.rng
        prose, tables, forms, raw = drafts("prose"), drafts("tables"), drafts("forms"), drafts("raw")
        real = [*prose, *rng.sample(prose, 15), *tables, *rng.sample(tables, 46), *forms, *forms, *forms, *raw]
        done: list[Plan] = []
        for draft in rng.sample(real, len(real)):
            done.append(self._plan(draft))
            yield done[-1]
        for plan in rng.sample([p for p in done if p.form not in MADE and p.path.count(".") == 1], 10):
            stem, _, suffix = plan.path.rpartition(".")
            yield Plan(plan.doc, plan.form, f"{stem}{rng.choice((' - コピー', '(1)', '_最終', ' (2)'))}.{suffix}")
        for draft in rng.sample([*prose, *tables, *forms], 14):
            yield self._leftover(draft)
        for form in (
            *packs.LOCKED,
            *packs.LOCKED,
            "picture-png",
            "picture-scan",
            "zip-locked",
            "xlsx-locked",
            "picture-png",
            "picture-scan",
            "pdf-locked",
            "docx-locked",
        ):
            yield self._unreadable(form)
        harmless = drafts("harmless")
        for n in range(int(self.number * 3.98)):
            draft = harmless[n % len(harmless)]
            yield self._leftover(draft) if rng.random() < 0.04 and not draft.opts else self._plan(draft)

    def _place(self, draft: Draft) -> str:
        self.number += 1
        folders = sections("folders.txt")
        group = draft.folder if self.rng.random() < 0.9 else self.rng.choice(("priv", "gen", "mail"))
        stem = self.rng.choice(folders["stems"])
        return f"{self.rng.choice(folders[group])}/{stem}{self.rng.choice(('', '_', '-', ' '))}{self.number:04d}"

    def _form(self, draft: Draft) -> str:
        if draft.opts.startswith("raw"):
            return draft.opts
        kind, harmless = draft.layout, draft.layout == "harmless"
        if harmless:
            rows = sum(x.count("|") > 1 for x in draft.body)
            kind = "table" if rows else "prose"
        chance = 0.013 if harmless else 0.11
        if self.slow < CAP and self.rng.random() < chance:
            self.slow += 1
            return self.rng.choice(SLOW[kind])
        if self.rng.random() < (0.5 if harmless else 0.2 if kind == "table" else 0.1):
            return self.rng.choice(COMMON[kind])
        turn = self.turns.setdefault(("h" if harmless else "") + kind, [])
        if not turn:
            turn += {"prose": PROSE, "table": TABLE, "form": FORM}[kind]
            self.rng.shuffle(turn)
        return turn.pop()

    def _plan(self, draft: Draft) -> Plan:
        doc = Scribe(self.rng, draft).doc
        if doc.layout == "harmless" and doc.values:
            raise ValueError(draft.title)
        form = self._form(draft)
        if form == "sqlite-form" and len(doc.rows()[0]) < 2:
            form = "sqlite"
        suffix = form[4:] if form.startswith("raw:") else KNOWN[form][0]
        return Plan(doc, form, self._place(draft) + suffix)

    def _leftover(self, draft: Draft) -> Plan:
        form = self.rng.choice(("xlsx", "docx", "csv-cp932", "txt-cp932", "zip", "rtf", "html", "eml-base64"))
        doc, place = Scribe(self.rng, draft).doc, self._place(draft)
        way, suffix = self.rng.randrange(4), KNOWN[form][0]
        if way == 0:
            path = place + suffix + self.rng.choice(TAILS)
        elif way == 1:
            path = place
        elif way == 2:
            path = place + self.rng.choice((".jpg", ".dll", ".dat", ".pdf"))
        else:
            path = f"$RECYCLE.BIN/S-1-5-21-77-1002/$R{self.number:06d}{suffix}"
        return Plan(doc, form, path)

    def _unreadable(self, form: str) -> Plan:
        suffix, _, why = packs.LOCKED[form]
        draft = self.rng.choice([*drafts("tables"), *drafts("prose")])
        return Plan(Scribe(self.rng, draft).doc, form, self._place(draft) + suffix, why)


def _bytes(plan: Plan, rng: Random) -> bytes:
    """The file; what the code page cannot say is saved in Unicode."""
    plan.doc = plan.doc.copy()
    if plan.form.startswith("raw:"):
        end = "\r\n" if plan.form[5:] in ("vcf", "ics", "bat", "ini") else "\n"
        return (plan.doc.text().replace("\n", end) + end).encode("cp932" if plan.form == "raw:.bat" else "utf-8")
    if plan.form in packs.LOCKED:
        return packs.LOCKED[plan.form][1](plan.doc, rng)
    try:
        return KNOWN[plan.form][1](plan.doc, rng)
    except UnicodeEncodeError:
        suffix = KNOWN[plan.form][0]
        plan.form = SAFE.get(suffix, "txt-bom")
        return KNOWN[plan.form][1](plan.doc, rng)


def _convert(jobs: list[tuple[Path, bytes, str, str]]) -> set[Path]:
    """(target, bytes, source suffix, kind) through LibreOffice; gives what failed."""
    failed: set[Path] = set()
    if not shutil.which("soffice"):
        return {job[0] for job in jobs}
    with tempfile.TemporaryDirectory(prefix="office-o-") as home:
        for source, target in sorted({j[2:] for j in jobs}):
            chosen = [j for j in jobs if j[2:] == (source, target)]
            given, made = Path(home) / f"in{source}{target}", Path(home) / f"out{source}{target}"
            given.mkdir()
            for n, job in enumerate(chosen):
                (given / f"{n}{source}").write_bytes(job[1])
            command = [
                "soffice",
                f"-env:UserInstallation=file://{home}/u",
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
                    job[0].write_bytes(result.read_bytes())
                else:
                    failed.add(job[0])
    return failed


def _extras(rng: Random, out: Path) -> Iterator[Plan]:
    """A base with its log, and what programs leave beside files."""
    for n, draft in enumerate(rng.sample([d for d in drafts("tables") if d.layout == "table"], 3)):
        doc = Scribe(rng, draft).doc
        place = f"C/Users/madoguchi3/AppData/Local/YoyakuApp/{n}/yoyaku.db"
        both = packs.sqlite_pair(doc, rng)
        for tail, data in zip(("", "-wal"), both, strict=True):
            path = out / (place + tail)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            yield Plan(doc, "sqlite" + tail, place + tail)
    nobody = {
        "共有/様式/~$様式一覧.docx": b"\x07PC-USER"
        + bytes(46)
        + b"\x07\x00"
        + "PC-USER".encode("utf-16-le")
        + bytes(92),
        "共有/お知らせ/desktop.ini": "[.ShellClassInfo]\r\nIconIndex=3\r\n".encode("utf-16"),
        "C/Users/nakai/ntuser.ini": b"[General]\r\nlevel=2\r\n",
        "C/Users/k-ooba/Downloads/setup.exe.part": b"MZ" + bytes(range(256)) * 9,
        "共有/お知らせ/から.txt": b"",
    }
    for name, data in nobody.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        yield Plan(Doc("残りもの", "harmless", ""), "system", name)


def build(out: Path, seed: int) -> int:
    """``out/files`` and ``out/truth.jsonl``."""
    office, files = Office(seed), out / "files"
    shutil.rmtree(files, ignore_errors=True)
    jobs: list[tuple[Path, bytes, str, str]] = []
    rows: list[tuple[Path, dict[str, object]]] = []
    for plan in office.plans():
        data = _bytes(plan, office.rng)
        path = files / plan.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise ValueError(plan.path)
        if plan.form in MADE:
            jobs.append((path, data, MADE[plan.form][0], MADE[plan.form][2]))
        else:
            path.write_bytes(data)
        rows.append((path, truth(plan)))
    rows += [(files / plan.path, truth(plan)) for plan in _extras(office.rng, files)]
    failed = _convert(jobs)
    kept = [json.dumps(row, ensure_ascii=False) + "\n" for path, row in rows if path not in failed]
    (out / "truth.jsonl").write_text("".join(kept), "utf-8")
    return len(kept)


def truth(plan: Plan) -> dict[str, object]:
    """One line of the truth."""
    doc = plan.doc
    return {
        "path": plan.path, "format": plan.form.replace("raw:.", "raw-"), "document": doc.title, "layout": doc.layout, "personal": bool(doc.values),
        "expected": plan.expected, "persons": len(doc.persons), "values": doc.values,
    }  # fmt: skip
