"""Tables and papers that name nobody private stay quiet; those of the same shape about private persons do not."""

from __future__ import annotations

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import Verdict
from tests.bench.kinds import harmless

QUIET = {
    "heads of schools": "学校名,校長名,児童数,住所,電話\n本町小学校,沢田 悦子,320,青葉市本町2-14-3,042-555-1203\n東小学校,小野寺 亮,210,青葉市緑町1-6-8,042-555-3391\n北小学校,平岡 美咲,180,青葉市栄町5-1,042-555-8127\n",
    "animals of a zoo": "愛称,種名,性別,生年月日\nハナコ,アジアゾウ,メス,1995年4月2日\nアキラ,ニホンザル,オス,2008年2月10日\nユキ,キリン,メス,2016年6月9日\n",
    "readings of signs": "漢字,音読み,訓読み,用例\n森,シン,もり,森林\n林,リン,はやし,林業\n川,セン,かわ,川上\n",
    "doctors by weekday": "診療科,月,火,水,木,金\n内科,三浦,横山,前田,高木,桑原\n外科,上野,大森,垣内,中田,安田\n小児科,宮本,杉山,須藤,石川,金子\n",
    "who was elected": "都道府県,知事名,当選回数\n青森県,沢田 悦子,2\n岩手県,小野寺 亮,3\n宮城県,平岡 美咲,1\n",
    "names of mountains": "山の名前,標高\n荒島岳,1523\n武田山,411\n藤原岳,1144\n大山,1252\n天城山,1406\n",
    "routes": "乗車駅,降車駅,運賃,経路\n大塚,上野,180,目白経由\n三鷹,立川,230,中野経由\n板橋,赤羽,150,王子経由\n",
    "a greeting": "市長あいさつ\n\n　市民の皆さん、こんにちは。青葉市長の沢田　悦子です。\n　障害のある方もない方も、ともに暮らせるまちを目指します。\n\n　　青葉市長　沢田　悦子\n",
    "an official letter": "介護保険事業所 管理者 各位\n\n　　　　青葉市福祉部高齢福祉課長\n　　　　　　　　小野寺　亮\n\n　集団指導の実施について（通知）\n標記について実施しますので、出席くださるようお願いします。\n",
    "a novel": "　「沢田さん、もう帰るんですか」\n　背後から声をかけられて、悦子は足を止めた。\n　「雨、降りそうですよ」\n　悦子は黙って空を見上げた。あの日もこんな空だった。\n",
    "a work everybody knows": "　親譲りの無鉄砲で小供の時から損ばかりしている。清が言うには、あなたは真っ直でよいご気性だ。\n　夏目漱石『坊っちゃん』\n",
    "an encyclopedia": "沢田　悦子　（1850-1921）蘭方医。種痘の普及に尽くした。\n小野寺　亮　（1872-1940）洋画家。代表作「港」。\n",
    "judges": "主文　本件上告を棄却する。\n（裁判長裁判官 沢田　悦子　裁判官 小野寺　亮　裁判官 平岡　美咲）\n",
}  # fmt: skip
TOLD = {
    "clubs by their members": "団体名,代表者名,住所,電話\nさくら会,沢田 悦子,青葉市本町2-14-3 コーポ楓201,090-3312-5541\n囲碁の会,小野寺 亮,青葉市緑町1-6-8 ハイツ光102,080-8821-3345\n手話の会,平岡 美咲,青葉市栄町5-1-4 メゾン桜303,070-5543-1290\n",
    "dogs and their owners": "名前,犬種,性別,飼い主,電話\nモモ,柴犬,メス,沢田 悦子,090-3312-5541\nレオ,雑種,オス,小野寺 亮,080-8821-3345\nソラ,柴犬,オス,平岡 美咲,070-5543-1290\n",
    "winners among children": "種目,1位,2位,3位\n50m走,沢田悠真,小野寺蓮,平岡結衣\n縄跳び,今村陽菜,三宅湊,内海彩\n玉入れ,荒井茂,富永千尋,大久保剛\n",
    "a picture story at a day care": "10月のデイ日誌\n紙芝居「桃太郎」を読む。沢田さんは手をたたいて喜ばれた。小野寺さんは途中で居眠り。\nおやつ：平岡さんはむせ込みあり、とろみで対応。\n",
    "words said in a record": "　きょうは雨。\n　「沢田さん、お茶にしましょう」\n　「ありがとう」\n　沢田さんは認知症が進み、薬の飲み忘れが多い。担当の小野寺さんに伝える。\n",
    "a letter about somebody": "生活支援課長　今村　真由美\n各位\n下記の方の訪問をお願いします。\n対象者　沢田　悦子　昭和15年4月2日生　青葉市本町2-14-3\n糖尿病あり。\n",
    "who came to a concert": "コンサート参加者一覧\n番号,氏名,人数\n1,沢田 悦子,2\n2,小野寺 亮,1\n3,平岡 美咲,4\n",
}  # fmt: skip


def verdict(text: str) -> Verdict:
    ending = "csv" if "," in "".join(text.split("\n", 2)[:2]) else "txt"
    return inspect_bytes(text.encode(), f"document.{ending}", Budget(), reveal=True).verdict


@pytest.mark.parametrize("kind", QUIET)
def test_what_names_nobody_private_is_quiet(kind: str) -> None:
    assert verdict(QUIET[kind]) is Verdict.CLEAN


@pytest.mark.parametrize("kind", TOLD)
def test_the_same_shape_about_private_persons_is_told(kind: str) -> None:
    assert verdict(TOLD[kind]) is Verdict.CONTENT


def test_every_document_of_the_bench_about_private_persons_is_found() -> None:
    """In its plain form; `python -m tests.bench.kinds.harmless` reads all formats."""
    found = {kind.name: harmless.judged(kind, 0)[1].verdict for kind in harmless.kinds("batch_real")}
    assert {name for name, told in found.items() if told is not Verdict.CONTENT} == set()


def test_few_kinds_of_harmless_documents_are_flagged() -> None:
    """Of each tenth kind in its plain form at most one in twenty: the aim is one in two hundred files of an office."""
    kinds = [kind for batch in harmless.batches() for kind in harmless.kinds(batch) if kind.harmless][::10]
    flagged = [
        kind.name for kind in kinds if harmless.judged(kind, 0)[1].verdict in (Verdict.CONTENT, Verdict.NAME_ONLY)
    ]
    assert len(flagged) <= len(kinds) // 20, flagged
