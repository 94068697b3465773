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
        "永峰志乃 深津翼 黒須友美 ナガミネ",
    ),
    "residence_card": (
        "氏名（在留カード）,生年月日,住居地,電話番号\nNGUYEN THI HOA,1996/02/11,東京都板橋区志村2-11-3,070-4481-2290\nSHRESTHA BINOD,1990/08/30,東京都板橋区前野町4-2-8,080-3317-5520\n",
        "NGUYENTHIHOA SHRESTHABINOD",
    ),
    "timestamps": (
        "Timestamp お名前（漢字） お名前（かな） メールアドレス 携帯電話番号\n2026/04/02 9:12:04 田所和 たどころ なごみ nagomi.t5@gmail.com 090-6612-7741\n2026/04/02 9:40:31 有賀惇 ありが じゅん jun_ariga@yahoo.co.jp 080-4419-2231\n2026/04/03 8:02:55 宮原咲 みやはら さき saki.m77@icloud.com 070-2218-3390\n",
        "田所和 有賀惇 宮原咲 090-6612-7741",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LAYOUTS)
def test_what_a_layout_tells_is_found(case: str) -> None:
    text, wanted = LAYOUTS[case]
    found = {value.replace(" ", "").replace("\u3000", "") for _, value, _ in look(text.encode(), "list").matches or []}
    assert [value for value in wanted.split() if value not in found] == []


def test_companies_with_their_telephones_are_no_business_cards() -> None:
    text = "会社名,氏名,代表電話\n株式会社北斗設備,片桐譲,03-3958-2210\n有限会社すみれ,尾上百合子,03-3959-1180\n"
    assert look(text.encode(), "list.csv").verdict is Verdict.CLEAN
