"""Documents of an invented contractor (home care, meals, after-school club, a survey), each with what it holds of whom."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.bench.search.people import FOREIGN, Person, people, person

Block = tuple[str, object]


@dataclass
class Document:
    """Blocks to write (`p` text, `table` rows, `form` pairs), and the truth: (kind, value, "table" or "prose")."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    truth: list[tuple[str, str, str]] = field(default_factory=list)
    formats: tuple[str, ...] = ()

    def p(self, text: str) -> None:
        """Add a paragraph."""
        self.blocks.append(("p", text))

    def table(self, rows: list[list[str]]) -> None:
        """Add a table."""
        self.blocks.append(("table", rows))

    def form(self, pairs: list[tuple[str, str]]) -> None:
        """Add a form of labels and values."""
        self.blocks.append(("form", pairs))

    def tell(self, where: str, **values: str) -> None:
        """Note true values."""
        self.truth += [(kind, value, where) for kind, value in values.items() if value]


def roster(rng: random.Random) -> Document:
    """A plain list of clients."""
    doc = Document(rng.choice(("利用者一覧", "名簿_最新", "配食先リスト", "data0401", "コピー ～ list")))
    heads = rng.choice(
        (
            ("氏名", "フリガナ", "生年月日", "〒", "住所", "TEL"),
            ("お名前", "よみがな", "生年月日(和暦)", "郵便番号", "お住まい", "電話番号"),
            ("name", "kana", "birthday", "zip", "address", "phone"),
        )
    )
    style, gap, dates = rng.randrange(4), rng.choice(("", " ", "　")), rng.randrange(4)
    rows = [list(heads)]
    for one in people(rng, rng.randrange(3, 40)):
        born = one.birth.isoformat() if dates == 3 else one.wareki(dates)
        phone = rng.choice((one.mobile, one.landline))
        rows.append([one.name(gap), one.reading(gap or " "), born, one.postal, one.address(style), phone])
        doc.tell(
            "table",
            name=one.name(gap),
            kana=one.reading(gap or " "),
            birth_date=born,
            postal_code=one.postal,
            address=one.address(style),
            phone=phone,
        )
    doc.table(rows)
    return doc


def headless(rng: random.Random) -> Document:
    """Rows without a heading, as exported by an old program."""
    doc = Document(rng.choice(("export", "KYUSHOKU", "out_0312", "ファイル1")))
    rows = []
    for number, one in enumerate(people(rng, rng.randrange(4, 60)), start=1):
        rows.append([str(number), one.name(" "), one.wareki(1), one.address(), one.mobile.replace("-", "")])
        doc.tell(
            "table",
            name=one.name(" "),
            birth_date=one.wareki(1),
            address=one.address(),
            phone=one.mobile.replace("-", ""),
        )
    doc.table(rows)
    return doc


def care_plan(rng: random.Random) -> Document:
    """A form about one person."""
    one, kin = people(rng, 2)
    doc = Document(rng.choice(("ケアプラン", "アセスメントシート", "フェイスシート(2)")))
    doc.p("居宅サービス計画書(1)")
    kin_name = one.surname + kin.given
    doc.form(
        [
            ("利用者名", one.name("　") + " 様"),
            ("フリガナ", one.reading("　")),
            ("生年月日", one.wareki()),
            ("住所", one.address(1)),
            ("電話", one.landline),
            ("被保険者番号", one.insured),
            ("要介護状態区分", "要介護3"),
            ("緊急連絡先", f"{kin_name}（長女）"),
            ("携帯", kin.mobile),
        ]
    )
    doc.tell(
        "table",
        name=one.name("　"),
        kana=one.reading("　"),
        birth_date=one.wareki(),
        address=one.address(1),
        insured_number=one.insured,
        sensitive="要介護3",
    )
    doc.truth += [("phone", one.landline, "table"), ("phone", kin.mobile, "table"), ("name", kin_name, "table")]
    doc.p(f"既往歴：{one.welfare}。本人は住み慣れた自宅での生活を希望している。")
    return doc


