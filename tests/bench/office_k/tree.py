"""Which text becomes which file, and the truth file."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from random import Random

from . import fmt_office, fmt_pack, fmt_text
from .render import Doc, Text, Writer, texts

ANY = fmt_text.ANY | fmt_office.ANY | fmt_pack.ANY
TABLES = fmt_text.TABLES | fmt_office.TABLES
UNREAD = {"locked": fmt_pack.LOCKED, "picture": fmt_pack.PICTURES}
SOFFICE = {
    "doc": ("docx", ".docx"),
    "odt-lo": ("docx", ".docx"),
    "ppt": ("pptx", ".pptx"),
    "xls": ("xlsx", ".xlsx"),
    "pdf-lo": ("docx", ".docx"),
}
TARGET = {"doc": "doc", "odt-lo": "odt", "ppt": "ppt", "xls": "xls", "pdf-lo": "pdf"}
COMMON = (
    "docx",
    "xlsx",
    "txt-cp932",
    "txt-utf8",
    "eml-utf8",
    "html",
    "pdf-typeset",
    "docx-runs",
    "md",
    "pptx",
    "eml-jis",
    "docx-header",
)
COMMON_TABLES = ("xlsx", "csv-cp932", "csv-bom", "xlsx-hidden", "tsv", "sql", "csv-utf8", "fixed")
FOLDERS = ("01_受付/R7", "02_入力", "03_印刷封入/納品前", "04_web", "05_ヘルプデスク", "06_人事", "07_接種予約", "08_部活", "09_教室", "10_許可証", "11_水道", "12_選挙",
           "20_町史", "21_観光", "22_opendata", "30_dev/src", "30_dev/test", "40_契約", "90_old", "tmp", "Downloads", "デスクトップ", "$RECYCLE.BIN/S-1-5-21", "共有/その他")  # fmt: skip
STEMS = (
    "data",
    "コピー",
    "最終版",
    "無題",
    "新規",
    "export",
    "scan",
    "work",
    "一覧",
    "メモ",
    "~WRL",
    "R7_",
    "送付",
    "log",
    "backup",
    "資料",
    "作業中",
    "確認用",
)
SHARE = 4.15


def _fits(doc: Doc) -> bool:
    return any(not isinstance(x, str) for x in doc.lines) and doc.layout != "prose"


def _suffix(form: str) -> str:
    every = ANY | TABLES | UNREAD["locked"] | UNREAD["picture"]
    return "." + TARGET[form] if form in TARGET else every[form][0]


def _bytes(doc: Doc, form: str, rng: Random) -> tuple[str, bytes]:
    """The bytes; a character a code page cannot hold makes it a UTF-8 file."""
    every = ANY | TABLES | UNREAD["locked"] | UNREAD["picture"]
    try:
        return form, every[form][1](doc, rng)
    except UnicodeEncodeError:
        form = {".csv": "csv-bom", ".xml": "xml", ".htm": "html", ".eml": "eml-utf8", ".pdf": "pdf-ucs2"}.get(
            every[form][0], "txt-utf8"
        )
        return form, every[form][1](doc, rng)


class Plan:
    """Chooses formats: every one once, then the common ones."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        office = [k for k in SOFFICE if k != "xls"] if shutil.which("soffice") else []
        self.any = rng.sample([*ANY, *office] * 2, 2 * len([*ANY, *office]))
        self.tables = rng.sample([*TABLES, "xls"] * 2, 2 * len(TABLES) + 2)

    def form(self, doc: Doc, real: bool) -> str:
        """A format for a document."""
        if _fits(doc):
            if real and self.tables:
                return self.tables.pop()
            return self.rng.choice(COMMON_TABLES if self.rng.random() < 0.6 else [*ANY, *TABLES])
        if real and self.any:
            return self.any.pop()
        return self.rng.choice(COMMON if self.rng.random() < 0.6 else list(ANY))


def _jobs(rng: Random) -> list[tuple[Text, str, str]]:
    """Text, format (empty: any) and what a search can do with the file, in the order of writing."""
    prose, tables, forms, harmless = (texts(t) for t in ("prose", "table", "form", "harmless"))
    real = [*prose, *tables, *tables, *tables, *forms, *forms]
    rng.shuffle(real)
    jobs = [(t, "", "read") for t in real]
    for kind, formats in UNREAD.items():
        for f in formats:
            for _ in range(3 if kind == "locked" else 2):
                jobs.append((rng.choice(tables if f.startswith("xlsx") else prose), f, kind))
    jobs += [(harmless[n % len(harmless)], "", "read") for n in range(int(len(real) * SHARE))]
    return jobs


def _written(doc: Doc, wanted: str, plan: Plan, real: bool) -> tuple[str, str, bytes]:
    """Format, suffix and bytes of a document; an old format gives the bytes it is converted from."""
    if doc.raw:
        kind, _, encoding = doc.raw.partition("-")
        return f"raw-{kind}", "." + kind, doc.text().encode(encoding or "utf-8", "replace")
    form = wanted or plan.form(doc, real)
    if form in SOFFICE:
        return form, _suffix(form), _bytes(doc, SOFFICE[form][0], plan.rng)[1]
    form, data = _bytes(doc, form, plan.rng)
    return form, _suffix(form), data


def build(out: Path, seed: int) -> int:
    """Write ``out/files`` and ``out/truth.jsonl``; gives the number of files."""
    rng = Random(f"K{seed}")
    plan, truth, later = Plan(rng), [], []
    for n, (text, wanted, expected) in enumerate(_jobs(rng)):
        doc = Writer(rng, text).doc
        if text.layout == "harmless" and doc.values:
            raise ValueError(text.title)
        form, suffix, data = _written(doc, wanted, plan, text.layout != "harmless")
        path = f"{rng.choice(FOLDERS)}/{rng.choice(STEMS)}{n:04d}{suffix}"
        row = {"path": path, "personal": bool(doc.values), "persons": len(doc.persons), "layout": doc.layout, "format": form,
               "document": doc.title, "expected": expected, "values": doc.values}  # fmt: skip
        truth.append(row)
        target = out / "files" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if form in SOFFICE:
            later.append((target, data, form, row))
        else:
            target.write_bytes(data)
    for row in _convert(later):
        truth.remove(row)
    (out / "truth.jsonl").write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in truth), "utf-8")
    return len(truth)


def _convert(later: list[tuple[Path, bytes, str, dict[str, object]]]) -> list[dict[str, object]]:
    """Old formats through LibreOffice; gives the rows that failed."""
    failed = []
    with tempfile.TemporaryDirectory() as home:
        for form in sorted({f for _, _, f, _ in later}):
            chosen = [j for j in later if j[2] == form]
            made = Path(home) / form
            made.mkdir()
            names = []
            for n, job in enumerate(chosen):
                names.append(made / f"k{n}{SOFFICE[form][1]}")
                names[-1].write_bytes(job[1])
            subprocess.run(
                [
                    "soffice",
                    f"-env:UserInstallation=file://{home}/p",
                    "--headless",
                    "--convert-to",
                    TARGET[form],
                    "--outdir",
                    str(made / "o"),
                    *map(str, names),
                ],
                capture_output=True,
                check=False,
                timeout=300,
            )
            for n, job in enumerate(chosen):
                done = made / "o" / f"k{n}.{TARGET[form]}"
                if done.exists():
                    job[0].write_bytes(done.read_bytes())
                else:
                    failed.append(job[3])
    return failed
