"""Score single lines and columns by kind and dress.

python -m tests.bench.kinds.score [tune|kept|all] [--kind phone] [--show]

Half of the entries (told by a checksum of their text) is for looking at while detectors are mended; the other half,
``kept``, is only counted, so that its figures stay honest.
"""

import argparse
import sys
import tomllib
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
PERSONS = ("沢田悦子", "小野寺亮", "平岡美咲", "長谷川勝", "今村真由美", "大久保剛", "富永千尋", "三宅和男", "内海彩", "荒井茂")
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
        yield Entry(kind, str(dress["name"]), text, [] if dress.get("quiet") else cells)


def found(entry: Entry) -> list[str]:
    """The values of the entry's kind that the search reports."""
    result = inspect_bytes(entry.text.encode(), "memo.txt", Budget(), reveal=True)
    return sorted({value for kind, value, _ in result.matches or [] if kind == entry.kind})


def count(entry: Entry, tally: Tally) -> tuple[list[str], list[str]]:
    """Add one entry to ``tally``; what it lost, and what it reported wrongly."""
    got = {key(entry.kind, value): value for value in found(entry)}
    want = {key(entry.kind, value): value for value in entry.values}
    lost = [value for folded, value in want.items() if not any(same(entry.kind, folded, f) for f in got)]
    fair = [*want, *(key(entry.kind, value) for value in entry.optional)]
    wrong = [value for folded, value in got.items() if not any(same(entry.kind, f, folded) for f in fair)]
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
        total, dresses, notes = Tally(), defaultdict(Tally), defaultdict(list)
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
