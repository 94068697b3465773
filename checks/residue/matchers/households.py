"""How people live, where a column says it: 独居, 高齢夫婦世帯, 母子世帯, 施設入所. Such cells make their rows sensitive."""

from __future__ import annotations

import re

from checks.residue.matchers.name_columns import LEAST, most

_SAMPLE, _SHARE = 60, 0.8
"""Cells looked at; share of them that have to say so."""
_STATE = re.compile(
    "(?:日中|夜間)?独居(?:老人|高齢者)?|(?:一人|ひとり|独り|1人)暮らし|単身(?:高齢)?者?|(?:家族|長男|長女|子|娘|息子|親|夫|妻|配偶者|孫|兄弟|親族|[長次二三]男|[長次二三]女)(?:夫婦|家族)?[とら]*同居"
    "|(?:家族|長男|長女|子|娘|息子|親|夫|妻|配偶者)と(?:同居|二人暮らし|2人暮らし)|(?:夫婦|[高老]齢?者?夫婦|高齢者)(?:のみ|二人|2人)?(?:暮らし)?|同居(?:あり)?|別居|施設(?:入所|入居)(?:中)?|入院中?"
    "|ひとり親(?:家庭)?|母子(?:家庭)?|父子(?:家庭)?|養育者|生活保護|生保|里親|多子|二世帯|三世代(?:同居)?|.{0,8}(?:世帯|家庭)"
)


def told(cells: list[str]) -> bool:
    """Whether a column says of persons how they live; several of them alike, as few words say it."""
    seen = cells[:_SAMPLE]
    return len(seen) >= LEAST and most(seen, lambda cell: _STATE.fullmatch(cell) is not None, _SHARE * len(seen))


def says(cell: str) -> bool:
    """Whether one cell says how somebody lives: 高齢夫婦世帯, and no house's name, 江守世帯."""
    return _STATE.fullmatch(cell) is not None and _HOUSE_OF.fullmatch(cell) is None


_HOUSE_OF = re.compile(
    "(?!.*(?:高齢|夫婦|単身|母子|父子|親|保護|課税|同居|核家族|独居|独り|一人|ひとり|三世代|二世代|多子|障害|若年|人世帯|[0-9]世帯|困窮)).{0,8}(?:世帯|家庭)"
)
