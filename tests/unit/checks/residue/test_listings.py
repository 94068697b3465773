"""Long lists are read by their columns. What comes out is what reading row by row gives, cell by cell, one text at a time."""

import csv
import datetime
import itertools
import random
from xml.etree import ElementTree

import pytest

from checks.residue.fold import fold, fold_rows, joined_all
from checks.residue.judge import Findings, _born, judge
from checks.residue.matchers import alike, tables
from checks.residue.matchers.cells import typed
from checks.residue.matchers.labels import announcing, kind_of
from checks.residue.model import FileResult
from checks.residue.pieces import Table
from checks.residue.readers import delimited, sheets

ROW_BY_ROW = 10**9
SURNAMES = ("佐藤", "高橋", "五十嵐", "髙木", "𠮷田", "服部", "会社", "氏", "グエン", "山田", "徳川", "鈴")
GIVEN = ("美咲", "健一", "太郎", "花子", "さくら", "トメ", "翔太さん", "美園", "家康", "子", "一", "名", "愛")
KANA = (
    "サトウ ミサキ",
    "タカハシ ケンイチ",
    "ヌルヌル ポポポ",
    "さとう みさき",
    "ヤマダ タロウ",
    "サトウミサキ",
    "SATO MISAKI",
    "サトウ",
    "なし",
)
PLACES = (
    "東京都練馬区石神井町3-12-8", "練馬区石神井町3丁目12番8号", "大阪府堺市堺区南瓦町6-26-24 コーポ若葉203号室", "○○市△△町1-2-3", "京都府", "港区",
    "北海道札幌市中央区北一条西2-1-100-12-3456", "東京都北区赤羽西1-2-3 電話03-3456-7890", "なし", "〒177-0041 東京都練馬区石神井町1-2", "同上", "長野県軽井沢町長倉12",
)  # fmt: skip
DAYS = (
    "昭和45年3月2日", "昭和64年1月5日", "平成元年4月30日", "平成31年2月29日", "令和5年13月1日", "1980/01/02", "1980/1/2", "1980-02-30", "1980年1月2日", "S45.3.2",
    "19700302", "45歳 昭和55年1月1日", "2999/01/01", "不明", "令和99年1月1日", "昭和2年2月31日",
)  # fmt: skip
PHONES = (
    "090-6421-7738", "080-0421-7738", "090-1234-5678", "090-9999-9999", "03-3456-7812", "03-3333-3333", "042-123-4567", "0467-22-5678", "0120-123-456",
    "09064217738", "90-6421-7738", "090-6421-7738(長男)", "03-3456-7812 内線3", "090-6421-7738 090-7531-2468", "なし", "森本伸昭(長男)080-6421-7738",
)  # fmt: skip
NOTES = (
    "",
    "",
    "要介護3",
    "特になし",
    "身体障害者手帳2級",
    "長女の佐藤美咲さんに090-6421-7738で連絡",
    "株式会社みどり",
    "糖尿病",
    "12",
    "〇",
)
THINGS = (
    "みどり工房",
    "カフェ・ド・ボア",
    "源氏物語",
    "春の海",
    "中央図書館",
    "さくら薬局本店",
    "会津の旅",
    "ラーメン一番星",
)
MAILS = ("", "misaki.sato@gmail.com", "info@midori.co.jp", "a@b", "taro@example.com", "k_sato@docomo.ne.jp")


def cell(rng: random.Random, kind: str) -> str:
    day = f"{rng.choice(('昭和', '平成', '大正'))}{rng.randrange(1, 70)}年{rng.randrange(1, 14)}月{rng.randrange(1, 33)}日"
    western = f"{rng.randrange(1900, 2030)}{rng.choice('/-')}{rng.randrange(1, 13):02}{rng.choice('/-')}{rng.randrange(1, 32):02}"
    number = f"0{rng.choice('1234567890')}{rng.choice(('', '0', '2', '32'))}-{rng.randrange(10, 9999)}-{rng.randrange(0, 9999):04}"
    chosen = {
        "name": (rng.choice(SURNAMES) + rng.choice((" ", "\u3000", "")) + rng.choice(GIVEN), "株式会社みどり", ""),
        "kana": (*KANA, ""),
        "address": (*PLACES, f"東京都練馬区石神井町{rng.randrange(1, 9)}-{rng.randrange(1, 200)}-{rng.randrange(1, 30)}", ""),
        "birth_date": (*DAYS, day, day, western),
        "phone": (*PHONES, f"0{rng.choice('789')}0-{rng.randrange(0, 9999):04}-{rng.randrange(0, 9999):04}", number, number),
        "postal_code": (f"{rng.randrange(0, 999):03}-{rng.randrange(0, 9999):04}", "〒177-0041", "1770041", "abc", ""),
        "email": MAILS,
        "sensitive": (*NOTES, "右上肢の機能の著しい障害により日常生活に大きな制限を受ける状態が続いている"),
        "thing": (rng.choice(THINGS) + rng.choice(("", "", "通信", "物語")), "佐藤 美咲"),
        "surname": SURNAMES,
        "given": GIVEN,
        "part": ("東京都", "大阪府堺市", "練馬区石神井町3-12-8", "中央区1-2-3", "", "コーポ若葉203"),
        "note": NOTES,
        "office": ("", "", "株式会社みどり", "なし"),
        "number": (str(rng.randrange(10**4)), str(rng.randrange(10**12)), ""),
    }[kind]  # fmt: skip
    return rng.choice(chosen)


