"""A row of a form: labels, and to the right of each what was filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import births_beside, dates, form_states, name_cells, states
from checks.residue.matchers.cells import typed
from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import names
from checks.residue.matchers.model import SURE, WEAK, Hit
from checks.residue.matchers.sensitive import sensitive, ticked
from checks.residue.matchers.table_rows import says_more, sensitive_of, staff_name, take
from checks.residue.pieces import Row
from checks.residue.records import Record

_MEASURED = re.compile("[0-9]+[.,]?[0-9]*[^0-9]{0,3}$")
"""A figure with its unit."""
_MESSAGE = re.compile("(?:ください|下さい|ません|ました|ます)。?$")
"""Ends of what a program says of a field, and of what a form asks."""
_LICENCE = re.compile("(?<![0-9])[0-9]{12}(?![0-9])")
_OF_STAFF = re.compile("所属(?:部署|先|課|名)?|部署名?|部門|課名?|係名?|配属先?|職場")
_FIRM = re.compile("会社|法人|[(（][株有][)）]|[㈱㈲]|組合|協会|学校|センター|事務所|病院")
_OF_CLUB = re.compile("(?:利用|登録|申請)?団体名?|サークル名?|クラブ名?|チーム名?")
_CODE = re.compile("[A-Z]{1,4}[-_]?[0-9]{1,6}")


def read(row: Row, form: Record, labelled: frozenset[int]) -> list[str]:
    """Values to the right of their labels go into the form's record; what has no label is returned.

    `labelled`: the places of labels in the other rows of the form.
    """
    kind: str | None = None
    asked = taken = False
    loose: list[str] = []
    pieces = ""
    filled = [part for cell in _boxes_joined(row) if cell and (bare := _bare(cell)) for part in _in_two(bare)]
    since, label, whole = 0, "", "".join(row)
    for number, (cell, behind) in enumerate(zip(filled, [*filled[1:], ""], strict=True)):
        since += 1
        if taken and kind == "sensitive" and _MEASURED.match(behind):
            kind = "_not"  # the label of something measured: 持病 ぜんそく 平熱 36.5
        further = (kind is None and not loose) or (taken and kind == "name" and not name_cells.is_name(cell))
        announced = kind_of(cell) or (heading_kind(cell) if further else None)
        label_next = kind in _TOLD_BY_LABELS and since == _BEHIND and (len(filled) - number) % 2 == 0
        placed = number in labelled or (kind == "name" and taken)
        if label_next and announced in (None, "") and _may_label(cell, placed=placed):
            announced = heading_kind(cell) or "_not"
        announced = _rather(announced, cell, filled[:number], form, of_firm=_FIRM.search(whole) is not None)
        announced = None if announced == "sensitive" and not behind and _answers(filled[:number], cell) else announced
        if announced and (announced != "sensitive" or kind != "sensitive" or label_next):
            kind, asked, taken = announced, asked or _is_message(cell, loose), False
            since, label = 0, cell
        elif (told := _by_itself(kind, "" if taken else label, cell, behind, of_licences="免許" in whole)) is not None:
            form.hits += told
            taken = True
        elif kind is None or kind == "_not":
            loose.append(cell)
        elif (
            (asked and kind == "name" and not name_cells.is_name(cell))
            or not take(kind, cell, form)
            or says_more(kind, cell)
        ):
            loose.append(cell)
            pieces += cell if kind == "birth_date" else ""
        else:
            taken = True
    if pieces and dates.is_date(pieces):
        form.hits.append(Hit("birth_date", pieces, strength=SURE))
    form.hits += births_beside.told(filled)
    form.hits += [hit for label, cell in pairwise(filled) for hit in form_states.taken_in(label, cell)]
    return loose


def _answers(before: list[str], word: str) -> bool:
    """Whether a word for what is sensitive is no label but stands behind one, the last of its row: 家庭の状況 生活保護."""
    asks = len(before) % 2 == 1 and _ENDS_LABEL.search(before[-1]) is not None and kind_of(before[-1]) is None
    return asks and next(sensitive(word), None) is not None


def _rather(kind: str | None, label: str, before: list[str], form: Record, *, of_firm: bool) -> str | None:
    """What a label announces, the rest of the form considered: where somebody works or which club he speaks for says not whose paper it is."""
    if kind == "_org" and (
        (_OF_CLUB.fullmatch(label) and not of_firm) or (_OF_STAFF.fullmatch(label) and _names(form))
    ):
        return "_not"
    return _of_paper(label, before) or kind if kind == "_not" else kind


def _names(form: Record) -> bool:
    return any(hit.kind == "name" for hit in form.hits)


_NUMBERS = frozenset(("insured_number", "my_number", "licence", "bank_account"))
_MOST, _LONGEST_LABEL = 4, 12
"""Filled cells of a row that tells somebody's number among those of a list; signs of its label."""


