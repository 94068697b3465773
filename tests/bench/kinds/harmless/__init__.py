"""Harmless documents of some three hundred kinds, in several formats: python -m tests.bench.kinds.harmless [batch…] [--show].

`batch_N.txt` holds templates behind lines `### id`; an id begins with `t_` (a table, cells parted by commas) or `x_` (a
text). What stands between « and » is drawn anew for each variant: one of «several|words», «3-9» a number, «n» a name, «N» the
same in two words, «s» and «g» its parts, «K» its reading, «t» an office's telephone, «b» a public address, «fac», «town»,
«comp», «school», «stat» names of places and companies. A line that begins with `*8 ` stands eight times, «i» counts.
Documents whose id ends in `_real` have the shape of a harmless kind and speak of private persons: they have to be found.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import FileResult
from tests.bench.office_h import people
from tests.bench.search import writers
from tests.bench.search.documents import Document

HERE = Path(__file__).parent
VARIANTS = 3
TEXTS, TABLES = (".txt", ".docx", ".html", ".eml", ".pdf"), (".csv", ".xlsx", ".html", ".json", ".docx")
_SLOT, _REPEATED, _RANGE = re.compile("«([^«»]*)»"), re.compile(r"\*([0-9]+) "), re.compile("([0-9]+)-([0-9]+)")
_WORDS = {
    "fac": "中央図書館 東部公民館 西体育館 南児童館 北会館 青葉市民センター 緑が丘集会所 福祉会館 文化ホール 総合運動公園 老人福祉センター 子育て支援センター 郷土資料館 勤労者会館 みどり保育園".split(),
    "town": "本町 栄町 緑町 旭町 泉町 幸町 若葉町 曙町 末広町 寿町 大手町 川端 上野原 中島 北山 東田".split(),
    "comp": "株式会社山田商店 佐藤工務店 鈴木電機㈱ 有限会社田中運輸 木村印刷株式会社 高橋設備工業㈱ 林建設株式会社 三浦酒店 ㈱ミドリ事務器 東都リース株式会社 日の出食品(株) 合同会社ノーザン".split(),
    "school": "中央小学校 青葉小学校 東中学校 西高等学校 北小学校 緑中学校 南小学校 桜丘小学校 川端小学校".split(),
    "stat": "渋谷 大塚 目白 上野 神田 品川 大崎 田町 中野 荻窪 三鷹 立川 高尾 赤羽 王子 板橋 本郷 川口".split(),
    "city": "青葉市 みどり市 東川市 北浜町 南原村 海老名市 川上町 白石市 大船渡市 秋田市".split(),
    "b": "青葉市本町2-14-3,緑町1丁目6番8号,東川市栄町5-1,曙町三丁目10番地,〒330-0845 さいたま市大宮区仲町1-3,北浜町大字中島12".split(","),
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One template."""

    name: str
    lines: tuple[str, ...]

    @property
    def harmless(self) -> bool:
        """Whether nothing may be found."""
        return not self.name.endswith("_real")


@cache
def _pool(file: str) -> list[tuple[str, str]]:
    words = [word.split(":") for group in people.lists(file).values() for word in group]
    return [(word[0], word[-1]) for word in words]


class _Draw:
    """Fills the slots of one variant; the parts of a name belong to the name drawn last."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.count = 0
        self._name()

    def _name(self) -> None:
        self.family, self.given = self.rng.choice(_pool("surnames.txt")), self.rng.choice(_pool("given.txt"))

    def slot(self, match: re.Match[str]) -> str:
        """What stands for a slot."""
        word = match.group(1)
        if word == "i":
            return str(self.count)
        if word in ("n", "N", "s", "K"):
            if word != "K":
                self._name()
            parts = [part[word == "K"] for part in (self.family, self.given)]
            return parts[0] if word == "s" else ("" if word == "n" else "\u3000").join(parts)
        if word in ("g", "G"):
            return self.given[0]
        if word == "t":
            return f"0{self.rng.choice((3, 42, 48, 776))}-{self.rng.randint(200, 999)}-{self.rng.randint(1000, 9999)}"
        if word == "m":
            return f"0{self.rng.choice('789')}0-{self.rng.randint(1000, 9999)}-{self.rng.randint(1000, 9999)}"
        if bounds := _RANGE.fullmatch(word):
            return str(self.rng.randint(int(bounds[1]), int(bounds[2])))
        return self.rng.choice(_WORDS.get(word) or word.split("|"))

    def lines(self, kind: Kind) -> Iterator[str]:
        """The document's lines."""
        for line in kind.lines:
            repeated = _REPEATED.match(line)
            for number in range(int(repeated[1]) if repeated else 1):
                self.count = number + 1
                yield _SLOT.sub(self.slot, line[repeated.end() :] if repeated else line)


def batches() -> list[str]:
    """Names of the batches."""
    return sorted(path.stem for path in HERE.glob("batch_*.txt"))


def kinds(batch: str) -> Iterator[Kind]:
    """The templates of one batch."""
    for chunk in (HERE / f"{batch}.txt").read_text("utf-8").split("### ")[1:]:
        name, *lines = chunk.rstrip("\n").split("\n")
        yield Kind(name.strip(), tuple(lines))


def _document(kind: Kind, lines: list[str]) -> Document:
    doc = Document(kind.name)
    if kind.name.startswith("t_"):
        rows = [line.split(",") for line in lines if line]
        for row in rows:
            if len(row) == 1 and not doc.blocks:
                doc.p(row[0])
        doc.table([row for row in rows if len(row) > 1 or all(len(other) == 1 for other in rows)])
    else:
        for paragraph in "\n".join(lines).split("\n\n"):
            doc.p(paragraph)
    return doc


def _eml(lines: list[str]) -> bytes:
    head = "From: info@city.example.lg.jp\r\nTo: all@example.or.jp\r\nSubject: =?utf-8?b?44GK55+l44KJ44Gb?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    return (head + "\r\n".join(lines)).encode()


def content(kind: Kind, variant: int) -> tuple[str, bytes]:
    """File name and bytes of one variant; the first is plain, the others go through the formats."""
    lines = list(_Draw(crc32(kind.name.encode()) + variant).lines(kind))
    endings = TABLES if kind.name.startswith("t_") else TEXTS
    ending = endings[(crc32(kind.name.encode()) + variant) % (len(endings) - 1) + 1] if variant else endings[0]
    name = f"document{ending}"
    if ending in (".txt", ".csv"):
        return name, "\n".join(lines).encode()
    if ending == ".eml":
        return name, _eml(lines)
    write = {
        ".docx": writers.to_docx, ".html": writers.to_html, ".pdf": writers.to_pdf, ".xlsx": writers.to_xlsx, ".json": writers.to_json,
    }[ending]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(_document(kind, lines), path, random.Random(variant))
        return name, path.read_bytes()


def judged(kind: Kind, variant: int) -> tuple[str, FileResult]:
    """Format and result of one variant."""
    name, data = content(kind, variant)
    return name.partition(".")[2], inspect_bytes(data, name, Budget(), reveal=True)
