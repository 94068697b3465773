"""Numbers given to a person: My Number, insured person's, driving licence, bank account."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.residue.fold import digits_of
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.model import SURE, Hit

_TWELVE = re.compile(
    r"([0-9](?<![0-9A-Za-z.,_-].)[0-9]{3})([- \u3000.・]?)([0-9]{4})\2([0-9]{4})(?![0-9A-Za-z_-]|\.[0-9])"
)
_MY_NUMBER = Gated(
    r"個人番号|個[ \u3000]人[ \u3000]番[ \u3000]号|マイナンバー|通知カード|マイナカード|mynum|my[ _]number|ﾏｲﾅﾝﾊﾞ|個人No|12桁",
    re.IGNORECASE,
)


def check_digit(eleven: str) -> int:
    """The check digit of a My Number (総務省令 平成26年第85号, article 5): 11 minus the weighted sum mod 11, 0 if that is over 9."""
    total = sum(
        int(digit) * (weight + 1 if weight <= 6 else weight - 5)
        for weight, digit in enumerate(reversed(eleven), start=1)
    )
    rest = total % 11
    return 0 if rest <= 1 else 11 - rest


_BETWEEN_DIGITS = re.compile(r"[- \u3000.・]")


def valid_my_number(value: str) -> bool:
    """Twelve digits whose last is the check digit; runs of one digit and counting runs are nobody's."""
    digits = _BETWEEN_DIGITS.sub("", value)
    if len(digits) != 12 or not digits.isdecimal() or len(set(digits)) < 3 or digits == "123456789012":
        return False
    return check_digit(digits[:11]) == int(digits[11])


_OF_LICENCE = re.compile("免(?:許証?)?の?(?:番号)?[^0-9\n]{0,4}\\Z")
_NUMBER_WORDS = (
    "mynum",
    "通知カード",
    "マイナカード",
    "番号",
    "番 号",
    "番\u3000号",
    "ナンバ",
    "12桁",
    "umber",
    "UMBER",
    "個人No",
)
_SPOKEN = 80
"""Characters between such a number and the word for it, before or behind."""
LISTED = 4
"""My Numbers with a right check digit from which on a text lists them, if hardly another number of twelve digits does not."""


def my_numbers(text: str) -> Iterator[Hit]:
    """Twelve digits with a right check digit and a word for it nearby, or in a text that lists them."""
    if not _MY_NUMBER.possible(text) or not any(word in text for word in _NUMBER_WORDS) or not _MY_NUMBER.search(text):
        return
    found = list(_TWELVE.finditer(text))
    right = [match for match in found if valid_my_number(match.group())]
    # one number in eleven passes by chance: where nearly all do, the text lists them
    listed = len(right) >= LISTED and len(right) >= 0.9 * len(found)
    for match in right:
        if _OF_LICENCE.search(text, max(0, match.start() - 12), match.start()):
            continue
        if listed or _MY_NUMBER.search(text, max(0, match.start() - _SPOKEN), match.end() + _SPOKEN):
            yield Hit("my_number", match.group(), match.start(), match.end(), SURE)


