"""Columns of a table that name nobody private: heads of schools and shops, who draws and plays, animals, readings of signs, years long past.

Told by headings, by the cells of the columns beside them, and only where nothing in the table reaches anyone privately. Their
cells are left empty before anybody looks for names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, zip_longest

from checks.residue.matchers import among_us, name_cells, references, staff_homes
from checks.residue.matchers.contacts import is_free_mail, is_mobile
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.name_columns import most
from checks.residue.pieces import Row

LONGEST, SAMPLE, HEADS = 2_000, 60, 4
"""Rows of a table, rows looked at, rows that may be the heading."""
MOST = 0.6
"""Share of a column's cells that say what it holds."""

_HEAD_OF_HOUSE = re.compile(
    "(?:[校園院館学塾署師]|支店|工場|施設|センター|営業所|事業所|事務所|販売所|支配)[長人](?:名|氏名|・支配人)?|所長(?:名|氏名)?"
    "|(?:施設)?管理者(?:名|氏名)?|管理薬剤師名?|住職|宮司|女将|支配人|女将・支配人|店主|杜氏|歯科医師名|看護師長|担当弁護士|窯元|調教師|駅長|支部長|書記長|監査委員|家元"
)
_HOUSE = re.compile(
    "(?:施設|事業所|学校|園|医療機関|病院|病棟|診療所|旅館|宿|ホテル|店舗?|寺院|神社|会社|法人|販売所|営業所|支店|支部|薬局|事務所|銘柄|名称|館|蔵元|道の駅|監査対象|流派)(?:名|名称)?"
)
_REPRESENTATIVE = re.compile("代表者?(?:職?氏名|名)?|代表取締役|(?:発明|出願|考案)者")
_COMPANY = re.compile(
    "株式会社|有限会社|合同会社|[(（][株有][)）]|㈱|㈲|商店|工務店|工業|建設|設備|運輸|印刷|酒店|事務器"
)
_MAKES = re.compile(
    "ゲスト|演奏者?|奏者|アーティスト|作家|作|演者|キャスト|監督|主演|出演者?|作[曲詞]者?|著者名?|訳者|編者|音訳者|点訳者"
)
_DRAWS = re.compile(
    "(?i:cv|dj)|声優?|イラスト(?:レーター)?|原画|作画|挿絵|絵師|人形師|陶工|四股名|リングネーム|銘|刀工|騎手|調教師|パーソナリティ|代表キャップ|打順|打率|防御率|本塁打"
)
"""What no table of private persons has a column of."""
_WORKS = re.compile("作品|道具|演題|テーマ|着|帯|題名|書名|タイトル|曲名|番組|上映|公開|巻|著者|ISBN")
_SEX = re.compile("[♂♀雄雌牡牝]|オス|メス|[牡牝騙騸セ][0-9]{1,2}|去勢|避妊")
_KEEPER = re.compile("飼い?主|飼育者|所有者|オーナー|申請|届出|連絡|電話|住所|氏名|保護者|貸主|里親|担当|TEL|tel")
_OF_SIGNS = frozenset(("音読み", "訓読み", "画数", "部首", "総画数", "用例", "音", "訓", "漢字"))
_HELD = re.compile(
    "(?:知事|[市町村]長|首相|総理|総理大臣|大臣|議員|議長)(?:名|氏名)?|当選回数|会派|議席|議席番号|所属政党|党派"
)
_OFFICES_OF_LAW = re.compile("(?:法律|司法書士|行政書士|税理士|会計士?|社会保険労務士|弁理士|土地家屋調査士)事務所$")
_DEPARTMENTS = re.compile(
    "(?:内|外|小児|眼|皮膚|泌尿器|耳鼻(?:咽喉)?|産婦人|婦人|整形外|脳神経外|循環器内?|消化器内?|呼吸器内?|精神|神経内|歯|放射線|形成外)科(?:[0-9]診)?"
)
_WEEKDAYS = re.compile("[月火水木金土](?:曜日?)?")
_WHO = re.compile("氏名|名前|姓名|会員名|会員氏名|弁護士名?|税理士名?|担当")
_YEARS = frozenset(("西暦", "年", "年代", "年号", "和暦", "時代", "年月", "年月日"))
_LONG_PAST = re.compile(
    "(?:1[0-8][0-9]{2}|19[0-4][0-9])年?(?:[0-9]{1,2}月.*)?|(?:明治|大正|慶応|天保|享保|元禄|寛永).*"
)
_RANK = re.compile("第?[1-9][0-9]?位")
_BORN = re.compile("生年月日|誕生日|自宅|携帯|年齢|学年|続柄")


