"""Notes of a line or two: one name is enough there; what only looks like one is not."""

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

SOMEBODY = {
    "西口さんに鍵を返す。お茶の会は中止。": "西口",
    "大槻 返電待ち": "大槻",
    "午前 丹羽宅、午後 志水宅": "丹羽",
    "鍵→神保へ返す": "神保",
    "早 樋渡　遅 楠田　休 若山": "樋渡",
    "受けた人：柘植\n用件：水道が出ない": "柘植",
    "聞き取り（日下）\n母は夜勤、子は一人で留守番": "日下",
    "うちの菱沼が見たらしい。あの家、夜中に子どもが泣いとる": "菱沼",
    "ほんで蓑田はんとこ行ったらな、鍵かかってて": "蓑田",
    "今野っちの妹、来月から登園します": "今野",
    "@向田 鍵どうなった？\n了解です、返しときます": "向田",
    "安曇さんとこの息子、仕事やめたって": "安曇",
    "桐山さんちの犬がうるさいと相談": "桐山",
    "野末さんご一家が引っ越した": "野末",
    "名嘉夫妻、来月から施設へ": "名嘉",
    "下の妹の菜々子はまだ三つ": "菜々子",
    "会計のことは下村まで": "下村",
    "欠席＝能勢（通院）": "能勢",
    "陳さんの息子が給食を食べない": "陳",
}
NOBODY = (
    "入口は西口から徒歩3分。収容台数58台。定期利用 学生980円。",
    "大根の件、八百屋に確認",
    "会議室 返却待ち",
    "担当:総務課\n広報へ引継済",
    "印刷 → 業者\n封入 → 各班",
    "長崎、宮城、福島の支部に送付",
    "品川 10時着、名古屋 11時半",
    "藤井内科（092-555-0101）、森クリニック",
    "大黒様と恵比寿様をまつる。お地蔵さんの前掛けをかえる。",
    "菊水 純米　久保田 千寿　八海山",
    "校歌　作詞 大江健司　作曲 山下友春",
    "福島と宮城で震度4",
    "うちの母は昔かたぎで、父は無口だった。",
    "河津桜、染井吉野、八重桜の順に咲きます",
    "緊急時は、まず119番。次に施設長へ連絡。家族へは相談員から電話する。",
    "離婚届の用紙は窓口にあります",
    "岡部建設　見積依頼中　工期3月末",
)


@pytest.mark.parametrize(("text", "name"), SOMEBODY.items(), ids=SOMEBODY.values())
def test_one_name_tells_enough_in_a_note_of_few_words(text: str, name: str) -> None:
    result = look(text.encode())
    assert result.verdict is Verdict.CONTENT
    assert name in {value for kind, value, _ in result.matches or () if kind == "name"}


@pytest.mark.parametrize("text", NOBODY)
def test_notes_about_things_stay_quiet(text: str) -> None:
    assert look(text.encode()).verdict is Verdict.CLEAN


SAID_OF_SOMEBODY = {
    "葉山さんは離婚して子ども二人と実家に": "離婚",
    "若林さん、妊娠5か月とのこと": "妊娠",
    "森川さん、会費を滞納、督促中": "滞納",
    "戸倉さん、去年から無職": "無職",
    "金井さんは車いすなのでスロープを用意": "車いす",
    "根岸さんの長男、引きこもり10年": "引きこもり",
    "永野さん、場面緘黙の疑い": "場面緘黙",
    "沢口くんは里子、母は面会なし": "里子",
}
BORN = {
    "小川さん S32.4生まれ 独居": "S32.4",
    "小川さんは昭和15年うまれ 独居": "昭和15年",
    "患者　根岸 久江　1939-07-24　女\n左の麻痺が残る": "1939-07-24",
    "本人　小川 マツ（1934年6月29日）\n要介護2 通院": "1934年6月29日",
}


@pytest.mark.parametrize(("text", "trouble"), SAID_OF_SOMEBODY.items(), ids=SAID_OF_SOMEBODY.values())
def test_what_is_said_of_a_named_person_is_told_with_them(text: str, trouble: str) -> None:
    assert ("sensitive", trouble) in values(text.encode())


@pytest.mark.parametrize(("text", "day"), BORN.items(), ids=BORN.values())
def test_when_a_named_person_was_born_is_told_without_a_label(text: str, day: str) -> None:
    assert ("birth_date", day) in values(text.encode())


def test_verbs_and_places_beside_persons_are_neither_troubles_nor_names() -> None:
    told = values("今月のがんばったさんは長沼さんと小柳さんです！ 荒江3丁目の会場で会えるだろうか。".encode())
    assert not {value for kind, value in told if kind == "sensitive"}
    assert ("name", "荒江") not in told
