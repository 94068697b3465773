"""What the rows of a table are about: persons who use a place, buy an article or work in a department, not the place, the article or the department."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from checks.residue.matchers import name_cells
from checks.residue.matchers.contacts import is_mobile
from checks.residue.matchers.headings import calls_person, heading_kind
from checks.residue.pieces import Row

_SAMPLE, _SHARE = 60, 0.5
"""Rows looked at; share of known names that says that a column holds persons."""
_LEAST, _REPEATED = 4, 0.6
"""Rows of a list of persons; share of different cells of a column up to which it says where each of them goes."""
_KINDS = frozenset(("_org", "_goods", "_famous"))

_WHO = re.compile(
    "誰|だれ|どなた|ご?本人|対象者?|児|子|こども|子ども|お子(?:さん|さま|様)?|父|母|父親|母親|.{0,6}(?:利用|会員|貸与|受領|申込|申請|届出|"
    "貸出|借|児童|生徒|園児|保護者|客|購入|注文|受講|参加|患者|入居|入所|住民|契約|受給|相談|受診|接種|世帯|被保険|通所|来所|来場|来館|来た).{0,6}"
)
# who represents, makes, teaches or judges is known by what the row is about
_ACTS = re.compile(
    "代表|責任|担当|管理|運営|経営|講師|発表|出演|演者|著|作者|筆者|執筆|訳者|編者|編集|監修|監督|記者|受賞|入賞|入選|優勝|勝者|指導|司会|主[催宰任]|"
    "[製制]作|製造|生産|出品|出展|出店|販売|供給|業者|議員|候補|委員|役員|理事|監事|[会議館校園所店社院局部課係支]長|技[師術]|医師|教[員授]|設計|施工|"
    "建築|審[判査]|評価|推薦|紹介|取扱|調査|研究|開発|考案|発明|出願|権利|選手|作詞|作曲|撮影|投稿|寄贈|協賛|後援"
)
_OF_OFFICES = re.compile("部署|課名?|係名?|担当課|所管課|役職|職名|肩書")
"""What staff are listed by: their department and their post."""
# what is written of those who work somewhere: their hours, their pay, their number, their training
_PERSONNEL = re.compile(
    "(?:出勤|退勤|始業|終業|打刻|出社|実働|残業|時間外|有[給休]|年休|休暇|欠勤|遅刻|早退|基本給|本給|.{0,4}支給額?|差引.{0,3}|.{0,4}手当|賞与|給与|時給|通勤.{0,4}|"
    "定期.{0,3}|(?:社員|職員|従業員|個人|個)(?:番号|コード|CD|No|ID)|職番|健診.{0,3}|合否|受講.{0,2}|入社.{0,2}|退社.{0,2}|退職.{0,2}|採用日?|勤続.{0,2}|雇用.{0,2}|血圧.{0,2})"
)
_LENT = re.compile("科目|講座名|書名|図書名|タイトル|資料名|演題|(?i:title|item|product)")
_MERE_FIGURES = re.compile("世帯数|金融機関コード|店番")
_RANKS = re.compile("段位|期数|背番号|守備|上手|下手")
_CONTACTS = frozenset(("phone", "address", "postal_code", "email"))


def told(kinds: dict[int, str], heading: Row, rows: Sequence[Row]) -> dict[int, str]:
    """The kinds of the columns, with those that only say more of the persons beside them as none."""
    if "name" not in kinds.values() or _KINDS.isdisjoint(kinds.values()):
        return kinds
    named = [column for column, kind in kinds.items() if kind == "name" and _names_persons(rows, column)]
    if not named:
        return kinds
    subjects = [column for column, kind in kinds.items() if kind in _KINDS]
    if _reached_at_home(kinds, rows) or any(
        _of_neighbours(rows, column) for column in range(len(heading)) if column not in named
    ):
        return kinds | dict.fromkeys(subjects, "_not")
    return kinds | dict.fromkeys((at for at in subjects if _says_more(at, kinds, named, heading, rows)), "_not")


def _says_more(column: int, kinds: dict[int, str], named: list[int], heading: Row, rows: Sequence[Row]) -> bool:
    """Whether a column only says more of the persons named in columns `named`."""
    over = [_over(heading, at) for at in named]
    what = _over(heading, column)
    reached = not _CONTACTS.isdisjoint(kinds.values())
    users = any(map(_uses, over)) and not any(map(_ACTS.search, over))
    if kinds[column] == "_famous":
        return users and _RANKS.fullmatch(what) is not None
    if kinds[column] == "_goods":
        repeated = _LENT.fullmatch(what) is not None and _repeats(rows, column) and not any(map(_ACTS.search, over))
        return users or repeated or _MERE_FIGURES.fullmatch(what) is not None
    if any(map(_PERSONNEL.fullmatch, filter(None, heading))) and not any(map(_ACTS.search, over)):
        return True
    if users:  # the place where somebody is kept or taught, whoever answers for it
        return True
    if reached or any(cell and (_OF_OFFICES.fullmatch(cell) or _ACTS.search(cell)) for cell in heading):
        return False
    return all(map(_calls_anybody, over)) and _repeats(rows, column)


def _over(heading: Row, column: int) -> str:
    return heading[column] if column < len(heading) else ""


@lru_cache(maxsize=2_000)
def _uses(heading: str) -> bool:
    """Whether a heading calls those who come to a place or ask it for something: 利用者, 来た人, 本人."""
    called = calls_person(heading) and "氏名" not in heading
    return (called or _WHO.fullmatch(heading) is not None) and not _ACTS.search(heading)


@lru_cache(maxsize=2_000)
def _calls_anybody(heading: str) -> bool:
    """Whether a heading over names says no more than that they are names: 氏名."""
    return heading_kind(heading) in ("name", None) and not _ACTS.search(heading)


_NEIGHBOURS = re.compile(".{1,12}(?:町会|自治会|町内会|団地|丁目|[0-9]班|子ども会|老人会|婦人会)")


def _of_neighbours(rows: Sequence[Row], column: int) -> bool:
    """Whether a column says to which neighbourhood each person of the rows belongs."""
    cells = [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]
    return len(cells) >= _LEAST and sum(_NEIGHBOURS.fullmatch(cell) is not None for cell in cells) >= _REPEATED * len(
        cells
    )


def _reached_at_home(kinds: dict[int, str], rows: Sequence[Row]) -> bool:
    """Whether many of those named are reached by mobile numbers: then clubs are listed by the homes of who stands for them."""
    clubs = [row[at] for at, kind in kinds.items() if kind == "_org" for row in rows[:_SAMPLE] if at < len(row)]
    if sum(_CLUB.search(cell) is not None for cell in clubs) < _SHARE * len(clubs):
        return False
    phones = [row[at] for at, kind in kinds.items() if kind == "phone" for row in rows[:_SAMPLE] if at < len(row)]
    filled = [phone for phone in phones if phone]
    return len(filled) >= _LEAST and sum(map(is_mobile, filled)) >= _MOBILES * len(filled)


_CLUB = re.compile("会$|教室$|クラブ$|サークル$|愛好|同好|合唱|コーラス|倶楽部$|の会|チーム$|連$|部$|組$|FC$|SC$|・")
_MOBILES = 0.3
"""Share of mobile numbers in a list of clubs that says that the others are those of homes."""


def _names_persons(rows: Sequence[Row], column: int) -> bool:
    """Whether most cells of a column are names of the dictionary."""
    cells = [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]
    return bool(cells) and sum(map(name_cells.is_name, cells)) >= _SHARE * len(cells)


def _repeats(rows: Sequence[Row], column: int) -> bool:
    """Whether a column of several rows holds few different words: a list of places tells each of them once."""
    cells = [row[column] for row in rows[:_SAMPLE] if column < len(row) and row[column]]
    return len(cells) >= _LEAST and len(set(cells)) <= _REPEATED * len(cells)
