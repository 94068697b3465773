"""Japanese typed in Latin letters: notes about residents from abroad, by people whose keyboard knows no kana."""

from __future__ import annotations

from tests.unit.checks.residue.helpers import values

NOTE = """memo
- Ana Pereira san, kodomo 3 nin, gakkou no shorui
- Grace Villanueva : visa 5gatsu made tel 080-2231-9046
- Tomoko Arai sensei ga tsuuyaku
- Nakata san ni denwa shimasu
"""


def test_names_in_points() -> None:
    told = {value for kind, value in values(NOTE.encode(), "memo.txt") if kind == "name"}
    assert {"Ana Pereira", "Grace Villanueva", "Tomoko Arai", "Nakata"} <= told


def test_an_english_notice_is_no_such_note() -> None:
    text = "Karate class, community hall\nAsk the sensei, wear a gi\nTanaka Hall, Kyoto\nMade in Japan\nOpen daily\n"
    assert not values(text.encode(), "notice.txt")


def test_settings_stay_settings() -> None:
    text = "- name: Main Hall\n- path: Data Store\n- owner: System Admin\n- host: Big Server\n- mode: Fast Lane\n"
    assert not values(text.encode(), "conf.yaml")
