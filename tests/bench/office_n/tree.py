"""Which document becomes which file where, and the truth."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from . import bases, bundles, mails, packs, pages, sheets, texts, words
from .people import DATA, sections
from .script import Doc, Draft, Scribe, drafts
from .texts import Formats, Write

# name: source suffix, its writer, target of LibreOffice, for tables
CONVERTED: dict[str, tuple[str, Write, str]] = {
    "doc": (".docx", words.docx, "doc"), "odt-lo": (".docx", words.docx, "odt"), "pdf-lo": (".docx", words.docx, "pdf"),
    "ppt": (".pptx", words.pptx, "ppt"), "xls": (".xlsx", sheets.plain, "xls"), "xls-notes": (".xlsx", sheets.commented, "xls"),
    "ods-lo": (".xlsx", sheets.numbers, "ods"),
}  # fmt: skip
KNOWN: Formats = (
    texts.ANY | texts.TABLES | texts.FORMS | sheets.ANY | sheets.TABLES | words.ANY | mails.ANY | pages.ANY | pages.FORMS | pages.PICTURES
    | packs.ANY | packs.LOCKED | bases.ANY | bundles.ANY | {k: ("." + v[2], v[1]) for k, v in CONVERTED.items()}
)  # fmt: skip
PROSE = (
    *texts.ANY,
    "access-log",
    "properties",
    *sheets.ANY,
    *words.ANY,
    *mails.ANY,
    *pages.ANY,
    *packs.ANY,
    *bases.ANY,
    *bundles.ANY,
    "doc",
    "odt-lo",
    "pdf-lo",
    "ppt",
)
TABLE = (*texts.TABLES, *sheets.TABLES, *texts.TABLES, *sheets.TABLES, *texts.ANY, *sheets.ANY, "docx", "docx-workbook", "pptx", "odt", "ods", "pdf-typeset", "pdf-sjis", "eml-csv",
         "eml-xlsx", *packs.ANY, *bases.ANY, "access-log", "properties", "xls", "xls", "xls-notes", "ods-lo", "pdf-lo", "html-form")  # fmt: skip
FORM = ("html-form", "pdf-fields", "docx-controls", "docx", "xlsx", "docx-box", "xls", "doc", "pdf-fields", "docx-controls", "txt-cp932", "pdf-typeset", "xlsx-box", "odt", "html",
        "rtf", "eml-quoted", "json", "txt-spaced", "pdf-lo", "pptx", "zip")  # fmt: skip
PLAIN_PROSE = (
    "txt-cp932",
    "txt-utf8",
    "docx",
    "docx-cut",
    "eml-base64",
    "eml-jis",
    "md",
    "doc",
    "pdf-typeset",
    "xlsx",
    "txt-bom",
    "eml-quoted",
)
PLAIN_TABLE = ("xlsx", "xlsx-titled", "xls", "csv-cp932", "csv-bom", "tsv", "xlsx-numbers")
OFTEN = {
    "prose": PLAIN_PROSE,
    "table": PLAIN_TABLE,
    "form": ("docx", "xlsx", "docx-controls", "pdf-fields", "txt-cp932", "xls"),
    "harmless": PLAIN_PROSE + PLAIN_TABLE,
}
FALLBACK = {
    ".txt": "txt-utf8",
    ".csv": "csv-utf8",
    ".eml": "eml-base64",
    ".pdf": "pdf-utf16",
    ".htm": "html",
    ".prn": "tsv",
    ".xml": "xml",
    ".txt.gz": "txt-bom",
    ".lzh": "zip",
    ".dbf": "sqlite",
    ".slk": "csv-utf16",
}
LEFTOVER = (".bak", ".tmp", "~", ".old", " - コピー{}", "(2){}", "_最終{}", ".orig", ".asd", ".wbk", "{} のコピー")


@dataclass
class Plan:
    """One file to be written."""

    doc: Doc
    form: str
    path: str
    expected: str = "read"


def stock(kind: str) -> list[Draft]:
    """The documents of all data files whose names begin so."""
    return [d for path in sorted(DATA.glob(f"{kind}*.txt")) for d in drafts(path.name)]


class Office:
    """One tree; the same seed, the same tree."""

    def __init__(self, seed: int) -> None:
        self.rng, self.number = Random(f"N/{seed}"), 0
        self.waiting = {
            kind: self._mixed(list(forms) * (2 if kind == "prose" else 1))
            for kind, forms in (("prose", PROSE), ("table", TABLE), ("form", FORM))
        }

    def _mixed(self, items: list[str]) -> list[str]:
        return self.rng.sample(items, len(items))

    def plans(self) -> Iterator[Plan]:
        """Real files, locked ones, look-alikes."""
        prose, tables, forms = stock("prose"), stock("tables"), stock("forms")
        real = [*prose, *self.rng.sample(prose, 52), *tables, *tables, *forms, *forms]
        done: list[Plan] = []
        for draft in self.rng.sample(real, len(real)):
            done.append(self._plan(draft, self._form(draft)))
            yield done[-1]
        for plan in self.rng.sample(
            [p for p in done if p.form not in CONVERTED and "." in p.path.rpartition("/")[2]], 14
        ):
            self.number += 1
            stem, _, suffix = plan.path.rpartition("/")[2].partition(".")
            folder = self.rng.choice(
                ("旧PC退避/D/共有", "デスクトップ/あとで", plan.path.rpartition("/")[0], "旧PC退避/USB_青")
            )
            yield Plan(
                plan.doc,
                plan.form,
                f"{folder}/{stem}{self.rng.choice((' - コピー', ' - コピー (2)', '(1)', '_旧'))}.{suffix}",
            )
        for draft in self.rng.sample(tables + prose, 26):
            yield self._leftover(draft)
        for form in (
            *packs.LOCKED,
            *pages.PICTURES,
            "xlsx-locked",
            "picture-png",
            "zip-locked",
            "picture-scan",
            "pdf-locked",
        ):
            yield self._plan(
                self.rng.choice([d for d in tables + prose if not d.suffix]),
                form,
                "locked" if form in packs.LOCKED else "picture",
            )
        harmless, count = stock("harmless"), self.number
        for n in range(int(count * 4.06)):
            draft = harmless[n % len(harmless)]
            if self.rng.random() < 0.04:
                yield self._leftover(draft)
            else:
                yield self._plan(draft, self._form(draft))

    def _form(self, draft: Draft) -> str:
        if draft.suffix:
            return "raw"
        kind = draft.layout
        if kind == "harmless":
            kind = (
                "table"
                if sum(x.startswith(("|", "*")) for x in draft.body) > len(draft.body) / 2
                and any(x.count("|") > 2 for x in draft.body)
                else "prose"
            )
            if self.rng.random() < 0.4:
                return self._fit(draft, self.rng.choice({"table": TABLE, "prose": PROSE}[kind]))
            return self.rng.choice(OFTEN[kind])
        if self.rng.random() < 0.06 or not self.waiting[kind]:
            return self.rng.choice(OFTEN[kind])
        return self._fit(draft, self.waiting[kind].pop())

    def _fit(self, draft: Draft, form: str) -> str:
        """A pivot needs headings, a phonetic guide names with a blank; mails keep their heads."""
        if form in ("xlsx-pivot", "xlsx-turned") and (
            draft.body[0][:1] != "|" or "2行" in draft.title or "*." in draft.body or "{" in draft.body[0]
        ):
            return "xlsx"
        if form == "ods-lo" and any(x in "".join(draft.body) for x in ("solid}", "〒7}")):
            return "xls"
        return form

    def _name(self, draft: Draft) -> tuple[str, str]:
        self.number += 1
        folder = self.rng.choice(sections("folders.txt")[self.rng.choice(draft.folders)])
        stem = self.rng.choice(sections("folders.txt")["stems"])
        return folder, f"{stem}{self.number:04d}"

    def _plan(self, draft: Draft, form: str, expected: str = "read") -> Plan:
        doc = Scribe(self.rng, draft).doc
        if doc.layout == "harmless" and doc.values:
            raise ValueError(draft.title)
        folder, stem = self._name(draft)
        suffix = "." + draft.suffix if form == "raw" else KNOWN[form][0]
        return Plan(doc, form, f"{folder}/{stem}{suffix}", expected)

    def _leftover(self, draft: Draft) -> Plan:
        """A file under a name that no longer tells what it is."""
        form = self.rng.choice(
            ("xlsx", "docx", "txt-cp932", "csv-cp932", "eml-base64", "zip", "docx-cut", "rtf", "html")
        )
        plan = self._plan(draft, form)
        stem, _, suffix = plan.path.rpartition(".")
        kind = self.rng.randrange(4)
        if kind == 0:
            plan.path = f"$RECYCLE.BIN/S-1-5-21-3623811015-1001/$R{self.rng.randrange(36**4):06X}.{suffix}"
        elif kind == 1:
            plan.path = f"旧PC退避/C/Users/hiroba/AppData/Local/Temp/~{self.rng.choice(('WRL', 'DF', 'wrd'))}{self.number:04d}.tmp"
        elif kind == 2:
            tail = self.rng.choice(LEFTOVER)
            plan.path = stem + tail.format("." + suffix) if "{}" in tail else f"{stem}.{suffix}{tail}"
        else:
            plan.path = f"{stem.rpartition('/')[0]}/{self.number:08X}"
        return plan


def _bytes(plan: Plan, rng: Random) -> bytes:
    """The file; what code page 932 cannot say is saved in Unicode."""
    plan.doc = plan.doc.copy()
    if plan.form == "raw":
        return (plan.doc.text() + "\n").encode()
    state = rng.getstate()
    try:
        return KNOWN[plan.form][1](plan.doc, rng)
    except UnicodeEncodeError:
        rng.setstate(state)
        suffix = KNOWN[plan.form][0]
        plan.form = FALLBACK.get(suffix, "txt-utf8")
        plan.path = plan.path.removesuffix(suffix) + KNOWN[plan.form][0] if plan.path.endswith(suffix) else plan.path
        return KNOWN[plan.form][1](plan.doc, rng)


def _convert(jobs: list[tuple[Path, bytes, str, str]]) -> set[Path]:
    """(target, bytes, source suffix, format) through LibreOffice; gives what failed."""
    failed: set[Path] = set()
    with tempfile.TemporaryDirectory(prefix="office-n-") as home:
        for source, target in sorted({j[2:] for j in jobs}):
            chosen = [j for j in jobs if j[2:] == (source, target)]
            given, made = Path(home) / f"a{source}{target}", Path(home) / f"b{source}{target}"
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
                [*command, *map(str, sorted(given.iterdir()))], capture_output=True, check=False, timeout=600
            )
            for n, job in enumerate(chosen):
                if (made / f"{n}.{target}").exists():
                    job[0].write_bytes((made / f"{n}.{target}").read_bytes())
                else:
                    failed.add(job[0])
    return failed


def build(out: Path, seed: int) -> int:
    """``out/files`` and ``out/truth.jsonl``."""
    office = Office(seed)
    shutil.rmtree(out / "files", ignore_errors=True)
    jobs: list[tuple[Path, bytes, str, str]] = []
    rows: list[tuple[Path, dict[str, object]]] = []
    for plan in office.plans():
        data = _bytes(plan, office.rng)
        path = out / "files" / plan.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise ValueError(plan.path)
        if plan.form in CONVERTED:
            jobs.append((path, data, CONVERTED[plan.form][0], CONVERTED[plan.form][2]))
        else:
            path.write_bytes(data)
        rows.append((path, truth(plan)))
    for (name, doc, form), data in bases.devices(office.rng):
        path = out / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        rows.append((path, truth(Plan(doc, form, name, "damaged" if form.startswith("damaged") else "read"))))
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
