"""Lines whose names are nobody's: worksheets, stops of a bus, favourite names, years long past, signs for words, animals.

Such lines are taken out before anybody looks for names, so that one paper of the kind needs no list of its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from checks.residue.matchers import beings, examples, fiction, name_cells, public_columns, text_tables
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.lexicon import names
from checks.residue.pieces import Row
from checks.residue.records import nobody

LONGEST, ROWS = 100_000, 300
"""Characters of a text and rows of a table looked at: such papers are short."""
SEVERAL = 3
"""Lines of one kind that make a paper of years, of signs, of stops."""
HEADS = 4
"""Rows that may be headings."""
ENTRY_OF_TITLE = 30
"""Signs of a title."""
NAMINGS = 2
"""Words in quotation marks of a line on how children are named."""
SHORT = 60
"""Lines of a paper that speaks of one thing."""
HEAD_LINES, HEAD_SIGNS = 5, 400
"""Lines and signs that say which body's minutes these are."""
EXAMPLE = 10
"""Lines below the words that call them an example."""

_ASKED = "いくら(?:ですか|になりますか|でしょう)|(?:何|なん)[こ個本枚人円回匹冊台まびケcmkgmL][^\n]{0,12}(?:ですか|ますか|でしょう)|(?:求め|もとめ|答え)(?:なさい|ましょう|よ。)"
_STOPS = "停留所|バス停|時刻表|運賃|系統|のりば|路線図|運行情報|平常運転|運転見合わせ|運休|列車|振替輸送"
_NAMES = "(?:名字|苗字|姓|名前)[のに]?(?:人気)?(?:ランキング|ベスト|トップ|TOP|由来|順位)|人気の(?:名前|名字|苗字)|多い(?:名字|苗字|姓|名前)"
_SHOWN = "記入例|記載例|書き方の例|見本"
_PAST = "(?<![0-9])(?:1[0-8][0-9]{2}|19[0-2][0-9])年"
_FRUIT = "(?:さくらんぼ|桜桃|みかん|びわ|ぶどう|葡萄|もも|桃|りんご|なし|梨|柿|いちご|すもも|プルーン|メロン|すいか|栗|さつまいも|じゃがいも|米|トマト|なす|大根|ねぎ|枝豆)[)）]"
_MONTHS = "睦月|如月|弥生|卯月|皐月|水無月|文月|葉月|長月|神無月|霜月|師走"
_FAMOUS = "料理(?:研究)?家|作家|小説家|俳優|女優|歌手|声優|タレント|落語家|漫画家|画家|写真家|書家|詩人|俳人|歌人|評論家|ジャーナリスト|アナウンサー|キャスター|占い師|力士|棋士|[元前]?[^()（）]{0,8}(?:[市町村]長|知事|議員|大臣)"
_ERAS_BARE = "応永|文明|延徳|明応|大永|享禄|天文|弘治|永禄|元亀|天正|文禄|慶長|元和|寛永|正保|慶安|承応|明暦|万治|寛文|延宝|天和|貞享|元禄|宝永|正徳|享保|元文|寛保|延享|寛延|宝暦|明和|安永|天明|寛政|享和|文化|文政|天保|弘化|嘉永|安政|万延|文久|元治|慶応"
_ERAS = f"(?:{_ERAS_BARE})(?:[0-9]{{1,2}}|元)年"
_NAMINGS = "名[づ付]け|人気の「"
_TITLES = "用語集|用語解説|語源|人名[事辞]典|人物事典|図鑑|城主|藩主|歴代|句碑|歌碑|史跡|散歩マップ|沿革|落語会|寄席|演奏会|コンサート|連続テレビ小説|常設展|企画展|特別展|文学賞|市民大学|公開講座|シンポジウム|ドリル|れんしゅう|ひらがな練習|漢字練習|(?:策定委員会|審議会|運営協議会|審査会|検討委員会|評価委員会|懇話会|教育委員会|農業委員会)(?:委員)?(?:名簿|一覧|名簿.{0,8})?(?![^\\n])|人権擁護委員|行政相談委員"
_WORDS = "議会|内閣|閣僚|手話|指文字|手の形|台風|太郎|かぐや姫|一寸法師|白雪姫|シンデレラ|ドラえもん|のび太|サザエさん|アンパンマン|むかしむかし|昔々|架空の|仮の|実在の|初代|代目|代 |代\u3000|指揮|作曲|監督|主演|キャスト|配役|キャラクター|登場人物|うさぎ|ウサギ|ヤギ|ポニー"
_ANIMALS = frozenset("犬猫羊馬鳥")
_NAMED_SO = (
    "やすい", "難読", "珍しい", "難しい", "トップ", "TOP", "名づ", "名付", "人気の", "ランキング", "ベスト", "由来", "順位", "多い", "いくら", "求め", "もとめ", "答え",
    "家)", "家）", "作家", "俳優", "女優", "歌手", "声優", "タレント", "書家", "詩人", "俳人", "歌人", "ジャーナリスト", "アナウンサー", "キャスター", "占い師",
    "力士", "棋士", "市長", "町長", "村長", "知事", "議員", "大臣", "(1", "（1", "」\n", "』", "」より", "」冒頭", "頁", "ページ", "(幕", "（幕", "暗転", "ト書き",
    "紙しばい", "紙芝居", "章より", "会話", "道徳資料", "@scene",
    "用語", "語源", "人名", "人物", "図鑑", "城主", "藩主", "歴代", "句碑", "歌碑", "史跡", "散歩マップ", "沿革", "落語会", "寄席", "演奏会", "コンサート",
    "連続テレビ小説", "展", "文学賞", "市民大学", "公開講座", "シンポジウム", "ドリル", "れんしゅう", "練習", "委員", "審議会", "協議会", "審査会", "検討", "懇話会",
    "くらんぼ", "桜桃", "みかん", "びわ", "ぶどう", "葡萄", "もも)", "もも）", "桃)", "桃）", "りんご", "なし)", "なし）", "梨)", "梨）", "柿)", "柿）", "いちご", "プルーン", "メロン",
    "すいか", "栗)", "栗）", "いも)", "いも）", "米)", "米）", "トマト", "なす)", "なす）", "大根", "ねぎ", "枝豆",
)  # fmt: skip
_GATE = Gated(
    f"{_ERAS}|{_NAMINGS}|[(（](?:{_FAMOUS})[)）]|{_MONTHS}|{_TITLES}|[(（]1[0-9]{{3}}年?[-~～–―]|{fiction.SIGNS}|{_ASKED}|{_STOPS}|{_NAMES}|{_SHOWN}|{_PAST}|{_FRUIT}|(?:やすい|難読|珍しい|難しい)(?:名字|苗字|姓)|議会|内閣|閣僚|手話|指文字|手の形|台風|太郎|かぐや姫|一寸法師|白雪姫|シンデレラ|ドラえもん|のび太|サザエさん|アンパンマン|むかしむかし|昔々|架空の|仮の|実在の|例[ \u3000::1-9①-⑨]|初代|代目?[ \u3000]|指揮|作曲|監督|主演|キャスト|配役|キャラクター|登場人物|[犬猫羊馬鳥](?:[ \u3000:(]|$)|うさぎ|ウサギ|ヤギ|ポニー"
)

