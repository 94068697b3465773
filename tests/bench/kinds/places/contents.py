"""Eight contents that are written into every place, with the values planted in each."""

from __future__ import annotations

from dataclasses import dataclass

Rows = list[list[str]]
Value = tuple[str, str]

# name, reading, birth, address, telephone, insured number
PEOPLE = [
    ("早川 恵理子", "ハヤカワ エリコ", "昭和41年3月9日", "東京都杉並区阿佐谷北3-12-8", "03-5938-2741", "0004829137"),
    ("根岸 武", "ネギシ タケシ", "昭和22年11月30日", "埼玉県川口市芝新町5番2号 メゾン芝204", "048-267-3918", "0013748295"),
    ("柳沢 千鶴", "ヤナギサワ チヅル", "大正15年1月4日", "神奈川県横浜市港北区日吉本町1-20-14", "045-561-8823", "0029471835"),
    ("小笠原 悟", "オガサワラ サトル", "平成3年7月21日", "千葉県船橋市習志野台4丁目8番1号", "047-462-1190", "0038174920"),
    ("真鍋 亜由美", "マナベ アユミ", "1988/02/14", "東京都練馬区光が丘2-10-3-1105", "090-3847-2201", "0047391826"),
    ("浜口 義男", "ハマグチ ヨシオ", "1939年8月2日", "三重県四日市市富田浜町12-7", "059-365-7714", "0051837492"),
    ("堀内 沙也加", "ホリウチ サヤカ", "1995-12-05", "東京都世田谷区上北沢3丁目22番9号", "080-6612-9035", "0068291745"),
    ("尾崎 洋平", "オザキ ヨウヘイ", "S52.6.18", "愛知県名古屋市千種区今池5-3-6", "052-741-3382", "0073918264"),
    ("川端 美津子", "カワバタ ミツコ", "昭和16年5月27日", "大阪府豊中市服部本町2-4-11", "06-6864-2097", "0082749163"),
    ("水谷 隼人", "ミズタニ ハヤト", "平成12年9月13日", "岐阜県大垣市林町7-1102", "0584-73-5561", "0091827364"),
    ("桜庭 文子", "サクラバ フミコ", "昭和9年10月8日", "青森県弘前市城東中央4丁目3-9", "0172-27-6640", "0104738291"),
    ("南雲 拓海", "ナグモ タクミ", "平成18年4月1日", "新潟県長岡市学校町1-5-20", "0258-32-7745", "0118273645"),
]  # fmt: skip
KINDS = ("name", "kana", "birth_date", "address", "phone", "insured_number")


@dataclass(frozen=True)
class Content:
    """What is written: rows of a table, of one cell each where it is running text, and the values in it."""

    name: str
    rows: Rows
    planted: list[Value]
    sep: str = "\t"

    @property
    def text(self) -> str:
        """The rows as lines."""
        return "\n".join(self.sep.join(row) for row in self.rows)

    @property
    def records(self) -> list[dict[str, str]]:
        """The rows as objects; empty for what has no keys."""
        if self.name == "form":
            return [{row[0]: row[1] for row in self.rows}]
        if len(self.rows[0]) < 2 or self.name == "two lines":
            return []
        return [dict(zip(self.rows[0], row, strict=True)) for row in self.rows[1:]]


def _roster() -> Content:
    rows = [["氏名", "フリガナ", "生年月日", "住所", "電話番号", "被保険者番号"], *map(list, PEOPLE)]
    return Content("roster", rows, [pair for person in PEOPLE for pair in zip(KINDS, person, strict=True)])


def _form() -> Content:
    name, kana, birth, address, phone, _ = PEOPLE[4]
    rows = [
        ["申込者氏名", name],
        ["フリガナ", kana],
        ["生年月日", birth],
        ["住所", address],
        ["電話番号", phone],
        ["緊急連絡先", "真鍋 孝太郎（父） 090-1156-7723"],
    ]
    planted = [*zip(KINDS, PEOPLE[4][:5], strict=False), ("name", "真鍋 孝太郎"), ("phone", "090-1156-7723")]
    return Content("form", rows, planted, "：")


