"""Look-alikes that hold nobody's private data: offices, companies, blank forms, specimens, manuals, logs, code, catalogues."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.bench.search.documents import Document
from tests.bench.search.people import GIVEN, SURNAMES, TOWNS


def _surname(rng: random.Random) -> str:
    return rng.choice(SURNAMES).split(" ")[0]


def _full(rng: random.Random) -> str:
    return _surname(rng) + rng.choice(GIVEN).split(" ")[0]


def _place(rng: random.Random) -> str:
    prefecture, city, town, _ = rng.choice(TOWNS)
    return f"{prefecture}{city}{town}{rng.randrange(1, 6)}-{rng.randrange(1, 30)}-{rng.randrange(1, 20)}"


def facilities(rng: random.Random) -> Document:
    """Public facilities with address and telephone."""
    doc = Document(rng.choice(("施設一覧", "避難所", "窓口案内")))
    rows = [[rng.choice(("施設名", "名称", "窓口")), "郵便番号", "所在地", "電話番号", "FAX"]]
    for _ in range(rng.randrange(5, 30)):
        kind = rng.choice(
            ("区民センター", "図書館", "保育園", "小学校", "出張所", "地域包括支援センター", "体育館", "児童館")
        )
        rows.append(
            [
                rng.choice(TOWNS)[2] + kind,
                f"1{rng.randrange(10, 99)}-{rng.randrange(1000, 9999)}",
                _place(rng),
                f"03-{rng.randrange(3200, 6999)}-{rng.randrange(1000, 9999)}",
                f"03-{rng.randrange(3200, 6999)}-{rng.randrange(1000, 9999)}",
            ]
        )
    doc.table(rows)
    return doc


def companies(rng: random.Random) -> Document:
    """Business partners, some named like persons, with representatives."""
    doc = Document(rng.choice(("取引先", "協力会社一覧", "仕入先マスタ")))
    rows = [["会社名", "代表者", "所在地", "電話", "担当"]]
    for _ in range(rng.randrange(5, 25)):
        name = rng.choice(
            (
                f"株式会社{_surname(rng)}工務店",
                f"{_surname(rng)}商事(株)",
                f"有限会社{_surname(rng)}製作所",
                f"{_surname(rng)}ビル管理株式会社",
            )
        )
        rows.append(
            [
                name,
                _full(rng),
                _place(rng) + rng.choice(("", " 森ビル3F", " 大黒ビル")),
                f"06-{rng.randrange(2000, 7999)}-{rng.randrange(1000, 9999)}",
                _surname(rng),
            ]
        )
    doc.table(rows)
    return doc


def blank_form(rng: random.Random) -> Document:
    """A form nobody has filled in."""
    doc = Document("申請書様式")
    doc.p("第3号様式　利用申請書　　令和　年　月　日")
    doc.form(
        [
            ("氏名", ""),
            ("フリガナ", ""),
            ("生年月日", "明・大・昭・平　年　月　日"),
            ("住所", "〒　　－　　　"),
            ("電話番号", "（　　）　　－"),
            ("個人番号", "□□□□□□□□□□□□"),
            ("勤務先", ""),
            ("続柄", ""),
        ]
    )
    doc.p("※太枠の中を記入してください。氏名は住民票のとおりに記入してください。")
    return doc


def specimen(rng: random.Random) -> Document:
    """A form filled in to show how."""
    doc = Document(rng.choice(("記入例", "申請書(見本)")))
    doc.p("【記入例】利用申請書")
    doc.form(
        [
            ("氏名", rng.choice(("山田　太郎", "練馬　花子", "見本　一郎"))),
            ("フリガナ", "ヤマダ　タロウ"),
            ("生年月日", "昭和40年4月1日"),
            ("住所", "東京都練馬区豊玉北6-12-1"),
            ("電話番号", rng.choice(("03-1234-5678", "090-1234-5678", "03-0000-0000"))),
            ("個人番号", "1234 5678 9012"),
        ]
    )
    return doc


def manual(rng: random.Random) -> Document:
    """A manual full of words like names."""
    doc = Document(rng.choice(("操作マニュアル", "業務手順書")))
    for number in range(1, 9):
        doc.p(
            f"{number}. 氏名、生年月日、住所及び電話番号の各欄を確認し、個人番号の記載がある場合は{rng.choice(('施錠できる保管庫に収納する', '別紙様式第2号により報告する', '責任者の承認を得る'))}。障害や既往歴の記録は要配慮個人情報に当たる。"
        )
        doc.p(
            f"お問い合わせは株式会社みどりシステム サポート窓口（電話 0120-{rng.randrange(100, 999)}-{rng.randrange(100, 999)}、support@midori-system.co.jp）まで。"
        )
    return doc


def log(rng: random.Random) -> Document:
    """A server log."""
    doc = Document("access")
    doc.p(
        "\n".join(
            f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02} {rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02} INFO [worker-{rng.randrange(9)}] user{rng.randrange(999)}@app{rng.randrange(9)}.internal.example.net id=0{rng.randrange(10**9, 10**10 - 1)} took {rng.randrange(2000)}ms ref {rng.randrange(10**11, 10**12)}"
            for _ in range(rng.randrange(20, 200))
        )
    )
    doc.formats = ("txt_utf8",)
    return doc


def code(rng: random.Random) -> Document:
    """Source code with an author and test numbers."""
    doc = Document("main")
    doc.p(
        f"# -*- coding: utf-8 -*-\n# Copyright (c) 2024 {_full(rng)} <{rng.choice('abc')}dev@corp-tools.jp>\nimport os\n\n\ndef normalise(phone):\n    return phone.replace('-', '')\n\n\ndef test_normalise():\n    assert normalise('090-8765-4321') == '09087654321'\n    assert normalise('03-3210-9876') == '0332109876'\n\n\nclass Person:\n    def __init__(self, name, birthday):\n        self.name = name\n        self.birthday = birthday\n"
    )
    doc.formats = ("txt_utf8",)
    return doc


def catalogue(rng: random.Random) -> Document:
    """Goods with numbers of 10 to 13 digits."""
    doc = Document("商品カタログ")
    rows = [["商品コード", "品名", "JANコード", "単価", "発売日"]]
    for _ in range(rng.randrange(10, 60)):
        rows.append(
            [
                f"0{rng.randrange(3, 9)}-{rng.randrange(1000, 9999)}-{rng.randrange(1000, 9999)}",
                rng.choice(("金魚鉢", "高野豆腐", "松葉杖", "林檎ジュース", "小松菜", "大島紬")),
                f"49{rng.randrange(10**10, 10**11)}",
                str(rng.randrange(100, 9999)),
                f"2025/{rng.randrange(1, 13)}/{rng.randrange(1, 29)}",
            ]
        )
    doc.table(rows)
    return doc


def staff_minutes(rng: random.Random) -> Document:
    """Minutes that name only officials, by role."""
    doc = Document("運営会議議事録")
    doc.p(f"日時　令和8年4月{rng.randrange(1, 29)}日　10時から　　場所　第2会議室")
    doc.p(
        f"出席者　{_surname(rng)}部長、{_surname(rng)}課長、{_surname(rng)}係長、株式会社みどりシステム {_surname(rng)}様"
    )
    doc.p("議題1　月次報告について。利用者数は前年比3%増。議題2　高齢者世帯への配食の見直し。")
    doc.p(f"次回は5月{rng.randrange(1, 29)}日。資料は{_surname(rng)}が用意する。")
    return doc


def books(rng: random.Random) -> Document:
    """A library's list of books."""
    doc = Document("蔵書目録")
    rows = [["書名", "著者", "出版社", "ISBN"]]
    for _ in range(rng.randrange(8, 40)):
        rows.append(
            [
                rng.choice(("介護の基礎", "日本の城", "やさしい統計", "森の生活")),
                _full(rng),
                f"{_surname(rng)}書房",
                f"978-4-{rng.randrange(10, 99)}-{rng.randrange(10**5, 10**6)}-{rng.randrange(9)}",
            ]
        )
    doc.table(rows)
    return doc