HEADINGS = {
    "氏名": "name", "名前": "thing", "フリガナ": "kana", "住所": "address", "生年月日": "birth_date", "電話番号": "phone", "郵便番号": "postal_code", "メール": "email",
    "障害名": "sensitive", "姓": "surname", "名": "given", "備考": "note", "連絡事項": "note", "会社名": "office", "商品名": "office", "担当者": "name",
    "世帯主": "name", "携帯電話": "phone", "番号": "number", "住所2": "part", "住所1": "part", "個人番号": "number", "口座番号": "number", "区分": "note",
}  # fmt: skip


def table(rng: random.Random) -> list[list[str]]:
    """A list of hundreds of rows with some columns, mostly of what they say, some of it strange."""
    heads = rng.sample(list(HEADINGS), rng.randrange(1, 8))
    usual = {head: [cell(rng, HEADINGS[head]) for _ in range(rng.choice((1, 3, 40)))] for head in heads}
    rows = [
        [rng.choice(usual[head]) if rng.random() < 0.8 else cell(rng, HEADINGS[head]) for head in heads]
        for _ in range(rng.choice((150, 400)))
    ]
    for row in rng.sample(rows, 5):
        row[rng.randrange(len(row)) :] = []
    rows.insert(rng.randrange(100), ["以上"])
    return [heads, *rows] if rng.random() < 0.9 else rows


def told(rows: list[list[str]], many: int) -> FileResult:
    """The verdict on a table whose lists are taken by columns from `many` rows on."""
    found = Findings()
    found.add(tables.find([[fold(one).strip() for one in row] for row in rows], found.memory, "", many))
    return judge("list.csv", 1, found, reveal=True)


@pytest.mark.parametrize("seed", range(40))
def test_a_long_list_says_the_same_by_columns_as_row_by_row(seed: int) -> None:
    rows = table(random.Random(seed))
    assert told(rows, tables.MANY) == told(rows, ROW_BY_ROW)


def test_names_learned_from_a_long_list_are_the_same() -> None:
    for seed in range(10):
        rows = [[fold(one).strip() for one in row] for row in table(random.Random(seed))]
        columns, single = Findings(), Findings()
        tables.find(rows, columns.memory, "")
        tables.find(rows, single.memory, "", ROW_BY_ROW)
        assert columns.memory.sure == single.memory.sure


@pytest.mark.parametrize("kind", ["name", "kana", "address", "birth_date", "phone", "postal_code"])
def test_cells_of_one_group_each_give_one_hit_and_decide_alike(kind: str) -> None:
    rng = random.Random(4)
    cells = {fold(cell(rng, kind)).strip() for _ in range(6000)} - {""}
    groups = [group for group in alike.usual(kind, cells) if group]
    assert sum(map(len, groups)) > len(cells) // 20
    for group in groups:
        assert group <= cells
        for one in group:
            assert [hit.value for hit in typed(kind, one)] == [one]
        assert len({alike.trait(typed(kind, one)) for one in group}) == 1


