"""Look-alikes of the fifth office: texts and lists in data/harmless_e_*.txt that name nobody's client, staff or family."""

import re
from random import Random

from tests.bench.offices.doc import Doc
from tests.bench.offices.people_e import DATA

SLOT = re.compile(r"\{(n[1-6]|tel|ymd|md|hm)\}")
# what only makes sense as the kind of file it is
PLAIN_ONLY = {
    "ソース": ".py", "テーブル定義": ".sql", "設定": ".ini", "README": ".md", "Webログ": ".log", "障害報告": ".log", "祝日": ".ics", "店の電話帳": ".vcf", "店のLDIF": ".ldif",
}  # fmt: skip


def _read() -> list[tuple[str, str, list[str]]]:
    found: list[tuple[str, str, list[str]]] = []
    for file in sorted(DATA.glob("harmless_e_*.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("== "):
                title, _, mode = line[3:].rpartition("|")
                found.append((title, mode, []))
            elif found:
                found[-1][2].append(line)
    return [(title, mode, lines) for title, mode, lines in found if lines]


PAPERS = _read()
SHEETS = [p for p in PAPERS if p[1] == "rows"]
TEXTS = [p for p in PAPERS if p[1] == "text"]


def _fill(rng: Random, line: str) -> str:
    def one(found: re.Match[str]) -> str:
        word = found[1]
        if word[0] == "n":
            size = int(word[1])
            return str(rng.randrange(10 ** (size - 1), 10**size))
        return {
            "tel": f"055-{rng.randint(920, 995)}-{rng.randint(1000, 9999)}", "ymd": f"2025/{rng.randint(1, 12):02d}/{rng.randint(1, 28):02d}",
            "md": f"{rng.randint(4, 11)}/{rng.randint(1, 28)}", "hm": f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}",
        }[word]  # fmt: skip

    return SLOT.sub(one, line)


def _rows(rng: Random, lines: list[str]) -> list[list[str]]:
    body = rng.sample(lines[1:], rng.randint(max(2, len(lines) // 2), len(lines) - 1))
    return [_fill(rng, line).split("|") for line in [lines[0], *body]]


def _lines(rng: Random, title: str, lines: list[str]) -> list[str]:
    keep = 1.0 if title in PLAIN_ONLY else 0.88
    return [_fill(rng, line) for n, line in enumerate(lines) if n == 0 or rng.random() < keep]


def harmless(rng: Random, which: int) -> Doc:
    """One document without persons; odd numbers are tables, some papers hold two things."""
    pool = SHEETS if which % 2 else TEXTS
    title, _, lines = pool[which // 2 % len(pool)]
    doc = Doc(title, "harmless")
    if which % 2:
        if rng.random() < 0.4:
            doc.p(title)
        doc.t(_rows(rng, lines))
        return doc
    doc.p("\n".join(_lines(rng, title, lines)))
    if title not in PLAIN_ONLY and rng.random() < 0.25:
        other = rng.choice([p for p in TEXTS if p[0] not in PLAIN_ONLY])
        doc.p("\n".join(_lines(rng, other[0], other[2])))
        doc.title = f"{title}＋{other[0]}"
    return doc
