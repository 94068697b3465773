"""One cell under a heading: whether it is what its column says, and the values in it."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import addresses, contacts, dates, name_cells, numbers
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names
from checks.residue.matchers.model import FAIR, SURE, WEAK, Hit
from checks.residue.matchers.roster_cells import Sort, of_family, sort_of

NOTE = 20
"""Characters of a note in a cell at most; longer ones are read as text."""
_KANA_CELL = re.compile(
    "(?=.*[\u3041-\u3096\u30a1-\u30faA-Za-z])[\u3041-\u3096\u30a1-\u30fa\u30fcA-Za-z・ \u3000'-]{2,40}"
)
_PHONE_CELL = re.compile(r"[0-9+() .\u3000・/~〜-]{9,21}")
# 070 ー 6589 ー 5717: the sign for long vowels as a dash, with blanks
_LONG_SIGN = re.compile("(?<=[0-9)])[ \u3000]?\u30fc[ \u3000]?(?=[0-9(])")
_MOBILE_CELL = re.compile("0[789]0-[0-9]{4}-[0-9]{4}")
_TITLE = re.compile(
    r"[ \u3000]?(?:[(（](?:[^()（）]{1,10}|[A-Za-z][A-Za-z .,\u0101\u014d\u016b'-]{1,40})[)）])?[ \u3000]?(?:様方?|さん|殿|くん|ちゃん)?(?:[ \u3000]+[(（]?印[)）]?)?$"
)
_POSTAL = re.compile(r"[〒〶]?\s?([0-9]{3} ?- ?[0-9]{4}|[0-9]{5,7})(?:\.0)?")
_DIGIT = re.compile("[0-9]")
_FIGURE = re.compile("[0-9,.%]+")
NOTHING = re.compile(
    r"^(?:なし|無し|無|-+|―|―+|×|ー|特になし|非該当|該当なし|0|FALSE|false|no|いいえ|不明|未|n/a|N/A|null|None|○|◯|有|あり)?$"
)


@lru_cache(maxsize=20_000)
def typed(kind: str, cell: str) -> tuple[Hit, ...]:
    """The values of a cell under a heading of `kind`; none where it is something else. Cells repeat within a list."""
    return tuple(_typed(kind, cell))


def _typed(kind: str, cell: str) -> list[Hit]:
    if kind == "name":
        return _called(cell)
    if kind == "kana" and _from_abroad(cell):
        return [Hit("name", cell, strength=FAIR)]
    if kind == "kana":
        return [Hit("kana", cell, strength=FAIR)] if _KANA_CELL.fullmatch(cell) and kind_of(cell) != "kana" else []
    if kind == "address":
        return _address_cell(cell)
    if kind == "phone":
        return phone_cell(cell)
    if kind == "email":
        return [Hit("email", hit.value, strength=hit.strength) for hit in contacts.emails(cell)]
    if kind == "birth_date":
        return [*_birth_cell(cell), *_whose(cell)]
    if kind == "postal_code":
        match = _POSTAL.fullmatch(cell)
        return [Hit("postal_code", match.group(1), strength=FAIR)] if match else []
    if kind == "sensitive":
        return (
            [Hit("sensitive", cell, strength=FAIR)]
            if len(cell) <= 40 and not NOTHING.match(cell) and not _FIGURE.fullmatch(cell)
            else []
        )
    return _number_cell(kind, cell)


_WHOSE = re.compile("([^0-9()（）]{2,14}?)[ \u3000]?[(（](?=[^()（）]*[0-9])")


def _whose(cell: str) -> list[Hit]:
    """Who was born on the day of a cell, where the name stands before it: 中川 芳子(S20.5.2)."""
    match = _WHOSE.match(cell) if cell.endswith((")", "）")) else None
    named = match is not None and (
        name_cells.is_name(match[1]) or name_cells.apart(match[1]) or name_cells.foreign(match[1])
    )
    return [Hit("name", match[1], strength=SURE)] if match is not None and named else []


def _called(cell: str) -> list[Hit]:
    """The name of a cell, with the surname its bearer was born with where it stands in brackets."""
    bare = bare_name(cell)
    if cell.endswith((")", "）")) and (behind := _BORN_AS.search(cell)):
        if _maiden(behind[1], bare):
            return [*_name_cell(bare), Hit("name", behind[1], strength=FAIR)]
        given = plain_ideographs(bare) in names().given
        if given and sort_of(behind[1]) is Sort.SURNAME and not kind_of(behind[1]):
            return [Hit("name", f"{behind[1]} {bare}", strength=SURE)]  # the given name first: 弥生(高橋)
    if (member := of_family(cell)) is not None:
        return [Hit("name", member, strength=SURE)]
    return _one_sign(bare) if len(bare) == 1 and bare != cell else _name_cell(bare)


def _number_cell(kind: str, cell: str) -> list[Hit]:
    """A number given to a person; of a paper of any sort where its column holds several."""
    cell = cell.removesuffix(".0")
    if kind in _OF_TWELVE and (twelve := _TWELVE.search(cell)) is not None:
        cell = twelve[0]
    if kind == "insured_number" and (begun := _INSURED_FIRST.match(cell)) is not None:
        cell = begun[1]
    holder: list[Hit] = []
    if kind == "bank_account" and (held := _HELD.search(cell)) and name_cells.is_kana_name(held[2]):
        cell, holder = cell[: held.end(1)], [Hit("kana", held[2], strength=FAIR)]
    if kind == "bank_account" and (number := _ACCOUNT.search(cell)):
        cell = number.group(1)
    if kind == numbers.PAPER:
        kind = numbers.of_paper(cell) or ""
        return [Hit(kind, cell, strength=SURE)] if kind else []
    padded = cell.zfill(12) if kind == "my_number" and cell.isdigit() and len(cell) in (10, 11) else cell
    return [Hit(kind, padded, strength=SURE), *holder] if numbers.in_column(kind, padded) else []


# a number with something else behind it: 0008313308/要介護2
_INSURED_FIRST = re.compile(r"([0-9]{8,10}|[0-9]{4}-[0-9]{6})[ \u3000/・(、,]+(?=.*[\u3041-\u9fff])")
_OF_TWELVE = ("licence", "my_number")
# the one number of twelve figures beside something else: 第309925332676号(R9.5.2迄)
_TWELVE = re.compile("(?<![0-9-])[0-9]{12}(?![0-9-])(?!.*[0-9]{12})")
# 静岡銀行/本店/普/1234567/サトウ ハナコ: who holds the account behind its number
_HELD = re.compile(
    "([0-9]{6,8})[ \u3000/、,:;|(]{1,3}(?:名義[人: ]{0,3})?([\u30a1-\u30fa\u30fc][\u30a1-\u30fa\u30fc \u3000・.]{3,30})[)]?$"
)
# 静銀 198 普 9747498, 0149-021-1-9747498: the number behind bank and branch
_ACCOUNT = re.compile("(?:[\u3041-\u30fc\u4e00-\u9fff][^0-9]{0,3}|^[0-9]{4}-[0-9]{3}-[0-9]-)([0-9]{6,8})$")
# 小早川さん・茂木さん
_CALLED_TWICE = re.compile("(?:さん|様|くん|ちゃん)[・･、,，/／ \u3000](?=\\S)")
_SEVERAL = re.compile("[ \u3000]?(?:(?<![\u30a1-\u30fc])[・･](?![\u30a1-\u30fc])|[、,，/／;；＆&\n])[ \u3000]?")
_LONGEST = 200
"""Signs of a cell that holds nothing but names."""


def _name_cell(bare: str) -> list[Hit]:
    """A name under its heading; specimen names are kept so that their record can be told apart."""
    if several := _whole_names(bare):
        return [Hit("name", one, strength=SURE) for one in several]
    if kind_of(bare) or _CALLED_TWICE.search(bare):
        return []
    if children := name_cells.brothers(bare):
        return [Hit("name", one, strength=SURE) for one in children]
    if not name_cells.name_like(bare) or _is_word(bare):
        return []
    if bare.isascii():
        return [Hit("name", bare, strength=WEAK)]  # countries and products are written alike
    return [Hit("name", bare, strength=SURE if name_cells.is_name(bare) else FAIR)]


def _one_sign(bare: str) -> list[Hit]:
    """A surname of one sign that was written with an honorific (関様), or a given name behind a relative's word (長男 正)."""
    listed = plain_ideographs(bare) in names().surnames or name_cells.is_given(bare)
    known = listed and not name_cells.never(bare)
    return [Hit("name", bare, strength=FAIR)] if known else []


