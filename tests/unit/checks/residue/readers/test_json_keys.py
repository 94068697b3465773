"""JSON whose keys tell as much as its values, whose keys are told twice, and rows with objects in them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

PERSONS = {
    "根岸 武": "048-267-3918",
    "早川 恵理子": "03-5938-2741",
    "小笠原 悟": "047-462-1190",
    "柳沢 千鶴": "045-561-8823",
    "堀内 沙也加": "080-6612-9035",
}
NAMES = {("name", name) for name in PERSONS}
BOTH = NAMES | {("phone", phone) for phone in PERSONS.values()}


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "value",
    [
        {name: {"tel": phone, "count": 2} for name, phone in PERSONS.items()},
        {name: [{"tel": phone, "day": "2026-04-01"}] for name, phone in PERSONS.items()},
        {"version": 1, "groups": {name: {"tel": phone} for name, phone in PERSONS.items()}},
        {"version": 1, "groups": {name: [{"tel": phone}] for name, phone in PERSONS.items()}},
        {"cols": ["a", "b"], "data": [[name, {"tel": phone, "name": name}] for name, phone in PERSONS.items()]},
    ],
    ids=["objects", "lists", "objects inside", "lists inside", "objects in rows"],
)
def test_records_under_the_name_of_each_person_keep_it(value: Any) -> None:
    assert values(_written(value)) >= BOTH


@pytest.mark.parametrize(
    "value",
    [
        dict.fromkeys(PERSONS, True),
        {"members": dict.fromkeys(PERSONS)},
        {"2026-04-01": dict.fromkeys(PERSONS, True), "2026-04-02": dict.fromkeys(PERSONS, False)},
    ],
    ids=["who came", "nothing said of them", "by day"],
)
def test_names_that_are_keys_of_ticks_are_found(value: Any) -> None:
    assert values(_written(value)) >= NAMES


def test_members_told_twice_are_all_read() -> None:
    told = ",".join(f'"氏名":"{name}","電話":"{phone}"' for name, phone in PERSONS.items())
    records = ",".join(f'"member":{{"氏名":"{name}","電話":"{phone}"}}' for name, phone in PERSONS.items())
    for text in (f"{{{told}}}", f'{{"list":{{{records}}}}}'):
        assert values(text.encode()) >= BOTH


@pytest.mark.parametrize(
    "keys",
    [["新宿", "渋谷", "品川", "上野", "目黒"], ["通知を送る", "自動で保存", "音を鳴らす", "色を変える", "印刷する"]],
)
def test_keys_that_call_nobody_stay_quiet(keys: list[str]) -> None:
    for value in (dict.fromkeys(keys, True), {key: {"minutes": 4, "line": "A"} for key in keys}):
        assert look(_written(value)).verdict is Verdict.CLEAN
