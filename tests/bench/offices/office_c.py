"""A third office, by the same hand but with other words, names, lists and look-alikes: kept back while the detectors are tuned."""

from collections.abc import Callable
from random import Random

from tests.bench.offices import tables as t
from tests.bench.offices.doc import Doc, Pen, Rows
from tests.bench.offices.people import PLACES, People, Person

Cell = Callable[[Pen, Person, str], str]


def latin_name(pen: Pen, p: Person, _c: str) -> str:
    return pen.who(p, "full")


def grade(pen: Pen, _p: Person, _c: str) -> str:
    return pen.some(("1年2組", "2年1組", "5年3組", "年長", "一般"))


def team(pen: Pen, _p: Person, _c: str) -> str:
    return pen.some(("赤", "青", "A班", "東支部", "第2分団"))


def time(pen: Pen, _p: Person, _c: str) -> str:
    return f"{pen.rng.randint(9, 17)}:{pen.rng.choice(('00', '15', '30', '45'))}"


TABLES: dict[str, tuple[dict[str, Cell], str]] = {
    "水泳教室": (
        {"会員番号": t.number, "会員名": t.joined, "学年": grade, "保護者TEL": t.mobile, "泳力": t.mark},
        "young",
    ),
    "貸出督促": (
        {"利用者カード": t.number, "利用者": t.name, "連絡先電話": t.phone, "返却期限": t.seen, "督促": t.mark},
        "any",
    ),
    "民生委員担当世帯": (
        {"世帯主": t.wide_name, "所在": t.short_address, "世帯構成": t.frame, "生年": t.born, "見守り": t.mark},
        "old",
    ),
    "消防団員": (
        {"分団": team, "階級": t.mark, "氏　名": t.joined, "住　所": t.address, "TEL(自宅)": t.phone},
        "middle",
    ),
    "同窓会": (
        {"卒業年": t.number, "氏名（旧姓）": t.name, "〒": t.postal, "現住所": t.address, "E-mail": t.email},
        "middle",
    ),
    "ワクチン接種": (
        {"接種券番号": t.insured, "被接種者": t.joined, "生年月日(西暦)": t.born, "基礎疾患": t.illness, "時刻": time},
        "old",
    ),
    "町会費": ({"班": team, "世帯": t.name, "納入": t.mark, "金額": t.money}, "any"),
    "講師謝金": (
        {"講師氏名": t.joined, "マイナンバー": t.my_number, "振込口座": t.bank, "カナ": t.kana, "源泉": t.money},
        "middle",
    ),
    "公園協力員": ({"担当": latin_name, "携帯番号": t.mobile, "自宅": t.short_address, "活動日": t.seen}, "middle"),
    "配車": ({"運転手": t.joined, "免許番号": t.licence, "車両": team, "出庫": time}, "middle"),
}


def voicemail(rng: Random, people: People) -> Doc:
    doc = Doc("留守電メモ", "prose")
    n = Pen(rng, doc)
    a, b = people.some(2, "old")
    doc.p(f"""留守電ありました（{rng.randint(9, 18)}時ごろ）
{n.who(a, "joined")}さんのご主人から。本の返却が遅れる件。
電話番号おっしゃってました→{n.mobile(a)}
それと{n.who(b, "family")}様、予約の本キャンセル。理由は{n.sick(b.illness)}で入院のため。""")
    return doc


def circular(rng: Random, people: People) -> Doc:
    doc = Doc("回覧", "prose")
    n = Pen(rng, doc)
    a, b, c, d, e = people.some(5, "middle")
    doc.p(f"""【回覧】桜台町会　令和7年度役員が決まりました（敬称略）
会長　{n.who(a, "full")}
副会長　{n.who(b, "full")}、{n.who(c, "full")}
会計　{n.who(d, "full")}
防災部長　{n.who(e, "full")}
お問い合わせは会長宅（{n.phone(a)}）まで。""")
    return doc


