"""What counts as sensitive in columns, forms and texts, and the same words where they are nobody's."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

EMPLOYED = "社員,部署,種別,等級,取得日\n児島 亘,清掃1班,知的,B1,H20.4\n柏崎 綾,事務補助,身体(心臓),1級,H25.9\n持田 昇,清掃2班,精神,3級,R1.6\n"
GRADED = (
    "氏名,教室,種別,等級,合格日\n児島 亘,本校,珠算,3級,H20.4\n柏崎 綾,分室,暗算,1級,H25.9\n持田 昇,本校,珠算,2級,R1.6\n"
)


def troubles(text: str, name: str = "list.csv") -> set[str]:
    """The sensitive values told of `text`."""
    return {value for kind, value in values(text.encode(), name) if kind == "sensitive"}


def test_kinds_and_grades_of_disabilities_are_told_by_their_columns() -> None:
    assert troubles(EMPLOYED) == {"知的", "身体(心臓)", "精神", "B1", "1級", "3級"}


def test_grades_of_skills_are_not() -> None:
    assert troubles(GRADED) == set()


MENDED = "受付,お名前,電話,修理箇所,症状\n5/7,川俣 信吾,090-2217-7750,タイヤ,パンク\n5/8,星加 まゆみ,090-3391-8826,電源,入らない\n5/9,大利 忠,080-1170-4432,ブレーキ,異音がする\n"
ILL = "受付,お名前,電話,来所,症状\n5/7,川俣 信吾,090-2217-7750,午前,めまい\n5/8,星加 まゆみ,090-3391-8826,午後,夜眠れない\n5/9,大利 忠,080-1170-4432,午前,腰が痛い\n"


def test_symptoms_of_machines_are_nobodys() -> None:
    assert troubles(MENDED) == set()
    assert {"めまい", "夜眠れない", "腰が痛い"} <= troubles(ILL)


LENT = "貸出日,氏名,電話,品名,返却\n5/1,漆畑 勲,090-8821-4471,車いす,5/8\n5/2,勅使河原 梢,080-2290-3318,歩行器,5/20\n5/9,鶴岡 正彦,070-4455-9012,シャワーチェア,未\n"


def test_a_wheelchair_that_is_lent_says_nothing_of_who_took_it() -> None:
    assert troubles(LENT) == set()
    assert troubles(LENT.replace("品名", "備考")) == {"車いす"}


DOGS = "名前,種類,年齢,病気,去勢\nポチ,柴犬,7,フィラリア,済\nミケ,三毛猫,3,腎不全,済\nジョン,ゴールデン,11,白内障,未\n"


def test_animals_are_nobody_and_those_they_belong_to_are_told() -> None:
    assert look(DOGS.encode(), "dogs.csv").verdict is Verdict.CLEAN
    owned = "飼い主,電話,名前,犬種,病気\n川俣 信吾,090-2217-7750,ポチ,柴犬,フィラリア\n星加 まゆみ,090-3391-8826,ジョン,雑種,白内障\n"
    assert {value for _, value in values(owned.encode(), "dogs.csv")} == {
        "川俣 信吾",
        "090-2217-7750",
        "星加 まゆみ",
        "090-3391-8826",
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("氏名：川俣 信吾\n世帯の状況　□独居　☑ひとり親世帯　□その他\n", {"ひとり親世帯"}),
        ("氏名：川俣 信吾\n5. 現在、てんかんの治療を受けていますか　いいえ\n", set()),
        ("氏名：川俣 信吾\n5. 現在、てんかんの治療を受けていますか　はい\n", {"てんかん"}),
        ("川俣信吾さんより。てんかんで通院中ですが、プールは使えますか。\n", {"てんかん"}),
        ("出席者：川俣 信吾、大利 忠\n議題 ひとり親家庭学習支援事業について\n", set()),
        ("川俣信吾さんが椅子から立ち上がろうとして転びました。\n", set()),
        (
            "川俣信吾さんは腎臓食、ワーファリンを服用。妻とは別居している。\n",
            {"腎臓食", "ワーファリン", "別居している"},
        ),
        ("川俣信吾さんは転んで右膝を打撲、母がろうの方です。\n", {"打撲", "ろう"}),
        ("川俣信吾さん、大利忠さんが受講。要介護者の避難支援マニュアル改訂、認知症高齢者見守り訓練を実施。\n", set()),
    ],
)
def test_the_word_counts_where_it_is_said_of_somebody(text: str, told: set[str]) -> None:
    assert troubles(text, "note.txt") == told


TICKED = "調査票,\n氏名,川俣 信吾\n世帯の状況,□独居 ☑高齢者のみ □同居\n手帳,□身体 □療育\n"


def test_only_what_is_ticked_is_told_of_choices() -> None:
    assert troubles(TICKED) == {"高齢者のみ"}


WORKED = "職務経歴書\n2024年3月1日　氏名 筒井 千早\n■職務経歴\n2012年4月～2017年9月　株式会社ナガノ事務機 営業部\n■資格　2018年5月　介護福祉士\n"


def test_an_employer_of_a_career_is_no_office_the_paper_is_about() -> None:
    assert values(WORKED.encode(), "cv.txt") == {("name", "筒井 千早"), ("sensitive", "株式会社ナガノ事務機 営業部")}


SICK = "対象,会社,配慮事項\n宮城さん,しおみリネン,統合失調症・服薬昼\n原さん,スーパーなぎさ,てんかん発作あり\n朴さん,しおみリネン,特になし\n"


def test_an_employer_beside_somebody_does_not_make_the_row_an_offices() -> None:
    assert troubles(SICK) == {"統合失調症・服薬昼", "てんかん発作あり"}


VITA = "履歴書,,\n氏名,温井 まどか,\n生年月日,平成3年12月4日,\n年,月,学歴・職歴\n平成26,3,東北福祉文化大学 卒業\n,,職歴\n平成26,4,株式会社杜の印刷 入社\n令和5,12,会社都合により退職\n"


def test_a_career_is_told_and_a_school_is_not() -> None:
    assert troubles(VITA) == {"株式会社杜の印刷 入社", "会社都合により退職"}
    told = "氏名　温井 まどか\n生年月日　平成3年12月4日\n職歴\n平成26年4月　杜の印刷　入社\n令和5年12月　会社都合により退職\n"
    assert troubles(told, "cv.txt") == {"杜の印刷\u3000入社", "会社都合により退職"}


FORM = "利用申込書,,,\n氏名,圷 峰子,生年月日,昭和14年3月9日\n食事,普通,アレルギー,そば\n介護度,要介護2,かかりつけ医,大野台クリニック\n緊急連絡先,梶ヶ谷 富士子（姪）,電話,03-5661-9082\n記入者,椎橋 紀子,,\n"


def test_the_label_behind_a_value_is_none_of_its_values() -> None:
    found = values(FORM.encode(), "form.csv")
    assert {value for kind, value in found if kind == "sensitive"} == {"そば", "要介護2"}
    assert {value for kind, value in found if kind == "name"} == {"圷 峰子", "梶ヶ谷 富士子", "椎橋 紀子"}


SPACED = "委　任　状\n利 用 者　　住　所　越谷市蒲生西町1-3-22\n　　　　　　氏　名　　乙幡　志津江\n生　年　月　日　昭和8年12月12日\n"
GAPPED = "氏名           大和田　重吉      性別 男   生年月日 昭和8年12月12日\n住所           千葉市稲毛区小仲台6-19-7      電話番号 043-252-8810\n"


def test_words_set_apart_letter_by_letter_are_labels_and_no_names() -> None:
    found = values(SPACED.encode(), "paper.txt")
    assert {value for kind, value in found if kind == "name"} == {"乙幡\u3000志津江"}
    assert ("birth_date", "昭和8年12月12日") in found


def test_a_form_typed_with_blanks_is_no_list() -> None:
    expected = {("name", "大和田\u3000重吉"), ("birth_date", "昭和8年12月12日"), ("phone", "043-252-8810")}
    assert expected <= values(GAPPED.encode(), "form.txt")


MEETING = "サービス担当者会議の要点,,\n出席者,所属,氏名\n本人,,兼城 正一\n妻,,兼城 恵\n訪問看護,看護師,屋比久 律\n福祉用具,専門相談員,幸地 守\n"


def test_those_who_came_are_told_by_their_names_not_by_their_parts() -> None:
    found = {value for kind, value in values(MEETING.encode(), "meeting.csv") if kind == "name"}
    assert found == {"兼城 正一", "兼城 恵", "屋比久 律", "幸地 守"}
