"""Numbers of a person that stand beside the name with no label of their own: 北村千代様（2031452093）, 藤本 俊介 / 1969-04-01 / 981342096086.

Asked only of texts that tell of persons anyway. What the number is follows from its figures and from what the text is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from checks.residue.matchers.contacts import valid_phone
from checks.residue.matchers.dates import is_date
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.model import FAIR, Hit
from checks.residue.matchers.numbers import plausible_number, valid_my_number

_ACCOUNT = re.compile(
    r"(?:口座|銀行|信金|信用金庫|農協|ゆうちょ|労金|支店|振込|振り込み|引き?落とし|返金|還付)[^\n0-9。]{0,16}(?<![0-9-])([0-9]{7})(?![0-9-]|[ ]?[円人件])"
)
_INSURED = re.compile(
    r"(?:保険証|医療証|被保険者|受給者証|介護保険|国保|年金手帳|障害者?手帳|療育手帳)(?:(?!納付|納入|受付|整理|伝票|追跡|管理|電話|通知|お?問)[^\n0-9]){0,24}番号[はが: \u3000]{0,3}([0-9]{8,10}|[0-9]{4}-[0-9]{6})(?![0-9-])"
)
# what a text is about whose persons are known by the number of their insurance: eight figures or ten (介護保険法施行規則, 国民健康保険)
_INSURANCE = re.compile(
    "介護|要支援|保険[証料税]|国保|後期高齢|年金|給付|受給|医療[費証]|被保険|福祉用具|貸与|催告|督促|滞納|生活保護|納付|ケアプラン|ケアマネ|サービス利用"
)
_HELD = re.compile(r"(?:様|さん|さま|氏|殿)?[ \u3000]?[(（](?:[^()（）0-9\n]{0,3})((?:[0-9]{8}|[0-9]{10}))[)）]")
_TWELVE = re.compile(r"(?<![0-9A-Za-z.,_-])[0-9]{4}([- \u3000]?)[0-9]{4}\1[0-9]{4}(?![0-9A-Za-z_-]|\.[0-9])")
# what such a number is called where it is nobody's My Number
_OTHER = re.compile(
    r"(?:(?:会員|整理|受付|伝票|文書|管理|登録|追跡|注文|照会|製造|請求|予約|契約|お?問い?合わ?せ|免許証?|カード|口座|証明書?|荷物)[^\n0-9]{0,6}(?:番号|No\.?|ID|コード)?|免許証?|ID|No\.?|コード)[^\n0-9]{0,10}\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:様|さん|さま|氏|殿)?[ \u3000]?(?:[(（]([0-9]{4}([- \u3000]?)[0-9]{4}\2[0-9]{4})[)）]|[ \u3000]([0-9]{12})(?![0-9-]))"
)
_APART = re.compile(
    r"(?:様|さん|さま|氏|殿)?[ \u3000]?(?:[(（、,|:]|(?<![0-9])[/／])[^\n]{0,16}\Z|[^\n0-9]{0,12}の?番号[ \u3000はがを:]{1,2}\Z"
)
_SOMEBODYS = re.compile(
    "(?:親|本人|世帯主|妻|夫|父|母|子|ども|児童|扶養|家族|様|さん|氏)の(?:個人)?番号[ \u3000はがを:]{1,2}\\Z"
)
# of a payment that went wrong, where accounts are told as mere figures: 届けは4390694、正しくは1844992
_PAYMENT = re.compile("組戻|組み戻|口座|名義|通帳|振込|振り込|引き?落と?し")
_SEVEN = re.compile(
    r"(?<![0-9A-Za-z.,_〒-])[0-9]{7}(?![0-9A-Za-z_-]|[,.][0-9]|[ ]?[円人件台枚通個頁点番号%年月]|[ \u3000]?[\u4e00-\u9fff]{2,3}[都道府県])"
)
_NUMBERED = re.compile(r"(?:(?<!口座)番号|No\.?|ID|コード|電話|内線|郵便)[^\n0-9]{0,4}\Z", re.IGNORECASE)
_SEVERAL = 3
"""Numbers with a right check digit that tell that they are My Numbers, where there are no others."""
_LINES = 2
"""Lines of a list that begin with such a number."""
_LEAST, _REACH, _LINE = 2, 80, 60
"""Words of a payment that make a text one about it; signs around figures in which one stands; signs of a line before a number."""


def find(text: str, close: Callable[[int, int], bool], ends: Collection[int]) -> Iterator[Hit]:
    """Accounts, insured persons' numbers and My Numbers `close` to a name, or right behind one of `ends`."""
    for kind, pattern in (("bank_account", _ACCOUNT), ("insured_number", _INSURED)):
        for match in pattern.finditer(text):
            numbered = kind == "bank_account" and _NUMBERED.search(text, match.start(), match.start(1))
            if not numbered and close(*match.span(1)) and _no_sum(match.group(1)):
                yield Hit(kind, match.group(1), match.start(1), match.end(1), FAIR)
    yield from _held(text, ends)
    yield from _at_beginnings(text, close)
    yield from _once_labelled(text, close)
    yield from _my_numbers(text, close)
    yield from _paid(text, close)


