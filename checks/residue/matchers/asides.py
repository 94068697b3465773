"""Persons named in passing, as people jot down: 大槻 返電待ち, 受けた人:柘植, 上の子(柚希), うちの菱沼が, 小牧まで, @向田.

Such frames stand in notes, letters and messages. What they frame may be a place or a rare surname as well, so each frame
says which of these it lets count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import loose_given
from checks.residue.matchers.frame_words import Framed, Tells, behind, introduction, lists, one_of, wordy
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.given import known_kana
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names, word_set
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.needed import Needing

LONGEST = 20_000
"""Signs of a text beyond which nobody jots down anything."""
_BLANK = "[ \u3000]"
_RUN = f"(?<![{LETTER}\u30a1-\u30fc])([{LETTER}]{{1,5}})"
_NAME = f"([{LETTER}]{{1,5}})"
_TWO = f"([{LETTER}]{{2,4}})"
_END = f"(?={_BLANK}*(?:\n|\\Z))"


def find(text: str) -> Iterator[Framed]:
    """All of them in folded `text`."""
    if len(text) > LONGEST:
        return
    for pattern, tells, place in _FRAMES:
        for match in pattern.finditer(text):
            if value := surname(match.group(1), place=place):
                yield Framed(value, tells)
    yield from _of_kin(text)
    yield from _foreign(text)
    yield from _with_kana(text)
    yield from _taking_turns(text)


_KIN = (
    "(?:長男|長女|次男|次女|二男|二女|三男|三女|息子|娘|お?母|お?父|祖母|祖父|妻|夫|家内|主人|旦那|奥さん|奥様|嫁|孫|お孫|弟|妹|兄|姉|ばあちゃん|じいちゃん"
    "|ばあさん|じいさん|おばちゃん|おっちゃん|おじちゃん|おばさん|おじさん|ママ|パパ)"
)
_DONE = (
    "(?:返電|折返|折り返|電話|TEL|来電|架電|来所|来訪|来店|来庁|面談|面接|訪問|受診|通院|欠席|早退|遅刻|休|有休|有給|出勤|早番|遅番|夜勤|日勤|直行|直帰|不在|入金|未納|未提出|提出"
    "|返却|連絡|確認|引継|見学|退会|入会|退院|入院|異動|復帰|交代|対応|迎え|送り|発熱|嘔吐|宿泊|泊|要|→|○|◯|×|△|済)"
)
_SAID = "(?:受けた|聞いた|書いた|話した|見た|出た|行った|いた|来た|休んだ|頼んだ|やった)(?:人|者|職員)"
_SOURCE = (
    "(?:発信元|発信|紹介元|紹介|差出|返信|連絡元|照会元|報告|報告者|受付|問合せ元|文責|管理|記入|調査|聞き?取り|聴取)"
)
_WORK = "(?:聞き?取り|聴取|面談|訪問|巡回|記入|記録|対応|受付|担当|作成|報告|確認)"
_PART = "(?:欠席|早退|遅刻|出席|休み|当番|担当|早番|遅番|日直|参加|こちら|先方|相手)"


def _line(pattern: str) -> Needing:
    return Needing(pattern, re.MULTILINE)


def _gated(pattern: str) -> Needing:
    """For what would begin at every ideograph or border; the kernel's tables are left to those who need them."""
    return Needing(Gated(pattern, re.MULTILINE))


