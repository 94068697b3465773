"""Columns told by what stands in them, under headings no list of words knows."""

from __future__ import annotations

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import Verdict

TABLES = {
    "children and their parents by telephone": (
        "順,子,親,番号\n1,いちか,遠藤ママ,090-2970-8071\n2,ゆな,蛭田ママ,080-1873-1141\n3,さくら,村井パパ,070 5528 1210\n4,りく,松永ママ,080 1334 6636",
        {"いちか", "ゆな", "遠藤", "蛭田", "村井", "松永", "090-2970-8071", "070 5528 1210"},
    ),
    "numbers under a heading for any, one of them of figures alone": (
        "順,子,親,番号\n1,りく,村井ママ,070-5528-1210\n2,ゆな,遠藤ママ,08018736636\n3,いちか,松永パパ,080-1334-2970\n4,さくら,蛭田ママ,090-2970-8071",
        {"070-5528-1210", "08018736636", "080-1334-2970"},
    ),
    "mothers from abroad among others, and children called by words": (
        "回,ママ,子,月齢,きっかけ\n1,百瀬さやか,宝,24か月,友人\n2,レティシア・フェレイラ,結人,5か月,広報\n3,雲類鷲みどり,樹,9か月,友人\n4,長野雪,凛,7か月,保健師\n5,中島美咲,澪,8か月,広報\n6,森雪,律,3か月,友人",
        {"百瀬さやか", "レティシア・フェレイラ", "雲類鷲みどり", "長野雪", "結人"},
    ),
    "a counted column of names after those of a database, the headings in its first row": (
        "id,c0,c1,c2,c3,upd\n1,日,手続,氏,名,n\n2,R7/10/6,再設定,井上,弥生,n\n3,R6/4/28,受取,小野寺,雅人,n\n4,R6/5/2,受取,平塚,伸幸,n",
        {"井上 弥生", "小野寺 雅人", "平塚 伸幸"},
    ),
    "who goes on patrol together, one from abroad, one of a surname nobody listed": (
        "月日,1組,2組,車両\n7/17,ファム・ミン・ドゥック・相沢,和田・鎌田,徒歩\n8/28,尾形・アウン・テッ・モー,長谷川・峯岸,青パト\n1/21,柴田・高橋,樋口・中島,青パト\n3/5,三宅・笠原,吉田・大友,徒歩",
        {"ファム・ミン・ドゥック", "相沢", "和田", "鎌田", "尾形", "アウン・テッ・モー"},
    ),
    "records without headings, as they are sent to those who pay": (
        "1,7131,982,0475500123,202305\n2,7131,0002113333,ﾐｳﾗ ﾀﾀﾞｼ,19300901,1,24,1655\n2,7131,0059612812,ﾀｼﾞﾏ ｳﾒ,19311028,2,21,21823\n2,7131,0069170874,ﾊｼﾓﾄ ｷｸｴ,19420823,1,21,11038\n2,7131,0014820907,ﾀｶﾀﾞ ﾕﾀｶ,19330908,1,21,18183",
        {"0002113333", "0059612812", "0069170874", "0014820907", "ミウラ タダシ", "19300901"},
    ),
    "whole names of some from abroad in the column of surnames": (
        "世帯番号,世帯主（姓）,（名）,町名番地\n63,田中,スミ,大字大沢189番地\n177,天野,久子,泉ケ丘8丁目19番2号\n255,ファム・ミン・ドゥック,,小須戸7-20-20",
        {"ファム・ミン・ドゥック", "田中 スミ", "天野 久子"},
    ),
    "surnames alone beside where they live": (
        "順,姓,番地,置き場所\n1,鈴木,緑町4-1-17,管理人室\n2,増田,川原五丁目9番5号,ドアノブ\n3,横山,上川原5-16-6,管理人室\n4,長谷川,宮の下5-18-4,管理人室",
        {"鈴木", "増田", "横山", "長谷川", "緑町4-1-17"},
    ),
    "persons and their birthdays in one column": (
        "受付,対象者（生年月日）,連絡先／住所\n11/17,中川　芳子（S20.5.2）,080-3094-6792／鷺沼4丁目4番地12\n7/19,山形　まさ子（S16.9.21）,070-6424-7177／宮前3丁目31番地15",
        {"中川\u3000芳子", "S20.5.2", "山形\u3000まさ子", "S16.9.21"},
    ),
    "who swims in the pool next door": (
        "レーン,選手,50自,50平\n2,金相俊,31.44,52.21\n5,熊谷愛莉,55.03,49.40\n3,森律,57.37,51.53\n5,斎藤詩,57.63,63.01",
        {"金相俊", "熊谷愛莉", "森律", "斎藤詩"},
    ),
    "in which bath each is bathed": (
        "鹿島,機械浴,可\n斎藤,個浴,可\n小林,機械浴,不可\n中村,機械浴,看護師確認\n辻,個浴,可",
        {"鹿島", "斎藤", "小林", "中村", "辻"},
    ),
    "clubs and the homes of those who stand for them": (
        "団体名,代表者名,代表者住所,TEL\n西原フットサルクラブ,村上達也,川崎市多摩区菅3-35-5,044 633 8604\n緑ヶ丘卓球クラブ,南絵里,練馬区石神井町1-25-11 桂507号,03-6670-7760\n北園合唱団,六車美咲,杉並区荻窪4-18-5,03-3650-5031",
        {"村上達也", "南絵里", "六車美咲", "044 633 8604", "杉並区荻窪4-18-5"},
    ),
    "who is registered, every other row saying that nobody is": (
        "照会No.,登録番号,登録者,住所,照会日\n001,39-83181,清水 典子,埼玉県川口市戸塚東6番地15,2024/11/07\n,,該当なし,,\n002,90-45753,森下 武,東京都江東区東砂3-12-13,2025/02/24\n,,該当なし,,\n003,38-86966,安藤 秀樹,千葉県松戸市常盤平2-5-16,2024/06/14",
        {"清水 典子", "森下 武", "安藤 秀樹"},
    ),
    "the family of a head of a household": (
        "コマ,戸主,続柄,名,生年月日\n603,遠山 貞子,二女,祐樹,平成15年5月20日\n669,坂本 恒子,二女,由美子,平成12年2月1日\n684,榎本 一男,長男,圭,昭和57年8月24日",
        {"遠山 貞子", "祐樹", "由美子", "圭"},
    ),
    "dependants beside employees": (
        "社員コード,氏名,扶養1,扶養2\n441,澤井靖,琴音,\n776,清水大輔,はると,りお\n483,武田祐樹,みお,樹",
        {"澤井靖", "琴音", "はると"},
    ),
    "dependants many of whom nobody listed": (
        "社員コード,氏名,扶養1\n441,澤井靖,琴音\n776,清水大輔,琉花\n483,武田祐樹,希空\n512,森下直美,翠\n530,木下豊,来夢",
        {"澤井靖", "琴音", "琉花", "希空", "翠", "来夢"},
    ),
    "holders of accounts in kana, whose surname reads like a whole name": (
        "氏名,口座番号,口座名義\n濱崎 由紀,7283782,ハマサキ ユキオ\n尾崎 夏江,1850347,オザキ ナツエ\n森本 舞,6402913,モリモト マイ",
        {"ハマサキ ユキオ", "オザキ ナツエ", "モリモト マイ"},
    ),
    "names on things found": (
        "番号,品名,記名,拾得場所\n608,帽子,「つきじ みお」,北町地区会館\n769,帽子,「うえの こころ」,西部体育館\n662,傘,「もり ゆいと」,文化交流館\n970,手袋,「つるまき ひなた」,西部体育館",
        {"つきじ みお", "うえの こころ", "もり ゆいと", "つるまき ひなた"},
    ),
    "values in quotation marks": (
        "社員,氏名,基本給,口座番号\n'430','佐久間雅美','271714','5594496'\n'959','中山洋平','239429','9110798'\n'708','龍創','184136','3521159'",
        {"佐久間雅美", "中山洋平", "龍創", "9110798"},
    ),
    "a meter reader's list without a heading": (
        "414822,ﾊｯﾀ ﾘｴ,葛原４－３３－１７,55,87,2\n883352,ﾊﾗﾀﾞ ﾏﾘ,七北田11番地17 コーポ白樺 804,58,126,1\n150956,ﾀﾀﾞﾉ ｲﾂﾞﾐ,竹園７－２１－２３,49,138,2\n397320,ﾄﾄﾞﾛｷ ﾉﾘｺ,氷川台４－４０－６ 406号室,55,110,7",
        {"ハッタ リエ", "ハラダ マリ", "葛原4-33-17", "竹園7-21-23"},
    ),
}