def without(rows: list[Row]) -> list[Row]:
    """`rows` with such columns or rows left empty; the same rows where there is none."""
    if not 2 < len(rows) <= LONGEST:
        return rows
    if references.ranked(rows):
        return [[""] * len(row) for row in rows]
    columns = zip_longest(*rows[:SAMPLE], fillvalue="")
    widest = min(len(rows[-1]), WIDEST)
    if lands := {at for at, cells in enumerate(islice(columns, widest)) if of_land([*filter(None, cells)])}:
        rows = [["" if at in lands and cell[-1:] in _LANDS else cell for at, cell in enumerate(row)] for row in rows]
    head = next((number for number, row in enumerate(rows[:HEADS]) if _heads(row)), None)
    if head is None:
        return rows
    over = "\n".join(map("\n".join, rows[: head + 1]))
    if among_us.PLAYED.search(over) and among_us.among_us(over):
        return rows
    told = {column for rule in _RULES for column in rule(rows[head], rows[head + 1 :])}
    if told:
        below = [["" if at in told else cell for at, cell in enumerate(row)] for row in rows[head + 1 :]]
        return [*rows[: head + 1], *below]
    return _without_past(rows, head)


_CALLED_AT_WORK = re.compile("[\u4e00-\u9fff々ヶケノ]{1,5}[ \u3000]?[様殿]")


def without_contacts(rows: list[Row]) -> list[Row]:
    """`rows` without whom a company is to be asked for, 佐藤様, beside its name: such a cell calls nobody privately."""
    if not any("様" in whole or "殿" in whole for whole in map("".join, rows)):
        return rows
    return [
        ["" if _CALLED_AT_WORK.fullmatch(cell) else cell for cell in row] if any(map(_COMPANY.search, row)) else row
        for row in rows
    ]


_FIGURE = re.compile("[0-9]")


def _heads(row: Row) -> bool:
    """Whether a row may be a heading: several short words without figures but those of ranks."""
    filled = [cell for cell in row if cell]
    short = all(
        len(cell) <= 14 and (not _FIGURE.search(cell) or _RANK.fullmatch(cell) or _DEPARTMENTS.fullmatch(cell))
        for cell in filled
    )
    return len(filled) >= 2 and len(set(filled)) == len(filled) and short


def _cells(rows: Sequence[Row], column: int) -> list[str]:
    return [row[column] for row in rows[:SAMPLE] if column < len(row) and row[column]]


def _mostly(test: Callable[[str], object], cells: Sequence[str]) -> bool:
    return bool(cells) and most(list(cells), test, MOST * len(cells))


def _private(head: Row, rows: Sequence[Row]) -> bool:
    """Whether a table holds what no office prints of its people: mobile numbers, own mailboxes, days of birth, flats."""
    if any(map(_BORN.search, head)) or _reached(rows):
        return True
    places = [at for at, cell in enumerate(head) if kind_of(cell) == "address"]
    return any(staff_homes.in_flats(_cells(rows, at)) for at in places)


def _reached(rows: Sequence[Row]) -> bool:
    cells = (cell for row in rows[:SAMPLE] for cell in row)
    return any(is_mobile(cell) or ("@" in cell and is_free_mail(cell)) for cell in cells)


_LAND = ("山岳峰", "川沢", "寺", "橋", "島", "峠", "滝", "城", "湖池沼", "駅", "坂", "石", "港")
WIDEST, SEVERAL, NEARLY_ALL = 12, 5, 0.8
"""Columns looked at, cells that make a list, share of them that end as mountains or rivers do."""


def of_land(cells: Sequence[str], several: int = SEVERAL) -> bool:
    """Whether a column of at least `several` lists mountains, rivers or bridges: their last signs say so."""
    if len(cells) < several or cells[-1][-1] not in _LANDS:
        return False
    different = set(cells[1:])
    least = max(several - 1, NEARLY_ALL * len(different))
    return any(sum(1 for cell in different if cell[-1] in signs) >= least for signs in _LAND)


_LANDS = frozenset("".join(_LAND))
SIGNS_OF_LAND = _LANDS
"""How rivers, mountains, bridges and others of their kind end."""


def _heads_of_houses(head: Row, rows: Sequence[Row]) -> set[int]:
    """Columns of who heads a school, inn, ward or shop, and of companies' representatives."""
    heads = {at for at, cell in enumerate(head) if _HEAD_OF_HOUSE.fullmatch(cell)}
    stands = {at for at, cell in enumerate(head) if _REPRESENTATIVE.fullmatch(cell)}
    if not heads | stands or _private(head, rows):
        return set()
    told = heads if any(map(_HOUSE.fullmatch, head)) else set()
    companies = any(_mostly(_COMPANY.search, _cells(rows, at)) for at in range(len(head)) if at not in stands)
    return told | stands if companies else told


