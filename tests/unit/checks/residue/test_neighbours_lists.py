"""Lists of schools, clubs and neighbours: names speak for themselves in grids, behind marks and roles, in games among neighbours."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

FOUND = {
    "shoe boxes": ("下駄箱,1列,2列,3列,4列\n上段,阿久津,伊丹,氏家,江川\n2段目,小倉,香川,北村,楠\n3段目,毛利,越川,佐久間,塩田\n下段,空,瀬川,空,園田\n", ("阿久津", "江川", "塩田", "瀬川")),
    "courts by the hour": ("テニスコート 7/13(土),,,\n時間,Aコート,Bコート,Cコート\n9-10,箕輪,宮坂,空き\n10-11,武藤,空き,室井\n11-12,整備,元木,森川\n12-13,矢島,山路,湯浅\n", ("箕輪", "室井", "森川", "湯浅")),
    "paid or not": ("年会費納入状況\n  ○ 梅木　　○ 大滝　　× 折原　　○ 笠原\n  ○ 河野　　× 木島　　○ 桐生　　○ 久米\n  × 小暮　　○ 近衛　　○ 桜田　　× 重森\n", ("梅木", "大滝", "久米")),
    "roles before": ("役員,1番,2番,3番\n会長 坪井,寺島,富永,内藤\n副会長 西岡,新田,野沢,萩原\n会計 畠山,林田,原口,日比野\n", ("坪井", "西岡", "畠山", "日比野")),
    "leaders of groups": ("1班,2班,3班\n◎秋山 実里,◎新井 恵太,◎石原 拓\n上原 陸,遠山 奏,大森 光\n柏木 渉,川口 梓,神田 仁\n", ("秋山 実里", "石原 拓", "神田 仁")),
    "houses drawn": ("┌────┬────┬────┐\n│本多│槙原│空地│\n├────┼────┼────┤\n│三沢│水越│峰岸│\n├────┼────┼────┤\n│六車│駐車場│諸岡│\n└────┴────┴────┘\n", ("本多", "峰岸", "諸岡")),
    "an aisle": ("　　【 教　壇 】\n 窓　 浅野　　 井口　｜ 植田　　 遠藤　 廊下\n 窓　 北川　　 久保　｜ 桑田　　 小柳　 廊下\n 窓　 柴田　　 杉本　｜ 関口　　 曽根　 廊下\n", ("浅野", "植田", "曽根")),
    "umpires among neighbours": ("町内少年野球大会 対戦表,,,,\n試合,先攻,後攻,球審,塁審\n1,東町ファイターズ,青葉クラブ,滝川,宮城・根岸\n2,若草スターズ,南ヶ丘ジャガーズ,福士,田所・浜\n3,第1勝者,第2勝者,宮城,滝川・福士\n", ("滝川", "根岸", "福士", "浜")),
    "set aside": ("公演チケット取置,,,\n券種,枚数,取置名,受渡\n一般,2,八重樫,当日\n一般,1,谷田部,済\n学生,3,矢作,当日\n招待,2,梁川,郵送\n", ("八重樫", "矢作", "梁川")),
    "who can": ("日時,内容,できる方のお名前\n9/1,テント設営,岩淵、浮田\n9/1,受付,内海\n9/1,片付け,榎、恩田、甲斐\n", ("岩淵", "内海", "甲斐")),
    "lessons": ("レッスン時間割,月,火,水\n15:00,みお,,ゆうと\n15:30,さくら,けんた,はるか\n16:00,りこ,そうた,ひまり\n", ("みお", "けんた", "ひまり")),
    "a couple": ("No,御芳名,金額\n1,会田 義雄,10000\n2,浅井 忠・久子,10000\n3,青柳 トシ,5000\n", ("浅井 忠", "久子")),
}  # fmt: skip
QUIET = {
    "stations": "路線,1,2,3,4\n東海道,東京,品川,川崎,横浜\n中央,新宿,中野,荻窪,三鷹\n山手,大崎,目黒,渋谷,原宿\n",
    "professionals": "プロ野球 開幕戦スタメン,,,\n打順,位置,選手,打率\n1,中,近本,.285\n2,二,中野,.290\n3,右,森下,.271\n4,三,佐藤,.268\n",
    "plants": "温室配置,,,,\n棚,1列,2列,3列,4列\n上段,椿,桜,梅,藤\n中段,菊,蘭,葵,楓\n下段,桔梗,牡丹,芙蓉,木蓮\n",
    "prefectures drawn": "┌────┬────┬────┐\n│大塚│石川│福島│\n├────┼────┼────┤\n│千葉│宮城│山口│\n├────┼────┼────┤\n│長野│富山│岡山│\n└────┴────┴────┘\n",
    "clubs by the hour": "テニスコート 7/13,,,\n時間,Aコート,Bコート,Cコート\n9-10,空き,テニス部,空き\n10-11,青葉クラブ,空き,若草会\n11-12,整備,整備,整備\n",
    "goods in stock": "○ 牛乳　　○ パン　　× 卵　　○ 米\n○ 味噌　　× 醤油　　○ 砂糖　○ 塩\n",
    "lent to clubs": "備品名,数,貸出先,返却\nテント,2,青葉町内会,8/5\n発電機,1,消防団,\n机,6,商工会,8/4\n",
    "doctors": "外来診療担当表,月,火,水\n内科,山田,佐藤,鈴木\n外科,伊藤,渡辺,中村\n小児科,吉田,山本,佐々木\n",
    "actors": "演目,月,火,水\n昼の部,勘三郎,仁左衛門,玉三郎\n夜の部,団十郎,幸四郎,菊五郎\n",
    "nobody drawn": "区画,当選者,補欠\nA-1,なし,なし\nA-2,落選者なし,\nB-1,該当者なし,\n",
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), FOUND.values(), ids=FOUND)
def test_names_of_neighbours_are_found(text: str, names: tuple[str, ...]) -> None:
    assert {*names} <= {value for kind, value in values(text.encode(), "list.txt") if kind == "name"}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_like_lists_of_other_things_stay_quiet(text: str) -> None:
    assert look(text.encode(), "list.txt").verdict is Verdict.CLEAN


def test_vacant_places_and_totals_are_nobody() -> None:
    found = values(FOUND["courts by the hour"][0].encode(), "list.csv")
    found |= values("会員,4月,5月,6月,7月\n喜多村,○,○,○,\n栗田,○,○,,\n黒木,○,○,○,○\n計,3,3,2,1\n".encode(), "list.csv")
    assert {value for _, value in found}.isdisjoint({"空き", "整備", "計"})


def test_the_surname_somebody_was_born_with_is_told() -> None:
    text = "昭和52年卒 同窓会出欠\n氏名,出欠\n太田 清美(旧姓早川),出\n梶原 久美子(手塚),出\n金沢 徹(東京),欠\n"
    found = {value for _, value in values(text.encode(), "list.csv")}
    assert {"太田 清美", "梶原 久美子", "金沢 徹", "早川", "手塚"} <= found
    assert "東京" not in found


MORE = {
    "a log of who came": ("2024/06/03 09:12 / 入室 / 戸張 / 研修室\n2024/06/03 09:15 / 入室 / 富樫 / 研修室\n2024/06/03 12:01 / 退室 / 戸張 / 研修室\n2024/06/03 12:04 / 入室 / 長瀞 / 和室\n", ("戸張", "富樫", "長瀞")),
    "a drawn family": ("福永 治郎 ＝ 福永 タケ\n  ├─ 長男 福永 一郎 ＝ 和子\n  │    ├─ 福永 隆史\n  │    └─ 福永 千晶\n  └─ 長女 水口 静子\n", ("福永 治郎", "和子", "福永 千晶")),
    "duties and who has them": ("掃除当番\n教室　　　 1班\n　ほうき　　平野、福井\n　ぞうきん　藤田、星\n　黒板　　　堀内\n廊下　　　 2班\n　ほうき　　前川、松井\n", ("平野", "福井", "堀内", "松井")),
    "what each brings": ("持ち寄り分担,,,\n料理,担当,飲み物,担当\nからあげ,塩谷,お茶,志田\nサラダ,品田,ジュース,篠田\nおにぎり,柴崎,コーヒー,渋沢\n", ("塩谷", "渋沢")),
    "one who checks": ("日,時,誰から,誰へ,用件\n6/1,9:20,兵藤様,平岩,次回予約変更\n6/1,11:05,広川様,深田,道順\n6/2,15:40,福原様,平岩,キャンセル\n", ("平岩", "深田", "福原")),
    "pupils in a cell": ("曜日・時間,生徒\n月 16:00,みなと・ことは・そら\n月 17:00,りょうた・ゆい\n水 16:00,あやね・しゅん・はなこ\n", ("みなと", "りょうた", "はなこ")),
    "door plates": ("号室,表札\n201,高見沢\n202,滝口・大島\n203,空室\n204,竹下\n205,田島\n", ("高見沢", "滝口", "大島", "田島")),
    "paid by month": ("会費納入状況\t4\t5\t6\t7\n池谷\t済\t済\t済\t済\n石塚\t済\t\t\t\n大貫\t済\t済\t\t\n泉谷\t済\t済\t済\t\n", ("池谷", "石塚", "大貫")),
    "a batting order among neighbours": ("町内ソフトボール大会 打順\n打順　守備　名前\n 1　　中　　垣内\n 2　　二　　柿沼\n 3　　遊　　角\n 4　　一　　風間\n", ("垣内", "柿沼", "風間")),
}  # fmt: skip
MORE_QUIET = {
    "a log of a machine": "2024/06/03 09:12 / 起動 / 正常 / 研修室\n2024/06/03 09:15 / 停止 / 異常 / 研修室\n2024/06/03 12:01 / 起動 / 正常 / 和室\n",
    "officers in public": "特定非営利活動法人みどりの風　役員名簿（公告）\n理事長　山口 稔\n副理事長　榎並 詩\n理事　佐藤 晴、星野 武\n監事　吉川 ユリ\n",
    "trains": "列車 / 発車 / 行先 / のりば\nのぞみ1号 / 6:00 / 博多 / 14\nひかり501号 / 6:26 / 岡山 / 17\nこだま / 6:33 / 三島 / 15\n",
    "who answers for things": "備品,数,担当\nいす,30,佐藤\n机,10,遠藤\n棚,4,渡辺\n",
    "parts of a house": "間取り\n├─ 一階 玄関 ＝ 土間\n│    ├─ 居間\n│    └─ 台所\n└─ 二階 寝室\n",
}


@pytest.mark.parametrize(("text", "names"), MORE.values(), ids=MORE)
def test_names_in_lists_of_other_makes_are_found(text: str, names: tuple[str, ...]) -> None:
    assert {*names} <= {value for kind, value in values(text.encode(), "list.txt") if kind == "name"}


@pytest.mark.parametrize("text", MORE_QUIET.values(), ids=MORE_QUIET)
def test_lists_of_such_makes_without_persons_stay_quiet(text: str) -> None:
    assert look(text.encode(), "list.txt").verdict is Verdict.CLEAN


SMALL = {
    "players in hiragana": ("FCみどり U-10 メンバー\n#1  ほりえ たくま（4年）\n#5  まえじま ゆう（4年）\n#7  まつい りゅうせい（3年）\n", ("ほりえ たくま", "まつい りゅうせい")),
    "pupils in hiragana beside pieces": ("ピアノ発表会プログラム\n 1  つぼい さな　（年長）　　メヌエット\n 2  てらおか じん（小1）　　 人形の夢と目覚め\n 3  とみなが ひより（小2）　 エリーゼのために\n", ("つぼい さな", "とみなが ひより")),
    "who got what": ("[05-01 08:31] ロッカー12 貸出 → 高畑\n[05-01 12:10] ロッカー07 貸出 → 滝田\n[05-01 17:45] ロッカー12 返却 ← 高畑\n[05-02 08:29] ロッカー03 貸出 → 武市\n", ("高畑", "滝田", "武市")),
    "rooms before names": ("置配一覧\nA101 芳我／A102 袴田／A103 橋爪\nB201 箱崎／B202 蓮沼／B203 (空)\nC301 長谷部／C302 畠／C303 蜂須賀\n", ("芳我", "箱崎", "蜂須賀")),
    "seats of a bus": ("     運転席        入口\n1   青野 赤羽  |  秋葉 浅香\n2   朝倉 芦沢  |  東   阿部\n3   天沼 雨宮  |  新居 有賀\n", ("青野", "秋葉", "浅香", "雨宮")),
    "tables of a feast": ("敬老会 席順,,,\nテーブル,1,2,3\n松,安井,柳井,矢野\n竹,湯沢,横倉,吉成\n梅,鷲見,綿引,藁谷\n", ("安井", "綿引")),
    "what is due back": ("延滞者リスト,,\n組,氏名,書名,返却期限\n2-1,中屋 敬太,ズッコケ三人組,6/1\n2-3,永井 もも,かいけつゾロリ,6/1\n4-2,長岡 一颯,ハリー・ポッター,5/25\n", ("中屋 敬太", "長岡 一颯")),
    "several in a cell": ("検尿未提出者,\nクラス,氏名\n1-1,鬼塚 空　小俣 すず\n1-3,折戸 はな\n2-1,貝原 朔　香取 凪　葛城 灯\n", ("鬼塚 空", "小俣 すず", "香取 凪")),
    "rows a program cut": ("遠足 引率・班分け,,,\n班,引率,児童,\n1,小笠原,尾形 つばさ、沖 みらい、荻野 たける\n2,奥平,小倉 りん、小沢 あお、落合 かなで\n", ("尾形 つばさ", "沖 みらい", "小沢 あお")),
}  # fmt: skip
SMALL_QUIET = {
    "words in hiragana": "おはなし会\n1 おおきな かぶ（3歳）\n2 ももたろう（4歳）\n3 さるかに ばなし（4歳）\n4 うらしま たろう（5歳）\n",
    "where parts went": "[05-01 08:31] 部品12 出庫 → 組立\n[05-01 12:10] 部品07 出庫 → 検査\n[05-01 17:45] 部品12 返品 ← 組立\n[05-02 08:29] 部品03 出庫 → 塗装\n",
    "shelves": "棚卸\nA101 味噌／A102 醤油／A103 砂糖\nB201 牛乳／B202 卵／B203 (空)\nC301 米／C302 塩／C303 酢\n",
    "surnames by rank": "都道府県,1位,2位,3位\n甲県,高橋,佐藤,阿部\n乙県,工藤,渡辺,遠藤\n丙県,斎藤,鈴木,佐々木\n",
    "groups of a nursery": "組,人数,先生\nぱんだ,12,2\nいちご,10,2\nりんご,11,2\nすみれ,9,1\n",
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), SMALL.values(), ids=SMALL)
def test_children_and_borrowers_are_found(text: str, names: tuple[str, ...]) -> None:
    assert {*names} <= {value for kind, value in values(text.encode(), "list.txt") if kind == "name"}


@pytest.mark.parametrize("text", SMALL_QUIET.values(), ids=SMALL_QUIET)
def test_stories_stock_and_ranks_stay_quiet(text: str) -> None:
    assert look(text.encode(), "list.txt").verdict is Verdict.CLEAN


def test_labels_of_tables_and_parts_of_names_are_no_names_of_their_own() -> None:
    found = {value for text, _ in SMALL.values() for kind, value in values(text.encode(), "list.txt") if kind == "name"}
    assert found.isdisjoint({"松", "竹", "梅", "たくま", "ゆう", "みらい", "小沢", "鬼塚 空　小俣 すず", "秋葉 浅香"})


LAST = {
    "families in a stand": ("応援席割当,,,\n,前列,中列,後列\n1組,菅井家,杉山家,鈴村家\n2組,角家,瀬古家,関根家\n3組,世良家,千賀家,相馬家\n", ("菅井", "杉山", "瀬古", "千賀", "相馬")),
    "those in each group": ("【体育係】千田　塚田\n【音楽係】辻井　土田\n【図書係】常盤　角井\n【保健係】露口　鶴田\n", ("千田", "土田", "露口")),
    "what each paid": ("第三班　町会費領収控\n大貫　　１２００円　済\n西　　　１２００円　済\n西森　　１２００円　　\n二宮　　１２００円　済\n", ("大貫", "西", "西森", "二宮")),
    "what was let": ("品名,開始,終了,名前,保証金\n浴衣,7/20,7/22,牧,3000\n浴衣,7/20,7/21,松永,3000\n帯,7/27,7/29,丸田,1000\n下駄,7/27,7/28,三田村,500\n", ("松永", "丸田", "三田村")),
    "a team entered": ("チーム名,監督,選手1,選手2,選手3\nさくら会,三井,光永,水谷,三橋\n緑友会,南,峰,宮内,宮島\n若葉会,宮前,三好,向,武笠\n", ("光永", "宮内", "武笠")),
    "voices": ("ソプラノ：佐伯・酒見・佐古田\nアルト　：佐野・沢・椎葉\nテノール：塩原・重松\nバス　　：渋谷・島\n", ("佐伯", "椎葉", "渋谷", "島")),
}  # fmt: skip
LAST_QUIET = {
    "who came after whom": "源頼朝 → 頼家 → 実朝\n足利尊氏 → 義詮 → 義満 → 義持\n徳川家康 → 秀忠 → 家光 → 家綱\n",
    "parts of a dictionary": "語,よみ,品詞\n小鳥遊,たかなし,姓\n月見里,やまなし,姓\n東海林,しょうじ,姓\n四月一日,わたぬき,姓\n服部,はっとり,姓\n",
    "what things cost": "文具 値段表\nノート　　１２００円　済\n鉛筆　　　　８００円　済\n消しゴム　　１００円　　\nのり　　　　１５０円　済\n",
    "groups of things": "【野菜】大根　人参\n【果物】林檎　蜜柑\n【魚】鯖　鯵\n【肉】豚　鶏\n",
    "houses of all sorts": "区画,1列,2列,3列\n1,農家,空き家,大家\n2,民家,農家,借家\n3,貸家,実家,隣家\n",
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), LAST.values(), ids=LAST)
def test_families_groups_and_payers_are_found(text: str, names: tuple[str, ...]) -> None:
    assert {*names} <= {value for kind, value in values(text.encode(), "list.txt") if kind == "name"}


@pytest.mark.parametrize("text", LAST_QUIET.values(), ids=LAST_QUIET)
def test_rulers_words_and_prices_stay_quiet(text: str) -> None:
    assert look(text.encode(), "list.txt").verdict is Verdict.CLEAN


def test_headings_of_a_plan_of_seats_are_nobody() -> None:
    text = "乗り合わせ表\n,運転者,助手席,後席左,後席中\n1台目,中尾,長坂,中沢,永瀬\n2台目,仲村,中山,行方,成田\n"
    assert {value for _, value in values(text.encode(), "list.csv")} == {"中尾", "長坂", "中沢", "永瀬", "仲村", "中山", "行方", "成田"}  # fmt: skip


CLUBS = {
    "a league of clubs": ("選手,所属,勝,負,得失,順位\n市川貴大,水無瀬クラブ,4,8,14,1\n佐藤達郎,写真同好会,7,8,10,2\n舘野雅之,民踊サークル,5,4,6,3\n坂本朋,水無瀬クラブ,4,5,15,4\n", ("市川貴大", "舘野雅之")),
    "weeks with dots": ("9月の草取り当番\n  第1週(9/7)  ……  浅川・麻生・荒\n  第2週(9/14) ……  有吉・石丸\n  第3週(9/21) ……  石倉・今井\n", ("浅川", "荒", "今井")),
    "who does what": ("No.,仕事,人,備考\n1,看板,岩本・植木,前日\n2,音響,牛尾,\n3,進行,大槻・岡,台本あり\n4,撮影,奥寺,\n", ("岩本", "植木", "牛尾", "奥寺")),
    "first and second": ("会場,午前,,午後,\n,主,副,主,副\n第1,横手,米沢,脇坂,渡会\n第2,和久田,相川,明石,浅見\n", ("横手", "脇坂", "浅見")),
    "before and after noon": ("【お手伝い】\n7/6 AM 川上（翔）、北（凛）\n7/6 PM 窪（葵）、小宮（蓮）\n7/7 AM 桜田（杏）、鮫島（律）\n", ("川上", "小宮", "鮫島")),
}  # fmt: skip
CLUBS_QUIET = {
    "a league of everybody's": "選手,所属,勝,負,得失,順位\n市川貴大,川崎,4,8,14,1\n佐藤達郎,横浜,7,8,10,2\n舘野雅之,浦和レッズ,5,4,6,3\n坂本朋,鹿島,4,5,15,4\n",
    "how many persons": "部屋,人,面積\n和室,12,20\n洋室,8,15\nホール,120,200\n",
    "first and second dishes": "会場,昼,,夜,\n,主,副,主,副\n第1,鯖,大根,肉,人参\n第2,鮭,豆,鶏,芋\n",
    "prices with dots": "品書き\nかけそば …… 400円\nざるそば …… 450円\n天ぷら …… 600円\n",
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), CLUBS.values(), ids=CLUBS)
def test_members_of_clubs_and_those_on_duty_are_found(text: str, names: tuple[str, ...]) -> None:
    assert {*names} <= {value for kind, value in values(text.encode(), "list.txt") if kind == "name"}


@pytest.mark.parametrize("text", CLUBS_QUIET.values(), ids=CLUBS_QUIET)
def test_leagues_rooms_and_dishes_stay_quiet(text: str) -> None:
    assert look(text.encode(), "list.txt").verdict is Verdict.CLEAN


def test_what_state_a_thing_is_in_and_sorts_of_persons_are_no_names() -> None:
    text = "端末番号,使用児童,状態\nT-001,若山 りこ,良\nT-002,鷲尾 あゆむ,画面割れ\nT-003,未使用,良\nT-004,和泉 そうし,良\n"
    assert {value for _, value in values(text.encode(), "list.csv")} == {"若山 りこ", "鷲尾 あゆむ", "和泉 そうし"}


def test_who_judges_a_game_among_neighbours_is_found() -> None:
    judges = "審判団（町内大会）\n主審　竹中\n副審　土田\n線審　寺井、中里\n記録　二瓶\n"
    assert {"竹中", "寺井", "中里", "二瓶"} <= {value for _, value in values(judges.encode(), "list.txt")}


@pytest.mark.parametrize(
    "text",
    [
        "入札結果,,,\n工事,1番札,2番札,3番札\n道路改良,鹿島,清水,大林\n橋梁補修,竹中,大成,前田\n下水管,熊谷,奥村,安藤\n",
        "取扱店,受渡,代金\n大黒屋,店頭,現金\n丸井,配送,振込\n高島屋,店頭,カード\n伊勢丹,配送,カード\n",
    ],
    ids=["bids", "shops"],
)
def test_firms_and_shops_stay_quiet(text: str) -> None:
    assert look(text.encode(), "list.txt").verdict is Verdict.CLEAN
