"""Lists of persons as two offices keep them: rolls, ledgers, transport plans, call lists, transfers."""

from collections.abc import Callable
from random import Random

from tests.bench.offices.doc import Doc, Pen, Rows
from tests.bench.offices.people import DATE_CLOTHES, People, Person

Cell = Callable[[Pen, Person, str], str]

HIRAGANA = {katakana: katakana - 0x60 for katakana in range(ord("ァ"), ord("ヶ"))}


def _list(rng: Random, people: People, title: str, columns: dict[str, Cell], age: str = "any", most: int = 40) -> Doc:
    doc = Doc(title, "table")
    pen, clothes = Pen(rng, doc), rng.choice(DATE_CLOTHES)
    rows: Rows = [list(columns)]
    for person in people.some(rng.randint(3, most), age):
        rows.append([make(pen, person, clothes) for make in columns.values()])
    if rng.random() < 0.4:
        doc.p(title)
    doc.t(rows)
    return doc


def number(pen: Pen, _p: Person, _c: str) -> str:
    return str(pen.rng.randint(1, 400))


def name(pen: Pen, p: Person, _c: str) -> str:
    return pen.who(p, "full")


def wide_name(pen: Pen, p: Person, _c: str) -> str:
    return pen.who(p, "wide")


def joined(pen: Pen, p: Person, _c: str) -> str:
    return pen.who(p, "joined")


def kana(pen: Pen, p: Person, _c: str) -> str:
    return pen.kana(p)


def hiragana(pen: Pen, p: Person, _c: str) -> str:
    return pen.put("kana", p.kana.translate(HIRAGANA)) if p.family_kana else ""


def born(pen: Pen, p: Person, clothes: str) -> str:
    return pen.born(p, clothes)


def address(pen: Pen, p: Person, _c: str) -> str:
    return pen.address(p)


def short_address(pen: Pen, p: Person, _c: str) -> str:
    return pen.address(p, pref=False)


def phone(pen: Pen, p: Person, _c: str) -> str:
    return pen.put("phone", p.phone)


def mobile(pen: Pen, p: Person, _c: str) -> str:
    return pen.put("phone", p.mobile)


def email(pen: Pen, p: Person, _c: str) -> str:
    return pen.email(p)


def postal(pen: Pen, p: Person, _c: str) -> str:
    return pen.postal(p)


def sex(_pen: Pen, p: Person, _c: str) -> str:
    return "女" if p.female else "男"


def insured(pen: Pen, p: Person, _c: str) -> str:
    return pen.put("insured_number", p.insured)


def my_number(pen: Pen, p: Person, _c: str) -> str:
    return pen.put("my_number", p.my_number)


def licence(pen: Pen, p: Person, _c: str) -> str:
    return pen.put("licence", p.licence)


def bank(pen: Pen, p: Person, _c: str) -> str:
    return pen.put("bank_account", p.bank)


def holder(pen: Pen, p: Person, _c: str) -> str:
    return pen.kana(p)


def disability(pen: Pen, p: Person, _c: str) -> str:
    return pen.sick(p.disability)


def illness(pen: Pen, p: Person, _c: str) -> str:
    return pen.sick(p.illness)


def frame(pen: Pen, p: Person, _c: str) -> str:
    return pen.sick(p.frame)


def branch(pen: Pen, _p: Person, _c: str) -> str:
    return pen.some(("本店", "駅前支店", "中央支店", "0一八支店"))


def money(pen: Pen, _p: Person, _c: str) -> str:
    return f"{pen.rng.randint(8, 420) * 100}"


def seen(pen: Pen, _p: Person, _c: str) -> str:
    return f"2025/{pen.rng.randint(4, 12):02d}/{pen.rng.randint(1, 28):02d}"


def mark(pen: Pen, _p: Person, _c: str) -> str:
    return pen.some(("○", "×", "－", "済", "未", ""))


def school(pen: Pen, _p: Person, _c: str) -> str:
    return f"{pen.some(('第三', '南', '桜', '若葉'))}小{pen.rng.randint(1, 6)}年"


def mother(pen: Pen, p: Person, _c: str) -> str:
    return pen.put("name", f"{p.family} {pen.some(('真理', '奈々', '佳奈子', '沙織', '優'))}", f"full-{p.rank}")


