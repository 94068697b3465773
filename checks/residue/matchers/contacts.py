"""E-mail addresses, telephone numbers, postal codes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from checks.residue.fold import digits_of
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.model import FAIR, SHOWN, SURE, TOLD, WEAK, Hit

_DOMAIN = Gated(r"@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24})(?![A-Za-z0-9-])")
_LOCAL = re.compile(r"(?:[A-Za-z0-9._%+/'-]{1,64}|\"[A-Za-z0-9._+ -]{1,40}\")\Z")
_LOCAL_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+/'-"
# written for readers, not for programs: name(at)host.jp, name★host.jp, name [アット] host.jp
_HIDDEN_AT = Gated(
    r"[\[({<【★☆◎_ @%#](?:(?<=%)40(?=[a-z0-9])|(?<=[\[({<【])(?:at|AT|アット(?:マーク)?|あっと(?:まーく)?|a|@)[\])}>】]|(?<= )(?:アット(?:マーク)?|あっと(?:まーく)?|at ?mark)(?= )|(?<=[a-z0-9]@) ?(?= [a-z0-9-]+\.)|(?<=#)(?=[a-z0-9.-]+[(※]{1,2}#(?:を|は|→))|(?<=[★☆◎])|(?<=_)at_|(?<= )@|(?<= )at(?= [a-z0-9-]+ dot )|(?<= )at(?= [a-z0-9.-]{4,40}[(「、※ ]{1,3}at(?:を|は|→))|(?<=@)(?=[a-z0-9.-]+[\[(]))"
)
_HIDDEN_HOST = re.compile(
    r" ?((?:[A-Za-z0-9-]{1,40}(?:\.|[\[(](?:dot|DOT|ドット|\.)[\])]| dot )){1,3}(?:jp|com|net|org))(?![A-Za-z0-9-])"
)
_DOT = re.compile(r"[\[(](?:dot|DOT|ドット|\.)[\])]| dot ")
_EXAMPLE = re.compile(
    r"(?:^|\.)(?:example|test|invalid|localhost|sample|dummy|hoge|xxx+|yyy+|foo|bar)(?:\.|$)",
    re.IGNORECASE,
)
_NO_MAIL = re.compile(
    r"\.(?:png|jpe?g|gif|svg|css|js|service|local|internal|lan|php|html)$|(?:^|\.)(?:invalid|localhost)$", re.IGNORECASE
)
_ROLE = re.compile(
    r"^(?:info|support|sales|contact|admin|administrator|webmaster|postmaster|no-?reply|noreply|do-?not-?reply|root|help|helpdesk|"
    r"office|mail|mailer-daemon|abuse|hostmaster|security|press|pr|recruit|jinji|soumu|toiawase|madoguchi|service|customer|"
    r"inquiry|shop|news|newsletter|magazine|kouhou|git|bounce|bugs?|dev|users?|team|staff|center|jimukyoku|desk|order|"
    r"privacy|legal|billing|marketing|eigyo|honsha|kaikei|keiri|somu|uketsuke|library|test|sample|hello|otoiawase|soudan|moushikomi|mousikomi|yoyaku|koho|kyoku|honbu|shien|hoiku|gakushu|kyoshitsu|volunteer|shakyo|kaigi|hisyo|hisho)(?:[+._-]?[0-9a-z]{0,12})?$",
    re.IGNORECASE,
)  # fmt: skip


def emails(text: str) -> Iterator[Hit]:
    """Addresses of persons. Addresses of offices (info@ …) are weak, those in example domains (RFC 2606) only accompany."""
    yield from _hidden(text)
    if "@" not in text:
        return
    machine = _MACHINE_WORD.possible(text)
    for match in _DOMAIN.finditer(text):
        begin = match.start()
        told = _mail(_written_before(text, begin), match.group(1))
        if told is not None and not (machine and _MACHINE_ID.search(text, max(0, begin - 100), begin)):
            value, before, strength = told
            yield Hit("email", value, begin - before, match.end(), strength)


def _written_before(text: str, at: int) -> str:
    """What may be the part of an address before its @, which stands at `at`; empty for none."""
    before = text[max(0, at - 64) : at]
    if before.endswith('"'):
        quoted = _LOCAL.search(before)
        return quoted.group() if quoted is not None else ""
    rest = before.rstrip(_LOCAL_SIGNS)
    # behind the end of a line as programs write it, \\n, stands no part of it
    escaped = rest.endswith("\\") and before[len(rest) :][:1] in tuple("nrt")
    return before[len(rest) + escaped :]


@lru_cache(maxsize=20_000)
def _mail(local: str, domain: str) -> tuple[str, int, int] | None:
    """An address, how many signs stand before its @, and how sure it is a person's; None where it is nobody's."""
    name = _local_part(local, domain)
    if not name or _NO_MAIL.search(domain) or _NOBODYS.match(name):
        return None
    role = _ROLE.match(name) is not None
    if _EXAMPLE.search(domain) is not None:
        return None if role else (f"{name}@{domain}", len(name), SHOWN)
    return f"{name}@{domain}", len(name), WEAK if role else FAIR


_DOTTED = re.compile(r"(?:^|\.)(?:docomo\.ne\.jp|ezweb\.ne\.jp|au\.com)$", re.IGNORECASE)
_NOBODYS = re.compile(
    r"(?:no[._-]?reply|do[._-]?not[._-]?reply|mailer-daemon|postmaster|bounces?|git)(?![a-z])", re.IGNORECASE
)
_MACHINE_WORD = Gated("(?:message-id|in-reply-to|references|content-id|cid)[ :=<]", re.IGNORECASE)
_MACHINE_ID = re.compile(_MACHINE_WORD.pattern.pattern + r"{1,4}[^ <>\n]*\Z", re.IGNORECASE)


def _local_part(written: str, domain: str) -> str:
    """What stands before the @ without signs that belong to the text around; old addresses of carriers have dots anywhere."""
    if written.startswith('"'):
        return written
    if _DOTTED.search(domain):
        return written.lstrip("%+'-") if "//" not in written else written.rpartition("/")[2]
    name = written.lstrip("._%+/'-").rpartition("/")[2]
    return "" if name.endswith(".") else name


def _hidden(text: str) -> Iterator[Hit]:
    """Addresses whose @ or dots are written in words or other signs, so that robots do not read them."""
    for match in _HIDDEN_AT.finditer(text):
        host = _HIDDEN_HOST.match(text, match.end())
        end = match.start()
        while end and text[end - 1] == " ":
            end -= 1
        local = _LOCAL.search(text, max(0, end - 64), end) if host else None
        if host is None or local is None:
            continue
        name = _local_part(local.group(), "")
        domain = _DOT.sub(".", host.group(1))
        if len(name) >= 3 and not (_ROLE.match(name) or _NOBODYS.match(name) or _EXAMPLE.search(domain)):
            yield Hit("email", f"{name}@{domain}", end - len(name), host.end(), FAIR)


_FREE_MAIL = re.compile(
    r"@(?:[a-z0-9-]+\.)?(?:gmail\.com|googlemail\.com|yahoo\.co\.jp|ymail\.ne\.jp|yahoo\.com|icloud\.com|me\.com|mac\.com|outlook\.(?:jp|com)|hotmail\.(?:co\.jp|com)|live\.jp|msn\.com|"
    r"docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|softbank\.(?:ne\.)?jp|i\.softbank\.jp|vodafone\.ne\.jp|ymobile\.ne\.jp|rakuten\.jp|nifty\.com|biglobe\.ne\.jp|ocn\.ne\.jp|so-net\.ne\.jp|plala\.or\.jp|"
    r"dion\.ne\.jp|infoseek\.jp|excite\.co\.jp|jcom\.home\.ne\.jp|jcom\.zaq\.ne\.jp|kcn\.jp|eonet\.ne\.jp|proton(?:mail)?\.(?:com|me)|aol\.com|disney\.ne\.jp|willcom\.com|pdx\.ne\.jp|uqmobile\.jp)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def is_free_mail(value: str) -> bool:
    """Whether an address is at a carrier, provider or free service: a private mailbox."""
    return _FREE_MAIL.search(value) is not None


# patterns below begin with a letter as it stands, so that `re` runs through a text as fast as memory allows
_NUMBER = (
    r"(?:[346]\)?[-(. ]?[0-9]{4}(?:\)[-. ]?|[-. ])[0-9]{4}|[0-9]{2}(?:\)[-. ]?|[-(. ]{1,2})[0-9]{3,4}(?:\)[-. ]?|[-. ])[0-9]{4}|[0-9]{3}(?:\)[-. ]?|[-(. ])[0-9]{2}(?:\)[-. ]?|[-. ])[0-9]{4}"
    r"|[0-9]{4}\)?[-(. ][0-9](?:\)[-. ]?|[-. ])[0-9]{4}|[5789]0-?[0-9]{8}|[789]0(?: ?- ?|[ \u3000]{1,3})[0-9]{4}(?: ?- ?|[ \u3000]{1,3})[0-9]{4}|[0-9]{9})(?![0-9-]|\.[0-9])"
)
_PHONE = Gated(r"0(?<![0-9.-]0)(?:081-)?" + _NUMBER, first=True)
_LONGEST = 32
# as above, but right after a letter or sign of a code only where a word for telephones may stand before (_SAID)
_LIKELY = Gated(
    r"0(?<![0-9.-]0)(?:(?<![A-Za-z_=#%]0)|(?<=[話帯先☎℡宅LlXxeＬ]0)"
    + "".join(rf"|(?<=[話帯先☎℡宅LlXxeＬ][^\n0-9]{{{count}}}0)" for count in range(1, 5))
    + r"|(?<=[^\n0-9]{6}0))(?:081-)?"
    + _NUMBER
)
_PHONE_ABROAD = Gated(r"\+(?<![0-9.,-]\+)81[- ]?(?:\(0\)[- ]?|\()?" + _NUMBER, first=True)
_TOLL_FREE = ("0120", "0800", "0570", "0990", "0180", "0088", "0077", "0000")
_MOBILE = ("090", "080", "070", "060")
_DUMMY = re.compile(
    r"12345678|1234567|0000[0-9]{4}|0000000+|1111111+|9999999+|12340000|00001111|11112222|11110000|2345678"
)
_WORDS = "電話|携帯|TEL|tel|Tel|連絡先|☎|℡|📱|phone|Phone|mobile|Mobile|自宅|FAX|fax|Fax"
_SAID = re.compile(rf"(?:{_WORDS})[^\n0-9]{{0,8}}\Z")
# after such a word the signs between the digits may be any that people put there: 0 9 0 …, 046　238　7719, 046/238/7719
_TOLD = Gated(rf"(?:{_WORDS})[^\n0-9]{{0,8}}(0(?:[-() \u3000.・/_~〜|]{{0,3}}[0-9]){{9,10}})(?![0-9-]|[^0-9\n]?[0-9])")


_OFFICE = re.compile(r"(?:問い?合わ?せ先?|担当|窓口|代表|[^\s]{1,8}[課係室])[^\n0-9宅]{0,16}\Z")


_AT_HOME = re.compile(r"(?:宅|自宅)[ :(]{0,2}\Z")


def phones(text: str) -> Iterator[Hit]:
    """Numbers of the Japanese plan: 10 digits, or 11 for mobile and IP. Toll-free and dummy numbers are nobody's."""
    if "0" not in text and "+" not in text:
        return
    yield from _told_phones(text)
    for start, end in _phone_places(text):
        written = text[start:end]
        bare = written.isdigit()
        if start and _glued(text[start - 1], bare) and not _said(text[max(0, start - 14) : start]):
            continue
        digits = national(written)
        if not valid_phone(digits):
            continue
        said = _said(text[max(0, start - 14) : start])
        spaced = not ("-" in written or "(" in written) and any(sign in written for sign in " .\u3000")
        if (bare or spaced) and not said and not digits.startswith(_MOBILE):
            continue
        if _OFFICE.search(text, max(0, start - 30), start) or _of_code(text, start, end, bare):
            continue
        strength = (
            TOLD
            if _AT_HOME.search(text, max(0, start - 4), start)
            else SURE
            if said
            else WEAK
            if bare and not _beside_japanese(text, start, end)
            else FAIR
        )
        # an opening bracket is of the number where one closes within it: (0586)95-…
        yield Hit("phone", written.strip() if ")" in written else written.strip("( "), start, end, strength)