def _makers(head: Row, rows: Sequence[Row]) -> set[int]:
    """Columns of who wrote, drew or plays, in a table of works."""
    if any(map(_DRAWS.fullmatch, head)) and not _private(head, rows):
        return set(range(len(head)))
    makers = {at for at, cell in enumerate(head) if _MAKES.fullmatch(cell)}
    works = any(_WORKS.search(cell) for at, cell in enumerate(head) if at not in makers)
    return makers if makers and works and not _private(head, rows) else set()


def _animals(head: Row, rows: Sequence[Row]) -> set[int]:
    """All columns of a table of animals that says nothing of whose they are."""
    if any(map(_KEEPER.search, head)):
        return set()
    of_animals = any(_mostly(_SEX.fullmatch, _cells(rows, at)) for at in range(len(head)))
    return set(range(len(head))) if of_animals else set()


def _signs(head: Row, rows: Sequence[Row]) -> set[int]:
    """All columns of a table of signs and how they are read."""
    return set(range(len(head))) if len(_OF_SIGNS.intersection(head)) >= 2 else set()


def _ranked(head: Row, rows: Sequence[Row]) -> set[int]:
    """Columns of what comes first, second and third somewhere, where it is single words: surnames of prefectures."""
    ranks = {at for at, cell in enumerate(head) if _RANK.fullmatch(cell)}
    short = all(len(cell) <= 3 for at in ranks for cell in _cells(rows, at))
    return ranks if len(ranks) >= 2 and short else set()


def _elected(head: Row, rows: Sequence[Row]) -> set[int]:
    """All columns of a list of who was elected."""
    held = any(map(_HELD.fullmatch, head))
    return set(range(len(head))) if held and not _reached(rows) else set()


def _lawyers(head: Row, rows: Sequence[Row]) -> set[int]:
    """Columns of names beside those of their offices of law or taxes."""
    named = {at for at, cell in enumerate(head) if _WHO.fullmatch(cell)}
    if not named:
        return set()
    offices = any(_mostly(_OFFICES_OF_LAW.search, _cells(rows, at)) for at in range(len(head)) if at not in named)
    return named if offices and not _private(head, rows) else set()


def _doctors(head: Row, rows: Sequence[Row]) -> set[int]:
    """All columns of a table of who sees patients on which day: departments on one side, weekdays on the other."""
    beside = [head, [row[0] for row in rows[:SAMPLE] if row]]
    days, parts = (
        [sum(1 for cell in cells if test.fullmatch(cell)) for cells in beside] for test in (_WEEKDAYS, _DEPARTMENTS)
    )
    crossed = (days[0] >= 3 and parts[1] >= 2) or (days[1] >= 3 and parts[0] >= 2)
    return set(range(len(head))) if crossed else set()


_OF_HORSES = re.compile("馬名|競走馬名?|種牡馬|[犬猫馬]の名前|犬名|猫名|血統")
_SIRES = re.compile("父|母|母の?父|祖父|祖母|産駒|仔|兄弟")


def _pedigrees(head: Row, rows: Sequence[Row]) -> set[int]:
    """Sires and dams of animals."""
    if not any(map(_OF_HORSES.fullmatch, head)) or _private(head, rows):
        return set()
    return {at for at, cell in enumerate(head) if _OF_HORSES.fullmatch(cell) or _SIRES.fullmatch(cell)}


_SURNAMES = re.compile("名字|苗字|姓|姓氏|ミョウジ")
_READ = re.compile("読み.{0,2}|よみ.{0,2}|フリガナ|ふりがな|カナ|かな|ローマ字")
_MANY = re.compile("[0-9]{1,3},[0-9]{3}|[0-9]{3}|[0-9.]+[%％]")
_RANKED = re.compile("順位?|位|ランク")
_HOW_MANY = re.compile("件数|[人軒世].{0,2}数|推定人口|出現数?|割合|比率|全国.{0,4}|[%％]|頻度")


