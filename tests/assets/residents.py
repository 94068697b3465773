"""Invented residents: deterministic, nobody's data. Telephone numbers are drawn at random, addresses from made-up blocks."""

import csv
import datetime
import io
import random
import zipfile
from dataclasses import astuple, dataclass

SURNAMES = "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本".split()
GIVEN = "恵子 由美子 さくら 健一 和子 太郎 翔太 美咲 陽菜 大輔 拓也 直樹 愛 結衣 蓮 悠真 千尋 幸子 茂 清 実 誠 久美子 洋子 真由美 裕子 智子 隆 浩 学 剛 亮 彩 舞 遥 葵 凛 颯 湊 樹".split()
KANA = "サトウ スズキ タカハシ タナカ イトウ ワタナベ ヤマモト ナカムラ コバヤシ カトウ ヨシダ ヤマダ ササキ ヤマグチ マツモト イノウエ キムラ シミズ ヤマザキ イケダ ハシモト アベ イシカワ".split()
KANA_GIVEN = "ケイコ ユミコ サクラ ケンイチ カズコ タロウ ショウタ ミサキ ヒナ ダイスケ タクヤ ナオキ ユイ ユウマ チヒロ サチコ シゲル マコト クミコ ヨウコ マユミ ヒロコ トモコ タカシ".split()
TOWNS = "四谷 経堂 成城 神楽坂 落合 若葉 大久保 北沢 用賀 桜丘 弦巻 等々力 梅丘 太子堂 三軒茶屋 上用賀".split()
WARDS = ("東京都世田谷区", "東京都新宿区")
HEADINGS = ("世帯番号", "氏名", "フリガナ", "生年月日", "住所", "電話番号", "メールアドレス")


@dataclass(frozen=True)
class Resident:
    """One row of a list."""

    number: str
    name: str
    kana: str
    born: str
    address: str
    phone: str
    mail: str


def residents(count: int, seed: int = 1) -> list[Resident]:
    """`count` invented residents, the same for the same seed."""
    rng = random.Random(seed)
    return [_resident(rng, seed, index) for index in range(count)]


def _resident(rng: random.Random, seed: int, index: int) -> Resident:
    address = (
        f"{rng.choice(WARDS)}{rng.choice(TOWNS)}{rng.randint(1, 8)}丁目{rng.randint(1, 30)}番{rng.randint(1, 28)}号"
    )
    return Resident(
        number=f"K{seed % 10}{index:06d}",
        name=f"{rng.choice(SURNAMES)}　{rng.choice(GIVEN)}",
        kana=f"{rng.choice(KANA)}　{rng.choice(KANA_GIVEN)}",
        born=f"{rng.randint(1930, 2015)}/{rng.randint(1, 12):02d}/{rng.randint(1, 28):02d}",
        address=address,
        phone=f"0{rng.choice('789')}0-{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}",
        mail=f"{rng.choice('abcdefghjkmn')}{rng.randint(10000, 99999)}.{index}@example.ne.jp",
    )


def as_csv(people: list[Resident], encoding: str = "utf-8") -> bytes:
    """The list as a file of comma-separated values with headings."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows(astuple(person) for person in people)
    return out.getvalue().encode(encoding)


def as_zip(members: dict[str, bytes]) -> bytes:
    """A deflated ZIP archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 4, 1, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def as_xlsx(people: list[Resident]) -> bytes:
    """The list as a workbook."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(2026, 4, 1, 9, tzinfo=datetime.UTC)})
        sheet = book.add_worksheet()
        for row, cells in enumerate([HEADINGS, *map(astuple, people)]):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell)
    return out.getvalue()
