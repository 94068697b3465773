"""Data that calls itself made up, messages of programs, and what a rule says of nobody in particular."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

NAMES = ("佐伯 真理", "大槻 浩一", "鵜飼 千春", "小早川 亮")


@pytest.mark.parametrize(
    "text",
    [
        "No,氏名,カナ,生年月日,電話,住所\n1,テスト一郎,テスト,1900/01/01,000-0000-0000,テスト県テスト市1-1-1\n2,テスト花子,テスト,1900/01/01,000-0000-0000,テスト県テスト市1-1-1\n",
        "氏名,住所\nサンプル太郎,サンプル県サンプル市2-3-4\nダミー花子,ダミー町5-6-7\n",
        "コード\tメッセージ\t対処\nE101\t氏名を入力してください\t入れ直す\nE102\t生年月日が正しくありません\t区へ照会\nE103\t氏名を入力してください\t保留\n",
        "車種,区分,1か月,3か月\n自転車,一般,2250,4534\n原付,学生,2695,7015\n生活保護を受けている方、障害者手帳をお持ちの方は全額免除\n",
        "年末調整の手引\n障害者控除は27万円、特別障害者は40万円です。\nひとり親控除は35万円です。\n国税 太郎さんの例：給与収入553万円\n",
    ],
)
def test_nobody_is_found_where_nobody_is_meant(text: str) -> None:
    assert look(text.encode(), "file.csv").verdict is Verdict.CLEAN


def test_persons_among_made_up_rows_are_found() -> None:
    rows = "".join(f"{name},090-8{n}21-44{n}7,世田谷区代田2-{n + 1}-15\n" for n, name in enumerate(NAMES))
    text = "氏名,電話,住所\nテスト花子,000-0000-0000,テスト県テスト市1-1-1\n" + rows
    assert {value for kind, value in values(text.encode(), "list.csv") if kind == "name"} == {*NAMES}


def test_mailboxes_of_residents_in_the_log_of_a_mail_server_are_found() -> None:
    boxes = ("mari.s@ezweb.ne.jp", "k-otsuki@docomo.ne.jp", "chiharu_u@nifty.com", "ryo88@i.softbank.jp")
    lines = [f"Nov 16 15:34:3{n} mx1 postfix/smtp[910{n}]: to=<{box}>, relay=mx.example.ne.jp, status=sent" for n, box in enumerate(boxes)]  # fmt: skip
    assert {("email", box) for box in boxes} == values("\n".join(lines).encode(), "mail.log")


def test_mailboxes_of_programmers_in_a_log_are_not() -> None:
    lines = [f"Nov 16 15:34:3{n} git commit by dev{n}@gmail.com to origin, status=pushed" for n in range(6)]
    assert look("\n".join(lines).encode(), "git.log").verdict is Verdict.CLEAN


@pytest.mark.parametrize("made", ["`id` int, `body` text", "`no` int, `name` varchar(40), `tel` varchar(20)"])
def test_rows_of_a_dump_are_read_whatever_the_statement_before_them_made(made: str) -> None:
    rows = [("0", "番号", "名前", "TEL"), *((str(n), str(n * 7), "マチダ", f"090362463{n}7") for n in range(1, 8))]
    inserts = [f"INSERT INTO `t_data` VALUES ({', '.join(repr(cell) for cell in row)});" for row in rows]
    text = "\n".join(["-- MySQL dump 10.13", "SET NAMES utf8mb4;", f"CREATE TABLE `t_data` ({made});", *inserts])
    assert {("phone", f"090362463{n}7") for n in range(1, 8)} <= values(text.encode(), "dump.sql")


def test_column_names_in_latin_letters_tell_accounts() -> None:
    rows = [f"{name},{7352179 + n}" for n, name in enumerate(NAMES)]
    found = values("\n".join(["SHIMEI,KOZA", *rows]).encode(), "list.csv")
    assert {("bank_account", str(7352179 + n)) for n in range(len(NAMES))} <= found


def test_a_name_nobody_listed_is_taken_beside_a_question_that_asks_for_it() -> None:
    text = "お名前を入力してください\t薬袋 凜央子\nお電話番号を入力してください\t090-8621-4417\n"
    assert ("name", "薬袋 凜央子") in values(text.encode(), "answers.tsv")


def test_remarks_and_broken_rows_of_a_dump_are_read() -> None:
    rows = [f"INSERT INTO members VALUES ({n}, '佐伯 真理', '090-8621-441{n}');" for n in range(3)]
    text = "\n".join(
        ["-- contact mari.s@ezweb.ne.jp 090-3321-4457", *rows, "INSERT INTO members VALUES (9, 'x', '080-9982-1234"]
    )
    found = values(text.encode(), "dump.sql")
    assert {("phone", "090-3321-4457"), ("phone", "080-9982-1234"), ("email", "mari.s@ezweb.ne.jp")} <= found
