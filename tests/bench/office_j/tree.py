"""Which text becomes which file, and where."""

import json
import subprocess
import tempfile
from pathlib import Path
from random import Random

from . import flat, parts
from .markup import Doc, Text, Writer, texts

FOLDERS = (
    "共有/事業部",
    "共有/事業部/R8",
    "共有/相談窓口",
    "デスクトップ",
    "ダウンロード",
    "ドキュメント/引継",
    "共有/総務/受領",
    "バックアップ/旧PC",
    "作業中",
    "共有/会議",
    "$RECYCLE.BIN",
    "AppData/Local/Temp",
    "OneDrive/案件",
    "USB退避/20260331",
)
STEMS = (
    "資料",
    "一覧",
    "記録",
    "メモ",
    "新規",
    "コピー",
    "doc",
    "控え",
    "data",
    "提出",
    "最新",
    "まとめ",
    "file",
    "再送",
)
PLAIN = {**flat.PLAIN, **parts.PLAIN}
GRID = {**flat.GRID, **parts.GRID}
KNOWN = {**PLAIN, **GRID, **parts.LOCKED, **parts.PICTURES}
CONVERT = {
    "doc": ("docx-plain", "doc"),
    "ppt": ("pptx", "ppt"),
    "xls": ("xlsx", "xls"),
    "pdf-office": ("docx-plain", "pdf"),
    "odp": ("pptx", "odp"),
    "ods-office": ("xlsx", "ods"),
}
RECORDS = {"json", "json-esc", "jsonl", "xml", "urls", "formhistory"}  # say nothing about what stands in no row
COMMON = [
    "docx-plain",
    "xlsx",
    "txt-utf8",
    "txt-cp932",
    "pdf-utf16",
    "eml-b64",
    "html",
    "pptx",
    "docx-runs",
    "xlsx-hidden",
]
COMMON_GRID = ["xlsx", "csv-cp932", "csv-bom", "xlsx-inline", "tsv", "xlsx-numbers"]


class Tree:
    """Files of one seed."""

    def __init__(self, out: Path, seed: int) -> None:
        self.out, self.rng, self.count = out, Random(f"office-j {seed}"), 0
        self.truth: list[dict[str, object]] = []
        self.later: list[tuple[Path, bytes, str, str]] = []
        self.left = {
            k: self.rng.sample(v, len(v))
            for k, v in {False: [*PLAIN, "doc", "ppt", "pdf-office", "odp"], True: [*GRID, "xls", "ods-office"]}.items()
        }

    def _form(self, doc: Doc, spread: bool) -> str:
        if spread:
            if not self.left[doc.table]:
                self.left[doc.table] = self.rng.sample(
                    list(GRID if doc.table else PLAIN), len(GRID if doc.table else PLAIN)
                )
            return self.left[doc.table].pop()
        pool = [*GRID, *PLAIN] if doc.table else list(PLAIN)
        return (
            self.rng.choice(pool) if self.rng.random() < 0.4 else self.rng.choice(COMMON_GRID if doc.table else COMMON)
        )

    def add(self, text: Text, form: str = "", expected: str = "read", spread: bool = True) -> None:
        """Render one text and write it."""
        doc = Writer(self.rng, text).doc
        if text.layout == "harmless" and doc.values:
            raise ValueError(f"harmless text with values: {text.title}")
        form = form or self._form(doc, spread)
        try:
            self._write(doc, form, expected)
        except UnicodeEncodeError:
            self._write(doc, "txt-utf8" if form in PLAIN else "csv-bom", expected)

    def _write(self, doc: Doc, form: str, expected: str) -> None:
        source, target = CONVERT.get(form, (form, ""))
        suffix, write = KNOWN[source]
        data = write(doc, self.rng)
        self.count += 1
        path = (
            f"{self.rng.choice(FOLDERS)}/{self.rng.choice(STEMS)}{self.count:04d}{'.' + target if target else suffix}"
        )
        place = self.out / "files" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if target:
            self.later.append((place, data, suffix, target))
        else:
            place.write_bytes(data)
        self.truth.append({"path": path, "personal": bool(doc.values), "persons": len(doc.persons), "layout": doc.layout, "format": form, "document": doc.title, "expected": expected, "values": self._kept(doc, form)})  # fmt: skip

    def _kept(self, doc: Doc, form: str) -> list[tuple[str, str, str]]:
        """Numbers lose their zeros and rows cut values off: those that stand nowhere any more are not asked for."""
        if form not in RECORDS:
            return doc.values
        said = "\n".join(" ".join([*x, *x.values()]) for x in flat.records(doc))
        return [v for v in doc.values if v[1] in said or all(p in said for p in v[1].split(" "))]

    def convert(self) -> None:
        """One run of LibreOffice for each pair of formats."""
        with tempfile.TemporaryDirectory() as home:
            for target in sorted({x[3] for x in self.later}):
                jobs = [x for x in self.later if x[3] == target]
                folder = Path(home) / target
                folder.mkdir()
                for n, (_, data, suffix, _) in enumerate(jobs):
                    (folder / f"f{n}{suffix}").write_bytes(data)
                names = [str(folder / f"f{n}{j[2]}") for n, j in enumerate(jobs)]
                subprocess.run(
                    [
                        "soffice",
                        f"-env:UserInstallation=file://{home}/u",
                        "--headless",
                        "--convert-to",
                        target,
                        "--outdir",
                        str(folder / "o"),
                        *names,
                    ],
                    capture_output=True,
                    check=False,
                    timeout=300,
                )
                for n, job in enumerate(jobs):
                    made = folder / "o" / f"f{n}.{target}"
                    if made.exists():
                        job[0].write_bytes(made.read_bytes())
                    else:
                        gone = str(job[0].relative_to(self.out / "files"))
                        self.truth = [t for t in self.truth if t["path"] != gone]


def build(out: Path, seed: int) -> int:
    """The whole office; gives the number of files."""
    tree = Tree(out, seed)
    real = [*texts("prose_*.txt"), *texts("table_*.txt"), *texts("form_*.txt")]
    for text in [*real, *real, *(t for t in real if t.layout != "prose")]:
        tree.add(text)
    made = tree.count
    for forms, expected in ((parts.LOCKED, "locked"), (parts.PICTURES, "picture")):
        for form in [*forms] * 2:
            tree.add(tree.rng.choice(real), form, expected)
    harmless = texts("harmless_*.txt")
    for n in range(int(made * 4.1)):
        tree.add(harmless[n % len(harmless)], spread=False)
    tree.convert()
    (out / "truth.jsonl").write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in tree.truth), "utf-8")
    return len(tree.truth)
