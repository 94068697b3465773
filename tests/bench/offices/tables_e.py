"""Lists of the fifth office: plain ones for every format, and layouts as people draw them on a sheet."""

from collections.abc import Callable
from random import Random

from tests.bench.offices import tables as t
from tests.bench.offices.doc import Doc, Pen, Rows
from tests.bench.offices.people import DATE_CLOTHES, Person
from tests.bench.offices.people_e import Townspeople, age
from tests.bench.offices.prose_e import CLOTHES

Cell = Callable[[Pen, Person, str], str]
Layout = Callable[[Pen, Townspeople], Doc]


class Grid(Doc):
    """A sheet whose values are cut into cells: its truth cannot be looked up in the text."""

    def settle(self) -> None:
        """Everything noted was written, one character per cell."""


def years(_pen: Pen, p: Person, _c: str) -> str:
    return str(age(p))


def grade(pen: Pen, _p: Person, _c: str) -> str:
    return f"{pen.rng.choice(('小', '中'))}{pen.rng.randint(1, 3)}"


def days(pen: Pen, _p: Person, _c: str) -> str:
    return "・".join(d for d in "月火水木金" if pen.rng.random() < 0.4) or "月"


def text(*choices: str) -> Cell:
    return lambda pen, _p, _c: pen.some(choices)


def care(pen: Pen, _p: Person, _c: str) -> str:
    return pen.sick(pen.some(("要介護1", "要介護2", "要介護3", "要介護4", "要支援1", "要支援2")))


def nation(pen: Pen, _p: Person, _c: str) -> str:
    return pen.sick(pen.some(("ベトナム", "ネパール", "フィリピン", "ブラジル")))


def latin(pen: Pen, p: Person, _c: str) -> str:
    return pen.put("name", p.latin or p.name, f"latin-{p.rank}")


def parent(pen: Pen, p: Person, _c: str) -> str:
    return pen.put(
        "name", f"{p.family}　{pen.some(('純', '美智代', '浩二', '友香', '孝之', '千秋'))}", f"wide-{p.rank}"
    )


FLAT: dict[str, tuple[dict[str, Cell], str]] = {
    "児童台帳": ({"管理No": t.number, "児童氏名": t.name, "ふりがな": t.hiragana, "生年月日": t.born, "学年": grade, "保護者氏名": parent, "自宅住所": t.address, "携帯": t.mobile, "障害名": t.disability}, "young"),
    "訪問介護利用者": ({"利用者": t.joined, "年齢": years, "介護度": care, "住所": t.short_address, "電話": t.phone, "担当曜日": days, "主な疾患": t.illness}, "old"),
    "食堂ボランティア": ({"お名前": t.joined, "ヨミ": t.kana, "連絡先(携帯)": t.mobile, "E-mail": t.email, "参加日": t.seen}, "middle"),
    "相談受付簿": ({"受付日": t.seen, "相談者": t.name, "世帯の状況": t.frame, "お住まい": t.short_address, "対応": text("継続", "終結", "他機関へ")}, "middle"),
    "就労支援登録者": ({"登録番号": t.number, "氏名": t.wide_name, "フリガナ": t.kana, "手帳等": t.disability, "生年月日": t.born, "〒": t.postal, "現住所": t.address, "メール": t.email}, "middle"),
    "受給者証": ({"受給者番号": t.insured, "児童名": t.name, "決定保護者": parent, "支給量": text("10日/月", "15日/月", "23日/月"), "期限": t.seen}, "young"),
    "給与振込": ({"職員名": t.joined, "口座種別": text("普通", "当座"), "口座番号": t.bank, "カナ名義": t.holder, "振込額": t.money}, "middle"),
    "外国籍の方": ({"Name": latin, "国籍": nation, "Tel": t.mobile, "Address": t.address}, "foreign"),
    "年調": ({"従業員": t.joined, "マイナンバー": t.my_number, "生年月日": t.born, "住所": t.address, "扶養": text("0", "1", "2")}, "middle"),
    "運転者": ({"氏名": t.name, "免許証番号": t.licence, "有効期限": t.seen, "携帯電話": t.mobile}, "middle"),
    "会費": ({"会員": t.joined, "年会費": t.money, "納入": t.mark, "備考": text("", "郵便振替", "手渡し")}, "middle"),
    "アレルギー": ({"クラス": grade, "なまえ": t.hiragana, "氏名": t.joined, "原因食品": text("卵", "乳", "小麦", "そば"), "既往": t.illness}, "young"),
}  # fmt: skip