def statistics(rng: random.Random) -> Document:
    """Counts by town."""
    doc = Document("町丁別人口")
    rows = [["町丁名", "世帯数", "男", "女", "65歳以上"]]
    for _ in range(rng.randrange(8, 40)):
        rows.append(
            [f"{rng.choice(TOWNS)[2]}{rng.randrange(1, 9)}丁目", *(str(rng.randrange(100, 3000)) for _ in range(4))]
        )
    doc.table(rows)
    return doc


def news(rng: random.Random) -> Document:
    """A press release with place names and an office to ask."""
    doc = Document("報道発表")
    doc.p("石神井公園駅前広場の開園について")
    doc.p(
        "中央区と高松市は、東海道沿いの松原地区で金剛杖の展示を行います。大森町駅から徒歩5分。長岡花火、清水港、佐藤錦の販売もあります。"
    )
    doc.p(
        f"問い合わせ　産業振興課　担当 {_surname(rng)}　電話 03-{rng.randrange(3200, 5999)}-{rng.randrange(1000, 9999)}　FAX 03-3993-{rng.randrange(1000, 9999)}"
    )
    return doc


def rules(rng: random.Random) -> Document:
    """A by-law."""
    doc = Document("個人情報取扱規程")
    for article in range(1, 12):
        doc.p(
            f"第{article}条　受託者は、個人情報の漏えい、滅失又は毀損の防止その他の個人情報の適切な管理のために必要な措置を講じなければならない。(平成17年4月1日施行、令和5年4月1日改正)"
        )
    return doc