_BORN_AS = re.compile("[(（](?:旧姓?[:： 　]?)?([\u4e00-\u9fff々ヶ]{1,4})[)）]$")


def born_as(cell: str) -> list[Hit]:
    """The surname in brackets behind a name, under a heading that says what it is: 氏名(旧姓)."""
    found = _BORN_AS.search(cell)
    known = found is not None and sort_of(found[1]) is Sort.SURNAME and not name_cells.never(found[1])
    return [Hit("name", found[1], strength=FAIR)] if found is not None and known else []


def _maiden(word: str, name: str) -> bool:
    """Whether a word in brackets behind a whole name is the surname its bearer was born with."""
    known = sort_of(word) is Sort.SURNAME and not is_ordinary(word) and not kind_of(word)
    return known and plain_ideographs(word) not in names().places and name_cells.is_name(name)


_WITH_DOT = re.compile("[\u30a1-\u30fa\u30fc]{2,}(?:・[\u30a1-\u30fa\u30fc]{2,})+")


def _from_abroad(cell: str) -> bool:
    """Whether a reading is how a name from abroad is written: グルン・プラカシュ, and not サトウ・ハナコ."""
    if not _WITH_DOT.fullmatch(cell):
        return False
    first, *_, last = cell.split("・")
    return first not in names().surname_readings or last not in names().given_readings