_QUESTION = re.compile(_ASKED)
_NUMBERED = re.compile(r"[ \u3000]*(?:[①-⑳]|[(（]?[0-9]{1,2}[)）.．]|問[0-9]|\[[0-9]\]|第[0-9]問|[0-9]{1,2}[ \u3000])")
_BUS = re.compile(_STOPS)
_BETWEEN = re.compile("[/／→・、,〜~－-]|\\s-\\s")
_RANKING = re.compile(_NAMES)
_OF_MONTHS, MONTHS = re.compile(_MONTHS), 4
"""Names of months, and how many of them a calendar's line holds."""
_ON_NAMES = re.compile(
    f"{_NAMES}|(?:やすい|難読|珍しい|難しい)(?:名字|苗字|姓)(?:$|の|一覧|と)|(?:名字|苗字|姓|名前|地名|病名|言葉|方言)の(?:由来|起源|ルーツ|はなし|話|豆知識)"
)
_OF_PUBLIC = re.compile(_TITLES)
_NOT_PUBLIC = re.compile(
    "参加|申込|申し込|受付|当番|(?<!関)係|応募|出欠|連絡|感想|利用|支払|謝金|謝礼|欠席|報酬|振込|貸出|返却|要旨|議事|記録|会議録|案件|対象"
)
"""What titles of papers speak of whose persons are known to all; of lists of whoever took part."""
_CALLED_SO = re.compile("[^\\s]さん|くん|ちゃん|ご家族|長男|長女|娘|息子|要介護|障害|生年月日")
_KNOWN = re.compile(f"(?:さん|氏)?[(（](?:{_FAMOUS})[)）]")
_OF_OLD, _NAMING = re.compile(_ERAS), re.compile(_NAMINGS)
_DIED = re.compile("死去|逝去|亡くな")
"""沢田 悦子さん(料理家), and of whom papers tell when they die."""
# 丸山 正一 (1850-1921): when somebody lived
_LIVED = re.compile(
    "[(（](?:1[0-8][0-9]{2}|19[0-4][0-9])年?[ \u3000]?[-~～–―][ \u3000]?(?:(?:1[0-9]|20)[0-9]{2})?年?[)）]"
)
_RANKED = re.compile("[0-9]{1,3}位|最も多|多い順|と続[くい]|読み方|由来|異体字|画数|ランキング|人気")
_PLACE = re.compile("[0-9]{1,3}位")
_YEAR = re.compile(
    r"[ \u3000・○●■]*(?:西暦)?(?:1[0-8][0-9]{2}|19[0-2][0-9]|[1-9][0-9]{2})年(?:[(（][^()（）]{1,8}[)）])?(?![ \u3000]?[0-9元生う]|前後?生)"
)
# who held an office one after the other: 初代 …, 二代目 …, 第3代 …
_COUNTED = frozenset(("代", "歴代", "代数"))
_GENERATION = re.compile("[ \u3000・]*(?:初代|第?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})代目?)(?![^ \u3000])")
_SIGN = re.compile(r"[^\s、。]{1,6}[ \u3000:=]+[^\n]*(?:手話|しぐさ|の形|指[をでは]|手[をでの]|[額胸頬肩あご]に)")
_ANIMAL = re.compile(
    r"[ \u3000・○●■]*(?:犬|猫|いぬ|ねこ|うさぎ|ウサギ|ポニー|ヤギ|馬|羊|ひつじ|インコ|ハムスター|モルモット|金魚|亀|カメ|[^\s、。]{1,3}[犬猫])(?:[ \u3000:(（]|$)"
)
# minutes of an elected assembly are published: who sits and speaks there is known by office
_ASSEMBLY = re.compile(
    "(?:[市区町村県府都道]議会(?!議員)[^\\n]{0,30}(?:会議録|議事録|記録|定例会|臨時会|本会議)|議会[^\\n。]{0,20}(?:会議録|報告会記録)|(?:内閣|閣僚)(?:名簿|一覧|の顔ぶれ))"
)
_OF_PRICES = re.compile("消費税(?:額|率|区分)?|税区分|税率|[内外]税|課税対象")
_TALE = re.compile(
    "桃太郎|金太郎|浦島太郎|かぐや姫|一寸法師|白雪姫|シンデレラ|ドラえもん|のび太|サザエさん|アンパンマン|むかしむかし|昔々"
)
_ONCE_UPON_A_TIME, _TOLD_LINES = re.compile("むかしむかし|昔々"), 20
"""How a tale begins; lines it goes on for."""
# 佐藤錦(さくらんぼ)、清見(みかん): sorts of fruit bear the names of who bred them
_SORT = re.compile(f"[^\\s、。,，(（]{{1,8}}[(（]{_FRUIT}")
_SORTS = 2
"""Sorts in a line that lists them."""
_SOMEBODY_TOO = re.compile("(?<!太郎)(?<!お[じばかと][いあっう])(?:さん|様|くん)(?=[はがもとのにを、。])")
"""Somebody is called politely in a line about a tale: a picture story told at a day care."""
_FOR_EXAMPLE = re.compile(r"[ \u3000※・]*(?:[良悪よわ]い)?例[ \u3000::1-9①-⑨]")
_INVENTED = re.compile(
    "(?:架空|仮)の(?:人物|事例|氏名|名前|方)|実在の(?:人物|個人|方)[^\n]{0,8}とは?[^\n]{0,4}(?:関係|無関係)"
)
_PLAYED = re.compile(
    "指揮[ \u3000::]|作曲|作詞|監督[ \u3000::]|主演|声の出演|独奏|独唱|ソリスト|ピアノ[ \u3000::]|ヴァイオリン|脚本|^[ \u3000:]*声[ \u3000]?[-::]|CV[.:: \u3000]"
)
_CAST = re.compile("(?:^|[ \u3000])(?:キャスト|配役|出演者?)(?:[ \u3000:]|$)")
_ENTRY = 30
"""Signs of a line of a bill that tells who plays what."""
_PLAY = re.compile("曲目|交響曲|協奏曲|開演|上映|映画|コンサート|演奏会|公演|登場人物|キャラクター|アニメ|ゲーム")
_STORM = re.compile("台風(?:第)?[0-9]{1,2}号")
_EXAMPLE_HEAD = re.compile(
    f"[ \u3000※○●◆■]*[【<\\[(「《]?(?:{_SHOWN})(?![^\n]{{0,8}}(?:参照|参考|通り|とおり|もと|従|見て))"
)
# who can be reached is somebody, whatever a paper says of itself; who is called politely is, whatever it is about
_CONTACT = r"[@＠〒]|丁目|番地|0[0-9]{1,4}[-(（)）]?[0-9]{1,4}[-)）]?[0-9]{4}"
_CALLED = re.compile("(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,6})[ \u3000]?様(?![子式々])")
_CONTACTED, _REACHED = re.compile(_CONTACT), re.compile(f"{_CONTACT}|様|飼い主|生年月日|[0-9]歳")