def business_mail(rng: random.Random) -> Document:
    """A supplier's mail with a signature."""
    doc = Document("見積書送付の件")
    doc.p("いつもお世話になっております。ご依頼の見積書を添付いたします。ご査収ください。")
    doc.p(
        f"--\n株式会社みどりシステム 営業部\n{_full(rng)}\n〒105-0001 東京都港区虎ノ門1-2-3 森ビル5F\nTEL 03-{rng.randrange(3200, 5999)}-{rng.randrange(1000, 9999)}\nMail: {rng.choice('hkst')}.eigyo@midori-system.co.jp"
    )
    doc.formats = ("eml", "txt_utf8", "txt_cp932", "html", "docx")
    return doc


def settings(rng: random.Random) -> Document:
    """Configuration."""
    doc = Document("config")
    doc.p(
        "\n".join(
            (
                "[server]",
                "host = app01.internal",
                "port = 8443",
                f"serial = {rng.randrange(10**11, 10**12)}",
                "admin = admin@localhost",
                "[mail]",
                "from = no-reply@service.example.jp",
                "retry = 3",
                f"build = 0{rng.randrange(10**9, 10**10 - 1)}",
            )
        )
    )
    doc.formats = ("txt_utf8",)
    return doc


def inventory(rng: random.Random) -> Document:
    """PCs and who in the office looks after them."""
    doc = Document("機器台帳")
    rows = [["管理番号", "機種", "製造番号", "設置場所", "管理者", "購入日"]]
    rows += [
        [
            f"PC-{n:03}",
            "ノートPC",
            f"{rng.randrange(10**11, 10**12)}",
            "2階事務室",
            _surname(rng),
            f"R{rng.randrange(2, 8)}.{rng.randrange(1, 13)}.1",
        ]
        for n in range(1, rng.randrange(6, 30))
    ]
    doc.table(rows)
    return doc


HARMLESS: tuple[Callable[[random.Random], Document], ...] = (
    facilities, companies, blank_form, specimen, manual, log, code, catalogue, staff_minutes, books, statistics, news, rules, business_mail, settings, inventory,
)  # fmt: skip
