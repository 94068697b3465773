"""What short cells beside persons say of how they are, in words that say nothing elsewhere: 世帯 高齢夫婦世帯, 退会理由 母の入院, 家庭の状況 生活保護; and who took something in, 受付 R4.8.8 18:10 上野."""

from __future__ import annotations

import re

from checks.residue.matchers import households
from checks.residue.matchers.cells import bare_name
from checks.residue.matchers.model import FAIR, Hit
from checks.residue.matchers.roster_cells import Sort, sort_of

_KIN = "本人|[父母夫妻子娘孫兄姉弟妹]|祖父|祖母|両親|[義実養][父母]|息子|[長次二三][男女]|家族|親|配偶者|同居者|介護者|保護者"
_TREATED = re.compile(
    f"(?:(?:{_KIN})[のが・は]?)?(?:長期|緊急|再|一時|検査)?(?:入院|手術|通院|施設入[所居]|施設に入[所居]|療養|病気療養)(?:中|予定|による|により|のため?|に伴い?|となった|になった|した)?"
    f"|(?:{_KIN})の(?:介護|看護|看病|病気|離婚|失業|失職|退職|廃業|障害|出産)(?:による|により|のため|に伴い?)?"
    "|(?:自営業?|店|事業)?廃業|倒産|会社都合(?:により|による|で)?(?:離職|退職)|介護離職|離職中?|失業中?"
)
_OF_HOUSE = re.compile("世帯|家庭|家族|暮らし|同居")


def treated(cell: str) -> bool:
    """Whether a short cell tells of a hospital, a home, or what came over a family: 母の入院, 施設入所."""
    return _TREATED.fullmatch(cell) is not None


def of_house(label: str, cell: str) -> list[Hit]:
    """How somebody lives, behind a label for the house."""
    told = _OF_HOUSE.search(label) is not None and households.says(cell)
    return [Hit("sensitive", cell, strength=FAIR)] if told else []


_LABELS = re.compile(
    "受付|受付日時?|受付者|受電|受電日時?|受理|入電|対応|対応日時?|記録|記録日時?|聞き?取り|連絡日時?|通報|発生日時?|発見日時?"
)
_TAKEN_IN = re.compile(
    "[^\u3041-\u3096]*[0-9日分時)][ \u3000]+(?:(?:受付?|担当?|対応|記録)(?:者|[:：])[ \u3000]*)?([^ \u3000:：0-9]{1,4})"
)
_SEVERAL = re.compile("[・、,，/／ \u3000]+")
_MOST = 4
"""Those in charge of one thing."""


def taken_in(label: str, cell: str) -> list[Hit]:
    """The surname of whoever took something in, behind the day and hour of that."""
    match = _TAKEN_IN.fullmatch(cell) if _LABELS.fullmatch(label) else None
    return [Hit("_staff", match[1], strength=FAIR)] if match is not None and _surname(match[1]) else []


def in_charge(cell: str) -> list[Hit]:
    """Those of a cell for staff, by their surnames alone: 神田、仁科."""
    words = [bare_name(word) for word in _SEVERAL.split(cell.strip()) if word]
    if not 0 < len(words) <= _MOST or not all(map(_surname, words)):
        return []
    return [Hit("_staff", word, strength=FAIR) for word in words]


def several(cell: str) -> list[Hit]:
    """Two and more surnames behind a label for persons, 久保、西尾."""
    told = in_charge(cell)
    return (
        [hit._replace(kind="name") for hit in told]
        if len(told) > 1 and " " not in cell and "\u3000" not in cell
        else []
    )


def _surname(word: str) -> bool:
    return sort_of(word) is Sort.SURNAME
