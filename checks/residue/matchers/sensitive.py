"""Words that make a record one to be handled with care: health, welfare, household (個人情報保護法 2条3項, 契約の情報項目)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checks.residue.matchers import careers
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.lexicon import names, words
from checks.residue.matchers.model import WEAK, Hit
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.wordlist import WordList

# said of a trouble named right before: 糖尿病で通院中
_ATTENDING = frozenset(("通院中", "入退院", "療養中", "療養", "闘病中"))


# fields of forms; what stands in them tells
_HEADINGS = frozenset(("既往歴", "既往症", "病歴", "職歴", "世帯状況", "アレルギー", "食物アレルギー"))
_HEADS = frozenset(" \u3000:\n\t|・")


# what stands in such a field is nobody's guess: 国籍 ベトナム, 宗教：…, 職歴：1998年～ …
_FIELD = Gated(
    "(?:国籍|世帯構成|世帯類型|世帯の?状況|障害名|障害種別|障がい名|障害の?程度|手帳の?種類|現病歴|主病名|食物アレルギー|除去食品?|禁忌食?|介護度|要介護度|内服薬?|服用薬|服薬内容|宗教|宗派は?|宗旨は?|信仰する宗教|信条|犯罪歴|職歴|前職|家族構成|病名|診断名|傷病名|既往歴|持病|服薬(?:中|状況)|アレルギー)(?:(?<=国籍)・地域)?(?:(?<=宗[派旨]は)|[ \u3000]?:[ \u3000]{0,2}(?=[\u3041-\u30fa\u4e00-\u9fffA-Z0-9])|[\t \u3000]{1,3}(?=[\u30a1-\u30fa\u4e00-\u9fffA-Z0-9]))([^\n\t、。() \u3000|]{2,30})"
)
_LATIN = re.compile("[A-Za-z0-9]")
_NOT_TOLD = re.compile(
    "^(?:日本|なし(?!→)|無|不明|有|特になし|その他|在留|氏名|住所|年月|期間|会社名|[0-9.]+$)|[?○◯□]|する|した|です|ます|ください"
)

# degrees of a disability, what was measured, a part of the body and what is wrong with it: 身体障害2級, 血圧 160/98, 左手が不自由
_TOLD = Gated(
    "(?:身体|精神|知的|視覚|聴覚|上肢|下肢|体幹|内部|手帳|障害|障がい|等級)(?:障害|障がい)?(?:者?手帳)?(?:の?等級)?[ \u3000:]?(?:[12]種[ ]?)?[1-7]級(?!建築|河川|品|市民)"
    "|(?:全検査)?IQ[ \u3000:]{0,2}[0-9]{2,3}(?![0-9])|(?:MMSE|HDS-?R|長谷川式)[ \u3000:]{0,2}[0-9]{1,2}(?:点|/30)"
    "|別居(?:中|して(?:いる)?|し、|状態|に至|(?=。))"
    "|服薬(?:中|管理|治療|拒否|を(?:始め|開始|続け|継続|中断|やめ|拒否))|内服中"
    "|HbA1c[ \u3000:]{0,2}[0-9]{1,2}\\.[0-9]|血圧[ \u3000:]{0,2}[12][0-9]{2}[/～~-][0-9]{2,3}"
    "|[右左両片](?:(?:手|足)?[母示中環小親薬人]差?し?指|[手足脚腕目眼耳膝肩]首?|ひざ|半身|股関節)(?:[をがのに][ \u3000]?)?(?:不自由|切断|欠損|失明|麻痺|まひ|聞こえ(?:ない|ず|にくい)|見え(?:ない|ず|にくい)|動かない|手術|機能障害|を?失(?:った|って|い))"
    "|(?:膝|ひざ|腰|肩|股関節|首|足|心臓|脳|胃|腸|大腸|肺|肝臓|腎臓|前立腺|子宮|乳房|目|眼|耳|喉|甲状腺|すい臓|膵臓|胆のう)の手術(?!室|台|例|法|支援)"
    "|(?:腎|腎臓|心臓|肝|肝臓|肺|呼吸器?|直腸|膀胱|膀胱直腸|ぼうこう|小腸|免疫|上肢|下肢|体幹|移動|平衡|音声|言語|音声言語|咀嚼|そしゃく|嚥下|脳|高次脳|認知|運動|甲状腺)機能(?:障害|低下(?=あり|疑い|で|の(?:ため|疑い)|[ \u3000、。,)\n]|\\Z))"
)


_PAIR = 2
_KANA = re.compile("[\u3041-\u3096]+")
_IDEOGRAPH = re.compile(f"[{LETTER}]")
# the end of a verb behind its sign: 謝ろう
_ENDS_VERB = frozenset(("ろう",))
_OF_VERBS = frozenset("がもにだか")
_OF_DEAF = frozenset("ので者夫学")
"""Signs before the end of a verb, 立ち上がろうとして; signs behind those who cannot hear, 母がろうの方."""
# 「死にたい」はなし, 発作はありません: asked for, and not there
_DENIED = re.compile(
    "[」』)]?(?:(?:の訴え|の発言|などの?)?[はも])(?:なし|無し|ない(?!と|か)|ありません|みられず|見られず)"
)
# an ideograph or sign of katakana that a name of an illness may hold
_OF_ILLNESS = "々\u4e00-\u9fff\u30a1-\u30fc"
# how names of illnesses end; what stands before them is a part of them, whatever it is: 乳糖不耐症, 聴覚過敏
_ILL = Gated(
    f"(?:症(?!状|例|度|候(?!群))(?:候群)?|病(?![{_OF_ILLNESS}])|炎(?![{_OF_ILLNESS}])|過敏(?!に|な[反対])|アレルギー(?!物質|表示|対応|食|児|疾))"
    f"(?<=[{_OF_ILLNESS}]{{3}})"
)
_WHOLE_ILLNESS = re.compile(f"[{_OF_ILLNESS}]{{2,14}}\\Z")
_NO_ILLNESS = re.compile(
    "(?:感染|合併|後遺|重|軽|中等|炎|既往|発|対|無|有|急|疾|看|仮|臆|伝染|生活習慣|成人|食物|薬物|動物|植物|歯周|火|性)[症病炎]\\Z|\\A(?:食物|薬物)?アレルギー\\Z|[様氏君さ]"
)


_OF_FOOD = re.compile(f"[{_OF_ILLNESS}]")
_LONGEST = 12
# what comes with a trouble named right before: てんかんの発作
_FITS = frozenset(("発作",))
_MAY_LEAD, _MAY_FOLLOW = frozenset("のはがもに"), frozenset("のはがもにでとをやだ")


AIDS = frozenset(("車いす", "車椅子", "車イス", "補聴器"))
"""What helps somebody, and is sold, lent and parked as well: 車いす席, 車いす 2台."""
_USED = re.compile(
    "(?:[をの])?(?:使用|利用|生活|常用|装用|装着|ユーザー|併用)|[をで]使|なので|です|だ[。、]|だから|に(?:なって|頼)|の(?:方|人|ため|為|子|夫|妻|父|母|[0-9]{2}代)|で(?:来|通|生活|移動|過ご|暮ら|参加|入|外出|ご来|お越し|の)|[。)）\n]|$"
)
"""What is said behind an aid where it is said of who uses it."""


def _stands(text: str, start: int, end: int) -> bool:
    """Whether two signs of hiragana are a word by themselves: がん, no がんばる and no だろう."""
    before, after = text[start - 1 : start], text[end : end + 1]
    left = not _KANA.fullmatch(before) or before in _MAY_LEAD
    if text[start:end] in _ENDS_VERB and (
        _IDEOGRAPH.fullmatch(before) or (before in _OF_VERBS and after not in _OF_DEAF)
    ):
        return False
    return left and (not _KANA.fullmatch(after) or after in _MAY_FOLLOW)


@cache
def _words() -> WordList:
    return WordList(list(dict.fromkeys((*words()["sensitive"], *words()["medicines"]))))


@cache
def _things() -> tuple[str, ...]:
    return words()["not_a_trouble"]


# 現在妊娠していますか いいえ: asked of everybody, and told of somebody where the answer says so
_ASKED = re.compile("[^\n。]{0,40}(?:ますか|ですか|でしょうか)([^\n]{0,30})")

_NUMBERED = re.compile("[ \u3000]*(?:[(]?[0-9]{1,2}[.)、 \u3000]|問|Q|設問|質問)")


def _asked(text: str, end: int) -> bool:
    """Whether a word stands in a question to which nobody said yes."""
    match = _ASKED.match(text, end)
    if match is None or ("はい" in match[1] and "いいえ" not in match[1]):
        return False
    return "いいえ" in match[1] or _NUMBERED.match(text, text.rfind("\n", 0, end) + 1) is not None


_CHOICE = re.compile("(?=[□☐☑☒✔✓■])")
_CHOSEN = frozenset("☑☒✔✓■")


def ticked(cell: str) -> list[str] | None:
    """The choices that were ticked of those in a cell; None where it holds no box."""
    if "□" not in cell and "☑" not in cell:
        return None
    choices = (choice.strip() for choice in _CHOICE.split(cell))
    return [told for choice in choices if choice[:1] in _CHOSEN and (told := choice[1:].strip())]


_BOX = 2
_UNTICKED = re.compile("□[ \u3000]?\\Z")
"""A choice of a form that was not chosen: □独居."""
# 学習支援事業, ケア専門員研修: what is offered, begun by the word for a trouble
_SERVICE = re.compile(
    "(?:[者児]?の?[\u4e00-\u9fff\u30a1-\u30fa\u30fc・り()]{1,14}|の)?(?:事業|教室|講座|研修会?|講習会?|講演会?|学習会|勉強会|相談会|相談室|窓口|制度|交流会|連絡会|サロン|カフェ|ボランティア|計画|条例|月間|週間|フェア|フォーラム|イベント|プログラム|啓発|サークル|アンケート|統計|マニュアル|手引き?|ガイドライン|訓練|養成|検定|試験|資料館|博物館|作品展|アート展?|写真展|対応型|デイ(?=$|[\\n\\t、。])|食?セット)"
)


_OF_COURSE, _NEAR = re.compile("(?:研修|養成|講座|講習|教室|検定|試験)[(（]\\Z"), 4
"""What a course is about, told in brackets behind it: 従業者養成(視覚障害)."""


def _of_nobody(text: str, start: int, end: int) -> bool:
    """Whether a trouble names a service or a body, was asked of everybody, or stands for choice and was not chosen."""
    offered = text.startswith(_things(), end) or _SERVICE.match(text, end) is not None
    offered = offered or _OF_COURSE.search(text, max(0, start - _NEAR), start) is not None
    return offered or _UNTICKED.search(text, max(0, start - _BOX), start) is not None or _asked(text, end)


def _meant(text: str, start: int, end: int) -> bool:
    """Whether a listed word is said of somebody: no heading, no thing named after a trouble, no part of a name or word."""
    word = text[start:end]
    if word.isascii() and (_LATIN.match(text, end) or (start and _LATIN.match(text, start - 1))):
        return False
    if _UNTICKED.search(text, max(0, start - _BOX), start) or _asked(text, end):
        return False
    if (
        text.startswith(_things(), end)
        or _SERVICE.match(text, end)
        or (word in _HEADINGS and text[end : end + 1] in _HEADS)
    ):
        return False
    if len(word) == _PAIR and _KANA.fullmatch(word) and not _stands(text, start, end):
        return False
    if word in _ATTENDING and text[start - 1 : start] == "で":
        return False
    if word in AIDS and (start or end < len(text)) and not _USED.match(text, end):
        return False
    if word == "生保" and text.startswith("護", end):
        return False  # 更生保護
    if word == "アレルギー" and _OF_FOOD.search(text, max(0, start - 1), start):
        return False  # told with what somebody cannot stand
    in_name = start > 0 and text[start - 1 : end] in names().given  # 万里子
    return not in_name and not _DENIED.match(text, end)


def _says_again(text: str, last: int, start: int, end: int) -> bool:
    """Whether a word only goes on about the trouble that ends at `last`: てんかんの発作, 発達障害(ASD)."""
    between = text[last:start]
    return (between == "の" and text[start:end] in _FITS) or (between in ("(", "（") and text[start:end].isascii())


def _ill_from(text: str, end: re.Match[str]) -> int | None:
    """Where the name of an illness begins that has this `end`; None for what is none or is denied."""
    stop = end.end()
    whole = _WHOLE_ILLNESS.search(text, max(0, end.start() - _LONGEST), stop)
    if whole is None or _NO_ILLNESS.search(whole.group()):
        return None
    return None if _of_nobody(text, whole.start(), stop) or _DENIED.match(text, stop) else whole.start()


def sensitive(text: str) -> Iterator[Hit]:
    """Each such word. By itself it says nothing; tied to a person it does. がん検診 and 認知症講座 are nobody's trouble."""
    fields, ills = list(_FIELD.finditer(text)), list(_ILL.finditer(text))
    listed: set[int] = set()
    last = 0
    for _, start, end in _words().find(text):
        if not _meant(text, start, end) or (last and _says_again(text, last, start, end)):
            continue
        if fields or ills:
            listed.update(range(start, end))
        last = end
        yield Hit("sensitive", text[start:end], start, end, WEAK)
    for match in ills:
        begin = _ill_from(text, match)
        if begin is not None and listed.isdisjoint(range(begin, match.end())):
            listed.update(range(begin, match.end()))
            yield Hit("sensitive", text[begin : match.end()], begin, match.end(), WEAK)
    for match in _TOLD.finditer(text):
        yield Hit("sensitive", match.group(), match.start(), match.end(), WEAK)
    if any(heading in text for heading in careers.HEADINGS):
        yield from careers.in_text(text)
    for match in fields:
        if listed.isdisjoint(range(*match.span(1))) and not _NOT_TOLD.search(match.group(1)):
            yield Hit("sensitive", match.group(1), match.start(1), match.end(1), WEAK)
