"""Tables, cards and exports laid out in ways of their own: what is told of each person is found."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look

LAYOUTS = {
    "two_rows_a_person": (
        "氏名（上段カナ）,生年月日,住所,電話\nナルセ アヤコ,S51.4.2,173-0013,03-3958-7741\n成瀬　綾子,（48歳）,東京都板橋区氷川町12-5,090-5512-7734\nイヌイ ダイキ,H2.11.8,174-0046,03-3966-1102\n乾　大輝,（34歳）,東京都板橋区蓮根2-8-1,080-1129-6640\n",
        "173-0013 174-0046 090-5512-7734 東京都板橋区蓮根2-8-1",
    ),
    "business_cards": (
        "会社名,部署,氏名,メール,会社TEL,携帯番号\n株式会社北斗設備,工事部,片桐譲,katagiri.y@icloud.com,03-3958-2210,090-4471-2203\n有限会社すみれ,,尾上百合子,yuriko-onoe@gmail.com,03-3959-1180,080-7719-3021\n",
        "片桐譲 尾上百合子 080-7719-3021 yuriko-onoe@gmail.com",
    ),
    "winners_of_a_school": (
        "賞,題名,作品,学校,氏名\n金賞,海,絵,第三小,外山結\n銀賞,犬,絵,第三小,児玉蓮\n銅賞,空,絵,第五小,市原紬\n",
        "外山結 児玉蓮 市原紬",
    ),
    "card_in_hiragana": (
        "おともだちカード\nおなまえ,石塚ひなの\nうまれたひ,令和2年5月3日\nほごしゃ,石塚美咲\nれんらくさき,090-8812-5520\n",
        "石塚ひなの 令和2年5月3日 石塚美咲 090-8812-5520",
    ),
    "lines_in_hiragana": (
        "おともだちカード\nおなまえ　石塚ひなの\nうまれたひ　令和2年5月3日\nほごしゃ　石塚美咲\nれんらくさき　090-8812-5520\n",
        "令和2年5月3日 090-8812-5520",
    ),
    "vcard": (
        "BEGIN:VCARD\nVERSION:3.0\nN:野沢;静;;;\nFN:野沢 静\nTEL;TYPE=CELL:090-7731-2204\nADR;TYPE=HOME:;;東京都板橋区赤塚3-4-1;;;175-0092;日本\nEND:VCARD\n",
        "175-0092 090-7731-2204",
    ),
    "word_press": (
        '<?xml version="1.0"?>\n<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>\n<wp:author><wp:author_email>y.asakura9@gmail.com</wp:author_email><wp:author_display_name><![CDATA[朝倉陽子]]></wp:author_display_name></wp:author>\n<item><title>お花見</title><wp:comment><wp:comment_author><![CDATA[大庭隆]]></wp:comment_author><wp:comment_author_email>oba_takashi@yahoo.co.jp</wp:comment_author_email></wp:comment></item>\n</channel></rss>',
        "朝倉陽子 大庭隆 oba_takashi@yahoo.co.jp",
    ),
    "shop": (
        "order_id,order_name01,order_name02,order_kana01,order_kana02,order_tel\n1,永峰,志乃,ナガミネ,シノ,090-2231-7740\n2,深津,翼,フカツ,ツバサ,080-9921-3340\n3,黒須,友美,クロス,トモミ,070-1182-5531\n",
        "永峰志乃 深津翼 黒須友美 ナガミネシノ",
    ),
    "residence_card": (
        "氏名（在留カード）,生年月日,住居地,電話番号\nNGUYEN THI HOA,1996/02/11,東京都板橋区志村2-11-3,070-4481-2290\nSHRESTHA BINOD,1990/08/30,東京都板橋区前野町4-2-8,080-3317-5520\n",
        "NGUYENTHIHOA SHRESTHABINOD",
    ),
    "timestamps": (
        "Timestamp お名前（漢字） お名前（かな） メールアドレス 携帯電話番号\n2026/04/02 9:12:04 田所和 たどころ なごみ nagomi.t5@gmail.com 090-6612-7741\n2026/04/02 9:40:31 有賀惇 ありが じゅん jun_ariga@yahoo.co.jp 080-4419-2231\n2026/04/03 8:02:55 宮原咲 みやはら さき saki.m77@icloud.com 070-2218-3390\n",
        "田所和 有賀惇 宮原咲 090-6612-7741",
    ),
    "turned": (
        "項目,1,2,3\n氏名,樫原潤,内海結,二階堂楓\n電話,090-3381-2204,080-4471-9920,070-2216-3381\n住所,板橋区赤塚2-3-4,板橋区成増1-2-3,板橋区高島平3-4-5\n",
        "樫原潤 内海結 二階堂楓 090-3381-2204 板橋区赤塚2-3-4",
    ),
    "tenants": (
        "部屋,契約者,入居者（同居）,連帯保証人,保証人電話\n101,峯岸拓也,峯岸彩・峯岸湊,峯岸正,049-222-1130\n102,鶴見絵里,,鶴見茂,0480-22-1180\n",
        "峯岸拓也 峯岸彩 峯岸湊 鶴見茂 049-222-1130",
    ),
    "visits": (
        "訪問日,訪問先,訪問者,様子\n4/3,小嶋トメ様,大友・浅井,元気\n4/5,白鳥ハル様,浅井・滝,膝の痛み\n4/9,樫村ミネ様,大友・滝,元気\n",
        "小嶋トメ 白鳥ハル 樫村ミネ 大友 浅井 滝",
    ),
    "english": (
        "Student,Guardian,Grade,Emergency Phone\nSugimoto Haruka,Sugimoto Rie,3,090-4471-2203\nTachibana Ren,Tachibana Shun,5,080-9917-3320\n",
        "SugimotoHaruka TachibanaRen 090-4471-2203",
    ),
    "register": (
        "宛名番号,世帯番号,氏名_漢字,氏名_カナ,生年月日_西暦,住所_方書\n0001234567,0009876,根津修一,ネヅ シュウイチ,19620403,コーポ山吹201\n0001234568,0009876,根津久恵,ネヅ ヒサエ,19640911,コーポ山吹201\n",
        "根津修一 根津久恵 ネヅシュウイチ 19620403",
    ),
    "form_answers": (
        "タイムスタンプ,1. お子さんのお名前,2. 学校・学年,3. 保護者様のお名前,4. 当日の連絡先(携帯)\n2025/04/02 13:58:01,有村凪沙,二小3年,有村真帆,090-3381-7742\n2025/04/02 14:11:40,瀬川大地,三小1年,瀬川明,080-4471-2290\n",
        "有村凪沙 有村真帆 瀬川大地 瀬川明 080-4471-2290",
    ),
    "rooms": ("部屋割\n部屋,メンバー\n301,蓮見・畑中・羽生田\n302,坂東・平賀・深瀬\n303,保科・牧野・三沢\n", "蓮見 羽生田 平賀 三沢"),
    "mourners": (
        "受付番号,ご芳名,ご住所,御香典\n1,新妻武,東京都板橋区大山町3-2,10000\n2,久我みさ子,埼玉県川口市本町4-1-1,5000\n",
        "新妻武 久我みさ子 東京都板橋区大山町3-2",
    ),
    "duties_of_a_class": (
        "日付,日直,欠席\n4/8,橘・室,須藤\n4/9,桐山・日比,なし\n4/10,飯塚・玉木,須藤\n",
        "橘 室 桐山 日比 飯塚 玉木",
    ),
    "taken_ill": (
        "日時,対象者(年齢・性別),症状,搬送先,付添\n4/1 10:20,鴨下正一(82・男),胸痛,大学病院,妻 鴨下千代\n4/3 14:05,乙黒ヒデ(90・女),転倒,区立病院,長女 乙黒恵\n",
        "鴨下正一 乙黒ヒデ 鴨下千代 乙黒恵 胸痛",
    ),
    "things_lent": (
        "品名,貸与先,貸与日,返却\nタブレット,保科 遥,4/1,\n鍵(正面),蒲生 理,4/1,5/1\n名札,都築 結,4/2,\n",
        "保科遥 蒲生理 都築結",
    ),
    "swimmers_of_a_school": ("レーン,選手名,学年,タイム\n1,風間陸,小4,38.2\n2,桂木海,小4,39.0\n3,蔵本空,小5,37.1\n", "風間陸 桂木海 蔵本空"),
    "land": (
        "地番,所有者,持分,住所\n12-3,石黒忠,1/2,東京都練馬区豊玉北5-1-2\n12-3,石黒峰子,1/2,東京都練馬区豊玉北5-1-2\n12-5,株式会社桜,全部,東京都千代田区一番町1\n",
        "石黒忠 石黒峰子",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LAYOUTS)
def test_what_a_layout_tells_is_found(case: str) -> None:
    text, wanted = LAYOUTS[case]
    found = {value.replace(" ", "").replace("\u3000", "") for _, value, _ in look(text.encode(), "list").matches or []}
    assert [value for value in wanted.split() if value not in found] == []


HARMLESS = (
    "事業,対象者,定員,費用\n体操教室,区民,20,無料\n料理教室,親子,10,500\n相談会,どなたでも,なし,無料\nスマホ講座,高齢者,15,無料\n",
    "戦国武将,城,所在地\n織田信長,安土城,近江八幡市安土町下豊浦\n武田信玄,躑躅ヶ崎館,甲府市古府中町2611\n伊達政宗,仙台城,仙台市青葉区川内1\n",
    "避難先,受入人数,連絡先\n第一小学校,300,03-3961-1111\n第三中学校,450,03-3962-2222\n区立体育館,800,03-3963-3333\n",
    "手続き,申請者,添付書類,窓口\n転入届,本人,本人確認書類,戸籍住民課\n児童手当,保護者,口座の写し,子ども政策課\n",
    "Participant,Type,Role\nServer,system,primary\nClient,system,secondary\nProxy,system,relay\n",
    "棋戦,先手,後手,結果\n名人戦,藤井聡太,渡辺明,先手勝\n王座戦,永瀬拓矢,羽生善治,後手勝\n竜王戦,広瀬章人,豊島将之,先手勝\n",
    "店名,店長,電話\n北口店,佐藤,03-3958-1111\n南口店,鈴木,03-3958-2222\n西口店,高橋,03-3958-3333\n",
    "番付,力士,出身,部屋\n横綱,大山,東京,青木\n大関,石橋,福岡,中村\n関脇,白石,青森,高田\n",
    "件名,落札者,金額\n舗装工事,丸山建設,1200000\n植栽管理,緑園,500000\n",
    "曜日,午前,午後\n月,内科 山本,外科 鈴木\n火,内科 佐藤,小児科 高橋\n",
)


@pytest.mark.parametrize("text", HARMLESS)
def test_lists_of_players_shops_and_physicians_are_no_finding(text: str) -> None:
    assert look(text.encode(), "list.csv").matches == []


def test_companies_with_their_telephones_are_no_business_cards() -> None:
    text = "会社名,氏名,代表電話\n株式会社北斗設備,片桐譲,03-3958-2210\n有限会社すみれ,尾上百合子,03-3959-1180\n"
    assert look(text.encode(), "list.csv").verdict is Verdict.CLEAN