def tells_number(row: Row, heading: Row) -> bool:
    """Whether a row of fewer cells than the `heading` above holds the label of a person's number and, behind it, that number."""
    filled = [cell for cell in row if cell]
    if not 1 < len(filled) <= _MOST or len(filled) >= sum(map(bool, heading)):
        return False
    return any(
        not label[0].isdecimal()
        and len(label) <= _LONGEST_LABEL
        and (kind := kind_of(label)) in _NUMBERS
        and bool(typed(kind, value))
        for label, value in pairwise(filled)
    )


_YES = frozenset(("はい", "有", "あり", "有り", "○", "該当"))
_WELL = frozenset(("良好", "良い", "健康", "普通", "正常", "元気", "問題なし", "異常なし", "特に問題なし", "特記なし"))
_NO = frozenset(("いいえ", "なし", "無", "無し", "ない", "×", "該当なし", "非該当", "-"))


def _chosen(label: str, cell: str, behind: str) -> list[Hit] | None:
    """What a cell tells behind a label that asks for it; nothing where the cell behind denies it, 脳卒中 いいえ, or nothing was ticked."""
    if behind in _NO or cell in _WELL or ticked(cell) == [] or (not label and cell in _YES):
        return []
    return [*sensitive_of(cell, [label] if label else [])] or None


def _by_itself(kind: str | None, label: str, cell: str, behind: str, *, of_licences: bool) -> list[Hit] | None:
    """The values of a cell that says by itself what they are; None where it does not.

    Relatives in brackets, boxes ticked, whoever filled in the form, the number of a licence in a row that speaks of such.
    """
    told = _of_kin(cell)
    if told and (kind != "name" or len(told) > 1):
        return told
    if kind == "phone" and _is_somebody(cell):
        return [Hit("name", cell, strength=SURE)]
    if kind == "_staff":
        return [hit._replace(kind="_staff") for hit in staff_name(cell)] or form_states.in_charge(cell) or None
    if kind == "name" and (told := form_states.of_house(label, cell) or form_states.several(cell)):
        return told
    if kind == "sensitive":
        return _chosen(label, cell, behind)
    if kind not in (None, "_not"):
        return None
    if behind in _NO and next(sensitive(cell), None) is not None:
        return []  # 妊娠の可能性 なし
    if chosen := ticked(cell):
        return [Hit("sensitive", hit.value, strength=WEAK) for choice in chosen for hit in sensitive(choice)] or None
    if of_licences and (licence := _LICENCE.search(cell)) is not None:
        return [Hit("licence", licence[0], strength=SURE)]
    return None


_MERE_NUMBER = re.compile("(?:証書?|証の|交付)?番号|№|No[.]?", re.IGNORECASE)
_PAPERS = (
    ("licence", re.compile("運転免許")),
    ("bank_account", re.compile("銀行|金庫|信組|農協|ゆうちょ|普通|当座")),
    (
        "insured_number",
        re.compile("介護保険|医療保険|国保|国民健康保険|後期高齢|社保|健康保険|手帳|医療証|受給者証|保険証|被保険者証"),
    ),
)


def _of_paper(label: str, before: Row) -> str | None:
    """What 番号 is of, behind the paper that a row names first: 医療保険 後期高齢 番号."""
    if not before or _MERE_NUMBER.fullmatch(label) is None:
        return None
    named = " ".join(before)
    return next((kind for kind, pattern in _PAPERS if pattern.search(named)), None)


def _is_somebody(cell: str) -> bool:
    """Whether a cell behind a label for a telephone says whom to call: 緊急連絡先 新発田 美佐子."""
    surname, _, given = plain_ideographs(cell).replace("\u3000", " ").partition(" ")
    known = given.strip() in names().given and name_cells.name_like(cell)
    return name_cells.is_name(cell) or (known and 0 < len(surname) <= _SURNAME)


def with_staff(form: Record) -> None:
    """Whoever filled in a form about somebody, or answers for it, is told as that person is."""
    if "name" in form.kinds(SURE) or "birth_date" in form.kinds():
        form.hits = [hit._replace(kind="name") if hit.kind == "_staff" else hit for hit in form.hits]


_TOLD_BY_LABELS = ("sensitive", "name")
"""Kinds whose values are hardly told by what they are."""
_SURNAME = 4
"""Signs of a surname at most."""
_BEHIND = 2
"""How far behind its label the next one stands at least."""