def essay(rng: Random, people: People) -> Doc:
    doc = Doc("作文", "prose")
    n = Pen(rng, doc)
    a, b = people.some(2, "young")
    doc.p(f"""夏の思い出
　　　　　　　五年二組　{n.who(a, "full")}
ぼくは夏休みに{n.who(b, "given")}君と川に行きました。{n.who(b, "given")}君のお父さんが魚のつかみ方を教えてくれました。
最初はこわかったけれど、だんだんおもしろくなりました。{n.who(a, "given")}も上手になったね、と言われました。""")
    return doc


def english(rng: Random, people: People) -> Doc:
    doc = Doc("English mail", "prose")
    n = Pen(rng, doc)
    a = people.one("middle")
    while a.rank == "foreign":
        a = people.one("middle")
    doc.p(f"""Dear desk,
{n.who(a, "joined")}様 called about the city hall interpreter. Please call back at {n.mobile(a)} or write to {n.email(a)}.
DOB {n.put("birth_date", a.born.isoformat())}, lives at {n.address(a)}.
Thanks, Front office""")
    return doc


def family_tree(rng: Random, people: People) -> Doc:
    doc = Doc("世帯の状況", "prose")
    n = Pen(rng, doc)
    a = people.one("old")
    while a.rank == "foreign":
        a = people.one("old")
    kids = people.some(2, "middle")
    doc.p(f"""世帯の状況（聞き取り）
本人 {n.who(a, "joined")}（{n.born(a, "short")}生・{n.sick(a.frame)}）
長男 {n.who(kids[0], "given")}（会社員、別居、{n.mobile(kids[0])}）
長女 {n.who(kids[1], "given")}（{n.sick(kids[1].illness)}で療養中）
家賃の{n.sick("滞納")}あり。{n.who(a, "family")}さんは年金のみ。{n.address(a)}の借家に40年お住まい。""")
    return doc


def direct_message(rng: Random, people: People) -> Doc:
    doc = Doc("DM", "prose")
    n = Pen(rng, doc)
    a, b = people.some(2, "middle")
    doc.p(f"""{n.who(a, "given")}さんおつかれー
明日の体験会、{n.who(b, "family")}さんが来れなくなったって
代わりに{n.who(people.one("middle"), "joined")}さんに頼んだよ👍
集合場所変更、{n.who(b, "family")}さんち（{n.address(b, pref=False)}）の前ね""")
    return doc


def survey(rng: Random, people: People) -> Doc:
    doc = Doc("アンケート自由記述", "prose")
    n = Pen(rng, doc)
    rows = []
    for i in range(rng.randint(3, 6)):
        a = people.one()
        rows.append(rng.choice((
            f"Q5-{i} 窓口の{n.who(a, 'family')}さんの説明がとても分かりやすかったです。",
            f"Q5-{i} 待ち時間が長い。改善してほしい。{n.who(a, 'joined')}（{n.phone(a)}）",
            f"Q5-{i} {n.sick(a.disability)}のある子でも参加できますか。返事は{n.email(a)}へ。{n.who(a, 'full')}",
        )))  # fmt: skip
    doc.p("\n".join(rows))
    return doc


def apology(rng: Random, people: People) -> Doc:
    doc = Doc("顛末書", "prose")
    n = Pen(rng, doc)
    a, b, me = people.some(3, "middle")
    doc.p(f"""顛末書
館長　{n.who(b, "joined")}殿
このたび私の不注意により、{n.who(a, "joined")}様（{n.address(a)}）あてのはがきを、隣家の{n.who(people.one(), "family")}様宅に誤って投函いたしました。
同日中に{n.who(b, "family")}館長とともに両家をお訪ねし、お詫びのうえ回収いたしました。
令和7年{rng.randint(4, 12)}月{rng.randint(1, 28)}日　窓口担当　{n.who(me, "joined")}""")
    return doc


def log_note(rng: Random, people: People) -> Doc:
    doc = Doc("システム問合せ", "prose")
    n = Pen(rng, doc)
    a = people.one("middle")
    doc.p(f"""チケット#{rng.randint(1000, 9999)}　状態：対応中
現象：カード番号{rng.randint(10**6, 10**7)}で検索すると別人（{n.who(a, "full")}・{n.born(a, "slash")}）が表示される
再現手順：1)検索画面を開く 2)番号を入れる
回答：{n.who(a, "family")}さんの番号が二重登録。統合済み。""")
    return doc


