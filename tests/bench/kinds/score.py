"""Score single lines and columns by kind and dress.

python -m tests.bench.kinds.score [tune|kept|all] [--kind phone] [--show]

Half of the entries (told by a checksum of their text) is for looking at while detectors are mended; the other half,
``kept``, is only counted, so that its figures stay honest.
"""

import argparse
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from tests.bench.offices.compare import key, same
from tests.bench.offices.score import Tally

HERE = Path(__file__).parent
PERSONS = (
    "沢田悦子",
    "小野寺亮",
    "平岡美咲",
    "長谷川勝",
    "今村真由美",
    "大久保剛",
    "富永千尋",
    "三宅和男",
    "内海彩",
    "荒井茂",
)
CARRIERS = ("氏名：{}\n{}\n", "利用者の{}様について\n{}\n", "{1}\n氏名 {0}\n", "申込者　{} 様\n{}\n")


@dataclass
class Entry:
    """One text with the values that must be found in it, and those that may be."""

    kind: str
    dress: str
    text: str
    values: list[str]
    optional: list[str] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        """Whether it is only counted, never looked at."""
        return crc32(self.text.encode()) % 2 == 1


def entries(path: Path) -> Iterator[Entry]:
    """Every entry of one file."""
    data = tomllib.loads(path.read_text("utf-8"))
    for dress in data["dress"]:
        if "head" in dress:
            yield from _columns(data["kind"], dress)
            continue
        for number, (text, *values) in enumerate(dress["lines"]):
            carrier = "{1}\n" if dress.get("alone") else CARRIERS[number % len(CARRIERS)]
            told = carrier.format(PERSONS[number % len(PERSONS)], text)
            must = [value for value in values if not value.startswith("?")]
            yield Entry(data["kind"], dress["name"], told, must, [v[1:] for v in values if v.startswith("?")])


def _columns(kind: str, dress: dict[str, object]) -> Iterator[Entry]:
    """One column beside names: as a table with tabs, and as one with commas."""
    cells = [str(cell) for cell in dress["cells"]]  # type: ignore[attr-defined]
    for sign, turn in (("\t", 0), (",", 3)):
        names = PERSONS[turn:] + PERSONS[:turn]
        rows = [("氏名", str(dress["head"])), *zip(names, cells, strict=False)]
        if not dress["head"]:
            rows = rows[1:]
        text = "\n".join(sign.join(f'"{c}"' if sign in c else c for c in row) for row in rows) + "\n"
        yield Entry(kind, str(dress["name"]), text, [] if dress.get("quiet") else dress.get("values", cells))  # type: ignore[arg-type]


def alike(kind: str, value: str) -> str:
    """The form in which values are compared; besides the offices' rules: ideograph numerals, mailto:, English days."""
    value = unicodedata.normalize("NFKC", value)
    if kind == "address":
        value = re.sub("[〇一二三四五六七八九十百]+(?=丁目|番|号|条|-|の|－|$)", _digits, value)
        value = re.sub("(?<=[0-9])の(?=[0-9])", "-", value)
    if kind == "phone":
        value = value.removesuffix(".0")
    if kind == "email":
        value = value.removeprefix("mailto:")
    if kind == "birth_date":
        value = value.upper().removesuffix(".0").replace("'", "")
        value = re.sub(
            "㍾|㍽|㍼|㍻", lambda sign: {"㍽": "大正", "㍼": "昭和", "㍻": "平成"}.get(sign[0], sign[0]), value
        )
        if english := re.fullmatch(r"(?:([0-9]{1,2}) )?([A-Z]{3})[A-Z]*(?: ([0-9]{1,2}),)? ([0-9]{4})", value):
            month = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split().index(english[2]) + 1
            value = f"{english[4]}-{month}-{english[1] or english[3]}"
        value = re.sub(r"^([0-9]{2})/([0-9]{2})/([0-9]{4})$", r"\3-\1-\2", value)
        value = re.sub(r"\([^)]*\)", "", value)
        if era := re.fullmatch("([MTSHR1-5])([0-9]{2})([0-9]{2})([0-9]{2})", value):
            value = f"{'MTSHR'[int(era[1]) - 1] if era[1].isdigit() else era[1]}{era[2]}.{era[3]}.{era[4]}"
    return key(kind, value)


def _digits(match: re.Match[str]) -> str:
    written = match[0]
    if "十" in written or "百" in written:
        total = 0
        for sign, worth in (("百", 100), ("十", 10)):
            if sign in written:
                before, _, written = written.partition(sign)
                total += worth * ("〇一二三四五六七八九".index(before) if before else 1)
        return str(total + ("〇一二三四五六七八九".index(written) if written else 0))
    return "".join(str("〇一二三四五六七八九".index(sign)) for sign in written)


def agree(kind: str, truth: str, got: str) -> bool:
    """Whether two compared forms mean one value; an account may be told with its branch or sign."""
    return same(kind, truth, got) or (kind == "bank_account" and len(truth) >= 6 and got.endswith(truth))


def found(entry: Entry) -> list[str]:
    """The values of the entry's kind that the search reports."""
    result = inspect_bytes(entry.text.encode(), "memo.txt", Budget(), reveal=True)
    return sorted({value for kind, value, _ in result.matches or [] if kind == entry.kind})


def count(entry: Entry, tally: Tally) -> tuple[list[str], list[str]]:
    """Add one entry to ``tally``; what it lost, and what it reported wrongly."""
    got = {alike(entry.kind, value): value for value in found(entry)}
    want = {alike(entry.kind, value): value for value in entry.values}
    lost = [value for folded, value in want.items() if not any(agree(entry.kind, folded, f) for f in got)]
    fair = [*want, *(alike(entry.kind, value) for value in entry.optional)]
    wrong = [value for folded, value in got.items() if not any(agree(entry.kind, f, folded) for f in fair)]
    tally.planted += len(want)
    tally.hit += len(want) - len(lost)
    tally.reported += len(got)
    tally.right += len(got) - len(wrong)
    return lost, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=("tune", "kept", "all"), nargs="?", default="tune")
    parser.add_argument("--kind")
    parser.add_argument("--show", action="store_true", help="by dress, with what was lost and wrong")
    options = parser.parse_args()
    for path in sorted(HERE.glob("*.toml")):
        if options.kind and path.stem != options.kind:
            continue
        total = Tally()
        dresses: defaultdict[str, Tally] = defaultdict(Tally)
        notes: defaultdict[str, list[str]] = defaultdict(list)
        for entry in entries(path):
            if options.part != "all" and entry.kept != (options.part == "kept"):
                continue
            before = Tally()
            lost, wrong = count(entry, before)
            for tally in (total, dresses[entry.dress]):
                for name in ("planted", "hit", "reported", "right"):
                    setattr(tally, name, getattr(tally, name) + getattr(before, name))
            if lost or wrong:
                notes[entry.dress].append(f"lost {lost} wrong {wrong} in {entry.text!r}")
        sys.stdout.write(f"{path.stem:18} {total.line()}\n")
        for dress, tally in dresses.items() if options.show else ():
            sys.stdout.write(f"  {dress:40} {tally.line()}\n" + "".join(f"      {n}\n" for n in notes[dress]))


if __name__ == "__main__":
    main()