def _is_word(cell: str) -> bool:
    """Whether a cell is a word and no name at all: 当番 over a list of those whose turn it is."""
    return is_ordinary(cell) and sort_of(cell) is Sort.TEXT and not name_cells.is_given(cell)


def _whole_names(cell: str) -> list[str]:
    """The names of a cell that holds several whole ones and nothing else, by marks or blanks between them; else none."""
    if not SHORTEST <= len(cell) <= _LONGEST:
        return []
    apart = cell.split()
    first = plain_ideographs(apart[0])
    if first in names().surnames or first in names().surname_readings:
        apart = []  # 内田 康弘: each of its halves might be a short name by itself
    wide = cell.split("\u3000") if "\u3000" in cell and " " in cell else []
    for parts in (_SEVERAL.split(cell), wide, apart):
        bare = [_TITLE.sub("", part, count=1) for part in parts if part]
        if len(bare) > 1 and _all_whole(bare, known=1.0 if parts is apart else 0.5):
            return bare
        if len(bare) > 1 and parts is not apart and name_cells.is_name(bare[0]) and all(map(_given_alone, bare[1:])):
            return bare
        if len(bare) > 1 and parts is not apart and all(sort_of(part) in _PARTS_OF_NAMES for part in bare):
            return bare
    return []


def _all_whole(parts: list[str], known: float) -> bool:
    """Whether parts of a cell are whole names, at least a share of them `known` ones and the others in two words."""
    listed = sum(map(name_cells.is_name, parts))
    return listed >= known * len(parts) and all(name_cells.is_name(part) or name_cells.apart(part) for part in parts)


_PARTS_OF_NAMES = (Sort.SURNAME, Sort.GIVEN)


def _given_alone(word: str) -> bool:
    """Whether a word behind a whole name is the given name of another of that house: 浅井 忠・久子."""
    return len(word) > 1 and name_cells.is_given(word) and not is_ordinary(word)


SHORTEST = 5
"""Signs of two whole names."""


_ERAS = 60
"""Signs of a cell that holds a day behind eras to choose from."""


def _birth_cell(cell: str) -> list[Hit]:
    """A date of birth that fills its cell, or the one date in a short note: 45歳 昭和55年1月1日."""
    if dates.is_date(cell) or dates.is_short_date(cell):
        return [Hit("birth_date", cell.removesuffix(".0"), strength=SURE)]
    if len(cell) <= _ERAS and (ticked := next(dates.chosen(cell), None)) is not None:
        return [Hit("birth_date", ticked.value, strength=SURE)]
    inside = [cell[start:end] for start, end in dates.dates(cell)] if len(cell) <= NOTE + 10 else []
    return [Hit("birth_date", inside[0], strength=SURE)] if len(inside) == 1 else []


