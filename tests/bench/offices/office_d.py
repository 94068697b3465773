"""A fourth office, written last and scored once: visiting nurses, a cram school, house management."""

from collections.abc import Callable
from random import Random

from tests.bench.offices import tables as t
from tests.bench.offices.doc import Doc, Pen, Rows
from tests.bench.offices.people import PLACES, People, Person

Cell = Callable[[Pen, Person, str], str]
Pairs = list[tuple[str, str]]


def room(pen: Pen, _p: Person, _c: str) -> str:
    return f"{pen.rng.randint(1, 9)}0{pen.rng.randint(1, 9)}号室"


def score(pen: Pen, _p: Person, _c: str) -> str:
    return str(pen.rng.randint(20, 100))


TABLES: dict[str, tuple[dict[str, Cell], str]] = {
    "入居者": (
        {"部屋": room, "契約者名": t.wide_name, "緊急連絡先TEL": t.mobile, "家賃": t.money, "引落口座": t.bank},
        "middle",
    ),
    "成績": ({"塾生番号": t.number, "生徒名": t.joined, "英": score, "数": score, "国": score}, "young"),
    "訪問予定": ({"時間": t.number, "患者氏名": t.name, "訪問先住所": t.short_address, "主病名": t.illness}, "old"),
    "保証人": ({"借主": t.name, "連帯保証人": t.joined, "保証人住所": t.address, "保証人電話": t.phone}, "middle"),
    "介護認定": ({"被保番": t.insured, "氏名": t.name, "ｼﾒｲ": t.kana, "生年月日": t.born, "要介護度": t.frame}, "old"),
    "アルバイト": (
        {
            "氏名(漢字)": t.name,
            "氏名(かな)": t.hiragana,
            "生年月日": t.born,
            "個人番号(マイナンバー)": t.my_number,
            "メールアドレス": t.email,
        },
        "middle",
    ),
    "送迎ドライバー": ({"乗務員": t.joined, "運転免許証の番号": t.licence, "住所地": t.address}, "middle"),
    "欠席連絡": ({"日": t.seen, "お子様のお名前": t.joined, "ご連絡者携帯": t.mobile, "理由": t.mark}, "young"),
}


def soap(rng: Random, people: People) -> Doc:
    doc = Doc("看護記録", "prose")
    n = Pen(rng, doc)
    a, b, nurse = people.one("old"), people.one("middle"), people.one("middle")
    doc.p(f"""患者：{n.who(a, "full")}様　{n.born(a, "ERA")}　主病名 {n.sick(a.illness)}
S）「夜になると足がつる」
O）BP 138/72、体温36.2。{n.who(a, "family")}様、表情は穏やか。長女の{n.who(b, "given")}さん同席。
A）水分が足りていない可能性。
P）主治医の{n.who(people.one("middle"), "family")}先生に報告。次回{n.who(nurse, "family")}訪問。緊急時は{n.who(b, "given")}さん（{n.mobile(b)}）へ。""")
    return doc


def lesson(rng: Random, people: People) -> Doc:
    doc = Doc("講評", "prose")
    n = Pen(rng, doc)
    lines = []
    for kid in people.some(rng.randint(3, 6), "young"):
        how = rng.choice(("joined", "given"))
        lines.append(rng.choice((
            f"{n.who(kid, how)}さんは計算が速くなりました。文章題をもう少し。",
            f"{n.who(kid, how)}君、宿題忘れが三回続きました。ご家庭でも声かけを。",
            f"{n.who(kid, 'family')}（{n.who(kid, 'given')}）：英検準2級に合格。おめでとう！",
        )))  # fmt: skip
    doc.p("二学期の講評\n" + "\n".join(lines))
    return doc


