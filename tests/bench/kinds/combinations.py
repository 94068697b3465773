"""Small tables of every combination of heading, contents, columns beside them and rows: python -m tests.bench.kinds.combinations.

Prints how many of the names are found for each heading, kind of contents, company and size, and which tables of things that
bear the same names are flagged. Names are frequent ones, written here; nothing is random but the draw from these lists.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import FileResult, Verdict

SURNAMES = "佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 清水 斎藤 阿部 森 池田 橋本 石川 山崎 中島 前田 藤田 小川 岡田 長谷川 村上 近藤 石井 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 岡本 松田 中川 中野 原田 小野 田村 竹内 金子 和田 石田 上田 森田 柴田 酒井 工藤 横山 宮崎 宮本 内田 高木 安藤 島田 谷口 大野 丸山 今井 蛭田 五味 勝又 猪瀬 海老原 日下部 越智".split()
GIVEN = "翔太 大輔 健一 誠 直樹 拓也 美咲 陽菜 結衣 葵 さくら 凛 蓮 悠真 湊 和子 幸子 節子 久美子 恵子 由美子 裕子 明美 智子 千代 ハル キヨ 茂 清 勇 正雄 昭 博 勝 隆 浩 修 健太 達也 彩 愛 千尋 紗季 莉子 楓 大翔 颯太 朝陽 ひまり こはる みなと 美月 悠人 琉生 心春 杏 七海 芽依 遥斗 樹 律 結菜 一花 咲良 紬".split()
KANA = ("サトウ スズキ タカハシ タナカ ワタナベ イトウ ヤマモト ナカムラ コバヤシ カトウ ヨシダ".split(), "ショウタ ダイスケ ケンイチ マコト ナオキ ミサキ ユイ アオイ カズコ サチコ ケイコ".split())  # fmt: skip
HEADINGS = ["", *"氏名 名前 利用者 対象者 参加者 担当 当番 代表 子 児童 保護者 世帯主 申込 本人 届出人 NAME 名 だれ 患者 訪問先 配布先 役 貸した人 相手 班員 A".split()]  # fmt: skip
OF_THINGS = ["", *"品名 場所 駅 花 組 施設 メニュー 課 取引先 町 月 部屋 列車 名称 名前 名 A 対象 配布先 担当 参加者 代表 申込".split()]  # fmt: skip
THINGS = {
    "goods": "えんぴつ ノート 消しゴム 定規 のり はさみ ファイル 封筒 電池 マスク 洗剤 雑巾".split(),
    "prefectures": "千葉 福島 山口 長野 石川 宮崎 福井 山形 秋田 岡山 香川 富山 大分 佐賀 長崎".split(),
    "stations": "渋谷 大塚 目白 上野 神田 品川 大崎 田町 中野 荻窪 三鷹 立川 高尾 赤羽 王子 板橋".split(),
    "plants": "さくら あおい すみれ かえで つばき ゆり らん あんず 楓 椿 桜 桃 杏 梅 菊 萩 葵 蓮".split(),
    "groups": "ひまわり組 さくら組 つばめ組 うさぎ組 ほし組 たんぽぽ組".split(),
    "places": "中央図書館 東公民館 西体育館 南児童館 北会館 駅前広場 市民ホール 第二集会所".split(),
    "dishes": "カレー シチュー 肉じゃが 味噌汁 焼魚 煮物 おひたし 唐揚げ うどん そば".split(),
    "sections": "総務課 福祉課 会計課 税務課 土木課 住民課 保険課 企画課".split(),
    "companies": "山田商店 佐藤工務店 鈴木電機 田中運輸 木村印刷 高橋設備 林建設 森農園 三浦酒店".split(),
    "towns": "本町 栄町 緑町 旭町 泉町 幸町 若葉町 曙町 末広町 寿町".split(),
    "months": "睦月 如月 弥生 卯月 皐月 水無月 文月 葉月 長月 神無月 霜月 師走".split(),
    "rooms": "松の間 竹の間 梅の間 さくら あやめ もみじ かえで ふじ".split(),
    "trains": "はやぶさ ひかり こだま のぞみ あさま さくら みずほ つばさ".split(),
}  # fmt: skip
Draw = Callable[[random.Random], str]
CONTENTS: dict[str, Draw] = {
    "whole": lambda draw: draw.choice(SURNAMES) + draw.choice(GIVEN),
    "whole, apart": lambda draw: f"{draw.choice(SURNAMES)}\u3000{draw.choice(GIVEN)}",
    "surname": lambda draw: draw.choice(SURNAMES),
    "given name": lambda draw: draw.choice(GIVEN),
    "reading": lambda draw: f"{draw.choice(KANA[0])} {draw.choice(KANA[1])}",
    "polite": lambda draw: draw.choice(SURNAMES) + draw.choice(["さん", "様"]),
    "mixed": lambda draw: draw.choice([draw.choice(SURNAMES), draw.choice(GIVEN), draw.choice(SURNAMES) + draw.choice(GIVEN)]),
}  # fmt: skip
BESIDE: dict[str, list[tuple[str, Draw]]] = {
    "marks": [("確認", lambda draw: draw.choice("○×△"))],
    "counts": [("数量", lambda draw: str(draw.randint(1, 9))), ("金額", lambda draw: str(draw.randint(1, 99) * 100))],
    "days": [("日付", lambda draw: f"{draw.randint(1, 12)}/{draw.randint(1, 28)}"), ("時間", lambda draw: f"{draw.randint(9, 17)}:30")],
    "notes": [("備考", lambda draw: draw.choice(["来月も", "鍵あり", "要連絡", "", "再度訪問", "欠席", "済"]))],
    "places": [("場所", lambda draw: draw.choice(["集会室", "ホール", "公園", "第一会議室"])), ("曜日", lambda draw: draw.choice("月火水木金"))],
    "nothing": [],
}  # fmt: skip


def bare(value: str) -> str:
    """A name without blanks and honorific."""
    return "".join(unicodedata.normalize("NFKC", value).split()).removesuffix("さん").removesuffix("様")


def _one_of(words: list[str], draw: random.Random) -> str:
    return draw.choice(words)


def look(draw: random.Random, heading: str, cell: Draw, beside: str, rows: int) -> tuple[FileResult, list[str]]:
    """The verdict on one table, and what was written into its column."""
    further = BESIDE[beside]
    counted = draw.random() < 0.5
    cells = [cell(draw) for _ in range(rows)]
    lines = [[*(["No"] if counted else []), heading, *(name for name, _ in further)]]
    lines += [
        [*([str(number)] if counted else []), one, *(other(draw) for _, other in further)]
        for number, one in enumerate(cells, 1)
    ]
    return inspect_bytes("\n".join(map(",".join, lines)).encode(), "list.csv", Budget(), reveal=True), cells


def names(draw: random.Random) -> Iterator[tuple[str, str, int, int]]:
    """Axis, its value, names written and names found, for every table of names."""
    for heading, (kind, cell), beside, rows in product(HEADINGS, CONTENTS.items(), BESIDE, (4, 12, 40)):
        result, cells = look(draw, heading, cell, beside, rows)
        found = {bare(value) for what, value, _ in result.matches or () if what in ("name", "kana")}
        hit = sum(bare(one) in found for one in cells)
        for axis, value in (("heading", heading), ("contents", kind), ("beside", beside), ("rows", str(rows))):
            yield axis, value, len(cells), hit


def things(draw: random.Random) -> Iterator[tuple[str, str, str]]:
    """What is listed, its heading and the verdict, for every table of things."""
    for heading, (kind, words), beside, rows in product(OF_THINGS, THINGS.items(), BESIDE, (6, 20)):
        result, _ = look(draw, heading, partial(_one_of, words), beside, rows)
        yield kind, heading, result.verdict.name


def main() -> None:
    """Print both tables."""
    written: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for axis, value, planted, hit in names(random.Random(5)):
        written[axis, value][0] += planted
        written[axis, value][1] += hit
    for (axis, value), (planted, hit) in written.items():
        sys.stdout.write(f"{axis:9} {value or '(none)':14} {hit / planted:.2f}\n")
    verdicts = [*things(random.Random(6))]
    flagged = Counter((kind, heading) for kind, heading, verdict in verdicts if verdict != Verdict.CLEAN.name)
    sys.stdout.write(f"things: {len(verdicts)} tables, flagged {flagged.total()} {dict(flagged)}\n")


if __name__ == "__main__":
    main()