def blanked(text: str) -> str:
    """`text` with such lines left empty; the same text where there is none."""
    if len(text) > LONGEST:
        return text
    lines = text.split("\n")
    empty = text_tables.nobodys(lines) | text_tables.of_land(lines)
    if _possible(text):
        empty |= nobodys(lines)
    return "\n".join("" if number in empty else line for number, line in enumerate(lines)) if empty else text


def blanked_rows(rows: list[Row], title: str = "") -> list[Row]:
    """A table with such rows left empty, and such lines within its cells; `title` is what stands before it."""
    rows = public_columns.without(rows)
    above = title.rstrip().rpartition("\n")[2].strip()
    if len(rows) <= SHORT and _of_names(above, rows):
        return [[""] * len(row) for row in rows]
    if len(rows) <= SHORT and _OF_PUBLIC.search(above):
        known = _on_names([above, *(" ".join(filter(None, row)) for row in rows)])
        empty = {number - 1 for number in known if number and not _REACHED.search(" ".join(rows[number - 1]))}
        rows = [[""] * len(row) if number in empty else row for number, row in enumerate(rows)]
    if len(rows) > ROWS:
        return rows
    rows = _unsaid(_untaxed(rows))
    rows = _unbegun(_untamed(rows))
    lines = [" ".join(filter(None, row)) for row in rows]
    if not _possible("\n".join(lines)):
        return rows
    empty = nobodys(lines)
    return [
        [""] * len(row) if number in empty else [blanked(cell) if "\n" in cell else cell for cell in row]
        for number, row in enumerate(rows)
    ]


