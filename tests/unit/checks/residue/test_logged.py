"""Lines of logs and settings with a whole name at one place of each, and lines with other things there."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import look, values

PEOPLE = ("近藤 豊", "石井 幸子", "青木 裕美", "斎藤 亮")
NAMED = {("name", who) for who in PEOPLE}
LINES = (
    '2024-07-01T09:0{n}:12+09:00 INFO user="{who}" action=VIEW ip=10.1.2.{n}',
    "2024-07-01 09:0{n}:12 [入室] 1F通用口 カード00012{n} {who}",
    "[2024-07-01 09:0{n}:12] INFO {who} が住民票照会を開きました",
    "2024/07/01 09:0{n}:12 u00{n}({who}) LOGIN",
    "NO={n} NM={who} K=3",
    "[group{n}]\nleader={who}",
    "1{n}00={who}/窓口",
    "#REC\nID:000{n}\nNM:{who}\nAM:3000\n#END",
)


@pytest.mark.parametrize("line", LINES)
def test_who_stands_at_one_place_of_all_lines_is_named(line: str) -> None:
    text = "\n".join(line.format(n=n, who=who) for n, who in enumerate(PEOPLE, 1))
    assert {value for value in values(text.encode(), "list.txt") if value[0] == "name"} == NAMED


def test_who_comes_later_in_a_long_log_is_named_as_well() -> None:
    often = [LINES[0].format(n=n % 10, who=PEOPLE[n % 3]) for n in range(900)]
    text = "\n".join([*often, LINES[0].format(n=1, who=PEOPLE[3])])
    assert values(text.encode(), "audit.log") >= NAMED


@pytest.mark.parametrize("line", [LINES[0], LINES[2], *LINES[4:7]])
@pytest.mark.parametrize(
    "things", [("処理 完了", "接続 開始", "印刷 終了", "再起動"), ("青山 建設", "小林 工業", "中村 商事", "加藤 印刷")]
)
def test_what_a_program_did_and_firms_are_nobody(line: str, things: tuple[str, ...]) -> None:
    text = "\n".join(line.format(n=n, who=what) for n, what in enumerate(things, 1))
    assert look(text.encode(), "list.txt").records == 0


@pytest.mark.parametrize("key", ["author", "director", "station"])
def test_who_wrote_or_directed_is_no_entry_of_such_a_list(key: str) -> None:
    names = PEOPLE if key != "station" else ("青梅 東", "大野 西", "小林 北", "中村 南")
    text = "\n".join(f"[work{n}]\n{key}={who}" for n, who in enumerate(names, 1))
    assert look(text.encode(), "list.ini").records == 0
