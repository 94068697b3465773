"""python -m tests.bench.kinds.columns [KIND ...] [--every N] [--show N]

For every kind: its headings, the dresses of its values, the columns beside it and the number of rows, with the share found,
and what is reported that nobody wrote. `--every N` takes one of N combinations; `--show N` prints the lowest N pairs of heading and dress.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from tests.bench.kinds.columns.dresses import FAMILIES, Dress, Family
from tests.bench.kinds.columns.persons import Somebody, somebody
from tests.bench.kinds.score import agree, alike

ROWS = (1, 2, 3, 6, 20, 50)
BESIDE = ("name", "surname", "reading", "persons", "marks", "counts", "days", "nothing")


def beside(who: Somebody, which: str, draw: random.Random) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Headings, cells and what they hold of the columns before those of a dress."""
    if which == "name":
        return ["氏名"], [who.name], [("name", who.name)]
    if which == "surname":
        return ["利用者"], [who.surname + "様"], [("name", who.surname)]
    if which == "reading":
        return ["フリガナ"], [" ".join(who.reading)], [("kana", " ".join(who.reading))]
    if which == "persons":
        held = [("name", who.name), ("birth_date", who.born.isoformat()), ("phone", "-".join(who.phone))]
        return ["No", "氏名", "性別", "生年月日", "電話番号"], [str(draw.randint(1, 99)), who.name, draw.choice("男女"), who.born.isoformat(), "-".join(who.phone)], held  # fmt: skip
    if which == "marks":
        return ["No", "氏名", "確認"], [str(draw.randint(1, 99)), who.name, draw.choice("○×△")], [("name", who.name)]
    if which == "counts":
        return ["氏名", "回数", "金額"], [who.name, str(draw.randint(1, 9)), str(draw.randint(1, 99) * 100)], [("name", who.name)]  # fmt: skip
    if which == "days":
        return ["受付日", "氏名"], [f"2026/{draw.randint(1, 12)}/{draw.randint(1, 28)}", who.name], [("name", who.name)]
    return ["No"], [str(draw.randint(1, 99))], []


def look(family: Family, headings: tuple[str, ...], dress: Dress, which: str, rows: int, draw: random.Random) -> tuple[int, int, list[tuple[str, str]]]:  # fmt: skip
    """Values of the family's kind written and found in one table, and what was reported of any kind that nobody wrote."""
    persons = [somebody(draw) for _ in range(rows)]
    lines: list[list[str]] = []
    truth: list[tuple[str, str]] = []
    own: list[tuple[str, str]] = []
    own_kind = {"name": ("氏名", "利用者", "フリガナ"), "kana": ("フリガナ",)}.get(family.kind, ())
    for who in persons:
        heads, cells, held = beside(who, which, draw)
        kept = [at for at, head in enumerate(heads) if head not in own_kind]  # no second column of names or readings
        heads, cells = [heads[at] for at in kept], [cells[at] for at in kept]
        held = [one for one in held if one[0] != family.kind]
        told, values = dress(who, draw)
        if not lines:
            lines.append([*heads, *headings])
        lines.append([*cells, *told])
        truth += held
        own += values
    result = inspect_bytes(("\n".join(map(",".join, lines)) + "\n").encode(), "list.csv", Budget(), reveal=True)
    found = {(kind, alike(kind, value)): value for kind, value, _ in result.matches or ()}
    want = {(kind, alike(kind, value)) for kind, value in own if kind == family.kind}
    hit = sum(any(_same(kind, value, other, got) for other, got in found) for kind, value in want)
    fair = [(kind, alike(kind, value)) for kind, value in [*own, *truth]]
    wrong = [(kind, text) for (kind, value), text in found.items() if not any(_same(other, one, kind, value) for other, one in fair)]  # fmt: skip
    return len(want), hit, wrong


def _same(kind: str, value: str, told: str, got: str) -> bool:
    """Whether a value told as another kind is the one written; a reading is a name, where it is told as one."""
    if kind == "kana" and told == "name":
        return value == alike("kana", got)
    return kind == told and agree(kind, value, got)


def combinations(
    kinds: list[str], every: int, draw: random.Random
) -> Iterator[tuple[Family, tuple[str, ...], str, str, int]]:
    """One of N combinations of the families of some kinds."""
    for family in FAMILIES:
        if kinds and family.kind not in kinds:
            continue
        for headings, dress, which, rows in product(family.headings, family.dresses, BESIDE, ROWS):
            if which == "nothing" and (not any(headings) or family.kind not in ("name", "kana", "phone")):
                continue
            if draw.random() * every < 1:
                yield family, headings, dress, which, rows


def main() -> None:
    """Print what was found, by kind and axis."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--every", type=int, default=5)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    tally: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    draw = random.Random(options.seed)
    for family, headings, dress, which, rows in combinations(options.kinds, options.every, random.Random(options.seed)):
        written, hit, reported = look(family, headings, family.dresses[dress], which, rows, draw)
        head = "|".join(headings) if any(headings) else "(none)"
        axes = (("all",), ("heading", head), ("dress", dress), ("beside", which), ("rows", str(rows)))
        for axis in [
            *axes,
            ("pair", head, dress),
            ("pair", head, f"beside {which}"),
            ("pair", dress, f"beside {which}"),
        ]:
            count = tally[family.kind, *axis]
            count[0] += written
            count[1] += hit
        wrong[family.kind].update(f"{kind} {text} [{head}/{dress}/{which}/{rows}]" for kind, text in reported)
    for axis in sorted(tally, key=lambda one: (one[0], len(one) > 3, one[1])):
        written, hit = tally[axis]
        if axis[1] != "pair" and written and (axis[1] == "all" or hit < 0.98 * written):
            sys.stdout.write(f"{' '.join(axis):60} {hit / written:.3f} ({written})\n")
    worst = sorted((axis for axis in tally if axis[1] == "pair" and tally[axis][0]), key=lambda one: tally[one][1] - tally[one][0])  # fmt: skip
    for axis in worst[: options.show]:
        sys.stdout.write(f"  {' / '.join([axis[0], *axis[2:]]):60} {tally[axis][1]}/{tally[axis][0]}\n")
    for kind, values in wrong.items():
        sys.stdout.write(f"WRONG {kind} {len(values)}\n" + "".join(f"  {text}\n" for text in [*values][: options.show]))


if __name__ == "__main__":
    main()
