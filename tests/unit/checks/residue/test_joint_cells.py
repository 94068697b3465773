"""Tables whose cells hold a name with a number or reading, several names, or surnames alone: each is a person told."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

# what is written, and the names (and other values) to be found in it
TABLES = {
    "chain": (
        "連絡順,一番目,二番目\n1班,島袋 098-885-2213,→ 大野木 090-3342-7719\n2班,秋庭 080-5521-9034,→ 三田村 070-4410-2256\n",
        "島袋 大野木 秋庭 三田村 098-885-2213 070-4410-2256",
    ),
    "contact": (
        "利用者,服薬,緊急時の連絡先\n内海弘子,朝夕,内海大翔(長男) 090-2213-4471\n戸川政雄,なし,戸川和 080-3391-2205\n嶋崎光江,朝,嶋崎咲良／090-7782-1130\n",
        "内海大翔 戸川和 嶋崎咲良 080-3391-2205 内海弘子",
    ),
    "kin": (
        "お名前,食事,家族連絡\n葛西キミ,刻み,美咲(孫)090-1182-3304\n相馬義男,常食,健(長男)080-4413-9920\n",
        "葛西キミ 美咲 相馬義男 健 080-4413-9920",
    ),
    "reading": (
        "塾生名/よみ,中学,電話\n江藤澪／えとう みお,二中,090-6614-2230\n小寺朔／こでら さく,三中,080-1193-5521\n本多紬／ほんだ つむぎ,二中,070-8812-4410\n",
        "江藤澪 小寺朔 本多紬 070-8812-4410",
    ),
    "staff": (
        "被保険者,認定日,ケアマネ\n笹川ハナ,R7.4.1,室井\n樋口辰男,R7.5.1,保坂\n大貫スエ,R7.6.1,倉持\n",
        "笹川ハナ 樋口辰男 大貫スエ 室井 保坂 倉持",
    ),
    "unlisted": (
        "被保険者,認定日,ケアマネ\n笹川ハナ,R7.4.1,室井\n樋口辰男,R7.5.1,保坂\n大貫スエ,R7.6.1,阿部\n野口アキ,R7.6.2,長尾\n江川正,R7.6.3,水谷\n森下トメ,R7.6.4,梛\n",
        "笹川ハナ 樋口辰男 大貫スエ 室井 保坂 阿部 梛",
    ),
    "duty": (
        "組,組長,組員\n東,真鍋,久保田・江口・木下\n西,三谷,大島・水谷・菅原\n南,堀川,藤村・長尾・黒川\n",
        "真鍋 三谷 堀川 久保田 水谷 黒川 菅原",
    ),
    "household": (
        "組,世帯主,家族,人数\n1組,中西俊夫,久子、達也,3\n2組,小谷武,幸子、直美,3\n3組,早川清,文子、浩,3\n4組,柳田茂,春江、徹,3\n",
        "中西俊夫 久子 達也 幸子 直美 文子 春江",
    ),
    "guests": (
        "予定,必須出席者\n打合せ,大久保;宮下\n見学,永井;本間\n会議,宮下;永井\n",
        "大久保 宮下 永井 本間",
    ),
    "candidates": ("候補,票\n川村,21\n武藤,18\n松尾,9\n古川,4\n", "川村 武藤 松尾 古川"),
    "signature": ("日,受領者サイン,枚数\n5/1,宮城島誠,1\n5/2,御子柴翠,2\n5/8,小比類巻航,1\n5/9,杉本綾香,1\n", "宮城島誠 御子柴翠 小比類巻航 杉本綾香"),
    "mail": ("組,代表,メモ\nA,大村健二 <k.omura55@gmail.com>,\nB,三浦香 <kaori_miura@yahoo.co.jp>,\n", "大村健二 三浦香 k.omura55@gmail.com"),
    "homework": ("# 定例\n\n| 担当 | やること |\n|---|---|\n| 森下 | 坂井里奈様に電話(03-3958-2214) |\n| 平田 | 名簿 |\n", "森下 平田 坂井里奈"),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLES)
def test_names_in_cells_with_other_things_are_found(case: str) -> None:
    text, wanted = TABLES[case]
    found = {
        value.replace(" ", "").replace("\u3000", "") for _, value, _ in look(text.encode(), "list.csv").matches or []
    }
    assert [value for value in wanted.split() if value not in found] == []


# towns, offices, goods and winners of games that are written alike
HARMLESS = {
    "branches": "支店,電話\n札幌,011-231-4410\n仙台,022-261-3320\n福岡,092-711-5540\n高松,087-821-2210\n",
    "clinics": "地区,夜間の受付\n北,中村医院 03-3958-2214\n南,さくら歯科 03-3959-4410\n西,大山クリニック 03-3956-1122\n",
    "counters": "窓口,内線\n福祉課,2210\n保育課,2215\n",
    "stations": "路線,停車駅\n本線,石川・大塚・田端\n支線,神田・上野・大宮\n本線,目黒・大崎・品川\n",
    "flowers": "名前,色\n桜,桃\n菊,白\n楓,赤\n椿,紅\n葵,紫\n",
    "menu": "曜日,担当,献立\n月,1班,カレー\n火,2班,うどん\n水,3班,焼き魚\n",
    "offices": "事業者,窓口\n株式会社みどり,田中 03-3958-2214\n有限会社あおば,佐藤 03-3959-4410\n",
    "match": "対戦,勝者\n1回戦,石川\n2回戦,富山\n3回戦,福島\n決勝,宮崎\n",
}  # fmt: skip


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_written_alike_is_no_finding(case: str) -> None:
    found = look(HARMLESS[case].encode(), "list.csv")
    assert (found.verdict, found.matches) == (Verdict.CLEAN, [])


def test_a_long_list_is_read_to_its_end() -> None:
    surnames = "室井 保坂 倉持 三谷 堀川 藤村 長尾 黒川 真鍋 大島 水谷 菅原 江口 木下 久保田".split()
    rows = [
        f"{n},{surnames[n % 15]} 090-{2000 + n}-{7000 - n},{surnames[n % 7]}・{surnames[(n + 3) % 11]}"
        for n in range(700)
    ]
    found = look("番号,協力員,班員\n".encode() + "\n".join(rows).encode(), "list.csv")
    values = {value for _, value, _ in found.matches or []}
    assert {"090-2000-7000", "090-2699-6301", *surnames} <= values


def test_days_behind_those_of_a_household_are_birthdays() -> None:
    household = "世帯主,宮城島誠\n電話,03-3958-2214\n世帯員,宮城島翠(H24.7.25)\n世帯員,宮城島航(2015/06/11)\n世帯員,宮城島 暖(2013年4月2日)\n"
    born = [value for kind, value, _ in look(household.encode(), "list.csv").matches or [] if kind == "birth_date"]
    assert sorted(born) == ["2013年4月2日", "2015/06/11", "H24.7.25"]


FAMILIES = {
    "岡田 房枝": ("薫", "080-9887-5857"), "木村 サダ": ("祥子", "080 4493 4836"), "山崎 定男": ("まこと", "080-6366-2816"),
    "神崎 悦子": ("望", "080-8444-9558"), "大塚 きぬ": ("翔太", "090-6921-9359"),
}  # fmt: skip


@pytest.mark.parametrize("heading", ["緊急連絡", "緊急連絡先", "家族"])
def test_given_names_with_mobile_numbers_beside_persons_are_theirs(heading: str) -> None:
    text = f"氏名,TEL,{heading}\n" + "".join(f"{who},,{given} {mobile}\n" for who, (given, mobile) in FAMILIES.items())
    told = {value for kind, value in values(text.encode(), "list.csv") if kind == "name"}
    assert told == {*FAMILIES, *(given for given, _ in FAMILIES.values())}


def test_groups_of_a_day_care_with_its_number_are_nobody() -> None:
    text = (
        "氏名,通所先\n岡田 房枝,さくら 03-3333-4444\n木村 サダ,ひまわり 03-3333-4445\n山崎 定男,すみれ 03-3333-4446\n"
    )
    assert {value for kind, value in values(text.encode(), "list.csv") if kind == "name"} == {
        "岡田 房枝",
        "木村 サダ",
        "山崎 定男",
    }


def test_a_family_in_one_cell_is_told_with_days_of_birth() -> None:
    text = (
        "世帯主,住所,同居の家族\n馬込 徹,一宮市大平1537番地7,陽翔(2011/07/28)、亮、英世\n"
        "萱野 しのぶ,尼崎市武庫之荘2-14-23,樹(2019/12/28)、恵子、英世\n中村 暁美,浜松市初生町4-17-7,一護(7歳)、康平、辰男\n"
    )
    told = {value for kind, value in values(text.encode(), "list.csv") if kind == "name"}
    assert {"陽翔", "亮", "英世", "樹", "恵子", "一護", "康平", "辰男", "馬込 徹"} <= told


def test_children_in_hiragana_with_the_given_name_first_are_named() -> None:
    people = ["そうま　ひぐち", "みなと　こばやし", "いつき　ならさき", "みお　こんどう", "りく　もりた"]
    text = "なまえ,月,火,帰り方\n" + "".join(f"{who},○,×,ひとり\n" for who in people)
    assert {value for kind, value in values(text.encode(), "list.csv") if kind == "name"} == set(people)


@pytest.mark.parametrize("heading", ["同居の家族", "世帯員", "扶養親族"])
def test_days_of_birth_of_those_in_one_cell(heading: str) -> None:
    table = f"世帯主,住所,{heading}\n松浦 健一,埼玉県川口市本町4-1-8,大翔（2011/07/28）、純子、トシエ\n沼田 千夏,埼玉県蕨市中央3-21-5,結菜（2016/8/26生）、誠\n"
    born = {value for kind, value in values(table.encode(), "list.csv") if kind == "birth_date"}
    assert born == {"2011/07/28", "2016/8/26"}


def test_days_of_work_in_one_cell_are_no_birthdays() -> None:
    table = (
        "担当,作業\n松浦 健一,点検（2011/07/28）、清掃\n沼田 千夏,更新（2016/8/26）、確認\n江口 武,検査（2015/3/4）\n"
    )
    assert not [value for kind, value in values(table.encode(), "list.csv") if kind == "birth_date"]
