"""Tables and papers that explain something name nobody; lists of persons laid out alike are found."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

QUIET = {
    "glossary.csv": "用語,よみ,意味\n返戻,へんれい,第6章参照\n消込,けしこみ,第5章参照\n被保険者,ひほけんしゃ,第35章参照\n",
    "rooms.csv": "部屋,定員,設備\nさくら,17,ピアノ\nかえで,12,流し台\nあおい,15,和室\nゆり,18,机\n",
    "roads.csv": "愛称,起点,終点\n山本坂,本町3丁目,砂子6丁目\n田中橋通り,栄町3丁目,北久保4丁目\n木村横丁,旭町4丁目,北久保6丁目\n",
    "codes.csv": "区分,コード,名称\n異動事由,60,転入\n障害種別,42,知的障害\n続柄,31,妻\n給付区分,05,死亡\n",
    "database.csv": "項目ID,論理名,型,桁\nSHIMEI_KJ,氏名漢字,NVARCHAR,72\nSHIMEI_KN,氏名カナ,NVARCHAR,72\nBIRTH,生年月日,DATE,10\nTEL_NO,電話番号,CHAR,13\n",
    "signs.txt": "面区点\u3000字形\u3000通用字\n2-24-30\u3000﨑\u3000崎\n1-70-38\u3000邉\u3000辺\n2-55-78\u3000齋\u3000斎\n1-71-39\u3000濵\u3000浜\n",
    "typing.csv": "番号,漢字（よみ）\n1,山本（やまもと）\n2,中村（なかむら）\n3,渡辺（わたなべ）\n4,伊藤（いとう）\n",
    "ranking.txt": "順位  男の子  女の子\n1  蓮  陽葵\n2  碧  凛\n3  陽翔  結菜\n4  湊  紬\n（2024年調べ）\n",
    "ranking.csv": "1,蓮,22,陽葵,23\n2,湊,17,凛,16\n3,大翔,11,さくら,11\n4,碧,10,結月,9\n",
    "programme.csv": "時刻,番組,放送\n9:00,区民体操,毎日\n14:30,おはなし山口さん（アニメ・再）,水\n18:00,区のニュース,毎日\n",
    "spelling.txt": "外字の扱い\n髙→そのまま、﨑→そのまま、𠮷→吉に置き換えない。\n渡邊・渡邉・渡辺は原票どおり入力する。\n齋藤と斎藤も区別する。\n",
    "speech.txt": "電話応対の基本\n「○○様でいらっしゃいますね」「お電話番号をお伺いできますか」\nNG「田中さんはいません」→ OK「席を外しております」\n",
    "lesson.txt": "共有いたします\n受付班\n受付の窓口より\n業務班\n第18課 じこしょうかい\nA：はじめまして。わたしは（   ）です。\nB：たなかさんは かいしゃいんですか。\nA：いいえ、がくせいです。\n",
    "shrines.txt": "七福神めぐり\n大黒天、恵比寿、弁財天の順に7か所を巡ります。\n祭神は菅原道真公、別当は慈眼寺。\n",
    "counts.txt": "還付の事務\n納め過ぎがあった場合、通知から5年で時効となる。名義は半角カナで、濁点も一文字と数える。\n",
    "outline.txt": "報告書概要\n回答者の60.3%が女性。「健康に不安がある」は43%、うち高血圧が最も多く、糖尿病、腰痛が続く。\n",
    "book.txt": "今月の一冊\n「ゆきちゃんの手袋」\n主人公のはなこが森で迷子になるお話です。対象 6歳\n",
    "titles.txt": "人権作文 入賞作品 題名一覧\n「みんなちがって」\n「あかねちゃんの笑顔」\n「ぼくの弟」\n",
    "song.txt": "遠足のしおり\n持ち物 水筒、弁当\nバスの中では「ゆうとくん」の歌を歌います。\n",
    "mascot.txt": "区のマスコット\nねり丸とみどりちゃんがお祭りに来ます。\n",
    "rivers.txt": "区内の川\n石神井川、白子川、江古田川\n",
    "mistaken.txt": "聞き間違いやすい名字\n佐藤と加藤、鈴木と都築、伊藤と斉藤は復唱して確認する。\n",
    "top.txt": "令和5年 赤ちゃんの名前トップ5\n男の子：蓮、碧、陽翔、湊、律\n女の子：陽葵、凛、結菜、紬、芽依\n",
    "classes.csv": "グループ名,色,集合場所\nあおい,青,正門\nみどり,緑,体育館\nあかね,赤,中庭\n",
    "spoken.csv": "場面,悪い例,良い例\n不在,「田中さんはいません」,「田中は席を外しております」\n来客,「佐藤様ですね」,「佐藤様でいらっしゃいますね」\n",
    "fields.csv": "列名,説明,例\nshimei,氏名,若竹 太郎\nkana,カナ,ワカタケ タロウ\ntel,電話,03-0000-0000\n",
    "rules.txt": "地域福祉助成金交付要綱\n第3条 助成の対象は、高齢者、障害者、ひとり親家庭等を支援する団体とする。\n",
    "reading.txt": "今月の一冊は夏目漱石『坊っちゃん』。清の手紙の場面が忘れられない。次号は宮沢賢治を予定。投稿は400字以内で。\n",
}  # fmt: skip
FOUND = {
    "glossary.csv": ("利用者,よみ,内容\n返町 光枝,そりまち みつえ,相談中\n消谷 和也,けしたに かずや,面談\n", "返町 光枝"),
    "rooms.csv": ("部屋,定員,入居者\nさくら,1,大塚 幹夫\nかえで,2,松岡 里江\nあおい,1,野中 芳子\n", "大塚 幹夫"),
    "roads.csv": ("氏名,起点,終点\n大塚 幹夫,本町3丁目,砂子6丁目\n松岡 里江,栄町3丁目,北久保4丁目\n", "松岡 里江"),
    "codes.csv": ("区分,コード,氏名\n会員,60,大塚 幹夫\n会員,42,松岡 里江\n会員,31,野中 芳子\n", "大塚 幹夫"),
    "database.csv": ("会員,氏名,登録,桁\n1,大塚 幹夫,2024/4/1,3\n2,松岡 里江,2024/4/2,4\n3,野中 芳子,2024/4/3,5\n", "野中 芳子"),
    "signs.txt": ("番号\u3000氏名\u3000連絡先\n1\u3000大﨑 幹夫\u3000090-8712-3345\n2\u3000渡邉 里江\u3000090-8712-3346\n", "大﨑 幹夫"),
    "ranking.txt": ("順位  男子  女子\n1  大塚幹夫  松岡里江\n2  川島健吾  野中芳子\n3  石橋 守  近藤由美\n記録会の結果\n", "大塚幹夫"),
    "ranking.csv": ("1,大塚幹夫,22,松岡里江,23\n2,川島健吾,17,野中芳子,16\n3,石橋守,11,近藤由美,11\n", "大塚幹夫"),
    "spelling.txt": ("外字の確認\n渡邊様と渡辺様の取り違えがありました。認知症のご本人へ謝罪済み。\n", "渡邊"),
    "speech.txt": ("苦情の記録\n「田中さんはいませんか」と電話。娘さんより、要介護2の父の件。折り返しは090-8712-3345。\n", "田中"),
    "twice.txt": ("名簿の表記ゆれ\n渡邊健太・渡辺健太（同一人物か確認）\n齋藤美咲と斎藤美咲も住所が同じ旭町1-2-3\n", "渡辺健太"),
    "stay.csv": ("部屋,設備,備考\nさくら,ベッド,大塚幹夫さん入室中\nゆり,ベッド,松岡里江さん 認知症\n", "松岡里江"),
    "reader.txt": ("利用者の夏目さんの好きな本は夏目漱石『坊っちゃん』。糖尿病のため通院。\n", "夏目"),
    "proof.txt": ("差込の文に誤りがあります。「小林三郎様」を「○○○○様」に直してください。住所の中央1丁目3-24も消してください。実在の方です。\n", "小林三郎"),
    "lesson.txt": ("訪問の記録\nA：田中さんは昨日転倒、骨折の疑い。\nB：長女の美咲さんに電話する。\n", "田中"),
    "shrines.txt": ("神社の清掃当番\n大黒 恵子さん 090-8712-3345 腰痛のため欠席\n菅原 道夫さん 090-8712-3346\n", "菅原 道夫"),
    "mascot.txt": ("着ぐるみの当番 マスコット係\nみどりちゃんの母 佐藤美咲さん 090-8712-3345\n", "佐藤美咲"),
    "rivers.txt": ("担当の石川\n石川、吉川、中川が当日欠席。石川さんは発熱、要介護2の母と同居。\n", "石川"),
    "spoken.csv": ("場面,悪い点,良い点\n入浴,田中さんは転倒しそうになった,笑顔\n食事,佐藤さんは誤嚥,完食\n", "田中"),
    "fields.csv": ("列,席,参加者\nA,1,大塚 幹夫\nA,2,松岡 里江\nB,1,野中 芳子\n", "松岡 里江"),
    "rules.txt": ("ひとり親家庭の助成\n2号室 条 恵子さん 090-8712-3345\n", "条 恵子"),
    "counts.txt": ("還付の連絡\n一文字様より電話、通帳の写しを送るとのこと。要介護2の母と同居。\n", "一文字"),
    "outline.txt": ("報告者 室井\n担当 所\n利用者の室井さんは高血圧、糖尿病で通院中。\n", "室井"),
    "book.txt": ("読み聞かせの会\nゆきちゃんが発熱、母の佐藤美咲さんへ電話。卵アレルギーあり。\n", "佐藤美咲"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), QUIET.items(), ids=QUIET)
def test_what_explains_or_lists_things_stays_quiet(name: str, text: str) -> None:
    assert look(text.encode(), name).verdict is Verdict.CLEAN


@pytest.mark.parametrize(("name", "text", "person"), [(name, *told) for name, told in FOUND.items()], ids=FOUND)
def test_persons_laid_out_alike_are_found(name: str, text: str, person: str) -> None:
    assert ("name", person) in values(text.encode(), name)


NOBODY = {
    "weeks": ("福島奈々の話。脚立から足を滑らせた。診断は腰椎圧迫骨折、全治二か月。\n", "福島奈々", "全治二"),
    "age": ("生年月日\u30001986年8月14日生（満38歳）\n氏\u3000名\u3000髙橋\u3000愛\n携帯電話\u3000080(4347)1972\n", "髙橋\u3000愛", "満"),
    "language": ("相談票\nName: PERERA NIMAL\nTEL: 070-8165-9683\n相談内容: 離婚について\n通訳: 崔 恩珠（韓国語）\n", "崔 恩珠", "韓国語"),
    "father": ("佐藤明美様\nこのたびは温かいご寄付を賜りました。亡きお父様寅次様のお志、大切に使わせていただきます。\n", "寅次", "様寅次"),
    "visit": ("村上宅訪問、留守。長男の村上健太さんから電話、生活保護の相談。\n", "村上健太", "村上宅訪問"),
    "wife": ("前田喜一郎さんは全盲。白杖で駅まで来られる。\n奥さんの君江さんは弱視。\n", "君江", "さんの"),
    "right": ("下記のとおり訂正してください。\n誤\u3000石川麻里子\n正\u3000蛭田賢治\n理由\u3000婚姻による改姓のため。\n", "蛭田賢治", "正"),
    "paper": ("電話受付票一覧\n田中さんより、母の認知症の件。折返し090-8712-3345\n", "田中", "票一覧"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "person", "word"), NOBODY.values(), ids=NOBODY)
def test_words_beside_persons_are_no_names(text: str, person: str, word: str) -> None:
    found = {value for kind, value in values(text.encode(), "note.txt") if kind == "name"}
    assert person in found
    assert word not in found


FORM = "<p>【記入例】</p><p>氏名</p><p>フリガナ</p><p>※太枠の中を記入してください。</p><table><tr><td>氏名</td><td>{}</td></tr><tr><td>フリガナ</td><td>{}</td></tr><tr><td>生年月日</td><td>昭和54年1月1日</td></tr><tr><td>住所</td><td>{}</td></tr><tr><td>電話</td><td>{}</td></tr></table>"


def test_a_table_below_the_heading_of_a_specimen_is_one() -> None:
    text = FORM.format("千鳥　太郎", "チドリ　タロウ", "○○区○○町1-2-3", "03-0000-0000")
    assert look(text.encode(), "form.html").verdict is Verdict.CLEAN


def test_a_person_typed_over_a_specimen_is_found() -> None:
    text = FORM.format("大塚　幹夫", "オオツカ　ミキオ", "旭町3-14-2", "090-8712-3345")
    assert ("phone", "090-8712-3345") in values(text.encode(), "form.html")
