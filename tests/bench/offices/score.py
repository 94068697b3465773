"""Score ``selfaudit search --json --reveal`` on a tree of :mod:`tests.bench.offices`: files, kinds, formats.

python -m tests.bench.offices.score OUT… [--show] [--markdown]
"""

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.offices.compare import key, same


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


Row = dict[str, Any]
FOUND = ("検出あり(内容)", "検出あり(名称のみ)")
UNREAD = "検査不能"


@dataclass
class Tally:
    """Planted, found of them, reported, right of them."""

    planted: int = 0
    hit: int = 0
    reported: int = 0
    right: int = 0

    def line(self) -> str:
        recall = f"{self.hit / self.planted:.3f}" if self.planted else "–"
        precision = f"{self.right / self.reported:.3f}" if self.reported else "–"
        return f"{recall} / {precision} ({self.planted})"


@dataclass
class Score:
    """Everything counted, and what to look at."""

    files: Tally = field(default_factory=Tally)
    harmless: int = 0
    flagged: list[tuple[Row, Row]] = field(default_factory=list)
    missed: list[tuple[Row, Row]] = field(default_factory=list)
    unlisted: list[tuple[Row, Row]] = field(default_factory=list)
    unreadable: int = 0
    kinds: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    formats: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    format_files: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    styles: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    lost: list[tuple[str, str, str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)
    records: Counter[str] = field(default_factory=Counter)


def run(folder: Path) -> dict[str, Row]:
    """The tool's result lines by path inside ``folder``."""
    done = subprocess.run(
        [sys.executable, "-m", "selfaudit", "search", str(folder), "--json", "--reveal", "--all"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1, 2):
        raise SystemExit(done.stderr)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {str(Path(x["path"]).relative_to(folder)): x for x in lines if "path" in x}


def score(truth: list[Row], results: dict[str, Row], total: Score | None = None) -> Score:
    """Compare the truth with the results; added to ``total`` where one is given."""
    total = total or Score()
    for row in truth:
        got = results.get(row["path"], {"verdict": "", "matches": [], "records": 0, "reason": "no line"})
        found = got["verdict"] in FOUND
        if row["expected"] != "read":
            total.unreadable += 1
            if not found and got["verdict"] != UNREAD:
                total.unlisted.append((row, got))
        elif not row["personal"]:
            total.harmless += 1
            if found:
                total.flagged.append((row, got))
        else:
            _file(total, row, got, found)
    return total


def _file(total: Score, row: Row, got: Row, found: bool) -> None:
    total.files.planted += 1
    total.files.hit += found
    total.format_files[row["format"]][0] += 1
    total.format_files[row["format"]][1] += found
    if not found:
        total.missed.append((row, got))
    total.records["planted"] += row["persons"]
    total.records["counted"] += got.get("records") or 0
    _values(total, row, got.get("matches") or [])


def _values(total: Score, row: Row, matches: list[list[str]]) -> None:
    planted = [(k, key(k, v), v, s) for k, v, s in row["values"]]
    reported = {(k, key(k, v)): v for k, v, _ in matches}
    names = {p for k, p, _, _ in planted if k == "name"}
    parts = {
        key("name", piece) for k, _, v, _ in planted if k == "name" for piece in v.replace("\u3000", " ").split(" ")
    }
    # a surname and a given name in columns of their own, or planted one by one, may be told as one value, as readings may
    wholes = {f: pair for k, f in reported if k == "name" and (pair := _halves(f, names))}
    halves = {half for pair in wholes.values() for half in pair}
    for kind, folded, value, style in planted:
        hit = any(k == kind and same(kind, folded, f) for k, f in reported)
        if not hit and kind == "kana":  # an account holder in kana may be called a name
            hit = any(k == "name" and key("kana", v) == folded for (k, _), v in reported.items())
            hit = hit or any(k == "kana" and folded in _pieces(v) for (k, _), v in reported.items())
        if not hit and kind == "name":
            hit = folded in halves
        if not hit and kind == "name" and " " in value.replace("\u3000", " "):
            hit = all(
                any(k == "name" and f == key("name", piece) for k, f in reported)
                for piece in value.replace("\u3000", " ").split(" ")
            )
        for tally in (
            total.kinds[row["layout"], kind],
            total.formats[row["format"]],
            *([total.styles[f"{row['layout']} {style}"]] if kind == "name" else []),
        ):
            tally.planted += 1
            tally.hit += hit
        if not hit:
            total.lost.append((row["path"], row["format"], kind, f"{value} [{style}]"))
    for (kind, folded), value in reported.items():
        right = any(k == kind and same(kind, p, folded) for k, p, _, _ in planted) or (
            kind == "name"
            and (
                folded in parts
                or folded in names
                or folded in wholes
                or any(k == "kana" and p == key("kana", value) for k, p, _, _ in planted)
            )
        )
        readings = {p for k, p, _, _ in planted if k == "kana"}
        right = right or (kind == "kana" and set(_pieces(value)) <= readings)
        tally = total.kinds[row["layout"], kind]
        tally.reported += 1
        tally.right += right
        total.formats[row["format"]].reported += 1
        total.formats[row["format"]].right += right
        if not right:
            total.wrong.append((row["path"], row["format"], kind, value))


def _halves(told: str, names: set[str]) -> tuple[str, str] | None:
    """The two planted names that a told one is, one behind the other; None where it is no two."""
    return next(((told[:at], told[at:]) for at in range(1, len(told)) if {told[:at], told[at:]} <= names), None)


def _pieces(value: str) -> list[str]:
    """The parts of a reading: columns of a surname's and of a given name's may be told as one value, or planted as two."""
    return [key("kana", piece) for piece in value.split()]


def show(total: Score, details: bool) -> None:
    """Print the tables."""
    _say(f"files found {total.files.hit}/{total.files.planted} = {total.files.hit / max(1, total.files.planted):.3f}")
    _say(f"harmless flagged {len(total.flagged)}/{total.harmless} = {len(total.flagged) / max(1, total.harmless):.4f}")
    _say(f"locked and picture-only listed {total.unreadable - len(total.unlisted)}/{total.unreadable}")
    _say(f"records counted {total.records['counted']} of persons {total.records['planted']}")
    _say("kind                table               form                prose      (recall / precision (planted))")
    for kind in sorted({k for _, k in total.kinds}):
        _say(f"{kind:16}", *(f"{total.kinds[layout, kind].line():28}" for layout in ("table", "form", "prose")))
    if details:
        _details(total)


def _details(total: Score) -> None:
    _say("\nnames by style")
    for style, tally in sorted(total.styles.items()):
        _say(f"  {style:28} {tally.hit}/{tally.planted}")
    _say("\nformats: files, value recall / precision")
    for name, (n, hit) in sorted(total.format_files.items()):
        if (
            hit < n
            or total.formats[name].hit < 0.97 * total.formats[name].planted
            or total.formats[name].right < 0.97 * total.formats[name].reported
        ):
            _say(f"  {name:20} {hit}/{n}  {total.formats[name].line()}")
    for title, items in (("missed", total.missed), ("unlisted", total.unlisted), ("flagged", total.flagged)):
        _say(f"\n{title}")
        for row, got in items:
            _say(
                "  ",
                row["path"],
                row["format"],
                row["document"],
                got["verdict"],
                got.get("reason"),
                got.get("matches", [])[:6],
            )
    for title, values in (("lost", total.lost), ("wrong", total.wrong)):
        _say(f"\n{title}")
        for item in values:
            _say("  ", *item)


def markdown(total: Score) -> None:
    """The tables of docs/search/results.md."""
    kinds = sorted({kind for _, kind in total.kinds})
    for kind in kinds:
        _say(f"| {kind} |", " | ".join(total.kinds[layout, kind].line() for layout in ("table", "form", "prose")), "|")
    _say()
    for name, (files, hit) in sorted(total.format_files.items()):
        _say(f"| {name} | {hit}/{files} | {total.formats[name].line()} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "out", type=Path, nargs="+", help="folders made by tests.bench.offices; several are counted together"
    )
    parser.add_argument("--show", action="store_true", help="every missed, lost, wrong and flagged thing")
    parser.add_argument("--markdown", action="store_true", help="tables by kind and by format")
    options = parser.parse_args()
    total = Score()
    for out in options.out:
        truth = [json.loads(line) for line in (out / "truth.jsonl").read_text("utf-8").splitlines()]
        score(truth, run((out / "files").resolve()), total)
    show(total, options.show)
    if options.markdown:
        markdown(total)


if __name__ == "__main__":
    main()
