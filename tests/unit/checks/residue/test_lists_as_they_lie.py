"""Lists as they lie in the files of an office: labels for letters, lists beside each other, headings in kana, talks, tales."""

from __future__ import annotations

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import Verdict


def _told(text: str, name: str = "list.csv") -> tuple[Verdict, set[str]]:
    found = inspect_bytes(text.encode(), name, Budget(), reveal=True)
    return found.verdict, {value for _, value, _ in found.matches or ()}


FOUND = {
    "labels for letters, two in a row": (
        "〒359-9656,〒198-7319\n所沢市小手指町２－２５－１９,緑瀬区本町２－１２－３\n福岡　晃司 様,高橋　真由美 様\n,\n〒980-2072,〒198-6051\n仙台市青葉区柏木2丁目20-16,緑瀬区上久我原６－７－１２\n内田　さくら 様,小川　大輔 様\n",
        {"198-7319", "緑瀬区本町2-12-3", "福岡\u3000晃司", "緑瀬区上久我原6-7-12", "小川\u3000大輔"},
    ),
    "a list begun lower, beside another": (
        "月,件,,,\n4月,41,,,\n5月,57,,,\n6月,55,,,\n7月,34,,駐輪シール No.と使用者,\n8月,9,,128,遠藤\n9月,10,,102,須藤\n10月,8,,110,青木\n11月,7,,117,後藤\n12月,9,,121,村上\n",
        {"遠藤", "須藤", "青木", "後藤", "村上"},
    ),
    "headings in kana, as programs of long ago print them": (
        "園児ｺｰﾄﾞ,ｴﾝｼﾞﾒｲ,ｼﾞｭｳｼｮ,ﾃﾞﾝﾜ\n411,ｲｼｲ ﾕﾂﾞｷ,中野区江古田3-4-5,03-3388-1201\n505,ｻｶﾓﾄ ﾘｵ,中野区沼袋1-2-3,03-3388-1202\n321,ｽｽﾞｷ ｺﾅﾂ,中野区弥生町5-6-7,03-3388-1203\n",
        {"イシイ ユヅキ", "サカモト リオ", "中野区江古田3-4-5", "03-3388-1203"},
    ),
    "whose number it is, in a row among those of a list": (
        "サービス提供実績\n石井 照子 様,被保険者番号,2222872895,,\n日,開始,終了,コード,担当\n3,9:00,9:45,111681,加藤\n計,,,6回,\n辺見 美代子 様,被保険者番号,1400720990,,\n日,開始,終了,コード,担当\n3,9:00,9:45,111142,池田\n計,,,6回,\n",
        {"2222872895", "1400720990", "石井 照子"},
    ),
    "clubs and the homes of who stands for them, some by landline": (
        "登録番号,団体名,代表者氏名,〒,住所,連絡先\nM-1,折り紙教室,久保 光,211-2868,川崎市中原区小杉町4丁目19-12,090-6058-6682\nM-2,書道クラブ,毛受 弥生,198-3015,西原市栄町4丁目11-4,03(5285)6861\nM-3,男の料理会,竹内 翔太,198-1241,西原市上原４－２６－１８,090-1114-3111\nM-4,囲碁同好会,福島 郁恵,192-3727,八王子市子安町6-16-6 206号室,042-623-1004\n",
        {"198-3015", "西原市栄町4丁目11-4", "03(5285)6861", "042-623-1004"},
    ),
    "accounts behind banks and their branches without headings": (
        "東都信金,久我原支店,当座,6777021,ｱｾﾋﾞ ﾋﾃﾞｶｽﾞ\n緑瀬信用金庫,駅前支店,当座,3713554,ﾀﾅｶ ﾀﾂｵ\nみなと中央銀行,久我原支店,普通,5530012,ﾎﾝﾏ ﾀｸﾐ\nみなと中央銀行,本店,普通,1709314,ｻｶﾓﾄ ｲｽﾞﾐ\n",
        {"6777021", "3713554", "5530012", "1709314"},
    ),
    "whom to bring it to": (
        "納品先氏名,納品先住所,品目\n野口 寅之助様方,東京都府中市本町５－２２－４,歩行器\n石川 幸男様方,東京都府中市栄町６－１６－８,車いす\n森 敏子様方,東京都府中市東町6-13-15,手すり\n",
        {"野口 寅之助", "石川 幸男", "森 敏子"},
    ),
    "what to look for in a telephone": (
        "No,宛先名称,検索文字,FAX番号,区分\n1,丸和文具店,ﾏ,03-3723-1478,発注\n3,服部　圭,ﾊｯﾄﾘｹｲ,03-5369-2220,個人\n4,山崎　真由美,ﾔﾏｻﾞｷﾏﾕﾐ,03-5596-9928,個人\n6,石井　純,ｲｼｲｼﾞｭﾝ,0422-35-9183,個人\n7,平野　ゆき,ﾋﾗﾉﾕｷ,044-860-5838,個人\n",
        {"ハットリケイ", "ヤマザキマユミ", "服部\u3000圭"},
    ),
    "words taught to an input method": (
        "!Microsoft IME Dictionary Tool\nこくぶ,国分,人名\nきゃん,喜屋武,人名\nあかばね,赤羽,人名\nおせ,お世話になっております。,短縮よみ\n",
        {"国分", "喜屋武", "赤羽", "きゃん"},
    ),
    "small children with their families behind them": (
        "午睡チェック表（0歳児）,,,\n児名,12:30,12:35,体温\n結菜（石川）,仰,横,36.9\n蓮（勅使河原）,横,仰,36.8\n小夏（佐賀）,仰,仰,36.6\n颯真（三田）,仰,仰,36.5\n",
        {"石川 結菜", "勅使河原 蓮", "佐賀 小夏", "三田 颯真"},
    ),
    "who helps whom, in a column of helpers": (
        "学年,氏　名,学校,指導ボラ\n中1,藤田　碧,大門町中,金\n中2,岡田　一颯,大門町中,吉田\n中3,辻　琉那,久我原中,鉢嶺\n中2,原　蓮,宮の下中,朴\n中2,近藤　一颯,久我原中,三田\n",
        {"金", "吉田", "鉢嶺", "朴", "三田"},
    ),
    "names in Latin letters with a wide blank among Japanese ones": (
        "#,氏　名,活動,掛金\n1,中野　三郎,花壇,350\n2,DELACRUZ　MARICEL,学習支援,350\n3,井上　節子,読み聞かせ,350\n4,TRAN　VAN DUC,読み聞かせ,350\n",
        {"DELACRUZ\u3000MARICEL", "TRAN\u3000VAN DUC"},
    ),
    "staff whom an illness keeps away": (
        "職員,区分,期間,連絡先\n須田智美,がん治療のため休職,2017/7/30~,t@example.jp\n若林剛,うつ病により休職,2017/7/19~,w@example.jp\n福田和彦,傷病休職,2017/7/21~,k@example.jp\n",
        {"須田智美", "若林剛", "福田和彦", "うつ病により休職"},
    ),
    "what each does, some of it a word of forms": (
        "係,名前,携帯,次の人\n入力,大久保 誠,090-7839-2877,森田\n電話,松本 なつき,070-3238-2900,中野\n入力,神田 明日香,070-3811-6738,原田\n電話,白井 陽子,090-8567-6719,中山\n",
        {"大久保 誠", "松本 なつき", "神田 明日香", "白井 陽子"},
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_they_are_read(name: str) -> None:
    text, wanted = FOUND[name]
    assert wanted - _told(text)[1] == set()


def test_a_form_whose_labels_share_a_cell_with_their_values() -> None:
    form = "団体名\t西原フォークダンス会\n代表者\t住所　武蔵野市中町3丁目14-8\n\t氏名　伴　秀和　　㊞\n\t電話　0422(43)7003\n利用日時\t2月10日（日）\n利用施設\t和室\n"
    assert {"武蔵野市中町3丁目14-8", "伴\u3000秀和", "0422(43)7003"} <= _told(form, "form.tsv")[1]


def test_where_somebody_works_is_not_whose_paper_it_is() -> None:
    paper = "申請者\t服部 美鈴\t部署\t給食費\n振込先\t東都信金 久我原支店\t口座\t5023168\n月日\t内容\t金額\t\n4/25\tお茶\t1,990\t\n"
    assert {"服部 美鈴", "5023168"} <= _told(paper, "form.tsv")[1]


def test_columns_named_after_a_title_in_a_dump() -> None:
    rows = (("岡野 誠", "0422-43-7003"), ("土井 都", "0422-43-7004"), ("堀 茂", "0422-43-7005"))
    dump = "INSERT INTO `t` VALUES ('確認表');\n" + "".join(
        f"INSERT INTO `t` (`振込名義`,`連絡先`) VALUES ('{name}','{phone}');\n" for name, phone in rows
    )
    assert {value for row in rows for value in row} <= _told(dump, "dump.sql")[1]


def test_remarks_on_columns_are_their_headings() -> None:
    dump = (
        "CREATE TABLE `w` (\n  `id` int NOT NULL,\n  `c0` varchar(255) DEFAULT NULL COMMENT '被保険者番号',\n"
        "  `c1` varchar(255) DEFAULT NULL COMMENT '氏名',\n  `c2` varchar(255) DEFAULT NULL COMMENT '免許証番号',\n  PRIMARY KEY (`id`)\n);\n"
        "INSERT INTO `w` VALUES (0,'75145028','小川　まさ子','308233654770'),(1,'42693842','秋田　昭子','458544777000'),(2,'23207993','菅野　きくゑ','449637584960');\n"
    )
    assert {"75145028", "42693842", "308233654770", "菅野\u3000きくゑ"} <= _told(dump, "dump.sql")[1]


def test_lines_of_a_log_that_name_what_they_tell_are_rows() -> None:
    log = "".join(
        f"2022-03-1{n} 11:10:0{n} INFO [http-{n}] search shimei={name} jusho={home} seinengappi={day} hit=2\n"
        for n, (name, home, day) in enumerate(
            (
                ("水谷まさ子", "中野区江古田3-4-5", "19340327"),
                ("高知弥生", "中野区沼袋1-2-3　コーポ泉 201", "19780310"),
                ("西村美穂", "中野区弥生町5-6-7", "19630124"),
            )
        )
    )
    wanted = {"水谷まさ子", "19340327", "19780310", "中野区沼袋1-2-3\u3000コーポ泉 201", "中野区弥生町5-6-7"}
    assert wanted <= _told(log, "app.log")[1]
    machine = "".join(f"2022-03-1{n} INFO [job] 店舗=東{n}号店 件数={n} 状態=完了\n" for n in range(5))
    assert _told(machine, "job.log")[0] is Verdict.CLEAN


def test_a_letter_kept_line_by_line_in_a_log_is_read() -> None:
    lines = ("人事相談　佐藤（平成3年9月3日）", "夫は智規、勤務先は市バス", "免許も更新した 301156420610", "対応 千葉")
    log = "".join(f"2025-10-0{n}T08:00:11 POST /api/entry?q0={line} 200 90{n}\n" for n, line in enumerate(lines))
    verdict, values = _told(log, "entry.log")
    assert verdict is Verdict.CONTENT
    assert {"佐藤", "平成3年9月3日"} <= values


def test_a_list_pasted_with_wide_blanks_within_names() -> None:
    text = "町会　氏　名　ふりがな　生年月日　年齢　住所　受取\n旭自治会　片山　昭子　かたやま あきこ　昭和16年9月2日　83　緑が丘2-24-7　自宅\n栄町会　野中　静江　のなか しずえ　昭和25年6月17日　74　柳原2-8-18 清和荘405号室　窓口\n旭自治会　齊藤　ヤス　さいとう やす　昭和24年8月26日　75　南大塚台1-18-6　施設\n"
    assert {"片山 昭子", "昭和16年9月2日", "野中 静江", "昭和24年8月26日", "南大塚台1-18-6"} <= {
        value.replace("\u3000", " ") for value in _told(text, "list.txt")[1]
    }


def test_headings_and_days_of_the_week_are_no_names() -> None:
    text = "クラス,なまえ,氏名\n中3,うちだ りこ,内田莉子\n小1,すぎやま かいと,杉山海斗\n小2,おおの ことね,大野琴音\n"
    assert "なまえ" not in _told(text)[1]
    days = ",利用者名,電話\n,◆金曜日,\n1,三枝 ヨシエ,0558-47-1838\n2,望月 光男,0550-39-1584\n,◆土曜日,\n3,佐藤 キヨ,055-921-1541\n"
    assert not {"金曜日", "土曜日", "◆金曜日"} & _told(days)[1]


def test_a_note_kept_beside_counted_columns_is_read() -> None:
    text = "id,c0,c1,c2,memo\n1,日,手続,氏名,備考\n2,R7/10/6,再設定,井上 弥生,娘 080-2417-5638\n3,R6/4/28,受取,小野寺 雅人,\n4,R6/5/2,受取,平塚 伸幸,\n"
    assert {"井上 弥生", "080-2417-5638"} <= _told(text)[1]


def test_nothing_beside_what_lines_name_is_lost() -> None:
    keyed = "".join(
        f"2025-10-0{n} 08:00 {before} 氏名={name} 件名=照会 url=http://x.example/?m={other} 結果=済\n"
        for n, (before, name, other) in enumerate(
            (("miwa.tanaka@nifty.com", "田中 美咲", "渡辺三郎様"), ("", "鈴木 一郎", "x"), ("", "山本 陽子", "x"))
        )
    )
    assert {"田中 美咲", "渡辺三郎", "miwa.tanaka@nifty.com"} <= _told(keyed, "app.log")[1]
    said = ("相談あり", "鈴木さんへ折り返し 090 3278 4416", "山本様 来所", "小川様の件", "石井さん 欠席")
    letters = "".join(f"2025-10-0{n}T08:00:11 app msg={one}\n" for n, one in enumerate(said))
    assert {"090 3278 4416", "佐藤 健一"} <= _told(letters + "引き継ぎ 佐藤 健一様\n", "app.log")[1]


def test_a_dump_may_name_its_columns_in_two_orders() -> None:
    orders = ("氏名,口座番号,整理番号", "氏名,整理番号,口座番号")
    rows = (
        (orders[0], "'田中 美咲','4203118','7700001'"),
        (orders[1], "'鈴木 一郎','7700002','4203119'"),
        (orders[0], "'山本 陽子','4203120','7700003'"),
        (orders[1], "'小川 亮','7700004','4203121'"),
    )
    dump = "".join(f"INSERT INTO t ({columns}) VALUES ({values});\n" for columns, values in rows)
    told = _told(dump, "dump.sql")[1]
    assert {"4203118", "4203119", "4203120", "4203121"} <= told
    assert not {"7700001", "7700002", "7700003", "7700004"} & told


def test_a_bank_on_a_label_is_nobody() -> None:
    label = "〒100-0005,〒100-0006\n中央区日本橋1-2-3,中央区日本橋2-3-4\nみなと銀行,ひがし銀行\n"
    assert not {"みなと銀", "ひがし銀"} & _told(label)[1]


def test_a_short_talk_of_two_is_no_table() -> None:
    talk = "[LINE] 藤田 麗子とのトーク履歴\n保存日時：2017/01/01 18:22\n08:02\t藤田 麗子\tおはようございます。お休みします\n08:05\t西原ほいくえん\tお大事に\n11:40\t藤田 麗子\tノロでした\n"
    verdict, values = _told(talk, "talk.txt")
    assert verdict is Verdict.CONTENT
    assert "藤田 麗子" in values


def test_a_call_written_down_with_a_home_is_none_to_learn_from() -> None:
    call = "電話応対\n「はい、配食センター岡野です」\n「あ、星やけど。きょうお弁当が二つ来とるとよ」\n「星様、曙7丁目33番地28の星富美子様ですね？」\n「隣の清水さんのやないやろか」\n"
    assert "星富美子" in _told(call, "call.txt")[1]


@pytest.mark.parametrize(
    "text",
    [
        "(第3場)\nきつね「佐吉さん、佐吉さん、橋がながれたよ」\n佐吉「それはこまった。3日は町へ行けまい」\n",
        "受診券 2018\n«郵便番号» «住所» «氏名» 様\n受診券番号 «番号» 有効期限 2018年6月6日\n",
        "きつねのコンタは、もりのゆうびんやさん。きょうもくまのゴロウさんへてがみをとどけます。「ゴロウさん、ゴロウさん」\n",
        "移乗介助の手順\n1 車いすのブレーキを確認\n2 声かけ「立ちますよ、田中さん」のように名前をよぶ\n4 利用者の左片麻痺に注意\n",
        "こいのぼり製作　目玉シール51枚、折り紙（赤・青）。ひなちゃん人形の型紙は棚の4段目\n",
        "変数\t設問\t値\tラベル\nQ1\t氏名の記入有無\t7\t男\nQ2\t健康状態\t5\tはい\nQ3\t氏名の記入有無\t1\tはい\nQ4\t健康状態\t7\t女\nQ7\t氏名の記入有無\t7\tいいえ\n",
        "月,件,,,\n4月,41,,,\n5月,57,,,\n6月,55,,,\n7月,34,,停車駅,\n8月,9,,1,石川台\n9月,10,,2,池上\n10月,8,,3,蓮沼\n11月,7,,4,蒲田\n",
    ],
    ids=[
        "a play",
        "a ticket to be filled in",
        "beasts of a tale",
        "what to say, for an example",
        "a doll",
        "codes of answers",
        "stations beside counts",
    ],
)
def test_what_names_nobody_stays_quiet(text: str) -> None:
    assert _told(text, "paper.txt")[0] is Verdict.CLEAN