def test_two_usual_days_written_alike_are_two_days() -> None:
    """Counted by days of the calendar: eras begin 1912, 1926, 1989 and 2019."""
    first = {"大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
    rng = random.Random(5)
    written = {f"{rng.choice(list(first))}{rng.choice(('元', *range(1, 65)))}年{rng.randrange(1, 13)}月{rng.randrange(1, 32)}日" for _ in range(4000)}  # fmt: skip
    usual = alike.BORN.findall("\n".join(written))
    days = set()
    for day in usual:
        year, month, date = day[2:-1].replace("年", "月").split("月")
        days.add(datetime.date(first[day[:2]] + (1 if year == "元" else int(year)) - 1, int(month), int(date)))
    assert len(usual) > 1000
    assert len(days) == len(usual)


def test_persons_of_one_name_count_by_their_days() -> None:
    same = [("佐藤 美咲", "昭和45年3月2日"), ("佐藤美咲", "1970/03/02"), ("佐藤美咲", "")]
    for pairs, persons in (
        (same, 1),
        ([*same, ("佐藤 美咲", "昭和45年3月3日")], 2),
        ([("佐藤 美咲", "昭和45年3月2日"), ("佐藤 美咲", "昭和45年3月3日"), ("高橋 健一", "昭和45年3月2日")], 3),
        ([("佐藤 美咲", "昭和64年1月5日"), ("佐藤 美咲", "1989-01-05"), ("高橋 健一", "昭和45年3月2日")], 2),
        ([("佐藤 美咲", ""), ("高橋 健一", "")], 2),
        ([], 0),
    ):
        assert _born([name for name, _ in pairs], [day for _, day in pairs]) == persons


STRANGE = [
    "",
    " ",
    "１２ー３",
    "1ー2",
    "ｶﾞﾗｽ",
    "か\u3099",
    "\ufeffa",
    "a\x1eb",
    "﨑",
    "𠮷",
    "\ud842\udfb7",
    "\u3000佐藤 ",
    "①",
    "a\nb",
    "東京",
    "－",
    "\u00a0x",
    "葛\U000e0100城",
    "ー",
    "3ｰ4",
]


def test_cells_fold_together_as_they_fold_alone() -> None:
    rng = random.Random(6)
    for plain, size in itertools.product((0.0, 0.9, 0.999, 1.0), (0, 1, 3, 30, 400)):
        rows = [
            [
                "東京" if rng.random() < plain else rng.choice(STRANGE) + rng.choice(STRANGE)
                for _ in range(rng.randrange(4))
            ]
            for _ in range(size)
        ]
        assert fold_rows(rows) == [[fold(one.strip()).strip() for one in row] for row in rows]


def test_blanks_go_from_all_texts_as_from_each() -> None:
    for texts in ([], ["a b", "\u3000c"], ["a\tb", "\t"], ["a\nb", ""], ["", ""], [" "], ["\u2003x", "y\x1f"]):
        assert joined_all(texts) == ["".join(text.split()) for text in texts]


def test_labels_are_told_for_many_cells_as_for_each() -> None:
    rng = random.Random(7)
    labels = [
        "氏名",
        "氏 名",
        "※ご住所",
        "tel_no",
        "【TEL】",
        "□ 氏(必須)名",
        "労働者",
        "1.氏名",
        "homeAddr",
        "mail_flag",
        "佐藤 美咲",
        "氏\n名",
        "a1",
        "１",
        "住所" * 9,
    ]
    for _ in range(30):
        cells = {rng.choice(labels) + rng.choice(("", " ", "欄", "a", *map(str, range(60)))) for _ in range(200)}
        assert announcing(cells) == {one for one in cells if kind_of(one) is not None}


def test_lines_without_quotes_part_as_the_csv_reader_parts_them() -> None:
    rng = random.Random(8)
    for separator in "\t,;|":
        for size in (5, 300, 20_000, 45_000):
            lines = [rng.choice(("", "佐藤, 1", f"a{separator} b{separator}", f"{separator}x", f"1{separator}2")) for _ in range(size)]  # fmt: skip
            whole = [[one.strip() for one in row] for row in csv.reader(lines, delimiter=separator)]
            parts = list(delimited._plain(list(lines), separator))
            rows = [part.rows for part in parts if isinstance(part, Table)]
            assert rows[0] + [row for later in rows[1:] for row in later[1:]] == whole
            assert all(later[0] == whole[0] and len(later) <= delimited.ROWS_AT_ONCE for later in rows)


def test_cells_of_a_sheet_are_what_its_markup_says() -> None:
    """Read once more by a parser of XML: a value under its column, a shared string by its number, a day by its style."""
    rng = random.Random(9)
    shared = ["佐藤 美咲", "", "東京都練馬区"]
    for _ in range(300):
        columns = sorted(rng.sample(range(30), rng.randrange(1, 6)))
        cells = []
        for column in columns:
            letters = chr(65 + column) if column < 26 else "A" + chr(65 + column - 26)
            kind = rng.choice(("", "", "s", "str", "inlineStr", "b"))
            value = rng.choice(("0", "1", "2", "7", "25569", "1.0", "")) if kind != "b" else "1"
            value = "a&amp;b" if kind in ("str", "inlineStr") and rng.random() < 0.3 else value
            inner = f"<is><t>{value}</t></is>" if kind == "inlineStr" and rng.random() < 0.8 else f"<v>{value}</v>"
            attributes = [f'r="{letters}4"', 's="3"' if rng.random() < 0.3 else "", f't="{kind}"' if kind else ""]
            if rng.random() < 0.1:
                attributes.reverse()
            opened = "<c " + " ".join(filter(None, attributes))
            cells.append(rng.choice((f"{opened}>{inner}</c>",) * 6 + (f"{opened}/>", f"{opened}><f>A1</f>{inner}</c>")))
        body = "".join(cells)
        told = {}
        for one in ElementTree.fromstring(f"<row>{body}</row>"):  # noqa: S314  # written above
            letters = "".join(filter(str.isalpha, one.get("r", "")))
            column = ord(letters) - 65 if len(letters) == 1 else 26 + ord(letters[1]) - 65
            text, kind = one.findtext("v") or "", one.get("t")
            if kind == "s":
                text = shared[int(text)] if text.isdigit() and int(text) < 3 else ""
            elif kind == "inlineStr":
                text = one.findtext("is/t") or ""
            elif kind != "str" and one.get("s") == "3" and text.replace(".", "").isdigit() and float(text) >= 1:
                text = (datetime.date(1899, 12, 30) + datetime.timedelta(int(float(text)))).isoformat()
            elif kind != "str" and text == "1.0":
                text = "1"
            told[column] = text
        row = sheets._row(body, shared, sheets.Days(frozenset({"3"}), 0))
        assert {n: cell for n, cell in enumerate(row) if cell} == {n: text for n, text in told.items() if text}
