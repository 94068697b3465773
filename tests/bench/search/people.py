"""Invented residents for the benchmark. The name lists were written by hand for it; no dictionary of the search was used."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

SURNAMES = """佐藤 サトウ|鈴木 スズキ|高橋 タカハシ|田中 タナカ|伊藤 イトウ|渡辺 ワタナベ|山本 ヤマモト|中村 ナカムラ|小林 コバヤシ|加藤 カトウ|吉田 ヨシダ|山田 ヤマダ|
佐々木 ササキ|山口 ヤマグチ|松本 マツモト|井上 イノウエ|木村 キムラ|林 ハヤシ|斎藤 サイトウ|清水 シミズ|山崎 ヤマザキ|森 モリ|池田 イケダ|橋本 ハシモト|阿部 アベ|石川 イシカワ|
山下 ヤマシタ|中島 ナカジマ|石井 イシイ|小川 オガワ|前田 マエダ|岡田 オカダ|長谷川 ハセガワ|藤田 フジタ|後藤 ゴトウ|近藤 コンドウ|村上 ムラカミ|遠藤 エンドウ|青木 アオキ|坂本 サカモト|
福田 フクダ|太田 オオタ|西村 ニシムラ|藤井 フジイ|金子 カネコ|三浦 ミウラ|岡本 オカモト|竹内 タケウチ|中川 ナカガワ|原田 ハラダ|小野 オノ|田村 タムラ|和田 ワダ|石田 イシダ|上田 ウエダ|
髙木 タカギ|𠮷川 ヨシカワ|山﨑 ヤマサキ|渡邉 ワタナベ|齋藤 サイトウ|濵田 ハマダ|廣瀬 ヒロセ|五十嵐 イガラシ|東海林 ショウジ|勅使河原 テシガワラ|小鳥遊 タカナシ|御手洗 ミタライ|我妻 アガツマ|
鴨志田 カモシダ|日下部 クサカベ|百目鬼 ドウメキ|長曽我部 チョウソカベ|喜屋武 キャン|比嘉 ヒガ|金城 キンジョウ|具志堅 グシケン|桑島 クワジマ|雨宮 アマミヤ|真鍋 マナベ|諏訪 スワ|熊谷 クマガイ|
久保田 クボタ|須藤 ストウ|大久保 オオクボ|相馬 ソウマ|安達 アダチ|星野 ホシノ|関 セキ|菅 スガ|辻 ツジ|堀 ホリ|谷 タニ|丹羽 ニワ|乾 イヌイ|栗原 クリハラ|轟 トドロキ|月岡 ツキオカ|九条 クジョウ""".replace(
    "\n", ""
).split("|")

GIVEN = """美咲 ミサキ|陽葵 ヒマリ|結愛 ユア|蓮 レン|湊 ミナト|碧 アオイ|紬 ツムギ|凪 ナギ|澪 ミオ|朔 サク|律 リツ|翠 スイ|悠真 ユウマ|大和 ヤマト|陽翔 ハルト|颯真 ソウマ|結翔 ユイト|伊織 イオリ|
詩 ウタ|芽依 メイ|杏 アン|莉子 リコ|咲茉 エマ|陽菜 ヒナ|琴葉 コトハ|美月 ミヅキ|心陽 コハル|彩葉 イロハ|一華 イチカ|紗良 サラ|和子 カズコ|幸子 サチコ|節子 セツコ|洋子 ヨウコ|京子 キョウコ|恵子 ケイコ|
久美子 クミコ|由美 ユミ|真由美 マユミ|智子 トモコ|直美 ナオミ|裕子 ユウコ|陽子 ヨウコ|清 キヨシ|茂 シゲル|勇 イサム|博 ヒロシ|正 タダシ|実 ミノル|誠 マコト|隆 タカシ|修 オサム|進 ススム|豊 ユタカ|
勝利 カツトシ|和夫 カズオ|昭一 ショウイチ|健一 ケンイチ|大輔 ダイスケ|翔太 ショウタ|拓也 タクヤ|直樹 ナオキ|哲也 テツヤ|達也 タツヤ|和也 カズヤ|健太 ケンタ|亮 リョウ|剛 ツヨシ|智也 トモヤ|雄太 ユウタ|
トメ トメ|キヨ キヨ|ハルエ ハルエ|フミ フミ|さくら サクラ|ひかり ヒカリ|みゆき ミユキ|あかね アカネ|源三郎 ゲンザブロウ|善右衛門 ゼンエモン|喜久江 キクエ|八重子 ヤエコ|千代 チヨ|志津 シヅ|彦太 ヒコタ|
麗奈 レナ|愛莉 アイリ|聖那 セナ|琉生 ルイ|櫂 カイ|逞 タクマ|永遠 トワ|心愛 ココア|希空 ノア|星凪 セナ|柚葉 ユズハ|楓 カエデ|遥斗 ハルト|慶 ケイ|響 ヒビキ""".replace(
    "\n", ""
).split("|")

FOREIGN = (
    ("グエン・ティ・ホア", "NGUYEN THI HOA"),
    ("マリア・サントス", "SANTOS MARIA"),
    ("ラム・バハドゥル・タパ", "THAPA RAM BAHADUR"),
    ("キム・ミンジ", "KIM MINJI"),
    ("ジョン・スミス", "SMITH JOHN"),
    ("リン・シャオメイ", "LIN XIAOMEI"),
)
TOWNS = (
    ("東京都", "練馬区", "石神井町", "177"),
    ("東京都", "北区", "赤羽西", "115"),
    ("東京都", "目黒区", "碑文谷", "152"),
    ("東京都", "調布市", "深大寺元町", "182"),
    ("埼玉県", "川口市", "芝新町", "333"),
    ("神奈川県", "横浜市港北区", "大豆戸町", "222"),
    ("千葉県", "市川市", "八幡", "272"),
    ("茨城県", "つくばみらい市", "陽光台", "300"),
    ("大阪府", "堺市堺区", "南瓦町", "590"),
    ("北海道", "札幌市中央区", "北一条西", "060"),
    ("長野県", "北佐久郡軽井沢町", "長倉", "389"),
    ("京都府", "京都市左京区", "下鴨", "606"),
)
BUILDINGS = (
    "コーポ若葉",
    "サンハイツ",
    "グランメゾン桜台",
    "第二清風荘",
    "ライオンズ緑丘",
    "都営住宅3号棟",
    "シャトー・ド・ミュゲ",
)
WELFARE = (
    "要介護3",
    "身体障害者手帳2級",
    "生活保護受給中",
    "統合失調症",
    "認知症",
    "療育手帳B",
    "糖尿病",
    "難聴",
    "うつ病",
    "要支援2",
)
KANJI = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Person:
    """One invented resident."""

    surname: str
    given: str
    kana: tuple[str, str]
    birth: datetime.date
    mobile: str
    landline: str
    email: str
    postal: str
    place: tuple[str, str, str]
    block: tuple[int, int, int]
    building: str
    my_number: str
    insured: str
    licence: str
    account: str
    welfare: str

    def name(self, gap: str = "") -> str:
        """Surname and given name with `gap` between."""
        return f"{self.surname}{gap}{self.given}"

    def reading(self, gap: str = " ") -> str:
        """Katakana reading."""
        return gap.join(self.kana)

    def address(self, style: int = 0) -> str:
        """The address in one of five ways of writing it."""
        prefecture, city, town = self.place
        a, b, c = self.block
        tail = f" {self.building}" if self.building else ""
        if style == 1:
            return f"{city}{town}{a}丁目{b}番{c}号{tail}"
        if style == 2:
            return f"{prefecture}{city}{town}{_kanji(a)}丁目{b}番地{c}"
        if style == 3:
            return f"{prefecture}{city}{town}{a}－{b}－{c}".translate(
                str.maketrans("0123456789", "０１２３４５６７８９")
            )
        if style == 4:
            return f"{town}{a}-{b}-{c}{tail}"
        return f"{prefecture}{city}{town}{a}-{b}-{c}{tail}"

    def wareki(self, style: int = 0) -> str:
        """The date of birth in the Japanese calendar, in one of four ways."""
        d = self.birth
        for name, letter, start in (
            ("令和", "R", datetime.date(2019, 5, 1)),
            ("平成", "H", datetime.date(1989, 1, 8)),
            ("昭和", "S", datetime.date(1926, 12, 25)),
            ("大正", "T", datetime.date(1912, 7, 30)),
        ):
            if d >= start:
                year = d.year - start.year + 1
                if style == 1:
                    return f"{letter}{year}.{d.month}.{d.day}"
                if style == 2:
                    return f"{name[0]}{year}.{d.month:02}.{d.day:02}"
                return f"{name}{'元' if year == 1 else year}年{d.month}月{d.day}日"
        return d.isoformat()


def _kanji(number: int) -> str:
    return "十" if number == 10 else KANJI[number]


def my_number(rng: random.Random) -> str:
    """Twelve digits with the check digit of 総務省令第85号 (weights 2 to 7 from the right, twice)."""
    digits = [rng.randrange(10) for _ in range(11)]
    weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
    rest = sum(d * w for d, w in zip(digits, weights, strict=True)) % 11
    return "".join(map(str, digits)) + str(0 if rest <= 1 else 11 - rest)


def person(rng: random.Random) -> Person:
    """A new resident."""
    surname, reading = rng.choice(SURNAMES).split(" ")
    given, given_reading = rng.choice(GIVEN).split(" ")
    place = rng.choice(TOWNS)
    area = rng.choice(("03", "045", "048", "0467", "0422", "06"))
    middle = {2: 4, 3: 3, 4: 2}[len(area)]
    return Person(
        surname, given, (reading, given_reading),
        datetime.date(rng.choice((rng.randrange(1928, 1960), rng.randrange(1945, 1989), rng.randrange(1985, 2021))), rng.randrange(1, 13), rng.randrange(1, 29)),
        f"{rng.choice(('090', '080', '070'))}-{rng.randrange(2000, 9999)}-{rng.randrange(1000, 9999)}",
        f"{area}-{rng.randrange(2 * 10 ** (middle - 1), 10 ** middle - 1)}-{rng.randrange(1000, 9999)}",
        f"{rng.choice('abcdefhkmnrsty')}{rng.choice(('ki', 'mo', 'ta.', 'ri_', 'yu'))}{rng.randrange(10, 9999)}@{rng.choice(('gmail.com', 'docomo.ne.jp', 'yahoo.co.jp', 'ezweb.ne.jp', 'outlook.jp'))}",
        f"{place[3]}-{rng.randrange(0, 9999):04}", place[:3],
        (rng.randrange(1, 9), rng.randrange(1, 30), rng.randrange(1, 25)),
        f"{rng.choice(BUILDINGS)}{rng.randrange(1, 9)}0{rng.randrange(1, 9)}" if rng.random() < 0.4 else "",
        my_number(rng), f"{rng.randrange(10**9, 10**10 - 1)}",
        f"{rng.choice((30, 31, 43, 44, 62))}{rng.randrange(80, 99)}{rng.randrange(10**7, 10**8):08}"[:12], f"{rng.randrange(10**6, 10**7 - 1)}",
        rng.choice(WELFARE),
    )  # fmt: skip


def people(rng: random.Random, count: int) -> list[Person]:
    """`count` residents."""
    return [person(rng) for _ in range(count)]
