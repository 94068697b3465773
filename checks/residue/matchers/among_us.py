"""Games and doings among neighbours, children and members: who plays, judges or takes part there is known to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

PLAYED = re.compile("対戦|勝敗|リーグ|球場|審判|選手|打順|守備|投手|先攻|後攻|[球塁主副線]審")
"""Words of games."""
_HERE = re.compile(
    "選手[1-9A-D①-⑨]|監督[1-9]|少年|U-1[0-9]|ミニバス|交流大会|割り?当て|当番|町内|自治会|子ども会|子供会|PTA|保護者|学年|学童|児童|園児|小学|中学|地区|部内|社内|職場|会員|親睦|同好会|スポーツ少年団|ママさん|シニア|練習|"
    "市民大会|区民大会|市民|区民|町民|村民|校内|クラス|壮年|老人|婦人|老若|ソフトボール|グラウンド?ゴルフ|ゲートボール"
)
"""Words of games that are played by no professionals."""
_ROLE = re.compile(
    "(?:選手|出場者?|参加者?|主将|監督|コーチ|[球塁主副線]審|審判員?|副?審判|記録員?|投手|捕手|打者|控え|代打|登録)(?:名|氏名)?[1-9A-D]?|(?:一|二|三|本|1|2|3)塁審?|[投捕一二三遊左中右]手?"
)


def plays(words: str) -> bool:
    """Whether words speak of a game that everybody may watch: those who play it are known, unless it is one among us."""
    return PLAYED.search(words) is not None and not among_us(words)


def among_us(words: str) -> bool:
    """Whether words speak of children, neighbours or members."""
    return _HERE.search(words) is not None


_CLUB = re.compile(
    "同好会|愛好会|サークル|友の会|町内会|自治会|子ども会|子供会|少年|[小中]学校|PTA|商店会|敬老会|老人会|婦人会|の会$|教室"
)
_CLUBS, _LOOKED_AT = 2, 60
"""Clubs of neighbours that say who plays; rows looked at."""


def of_clubs(rows: Iterable[Sequence[str]]) -> bool:
    """Whether those in a table belong to several clubs, schools or quarters, as neighbours do."""
    return len({cell for row in islice(rows, _LOOKED_AT) for cell in row if cell and _CLUB.search(cell)}) >= _CLUBS


# レーン, 50自, 25m平: what is swum in the pool next door
_LANE, _SWUM = re.compile("レーン|ゼッケン|コース"), re.compile("(?:25|50|100)m?(?:自由形?|平泳ぎ|背泳ぎ|[自平背バ])")


def of_lanes(headings: Sequence[str]) -> bool:
    """Whether headings give those who swim a lane and times over short distances, as clubs do: nobody else would list them so."""
    return any(map(_LANE.fullmatch, headings)) and any(map(_SWUM.fullmatch, headings))


def has_role(headings: Iterable[str]) -> bool:
    """Whether a heading calls those below it by what they do in a game: 球審, 選手."""
    return any(_ROLE.fullmatch(cell) for cell in headings)
