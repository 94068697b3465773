"""Postal addresses: found from their house number backwards, so that prose costs nothing (notes/scan.md section 4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.matchers.gated import Gated
from checks.residue.matchers.lexicon import names
from checks.residue.matchers.lines import lines_with, matches_in
from checks.residue.matchers.model import FAIR, SURE, WEAK, Hit

_N = r"(?:[0-9]{1,4}|[一二三四五六七八九十百〇]{1,4})"
_TAIL = re.compile(
    rf"{_N}[ \u3000]?丁目(?:(?![ \u3000]0)[ \u3000]?{_N}(?:[ ]?(?:番地の|番地|番|-|号|の))?){{0,4}}|第?[0-9]{{1,3}}地割[0-9]{{1,4}}(?:番地)?(?:[-の][0-9]{{1,4}}){{0,2}}|{_N}[ ]?(?:番地|番)(?:の)?(?:[ ]?{_N})?(?:[ ]?号)?(?:[ ]?[-の][ ]?{_N})?"
    r"|(?<![0-9-])[1-9][0-9]{0,3}(?:(?:-|の| - )[0-9]{1,4}){1,4}(?:[ ]?(?:号室|号))?(?![0-9])"
    r"|[一二三四五六七八九十百〇]{1,4}[の-][一二三四五六七八九十百〇]{1,4}(?:[の-][一二三四五六七八九十百〇]{1,4})?(?![\u4e00-\u9fff])"
    r"|[一二三四五六七八九十]{1,3}-[1-9][0-9]{0,3}(?:-[0-9]{1,4}){0,2}(?![0-9-])"
)
# blanks after 都, 市 and the like belong to an address, as do the numbers of streets in Hokkaido: 南4条西, 北24条, 西17条南
_BEFORE = re.compile(
    r"(?:[\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fa\u30fc々ヶケノ]|(?<=[都道府県市区町村郡])[ \u3000]|(?<=[\u4e00-\u9fff])[0-9](?=[0-9]?[条線]|[0-9]条)|[0-9](?=[条線])){2,40}[ \u3000]?\Z"
)
_STREET = re.compile(r"[市区町村][^第0-9]{0,8}?[0-9一二三四五六七八九十]{1,3}[条線]\Z")
_NUMBERED = re.compile(r"[0-9一二三四五六七八九十]{1,3}[条線]\Z")
_SECTION = re.compile("[市区町村郡](?:大字|字)[\u4e00-\u9fff々]{1,6}\\Z")
_PREFECTURE = re.compile(
    r"(?:北海道|東京都|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県)"
)
_CITY = re.compile(r"[市区町村郡]")
_STOP_HEAD = re.compile(
    r"^(?:.*(?:住所|所在地|在住|は|の方|から|にて|まで|宅|、|居所|本籍|送付先|訪問先|より|へ|が|を|も|で|と|に|この|その|各|同|全|当))(?=.)"
)
_NAMED = "[^\\s\u3000、。,;()「」【】\\[\\]<>|0-9:：/&=?\"'☎℡]"
# a house of flats, its number and the room: 第3小澤ビル306, メゾン松葉5-103
_BUILDING = re.compile(
    rf"[ \u3000]?(?:(?:第[0-9]{{1,2}})?{_NAMED}{{2,20}}?[ ]?(?:[A-Za-z]?[0-9]{{2,5}}(?:号室|号)?(?![0-9-])|[0-9]{{1,2}}-[0-9]{{3,4}}(?:号室|号)?(?![0-9-])|[0-9]{{1,2}}階)"
    rf"|(?:第[0-9]{{1,2}})?{_NAMED}{{1,16}}(?:マンション|ハイツ|コーポ|荘|アパート|ハイム|メゾン|レジデンス|団地|ビル|住宅|寮)(?:[A-Za-z0-9]{{1,3}}号?棟)?(?:[ -]?(?:[0-9]{{1,2}}-)?[0-9]{{2,4}}(?:号室|号)?)?)"
)
_NOT_TOWN = re.compile(
    r"(?:電話|番号|ページ|第|図|表|約|計|年|月|日|時|分|回|巻|章|節|項|条|版|平成|令和|昭和|次|人|号|様式|別紙|別表|案|件|改正|施行|から|まで|より|は|型|式|シリーズ|コード|品番|円|頁)\Z"
)


def addresses(text: str) -> Iterator[Hit]:
    """Addresses with a house number: SURE with prefecture or known municipality, FAIR with a town and 丁目, else none."""
    last = 0
    for match in _tails(text):
        if match.start() < last or _DATE.match(match.group()):
            continue
        if match.group().isdigit() and not _COUNTRY_SIGN.search(text, max(0, match.start() - 9), match.start()):
            continue
        before = _BEFORE.search(text, max(last, match.start() - 42), match.start())
        if before is None or (_NOT_TOWN.search(run := before.group().rstrip()) and not _in_street(run, match.group())):
            continue
        if of_office(text, before.start(), before.end()):
            continue
        start, strength = _head(before.group(), before.start(), match.group())
        if strength:
            end = _tail_end(text, match.end())
            last = end
            if text.startswith("先", end) or text.startswith("地先", end):
                continue  # 番地先: the road before it, no home
            yield Hit("address", text[start:end].strip(), start, end, strength)
    yield from latin(text)


def of_office(text: str, start: int, stop: int | None = None) -> bool:
    """Whether a label for an office's address stands before `start`, or up to `stop` where the letters before a number end."""
    return _OF_OFFICE.search(text, max(0, start - 16), start if stop is None else stop) is not None