def _visit() -> Content:
    lines = [
        "4月12日 訪問。早川恵理子様（昭和41年3月9日生）宅、東京都杉並区阿佐谷北3-12-8。",
        "玄関先で長女の根岸沙織さんと話す。膝の痛みが強く、先月から歩行器を使っている。",
        "かかりつけの堀内医師に相談するよう勧めた。連絡は携帯 090-3847-2201 へ。",
    ]
    planted = [
        ("name", "早川恵理子"), ("birth_date", "昭和41年3月9日"), ("address", "東京都杉並区阿佐谷北3-12-8"),
        ("name", "根岸沙織"), ("name", "堀内"), ("phone", "090-3847-2201"),
    ]  # fmt: skip
    return Content("visit", [[line] for line in lines], planted)


def _letter() -> Content:
    lines = [
        "小笠原様",
        "先日ご相談いただいた浜口義男様の件、書類を受け取りました。",
        "折り返しは 059-365-7714 までお願いいたします。",
        "--",
        "水谷 隼人（みずたに はやと）",
        "〒503-0015 岐阜県大垣市林町7-1102",
        "TEL 0584-73-5561",
    ]
    planted = [
        ("name", "小笠原"), ("name", "浜口義男"), ("phone", "059-365-7714"), ("name", "水谷 隼人"),
        ("kana", "みずたにはやと"), ("address", "岐阜県大垣市林町7-1102"), ("phone", "0584-73-5561"),
    ]  # fmt: skip
    return Content("letter", [[line] for line in lines], planted)


def _two_lines() -> Content:
    rows: Rows = [["No", "フリガナ", "生年月日", "電話番号"], ["", "氏名", "住所", ""]]
    planted: list[Value] = []
    for number, (name, kana, birth, address, phone, _) in enumerate(PEOPLE[:8], 1):
        rows += [[str(number), kana, birth, phone], ["", name, address, ""]]
        planted += zip(KINDS, (name, kana, birth, address, phone), strict=False)
    return Content("two lines", rows, planted)


def _notes() -> Content:
    notes = ["長女 桜庭真由美さんが付き添い", "鍵は根岸さん宅で預かり", "耳が遠い", "民生委員の川端さん経由"]
    rows = [["日付", "氏名", "電話", "備考"]]
    rows += [
        [f"4/{n}", person[0], person[4], note] for n, (person, note) in enumerate(zip(PEOPLE, notes, strict=False), 3)
    ]
    planted = [pair for person in PEOPLE[:4] for pair in (("name", person[0]), ("phone", person[4]))]
    return Content("notes", rows, [*planted, ("name", "桜庭真由美"), ("name", "川端")])


def _surnames() -> Content:
    surnames = [person[0].split()[0] for person in PEOPLE]
    rows = [
        ["利用者", "曜日", "時間"],
        *([name, "月火水木金"[n % 5], f"{9 + n % 8}:00"] for n, name in enumerate(surnames)),
    ]
    return Content("surnames", rows, [("name", name) for name in surnames])


def _sensitive() -> Content:
    terms = ["統合失調症", "生活保護受給中", "身体障害者手帳2級", "要介護3", "糖尿病", "認知症", "発達障害", "透析中"]
    rows = [["利用者名", "生年月日", "状況"], *([p[0], p[2], term] for p, term in zip(PEOPLE, terms, strict=False))]
    planted = [pair for row in rows[1:] for pair in zip(("name", "birth_date", "sensitive"), row, strict=True)]
    return Content("sensitive", rows, planted)


ALL = [_roster(), _form(), _visit(), _letter(), _two_lines(), _notes(), _surnames(), _sensitive()]