def thread(rng: Random, people: People) -> Doc:
    doc = Doc("Re: 退去立会い", "prose")
    n = Pen(rng, doc)
    a, b = people.some(2, "middle")
    doc.p(f"""{n.who(b, "family")}様

退去の立会い、28日14時で承りました。新しいご住所は{n.address(a)}でよろしいでしょうか。

> {n.who(a, "joined")}です。部屋の鍵は二本あります。
> 当日は妻が行くかもしれません。連絡は{n.mobile(a)}へお願いします。
> 敷金は {n.email(a)} に明細をください。

━━━━━━━━━━━━━━━
さくら住宅管理　{n.who(b, "full")}
━━━━━━━━━━━━━━━""")
    return doc


def reception(rng: Random, people: People) -> Doc:
    doc = Doc("受付簿", "prose")
    n = Pen(rng, doc)
    lines = []
    for i in range(rng.randint(4, 8)):
        a = people.one()
        lines.append(
            rng.choice(
                (
                    f"{9 + i}:05 来所 {n.who(a, 'full')} 用件：鍵の交換",
                    f"{9 + i}:20 TEL {n.who(a, 'family')}さん 水漏れ 折返し{n.mobile(a)}",
                    f"{9 + i}:40 {n.who(a, 'family')} 書類受取 済",
                )
            )
        )
    doc.p("\n".join(lines))
    return doc


def bereaved(rng: Random, people: People) -> Doc:
    doc = Doc("お悔やみ", "prose")
    n = Pen(rng, doc)
    a, b = people.one("old"), people.one("middle")
    doc.p(f"""謹啓　このたびはご尊父{n.who(a, "joined")}様のご逝去の報に接し、謹んでお悔やみ申し上げます。
長らく当ステーションの訪問看護をご利用くださり、{n.who(a, "family")}様からはいつも励ましのお言葉をいただきました。
{n.who(b, "joined")}様にはご心労のことと拝察いたします。""")
    return doc


def complaint(rng: Random, people: People) -> Doc:
    doc = Doc("騒音の相談", "prose")
    n = Pen(rng, doc)
    a, b, c = people.some(3, "middle")
    doc.p(f"""203の{n.who(a, "family")}さんから、上の303（{n.who(b, "joined")}様）の足音の件で相談。
{n.who(b, "family")}さん宅は{n.sick(b.frame)}、お子さんに{n.sick("発達障害")}があると聞いている。
{n.who(c, "family")}が訪問し、マットを敷いてもらうことで了承。{n.who(a, "given")}さんにも電話で伝えた（{n.phone(a)}）。""")
    return doc


def application(rng: Random, people: People) -> Doc:
    doc = Doc("応募メール", "prose")
    n = Pen(rng, doc)
    a = people.one("middle")
    doc.p(f"""採用ご担当者様
はじめまして、{n.who(a, "joined")}と申します。求人サイトを見て応募いたします。
{n.born(a, "western")}生まれ、{n.address(a)}在住です。看護師として12年勤めました。
面接の日程は{n.email(a)}か{n.mobile(a)}までお願いいたします。""")
    return doc


def dictation(rng: Random, people: People) -> Doc:
    doc = Doc("音声入力", "prose")
    n = Pen(rng, doc)
    a, b = people.some(2, "old")
    doc.p(f"""今日は午前中に{n.who(a, "family")}さんのところに行って血圧を測って薬の残りを確認して奥さんの{n.who(b, "given")}さんからデイサービスの話があって
午後は{n.who(people.one("old"), "joined")}さん宅で入浴の介助をして帰りに{n.who(b, "family")}先生に電話しました{n.sick(a.illness)}の件です""")
    return doc


PROSE = (soap, lesson, thread, reception, bereaved, complaint, application, dictation)