def behind(text: str, ends: Collection[int]) -> Iterator[Hit]:
    """My Numbers in the bracket right behind names that end at `ends`: a right check digit there is no chance."""
    for end in ends:
        match = _BEHIND.match(text, end)
        group = 0 if match is None else 1 if match.group(1) else 3
        if match is not None and valid_my_number(match.group(group)):
            yield Hit("my_number", match.group(group), match.start(group), match.end(group), FAIR)


def _held(text: str, ends: Collection[int]) -> Iterator[Hit]:
    """Numbers in the bracket behind a name, in a text about insurance."""
    for end in sorted(ends) if _INSURANCE.search(text) else ():
        match = _HELD.match(text, end)
        if match is None or is_date(match.group(1)) or valid_phone(match.group(1)):
            continue
        if plausible_number(match.group(1)):
            yield Hit("insured_number", match.group(1), match.start(1), match.end(1), FAIR)


# a line of a list that begins with it: 0002944755 中川 進 S25.3.27 要介護1
_FIRST = Gated(r"0(?<![0-9A-Za-z-]0)[0-9]{9}(?=[ \u3000]{1,6}[\u4e00-\u9fff])")


def _at_beginnings(text: str, close: Callable[[int, int], bool]) -> Iterator[Hit]:
    """Numbers of care at the beginning of lines, with somebody behind them, in a text about care."""
    if "介護" not in text and "要支援" not in text:
        return
    found = [
        match
        for match in _FIRST.finditer(text)
        if not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" \u3000・")
    ]
    if len(found) < _LINES or not all(plausible_number(match.group()) for match in found):
        return
    for match in found:
        if close(*match.span()):
            yield Hit("insured_number", match.group(), match.start(), match.end(), FAIR)


# told whose it is once, it is known for those that follow: 志知ヨシ、…、被保険者番号0000557496 / 古川鉄男、昭和18年1月24日、0000514885
_LABELLED = Gated(r"(?:被保険者|受給者)(?:証)?(?:の)?番号[^\n0-9]{0,6}([01][0-9]{9}|[0-9]{8})(?![0-9-])")
_ANOTHER = re.compile(r"(?<=[、,/／:\u3000 ])(?<!番号[: \u3000])(?:[01][0-9]{9}|[0-9]{8})(?![0-9-])")


def _once_labelled(text: str, close: Callable[[int, int], bool]) -> Iterator[Hit]:
    """Numbers with as many figures as one that the text calls an insured person's, set apart close to a name."""
    lengths = {len(match.group(1)) for match in _LABELLED.among(text, ("番号",))}
    for match in _ANOTHER.finditer(text) if lengths else ():
        figures = match.group()
        if (
            len(figures) not in lengths
            or is_date(figures)
            or _NUMBERED.search(text, max(0, match.start() - 8), match.start())
        ):
            continue
        if (
            plausible_number(figures)
            and not _OTHER.search(text, max(0, match.start() - 16), match.start())
            and close(*match.span())
        ):
            yield Hit("insured_number", figures, match.start(), match.end(), FAIR)


def _my_numbers(text: str, close: Callable[[int, int], bool]) -> Iterator[Hit]:
    """Twelve figures with a right check digit set apart beside a name, or called somebody's number."""
    found = list(_TWELVE.finditer(text))
    # one in eleven passes by chance: of several that all do, none is an order's
    listed = len({match.group() for match in found}) >= _SEVERAL and all(valid_my_number(one.group()) for one in found)
    for match in found:
        start, end = match.span()
        low = max(text.rfind("\n", 0, start) + 1, start - _LINE)
        told = _SOMEBODYS.search(text, low, start)
        apart = told or listed or (_APART.search(text, low, start) and not _OTHER.search(text, low, start))
        if apart and valid_my_number(match.group()) and close(start, end):
            yield Hit("my_number", match.group(), start, end, FAIR)


def _paid(text: str, close: Callable[[int, int], bool]) -> Iterator[Hit]:
    """Seven figures in a text about a payment."""
    if len(set(_PAYMENT.findall(text))) < _LEAST:
        return
    for match in _SEVEN.finditer(text):
        start, end = match.span()
        around = _PAYMENT.search(text, max(0, start - _REACH), end + _REACH)
        numbered = _NUMBERED.search(text, max(0, start - 12), start)
        if around and not numbered and _no_sum(match.group()) and close(start, end):
            yield Hit("bank_account", match.group(), start, end, FAIR)


def _no_sum(figures: str) -> bool:
    return len(set(figures)) > 2 and not figures.endswith("000")  # 1111112 is nobody's account