def _in_street(run: str, tail: str) -> bool:
    """Whether letters that end as what is counted does are a town, nevertheless: 市北2条, 新琴似一条, つくば市春日 before 丁目."""
    if _STREET.search(run) or _SECTION.search(run) or ("丁目" in tail and _PREFECTURE.search(run)):
        return True
    numbered = _NUMBERED.search(run)
    return numbered is not None and _STOP_HEAD.sub("", run[: numbered.start()]) in names().places


def latin(text: str) -> Iterator[Hit]:
    """Addresses in Latin letters, the house number first: 3-12-8 Takaido-nishi, Suginami-ku, Tokyo."""
    told = _LATIN_WORD.possible(text) and any(word in text for word in _LATIN_WORDS)
    for found in matches_in(_LATIN_WORD, _LATIN, text) if told else ():
        yield Hit("address", found.group(1).rstrip(" ,"), found.start(1), found.end(1), SURE)


_LATIN_WORDS = ("-ku", "-shi", "-cho", "-machi", "-gun", " City", " Ward")
_LATIN_WORD = Gated("|".join(_LATIN_WORDS))
_LATIN = re.compile(
    r"(?<![0-9-])([0-9]{1,4}(?:-[0-9]{1,4}){1,3},? [A-Z][A-Za-z' -]{2,30}, ?"
    r"(?:[A-Z][A-Za-z-]{2,25}(?:(?<=-ku)|(?<=-shi)|(?<=-cho)|(?<=-machi)|(?<=-gun)| City| Ward),? ?){1,2}"
    r"(?:[A-Z][a-z]{3,10}(?:-(?:ken|to|fu))?)?)"
)


_OF_OFFICE = re.compile(
    r"(?:事業所|会社|法人|本社|本店|支店|店舗|施設|会場|庁舎|事務所|工場)の?(?:所在地|住所)[ \u3000:]"
    r"|(?:館|園|校|病院|医院|局|会社|法人|センター|ホール|プラザ|庁舎|役所|役場|事務所|事業所|保健所|保育所)[ \u3000]?\("
)
_DATE = re.compile(r"(?:18|19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]$")
_SHAPE = re.compile(
    "[丁番の割-](?:(?<=丁)目|(?<=番)|(?<=地割)|(?<=[0-9一二三四五六七八九十〇].)[0-9一二三四五六七八九十〇]|(?<= -) [0-9])"
)
# the dash leads where a number of one or two digits stands between an ideograph and it
_GATE = Gated(
    "[市区町村郡丁番-](?:(?<!-)|(?:(?<=[\u4e00-\u9fff々][0-9]-)|(?<=[\u4e00-\u9fff々][0-9]{2}-)"
    "|(?<=[\u4e00-\u9fff々] [0-9]-)|(?<=[\u4e00-\u9fff々] [0-9]{2}-))[0-9])|字(?<=大字)"
)