@pytest.mark.parametrize(
    "text",
    [
        "順位,選手,国,記録\n1,金相俊,韓国,31.44\n2,熊谷愛莉,日本,49.40\n3,森律,日本,51.53\n4,斎藤詩,日本,57.63",
        "id,c0,c1,upd\n1,駅,路線,n\n2,石川,南北,n\n3,平塚,東西,n\n4,大宮,南北,n",
        "順位,姓,都道府県,世帯数\n1,鈴木,静岡県,120\n2,増田,静岡県,110\n3,横山,東京都,90",
        "No,名,電話\n1,鈴木商店,03-3388-1201\n2,増田食堂,03-3388-1202\n3,横山理容,03-3388-1203\n4,長谷川,03-3388-1204",
    ],
    ids=["who is known for it", "stations", "ranks of surnames", "shops"],
)
def test_others_stay_quiet(text: str) -> None:
    assert inspect_bytes(text.encode(), "list.csv", Budget()).verdict is Verdict.CLEAN


@pytest.mark.parametrize("name", TABLES)
def test_a_column_is_told_by_what_stands_in_it(name: str) -> None:
    text, values = TABLES[name]
    found = inspect_bytes(text.encode(), "list.csv", Budget(), reveal=True)
    assert found.matches
    assert values - {value for _, value, _ in found.matches} == set()


HARMLESS = {
    "how many somebody keeps": "区分,扶養,控除額\n甲,一人,38\n甲,二人,76\n甲,三人,114\n乙,なし,0",
    "clubs and their halls": "団体名,代表者,会場,人数\n西原フットサルクラブ,村上,西部体育館,20\n緑ヶ丘卓球クラブ,南,北町地区会館,14\n北園合唱団,六車,文化交流館,31",
    "colours of quoted cloth": "番号,色,数\n1,「さくら」,3\n2,「わかば」,5\n3,「あおい」,2\n4,「すみれ」,4",
    "rooms by building": "棟,部屋,広さ\n東棟,会議室2-1,40\n西棟,会議室3-1,60\n南棟,研修室1-2,20",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_alike_stays_quiet(name: str) -> None:
    assert not inspect_bytes(HARMLESS[name].encode(), "list.csv", Budget(), reveal=True).matches