def lease(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc = Doc("入居申込書", "form")
    n, a, b = Pen(rng, doc), people.one("middle"), people.one("old")
    return doc, [("申込者", n.who(a, "full")), ("フリガナ", n.kana(a)), ("生年月日", n.born(a, "wareki")), ("現住所", n.address(a)), ("勤務先", "株式会社みずほ食品"), ("携帯電話", n.mobile(a)), ("連帯保証人", n.who(b, "full")), ("同 電話", n.phone(b))]  # fmt: skip


def nursing(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc = Doc("訪問看護指示書", "form")
    n, a = Pen(rng, doc), people.one("old")
    return doc, [("患者氏名", n.who(a, "wide")), ("生年月日", n.born(a, "long")), ("患者住所", n.address(a)), ("主たる傷病名", n.sick(a.illness)), ("要介護認定の状況", n.sick(a.frame)), ("被保険者番号", n.put("insured_number", a.insured))]  # fmt: skip


FORMS = (lease, nursing)


def _rows(rng: Random, head: list[str], low: int, high: int, make: Callable[[], list[str]]) -> Rows:
    return [head, *(make() for _ in range(rng.randint(low, high)))]


def _town(rng: Random) -> str:
    _, pref, city, towns = rng.choice(PLACES)
    return f"{pref}{city}{rng.choice(towns)}{rng.randint(1, 9)}-{rng.randint(1, 30)}-{rng.randint(1, 9)}"


TABLES_QUIET: dict[str, Callable[[Random], Rows]] = {
    "shelters": lambda r: _rows(r, ["避難所名", "住所", "電話番号", "収容人数"], 8, 30, lambda: [r.choice(("第一小学校", "北部公民館", "総合体育館", "高木記念会館")), _town(r), f"04{r.randint(2, 8)}-{r.randint(300, 800)}-{r.randint(1000, 9999)}", str(r.randint(50, 900))]),
    "banzuke": lambda r: _rows(r, ["番付", "四股名", "部屋", "出身地"], 6, 14, lambda: [r.choice(("横綱", "大関", "前頭三")), r.choice(("双葉山", "大鵬", "千代の富士", "北の湖", "輪島", "貴乃花")), "立浪", r.choice(PLACES)[1]]),
    "paintings": lambda r: _rows(r, ["作品", "画家", "制作年", "所蔵"], 6, 12, lambda: [r.choice(("冨嶽三十六景", "麗子像", "湖畔", "鮭")), r.choice(("葛飾北斎", "岸田劉生", "黒田清輝", "高橋由一", "歌川広重")), str(r.randint(1800, 1930)), "県立美術館"]),
    "fish": lambda r: _rows(r, ["和名", "科", "大きさ", "食べ方"], 6, 16, lambda: [r.choice(("マアジ", "カサゴ", "アイナメ", "ハマチ", "サヨリ", "メバル")), "スズキ目", f"{r.randint(10, 80)}cm", "塩焼き"]),
    "tools": lambda r: _rows(r, ["品名", "型番", "単価", "お問い合わせ番号"], 8, 30, lambda: [r.choice(("六角レンチ", "電動ドリル", "水平器", "脚立")), f"{r.choice('ABK')}-{r.randint(1000, 9999)}", f"{r.randint(3, 300) * 100}", f"{r.randrange(10**12):012d}"]),
    "lots": lambda r: _rows(r, ["物件名", "所在地", "家賃", "築年"], 8, 30, lambda: [r.choice(("メゾン高橋", "小林ハイツ", "コーポ青木", "佐藤マンション")) + str(r.randint(1, 5)), _town(r), f"{r.randint(30, 150)}000", f"昭和{r.randint(40, 63)}年{r.randint(1, 12)}月"]),
    "devices": lambda r: _rows(r, ["機器番号", "名称", "設置日", "保守連絡先"], 8, 20, lambda: [f"{r.randrange(10**10):010d}", r.choice(("AED", "複合機", "エアコン")), f"2024/{r.randint(1, 12)}/{r.randint(1, 28)}", f"0120-{r.randint(100, 999)}-{r.randint(100, 999)}"]),
    "shrines": lambda r: _rows(r, ["社寺名", "祭神・本尊", "創建", "所在地"], 5, 12, lambda: [r.choice(("八幡神社", "氷川神社", "正福寺", "天満宮")), r.choice(("応神天皇", "素戔嗚尊", "菅原道真公", "阿弥陀如来")), r.choice(("延暦三年", "元和元年")), _town(r)]),
    "empty_roll": lambda r: [["番号", "生徒名", "保護者名", "電話", "住所"], *[[str(i), "", "", "", ""] for i in range(1, r.randint(10, 40))]],
}  # fmt: skip
TEXTS_QUIET: dict[str, Callable[[Random], str]] = {
    "api_manual": lambda r: '''GET /v1/users/{id}
応答の例
{"id": 1, "name": "山田 太郎", "kana": "ヤマダ タロウ", "birthday": "1980-01-01", "tel": "090-0000-0000", "email": "taro@example.com"}
name は氏名、tel は電話番号を表します。''',
    "unit_test": lambda r: '''def test_name_is_trimmed():
    assert clean(" 鈴木 花子 ") == "鈴木花子"
    assert phone("０３−１２３４−５６７８") == "03-1234-5678"
    assert zip_code("1000001") == "100-0001"''',
    "disclosure": lambda r: "重要事項説明書（ひな形）\n1 賃貸借の目的物　所在：　　　　　　　　　　\n2 貸主　氏名：　　　　　　　　住所：　　　　　　　　電話：\n3 借主　氏名：　　　　　　　　生年月日：　　年　月　日",
    "medicine": lambda r: "お薬の説明\nこの薬は血圧を下げます。糖尿病、腎臓の病気のある方は医師に相談してください。\n飲み忘れたときは気づいた時に一回分を飲みます。",
    "festival": lambda r: f"秋祭りのお知らせ\n日時　10月{r.randint(1, 28)}日　場所　氷川神社境内\n演目　佐渡おけさ、安来節、東京音頭\n主催　桜台自治会　協賛　田中工務店、山本酒店、伊藤園芸\n連絡先　自治会館 048-{r.randint(200, 900)}-{r.randint(1000, 9999)}",
    "exam": lambda r: "国語テスト\n問一　次の文章を読んで答えなさい。\n太郎君と花子さんは駅で待ち合わせをしました。太郎君は8時に家を出て分速60mで歩き、花子さんは8時10分に分速90mで追いかけました。\n問二　作者の宮沢賢治について百字で述べなさい。",
    "clauses": lambda r: "賃貸借契約約款\n第1条　貸主及び借主は、信義に従い誠実に本契約を履行する。\n第9条　借主は、氏名、勤務先、連絡先又は連帯保証人に変更があったときは直ちに貸主に届け出る。",
    "earthquakes": lambda r: "地震の歴史\n大正12年9月1日 関東大震災\n昭和19年12月7日 東南海地震\n平成7年1月17日 兵庫県南部地震\n平成23年3月11日 東北地方太平洋沖地震",
    "access_log": lambda r: "\n".join(f"2025-11-{r.randint(1, 28):02d}T0{r.randint(0, 9)}:11:22Z level=info msg=\"予約を登録しました\" id={r.randrange(10**12)} tel_masked=090****{r.randint(1000, 9999)} name_masked=佐＊" for _ in range(80)),
    "style": lambda r: "/* 名簿の見た目 */\n.name { width: 120px; }\n.tel::before { content: '電話 '; }\n@media print { .mynumber { display: none; } }",
}  # fmt: skip


def harmless(rng: Random, which: int) -> Doc:
    """One document without persons; odd numbers are tables."""
    if which % 2:
        name = list(TABLES_QUIET)[which // 2 % len(TABLES_QUIET)]
        doc = Doc(name, "harmless")
        doc.t(TABLES_QUIET[name](rng))
        return doc
    name = list(TEXTS_QUIET)[which // 2 % len(TEXTS_QUIET)]
    doc = Doc(name, "harmless")
    doc.p(TEXTS_QUIET[name](rng))
    return doc