def visit_note(rng: random.Random) -> Document:
    """Plain prose of a visit."""
    one, other = people(rng, 2)
    doc = Document(rng.choice(("訪問記録", "日報0512", "メモ", "申し送り")))
    texts = [
        f"10時に{one.name()}様宅を訪問。玄関先で長女の{other.name()}さんから、昨夜から食欲がないとの話があった。{one.welfare}の件は主治医に確認する。",
        f"本日の新規は{one.name()}さん（{one.birth.year}年生まれ）。{one.address(rng.choice((0, 1, 4)))}にお住まいで、連絡は{one.mobile}まで。",
        f"配食の件で{other.name(' ')}様から電話あり。折り返し先は{other.landline}。留守の場合は隣の{one.name()}さんに預けてほしいとのこと。",
    ]
    doc.p(texts[0])
    doc.p("バイタルは安定。服薬カレンダーの残数を確認し、翌週の予定を伝えた。")
    doc.p(texts[1])
    doc.p(texts[2])
    doc.truth += [
        ("name", one.name(), "prose"),
        ("name", other.name(), "prose"),
        ("phone", one.mobile, "prose"),
        ("phone", other.landline, "prose"),
    ]
    doc.formats = (
        "txt_utf8",
        "txt_cp932",
        "txt_utf16",
        "docx",
        "odt",
        "rtf",
        "pdf",
        "eml",
        "doc",
        "jtd_like",
        "html",
        "pptx",
        "msg_like",
    )
    return doc


def minutes(rng: random.Random) -> Document:
    """Minutes of a case meeting: names in plain prose without honorifics."""
    a, b, c = people(rng, 3)
    doc = Document(rng.choice(("会議録", "ケース検討会議", "支援会議メモ")))
    doc.p("個別支援会議 議事要旨（非公開）")
    doc.p(
        f"対象世帯の世帯主{a.name()}は先月末で退職し、妻の{b.name()}が就労している。長男の{c.name()}は{rng.choice(('不登校が続いている', '療育手帳の更新時期である'))}。"
    )
    doc.p(f"{a.name()}は{a.wareki()}生。連絡先は{a.mobile}。")
    doc.truth += [
        ("name", a.name(), "prose"),
        ("name", b.name(), "prose"),
        ("name", c.name(), "prose"),
        ("birth_date", a.wareki(), "prose"),
        ("phone", a.mobile, "prose"),
    ]
    doc.formats = ("txt_utf8", "txt_cp932", "docx", "odt", "pdf", "doc", "html")
    return doc


def my_number_list(rng: random.Random) -> Document:
    """Names and My Numbers."""
    doc = Document(rng.choice(("個人番号収集", "番号台帳", "tax")))
    rows = [["社員番号", "氏名", "個人番号", "続柄"]]
    for number, one in enumerate(people(rng, rng.randrange(3, 15)), start=101):
        written = rng.choice((one.my_number, f"{one.my_number[:4]}-{one.my_number[4:8]}-{one.my_number[8:]}"))
        rows.append([str(number), one.name("　"), written, rng.choice(("本人", "配偶者", "子"))])
        doc.tell("table", name=one.name("　"), my_number=written)
    doc.table(rows)
    return doc


def bank(rng: random.Random) -> Document:
    """Refund accounts."""
    doc = Document("口座振替依頼")
    rows = [["氏名", "カナ", "金融機関", "支店", "種別", "口座番号"]]
    for one in people(rng, rng.randrange(3, 12)):
        rows.append(
            [one.name(" "), one.reading(" "), rng.choice(("みずの銀行", "東都信用金庫")), "本町", "普通", one.account]
        )
        doc.tell("table", name=one.name(" "), kana=one.reading(" "), bank_account=one.account)
    doc.table(rows)
    return doc


