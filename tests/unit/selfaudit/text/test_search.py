"""Search whichever way a word is typed."""

import pytest

from selfaudit.text.search import fold, key_twins, matches, same_mark


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ｶﾞﾊﾞﾅﾝｽ", "ガバナンス"), ("ガバナンス", "がばなんす"), ("ＵＳＢメモリ", "usbメモリ"), ("①", "1"),
        ("立入", "立入り"), ("受渡し", "受け渡し"), ("漏えい", "漏洩"), ("ウイルス", "ウィルス"), ("コンピュータ", "コンピューター"),
        ("ファイアウォール", "ファイア・ウォール"), ("個人　情報", "個人情報"), ("か\u3099", "が"),
    ],
)  # fmt: skip
def test_the_same_word(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_different_words_stay_different() -> None:
    assert fold("返還") != fold("返却")
    assert fold("消去") != fold("廃棄")


def test_every_word_of_the_query_has_to_occur() -> None:
    text = "委託先に対する立入り検査の際、個人情報の漏洩がないことを確認する。"
    assert matches("立入　漏えい", text)
    assert matches("", text)
    assert not matches("立入 複写", text)


def test_what_arrives_while_the_input_method_is_on() -> None:
    assert key_twins("n") == ("ｎ", "ん")
    assert key_twins("1") == ("１",)
    assert key_twins("/") == ("／",)
    assert key_twins("f1") == ()
    assert key_twins("あ") == ()


def test_dashes_that_mean_not_needed() -> None:
    assert all(same_mark("-", dash) for dash in "－ー―−‐")
    assert not same_mark("-", "○")
