"""python -m tests.bench.kinds.columns.arrangements [--show N]: the same lists drawn in every way: side by side, turned over, in groups, in two lines.

Prints for each way of drawing and each kind of value the share found, and what is reported that nobody wrote.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import product

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from tests.bench.kinds.columns.__main__ import _same
from tests.bench.kinds.columns.dresses import _home
from tests.bench.kinds.columns.persons import Somebody, somebody
from tests.bench.kinds.score import alike

Rows = list[list[str]]
Column = tuple[str, str, Callable[[Somebody], str]]

_NAME: Column = ("name", "氏名", lambda who: f"{who.surname}　{who.given}")
_CLIENT: Column = ("name", "利用者名", lambda who: who.name)
_READING: Column = ("kana", "フリガナ", lambda who: " ".join(who.reading))
_BORN: Column = ("birth_date", "生年月日", lambda who: f"{who.born.year}/{who.born.month}/{who.born.day}")
_PHONE: Column = ("phone", "電話番号", lambda who: "-".join(who.phone))
_HOME: Column = ("address", "住所", _home)
_POSTAL: Column = ("postal_code", "郵便番号", lambda who: f"{who.postal[:3]}-{who.postal[3:]}")
_INSURED: Column = ("insured_number", "被保険者番号", lambda who: who.insured)
_ACCOUNT: Column = ("bank_account", "口座番号", lambda who: who.account)
_ILLNESS: Column = ("sensitive", "病名", lambda who: who.sensitive)
_MARK: Column = ("", "確認", lambda who: "○")
_SEX: Column = ("", "性別", lambda who: "女")
SETS: dict[str, list[Column]] = {
    "contact": [_NAME, _READING, _PHONE, _HOME],
    "care": [_CLIENT, _BORN, _INSURED, _ILLNESS],
    "payment": [_INSURED, _NAME, _ACCOUNT, _PHONE],
    "letters": [_POSTAL, _HOME, _CLIENT],
    "calls": [_CLIENT, _PHONE],
    "names": [_CLIENT, _MARK],
    "sexes": [_NAME, _SEX, _BORN, _MARK],
}


def _body(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [[write(who) for _, _, write in columns] for who in persons]


def _heads(columns: list[Column]) -> list[str]:
    return [head for _, head, _ in columns]


def _plain(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [_heads(columns), *_body(columns, persons)]


def _titled(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [["令和8年度 対象者一覧"], ["作成日", "2026/4/1"], [], _heads(columns), *_body(columns, persons)]


def _many_lines(columns: list[Column], persons: list[Somebody]) -> Rows:
    lead = [
        ["通知"],
        ["次のとおり依頼します。"],
        ["1 期間 4月から9月"],
        ["2 対象 下表のとおり"],
        [""],
        ["件数", str(len(persons))],
        [""],
    ]
    return [*lead, _heads(columns), *_body(columns, persons)]


def _two_storeys(columns: list[Column], persons: list[Somebody]) -> Rows:
    over = ["対象者の情報", *[""] * (len(columns) - 1), "処理"]
    return [over, [*_heads(columns), "状況"], *[[*row, "済"] for row in _body(columns, persons)]]


def _three_storeys(columns: list[Column], persons: list[Somebody]) -> Rows:
    empty = [""] * (len(columns) - 1)
    return [["基本情報", *empty], ["本人", *empty], _heads(columns), *_body(columns, persons)]


def _totals(columns: list[Column], persons: list[Somebody]) -> Rows:
    out = [_heads(columns)]
    for number, row in enumerate(_body(columns, persons), 1):
        out.append(row)
        if number % 5 == 0:
            out.append(["小計", "5件", *[""] * (len(columns) - 2)])
    return [*out, ["合計", f"{len(persons)}件", *[""] * (len(columns) - 2)]]


def _groups(columns: list[Column], persons: list[Somebody]) -> Rows:
    out = [_heads(columns)]
    for number, row in enumerate(_body(columns, persons)):
        if number % 4 == 0:
            out.append([f"【{number // 4 + 1}班】", *[""] * (len(columns) - 1)])
        out.append(row)
    return out


def _again(columns: list[Column], persons: list[Somebody]) -> Rows:
    out: Rows = []
    for number, row in enumerate(_body(columns, persons)):
        if number % 6 == 0:
            out += [[f"{number // 6 + 1}ページ"], _heads(columns)] if number else [_heads(columns)]
        out.append(row)
    return out


def _gaps(columns: list[Column], persons: list[Somebody]) -> Rows:
    out = [_heads(columns)]
    for row in _body(columns, persons):
        out += [row, [""] * len(columns)]
    return out


def _empty_columns(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [["", *[part for cell in row for part in (cell, "")]] for row in _plain(columns, persons)]


def _blocks(number: int, gap: list[str]) -> Callable[[list[Column], list[Somebody]], Rows]:
    def draw(columns: list[Column], persons: list[Somebody]) -> Rows:
        body = _body(columns, persons)
        depth = -(-len(body) // number)
        parts = [body[start * depth : (start + 1) * depth] for start in range(number)]
        parts = [[*part, *[[""] * len(columns)] * (depth - len(part))] for part in parts]
        return [
            _joined([_heads(columns)] * number, gap),
            *(_joined([part[line] for part in parts], gap) for line in range(depth)),
        ]

    return draw


def _joined(parts: Rows, gap: list[str]) -> list[str]:
    out = list(parts[0])
    for part in parts[1:]:
        out += [*gap, *part]
    return out


def _turned(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [list(row) for row in zip(*_plain(columns, persons), strict=True)]


def _sheets(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [[head, write(who)] if head else [] for who in persons for _, head, write in [*columns, ("", "", _nothing)]]


def _nothing(who: Somebody) -> str:
    return ""


def _two_lines(columns: list[Column], persons: list[Somebody]) -> Rows:
    half = -(-len(columns) // 2)
    heads = _heads(columns)
    fill = [""] * (2 * half - len(columns))
    out = [heads[:half], [*heads[half:], *fill]]
    for row in _body(columns, persons):
        out += [row[:half], [*row[half:], *fill]]
    return out


def _no_heading(columns: list[Column], persons: list[Somebody]) -> Rows:
    return _body(columns, persons)


def _backwards(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [row[::-1] for row in _plain(columns, persons)]


def _remarks(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [*_plain(columns, persons), [""], ["※住所は届出のとおり。"], ["※変更があれば連絡のこと。"]]


def _numbered(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [["No.", *_heads(columns)], *[[str(n), *row] for n, row in enumerate(_body(columns, persons), 1)]]


def _letters(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [[chr(65 + at) for at in range(len(columns))], *_plain(columns, persons)]


def _spaced_heads(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [["　".join(head) if len(head) < 4 else head for head in _heads(columns)], *_body(columns, persons)]


def _broken_heads(columns: list[Column], persons: list[Somebody]) -> Rows:
    return [[f"{head}※必須" for head in _heads(columns)], *_body(columns, persons)]


WAYS: dict[str, Callable[[list[Column], list[Somebody]], Rows]] = {
    "plain": _plain, "numbered": _numbered, "title above": _titled, "many lines above": _many_lines, "two storeys": _two_storeys, "three storeys": _three_storeys,
    "totals": _totals, "groups": _groups, "headings again": _again, "gaps": _gaps, "empty columns": _empty_columns, "two blocks": _blocks(2, []), "two blocks apart": _blocks(2, [""]),
    "three blocks": _blocks(3, []), "turned over": _turned, "label and value": _sheets, "two lines": _two_lines, "no heading": _no_heading, "backwards": _backwards, "remarks below": _remarks,
    "letters above": _letters, "headings with blanks": _spaced_heads, "headings with a mark": _broken_heads,
}  # fmt: skip


def main() -> None:
    """Print what was found, by way of drawing and set of columns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    tally: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    wrong: Counter[tuple[str, str, str]] = Counter()
    for (way, arrange), (name, columns), rows in product(WAYS.items(), SETS.items(), (1, 2, 3, 5, 12, 30)):
        persons = [somebody(draw) for _ in range(rows)]
        lines = arrange(columns, persons)
        text = "\n".join(",".join(f'"{c}"' if "," in c else c for c in row) for row in lines) + "\n"
        result = inspect_bytes(text.encode(), "list.csv", Budget(), reveal=True)
        want = {(kind, alike(kind, _value(kind, who, write))) for who in persons for kind, _, write in columns if kind}
        found = {(kind, alike(kind, value)): value for kind, value, _ in result.matches or ()}
        for kind, value in want:
            count = tally[way, kind, f"{name} {rows}"]
            count[0] += 1
            count[1] += any(_same(kind, value, other, got) for other, got in found)
        for (kind, value), written in found.items():
            if not any(_same(other, one, kind, value) for other, one in want):
                wrong[way, name, f"{kind} {written}"] += 1
    for way in WAYS:
        kinds = sorted({kind for one, kind, _ in tally if one == way})
        told = [(kind, *map(sum, zip(*(count for (one, other, _), count in tally.items() if (one, other) == (way, kind)), strict=True))) for kind in kinds]  # fmt: skip
        sys.stdout.write(f"{way:22} " + "  ".join(f"{kind} {hit / written:.2f}" for kind, written, hit in told if hit < written) + f"  wrong {sum(n for (one, _, _), n in wrong.items() if one == way)}\n")  # fmt: skip
    worst = sorted((one for one in tally if tally[one][1] < tally[one][0]), key=lambda one: tally[one][1] - tally[one][0])  # fmt: skip
    for one in worst[: options.show]:
        sys.stdout.write(f"  {' / '.join(one):60} {tally[one][1]}/{tally[one][0]}\n")
    for (way, name, told_), _ in wrong.most_common(options.show):
        sys.stdout.write(f"  WRONG {way} / {name}: {told_}\n")


def _value(kind: str, who: Somebody, write: Callable[[Somebody], str]) -> str:
    return who.born.isoformat() if kind == "birth_date" else write(who)


if __name__ == "__main__":
    main()