def letter(rng: random.Random) -> Document:
    """An e-mail of a resident."""
    one = person(rng)
    doc = Document(rng.choice(("RE お問い合わせ", "ご連絡", "message")))
    doc.p("お世話になっております。先日申し込みました講座の件でご連絡いたしました。")
    doc.p(f"都合により欠席いたします。申込者は{one.name()}です。")
    doc.p(f"氏名　{one.name('　')}\n住所　〒{one.postal}　{one.address()}\n電話　{one.mobile}\nメール　{one.email}")
    doc.truth += [
        ("name", one.name(), "prose"),
        ("address", one.address(), "prose"),
        ("phone", one.mobile, "prose"),
        ("email", one.email, "prose"),
        ("postal_code", one.postal, "prose"),
    ]
    doc.formats = ("eml", "txt_utf8", "txt_iso2022", "mbox", "html", "docx", "pdf")
    return doc


def addresses_only(rng: random.Random) -> Document:
    """Contacts without names."""
    doc = Document("mail_send_list")
    rows = [["id", "email", "tel"]]
    for number, one in enumerate(people(rng, rng.randrange(3, 20)), start=1):
        rows.append([str(number), one.email, one.mobile])
        doc.tell("table", email=one.email, phone=one.mobile)
    doc.table(rows)
    return doc


def foreigners(rng: random.Random) -> Document:
    """Residents with foreign names."""
    doc = Document("日本語教室受講者")
    rows = [["氏名(カナ)", "氏名(ローマ字)", "国籍", "在留資格", "電話"]]
    for kana, latin in rng.sample(FOREIGN, 4):
        one = person(rng)
        rows.append([kana, latin, rng.choice(("ベトナム", "ネパール", "韓国")), "留学", one.mobile])
        doc.tell("table", phone=one.mobile)
    doc.table(rows)
    return doc


def licences(rng: random.Random) -> Document:
    """Volunteers who drive."""
    doc = Document("送迎ボランティア")
    rows = [["氏名", "運転免許証番号", "携帯電話", "アレルギー"]]
    for one in people(rng, rng.randrange(3, 9)):
        rows.append([one.name(" "), one.licence, one.mobile, rng.choice(("なし", "卵", "そば"))])
        doc.tell("table", name=one.name(" "), licence=one.licence, phone=one.mobile)
    doc.table(rows)
    return doc


def split_columns(rng: random.Random) -> Document:
    """Surname and given name, and the address, in columns of their own; phones as numbers that lost their zero."""
    doc = Document("顧客マスタ")
    rows = [["姓", "名", "セイ", "メイ", "都道府県", "市区町村", "町名番地", "携帯番号"]]
    for one in people(rng, rng.randrange(3, 25)):
        a, b, c = one.block
        rows.append(
            [
                one.surname,
                one.given,
                *one.kana,
                one.place[0],
                one.place[1],
                f"{one.place[2]}{a}-{b}-{c}",
                one.mobile.replace("-", "")[1:],
            ]
        )
        doc.tell(
            "table",
            name=one.name(" "),
            phone=one.mobile.replace("-", ""),
            address=f"{one.place[0]}{one.place[1]}{one.place[2]}{a}-{b}-{c}",
        )
    doc.table(rows)
    return doc


def names_only(rng: random.Random) -> Document:
    """A register of attendance: names and nothing else."""
    doc = Document("出欠簿")
    rows = [["児童名", *(f"{day}日" for day in range(1, 6))]]
    for one in people(rng, rng.randrange(6, 30)):
        rows.append([one.name(rng.choice(("", " "))), *("○" for _ in range(5))])
        doc.truth.append(("name", rows[-1][0], "table"))
    doc.table(rows)
    return doc


REAL: tuple[Callable[[random.Random], Document], ...] = (
    roster,
    roster,
    headless,
    care_plan,
    visit_note,
    visit_note,
    minutes,
    my_number_list,
    bank,
    letter,
    addresses_only,
    foreigners,
    licences,
    split_columns,
    names_only,
)


def tables(doc: Document) -> list[list[list[str]]]:
    """The tables of a document, forms as two columns."""
    found: list[list[list[str]]] = []
    for kind, content in doc.blocks:
        if kind == "table":
            found.append(content)  # type: ignore[arg-type]
        elif kind == "form":
            found.append([list(pair) for pair in content])  # type: ignore[union-attr, attr-defined]
    return found


__all__ = ["REAL", "Document", "Person", "tables"]