# what every house number holds: a numeral before 丁目 or 番, or a whole one before a dash or の and another
_NUMERAL = "[0-9一二三四五六七八九十百〇]"
_HELD = Gated(
    f"[丁番割の-](?:(?<={_NUMERAL}丁)目|(?<={_NUMERAL}[ \u3000]丁)目|(?<={_NUMERAL}番)|(?<={_NUMERAL} 番)|(?<=[0-9]地割)[0-9]|(?<=[0-9] -) [0-9]"
    "|(?:(?<=[1-9].)(?<![0-9-][1-9].)|(?<=[1-9][0-9].)(?<![0-9-][1-9][0-9].)"
    "|(?<=[1-9][0-9]{2}.)(?<![0-9-][1-9][0-9][0-9].)|(?<=[1-9][0-9]{3}.)(?<![0-9-][1-9][0-9][0-9][0-9].))[0-9]"
    "|(?<=[一二三四五六七八九十百〇].)[0-9一二三四五六七八九十百〇])"
)


def _tails(text: str) -> Iterator[re.Match[str]]:
    """House numbers, looked for only in lines that have a word or shape of an address."""
    for start, stop in _lines(text):
        if _SHAPE.search(text, start, stop) is not None:
            yield from _TAIL.finditer(text, start, stop)
        elif stop - start < _LONG_LINE:
            yield from _PLAIN.finditer(text, start, stop)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of the lines with a word of an address; those that hold no number of a house may be left out."""
    held, plain = _HELD.lines(text, _GATE), _PLAIN.lines(text, _GATE, _LONG_LINE)
    if held is None or plain is None:
        yield from lines_with(_GATE, text)
        return
    for _, start, stop in sorted({*held, *plain}):
        if _GATE.pattern.search(text, start, stop):
            yield start, stop


_LONG_LINE = 200
# a number alone is a house in the country and in old streets: 葉山町堀内1842, 鏡町内田甲218, 東入ル元伊佐町262
_PLAIN = Gated(r"(?<=[\u4e00-\u9fff々])[1-9][0-9]{1,4}(?=[\s、。)]|$)")
_COUNTRY = re.compile(r"[郡町村字][^\s]{0,7}\Z")
_LARGE_SECTION = re.compile("大字[\u4e00-\u9fff々ヶケノツ]{1,10}[ \u3000]?\\Z")
_COUNTRY_SIGN = re.compile("[郡町村字]")
_COUNTED = re.compile(r"(?:数|計|口|費|額|率|名|人|世帯|面積|定員|(?<=[町区市村以])内|期間|台)\Z")


def _head(run: str, offset: int, tail: str) -> tuple[int, int]:
    """Where the address begins in the run of letters before its number, and how sure that is."""
    if tail.isdigit() and (not _COUNTRY.search(run) or _COUNTED.search(run)):
        return offset, 0
    prefecture = _PREFECTURE.search(run)
    if prefecture:
        return offset + prefecture.start(), SURE if _CITY.search(run, prefecture.end()) else FAIR
    for city in _CITY.finditer(run):
        stem = _municipality(run[: city.start()])
        if stem:
            begin = city.start() - len(stem)
            larger = _STOP_HEAD.sub("", run[:begin]) if city.group() in "町村" else ""
            return offset + begin - (len(larger) if larger in names().places else 0), SURE
    if (large := _LARGE_SECTION.search(run)) is not None:
        return offset + large.start(), FAIR
    town = _STOP_HEAD.sub("", run).strip()
    if len(town) < 2 or len(town) > 14:
        return offset, 0
    place = town in names().places or any(
        town.startswith(p) for p in (town[:2], town[:3], town[:4]) if p in names().places and len(p) >= 2
    )
    start = offset + len(run.rstrip()) - len(town)
    if "丁目" in tail and _HOUSE_BEHIND.search(tail):
        return start, FAIR if _KANJI.search(town) else 0
    if ("番地" in tail or _BLOCK_AND_NUMBER.search(tail)) and place:
        return start, FAIR
    if place and tail.count("-") >= 2 and _TOWN_ALONE.fullmatch(town):
        return start, WEAK
    return offset, 0


_HOUSE_BEHIND = re.compile(r"丁目.*[0-9一二三四五六七八九十]")
_BLOCK_AND_NUMBER = re.compile(r"番.*号")
_KANJI = re.compile("[\u4e00-\u9fff]")
_TOWN_ALONE = re.compile(r"[\u4e00-\u9fff々ヶケノ]{2,8}")
_NO_BUILDING = re.compile(
    r"[ \u3000]?(?:電話|TEL|tel|FAX|携帯|けいたい|氏名|生年月日|〒|に|の|で|は|を|が|と|へ|から|まで)"
)


def _municipality(before: str) -> str:
    """The longest name of a known place at the end of `before`."""
    places = names().places
    for length in range(min(6, len(before)), 0, -1):
        apart = length > 1 or len(before) == 1 or _IDEOGRAPH.match(before[-2]) is None
        if before[-length:] in places and apart:
            return before[-length:]
    return ""


_IDEOGRAPH = re.compile("[\u4e00-\u9fff々\u30a1-\u30fa]")


def _tail_end(text: str, end: int) -> int:
    building = _BUILDING.match(text, end)
    if building is None or "\n" in building.group() or _NO_BUILDING.match(building.group()):
        return end
    return building.end()


def is_address(cell: str) -> bool:
    """Whether a whole cell is an address, with or without its house number."""
    if len(cell) > 80 or len(cell) < 4 or _BLANKED.search(cell):
        return False
    if _PREFECTURE.match(cell):
        return True
    city = _CITY.search(cell)
    if city and _municipality(cell[: city.start()]) == cell[: city.start()]:
        return len(cell) > city.end()
    if cell[:2] not in names().places or not _LETTERS.match(cell):
        return False
    tail = _TAIL.search(cell)
    return tail is not None and 2 <= tail.start() <= 16


_LETTERS = re.compile("[\u4e00-\u9fff\u3041-\u30fc]{2,}")
# towns of one sign with the number of a house: 通5-26-11, 泉3丁目1番2号
_OF_ONE_SIGN = re.compile(
    "[\u4e00-\u9fff][1-9一二三四五六七八九十][0-9一二三四五六七八九十]{0,3}(?:-[0-9]{1,3}-[0-9]{1,3}|-[0-9]{1,3}$|丁目[0-9一二三四五六七八九十])"
)
_CONTACT = re.compile(r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{4}|0[789]0[0-9]{8}|@")
_BLANKED = re.compile("[○◯△□●×]")
_PLACE_OR_NUMBER = re.compile("[0-9一二三四五六七八九十都道府県市区町村郡]")


def address_like(cell: str) -> bool:
    """Whether a cell under a heading for addresses says where: letters of a place, not a dash or a note."""
    if _BLANKED.search(cell):
        return False
    letters = _LETTERS.search(cell) is not None or _OF_ONE_SIGN.match(cell) is not None
    told = letters and _PLACE_OR_NUMBER.search(cell) is not None
    return told and len(cell) <= 120 and _CONTACT.search(cell) is None


def is_home(cell: str) -> bool:
    """Whether a whole cell is an address down to a house, not only a district."""
    return is_address(cell) and has_house(cell) and not cell.endswith("先")


_HOUSE = re.compile(
    r"丁目\s*[0-9一二三四五六七八九十]|[0-9一二三四五六七八九十]\s*(?:番|-[0-9])|町[0-9]+(?![0-9]|\s*丁目)"
)


def has_house(value: str) -> bool:
    """Whether an address goes beyond its 丁目."""
    return _HOUSE.search(value) is not None
