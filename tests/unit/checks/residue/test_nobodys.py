"""Papers whose names are nobody's stay quiet; the same names in papers about persons are found."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

QUIET = {
    "worksheet": "たしざんプリント\n① みなみさんはえんぴつを5本、ゆうとさんは3本もっています。あわせて何本ですか。\n② さくらさんは120円のノートを買いました。\n",
    "stops": "市内循環バス 時刻表\n7時 05 25 45\n停留所 駅前/中島/大場/小川/松本/高橋/森\n運賃 中島から小川まで210円\n",
    "first names": "人気の名前ランキング\n男の子 1位 蓮(れん) 2位 湊(みなと) 3位 陽翔(はると)\n女の子 1位 凛(りん) 2位 紬(つむぎ) 3位 陽葵(ひまり)\n",
    "surnames": "名字の由来と順位\n1位 佐藤 2位 鈴木 3位 高橋 4位 田中 5位 伊藤\n県内では鈴木が最も多く、望月、渡辺と続く。\n",
    "chronicle": "城のあゆみ\n1579年 武田勝頼が城を築く。\n1601年 大久保忠佐が入る。\n1777年 水野忠友が藩主となる。\n",
    "signs": "手話の会 今月の単語\n佐藤 砂糖の手話と同じ\n田中 「田」の形をつくる\n小林 手で木の形をなぞる\n",
    "animals": "動物ひろばの仲間\nうさぎ モモ、ハナ\n犬 小太郎(柴犬)、リン\nヤギ ユキ、タロウ\n",
    "concert": "秋の演奏会\n指揮 遠藤正義\nピアノ 工藤真理子\n曲目 交響曲第7番\n問合せ 090-8712-3345\n",
    "invented": "研修 電話の受け方\n遠藤様より電話、来週の通院について。\n工藤様の長男より、認知症の相談。\n※出てくる方は架空の人物です\n",
    "for example": "席次の書き方\n主賓から順に並べます。\n例 遠藤様 工藤様 近藤様\n",
    "trains": "運行情報 16時現在\n本線 原駅での人身事故の影響で一部列車に遅れ\n支線 平常運転(大場、大仁、原木、田京、中島)\n",
    "players": "打順,選手,守備,打率\n1,近藤,左,.285\n2,工藤,二,.270\n3,遠藤,右,.277\n",
    "tales": "おはなし会\n桃太郎は犬と猿とキジをつれていきました。\n金太郎は熊と相撲をとりました。\n浦島太郎は亀に乗りました。\n",
    "an example below": "届出のしかた\n窓口へお出しください。\n郵送でもかまいません。\n記入後は控えをお取りください。\n【記入例】\n氏名 佐藤 花江\n電話 090-1234-5678\n",
    "a family in an example": "世帯調査票\n【記入例】\n世帯主 鈴木 一郎\n妻 鈴木 恵子\n長男 鈴木 大輔\n次男 鈴木 健太\n",
    "an example and the desk": "届出のしかた\n【記入例】\n氏名 沼津 花子\n住所 沼津市○○町1-2-3\n電話 055-000-0000\n※問い合わせは市役所福祉課 055-934-4755\n",
    "a specimen at the office's own address": "申請のしかた\n窓口に出してください\n提出は月末まで\n【記入例】\n氏名 福祉 花子\n住所 沼津市御幸町16-1\n電話 055-934-4755\n",
    "a curriculum vitae to copy": "履歴書 記入見本\n氏名 鈴木 一郎\n生年月日 平成5年4月1日\n住所 東京都新宿区西新宿2-8-1\n電話 03-5321-1111\n",
    "a roster to copy": "名簿の書き方（見本）\n班 氏名 役割\n1 佐藤 花子 班長\n1 鈴木 次郎 副班長\n2 田中 三郎 班長\n",
    "letters on envelopes": "封筒の書き方の例\n○○ 花子 様\n××課 御中\n",
    "plants": "和名,よみ,科,花期\n桜,さくら,バラ科,4月\n葵,あおい,アオイ科,6月\n菫,すみれ,スミレ科,4月\n椿,つばき,ツバキ科,2月\n",
    "towns": "郵便番号,町名,よみ\n410-0801,大手町,オオテマチ\n410-0022,大岡,オオオカ\n410-0312,原,ハラ\n410-0836,吉田町,ヨシダチョウ\n",
    "dishes": "料理,ふりがな,主な材料\n肉じゃが,にくじゃが,じゃがいも\n白和え,しらあえ,豆腐\n筑前煮,ちくぜんに,鶏肉\n",
}
FOUND = {
    "worksheet": ("学習支援の記録\n① さくらさんは算数プリントを3枚終えた。宿題も提出。発達障害の診断あり。\n② ゆうとさんは欠席。母の佐藤さんより電話。\n", "さくら"),
    "stops": ("送迎のバス停\n中島さん 駅前のバス停で乗車\n大場さん 自宅前、歩行器あり\n小川さん 欠席、発熱のため\n", "大場"),
    "first names": ("今年生まれた子\n長男 陽翔 令和7年4月2日生 母 佐藤美咲 090-8712-3345\n", "佐藤美咲"),
    "born long ago": ("入所者\n1921年3月4日生 大塚幹夫 要介護5\n1925年6月7日生 松岡里江 要介護3\n1928年8月9日生 野中芳子 要介護4\n", "大塚幹夫"),
    "who looks after the cat": ("訪問の記録 一人暮らし、生活保護\n猫 三匹、近くに住む長女の佐藤美咲さんが世話\n電話 090-8712-3345\n", "佐藤美咲"),
    "a list of callers that asks for a sum": ("集金の記録\n① 全部でいくらですか、と遠藤真紀様 090-8712-3345\n② 未納 工藤様 090-8712-3346\n", "遠藤真紀"),
    "a case under an assumed name": ("相談の記録 仮の氏名で登録した方\n遠藤真紀様 090-8712-3345 沼津市大手町3丁目1-2\n夫からの暴力により避難\n", "遠藤真紀"),
    "calls": ("電話の記録\n遠藤様より電話、来週の通院について。\n工藤様の長男より、認知症の相談。\n", "工藤"),
    "numbers like years": ("番号,利用者,病名\n1579,大塚幹夫,糖尿病\n1601,松岡里江,高血圧症\n1777,野中芳子,脳梗塞\n", "野中芳子"),
    "readings": ("よみ,生年月日,電話\nおおつか みきお,昭和20年2月3日,090-1111-2345\nまつおか さとえ,昭和14年5月11日,090-1144-5566\n", "まつおか さとえ"),
    "a roster below an example": ("記入例\n氏名 山田太郎\n住所 ○○市\n\n利用者名簿\n1 大塚幹夫\n2 松岡里江\n3 野中芳子\n4 川島健吾\n", "野中芳子"),
    "data typed over an example": ("記入例,,\n氏名,年齢,備考\n大塚幹夫,72,糖尿病の薬あり\n松岡里江,81,要介護3\n野中芳子,65,生活保護\n", "松岡里江"),
    "one person typed over an example": ("【記入例】\n氏名 大塚幹夫\n電話 090-8712-3345\n病名 糖尿病\n", "大塚幹夫"),
    "an address typed over an example": ("見本\n氏名 大塚幹夫\n住所 沼津市大手町3丁目14-22\n生年月日 昭和20年2月3日\n", "大塚幹夫"),
    "called politely below an example": ("送迎の連絡\n本日の分\n確認済み\n【記入例】\n大塚幹夫様 通院送迎\n松岡里江様 入浴\n", "大塚幹夫"),
    "a roster that asks for a sum": ("利用者名簿\n1. 大塚幹夫\n2. 松岡里江\n3. 野中芳子\n4. 全部で何人ですか\n", "松岡里江"),
    "readings alone": ("番号,よみ\n1,おおつか みきお\n2,まつおか さとえ\n3,のなか よしこ\n4,かわしま けんご\n", "のなか よしこ"),
}  # fmt: skip


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_papers_about_nobody_stay_quiet(text: str) -> None:
    assert look(text.encode(), "paper.csv").verdict is Verdict.CLEAN


@pytest.mark.parametrize(("text", "name"), FOUND.values(), ids=FOUND)
def test_persons_in_papers_alike_are_found(text: str, name: str) -> None:
    assert name in {value for _, value in values(text.encode(), "paper.csv")}