_INSURED_LABEL = (
    r"(?:ほけんしょうの?ばんごう|被保険者(?:証)?[ \u3000]?(?:記号)?(?:番号|No\.?|の番号)|被保番|受給者(?:証)?[ \u3000]?(?:番号|No\.?)|資格者番号|保険証(?:の)?(?:記号)?番号|医療証(?:の)?(?:記号)?番号|記号[・･]?番号|手帳(?:の)?番号|"
    r"年金番号|(?:利用|受給)券(?:の)?(?:整理)?番号|介護保険(?:の)?番号|国保(?:の)?番号|認定番号|証番号|ケース番号|"
    r"(?:被保険者|受給者)(?=[ \u3000:(]{1,2}[0-9]{8,10}(?![0-9]))|介護(?:保険)?(?=[ \u3000:]{1,2}[01][0-9]{9}(?![0-9]))|(?:国保|後期(?:高齢)?)(?=[ \u3000:]{1,2}[0-9]{8}(?![0-9]))|"
    r"(?:後期(?:高齢者?)?(?:医療)?|国保|社保|医療保険|介護保険|手[ \u3000]?帳)(?:(?!受付|整理|納付|電話|伝票|追跡|管理|お?問|通知|課|係|窓口|事業|保険者番号)[^\n0-9。]){0,16}番号(?=[ \u3000:(第]{1,4}[0-9])|"
    r"(?:被保険者証|受給者証|保険証|医療証)(?:(?=\([0-9]{8,10}\))|(?:(?!受付|整理|納付|電話|伝票|追跡|管理|お?問)[^\n0-9。]){1,14}番号))"
)
_INSURED = Gated(
    _INSURED_LABEL
    + r"(?:\([0-9]{1,2}桁\))?[^\n0-9A-Za-z]{0,12}((?:[0-9A-Za-z\u4e00-\u9fff]{1,6}[-・ ])?[0-9]{4,12}(?:-[0-9]{2,8}){0,2})(?![0-9])"
)
# on a form the number stands below its label, alone on its line
_INSURED_BELOW = Gated(
    r"(?:被保険者(?:証)?(?:記号)?番号|受給者(?:証)?番号|介護保険番号|記号[・/]?番号|手帳番号|医療証番号)[)）]?[ \u3000]{0,4}\n[ \u3000]{0,4}((?:[0-9]{1,4}[-・ \u3000])?[0-9]{4,10})[ \u3000]{0,4}(?=\n|\Z)"
)
# as programs write it: WHERE hiho_no='0006272411'
_INSURED_KEY = Gated(
    r"(?:hiho(?:ken(?:sha|sya)?)?|kaigo(?:_?hoken)?|kokuho|juk[iy]?u(?:sha|sya)?)_?(?:no|bango|num)[\"']?[ ]?[=:][ ]?[\"']?([0-9]{8,10})(?![0-9])",
    re.IGNORECASE,
)
# as printed on the card itself, 被保険者 / 番号 0007990195, 療育手帳 / 番号 第69836号; asked in one line of a chat and answered in the next
_INSURED_PRINTED = Gated(
    r"(?:被保険者証?|受給者証?|手帳|医療証)[ \u3000]{0,4}\n[ \u3000]{0,4}番[ \u3000]?号[ \u3000:]{1,8}第?[ ]?([0-9]{4,10})(?![0-9-])"
    r"|(?:被保険者|受給者)番号(?:を|は|って|の)?(?:教えて|お願い|何番|確認|[?？])[^\n]{0,20}\n(?:[0-9]{1,2}:[0-9]{2}[ \u3000\t])?[^\n0-9]{0,16}([0-9]{8}|[0-9]{10})(?![0-9-])"
)
_INSURED_ENGLISH = Gated(
    r"[Ii]nsur(?:ance|ed)[^\n0-9]{0,60}?(?:[Nn]umber|[Nn]o\.?)(?: is)?[ :]{1,2}([0-9]{8,10})(?![0-9-])"
)
_HEALTH = Gated(
    r"保険証[^\n0-9。]{0,6}記号[^\n0-9A-Za-z。]{0,4}([0-9]{1,8}(?:-[0-9]{1,4})?)[^\n0-9A-Za-z。]{1,4}番号[^\n0-9A-Za-z。]{0,4}([0-9]{1,8})(?![0-9])"
)
_LICENCE = Gated(
    r"(?:免許(?:証?(?:の)?(?:番号|No\.?|№)|(?<=運転免許)証?|証?(?=[ \u3000:(*]{0,5}第?[0-9]{12}(?![0-9])))|運免(?:証)?(?:番号|No\.?)?|(?<![\u4e00-\u9fff])免(?=[ :]?[0-9]{12}(?![0-9]))|[Ll]icen[cs]e [Nn](?:o\b|umber))(?:\([0-9]{1,2}桁\))?[^\n0-9]{0,12}第?\s?([0-9]{12}|[0-9]{4}[- ][0-9]{4}[- ][0-9]{4}|[0-9]{2}-?[0-9]{2}-?[0-9]{6}-?[0-9]{2})(?![0-9])",
)
_LICENCE_SHOWN = Gated(r"免許証?[^\n0-9]{0,20}\(([0-9]{12})\)")
# with words between, and the number called one: 運転免許証 青木 明 平成4年生 第…号, 免許証を確認(番号…
_LICENCE_TOLD = Gated(
    r"免許証(?:(?!個人番号|マイナンバー|社員|会員)[^\n]){0,40}?(?:番号[^\n0-9。]{0,8}|第)([0-9]{12})(?![0-9])"
)
# what somebody may drive, and the number behind it: 免許 普通自動車第一種(番号 …)
_OTHERS_NUMBER = "(?!個人番号|マイナンバー|社員|会員|管理|受付|整理|電話)[^\\n]"
_LICENCE_HELD = Gated(
    rf"免許(?:{_OTHERS_NUMBER}){{0,24}}?(?:普通|中型|大型|原付|二輪|自動車|種)(?:{_OTHERS_NUMBER}){{0,24}}?(?<![0-9-])([0-9]{{12}})(?![0-9-])"
)
# a form of its own lines for the sort of paper and for the number: 種類：運転免許証 … 番号：第 … 号
_LICENCE_FORM = Gated(
    r"(?:種類|書類|証明書?|身分証|確認)[^\n:]{0,6}[: \u3000]{1,3}(?:自動車)?運転免許証?[ \u3000]*\n(?:(?![-・*■ ]{0,2}(?:番号|No|書類|種類))[^\n]{0,60}\n){0,6}[-・*■ ]{0,2}(?:免許証?の?)?(?:証?番号|No\.?)[: \u3000]{1,3}第?[ \u3000]?([0-9]{12})(?![0-9])"
)
# what is printed on a licence, copied line by line: its number stands behind 第, far below its name
_LICENCE_COPIED = Gated(
    r"運転免許証[^\n]{0,10}\n(?:[^\n]{0,60}\n){0,8}?[^\n]{0,8}(?:番号[ \u3000:\n]{0,3})?第[ \u3000]?([0-9]{12})[ \u3000]?号"
)
_LICENCES_LISTED = Gated(r"免許(?:証?の?)(?:確認|点検|一覧|台帳|更新|有効期限)[^\n]{0,20}\n")
_LISTED_LINE = re.compile(r"[\u3041-\u30fc\u4e00-\u9fff々 \u3000]{1,12}[ \u3000\t:]([0-9]{12})(?![0-9])[^\n]*\n?")
_LICENCE_BEFORE = Gated(r"第([0-9]{12})号(?=[^\n]{0,12}免許)")
_LICENCE_NAMED = Gated("免許証?番号")
_TWELVE_BEFORE = re.compile(r"(?<![0-9-])([0-9]{12})(?![0-9])[^\n0-9。]{0,10}\Z")
# asked for on the telephone, where a letter or call is about insurance: 国保の件 番号 87031833 確認済
_INSURED_ASKED = Gated(r"番号[ \u3000:は]{0,2}([0-9]{8,10})(?=[ \u3000で]{0,2}(?:を|と)?(?:確認|照合|一致|本人))")
_INSURANCE = re.compile("国保|国民健康保険|介護保険|後期高齢|保険[料証]|被保険者|年金|医療証|受給者")
_TALK = 100
"""Characters before a number in which a note says that it is about insurance."""
# behind digits: what is counted is no account
_COUNTED = r"[ ]?[円人件枚台通個頁点番%]"
_ACCOUNT = Gated(
    r"(?:口座(?:番号|(?:No\.?)?)(?:\s*口座番号)?[^\n0-9]{0,8}([0-9]{6,8})"
    r"|通帳[ \u3000:は]{1,2}([0-9]{7})(?=[ \u3000、。)\n]|\Z)|普通(?!郵便|自動車|車|救命|徴収|選挙|紙|列車|便|号)(?:預金)?(?:\s*口座番号)?[^\n0-9]{0,8}([0-9]{6,8})|[(/ \u3000]普[)/: \u3000][^\n0-9]{0,4}([0-9]{6,8})|当座(?!の)(?:預金)?(?:\s*口座番号)?[^\n0-9]{0,8}([0-9]{6,8})"
    r"|支店[ \u3000]?([0-9]{7})(?![0-9-]|[ \u3000]?[\u4e00-\u9fff]{2,3}[都道府県市区])|[Bb]ank [Aa]ccount[^\n0-9]{1,30}([0-9]{6,8})"
    r"|貯蓄(?:預金)?(?:\s*口座番号)?[^\n0-9]{0,8}([0-9]{6,8})|ゆうちょ[^\n0-9]{0,12}([0-9]{5})-([0-9]{7,8})|ゆうちょ(?:銀行)?[ \u3000:]{0,2}([0-9]{7,8})|(?:振込|振り込み|返金|還付|送金)先?[ \u3000]?(?:予定|口座)?[ \u3000:は]{1,2}(?:[\u4e00-\u9fff\u3041-\u30fc]{1,8}[ \u3000:]?)?([0-9]{7})|記号[^\n0-9]{0,4}([0-9]{5}(?:-[0-9])?)[^\n0-9]{0,8}番号[^\n0-9]{0,4}([0-9]{6,8}))(?![0-9]|"
    + _COUNTED
    + ")"
)