def _sheet(pen: Pen, *parts: str | Rows) -> Doc:
    for part in parts:
        if isinstance(part, str):
            pen.doc.p(part)
        else:
            pen.doc.t(part)
    return pen.doc


def _even(rows: Rows) -> Rows:
    """All rows as wide as the widest."""
    most = max(map(len, rows))
    return [r + [""] * (most - len(r)) for r in rows]


def _name(pen: Pen, p: Person, how: str = "join") -> str:
    pen.doc.persons.add(p.name)
    return pen.put("name", CLOTHES[how](p), f"{how}-{p.rank}")


def _clothes(pen: Pen) -> str:
    return pen.rng.choice(DATE_CLOTHES)


def two_heads(pen: Pen, people: Townspeople) -> Doc:
    rows = [
        ["", "児童", "", "", "保護者", "", "緊急時", ""],
        ["No", "氏名", "ふりがな", "生年月日", "氏名", "続柄", "電話", "住所"],
    ]
    clothes = _clothes(pen)
    for n, p in enumerate(people.some(pen.rng.randint(6, 20), "young"), 1):
        rows.append([str(n), t.name(pen, p, ""), t.hiragana(pen, p, ""), pen.born(p, clothes), parent(pen, p, ""), pen.some(("父", "母")), t.mobile(pen, p, ""), t.short_address(pen, p, "")])  # fmt: skip
    return _sheet(pen, "放課後等デイサービス　在籍児童一覧（令和7年11月現在）", rows)


def across(pen: Pen, people: Townspeople) -> Doc:
    some, clothes = people.some(pen.rng.randint(3, 6), "old"), _clothes(pen)
    makers: list[tuple[str, Cell]] = [("氏名", t.name), ("フリガナ", t.kana), ("生年月日", t.born), ("住所", t.address), ("電話番号", t.phone), ("要介護度", care), ("既往歴", t.illness), ("被保険者番号", t.insured)]  # fmt: skip
    return _sheet(pen, "利用者比較表", [["", *(f"{n}人目" for n in range(1, len(some) + 1))]] + [[label, *(make(pen, p, clothes) for p in some)] for label, make in makers])  # fmt: skip


def groups(pen: Pen, people: Townspeople) -> Doc:
    rows = [["", "利用者名", "電話", "送迎先", "備考"]]
    for day in pen.rng.sample("月火水木金土", 3):
        rows.append([f"◆{day}曜日", "", "", "", ""])
        for n, p in enumerate(people.some(pen.rng.randint(2, 6), "old"), 1):
            rows.append([str(n), t.wide_name(pen, p, ""), t.phone(pen, p, ""), t.short_address(pen, p, ""), pen.some(("", "", "杖", "リフト車"))])  # fmt: skip
        rows.append(["", f"※{pen.rng.randint(1, 12)}/1より時間変更あり", "", "", ""])
        rows.append(["", "小計", "", "", f"{n}名"])
    return _sheet(pen, "曜日別利用者", rows)


def twin(pen: Pen, people: Townspeople) -> Doc:
    rows = [["＜職員＞", "", "", "＜利用者＞", "", ""], ["氏名", "携帯", "", "氏名", "生年月日", "障害"]]
    for _ in range(pen.rng.randint(5, 12)):
        a, b = people.one("middle"), people.one("young")
        rows.append([t.joined(pen, a, ""), t.mobile(pen, a, ""), "", t.joined(pen, b, ""), t.born(pen, b, "slash"), t.disability(pen, b, "")])  # fmt: skip
    return _sheet(pen, rows)


def squared(pen: Pen, people: Townspeople) -> Doc:
    """Squared paper: one character in a cell."""
    pen.doc = Grid(pen.doc.title, "table")
    p = people.one("middle")
    while p.rank == "foreign":
        p = people.one("middle")
    lines = [
        ("フリガナ", t.kana(pen, p, "").replace(" ", "　")), ("氏名", _name(pen, p, "wide")), ("生年月日", pen.born(p, "long")),
        ("住所", pen.address(p)), ("電話番号", t.mobile(pen, p, "")), ("口座番号", t.bank(pen, p, "")),
    ]  # fmt: skip
    return _sheet(pen, _even([["登録票"]] + [[label, *value] for label, value in lines]))