def labelled(rows: Iterable[Row]) -> frozenset[int]:
    """The places of labels behind the first value, among the filled cells of rows of a form."""
    filled = ([cell for cell in row if cell] for row in rows)
    return frozenset(
        at for row in filled for at in range(_BEHIND, len(row) - 1, _BEHIND) if kind_of(row[at]) is not None
    )


_ENDS_LABEL = re.compile(
    "(?:先|日|者|名|医|状況|状態|内容|方法|期間|期限|番号|有無|機関|年月|回数|頻度|場所|理由|経過|時期|程度|区分|種別|薬|歴|圧|温|型|欄|印|等|対応|希望|支援|サービス)$"
)


def _may_label(cell: str, *, placed: bool) -> bool:
    """Whether a cell behind one value is the next label, where labels are placed or as they end, and no second value."""
    labels = placed or heading_kind(cell) is not None or _ENDS_LABEL.search(cell) is not None
    named = name_cells.is_name(cell) or name_cells.apart(cell) or name_cells.foreign(cell)
    return labels and not named and next(sensitive(cell), None) is None


def _in_two(cell: str) -> list[str]:
    """A cell that holds a label and its value apart by blanks as two: 生年月日 昭和8年12月12日."""
    label, _, value = cell.replace("\u3000", " ", 1).partition(" ")
    value, kind = value.strip(" \u3000"), kind_of(label) if value and "\n" not in cell else None
    if kind is None or kind_of(value) is not None or (kind_of(cell) is not None and not typed(kind, value)):
        return [cell]
    return [label, value]


# 梶ヶ谷 富士子(姪), 貴家 優香(妻)、貴家 みなと(子・4歳)
_KIN = re.compile(
    "([\u4e00-\u9fff々ヶ]{1,4}[ \u3000][\u4e00-\u9fff々\u3041-\u3096\u30a1-\u30fa]{1,5}?)(?:様|さん)?[ \u3000]?[(](?:続柄[:は]?)?(?:本人|[元義]?[夫妻父母兄姉弟妹子]|[長次二三四]?[男女]|[義実養]?[父母兄姉弟妹]|祖[父母]|孫|娘|息子|姪|甥|[叔伯][父母]|いとこ|従[兄姉弟妹]|[嫁婿]|長[男女]の[嫁妻夫婿]|後見人|保佐人|知人|友人|内縁の[夫妻])(?:[・、,/ ][^()]{1,8})?[)]"
)


def _of_kin(cell: str) -> list[Hit]:
    """Those whom a cell names with the relatives they are behind them."""
    names = [match[1] for match in _KIN.finditer(cell)] if "(" in cell else []
    return [Hit("name", name, strength=SURE) for name in names if kind_of(name) is None and name_cells.name_like(name)]


_BRACKETS = "[]{}〔〕_"


def _bare(cell: str) -> str:
    """What was filled in, without the brackets or the line that it was to be written into or onto."""
    return cell.strip(_BRACKETS + " \u3000") if cell[0] in _BRACKETS or cell[-1] in _BRACKETS else cell


def _is_message(cell: str, before: list[str]) -> bool:
    """Whether a cell is what a program says behind a code, E101 氏名を入力してください: beside it stands what to do, not who."""
    return _MESSAGE.search(cell) is not None and any(map(_CODE.fullmatch, before))


_OF_CHILDREN = re.compile("児童|生徒|園児|保護者|お子")
_THEIR_SCHOOL = re.compile("学校|学校名|校名|在籍校|園名|保育園|保育園名")


_OF_BANKS = re.compile("金融機関|銀行|信用金庫|口座|預金|農協|ゆうちょ|振込")
_BRANCH = re.compile("本?・?支?店名?|支店・?(?:支所|出張所|営業所)名?|営業所名?")


def of_person(cell: str, labels: str) -> str:
    """A cell of a form with these labels; nothing for those of a child's school, of where a bank is and of what is wrong with a machine."""
    of_school = _THEIR_SCHOOL.fullmatch(cell) and _OF_CHILDREN.search(labels)
    if of_school or (_BRANCH.fullmatch(cell) and _OF_BANKS.search(labels)):
        return ""
    return "" if states.of_sickness(cell) and states.of_machines(labels) else cell


def _boxes_joined(row: Row) -> Row:
    """`row` with runs of six and more one-digit cells as one cell: forms give each digit its own box."""
    out: Row = []
    run = ""
    for cell in [*row, ""]:
        if len(cell) == 1 and cell.isdecimal():
            run += cell
            continue
        out += [run] if len(run) >= 6 else list(run)
        run = ""
        out.append(cell)
    return out[:-1]
