"""What stands in the columns of a table for one kind of value: its headings and the clothes the values wear."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.bench.kinds.columns.persons import FOREIGN, Somebody

Cells = tuple[list[str], list[tuple[str, str]]]
"""The cells of one person in the columns of a dress, and what they hold: (kind, value)."""
Dress = Callable[[Somebody, random.Random], Cells]


@dataclass
class Family:
    """Headings of columns and the dresses that may stand below them."""

    kind: str
    headings: list[tuple[str, ...]]
    dresses: dict[str, Dress]


def _one(kind: str, write: Callable[[Somebody], str], value: Callable[[Somebody], str] | None = None) -> Dress:
    return lambda who, draw: ([write(who)], [(kind, (value or write)(who))])


def _singles(words: str) -> list[tuple[str, ...]]:
    return [(word,) for word in words.split()] + [("",)]


_WIDE = str.maketrans("0123456789-()", "０１２３４５６７８９－（）")
_ERAS = (
    (date(2019, 5, 1), "令和", "R", "5"),
    (date(1989, 1, 8), "平成", "H", "4"),
    (date(1926, 12, 25), "昭和", "S", "3"),
)


def wide(text: str) -> str:
    return text.translate(_WIDE)


def _era(day: date) -> tuple[str, str, str, int]:
    first, word, letter, figure = next(era for era in _ERAS if day >= era[0])
    return word, letter, figure, day.year - first.year + 1


def _iso(who: Somebody) -> str:
    return who.born.isoformat()


def _born(write: Callable[[date], str]) -> Dress:
    return _one("birth_date", lambda who: write(who.born), _iso)


def _era_parts(who: Somebody, draw: random.Random) -> Cells:
    word, _, _, year = _era(who.born)
    return [word, str(year), str(who.born.month), str(who.born.day)], [("birth_date", _iso(who))]


def _home(who: Somebody, *, prefecture: bool = True, building: bool = False) -> str:
    a, b, c = who.house
    return (who.place[0] if prefecture else "") + f"{who.place[1]}{who.place[2]}{a}-{b}-{c}" + (f" {who.building}" if building else "")  # fmt: skip


_KANJI = "〇一二三四五六七八九"


def _home_in_kanji(who: Somebody) -> str:
    a, b, c = who.house
    figures = [f"{_KANJI[n // 10] if n >= 20 else ''}{'十' if n >= 10 else ''}{_KANJI[n % 10] if n % 10 else ''}" for n in (a, b, c)]  # fmt: skip
    return f"{who.place[1]}{who.place[2]}{figures[0]}丁目{figures[1]}番{figures[2]}号"


def _address(write: Callable[[Somebody], str], value: Callable[[Somebody], str] | None = None) -> Dress:
    return _one("address", write, value)


def _in_columns(*write: Callable[[Somebody], str], told: int) -> Dress:
    def dress(who: Somebody, draw: random.Random) -> Cells:
        cells = [one(who) for one in write]
        return cells, [("address", "".join(cells[:told]))]

    return dress


def _street(who: Somebody) -> str:
    return "-".join(map(str, who.house))


def _phone(write: Callable[[tuple[str, str, str]], str]) -> Dress:
    return _one("phone", lambda who: write(who.phone), lambda who: "-".join(who.phone))


def _two_phones(who: Somebody, draw: random.Random) -> Cells:
    other = f"080-{draw.randint(1000, 9999)}-{draw.randint(1000, 9999)}"
    return [f"{'-'.join(who.phone)}／{other}"], [("phone", "-".join(who.phone)), ("phone", other)]


def _with_reading(who: Somebody, draw: random.Random) -> Cells:
    reading = " ".join(who.reading)
    return [f"{who.name}（{reading}）"], [("name", who.name), ("kana", reading)]


def _parent_and_child(who: Somebody, draw: random.Random) -> Cells:
    child = who.surname + draw.choice("陽太 結衣 蓮 莉子 大和 さくら 晴".split())
    return [who.name, child], [("name", who.name), ("name", child)]


def _foreign(who: Somebody, draw: random.Random) -> Cells:
    name = draw.choice(FOREIGN) if draw.random() < 0.7 else who.name
    return [name], [("name", name)]


def _kana(write: Callable[[tuple[str, str]], str]) -> Dress:
    return _one("kana", lambda who: write(who.reading), lambda who: " ".join(who.reading))


_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def _half(text: str) -> str:
    full = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォッャュョー"
    half = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｯｬｭｮｰ"
    table = str.maketrans(full, half)
    voiced = dict(
        zip(
            "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ",
            [*"カキクケコサシスセソタチツテトハヒフヘホ", *"ハヒフヘホ"],
            strict=False,
        )
    )
    return "".join((voiced[c] + ("ﾟ" if c in "パピプペポ" else "ﾞ")).translate(table) if c in voiced else c.translate(table) for c in text)  # fmt: skip


def _number(kind: str, attribute: str, write: Callable[[str], str]) -> Dress:
    return _one(kind, lambda who: write(getattr(who, attribute)), lambda who: getattr(who, attribute))


def _bank_columns(who: Somebody, draw: random.Random) -> Cells:
    holder = " ".join(who.reading)
    return [who.bank, who.branch, draw.choice(["普通", "当座"]), who.account, holder], [("bank_account", who.account), ("kana", holder)]  # fmt: skip


def _codes(who: Somebody, draw: random.Random) -> Cells:
    return [f"0{draw.randint(100, 999)}", f"{draw.randint(1, 999):03d}", "1", who.account], [("bank_account", who.account)]  # fmt: skip


def _postal_account(who: Somebody, draw: random.Random) -> Cells:
    sign, number = f"1{draw.randint(100, 999)}0", f"{draw.randint(1_000_000, 9_999_999)}1"
    return [sign, number], [("bank_account", number)]


def _sign_and_number(who: Somebody, draw: random.Random) -> Cells:
    return [str(draw.randint(10, 99)), who.insured[-7:]], [("insured_number", who.insured[-7:])]


FAMILIES = [
    Family("name", _singles("氏名 名前 お名前 利用者 ご利用者名 児童名 保護者氏名 契約者 宛名 会員氏名 受給者名 申込者 入居者 患者名 対象者氏名 NAME shimei 世帯主 届出者 氏名（漢字） 名 担当 当番 メンバー 選手名 相談者 訪問先 依頼者 参加者① 本人・家族"), {
        "joined": _one("name", lambda who: who.name),
        "apart": _one("name", lambda who: f"{who.surname}　{who.given}"),
        "polite": _one("name", lambda who: who.name + "様", lambda who: who.name),
        "with reading": _with_reading,
        "foreign": _foreign,
        "blanks in it": _one("name", lambda who: " ".join(who.name), lambda who: who.name),
    }),
    Family("name", [("姓", "名"), ("氏", "名"), ("苗字", "名前"), ("last_name", "first_name"), ("Sei", "Mei"), ("姓（漢字）", "名（漢字）"), ("名字", "下の名前"), ("氏名", ""), ("利用者姓", "利用者名"), ("", "")], {
        "in two": lambda who, draw: ([who.surname, who.given], [("name", who.name)]),
    }),
    Family("name", [("保護者", "児童"), ("保護者氏名", "お子さんの名前"), ("世帯主", "続柄1"), ("母", "子"), ("選手1", "選手2"), ("前衛", "後衛"), ("代表者", "同居人"), ("夫", "妻"), ("第1希望者", "第2希望者"), ("A", "B"), ("", "")], {
        "two of them": _parent_and_child,
    }),
    Family("kana", _singles("フリガナ ふりがな カナ ヨミ よみがな カナ氏名 氏名カナ kana name_kana furigana シメイ ﾌﾘｶﾞﾅ 読み フリガナ（全角） 氏名（ヨミ） よみかた 半角カナ 名前のよみ"), {
        "apart": _kana(" ".join),
        "joined": _kana("".join),
        "half width": _kana(lambda parts: _half(" ".join(parts))),
        "hiragana": _one("kana", lambda who: " ".join(who.reading).translate(_HIRAGANA)),
        "wide blank": _kana("　".join),
    }),
    Family("kana", [("セイ", "メイ"), ("せい", "めい"), ("姓カナ", "名カナ"), ("氏（カナ）", "名（カナ）"), ("sei_kana", "mei_kana"), ("フリガナ", ""), ("姓フリガナ", "名フリガナ")], {
        "in two": lambda who, draw: ([*who.reading], [("kana", " ".join(who.reading))]),
    }),
    Family("birth_date", _singles("生年月日 誕生日 生まれ DOB birthday birth_date 生年月日（和暦） 生年月日(西暦) お誕生日 seinengappi 出生日 生年月日・年齢 BIRTH バースデー"), {
        "iso": _born(date.isoformat),
        "slashes": _born(lambda day: f"{day.year}/{day.month}/{day.day}"),
        "letter": _born(lambda day: f"{_era(day)[1]}{_era(day)[3]}.{day.month}.{day.day}"),
        "letter, slashes": _born(lambda day: f"{_era(day)[1]}{_era(day)[3]:02d}/{day.month:02d}/{day.day:02d}"),
        "era": _born(lambda day: f"{_era(day)[0]}{_era(day)[3]}年{day.month}月{day.day}日"),
        "short era": _born(lambda day: f"{_era(day)[0][0]}{_era(day)[3]}.{day.month}.{day.day}"),
        "eight figures": _born(lambda day: f"{day:%Y%m%d}"),
        "letter, six figures": _born(lambda day: f"{_era(day)[1]}{_era(day)[3]:02d}{day:%m%d}"),
        "seven figures": _born(lambda day: f"{_era(day)[2]}{_era(day)[3]:02d}{day:%m%d}"),
        "serial": _born(lambda day: str((day - date(1899, 12, 30)).days)),
        "with age": _born(lambda day: f"{_era(day)[1]}{_era(day)[3]}.{day.month}.{day.day}（{2026 - day.year}歳）"),
        "with time": _born(lambda day: f"{day.isoformat()} 00:00:00"),
        "dots": _born(lambda day: f"{day.year}.{day.month:02d}.{day.day:02d}"),
        "born": _born(lambda day: f"{day.year}年{day.month}月{day.day}日生"),
        "wide": _born(lambda day: wide(f"{day.year}／{day.month}／{day.day}")),
        "english": _born(lambda day: f"{day.day} {day:%b} {day.year}"),
    }),
    Family("birth_date", [("元号", "年", "月", "日"), ("生年月日", "", "", ""), ("生年月日（元号）", "生年月日（年）", "生年月日（月）", "生年月日（日）"), ("年号", "生年", "生月", "生日"), ("和暦", "年", "月", "日"), ("誕生日", "年", "月", "日")], {
        "era in four": _era_parts,
    }),
    Family("birth_date", [("生年", "月", "日"), ("生年月日", "", ""), ("生年月日(年)", "生年月日(月)", "生年月日(日)"), ("birth_year", "birth_month", "birth_day"), ("誕生年", "誕生月", "誕生日"), ("年", "月", "日")], {
        "in three": lambda who, draw: ([str(who.born.year), str(who.born.month), str(who.born.day)], [("birth_date", _iso(who))]),
    }),
    Family("address", _singles("住所 現住所 自宅 ご住所 お住まい 住所地 送付先 訪問先 配達先 届け先 ADDRESS jusho 居所 住所（自宅） 自宅住所 本籍 連絡先住所 所在 家 場所 送り先 住所・方書"), {
        "whole": _address(_home),
        "with house": _address(lambda who: _home(who, building=True)),
        "without prefecture": _address(lambda who: _home(who, prefecture=False)),
        "in words": _address(lambda who: f"{who.place[1]}{who.place[2]}{who.house[0]}丁目{who.house[1]}番{who.house[2]}号"),
        "in a town": _address(lambda who: f"{who.place[2]}{_street(who)}"),
        "lot": _address(lambda who: f"{who.place[1]}{who.place[2]}{who.house[1] * 37}番地{who.house[0]}"),
        "kanji": _address(_home_in_kanji),
        "wide": _address(lambda who: wide(_home(who))),
        "with postal code": lambda who, draw: ([f"〒{who.postal[:3]}-{who.postal[3:]} {_home(who)}"], [("address", _home(who)), ("postal_code", who.postal)]),
    }),
    Family("address", [("都道府県", "市区町村", "町名番地", "建物名"), ("住所1", "住所2", "住所3", "住所4"), ("prefecture", "city", "street", "building"), ("県", "市区郡", "町域", "マンション名等"), ("住所", "", "", ""), ("都道府県名", "市町村名", "番地", "方書")], {
        "in four": _in_columns(lambda who: who.place[0], lambda who: who.place[1], lambda who: who.place[2] + _street(who), lambda who: who.building, told=3),
    }),
    Family("address", [("住所1", "住所2"), ("住所", "建物名"), ("住所", "方書"), ("住所（上段）", "住所（下段）"), ("address1", "address2"), ("住所", "アパート・部屋番号"), ("住所", "")], {
        "house apart": _in_columns(_home, lambda who: who.building, told=1),
    }),
    Family("address", [("町名", "番地"), ("町名", "丁目番地号"), ("大字", "地番"), ("住所（町）", "住所（番地）"), ("字・町", "番地等")], {
        "town and number": _in_columns(lambda who: who.place[2], _street, told=2),
    }),
    Family("phone", _singles("電話 電話番号 TEL 携帯 連絡先 緊急連絡先 ℡ phone 自宅／携帯 連絡先① 連絡先1 日中連絡先 母携帯 Tel. 電話(自宅) 携帯電話 電話・携帯 でんわ 連絡先電話 固定電話 mobile keitai 番号 連絡 父"), {
        "hyphens": _phone("-".join),
        "figures": _phone("".join),
        "brackets": _phone(lambda parts: f"{parts[0]}({parts[1]}){parts[2]}"),
        "wide": _phone(lambda parts: wide("-".join(parts))),
        "lost zero": _phone(lambda parts: "".join(parts)[1:]),
        "two": _two_phones,
        "abroad": _phone(lambda parts: f"+81-{parts[0][1:]}-{parts[1]}-{parts[2]}"),
        "blanks": _phone(" ".join),
        "with kin": _phone(lambda parts: f"{'-'.join(parts)}(母)"),
        "dots": _phone(".".join),
    }),
    Family("phone", [("市外局番", "市内局番", "番号"), ("電話1", "電話2", "電話3"), ("電話", "", ""), ("tel1", "tel2", "tel3"), ("電話番号（市外）", "電話番号（市内）", "電話番号（番号）"), ("携帯", "-", "-")], {
        "in three": lambda who, draw: ([*who.phone], [("phone", "-".join(who.phone))]),
        "in three, lost zero": lambda who, draw: ([who.phone[0].lstrip("0"), *who.phone[1:]], [("phone", "-".join(who.phone))]),
    }),
    Family("email", _singles("メール メールアドレス E-mail email mail アドレス e-Mail 連絡先メール PCメール Ｅメール メルアド"), {
        "plain": _one("email", lambda who: who.mail),
        "wide sign": _one("email", lambda who: who.mail.replace("@", "＠"), lambda who: who.mail),
    }),
    Family("bank_account", _singles("口座番号 口座 振込先 口座No 口座Ｎｏ． 口座情報 account_no koza 振替口座 引落口座 振込口座 給付金口座 還付口座 謝礼振込先 普通 普通口座 口座番号(7桁) 返金先"), {
        "figures": _number("bank_account", "account", str),
        "wide": _number("bank_account", "account", wide),
        "lost zeros": _number("bank_account", "account", lambda told: told.lstrip("0")),
        "sort": _number("bank_account", "account", lambda told: f"普通 {told}"),
        "short sort": _number("bank_account", "account", lambda told: f"（普）{told}"),
        "with bank": _one("bank_account", lambda who: f"{who.bank} {who.branch} 普通 {who.account}", lambda who: who.account),
        "with bank, slashes": _one("bank_account", lambda who: f"{who.bank}/{who.branch}/普/{who.account}", lambda who: who.account),
        "spaced": _number("bank_account", "account", lambda told: f"{told[:3]} {told[3:]}"),
    }),
    Family("bank_account", [("金融機関", "支店", "種別", "番号", "名義"), ("銀行名", "支店名", "預金種目", "口座番号", "口座名義（カナ）"), ("bank", "branch", "type", "number", "holder"), ("振込先銀行", "店名", "科目", "口座番号", "名義人カナ"), ("銀行", "支店", "種類", "口座", "名義カナ"), ("", "", "", "", "")], {
        "in five": _bank_columns,
    }),
    Family("bank_account", [("銀行コード", "支店コード", "種別", "口座番号"), ("金融機関コード", "店番", "預金種目", "番号"), ("銀行CD", "店CD", "科目", "口座No")], {
        "codes": _codes,
    }),
    Family("bank_account", [("記号", "番号"), ("ゆうちょ記号", "ゆうちょ番号"), ("通帳記号", "通帳番号"), ("口座記号", "口座番号")], {
        "post office": _postal_account,
    }),
    Family("insured_number", _singles("被保険者番号 被保番号 受給者番号 受給者証番号 保険証番号 介護保険番号 介護保険被保険者番号 医療証番号 手帳番号 hihokensha_no insured_no 被保険者証番号 証番号 被保険者No 被保番 受給者証No. 介護番号 国保番号 年金番号 記号番号 障害福祉受給者証 保険番号 被保№"), {
        "ten figures": _number("insured_number", "insured", str),
        "wide": _number("insured_number", "insured", wide),
        "lost zeros": _number("insured_number", "insured", lambda told: told.lstrip("0")),
        "spaced": _number("insured_number", "insured", lambda told: f"{told[:4]} {told[4:]}"),
        "hyphen": _number("insured_number", "insured", lambda told: f"{told[:4]}-{told[4:]}"),
        "eight figures": _one("insured_number", lambda who: who.insured[-8:]),
        "seven figures": _one("insured_number", lambda who: who.insured[-7:]),
        "sign and number": _one("insured_number", lambda who: f"{who.insured[-2:]}-{who.insured[1:6]}"),
        "ordinal": _one("insured_number", lambda who: f"第{who.insured[-6:]}号"),
    }),
    Family("insured_number", [("記号", "番号"), ("保険証記号", "保険証番号"), ("被保険者証記号", "被保険者証番号"), ("国保記号", "国保番号")], {
        "in two": _sign_and_number,
    }),
    Family("licence", _singles("運転免許証番号 免許証番号 免許番号 免許No 免許 licence_no 運転免許 免許証 免許証No. 免許証の番号 運転免許番号 menkyo 免許証番号(12桁)"), {
        "figures": _number("licence", "licence", str),
        "ordinal": _number("licence", "licence", lambda told: f"第{told}号"),
        "spaced": _number("licence", "licence", lambda told: f"{told[:4]} {told[4:8]} {told[8:]}"),
        "hyphens": _number("licence", "licence", lambda told: f"{told[:4]}-{told[4:8]}-{told[8:]}"),
        "parts": _number("licence", "licence", lambda told: f"{told[:2]}-{told[2:4]}-{told[4:]}"),
        "wide": _number("licence", "licence", wide),
    }),
    Family("my_number", _singles("個人番号 マイナンバー my_number 個人番号(12桁) マイナンバー（本人） mynumber 個人No 特定個人番号 MN"), {
        "figures": _number("my_number", "my_number", str),
        "spaced": _number("my_number", "my_number", lambda told: f"{told[:4]} {told[4:8]} {told[8:]}"),
        "hyphens": _number("my_number", "my_number", lambda told: f"{told[:4]}-{told[4:8]}-{told[8:]}"),
        "wide": _number("my_number", "my_number", wide),
        "lost zeros": _number("my_number", "my_number", lambda told: told.lstrip("0")),
    }),
    Family("postal_code", _singles("郵便番号 〒 郵便 〒番号 ZIP postal 郵便No yubin 郵便番号(7桁) zip_code 送付先〒 ゆうびん"), {
        "hyphen": _number("postal_code", "postal", lambda told: f"{told[:3]}-{told[3:]}"),
        "figures": _number("postal_code", "postal", str),
        "sign": _number("postal_code", "postal", lambda told: f"〒{told[:3]}-{told[3:]}"),
        "wide": _number("postal_code", "postal", lambda told: wide(f"{told[:3]}-{told[3:]}")),
        "lost zeros": _number("postal_code", "postal", lambda told: told.lstrip("0")),
    }),
    Family("postal_code", [("郵便番号", ""), ("郵便番号（上3桁）", "郵便番号（下4桁）"), ("zip1", "zip2"), ("〒", ""), ("郵便番号1", "郵便番号2"), ("郵便", "番号")], {
        "in two": lambda who, draw: ([who.postal[:3], who.postal[3:]], [("postal_code", who.postal)]),
    }),
    Family("sensitive", _singles("障害名 障害 病名 既往歴 アレルギー 要介護度 手帳 疾患 病気 状態 状況 備考 特記 特記事項 配慮事項 主病名 現病歴 身体状況 障害種別 介護度 世帯の状況 理由 診断 健康状態 区分 メモ 申し送り 心身の状況"), {
        "words": _one("sensitive", lambda who: who.sensitive),
    }),
]  # fmt: skip