_CODE = re.compile(
    r"(?:文書|製造|受付|注文|伝票|管理|登録|許可|追跡|整理|商品|会員|請求|予約|記事|案件)(?:番号|No\.?|ID|コード)[ :]{0,2}\Z"
)


def _of_code(text: str, start: int, end: int, bare: bool) -> bool:
    """Whether a number is called something else before it, or goes on as a code: 文書番号 06-2387-7190号, 09066382751A7."""
    after = text[end : end + 1]
    return (
        after == "号"
        or (bare and after.isascii() and after.isalpha())
        or _CODE.search(text, max(0, start - 12), start) is not None
    )


@lru_cache(maxsize=20_000)
def _dialled(written: str) -> bool:
    return valid_phone(digits_of(written))


def _told_phones(text: str) -> Iterator[Hit]:
    """Numbers after a word for telephones, whatever stands between their digits."""
    for match in _TOLD.among(text, _WORDS.split("|")):
        if _dialled(match.group(1)) and not _OFFICE.search(text, max(0, match.start() - 30), match.start()):
            yield Hit("phone", match.group(1), match.start(1), match.end(1), SURE)


@lru_cache(maxsize=4096)
def _said(before: str) -> bool:
    """Whether the signs before a number end with a word for telephones; lines of a log have the same before each."""
    return _SAID.search(before) is not None


