"""Somebody with a value of every kind, none of them anybody's: drawn from lists written here and from ranges of figures."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from tests.bench.kinds.combinations import GIVEN, SURNAMES

_MORE_SURNAMES = "荒牧 樋渡 門脇 小田桐 上坂 曽根 別府 三枝 五十嵐 神田 千葉 東 原 関 南 北原 大津 堺 土岐 水島 星 柏 平 角 園田 庄司 若狭 武蔵 都築 東海林".split()
_MORE_GIVEN = "慎吾 理沙 実 進 豊 保 薫 望 光 歩 満 稔 守 学 忍 幸 弥生 五月 四郎 二三夫 トメ うめ みどり かおり すみれ 一 晴 想 結 心 凪 玲央 華恋 煌 ゆき江 美代子 千鶴 泰三 喜久雄 與志".split()
_RARE = "鵜飼 珠洲 伍堂 蓬田 杠 纐纈 畔柳 谷田貝 日馬 帖佐 栁瀨 﨑谷 鴇田 椙山 榊原 埜村".split()
FOREIGN = "グエン・ティ・ラン|マリア サントス|李 偉|王秀英|金 民俊|ラマ スニタ|NGUYEN VAN HUNG|GARCIA JUAN|タパ・ビシュヌ|陳美玲".split(
    "|"
)
READINGS = "サトウ スズキ タカハシ タナカ アラマキ ヒワタシ カドワキ オダギリ ウエサカ ソネ ベップ サエグサ イガラシ カンダ チバ アズマ ハラ セキ ヨモギダ ユズリハ コウケツ".split()
GIVEN_READINGS = "シンゴ リサ ミノル ススム ユタカ タモツ カオル ノゾミ ヒカル アユミ ケンイチ ハナコ トメ ウメ レオ カレン ユキエ ミヨコ チヅル タイゾウ".split()
PLACES = (
    ("静岡県", "磐田市", "見付"), ("群馬県", "高崎市", "倉賀野町"), ("福岡県", "久留米市", "津福本町"), ("東京都", "練馬区", "旭丘"), ("東京都", "葛飾区", "東金町"),
    ("北海道", "帯広市", "西五条南"), ("新潟県", "西蒲原郡弥彦村", "大字麓"), ("大阪府", "堺市北区", "百舌鳥梅町"), ("三重県", "いなべ市", "北勢町阿下喜"), ("神奈川県", "相模原市緑区", "橋本"),
)  # fmt: skip
BUILDINGS = ("コーポ青葉", "メゾン・ド・ミユキ", "第二松風荘", "グランハイツ橋本", "市営住宅3号棟", "サンライズ壱番館")
BANKS = (
    "みずほ銀行",
    "三井住友銀行",
    "静岡銀行",
    "群馬銀行",
    "西武信用金庫",
    "JAはぐくみ",
    "ゆうちょ銀行",
    "住信SBIネット銀行",
)
BRANCHES = ("本店", "見付支店", "中央支店", "高崎", "駅前出張所", "〇一八支店")
SENSITIVE = "統合失調症 うつ病 知的障害B2 身体障害者手帳1級 精神2級 要介護3 要支援1 卵アレルギー 糖尿病 高血圧症 生活保護受給 てんかん 自閉スペクトラム症 パーキンソン病 脳梗塞後遺症 母子家庭 聴覚障害 そばアレルギー 透析中 認知症".split()  # fmt: skip


@dataclass
class Somebody:
    """Values of one person, plainly written."""

    surname: str
    given: str
    reading: tuple[str, str]
    born: date
    place: tuple[str, str, str]
    house: tuple[int, int, int]
    building: str
    phone: tuple[str, str, str]
    mail: str
    postal: str
    account: str
    bank: str
    branch: str
    insured: str
    licence: str
    my_number: str
    sensitive: str

    @property
    def name(self) -> str:
        return self.surname + self.given


def somebody(draw: random.Random) -> Somebody:
    """A new person."""
    surname = draw.choice(draw.choice((SURNAMES, SURNAMES, _MORE_SURNAMES, _RARE)))
    phone = draw.choice([("090", 4), ("080", 4), ("070", 4), ("03", 4), ("0538", 2), ("027", 3), ("0942", 2)])
    reading = draw.choice(READINGS), draw.choice(GIVEN_READINGS)
    return Somebody(
        surname=surname,
        given=draw.choice(draw.choice((GIVEN, GIVEN, _MORE_GIVEN))),
        reading=reading,
        born=date(1928, 1, 8) + timedelta(draw.randint(0, 33_000)),
        place=draw.choice(PLACES),
        house=(draw.randint(1, 9), draw.randint(1, 40), draw.randint(1, 30)),
        building=f"{draw.choice(BUILDINGS)}{draw.randint(1, 9)}0{draw.randint(1, 9)}",
        phone=(phone[0], draw.choice("23456789") + _figures(draw, phone[1] - 1), _figures(draw, 4)),
        mail=f"{draw.choice(['hana', 'k.sato', 'riri_0312', 'tama-chan', 'y1988'])}{draw.randint(1, 99)}@{draw.choice(['gmail.com', 'docomo.ne.jp', 'yahoo.co.jp', 'icloud.com'])}",
        postal=f"{draw.randint(1, 99):03d}{_figures(draw, 4)}" if draw.random() < 0.3 else f"{draw.randint(100, 999)}{_figures(draw, 4)}",
        account=f"{draw.randint(1, 9_999_999):07d}" if draw.random() < 0.6 else f"0{draw.randint(1, 999_999):06d}",
        bank=draw.choice(BANKS),
        branch=draw.choice(BRANCHES),
        insured=draw.choice("00012349") + _figures(draw, 9),
        licence=_licence(draw),
        my_number=_my_number(draw),
        sensitive=draw.choice(SENSITIVE),
    )  # fmt: skip


def _figures(draw: random.Random, length: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(length))


def _licence(draw: random.Random) -> str:
    """Twelve figures: office, year, serial, check digit, times lost (道路交通法施行規則)."""
    told = draw.choice(["30", "40", "54", "62", "10", "90"]) + f"{draw.randint(70, 99)}" + _figures(draw, 6)
    rest = sum(int(figure) * weight for figure, weight in zip(told, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return f"{told}{(11 - rest) % 10 if rest > 1 else 0}0"


def _my_number(draw: random.Random) -> str:
    """Eleven figures and their check digit (番号利用法施行令に基づく総務省令 5条)."""
    told = _figures(draw, 11)
    rest = sum(int(figure) * (n + 1 if n <= 6 else n - 5) for n, figure in enumerate(reversed(told), 1)) % 11
    return told + str(0 if rest <= 1 else 11 - rest)