# what a frame looks like, how much it says, and whether it lets places and single signs count as well
_FRAMES: tuple[tuple[Needing, Tells, bool], ...] = (
    (_gated(f"{_RUN}(?:さん)?の{_KIN}(?=です|さん|が|は|も|を|に|と|、|。|から|より|\n|\\Z)"), Tells.PERSON, False),
    (_gated(f"{_RUN}(?:はん|っち|しゃん|んち|さんち|さんとこ|さん家)(?=[のがはにもをへとで、。 \u3000\n]|\\Z)"), Tells.PERSON, True),
    (_line(f"うちの{_TWO}(?=[がはもにをとへ])"), Tells.PERSON, False),
    (_gated(f"(?:^|(?<=[「。、\n])){_NAME}(?=です[。、!けがよ\n]|でございます|と申します|ともうします|と言います|といいます|というもの)"), Tells.LITTLE, True),
    (_line(f"(?:に住む|に住んでる|に住んでいる|在住の|[0-9]号室の|番地の){_NAME}(?=です|ですけ|でございます|ですが|と申|と言|が|は|さん|様)"), Tells.PERSON, True),
    (_line(f"{_SAID}[:= \u3000]{{1,3}}{_NAME}(?=[\\s、。(（]|\\Z)"), Tells.PERSON, True),
    (_line(f"{_SOURCE}[:= \u3000]{{1,3}}[^\\s:。、]{{2,16}}{_BLANK}{{1,3}}{_NAME}{_END}"), Tells.LITTLE, True),
    (_line(f"{_WORK}[(（]([{LETTER}]{{1,4}})[)）]"), Tells.PERSON, True),
    (_line(f"^[ \u3000]{{5,}}(?:[{LETTER}\u30a1-\u30fc]{{2,8}}{_BLANK}{{1,2}})?([{LETTER}]{{1,4}}){_BLANK}*(?:印|拝|より)?{_END}"), Tells.PERSON, True),
    (_gated(f"(?:(?<=[。!?♪〜)）っょねよ])|(?<=す)|(?<=た)){_BLANK}*[(（]{_TWO}[)）]{_END}"), Tells.PERSON, False),
    (_line(f"^{_BLANK}*{_TWO}{_BLANK}?(?:拝|記|より){_END}"), Tells.PERSON, False),
    (_line(f"(?:[はも、。]){_TWO}まで(?=[。、!]|お?願|連絡|ください|下さい|どうぞ|{_BLANK}*(?:\n|\\Z))"), Tells.LITTLE, False),
    (_line(f"[0-9]{{1,2}}(?:時半?|:[0-9]{{2}})(?:頃|ごろ|[0-9]{{1,2}}分)?(?:から|〜|に)?{_BLANK}?{_TWO}(?=[ \u3000、。\n]|\\Z)"), Tells.PERSON, False),
    (_line(f"^[・●○◎◇◆■□*-]?{_BLANK}*{_TWO}{_BLANK}{{1,2}}(?={_DONE})"), Tells.PERSON, True),
    (_line(f"(?:早|遅|休|日|夜|明|公|有|欠|宿|直){_BLANK}{_TWO}(?=[ \u3000、\n]|\\Z)"), Tells.LITTLE, False),
    (_gated(f"(?:姓|苗字|名字|旧姓|表札)(?:に?は|が|に|を)?[「『 \u3000:]{{0,2}}{_NAME}(?=[」』。\n]|\\Z|から|に(?:変|戻|改|なり|なっ|は)|へ)"), Tells.PERSON, True),
    (_line(f"[(（ \u3000](?:聞き手|話し手|語り手|取材|取扱い?|うけ|かけた人){_BLANK}?[: \u3000]?{_BLANK}?{_NAME}(?=[)）\n]|\\Z)"), Tells.PERSON, True),
    (_line(f"@([{LETTER}]{{2,6}})(?=[ \u3000\n]|さん|\\Z)"), Tells.PERSON, True),
    (_line(f"^{_TWO}[>＞](?=.)"), Tells.PERSON, True),
    (_line(f"{_PART}=([{LETTER}]{{1,4}})(?=[(（・、\\s]|\\Z)"), Tells.PERSON, True),
)  # fmt: skip