def written_phone(text: str) -> bool:
    """Whether anything in `text` is written like a telephone number, valid or not."""
    return _PHONE.search(text) is not None or ("+" in text and _PHONE_ABROAD.search(text) is not None)


def _phone_places(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of what is written like a number, with the bracket before it."""
    for match in _telling(text):
        start = match.start()
        if start and text[start - 1] == "(" and not (start > 1 and text[start - 2] in "0123456789.,-"):
            start -= 1
        yield start, match.end()
    for match in _PHONE_ABROAD.among(text, ("+81",)):
        yield match.span()


def _telling(text: str) -> Iterator[re.Match[str]]:
    """Numbers, those that are part of a code passed over where that is known at once: systems write thousands of them."""
    if not _LIKELY.possible(text):
        return
    likely, every = _LIKELY.places(text), _PHONE.places(text)
    if likely is None or every is None:
        yield from _PHONE.finditer(text)
        return
    if likely == every:
        yield from _PHONE.at(every, text)
        return
    done = 0
    for place in likely:
        # a number may hold the beginning of another: those that could reach this one are matched in order
        number = bisect_left(every, place)
        while number and every[number - 1] >= max(done, every[number] - _LONGEST):
            number -= 1
        for start in every[number : bisect_right(every, place)]:
            if start >= done and (match := _PHONE.match(text, start)) is not None:
                done = match.end()
                yield match


_JAPANESE = re.compile("[\u3041-\u30fe\u4e00-\u9fff]")


def _beside_japanese(text: str, start: int, end: int) -> bool:
    """Whether Japanese stands within a few signs before or after a number."""
    return _JAPANESE.search(text, max(0, start - 4), min(len(text), end + 4)) is not None


def _glued(before: str, bare: bool) -> bool:
    """Whether the sign before a number makes it part of a code, a path or a variable; people, too, write name/date/number."""
    return before.isascii() and (before.isalnum() or before in "_=#%" or (bare and before == "/"))


@lru_cache(maxsize=20_000)
def national(written: str) -> str:
    """The digits as dialled in Japan."""
    digits = digits_of(written)
    if written.startswith("+81"):
        digits = "0" + digits[2:].removeprefix("0")
    elif digits.startswith("0081"):
        digits = "0" + digits[4:].removeprefix("0")
    return digits


@lru_cache(maxsize=20_000)
def valid_phone(digits: str) -> bool:
    """Whether `digits` can be a person's number: right length for its prefix, neither toll-free nor a dummy."""
    if len(digits) == 11:
        fit = digits[1] in "5789" and digits[2] == "0"
    else:
        fit = (
            len(digits) == 10
            and digits[0] == "0"
            and digits[1] != "0"
            and not (digits[2] == "0" and digits[1] in "789")
        )
    return fit and not digits.startswith(_TOLL_FREE) and not _dummy(digits) and len(set(digits[3:])) > 1


def _dummy(digits: str) -> bool:
    """Whether all that follows the prefix is a counting run or a repeat; 090-8123-4567 is a subscriber's."""
    area = (3,) if len(digits) == 11 else (2,) if digits[1] in "36" else (3, 4)
    return any(_DUMMY.fullmatch(digits, length) is not None for length in area)


@lru_cache(maxsize=20_000)
def is_mobile(value: str) -> bool:
    """Whether a telephone number is a mobile one."""
    return national(value).startswith(_MOBILE)


_ZERO_LOST = re.compile("[789]0[0-9]{8}")
_ZEROS = 3
"""Numbers of a column at least that tell that a sheet took their zeros."""


def lost_zeros(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are mobile numbers of several kinds that lost their zero in a sheet: 9058377204, 7012085218."""
    told = [cell for cell in cells if _ZERO_LOST.fullmatch(cell)]
    several = len({cell[:2] for cell in told}) > 1
    if several and len(told) >= max(_ZEROS, _FEW_MOBILES * len(cells)):  # the others at home, 538889964
        return sum(1 for cell in cells if cell.isdigit() and valid_phone("0" + cell)) >= _NEARLY_ALL * len(cells)
    return several and len(told) >= max(_ZEROS, 0.8 * len(cells))


_FEW_MOBILES, _NEARLY_ALL = 0.3, 0.95
"""Share of mobile numbers that makes the others of a column telephones, and of figures that may be one."""


_POSTAL = Gated(r"(?:[〒〶]|郵便番号)[\s:\])】]{0,3}([0-9]{3} ?-? ?[0-9]{4})(?![0-9-])")
# as logs and notes have them: zip=192-0070, 830-0039 の郵便番号
_POSTAL_KEY = Gated(
    r"(?:[Zz](?<![.A-Za-z0-9][Zz])(?:ip|IP)|[Pp]ostal)(?:_?[Cc]ode|CODE)?[\"']?[ ]?[=:][ ]?[\"']?([0-9]{3}-[0-9]{4}|[0-9]{7})(?![0-9-])"
)
_POSTAL_SAID = Gated(
    r"-(?<=[0-9]{3}-)(?<![0-9A-Za-z.〒-][0-9]{3}-)[0-9]{4}(?=[ \u3000」]?(?:の|は|が|という)?郵便番号)"
)
_POSTAL_BEFORE_PLACE = Gated(
    r"-(?<=[0-9]{3}-)(?<![0-9A-Za-z.〒-][0-9]{3}-)[0-9]{4}(?=\)?[ \u3000\n\t]{0,2}[\u4e00-\u9fff]{2,4}?[都道府県市区郡])"
)


def postal_codes(text: str) -> Iterator[Hit]:
    """Seven digits after the postal mark, or 3-4 digits right before an address."""
    marked = [(match.start(), match.start(1), match.end()) for match in _POSTAL.among(text, ("〒", "〶", "郵便番号"))]
    marked += [(match.start(), match.start(1), match.end()) for match in _POSTAL_KEY.among(text, ("ip", "IP", "ostal"))]
    values = {start for _, start, _ in marked}
    said = _POSTAL_SAID.among(text, ("郵便番号",))
    bare = [
        (match.start() - 3, match.start() - 3, match.end()) for match in (*_POSTAL_BEFORE_PLACE.finditer(text), *said)
    ]
    for begin, start, end in (*marked, *(place for place in bare if place[1] not in values)):
        if text[start:end].replace("-", "") not in ("0000000", "1234567"):
            yield Hit("postal_code", text[start:end], begin, end, FAIR)