def calendar(pen: Pen, people: Townspeople) -> Doc:
    staff = people.some(9, "middle")
    rows = [list("日月火水木金土")]
    for week in range(4):
        rows.append([str(week * 7 + d) for d in range(1, 8)])
        rows.append([" ".join(_name(pen, p, "fam") for p in pen.rng.sample(staff, pen.rng.randint(1, 3))) if d else "休" for d in range(7)])  # fmt: skip
    return _sheet(pen, f"{pen.rng.randint(4, 12)}月　当番カレンダー", rows)


def planner(pen: Pen, people: Townspeople) -> Doc:
    """A month on a sheet; a day's cell has a line for each person (Alt+Enter)."""
    rows = [list("月火水木金")]
    for week in range(4):
        rows.append(["\n".join([str(week * 7 + d), *(_name(pen, p, pen.some(("fam", "join"))) + pen.some(("様", "さん", "")) for p in people.some(pen.rng.randint(0, 3), "old"))]) for d in range(1, 6)])  # fmt: skip
    return _sheet(pen, "訪問予定", rows)


def seats(pen: Pen, people: Townspeople) -> Doc:
    how = pen.some(("fam", "given", "join"))
    kids = people.some(20, "young")
    rows = [["", "", "ホワイトボード", "", ""]] + [[_name(pen, p, how) if pen.rng.random() < 0.9 else "" for p in kids[i : i + 5]] for i in range(0, 20, 5)]  # fmt: skip
    return _sheet(pen, "活動室　座席表", rows)


def shifts(pen: Pen, people: Townspeople) -> Doc:
    rows = [["職員", *map(str, range(1, 16))], ["", *("月火水木金土日" * 3)[:15]]]
    how = pen.some(("fam", "fam", "join"))
    for p in people.some(pen.rng.randint(6, 12), "middle"):
        rows.append([_name(pen, p, how), *(pen.some(("早", "日", "遅", "夜", "休", "有")) for _ in range(15))])
    return _sheet(pen, "勤務表　ひだまり", rows)


def cars(pen: Pen, people: Townspeople) -> Doc:
    rows = [["", "1号車", "2号車", "3号車"], ["運転", *(_name(pen, p, "fam") for p in people.some(3, "middle"))]]
    for n in range(pen.rng.randint(4, 7)):
        rows.append([f"8:{n}5", *(_name(pen, p, "fam") + pen.some(("さん", "様", "")) for p in people.some(3, "old"))])
    return _sheet(pen, "送迎表（朝）", rows)


def households(pen: Pen, people: Townspeople) -> Doc:
    rows = [["世帯番号", "続柄", "氏名", "生年月日", "住所", "世帯状況"]]
    for n in range(pen.rng.randint(4, 9)):
        head = people.one("middle")
        rows.append([str(1001 + n), "世帯主", _name(pen, head, "wide"), pen.born(head, "wareki"), pen.address(head), t.frame(pen, head, "")])  # fmt: skip
        for kid in people.some(pen.rng.randint(1, 3), "young"):
            rows.append(["", "子", _name(pen, kid, "given"), pen.born(kid, "wareki"), "同上", ""])
    return _sheet(pen, "支援対象世帯", rows)


def duties(pen: Pen, people: Townspeople) -> Doc:
    staff = people.some(10, "middle")
    jobs = ("調理", "受付", "学習支援", "送り", "片付け")
    rows = [["日", *jobs]]
    for n in range(1, pen.rng.randint(4, 9)):
        rows.append([f"11/{n * 3}", *("、".join(_name(pen, p, "fam") for p in pen.rng.sample(staff, 2)) for _ in jobs)])
    return _sheet(pen, "食堂　当番表", rows, "※都合の悪い方は前日までに連絡してください")


def chain(pen: Pen, people: Townspeople) -> Doc:
    rows = [["班長", "→", "①", "→", "②", "→", "③"]]
    for _ in range(pen.rng.randint(2, 5)):
        some = people.some(4, "middle")
        rows.append([c for p in some for c in (_name(pen, p), "→")][:-1])
        rows.append([c for p in some for c in (t.phone(pen, p, ""), "")][:-1])
    return _sheet(pen, "緊急連絡網（取扱注意）", rows)


def faces(pen: Pen, people: Townspeople) -> Doc:
    p, o, clothes = people.one("old"), people.one("middle"), _clothes(pen)
    rows = [
        ["フリガナ", t.kana(pen, p, ""), "性別", "女" if p.female else "男"], ["氏　名", t.wide_name(pen, p, ""), "生年月日", f"{pen.born(p, clothes)}（{age(p)}歳）"],
        ["住　所", f"〒{pen.postal(p)} {pen.address(p)}", "", ""], ["電　話", t.phone(pen, p, ""), "携　帯", t.mobile(pen, p, "")],
        ["介護度", care(pen, p, ""), "被保険者番号", t.insured(pen, p, "")], ["病　名", t.illness(pen, p, ""), "主治医", f"{pen.some(('沼津港湾病院', '西島医院'))}"],
        ["緊急連絡先①", _name(pen, o, "full"), "続柄", "長女"], ["", t.mobile(pen, o, ""), "", ""],
    ]  # fmt: skip
    return _sheet(pen, "フェースシート", rows)