def _of_names(title: str, rows: list[Row]) -> bool:
    """Whether a table stands below a title on names that many bear, and holds no whole name and nothing that reaches anyone."""
    if len(title) > ENTRY_OF_TITLE or _ON_NAMES.search(title) is None:
        return False
    cells = [cell for row in rows for cell in row]
    whole = sum(len(cell) > 2 and name_cells.is_name(cell) for cell in cells)
    return whole < SEVERAL and not any(map(_REACHED.search, cells))


_SAID = ("「", "さんは ")


def _unsaid(rows: list[Row]) -> list[Row]:
    """A table without what its cells give as examples of how one speaks."""
    if not any(sign in cell for row in rows for cell in row for sign in _SAID):
        return rows
    return [[beings.without(cell) if any(sign in cell for sign in _SAID) else cell for cell in row] for row in rows]


def _unbegun(rows: list[Row]) -> list[Row]:
    """A table without those who held an office one after the other, counted in its first column: 代, 氏名, 就任."""
    head = next((number for number, row in enumerate(rows[:HEADS]) if row and row[0] in _COUNTED), None)
    if head is None or any(_REACHED.search(" ".join(row)) for row in rows):
        return rows
    return [
        *rows[: head + 1],
        *(
            [""] * len(row) if row and (row[0][:1].isdecimal() or row[0][:1] == "初") else row
            for row in rows[head + 1 :]
        ),
    ]


