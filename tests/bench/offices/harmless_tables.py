"""Tables without persons that look like lists of persons: directories, catalogues, masters, timetables, books, history."""

from collections.abc import Callable
from random import Random

from tests.bench.offices.doc import Doc, Rows
from tests.bench.offices.people import NAMES, PLACES

STATIONS = "大森 目黒 渋谷 川口 千葉 福島 長崎 宮崎 石川町 神田 秋葉原 上野 日暮里 田端 駒込 巣鴨 大塚 池袋 新大久保 原宿 恵比寿 五反田 大崎 品川 三鷹 吉祥寺 高尾 相模原 平塚 小田原".split()
BOOKS = "吾輩は猫である/夏目漱石/1905 羅生門/芥川龍之介/1915 銀河鉄道の夜/宮沢賢治/1934 走れメロス/太宰治/1940 たけくらべ/樋口一葉/1895 舞姫/森鴎外/1890 山月記/中島敦/1942 檸檬/梶井基次郎/1925 みだれ髪/与謝野晶子/1901 人間椅子/江戸川乱歩/1925".split()
HEROES = "徳川家康/1543/1616 織田信長/1534/1582 豊臣秀吉/1537/1598 武田信玄/1521/1573 上杉謙信/1530/1578 伊達政宗/1567/1636 真田幸村/1567/1615 坂本龍馬/1836/1867 西郷隆盛/1828/1877 大久保利通/1830/1878 勝海舟/1823/1899 福沢諭吉/1835/1901 伊能忠敬/1745/1818 紫式部/973/1014".split()
PLANTS = "桜 楓 椿 菫 葵 桔梗 紫陽花 百合 向日葵 菖蒲 梅 萩 山吹 柊 桂 楠 松 竹 若葉 小町".split()
GOODS = "車いす用クッション 歩行器 介護用手袋M 消毒用アルコール5L 紙おむつ大 配膳トレー 電動ベッド用マット 血圧計 体温計 パルスオキシメーター 封筒長3 A4コピー用紙 トナーBK ホワイトボード 折りたたみ椅子 大島紬風ひざ掛け".split()
MAKERS = "本田産業 高島工業 佐藤計量器製作所 松下電器 伊藤商店 田中貴金属 三浦工業 小林製作所 野村文具 山崎パン 森永乳業 井村屋 竹中紙業".split()
DEPARTMENTS = "総務課 福祉課 保育課 健康推進課 介護保険課 戸籍住民課 税務課 会計課 選挙管理委員会事務局 教育総務課 生涯学習課 危機管理室".split()


def _phone(rng: Random) -> str:
    return f"{rng.choice(('03', '048', '042', '0120', '0570', '06'))}-{rng.randint(200, 989)}-{rng.randint(1000, 9999)}"


def _block(rng: Random) -> tuple[str, str]:
    zip5, pref, city, towns = rng.choice(PLACES)
    return (
        f"{zip5}{rng.randint(10, 99)}",
        f"{pref}{city}{rng.choice(towns)}{rng.randint(1, 7)}-{rng.randint(1, 30)}-{rng.randint(1, 20)}",
    )


def _family(rng: Random) -> str:
    return rng.choice(NAMES[rng.choice(("family common", "family middle", "family rare"))])[0]


def _many(rng: Random, low: int, high: int, make: Callable[[], list[str]]) -> Rows:
    return [make() for _ in range(rng.randint(low, high))]


def facilities(rng: Random) -> Rows:
    kinds = ("保育園", "市民センター", "図書館", "体育館", "児童館", "公民館", "特別養護老人ホーム", "小学校")

    def row() -> list[str]:
        zip7, block = _block(rng)
        return [str(rng.randint(1000, 9999)), rng.choice(("中央", "南", "ひばり", "若葉", "第二")) + rng.choice(kinds), zip7, block, _phone(rng), f"{rng.uniform(33, 43):.6f}", f"{rng.uniform(130, 144):.6f}"]  # fmt: skip

    return [["ID", "施設名称", "郵便番号", "所在地", "電話番号", "緯度", "経度"], *_many(rng, 10, 60, row)]


