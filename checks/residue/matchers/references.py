"""Tables that explain or list things and name nobody: glossaries, codes, columns of a database, signs, rooms, roads, programmes.

Told by two headings that stand together in such a table alone, and only where no other column tells of persons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.residue.matchers import name_cells
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import names
from checks.residue.matchers.name_columns import most
from checks.residue.pieces import Row

SAMPLE, MOST = 60, 0.6
"""Rows looked at; share of a column's cells that say what it holds."""

_READING = re.compile("読み.{0,2}|よみ.{0,3}|フリガナ|ふりがな|カナ|かな|名称|名")
_PAIRS = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (
            "(?:専門)?用語|語句|単語|言葉|ことば|略語|略称|方言|熟語|慣用句|ことわざ|英語|英単語|日本語|見出し語",
            "意味|説明|解説|定義|語義|訳語?|用例|例文|読み.{0,2}|よみ.{0,2}|英語|日本語|正式名称",
        ),
        (
            "字形|通用字|面区点|代替(?:文字|字)|外字|異体字|正字|俗字|新字体?|旧字体?|字体|親字",
            "字形|通用字|面区点|代替(?:文字|字)|正字|俗字|新字体?|旧字体?|文字コード|コード|Unicode|ユニコード|コードポイント|入力方法|備考",
        ),
        ("コード|コード値|区分値|値|CD", "名称|意味|内容|表示名|コード名|区分名|コード名称"),
        ("区分|区分名|コード種別|種別", "名称|意味|表示名"),
        (
            "部屋|部屋名|室名|会議室|会議室名|諸室|和室|施設・室名",
            "定員|設備|面積|広さ|備品|(?:利用|使用)料金?|収容人数|収容人員|席数|内線|階|階数|フロア",
        ),
        ("グループ名?|班名|チーム名?|組名|クラス名?", "色|カラー|集合場所|定員|教室|対象年齢|部屋"),
        ("起点|始点", "終点"),
        ("路線名|愛称|通り名|愛称名|道路名|橋名|橋りょう名", "延長|幅員|起点|区間|由来|所在|橋長|架設年"),
        ("番組|番組名", "放送|放送日|放送時間|時刻|時間|開始"),
        ("品種|品種名|銘柄|花の名前?|花名|樹種|植物名|魚種", "作物|品目|産地|収穫.{0,2}|開花.{0,2}|花ことば|花言葉|旬"),
    )
)
_SQL_TYPE = re.compile(
    "(?:N?(?:VAR)?CHAR2?|N?TEXT|CLOB|DATE(?:TIME2?)?|TIME(?:STAMP)?|(?:BIG|SMALL|TINY)?INT(?:EGER)?|NUMBER|NUMERIC|DECIMAL|BOOL(?:EAN)?|STRING|BLOB|FLOAT|文字列?|数値|日付)(?:[(（][0-9, ]*[)）])?",
    re.IGNORECASE,
)
_SIGN_READ = re.compile("漢字[(（](?:よみ|読み).*[)）]")
_OF_THINGS = frozenset(("_not", "_goods", "_thing", "_org", "sensitive"))
_PROGRAMME = re.compile("番組|番組名")
_CALLED = re.compile("(?:(?<!皆)(?<!皆様)(?:さん|様(?![式々])|くん|ちゃん))(?:[ \u3000はがのをに、。(（]|$)")
_HOME = re.compile("入居|入所|利用者|児童|担任|担当|使用者|借用者|契約者")
"""What a table of rooms or roads tells of, if people live or stay there."""


LEAST, LONGEST_RANKING, PAIRS = 3, 100, 2
"""Rows of a ranking, and names with their counts side by side in it."""


def ranked(rows: Sequence[Row]) -> bool:
    """Whether rows rank given names of boys and girls by how many bear them: 1, 蓮, 22, 陽葵, 23."""
    rows = [row for row in rows[: LONGEST_RANKING + 1] if any(row)]
    if not LEAST <= len(rows) <= LONGEST_RANKING or rows[0][:1] not in (["1"], ["1位"]):
        return False
    width = len(rows[0])
    if width != 1 + 2 * PAIRS or any(len(row) != width for row in rows):
        return False
    if any(row[0].rstrip("位") != str(number) for number, row in enumerate(rows, 1)):
        return False
    return all(_falls([row[at] for row in rows], [row[at + 1] for row in rows]) for at in range(1, width, 2))


def _falls(words: Sequence[str], counts: Sequence[str]) -> bool:
    bare = [count.rstrip("人件名") for count in counts]
    if not all(count.isdecimal() for count in bare) or sorted(map(int, bare), reverse=True) != list(map(int, bare)):
        return False
    if len(set(words)) < len(words) or any(len(word) > 3 and name_cells.is_name(word) for word in words):
        return False
    return 2 * sum(len(word) > 1 and names().surnames.get(word, 0) == 2 for word in words) < len(words)


_SAID_SO = re.compile(
    "(?:悪い|良い|よい|NG|OK|×|○|誤った|正しい)(?:例|言い方|表現|応対|対応例?)|例文|言い換え例?|言い回し|セリフ|応対例|応答例|話法"
)
_FIELD = re.compile("(?:列|項目|フィールド|カラム|物理|論理)名?|項目名称|入力項目")
_EXAMPLE = re.compile("(?:入力|記入|設定|値の|データ)?例|サンプル値?|見本")


def shown(head: Row, rows: Sequence[Row]) -> set[int]:
    """Columns of how one speaks and how not, and of what may be filled into the columns that a table describes."""
    said = {at for at, cell in enumerate(head) if _SAID_SO.fullmatch(cell)}
    if said or not any(map(_FIELD.fullmatch, head)):
        return said
    return {at for at, cell in enumerate(head) if _EXAMPLE.fullmatch(cell)}


def tables(head: Row, rows: Sequence[Row]) -> set[int]:
    """All columns of such a table: each names nobody."""
    every = set(range(len(head)))
    if any(most(_cells(rows, at), name_cells.is_name, _least(rows, at)) for at in every):
        return set()
    if _of_database(every, rows):
        return every
    reads = any(map(_SIGN_READ.fullmatch, head))
    if not (reads or _paired(head)) or any(map(_HOME.search, head)):
        return set()
    kinds = (kind_of(cell) for cell in head if not _READING.fullmatch(cell) and not _SIGN_READ.fullmatch(cell))
    if any(kind is not None and kind not in _OF_THINGS for kind in kinds):
        return set()
    programme = any(map(_PROGRAMME.fullmatch, head))  # of which titles call somebody politely
    called = not programme and any(_CALLED.search(cell) for row in rows[:SAMPLE] for cell in row)
    return set() if called else every


def _paired(head: Row) -> bool:
    return any(
        any(other.fullmatch(second) for at, second in enumerate(head) if at != place)
        for one, other in _PAIRS
        for place, first in enumerate(head)
        if one.fullmatch(first)
    )


def _of_database(columns: set[int], rows: Sequence[Row]) -> bool:
    """Whether one of the columns holds the types of a database's columns: what stands beside them are headings."""
    return any(
        len(cells := _cells(rows, at)) > 2
        and sum(1 for cell in cells if _SQL_TYPE.fullmatch(cell)) >= MOST * len(cells)
        for at in columns
    )


def _least(rows: Sequence[Row], column: int) -> float:
    return max(1.0, MOST * len(_cells(rows, column)))


def _cells(rows: Sequence[Row], column: int) -> list[str]:
    return [row[column] for row in rows[:SAMPLE] if column < len(row) and row[column]]