_OF_ANIMALS = frozenset(
    (
        "去勢",
        "避妊",
        "去勢・避妊",
        "避妊去勢",
        "避妊・去勢",
        "犬種",
        "猫種",
        "毛色",
        "鑑札",
        "鑑札番号",
        "狂犬病",
        "狂犬病予防",
        "体高",
    )
)
_ITS_OWN = re.compile(
    "(?:犬|猫|ペット|動物)?の?(?:名前|名|呼び名|愛称)|病気|疾患|持病|病歴|既往歴?|症状|アレルギー|健康状態|性格"
)


def _untamed(rows: list[Row]) -> list[Row]:
    """A table of animals without what is told of them: their names and illnesses; those they belong to stay."""
    for number, row in enumerate(rows[:HEADS]):
        if not _OF_ANIMALS.isdisjoint(row):
            own = {at for at, cell in enumerate(row) if _ITS_OWN.fullmatch(cell)}
            bare = (["" if at in own else cell for at, cell in enumerate(other)] for other in rows[number:])
            return [*rows[:number], *bare]
    return rows


def _untaxed(rows: list[Row]) -> list[Row]:
    """A table without its columns of taxes: what is taxed or not there is a price, nobody's income."""
    heads = rows[:HEADS]
    if not any("税" in cell or "対象" in cell for row in heads for cell in row):
        return rows
    taxed = {at for row in heads for at, cell in enumerate(row) if _OF_PRICES.fullmatch(cell)}
    return [["" if at in taxed else cell for at, cell in enumerate(row)] for row in rows] if taxed else rows


@cache
def _gate_words() -> AhoCorasick:
    """What one of stands in every text that `_GATE` knows, apart from years long past: far faster to look for than the pattern."""
    marks = [f"{one}{other}" for one in ("何", "なん") for other in "こ個本枚人円回匹冊台まびケcmkgmL"]
    marks += [f"例{other}" for other in " \u3000:1234567890①②③④⑤⑥⑦⑧⑨"] + [
        f"{one}{other}" for one in "犬猫羊馬鳥" for other in " \u3000:("
    ]
    marks += [f"第{one}" for one in "0123456789一二三四五六七八九十"] + [f"日{one}" for one in "-‐–―~～ \u3000"]
    plain = f"{_ERAS_BARE}|{_MONTHS}|{_STOPS}|{_SHOWN}|{_WORDS}".split("|")
    return AhoCorasick([*plain, *_NAMED_SO, *marks])


_LONG_PAST = re.compile("1[0-8][0-9]{2}年|19[0-2][0-9]年")


def _possible(text: str) -> bool:
    found = _gate_words().find_matches_as_indexes(text, overlapping=True)
    if text.rstrip("\n")[-1:] in _ANIMALS or _LONG_PAST.search(text):
        return _GATE.search(text) is not None
    done = 0
    for _, start, _ in found:  # the pattern costs a hundred times what a word does: it is asked where one stands alone
        for place in range(max(done, start - _BEFORE_WORD), start + 1):
            if _GATE.match(text, place) is not None:
                return True
        done = max(done, start + 1)
    return False


_BEFORE_WORD = 12
"""Signs of a match of the gate before the first of its words, at most."""