def surname(run: str, *, place: bool) -> str:
    """The surname a run of ideographs is, its label aside; `place` lets prefectures and single signs count."""
    length, _ = introduction(run)
    value = run[length:]
    plain, lexicon = plain_ideographs(value), names()
    if not value or value in word_set("no_person") or value in word_set("no_surname") or kind_of(value):
        return ""
    if value in behind() or value in one_of("party") or value in one_of("kin"):
        return ""
    weight = lexicon.surnames.get(plain, 0)
    if len(value) == 1:
        return value if place and weight == _KNOWN else ""
    if (is_ordinary(plain) or plain in lexicon.words) and plain not in one_of("common"):
        return ""
    if not place and value in word_set("prefectures"):
        return ""
    return value if weight else ""


_KNOWN = 2
_GIVEN = f"[{LETTER}]{{1,3}}|[\u3041-\u3096]{{2,4}}?|[\u30a1-\u30fa\u30fc]{{2,4}}[子美江代枝恵]?"
_KIN_BEFORE = Needing(
    Gated(
        "(?:[上下中次末](?:の子|の娘|の息子|の妹|の弟|の姉|の兄)|まん中の子|実子|子ども|こども|子供|むすこ|むすめ|息子|娘|おい|めい|甥|姪|おば|おじ|叔母|叔父|祖母|祖父|お?母さん|お?父さん|奥さん|奥様|ご主人|主人|旦那|だんな|ママ|パパ"
        "|お?姉ちゃん|お?兄ちゃん|保護者|長男|長女|次男|次女|三男|三女|妹|弟|姉|兄|夫|妻|双子|孫|お孫さん|娘さん|息子さん|いとこ|うち)"
        f"(?:の名前?は|の名(?={_BLANK})|のほう|の|は|が|、|=|:|{_BLANK}{{1,2}}|{_BLANK}?[(（「])"
        f"({_GIVEN})(?=[)）」]|さん|さま|様|くん|君|ちゃん|[はがもをとにの、。 \u3000\n]|[0-9(（]|も?行|\\Z)"
    )
)
_NO_GIVEN = frozenset(
    [
        "方",
        "件",
        "家",
        "者",
        "こと",
        "ため",
        "ほう",
        "とき",
        "なか",
        "中",
        "上",
        "下",
        "前",
        "後",
        "時",
        "話",
        "声",
        "顔",
        "手",
        "足",
        "目",
        "友人",
        "友達",
        "会社",
        "学校",
        "仕事",
        "名前",
        "様子",
        "電話",
        "実家",
        "世話",
        "体調",
        "病院",
        "家族",
        "同意",
        "希望",
        "意向",
        "許可",
        "了解",
        "協力",
        "面倒",
        "介護",
        "看病",
        "送迎",
        "帰り",
        "迎え",
        "出産",
        "入院",
        "退院",
        "葬儀",
        "法事",
        "誕生日",
        "年齢",
        "写真",
        "荷物",
        "車",
        "部屋",
        "席",
        "自転車",
        "弁当",
        "水筒",
        "靴",
        "傘",
        "とも",
        "もの",
        "それ",
        "これ",
        "みな",
        "いま",
        "いつ",
        "まだ",
        "また",
        "もう",
        "すぐ",
        "よく",
        "とても",
    ]
)


def _of_kin(text: str) -> Iterator[Framed]:
    """Given names behind relatives as people call them: うちの詩は, お母さんの恵理さん, むすこ 渉, 下の子(こはる)."""
    for match in _KIN_BEFORE.finditer(text):
        value = match.group(1)
        if value in _NO_GIVEN or value in word_set("no_person") or value in word_set("not_given"):
            continue
        if is_given(value, sure=match.group().startswith("うち")):
            yield Framed(value, Tells.PRIVATE)