def clinics(rng: Random) -> Rows:
    tails = ("内科クリニック", "歯科医院", "整形外科", "こどもクリニック", "眼科", "医院", "耳鼻咽喉科")

    def row() -> list[str]:
        return [
            _family(rng) + rng.choice(tails),
            _block(rng)[1],
            _phone(rng),
            rng.choice(("月火木金", "水を除く平日", "土曜午前可")),
        ]

    return [["医療機関名", "所在地", "電話", "診療日"], *_many(rng, 10, 50, row)]


def companies(rng: Random) -> Rows:
    def row() -> list[str]:
        name = rng.choice(
            (
                f"株式会社{_family(rng)}商店",
                f"{_family(rng)}建設株式会社",
                f"有限会社{_family(rng)}",
                f"{rng.choice(MAKERS)}(株)",
                f"合同会社{_family(rng)}企画",
            )
        )
        return [f"T{rng.randrange(10**13):013d}", name, _block(rng)[1], _phone(rng)]

    return [["登録番号", "取引先名", "住所", "代表電話"], *_many(rng, 8, 40, row)]


def catalogue(rng: Random) -> Rows:
    def row() -> list[str]:
        return [
            f"0{rng.choice('789')}0-{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}",
            rng.choice(GOODS),
            rng.choice(MAKERS),
            f"{rng.randint(2, 600) * 50:,}",
            f"49{rng.randrange(10**11):011d}",
        ]

    return [["品番", "名称", "メーカー", "単価", "JANコード"], *_many(rng, 10, 60, row)]


def parts(rng: Random) -> Rows:
    def row() -> list[str]:
        return [
            f"{rng.randrange(10**12):012d}",
            f"AX{rng.randint(100, 999)}-{rng.randint(10, 99)}",
            rng.choice(("フィルタ", "ベアリング", "ローラー", "ヒューズ")),
            str(rng.randint(0, 300)),
        ]

    return [["管理番号", "型式", "品名", "在庫"], *_many(rng, 20, 80, row)]


def timetable(rng: Random) -> Rows:
    def row() -> list[str]:
        return [rng.choice(STATIONS), *(f"{h}:{rng.randint(0, 59):02d}" for h in range(6, 12))]

    return [["駅", *(f"{n}列車" for n in range(301, 307))], *_many(rng, 8, 25, row)]


def books(rng: Random) -> Rows:
    def row() -> list[str]:
        title, author, year = rng.choice(BOOKS).split("/")
        return [
            f"978-4-{rng.randint(10, 99)}-{rng.randint(100000, 999999)}-{rng.randint(0, 9)}",
            title,
            author,
            year,
            f"{rng.randint(1, 9)}{rng.randint(10, 99)}.{rng.randint(1, 9)}",
        ]

    return [["ISBN", "書名", "著者", "発行年", "分類"], *_many(rng, 8, 30, row)]


def heroes(rng: Random) -> Rows:
    return [["人物", "生年", "没年"], *[h.split("/") for h in rng.sample(HEROES, rng.randint(6, 12))]]


def departments(rng: Random) -> Rows:
    return [
        ["課名", "内線", "直通", "FAX"],
        *[[d, str(rng.randint(2000, 3999)), _phone(rng), _phone(rng)] for d in rng.sample(DEPARTMENTS, 9)],
    ]


def postal_master(rng: Random) -> Rows:
    def row() -> list[str]:
        zip5, pref, city, towns = rng.choice(PLACES)
        return [
            str(rng.randint(1101, 47382)),
            zip5.replace("-", "") + f"{rng.randint(10, 99)}",
            pref,
            city,
            rng.choice(towns),
        ]

    return [["団体コード", "郵便番号", "都道府県", "市区町村", "町域"], *_many(rng, 30, 120, row)]


def banks(rng: Random) -> Rows:
    def row() -> list[str]:
        return [
            f"{rng.randint(1, 9999):04d}",
            rng.choice(("みなと銀行", "北都信金", "あおば信用組合")),
            f"{rng.randint(1, 999):03d}",
            rng.choice(STATIONS) + "支店",
            "ﾐﾅﾄ",
        ]

    return [["金融機関コード", "金融機関名", "店番", "店名", "カナ"], *_many(rng, 10, 60, row)]


