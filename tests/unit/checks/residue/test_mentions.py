"""Persons known by one name, rosters without values, and what only looks like them."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look


def verdict(text: str) -> Verdict:
    return look(text.encode(), "memo.txt").verdict


def names(text: str) -> set[str]:
    return {value for kind, value, _ in look(text.encode(), "memo.txt").matches or [] if kind == "name"}


DIARY = """11月9日 記録者:大野
藤井さん、10時に来所。体温36.5度。
入浴は今日高梨さんから先にご案内。高梨さんは膝の痛みを訴え、通院の予定。
"""


def test_a_diary_that_knows_people_by_family_name_is_a_finding() -> None:
    assert names(DIARY) == {"藤井", "高梨", "大野"}


def test_given_names_of_children_are_found_known_or_not() -> None:
    text = "児童 内田莉子 アレルギーあり。\n莉子ちゃんと煌雅くんが転び、保護者に連絡。"
    assert {"内田莉子", "莉子", "煌雅"} <= names(text)


def test_titles_labels_and_surnames_alone_are_listed_once_persons_are_spoken_of() -> None:
    text = "出席 岡部施設長、村瀬相談員\n発見者:堀内\n対象の杉本さんは服薬中。村瀬が通院に付き添う。"
    assert {"岡部", "村瀬", "堀内", "杉本"} <= names(text)


@pytest.mark.parametrize(
    "text",
    [
        "お客様各位\n皆様のご来所をお待ちしております。奥様、お子さんもご一緒に。利用者様の送迎あり。",
        "出席者 小林部長、真鍋課長、株式会社みどりシステム 比嘉様\n議題 利用者数の推移と介護の見直し",
        "佐藤さん、鈴木さんのように多い姓の方は、書類の取り違えに注意。受給者証を確かめる。",
        "日程は同様、仕様書と模様替え。神様、王様、諸君。介護と看護の違い。",
    ],
    ids=["customers", "business", "surnames", "words"],
)
def test_politeness_business_and_words_are_no_persons(text: str) -> None:
    assert verdict(text) is Verdict.CLEAN


def test_a_roster_without_a_single_value_is_a_finding() -> None:
    roster = "町会役員が決まりました\n会長\u3000石塚 満里奈\n副会長\u3000須藤 光弘、髙野 智之\n会計\u3000齊木 靖子\n"
    assert {"石塚 満里奈", "須藤 光弘", "髙野 智之", "齊木 靖子"} <= names(roster)
    assert verdict(roster + "株式会社みどり 広報部\n") is Verdict.CLEAN


def test_labels_nobody_listed_are_read_in_a_form_of_pairs() -> None:
    form = "事故届\n被災者,北川詩\n年齢・生年月日,7歳 2018年1月13日\n持病等,認知症\n届出者,滝沢理恵\n届出者連絡先,9066742735\n"
    found = look(form.encode(), "form.csv")
    assert found.kinds == {"birth_date": 1, "name": 2, "phone": 1, "sensitive": 1}


@pytest.mark.parametrize(
    "rows",
    [
        "番号,歌人,上の句\n1,在原業平,ちはやぶる\n2,小野小町,花の色は\n3,藤原定家,来ぬ人を\n",
        "人物,生年,没年\n徳川家康,1543,1616\n坂本龍馬,1836,1867\n勝海舟,1823,1899\n",
        "番号,名前,形,値段\n1,百合,切り花,300\n2,山吹,苗,500\n3,小町,鉢,800\n4,若葉,苗,200\n",
        "山名,よみ,標高,所在地\n白山,ハクサン,2702,石川県\n浅間山,アサマヤマ,2568,長野県\n高尾山,タカオサン,599,東京都\n",
        "品番,名称,単価,JANコード\n090-3980-9371,歩行器,12000,4901234567894\n080-4171-1734,血圧計,8000,4912345678904\n",
        "物件名,所在地\n森ビル,東京都港区愛宕2-5-1\n大黒ビル,東京都新宿区西新宿1-5-11\n山田ビル,東京都千代田区神田1-2-3\n",
    ],
    ids=["poets", "history", "flowers", "mountains", "articles", "buildings"],
)
def test_lists_of_the_famous_of_things_and_of_places_stay_quiet(rows: str) -> None:
    assert look(rows.encode(), "list.csv").verdict is Verdict.CLEAN


def test_what_makes_a_row_sensitive_is_told_whatever_its_heading() -> None:
    rows = "氏名,区分,備考\n柴田 直美,非課税世帯,パーキンソン病\n工藤 誠,生活保護受給,\n"
    found = {value for kind, value, _ in look(rows.encode(), "list.csv").matches or [] if kind == "sensitive"}
    assert found == {"非課税世帯", "パーキンソン病", "生活保護受給"}


def test_an_example_domain_is_listed_beside_a_person_and_alone_says_nothing() -> None:
    rows = "氏名,メール\n柴田 直美,naomi@example.jp\n工藤 誠,makoto@mail.example.com\n森 健一,mori@example.jp\n"
    assert look(rows.encode(), "list.csv").kinds["email"] == 3
    assert verdict("設定例: user@example.jp と admin@example.com を入れます。") is Verdict.CLEAN


def test_a_date_right_after_a_verified_name_is_a_date_of_birth() -> None:
    found = look("本人確認：森本伸昭様／1980.3.4／090(8123)5678".encode(), "memo.txt")
    assert found.kinds == {"birth_date": 1, "name": 1, "phone": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("領収証\n新妻 美咲 様\n但し 教材費として\n", {"新妻 美咲"}),
        (
            "個人情報取扱従事者名簿\n1 宇田川 一郎 主任\n2 長谷部 さくら\n3 狩野 武\n",
            {"宇田川 一郎", "長谷部 さくら", "狩野 武"},
        ),
        ("区民の宇田川様（75歳女性）宛ての通知を、長谷部様宅へ誤って配達した。\n", {"宇田川", "長谷部"}),
    ],
)
def test_a_name_is_told_whole_and_once(text: str, expected: set[str]) -> None:
    assert names(text) == expected