_KATAKANA = "[\u30a1-\u30fa\u30fc]"
_FOREIGN = (
    Needing(
        f"(?:父|母|夫|妻|子|長男|長女|次男|次女|本人|世帯主|配偶者|兄|弟|姉|妹|氏名|名前)(?::|の|は|{_BLANK}){{1,2}}({_KATAKANA}{{1,12}}(?:[・= \u3000]{_KATAKANA}{{2,12}}){{1,3}})(?!{_KATAKANA})"
    ),
    Needing(
        "(?:氏名|名前|名義|本名|英字|ローマ字|パスポート|旅券|在留カード|通称名?)[^\nA-Za-z]{0,8}([A-Z][A-Z'-]+(?: [A-Z][A-Z'-]+){1,3})(?![A-Za-z0-9])"
    ),
    Needing(f"{_KATAKANA}{{2,12}}[・ \u3000]{_KATAKANA}{{2,12}}[ \u3000]?[(（]([A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){{1,3}})[)）]"),
    Needing(f"({_KATAKANA}{{2,12}}(?:[・ \u3000]{_KATAKANA}{{2,12}}){{1,3}})[ \u3000]?[(（][A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){{1,3}}[)）]"),
)  # fmt: skip
_KATAKANA_WORDS = frozenset(("タクシー", "ドライバー", "スタッフ", "サービス", "センター", "ケア", "ホーム", "デイ"))


def _foreign(text: str) -> Iterator[Framed]:
    """Foreign names behind a relative or a label, and beside their other way of writing."""
    for pattern in _FOREIGN:
        for match in pattern.finditer(text):
            if _KATAKANA_WORDS.isdisjoint(re.split("[・= \u3000]", match.group(1))):
                yield Framed(match.group(1), Tells.PERSON)


_WITH_KANA = Needing(
    f"(?:本人|氏名|利用者|患者|対象者|世帯主|相談者|被保険者|申請者|故人|[祖]?[母父]|妻|夫)[ \u3000:・]{{1,3}}([{LETTER}]{{2,4}})([ \u3000]?{_KATAKANA}{{2,4}}[子美江代枝恵]?)(?={_BLANK}?[(（、。]|{_BLANK}?[様さ]|{_END})",
    re.MULTILINE,
)


def _with_kana(text: str) -> Iterator[Framed]:
    """Full names with a given name in katakana that nobody listed, behind who somebody is: 本人 小川 マツノ(."""
    for match in _WITH_KANA.finditer(text):
        if names().surnames.get(plain_ideographs(match.group(1)), 0) == _KNOWN:
            yield Framed(match.group(1) + match.group(2), Tells.PERSON)


_TURN = Needing(f"^([{LETTER}]{{1,4}}|[\u3041-\u3096]{{2,4}})\u3000(?=[^\n]{{4,}}[。!?？!…]$)", re.MULTILINE)
_LEAST_TURNS, _LEAST_SPEAKERS = 3, 2


def _taking_turns(text: str) -> Iterator[Framed]:
    """Who speaks line by line in an interview, set off by a blank: most lines begin with one of few names."""
    told = [match.group(1) for match in _TURN.finditer(text)]
    speakers = {value for value in told if surname(value, place=True)}
    if len(told) >= _LEAST_TURNS and len(speakers) >= max(_LEAST_SPEAKERS, len({*told}) // 2 + 1):
        for value in speakers:
            yield Framed(value, Tells.PERSON)


def is_given(value: str, *, sure: bool) -> bool:
    """Whether signs behind a relative are a given name: listed, and no word or other relative; both dictionaries if `sure`."""
    plain, lexicon = plain_ideographs(value), names()
    weight = lexicon.given.get(plain, 0)
    if "\u3041" <= value[0] <= "\u30fc":
        return weight >= 1 + sure or (not sure and value[0] >= "\u30a1" and len(value) > 2 and known_kana(value))
    if value in one_of("kin") or value in one_of("party") or value in behind() or value in lists()["bracketed"]:
        return False
    if kind_of(value):
        return False
    if len(plain) == 1:
        return weight == _KNOWN and not sure and plain not in _PLAIN
    if sure or weight:
        return weight > sure and not (wordy(value) and weight < _KNOWN)
    return len(plain) > 1 and loose_given.likely(value)


_PLAIN = frozenset("一二三元心光力和学進直明正愛花星月空海歩望都木家車店犬猫声手目足口顔体今朝夜昼年月日水火金土")