_ACCOUNTS = (
    "口座",
    "通帳",
    "普通",
    "普)",
    "普:",
    "/普/",
    " 普 ",
    "\u3000普",
    "当座",
    "貯蓄",
    "記号",
    "ゆうちょ",
    "支店",
    "ccount",
    "振込",
    "振り込み",
    "返金",
    "還付",
    "送金",
)
_PAID = "振返還送"
"""What begins a word for a payment: round figures behind it are amounts."""
_NEXT_ACCOUNT = re.compile(
    r"[ \u3000]?[/、,・][ \u3000]?[\u4e00-\u9fff\u3041-\u30fc々]{1,8}[ \u3000:]([0-9]{7})(?![0-9]|" + _COUNTED + ")"
)


def labelled_numbers(text: str) -> Iterator[Hit]:
    """Insured person's and recipient's numbers, driving licence, bank account: each only after its own label."""
    accounts: list[tuple[int, int]] = []
    for match in _ACCOUNT.among(text, _ACCOUNTS):
        value = "-".join(part for part in match.groups() if part)
        accounts.append(match.span())
        amount = match.group()[0] in _PAID and value.endswith("000")
        if len(set(value)) > 2 and value != "1234567" and not amount:
            yield Hit("bank_account", value, match.start(), match.end(), SURE)
            yield from _more_accounts(text, match.end())
    yield from _insured(text, accounts)
    yield from _boxed(text)
    yield from identity(text)
    yield from _licences(text)