def _surnames(head: Row, rows: Sequence[Row]) -> set[int]:
    """Surnames and their readings in a table of how many bear them, which tells nothing else of anybody."""
    named = {at for at, cell in enumerate(head) if _SURNAMES.fullmatch(cell) or _READ.fullmatch(cell)}
    counts = [at for at, cell in enumerate(head) if _HOW_MANY.fullmatch(cell)]
    ranked = any(map(_RANKED.fullmatch, head))
    if counts and ranked:
        named |= {at for at, cell in enumerate(head) if cell in ("名前", "名", "お名前")}
    counted = ranked or any(_mostly(_MANY.match, _cells(rows, at)) for at in counts)  # three come to a party
    told = bool(counts) and counted and not _kinds(head, named) and not _reached(rows)
    return named if told and not _whole_names(rows, named) else set()


def _whole_names(rows: Sequence[Row], columns: Iterable[int]) -> bool:
    """Whether one of some columns holds whole names: then persons are counted or ranked, not what they are called."""
    return any(_mostly(name_cells.is_name, _cells(rows, at)) for at in columns)


_SEXES = (re.compile("男の?[子児].{0,3}|男子|男"), re.compile("女の?[子児].{0,3}|女子|女"))


def _chosen(head: Row, rows: Sequence[Row]) -> set[int]:
    """Columns of the names that most children of a year were given."""
    named = {at for at, cell in enumerate(head) if any(sex.fullmatch(cell) for sex in _SEXES)}
    ranked = head[0] in ("順", "順位", "位", "ランク") if head else False
    return named if len(named) > 1 and ranked and not (_reached(rows) or _whole_names(rows, named)) else set()


_OF_LAWS = re.compile("法則|発見|発明|定理|理論|学説")


def _discoverers(head: Row, rows: Sequence[Row]) -> set[int]:
    """All columns of a list of what was found by whom and in which year."""
    years = [at for at, cell in enumerate(head) if cell in _YEARS]
    past = any(_mostly(_LONG_PAST.fullmatch, _cells(rows, at)) for at in years)
    return set(range(len(head))) if past and any(map(_OF_LAWS.search, head)) else set()


def _kinds(head: Row, aside: set[int]) -> bool:
    """Whether a heading announces something of persons in other columns than those `aside`."""
    kinds = (kind_of(cell) for at, cell in enumerate(head) if at not in aside)
    return any(kind is not None and kind not in ("_not", "_goods", "_thing") for kind in kinds)


_OF_BRANCHES = re.compile("店番|(?:金融機関|銀行|支店|店舗)(?:コード|番号)|SWIFT.*")
_OF_ACCOUNTS = re.compile("口座|名義|預金|振込|氏名|利用者|会員")
_OF_STORMS = re.compile("最大風速|中心気圧|上陸.{0,4}|接近.{0,4}|台風.{0,4}|暴風.{0,4}")


def _branches(head: Row, rows: Sequence[Row]) -> set[int]:
    """All columns of a list of branches of banks without anybody's account, and of storms and their names."""
    branches = any(map(_OF_BRANCHES.fullmatch, head)) and not any(map(_OF_ACCOUNTS.search, head))
    storms = sum(_OF_STORMS.fullmatch(cell) is not None for cell in head) > 1
    every = set(range(len(head)))
    return every if (branches or storms) and not (_reached(rows) or _whole_names(rows, every)) else set()


_OF_ARTICLES = re.compile("(?:.*_)?(?:price|sku|stock|qty|quantity|item|product|brand)(?:_.*)?", re.IGNORECASE)


def _articles(head: Row, rows: Sequence[Row]) -> set[int]:
    """The column `name` of a table of articles and prices, where it holds hardly any whole names."""
    told = sum(_OF_ARTICLES.fullmatch(cell) is not None for cell in head)
    named = {at for at, cell in enumerate(head) if cell.lower() in ("name", "title", "label")}
    return {at for at in named if told > 1 and not most(_cells(rows, at), name_cells.is_name, 2)}


_RULES: tuple[Callable[[Row, Sequence[Row]], set[int]], ...] = (
    _heads_of_houses,
    _makers,
    _animals,
    _pedigrees,
    _signs,
    _ranked,
    _elected,
    _lawyers,
    _doctors,
    _surnames,
    _branches,
    _articles,
    _chosen,
    _discoverers,
    references.tables,
    references.shown,
)


def _without_past(rows: list[Row], head: int) -> list[Row]:
    """A table of what happened when, without the rows of times long past."""
    years = next((at for at, cell in enumerate(rows[head]) if cell), 0)
    if rows[head][years] not in _YEARS:
        return rows
    past = [years < len(row) and _LONG_PAST.fullmatch(row[years]) is not None for row in rows[head + 1 :]]
    if sum(past) < MOST * len(past):
        return rows
    return [
        *rows[: head + 1],
        *([""] * len(row) if old else row for row, old in zip(rows[head + 1 :], past, strict=True)),
    ]