def statistics(rng: Random) -> Rows:
    def row() -> list[str]:
        return [
            rng.choice(PLACES)[2],
            *(f"{rng.randint(100, 99999):,}" for _ in range(4)),
            f"{rng.uniform(0, 100):.1f}",
        ]

    return [["市区町村", "人口", "世帯数", "65歳以上", "要介護認定者数", "認定率"], *_many(rng, 8, 30, row)]


def duties(rng: Random) -> Rows:
    return [
        ["日", "早番", "日勤", "遅番", "夜勤"],
        *[[f"{d}日", *(rng.choice(("A", "B", "C", "D", "公休")) for _ in range(4))] for d in range(1, 31)],
    ]


def parcels(rng: Random) -> Rows:
    def row() -> list[str]:
        return [
            f"{rng.randrange(10**4):04d}-{rng.randrange(10**4):04d}-{rng.randrange(10**4):04d}",
            f"2025-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
            rng.choice(("配達完了", "持出中", "保管中")),
        ]

    return [["お問い合わせ番号", "発送日", "状況"], *_many(rng, 10, 60, row)]


def budget(rng: Random) -> Rows:
    items = "人件費 法定福利費 旅費交通費 通信運搬費 消耗品費 水道光熱費 賃借料 保険料 支払手数料".split()
    return [
        ["勘定科目", "予算", "執行", "残"],
        *[[i, *(f"{rng.randint(10, 9000)},000" for _ in range(3))] for i in items],
    ]


def wards_of_words(rng: Random) -> Rows:
    def row() -> list[str]:
        return [
            str(rng.randint(1, 500)),
            rng.choice(PLANTS),
            rng.choice(("鉢植え", "苗", "種")),
            f"{rng.randint(1, 60) * 10}円",
            rng.choice(("日向", "半日陰")),
        ]

    return [["番号", "名前", "形", "値段", "置き場所"], *_many(rng, 8, 30, row)]


def buildings(rng: Random) -> Rows:
    def row() -> list[str]:
        return [
            _family(rng) + rng.choice(("ビル", "マンション", "第一ビル", "駐車場", "倉庫", "ハイツ")),
            f"{rng.randint(1, 14)}F",
            f"{rng.randint(20, 400)}㎡",
            _block(rng)[1],
        ]

    return [["物件名", "階数", "面積", "所在地"], *_many(rng, 6, 30, row)]


def accounts(rng: Random) -> Rows:
    def row() -> list[str]:
        return [
            f"user{rng.randint(1, 99):02d}",
            f"PC-{rng.randint(1, 60):03d}",
            f"192.168.{rng.randint(0, 9)}.{rng.randint(2, 250)}",
            f"{rng.randint(2021, 2026)}/{rng.randint(1, 12):02d}/{rng.randint(1, 28):02d}",
        ]

    return [["利用者ID", "端末名", "IPアドレス", "更新日"], *_many(rng, 8, 40, row)]


def blank_list(rng: Random) -> Rows:
    return [
        ["No.", "氏名", "フリガナ", "生年月日", "住所", "電話番号"],
        *[[str(i), "", "", "", "", ""] for i in range(1, rng.randint(10, 40))],
    ]


def specimen_list(rng: Random) -> Rows:
    return [
        ["氏名", "フリガナ", "生年月日", "住所", "電話番号"],
        ["山田 太郎", "ヤマダ タロウ", "昭和○年○月○日", "○○市○○町1-2-3", "090-0000-0000"],
        ["（記入例）見本 花子", "ミホン ハナコ", "1990/01/01", "東京都○○区△△1-1-1", "03-0000-0000"],
        *[["", "", "", "", ""] for _ in range(rng.randint(5, 20))],
    ]


TABLES = (
    facilities, clinics, companies, catalogue, parts, timetable, books, heroes, departments, postal_master, banks, statistics, duties,
    parcels, budget, wards_of_words, buildings, accounts, blank_list, specimen_list,
)  # fmt: skip


def harmless_table(rng: Random, which: int) -> Doc:
    """One table without persons; ``which`` walks through the kinds."""
    make = TABLES[which % len(TABLES)]
    doc = Doc(make.__name__, "harmless")
    doc.t(make(rng))
    return doc
