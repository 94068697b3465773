"""Text between bytes of no known format: what people write comes out whole, bytes read at the wrong place give nothing."""

from random import Random

import pytest

from checks.residue.readers.raw import of_one_encoding, runs
from tests.unit.checks.residue.helpers import values

PAPER = (
    "日時　令和7年12月4日　15:00~16:10\r\n出席　松村施設長、藤原相談員、飯島莉央（看護師）\r\n"
    "対象　渡部信一氏（昭和49年7月3日生、統合失調症）\r\n渡部氏は母と二人暮らし。母の体調がすぐれず、夕方の見守りが課題である。\r\n"
)


def test_lines_with_wide_blanks_and_brackets_are_lines_of_the_paper() -> None:
    rng = Random(7)
    data = rng.randbytes(600) + PAPER.encode("cp932") + bytes(512) + rng.randbytes(300)
    assert {("name", "飯島莉央"), ("birth_date", "昭和49年7月3日"), ("sensitive", "統合失調症")} <= values(data)


def told(*lines: str) -> str:
    return "\n".join(getattr(part, "text", "") for part in of_one_encoding(list(lines)))


@pytest.mark.parametrize("noise", ["鐸鋔艮", "茠荊草", "卬簔篪 5072"])
def test_a_few_rare_ideographs_are_bytes_read_at_the_wrong_place(noise: str) -> None:
    assert told(noise) == ""


@pytest.mark.parametrize("name", ["髙木章", "齊藤 渉", "邊見", "澤邉大輔", "飯島莉央"])
def test_names_with_rare_ideographs_stay(name: str) -> None:
    assert told(name) == name


def test_utf16_read_one_byte_too_early_gives_no_names() -> None:
    listed = "氏名\t電話\r\n飯島莉央\t090-6421-7738\r\n渡部信一\t080-5512-0937\r\n".encode("utf-16-le")
    _, wide, _ = runs(b"\x01" + listed + b"\0\0")
    assert any("飯島莉央" in run for run in wide)
    found = {value for kind, value in values(b"\x01\x02\x03" + listed + bytes(64)) if kind == "name"}
    assert found <= {"飯島莉央", "渡部信一"}