def nobodys(lines: Sequence[str]) -> set[int]:
    """Numbers of the lines that name nobody."""
    found = _worksheet(lines) | _stops(lines) | _favourites(lines) | _played(lines)
    found |= (
        _several(lines, _GENERATION.match)
        | _several(lines, _YEAR.match)
        | _several(lines, _SIGN.match, with_word=("手話", "指文字", "手の形"))
    )
    found |= {
        number
        for number, line in enumerate(lines)
        if _ANIMAL.match(line) and "さん" not in line and not _whole_name(line)
    }
    text = "\n".join(lines)
    for pattern, names_nobody in _LINES:
        if pattern.search(text) is not None:  # most stand in no line of most papers
            found |= {number for number, line in enumerate(lines) if names_nobody(line)}
    found |= _signs(lines) | _on_names(lines) | _tale(lines)
    found |= _of_old(lines)
    if fiction.told(lines):
        found = set(range(len(lines)))
    found = {number for number in found if not _REACHED.search(lines[number])}
    return (
        found
        | _shown(lines)
        | {
            number
            for number in _invented(lines) | _assembly(lines) | _dead(lines)
            if not _CONTACTED.search(lines[number])
        }
    )


def _in_general(line: str) -> bool:
    """Whether a line tells of a storm, or of somebody who lived long ago."""
    return _STORM.search(line) is not None or _LIVED.search(line) is not None


def _on_naming(line: str) -> bool:
    return line.count("「") >= NAMINGS and _NAMING.search(line) is not None


def _of_the_known(line: str) -> bool:
    return _KNOWN.search(line) is not None and fiction.REAL.search(line) is None


def _of_a_tale(line: str) -> bool:
    return _TALE.search(line) is not None and _SOMEBODY_TOO.search(line) is None


def _of_months(line: str) -> bool:
    return len(set(_OF_MONTHS.findall(line))) >= MONTHS


def _of_sorts(line: str) -> bool:
    return len(_SORT.findall(line)) >= _SORTS


_LINES: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (_STORM, _in_general), (_LIVED, _in_general), (_NAMING, _on_naming), (_KNOWN, _of_the_known), (_TALE, _of_a_tale),
    (_OF_MONTHS, _of_months), (re.compile(f"[(（]{_FRUIT}"), _of_sorts),
)  # fmt: skip
"""What a paper has to hold, and which of its lines name nobody then."""


_SIGNS_HEAD = re.compile("手の形|手の動き|手話(?:単語|の表現)|指文字")


def _signs(lines: Sequence[str]) -> set[int]:
    """All lines of a list of words and how they are signed, told by its heading."""
    head = next((n for n, line in enumerate(lines[:HEADS]) if len(line) <= 40 and _SIGNS_HEAD.search(line)), None)
    return set() if head is None or "。" in lines[head] else set(range(head, len(lines)))


def _on_names(lines: Sequence[str]) -> set[int]:
    """All lines of a short text on where surnames come from, told by its title; of one on what all know those that call nobody."""
    title = next((line for line in lines if line.strip()), "")
    if len(lines) > SHORT or len(title) > ENTRY_OF_TITLE or "。" in title:
        return set()
    if _ON_NAMES.search(title):
        return set(range(len(lines)))
    if not _OF_PUBLIC.search(title) or _NOT_PUBLIC.search("\n".join(lines[:HEADS])):
        return set()
    return {number for number, line in enumerate(lines) if not _CALLED_SO.search(line)}


def _tale(lines: Sequence[str]) -> set[int]:
    """The lines of a tale from its first words on; of those in which somebody is called politely none."""
    begun = next((number for number, line in enumerate(lines) if _ONCE_UPON_A_TIME.search(line)), None)
    if begun is None:
        return set()
    told = range(begun, min(len(lines), begun + _TOLD_LINES))
    return {number for number in told if not _SOMEBODY_TOO.search(lines[number])}


def _of_old(lines: Sequence[str]) -> set[int]:
    """Lines of a short text that tells of times long past, by their eras, and call nobody."""
    if len(lines) > SHORT or not any(map(_OF_OLD.search, lines)) or any(map(fiction.REAL.search, lines)):
        return set()
    return {number for number, line in enumerate(lines) if not _CALLED_SO.search(line)}