A_TABLES: dict[str, tuple[dict[str, Cell], str]] = {
    "利用者台帳": (
        {
            "No.": number,
            "利用者氏名": name,
            "ﾌﾘｶﾞﾅ": kana,
            "性別": sex,
            "生年月日": born,
            "郵便番号": postal,
            "住所": address,
            "TEL": phone,
        },
        "old",
    ),
    "送迎表": ({"便": number, "お名前": wide_name, "お迎え先": short_address, "連絡先": mobile, "備考": mark}, "old"),
    "受給者証管理": (
        {"受給者証番号": insured, "氏名": joined, "生年月日": born, "障害種別": disability, "有効期限": seen},
        "middle",
    ),
    "工賃支払": ({"氏名": name, "口座番号": bank, "口座名義": holder, "支店": branch, "支給額": money}, "middle"),
    "緊急連絡先": ({"本人": name, "続柄": sex, "電話": mobile, "住所": short_address}, "any"),
    "健康チェック": ({"名前": joined, "フリガナ": kana, "既往歴": illness, "血圧": number, "測定日": seen}, "old"),
    "家族会メール": ({"会員名": name, "メールアドレス": email}, "middle"),
    "介護保険一覧": (
        {"被保険者番号": insured, "被保険者氏名": wide_name, "カナ": kana, "生年月日": born, "認定": frame},
        "old",
    ),
    "送迎運転者": ({"運転者": name, "免許証番号": licence, "生年月日": born, "更新日": seen}, "middle"),
    "年末調整": ({"社員番号": number, "氏名": joined, "個人番号": my_number, "住所": address}, "middle"),
    "見学者": ({"日付": seen, "来所者": joined, "携帯": mobile}, "any"),
    "おやつ代": ({"name": name, "金額": money, "受領": mark}, "any"),
}
B_TABLES: dict[str, tuple[dict[str, Cell], str]] = {
    "受診者名簿": (
        {
            "受診番号": number,
            "漢字氏名": wide_name,
            "カナ氏名": kana,
            "性別": sex,
            "生年月日": born,
            "住所": address,
            "電話番号": phone,
        },
        "middle",
    ),
    "未受診勧奨": ({"宛名番号": number, "氏名": name, "郵便番号": postal, "住所": address, "前回受診": seen}, "middle"),
    "給付金支給対象": (
        {"整理番号": number, "世帯主氏名": joined, "生年月日": born, "住所": address, "区分": frame, "支給額": money},
        "any",
    ),
    "振込先": ({"金融機関": branch, "口座番号": bank, "口座名義人": holder, "氏名": name, "金額": money}, "any"),
    "学童児童名簿": (
        {
            "学校・学年": school,
            "児童名": joined,
            "ふりがな": hiragana,
            "保護者": mother,
            "緊急連絡先": mobile,
            "アレルギー等": illness,
        },
        "young",
    ),
    "お迎え当番": ({"児童氏名": name, "お迎えの方": mother, "帰宅": mark}, "young"),
    "コール結果": ({"架電日": seen, "対象者": name, "電話": phone, "結果": mark}, "middle"),
    "予約": ({"予約日": seen, "予約者名": name, "メール": email, "電話": mobile, "生年月日": born}, "middle"),
    "精密検査": (
        {"氏名": joined, "カナ": kana, "保険者番号・被保険者番号": insured, "所見": illness, "受診日": seen},
        "middle",
    ),
    "本人確認": ({"申請者": name, "個人番号": my_number, "運転免許証番号": licence, "住所": short_address}, "any"),
    "オペレーター": ({"氏名": joined, "ふりがな": hiragana, "自宅電話": phone, "携帯メール": email}, "middle"),
    "折返し待ち": ({"受付": seen, "お客様": wide_name, "TEL": mobile, "用件": mark}, "any"),
}


def table(rng: Random, people: People, office: str, which: int) -> Doc:
    """One list of one office; ``which`` walks through the kinds of lists."""
    return from_lists(rng, people, A_TABLES if office == "A" else B_TABLES, which)


def from_lists(rng: Random, people: People, lists: dict[str, tuple[dict[str, Cell], str]], which: int) -> Doc:
    """One list of those given."""
    title = list(lists)[which % len(lists)]
    columns, age = lists[title]
    return _list(rng, people, title, columns, age)