_KIN_BEFORE = re.compile(
    "^(?:元?妻|元?夫|交際相手|同居人|内縁の[夫妻]|義[父母]|知人|友人|父|母|兄|姉|弟|妹|孫|子|娘|息子|長男|長女|次男|次女|二男|二女|三男|三女|祖父|祖母|嫁|甥|姪|叔父|叔母|本人)[ \u3000:：](?:(?=.{2})|(?<=..[ \u3000:：])(?=.))"
)
_KIN_BEGINS = frozenset("妻夫父母兄姉弟妹孫子娘息長次二三祖嫁甥姪叔本元交同内義知友")


# 福田 進会長: a post among neighbours right behind a name
_POST = re.compile("(?<=..)[ \u3000]?(?:副?会長|会計|監事|書記|班長|組長|幹事)$")
# 矢野 いずみ 続柄 長女
_RELATED = re.compile("(?<=..)[ \u3000]*[(（、,/]?[ \u3000]*続柄[ \u3000:：]{0,2}[^ \u3000]{1,6}?[)）]?$")
_POST_ENDS = frozenset("長計事記")


def bare_name(cell: str) -> str:
    """A name without honorific, post and remark after it, and without the relative before it."""
    cell = _RELATED.sub("", cell) if "続柄" in cell else cell
    bare = _TITLE.sub("", cell.strip(), count=1)
    bare = _POST.sub("", bare) if bare[-1:] in _POST_ENDS else bare
    return _KIN_BEFORE.sub("", bare) if bare[:1] in _KIN_BEGINS else bare


_POSTAL_ALONE = re.compile("〒? ?([0-9]{3}-[0-9]{4})")
_DAY = 16
"""Signs of a day at most: Showa is a town as well."""
# 鷺沼4-12-3 清和荘603号室 電話 03-5939-1369
_WITH_PHONE = re.compile("[ \u3000、,/]*(?:電話|TEL|Tel|tel|℡|☎|携帯)(?:番号)?[ \u3000:：.]*(0[0-9()-]{9,13})$")
_WITH_POSTAL = re.compile(r"〒?[ ]?([0-9]{3}-?[0-9]{4})(?:[ \u3000\n]+(?=[^0-9])|(?=[\u4e00-\u9fff]))")


def _address_cell(cell: str) -> list[Hit]:
    """An address under its heading; a postal code before it is a value of its own."""
    if (alone := _POSTAL_ALONE.fullmatch(cell)) is not None:
        return [Hit("postal_code", alone[1], strength=FAIR)]
    if cell[-1:].isdecimal() and (reached := _WITH_PHONE.search(cell)) is not None:
        home, phone = _address_cell(cell[: reached.start()]), phone_cell(reached[1])
        return [*home, *phone] if home and phone else []
    postal = _WITH_POSTAL.match(cell)
    place = cell[postal.end() :] if postal else cell
    if place.isascii():
        return [Hit("address", hit.value, strength=SURE) for hit in addresses.latin(place)]
    if not addresses.address_like(place) or (len(place) <= _DAY and dates.is_date(place)):
        return []
    # a prefecture or municipality alone is where many are
    hits = [Hit("address", place, strength=SURE if _DIGIT.search(place) or addresses.has_house(place) else WEAK)]
    return [Hit("postal_code", postal.group(1), strength=FAIR), *hits] if postal else hits


def phone_cell(cell: str) -> list[Hit]:
    """The telephone numbers of a cell, also one that lost its zero."""
    if "\u30fc" in cell:
        cell = _LONG_SIGN.sub("-", cell)
    if _MOBILE_CELL.fullmatch(cell) and contacts.valid_phone(cell.replace("-", "")):
        return [Hit("phone", cell, strength=FAIR)]  # what nearly all cells of a list are
    found = [Hit("phone", hit.value, strength=max(hit.strength, FAIR)) for hit in contacts.phones(cell)]
    if found:
        return found
    digits = contacts.national(cell.removesuffix(".0"))
    if _PHONE_CELL.fullmatch(cell):
        for candidate in (digits, "0" + digits):
            if contacts.valid_phone(candidate):
                return [Hit("phone", cell if candidate == digits else candidate, strength=FAIR)]
    return []