def _insured(text: str, accounts: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Numbers of insurance after their label, those within `accounts` left out, below it, or asked for on the telephone."""
    for match in _INSURED.among(text, ("番", "者", "護", "国保", "後期", "ばんごう")):
        inside = any(start <= match.start() < end for start, end in accounts)
        inside = inside or (match.group().startswith("受給者番号") and "源泉徴収" in text)  # the payer's own number
        if not inside and plausible_number(match.group(1)):
            yield Hit("insured_number", match.group(1), match.start(1), match.end(1), SURE)
    for match in _HEALTH.among(text, ("保険証",)):
        yield Hit("insured_number", "-".join(match.groups()), match.start(1), match.end(2), SURE)
    for pattern, told in (
        (_INSURED_BELOW, ("番",)),
        (_INSURED_PRINTED, ("番",)),
        (_INSURED_ENGLISH, ("nsur",)),
        (_INSURED_KEY, ("hiho", "HIHO", "Hiho", "kaigo", "kokuho", "juk")),
    ):
        for match in pattern.among(text, told):
            group = match.lastindex or 1
            if plausible_number(match.group(group)):
                yield Hit("insured_number", match.group(group), match.start(group), match.end(group), SURE)
    for match in _INSURED_ASKED.among(text, ("番号",)):
        about = _INSURANCE.search(text, max(0, match.start() - _TALK), match.start())
        if about is not None and plausible_number(match.group(1)):
            yield Hit("insured_number", match.group(1), match.start(1), match.end(1), SURE)


def _licences(text: str) -> Iterator[Hit]:
    """Driving licences after their label, shown by somebody, or listed below a line about checking them."""
    for pattern, told in (
        (_LICENCE, ("免", "icen")),
        (_LICENCE_BEFORE, ("免許",)),
        (_LICENCE_SHOWN, ("免許",)),
        (_LICENCE_TOLD, ("免許",)),
        (_LICENCE_HELD, ("免許",)),
        (_LICENCE_FORM, ("免許",)),
        (_LICENCE_COPIED, ("免許",)),
    ):
        for match in pattern.among(text, told):
            if valid_licence(match.group(1)):
                yield Hit("licence", match.group(1), match.start(1), match.end(1), SURE)
    for named in _LICENCE_NAMED.among(text, ("免許",)):
        before = _TWELVE_BEFORE.search(text, max(0, named.start() - 24), named.start())
        if before is not None and valid_licence(before.group(1)):
            yield Hit("licence", before.group(1), before.start(1), before.end(1), SURE)
    for head in _LICENCES_LISTED.among(text, ("免許",)):
        at = head.end()
        while (line := _LISTED_LINE.match(text, at)) is not None:
            if valid_licence(line.group(1)):
                yield Hit("licence", line.group(1), line.start(1), line.end(1), SURE)
            at = line.end()


def _more_accounts(text: str, at: int) -> Iterator[Hit]:
    """Accounts of further persons behind a first one: 振込 安西 1230456 / 若山 6540321."""
    while (match := _NEXT_ACCOUNT.match(text, at)) is not None:
        yield Hit("bank_account", match.group(1), match.start(1), match.end(), SURE)
        at = match.end()


# residence card: 2 letters, 8 digits, 2 letters (出入国在留管理庁); passport: 2 letters (1 abroad) and 7 digits (ICAO 9303)
_IDENTITY = Gated(
    r"(?:在留カード|特別永住者証明書|[Rr]esidence [Cc]ard|旅券|パスポート|[Pp]assport)[^\n0-9A-Z]{0,14}(?:N[Oo]\.?[ :]{0,2})?([A-Z]{2}[0-9]{8}[A-Z]{2}|[A-Z]{1,2}[0-9]{7})(?![0-9A-Za-z])"
)
_IDENTITY_WORDS = ("在留カード", "永住者証", "esidence", "旅券", "パスポート", "assport")
_IDENTITY_CELL = re.compile("[A-Z]{2}[0-9]{8}[A-Z]{2}|[A-Z]{1,2}[0-9]{7}")


def identity(text: str) -> Iterator[Hit]:
    """Numbers of passports and residence cards, each after its name."""
    for match in _IDENTITY.among(text, _IDENTITY_WORDS):
        if plausible_number(match.group(1)):
            yield Hit("identity_document", match.group(1), match.start(1), match.end(1), SURE)


# one digit to a box, as forms have it: 0|0|0|5|…, 0 | 0 | 0 | 5 …, 0 0 0 5 … and 0,0,0,5,…
_BOXES = Gated(
    r"[0-9](?<![0-9][ |,\u2502\u3000].)(?:(?: ?[|\u2502,] ?|[ \u3000])[0-9]){6,11}(?!(?: ?[|\u2502,] ?|[ \u3000])?[0-9])"
)
_BOX_WORDS = ("番", "〒", "No", "NO", "no", "ナンバ", "12桁", "umber", "UMBER", "免許", "口座", "普通", "当座", "通帳")
_BOX_LABELS = (
    ("my_number", _MY_NUMBER.pattern),
    ("insured_number", re.compile(_INSURED_LABEL)),
    ("licence", re.compile("免許")),
    ("bank_account", re.compile("口座|普通|当座|通帳")),
    ("postal_code", re.compile("〒|郵便番号")),
)


_POSTAL = 7
"""Figures of a postal code."""


def _boxed(text: str) -> Iterator[Hit]:
    """Numbers with a blank or line between their digits, told by the label right before them."""
    for match in _BOXES.among(text, _BOX_WORDS):
        digits = digits_of(match.group())
        kind = next(
            (kind for kind, label in _BOX_LABELS if label.search(text, max(0, match.start() - 16), match.start())), ""
        )
        if kind and (len(digits) == _POSTAL if kind == "postal_code" else in_column(kind, digits)):
            yield Hit(kind, digits, match.start(), match.end(), SURE)


_MOBILE = re.compile("0[5789]0-?[0-9]{4}-?[0-9]{4}")


def plausible_number(value: str) -> bool:
    """Digits enough to be one person's number, and not a run of zeros, a counting run, or a mobile telephone to call."""
    digits = digits_of(value)
    if _MOBILE.fullmatch(value):
        return False
    return 4 <= len(digits) <= 16 and len(set(digits)) > 1 and digits not in "01234567890123456789"


def valid_licence(value: str) -> bool:
    """Twelve digits led by a code of a public safety commission (10 to 97) and the year of the first licence."""
    digits = digits_of(value)
    return len(digits) == 12 and 10 <= int(digits[:2]) <= 97 and len(set(digits)) > 2


PAPER = "paper"
"""The kind of a column of numbers of papers of several sorts, by which somebody showed who he is."""
_OF_PAPER = re.compile("第?[ \u3000]?([0-9A-Z -]+)号?")


def of_paper(cell: str) -> str | None:
    """What the number of a paper is by its figures: a driving licence, insurance (eight or ten), residence card or passport."""
    told = _OF_PAPER.fullmatch(cell)
    if told is None:
        return None
    if _IDENTITY_CELL.fullmatch(told[1]):
        return "identity_document"
    if valid_licence(told[1]):
        return "licence"
    insured = told[1].isdecimal() and len(told[1]) in (8, 10) and plausible_number(told[1])
    return "insured_number" if insured else None


_HIDDEN = re.compile("[*●○◯×■□]|[Xx]{2}")


def in_column(kind: str, value: str) -> bool:
    """Whether a cell under a heading of `kind` can be such a number; one of which signs are hidden is nobody's any more."""
    if _HIDDEN.search(value):
        return False
    if kind == "my_number":
        return valid_my_number(value)
    if kind == "licence":
        return valid_licence(value)
    if kind == "identity_document":
        return _IDENTITY_CELL.fullmatch(value) is not None and plausible_number(value)
    digits = digits_of(value)
    if kind == "bank_account":
        return 5 <= len(digits) <= 16 and len(set(digits)) > 1
    return plausible_number(value) and len(value) <= 30