def minutes_c(rng: Random, people: People) -> Doc:
    doc = Doc("説明会記録", "prose")
    n = Pen(rng, doc)
    a, b, c = people.some(3)
    doc.p(f"""公園整備　住民説明会（第{rng.randint(1, 4)}回）質疑
住民（{n.who(a, "family")}氏、二丁目）　砂場は残るのか。
市　残す方向で設計している。
住民（{n.who(b, "joined")}氏）　工事の間、うちの前の道は通れるか。母が{n.sick(b.frame)}で送迎車が来る。
市　{n.who(c, "family")}係長から個別に連絡する。""")
    return doc


PROSE = (voicemail, circular, essay, english, family_tree, direct_message, survey, apology, log_note, minutes_c)

Pairs = list[tuple[str, str]]


def card(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc = Doc("利用カード申込書", "form")
    n, a = Pen(rng, doc), people.one()
    return doc, [("おなまえ", n.who(a, "full")), ("よみがな", n.kana(a)), ("うまれた日", n.born(a, "western")), ("ご住所", n.address(a)), ("でんわ", n.mobile(a))]  # fmt: skip


def accident(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc = Doc("事故届", "form")
    n, a, b = Pen(rng, doc), people.one(), people.one("middle")
    return doc, [("被災者", n.who(a, "joined")), ("年齢・生年月日", n.born(a)), ("けがの程度", "右足ねんざ"), ("持病等", n.sick(a.illness)), ("届出者", n.who(b, "joined")), ("届出者連絡先", n.mobile(b))]  # fmt: skip


def hire(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc = Doc("雇用契約書", "form")
    n, a = Pen(rng, doc), people.one("middle")
    return doc, [("労働者氏名", n.who(a, "wide")), ("生年月日", n.born(a, "long")), ("住所", n.address(a)), ("給与振込口座", n.put("bank_account", a.bank)), ("マイナンバー", n.put("my_number", a.my_number)), ("緊急時連絡先", n.mobile(a))]  # fmt: skip


FORMS = (card, accident, hire)


def _rows(rng: Random, head: list[str], low: int, high: int, make: Callable[[], list[str]]) -> Rows:
    return [head, *(make() for _ in range(rng.randint(low, high)))]


SAKE = "八海山 久保田 田中六五 伊藤酒造 上善如水 高清水 出羽桜 山本 佐藤焼酎 村尾 森伊蔵 浦霞 一ノ蔵 三岳".split()
MOUNTAINS = "富士山 高尾山 岩木山 大山 木曽駒ヶ岳 金峰山 三瓶山 黒岳 石田山 小野岳 武田山".split()
POETS = "柿本人麻呂 小野小町 在原業平 紀貫之 清少納言 藤原定家 和泉式部 菅原道真 西行法師 源実朝".split()
COMPOSERS = "滝廉太郎/荒城の月/1901 山田耕筰/赤とんぼ/1927 中山晋平/シャボン玉/1923 岡野貞一/故郷/1914 本居長世/七つの子/1921".split()
MEDICINES = "アムロジピン錠5mg ロキソプロフェン60mg メトホルミン500mg 葛根湯エキス カルボシステイン ツムラ大建中湯 イトプリド".split()
SHOPS = "いとう美容室 田中豆腐店 パン工房はせがわ 寿司まつもと 佐々木酒店 喫茶ひまわり 花のやまだ 小川クリーニング 斉藤薬局 中村屋".split()


def sake(rng: Random) -> Rows:
    return _rows(
        rng,
        ["銘柄", "名称", "度数", "価格"],
        8,
        20,
        lambda: [
            rng.choice(SAKE),
            rng.choice(("純米", "吟醸", "本醸造")),
            f"{rng.randint(12, 25)}度",
            f"{rng.randint(8, 60) * 100}",
        ],
    )


def mountains(rng: Random) -> Rows:
    return _rows(
        rng,
        ["山名", "よみ", "標高", "所在地"],
        6,
        12,
        lambda: [rng.choice(MOUNTAINS), "やま", f"{rng.randint(300, 3776)}m", rng.choice(PLACES)[1]],
    )


def poets(rng: Random) -> Rows:
    return _rows(
        rng,
        ["番号", "歌人", "上の句"],
        6,
        12,
        lambda: [str(rng.randint(1, 100)), rng.choice(POETS), "ひさかたのひかりのどけき"],
    )


def songs(rng: Random) -> Rows:
    return [["作曲者", "曲名", "年"], *[c.split("/") for c in rng.sample(COMPOSERS, 4)]]


def medicines(rng: Random) -> Rows:
    return _rows(
        rng,
        ["薬品名", "薬価コード", "用法", "薬価"],
        8,
        25,
        lambda: [rng.choice(MEDICINES), f"{rng.randrange(10**12):012d}", "1日3回", f"{rng.uniform(5, 90):.1f}"],
    )


def shops(rng: Random) -> Rows:
    def row() -> list[str]:
        _zip5, _pref, city, towns = rng.choice(PLACES)
        return [
            rng.choice(SHOPS),
            f"{city}{rng.choice(towns)}{rng.randint(1, 5)}-{rng.randint(1, 30)}",
            f"04{rng.randint(2, 8)}-{rng.randint(200, 900)}-{rng.randint(1000, 9999)}",
            rng.choice(("水曜", "第3火曜", "なし")),
        ]

    return _rows(rng, ["店名", "場所", "電話", "定休日"], 8, 25, row)


def bus_stops(rng: Random) -> Rows:
    return _rows(
        rng,
        ["停留所", "系統", "始発", "終発"],
        10,
        30,
        lambda: [
            rng.choice(PLACES)[3][0] + rng.choice(("入口", "一丁目", "小学校前", "橋")),
            f"{rng.choice('宿王渋')}{rng.randint(10, 99)}",
            "6:12",
            "22:40",
        ],
    )


def circles(rng: Random) -> Rows:
    return _rows(
        rng,
        ["団体名", "利用室", "時間", "人数"],
        8,
        20,
        lambda: [
            rng.choice(("さくら会", "みどり合唱団", "若葉俳句会", "佐藤流舞踊教室", "FCひばり")),
            rng.choice(("和室", "集会室A")),
            "10-12",
            str(rng.randint(4, 30)),
        ],
    )


def reference_values(rng: Random) -> Rows:
    return [
        ["検査項目", "基準値", "単位"],
        ["空腹時血糖", "70-109", "mg/dL"],
        ["HbA1c", "4.6-6.2", "%"],
        ["LDLコレステロール", "70-139", "mg/dL"],
        ["最高血圧", "130未満", "mmHg"],
    ]


def corporations(rng: Random) -> Rows:
    def row() -> list[str]:
        _zip5, pref, city, towns = rng.choice(PLACES)
        return [
            f"{rng.randrange(10**13):013d}",
            rng.choice(("株式会社村井組", "有限会社北川電機", "医療法人社団白石会", "一般社団法人みらい")),
            f"{pref}{city}{rng.choice(towns)}{rng.randint(1, 9)}-{rng.randint(1, 40)}",
        ]

    return _rows(rng, ["法人番号", "商号又は名称", "本店所在地"], 10, 40, row)


def holidays(rng: Random) -> Rows:
    return [
        ["年月日", "名称"],
        ["2026/01/01", "元日"],
        ["2026/02/11", "建国記念の日"],
        ["2026/02/23", "天皇誕生日"],
        ["2026/04/29", "昭和の日"],
        ["2026/11/03", "文化の日"],
    ]


def mail_template(rng: Random) -> str:
    return """件名：ご予約の確認
{姓} {名} 様
このたびはご予約ありがとうございます。
予約番号：{予約番号}　日時：{日時}
ご住所：{住所}　お電話：{電話番号}
※このメールは自動で送られています。心当たりのない方は破棄してください。"""


def anonymous(rng: Random) -> str:
    return f"""事例検討（個人が特定されないよう一部を変えています）
Aさん（{rng.randint(70, 90)}代女性）は長男Bさんと二人暮らし。認知症が進み、近隣のCさんから包括支援センターに相談があった。
D病院の相談員とケアマネジャーのE氏が訪問し、要介護認定の申請を勧めた。"""


def origin(rng: Random) -> str:
    return """地名の由来
「小野」は小さな野を、「大森」は社の森を指すといわれる。中村・北村・西村の三村が明治二十二年に合併し、大和村となった。
鈴木新田は享保年間に開かれ、名主の鈴木家の名をとったという説がある。源頼朝が馬をつないだという松が今も立つ。"""


def po_file(rng: Random) -> str:
    return '''msgid "Your name"
msgstr "お名前"
msgid "Phone number"
msgstr "電話番号"
msgid "Example: 03-1234-5678"
msgstr "例：03-1234-5678"
msgid "Date of birth"
msgstr "生年月日"'''


def schema(rng: Random) -> str:
    return """CREATE TABLE resident (
  id BIGINT PRIMARY KEY COMMENT '整理番号',
  name VARCHAR(80) NOT NULL COMMENT '氏名',
  birth DATE COMMENT '生年月日',
  tel CHAR(13) COMMENT '電話番号 例 090-0000-0000',
  mynumber CHAR(12) COMMENT '個人番号(12桁)'
);"""


def stack(rng: Random) -> str:
    return "\n".join(
        f"2025-11-{rng.randint(1, 28):02d} 12:{rng.randint(0, 59):02d}:11 ERROR 登録に失敗しました code={rng.randrange(10**8)} at com.example.kojin.NameValidator.check(NameValidator.java:{rng.randint(10, 400)})"
        for _ in range(60)
    )


def school_news(rng: Random) -> str:
    return f"""学校だより　{rng.randint(4, 12)}月号
運動会を行いました。1年生の玉入れでは白組が勝ちました。保護者の皆様には早朝から準備にご協力いただきました。
来月の予定　{rng.randint(1, 28)}日 身体測定　{rng.randint(1, 28)}日 避難訓練　電話042-{rng.randint(300, 900)}-{rng.randint(1000, 9999)}（職員室）"""


def rules(rng: Random) -> str:
    return """個人情報取扱規程
第3条　会員名簿には、会員の氏名、住所、電話番号及び生年月日を記載する。
第4条　名簿の閲覧は、会長又は会長が指名した者に限る。
第5条　退会した会員の情報は、三か月以内に消去する。"""


def shogi(rng: Random) -> str:
    return "\n".join(
        f"{i} {rng.choice('▲△')}{rng.choice('７６５２')}{rng.choice('六四五八')}{rng.choice(('歩', '銀', '飛', '角', '金'))}({rng.randint(11, 99)})"
        for i in range(1, 60)
    )


def haiku(rng: Random) -> str:
    return """名句鑑賞
古池や蛙飛びこむ水の音　松尾芭蕉
菜の花や月は東に日は西に　与謝蕪村
やせ蛙負けるな一茶これにあり　小林一茶
柿くへば鐘が鳴るなり法隆寺　正岡子規"""


def estimate(rng: Random) -> str:
    return f"""御見積書　No.{rng.randint(1000, 9999)}
桜台市役所　御中
株式会社みどり造園　〒330-0854 さいたま市大宮区桜木町{rng.randint(1, 4)}-{rng.randint(1, 40)}　TEL 048-{rng.randint(200, 900)}-{rng.randint(1000, 9999)}
剪定作業一式　{rng.randint(10, 90)}0,000円　有効期限 2026/03/31　登録番号 T{rng.randrange(10**13):013d}"""


HARMLESS_TABLES = (
    sake,
    mountains,
    poets,
    songs,
    medicines,
    shops,
    bus_stops,
    circles,
    reference_values,
    corporations,
    holidays,
)
HARMLESS_TEXTS = (mail_template, anonymous, origin, po_file, schema, stack, school_news, rules, shogi, haiku, estimate)


def harmless(rng: Random, which: int) -> Doc:
    """One document without persons; odd numbers are tables."""
    if which % 2:
        make = HARMLESS_TABLES[which // 2 % len(HARMLESS_TABLES)]
        doc = Doc(make.__name__, "harmless")
        doc.t(make(rng))
        return doc
    write = HARMLESS_TEXTS[which // 2 % len(HARMLESS_TEXTS)]
    doc = Doc(write.__name__, "harmless")
    doc.p(write(rng))
    return doc
