"""Fields of a form for persons: an office before the name, an address behind it, those in charge beside somebody."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look

FORM = (
    "通訳依頼書\n依頼者,高齢福祉課 上村 稔\n対象者,柏木 恵子　東京都板橋区蓮根2-14-9\n対象者連絡先,090-3114-7820\n"
    "記入者,富田 聡\n確認者,野尻\n内容,窓口での手続き\n"
)
NOBODY = "点検表\n記入者,総務係 庶務\n確認者,係長\n管理者,情報課\n内容,消火器の点検\n"


@pytest.mark.parametrize("name", ["上村 稔", "柏木 恵子", "富田 聡", "野尻"])
def test_whoever_is_named_in_a_form_is_told(name: str) -> None:
    found = look(FORM.encode(), "form.csv")
    assert found.verdict is Verdict.CONTENT
    assert name in {value for kind, value, _ in found.matches or [] if kind == "name"}


def test_offices_in_such_fields_are_nobody() -> None:
    found = look(NOBODY.encode(), "form.csv")
    assert (found.verdict, found.matches) == (Verdict.CLEAN, [])


def test_a_foreign_name_is_told_in_both_scripts() -> None:
    form = "通訳依頼書\n対象者,マルコ・ベリーニ（Marco Bellini）\n対象者連絡先,090-3114-7820\n内容,窓口での手続き\n"
    told = {value for kind, value, _ in look(form.encode(), "form.csv").matches or [] if kind == "name"}
    assert {"マルコ・ベリーニ", "Marco Bellini"} <= told
