"""YAML: the records, rows and texts of YAML 1.2.2, chapter 2, with invented residents in them."""

import json
from typing import Any

import pytest
import yaml

from checks.residue.budget import Budget, Meter
from checks.residue.model import Verdict
from checks.residue.pieces import Table, Text
from checks.residue.readers import yamlish
from checks.residue.readers.source import Source
from tests.unit.checks.residue.helpers import ADDRESS, BIRTH, KANA, LINE, NAME, PHONE, ROWS, look, values

ALL = {("name", NAME), ("kana", KANA), ("birth_date", BIRTH), ("address", ADDRESS), ("phone", PHONE)}
SECOND = ["渡部信一", "ワタベ シンイチ", "昭和28年1月9日", "東京都板橋区高島平3-10-2", "080-5512-0937"]
RECORDS = [dict(zip(ROWS[0], row, strict=True)) for row in (ROWS[1], SECOND)]


def dumped(value: Any, **how: Any) -> bytes:
    """As PyYAML writes it."""
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, **how)).encode()


@pytest.mark.parametrize("indent", [2, 4])
@pytest.mark.parametrize("flow", [False, None])
def test_records_in_a_list(indent: int, flow: bool | None) -> None:
    assert values(dumped({"version": 2, "members": RECORDS}, indent=indent, default_flow_style=flow)) >= ALL


def test_records_in_documents_of_their_own() -> None:
    written = yaml.safe_dump_all(RECORDS, allow_unicode=True, explicit_start=True, sort_keys=False)
    assert values(written.encode()) >= ALL


def test_rows_in_brackets_and_rows_of_dashes() -> None:
    rows = "\n".join(f"  - {json.dumps(row, ensure_ascii=False)}" for row in [["名簿"], *ROWS, SECOND])
    assert values(f"version: 2\nitems:\n{rows}\n".encode()) >= ALL
    assert values(dumped([*ROWS, SECOND])) >= ALL


def test_unquoted_rows_with_anchors_tags_and_remarks() -> None:
    rows = "\n".join(f"- [{', '.join(row)}]" for row in [*ROWS, SECOND])
    text = f"%YAML 1.2\n---\n# 名簿\nlist: &all\n{rows}\nsame: *all\nkind: !!str 名簿 # 写し\n"
    assert values(text.encode()) >= ALL


def test_texts_under_a_bar() -> None:
    text = f"---\nid: 1\nnote: |\n  記録\n  {LINE}\n  以上\n\n  以上\nnext: 2\n"
    assert ("name", NAME) in values(text.encode())


def test_list_of_notes_and_prose_are_no_yaml() -> None:
    assert not yamlish.fits("- 今日は晴れ\n- 散歩に行く\n- 佐藤さんに電話する\n")
    assert not yamlish.fits(f"---\ntitle: 便り\n---\n\n{LINE}\n" + "本文が続きます。\nまだ続きます。\n" * 20)
    assert ("name", NAME) in values(f"---\ntitle: 便り\n---\n\n{LINE}\n".encode())


def test_settings_without_persons_stay_quiet() -> None:
    settings = {
        "service": {"name": "窓口", "ports": ["8080:80"], "labels": {"用途": "予約"}},
        "jobs": [{"name": "集計", "run": "make"}],
    }
    assert look(dumped(settings)).verdict is Verdict.CLEAN


@pytest.mark.parametrize(
    "text",
    ["- " * 50_000 + "名: 1", "a:\n" + "".join(" " * n + "名:\n" for n in range(1, 2_000)), "---\n" + "- [" * 9_000],
)
def test_hostile_nesting_ends(text: str) -> None:
    for part in yamlish.read(text, Source(b"", "", Meter(Budget(), len(text)))):
        assert isinstance(part, (Table, Text))