def _dead(lines: Sequence[str]) -> set[int]:
    """Lines that tell of the death of somebody known by office or work."""
    return {number for number, line in enumerate(lines) if _DIED.search(line) and _KNOWN.search(line)}


def _assembly(lines: Sequence[str]) -> set[int]:
    """All lines of the minutes of an elected assembly, told by what stands at their head."""
    head = "\n".join(lines[:HEAD_LINES])[:HEAD_SIGNS]
    return set(range(len(lines))) if _ASSEMBLY.search(head) else set()


def _invented(lines: Sequence[str]) -> set[int]:
    """All lines of a short paper that says of itself that its persons do not exist; else those that give an example."""
    if len(lines) <= SHORT and any(map(_INVENTED.search, lines)):
        return set(range(len(lines)))
    return {number for number, line in enumerate(lines) if _FOR_EXAMPLE.match(line)}


def _played(lines: Sequence[str]) -> set[int]:
    """Who plays and who directs, in the bill of a concert or film."""
    played = {number for number, line in enumerate(lines) if _PLAYED.search(line)}
    cast = next((number for number, line in enumerate(lines) if _CAST.search(line)), None)
    if cast is not None and len(lines) <= SHORT:
        played |= {number for number in range(cast, len(lines)) if len(lines[number]) <= _ENTRY}
    return played if played and any(map(_PLAY.search, lines)) else set()


def _several(lines: Sequence[str], test: Callable[[str], object], with_word: Sequence[str] = ()) -> set[int]:
    if with_word and not any(word in line for word in with_word for line in lines):
        return set()
    told = {number for number, line in enumerate(lines) if test(line)}
    return told if len(told) >= SEVERAL else set()


def _worksheet(lines: Sequence[str]) -> set[int]:
    """Numbered exercises, once one of the numbered lines asks for a result."""
    numbered = {number: match.end() for number, line in enumerate(lines) if (match := _NUMBERED.match(line))}
    if not any(_QUESTION.search(lines[number]) for number in numbered):
        return set()
    return {number for number, end in numbered.items() if not _begins_with_name(lines[number][end:])}


def _begins_with_name(text: str) -> bool:
    """Whether a numbered line is an entry about somebody with a whole name, not a sentence."""
    words = text.split()
    first = "".join(words[:1])
    whole = len(first) > 2 and name_cells.is_name(first)
    return whole or (len(words) > 1 and name_cells.is_name(" ".join(words[:2])))


def _whole_name(line: str) -> bool:
    """Whether a line holds a whole name: ducks and rabbits are groups of a nursery as well."""
    words = line.split()
    single = (word for word in words if len(word) > 2)
    return any(map(name_cells.is_name, [*single, *map(" ".join, pairwise(words))]))


def _stops(lines: Sequence[str]) -> set[int]:
    """Stops and stations in a row, and fares between them."""
    told = [number for number, line in enumerate(lines) if _BUS.search(line)]
    if len({match for number in told for match in _BUS.findall(lines[number])}) < 2:
        return set()
    return set(told) | {number for number, line in enumerate(lines) if len(_BETWEEN.findall(line)) > SEVERAL}


def _favourites(lines: Sequence[str]) -> set[int]:
    """Names that many bear, in order of how many do."""
    if not any(map(_RANKING.search, lines)):
        return set()
    return {number for number, line in enumerate(lines) if _RANKED.search(line)}


def _shown(lines: Sequence[str]) -> set[int]:
    """Lines below a heading that calls them an example, unless they tell of somebody who is none."""
    heads = [n for n, line in enumerate(lines) if len(line) <= 40 and "。" not in line and _EXAMPLE_HEAD.match(line)]
    below = [range(head, min(head + EXAMPLE, len(lines))) for head in heads]
    return {number for shown in below if not _somebody([lines[n] for n in shown]) for number in shown}


def _somebody(lines: Sequence[str]) -> bool:
    # a surname called politely is a person's; circles and specimens are called so, too
    called = {match.group(1) for line in lines for match in _CALLED.finditer(line)}
    named = (one for one in called if not nobody(one))
    return examples.somebody_in(lines) or any(one in names().surnames or name_cells.is_name(one) for one in named)
