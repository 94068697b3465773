"""Lists that programs, settings and scripts hold in lines alike: calls, statements, numbered keys, labels of diagrams, links."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

PERSONS = [
    ("根岸 武", "048-267-3918"),
    ("早川 恵理子", "03-5938-2741"),
    ("小笠原 悟", "047-462-1190"),
    ("柳沢 千鶴", "045-561-8823"),
    ("堀内 沙也加", "080-6612-9035"),
]
WANTED = {pair for name, phone in PERSONS for pair in (("name", name), ("phone", phone))}
Line = Callable[[int, str, str], str]
LINES: dict[str, Line] = {
    "calls": lambda n, name, phone: f"list.push(new Member('{name}', '{phone}'));",
    "conditions": lambda n, name, phone: f"SELECT * FROM m WHERE name='{name}' AND tel='{phone}';",
    "statements": lambda n, name, phone: f'DELETE FROM m WHERE name = "{name}" AND tel = "{phone}";',
    "labels": lambda n, name, phone: f'  p{n} [label="{name}\\n{phone}"];',
    "messages": lambda n, name, phone: f'msgid "p{n}"\nmsgstr "{name} {phone}"\n',
    "settings": lambda n, name, phone: f"name{n}={name}\ntel{n}={phone}",
    "settings in Japanese": lambda n, name, phone: f"氏名{n}：{name}\n電話{n}：{phone}",
    "properties": lambda n, name, phone: f"name.{n}={name.encode('unicode_escape').decode()}\ntel.{n}={phone}",
    "variables": lambda n, name, phone: f'export NAME_{n}="{name}"\nexport TEL_{n}="{phone}"',
    "arrays": lambda n, name, phone: f"$name[{n}] = '{name}';\n$tel[{n}] = '{phone}';",
    "links": lambda n, name, phone: f"[InternetShortcut]\nURL=https://kiroku-net.jp/?n={quote(name)}&t={phone}",
    "cards": lambda n, name, phone: f"----------------\n{name}\n{phone}\n----------------",
}


@pytest.mark.parametrize("kind", LINES)
def test_a_list_in_lines_alike_is_read(kind: str) -> None:
    text = "\n".join(LINES[kind](number, *person) for number, person in enumerate(PERSONS))
    assert values(text.encode()) >= WANTED
    page = f"<html><body><script>\n{text}\n</script></body></html>"
    if kind in ("calls", "conditions", "labels"):
        assert values(page.encode()) >= WANTED


@pytest.mark.parametrize("title", ["", "名簿\n", "# a,b\n"])
def test_a_number_right_behind_a_comma_is_read_whatever_stands_over_the_list(title: str) -> None:
    text = title + "\n".join(",".join(person) for person in PERSONS)
    assert values(text.encode()) >= WANTED


def test_what_stands_beside_the_quotes_of_such_lines_is_kept() -> None:
    text = "\n".join(f"call('{name}'); // {phone}" for name, phone in PERSONS)
    assert values(text.encode()) >= WANTED


STATIONS = [("新宿", "03-3356-1177"), ("渋谷", "03-3461-1177"), ("大塚", "03-3941-1177"), ("上野", "03-3828-1177")]


@pytest.mark.parametrize("kind", LINES)
def test_stations_written_so_stay_quiet(kind: str) -> None:
    text = "\n".join(LINES[kind](number, f"{name}駅", phone) for number, (name, phone) in enumerate(STATIONS))
    assert look(text.encode()).verdict is Verdict.CLEAN


def test_words_of_a_program_stay_quiet() -> None:
    words = ["保存", "印刷", "検索", "氏名", "電話番号", "郵便番号", "閉じる"]
    for text in (
        "\n".join(f'tr("{word}");' for word in words),
        "\n".join(f'  <string name="a{n}">{word}</string>' for n, word in enumerate(words)),
        "\n".join(f'menu.add(new Item("{word}", KEY_{n}));' for n, word in enumerate(words)),
        "\n".join(f"label{n}={word}\nkey{n}=F{n}" for n, word in enumerate(words)),
    ):
        assert look(text.encode()).verdict is Verdict.CLEAN