def stacked(pen: Pen, people: Townspeople) -> Doc:
    rows = [["№", "ふりがな", "生年月日", "電話"], ["", "氏　　名", "年齢", "住所"]]
    for n, p in enumerate(people.some(pen.rng.randint(4, 10), "middle"), 1):
        rows.append([str(n), t.hiragana(pen, p, ""), t.born(pen, p, "long"), t.mobile(pen, p, "")])
        rows.append(["", t.wide_name(pen, p, ""), str(age(p)), t.short_address(pen, p, "")])
    return _sheet(pen, rows)


def labels(pen: Pen, people: Townspeople) -> Doc:
    rows: Rows = []
    for _ in range(pen.rng.randint(3, 6)):
        some = people.some(3, "middle")
        rows += [[f"〒{pen.postal(p)}" for p in some], [pen.address(p) for p in some], [_name(pen, p, "wide") + "　様" for p in some], ["", "", ""]]  # fmt: skip
    return _sheet(pen, rows)


def matrix(pen: Pen, people: Townspeople) -> Doc:
    kids = people.some(pen.rng.randint(5, 9), "young")
    rows = [["項目＼児童", *(_name(pen, p, pen.some(("join", "full"))) for p in kids)]]
    for item in ("あいさつ", "手洗い", "着替え", "宿題", "片付け"):
        rows.append([item, *(pen.some(("◎", "○", "△", "")) for _ in kids)])
    return _sheet(pen, "個別目標チェック", rows)


def bills(pen: Pen, people: Townspeople) -> Doc:
    rows = [["請求先", "", "明細", "", ""], ["宛名", "住所", "サービス", "金額", "消費税"]]
    for p in people.some(pen.rng.randint(4, 12), "old"):
        rows.append([_name(pen, p, "full") + " 様", pen.address(p), pen.some(("身体介護2", "生活援助3")), t.money(pen, p, ""), "非課税"])  # fmt: skip
    rows.append(["合計", "", "", "123,400", ""])
    return _sheet(pen, rows, "振込手数料はご負担ください")


def diary_rows(pen: Pen, people: Townspeople) -> Doc:
    rows = [["日時", "内容", "対応者"]]
    for n in range(pen.rng.randint(5, 12)):
        a, s = people.one("old"), people.one("middle")
        what = pen.some(("{}様より電話、来週の予定変更", "{}さん宅訪問　不在", "{}様のご家族来所", "{}氏の書類を市へ提出", "薬の件で{}さんと話す"))  # fmt: skip
        rows.append([f"11/{n + 1} {n + 8}:20", what.format(_name(pen, a, "fam")), _name(pen, s, "fam")])
    return _sheet(pen, "業務日誌", rows)


LAYOUTS: dict[str, Layout] = {
    "二段見出し": two_heads, "横持ち": across, "曜日別": groups, "左右二表": twin, "方眼紙": squared, "カレンダー": calendar, "予定(改行)": planner, "座席": seats, "勤務表": shifts,
    "送迎割": cars, "世帯表": households, "当番表": duties, "連絡網": chain, "フェースシート表": faces, "二行一人": stacked, "宛名": labels, "児童が列": matrix,
    "請求": bills, "日誌表": diary_rows,
}  # fmt: skip


def flat(rng: Random, people: Townspeople, which: int) -> Doc:
    """A plain list: headings, then a row per person."""
    title = list(FLAT)[which % len(FLAT)]
    columns, band = FLAT[title]
    pen, clothes = Pen(rng, Doc(title, "table")), rng.choice(DATE_CLOTHES)
    rows: Rows = [list(columns)]
    for _ in range(rng.randint(2, 30)):
        person = people.stranger() if band == "foreign" else people.one(band)
        rows.append([make(pen, person, clothes) for make in columns.values()])
    return _sheet(pen, rows)


def drawn(rng: Random, people: Townspeople, title: str) -> Doc:
    """A table in a layout of its own."""
    return LAYOUTS[title](Pen(rng, Doc(title, "table")), people)
