"""Short notes of every combination of a place for a name and a sort of name: python -m tests.bench.kinds.sentences [--low].

Each name stands alone in its note, and in one whose other lines speak of somebody else (so that only the name is to be found, not the file), and
far down in three pages. Then the same places hold things, places and public persons. Names are written here; nothing is
random but the draw from these lists.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import product

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import FileResult, Verdict
from tests.bench.kinds.combinations import GIVEN, SURNAMES

OLD = "志げ ヨシ子 きみゑ トヨ 喜代子 ツネ子 ふじ江 清作 留吉 辰五郎 きぬ マツヱ スミエ 千代 重蔵".split()
TODAYS = "陽葵 碧斗 紬 琉生 結愛 湊斗 咲茉 凪 ひまり そうた 蒼 心春 律 いちか こはる 瑛太".split()
RARE = (
    "四十物 薬袋 小鳥遊 勅使河原 五百旗頭 鴨志田 當間 仲村渠 饒平名 百目鬼 毛受 鰐渕 及川 祖父江 東恩納 早乙女".split()
)
OF_PLACES = "千葉 福島 宮崎 石川 松本 金沢 品川 大宮 熊谷 川崎 足立 目黒 長野 奈良 香川 山形".split()
OF_ONE = "林 森 原 東 南 辻 関 堤 泉 岸 菅 星 堀 谷 沢 桂".split()
VARIANTS = "髙橋 山﨑 𠮷田 渡邊 齋藤 濵田 廣瀨 德永 櫻井 澤田 眞鍋 栁沢".split()
KATAKANA = "グエン・ヴァン・ナム タマン・スニタ サントス・マリア シルバ・ロドリゴ アウン・ミン スシラ・タパ リー・ジェームズ ペレラ・ディルシ ジョンソン・エミリー パク・ジウン".split()
EAST_ASIAN = "王麗娜 陳美玲 李恩珠 朴智恩 趙敏 黄淑芬 周子涵 金秀賢 張偉 孫文静".split()
LATIN = "NGUYEN VAN NAM|Maria Santos|TAMANG SUNITA|Rodrigo Silva|KIM MINJI|John Smith|Bishal Gurung|PHAM THI HOA|Wang Lihua|Olena Kovalenko".split(
    "|"
)
Draw = Callable[[random.Random], str]
SORTS: dict[str, Draw] = {
    "whole": lambda draw: draw.choice(SURNAMES) + draw.choice(GIVEN),
    "whole, apart": lambda draw: f"{draw.choice(SURNAMES)}\u3000{draw.choice(GIVEN)}",
    "old given name": lambda draw: draw.choice(SURNAMES) + draw.choice(OLD),
    "today's child": lambda draw: draw.choice(SURNAMES) + draw.choice(TODAYS),
    "rare, whole": lambda draw: draw.choice(RARE) + draw.choice(GIVEN),
    "variant, whole": lambda draw: draw.choice(VARIANTS) + draw.choice(GIVEN),
    "place, whole": lambda draw: draw.choice(OF_PLACES) + draw.choice(GIVEN),
    "one sign, whole": lambda draw: draw.choice(OF_ONE) + draw.choice(GIVEN),
    "surname": lambda draw: draw.choice(SURNAMES),
    "variant": lambda draw: draw.choice(VARIANTS),
    "rare": lambda draw: draw.choice(RARE),
    "place": lambda draw: draw.choice(OF_PLACES),
    "one sign": lambda draw: draw.choice(OF_ONE),
    "given name": lambda draw: draw.choice(GIVEN),
    "child": lambda draw: draw.choice(TODAYS),
    "katakana": lambda draw: draw.choice(KATAKANA).replace("・", draw.choice("・ ")),
    "katakana, one": lambda draw: draw.choice(KATAKANA).split("・")[0],
    "Latin": lambda draw: draw.choice(LATIN),
    "East Asian": lambda draw: draw.choice(EAST_ASIAN),
}  # fmt: skip
PLACES = {
    "honorific": "{a}様より電話あり。来週の訪問は水曜に変更希望。",
    "polite": "本日{a}さん宅を訪問。玄関の手すりがぐらついていた。",
    "child": "{a}ちゃんが積み木を独り占めし、{b}くんが泣いた。",
    "teacher": "{a}先生に確認してから薬を飲ませること。",
    "subject": "{a}が昨夜から発熱。母に連絡し、迎えを依頼した。",
    "topic": "{a}は先月転居。鍵は返却済み。",
    "object": "午後、{a}を病院へ送った。付き添いは職員2名。",
    "towards": "{a}へ折り返し電話すること。不在なら明日。",
    "with": "{a}と{b}が言い合いになったが、すぐ仲直りした。",
    "whose": "{a}の父から、薬を変えたいと申し出。",
    "home": "{a}宅に書類を届ける。留守のためポストへ。",
    "label": "対象者：{a}\n内容：転倒あり、けがなし。",
    "in charge": "担当（{a}）から引き継ぎ。次回は5月12日。",
    "charge, behind": "次回の面談は5月12日、担当{a}。",
    "office": "総務{a}に確認。保険証は月末に返却とのこと。",
    "role": "支援員{a}が同席し、本人の希望を聞いた。",
    "role behind": "{a}主任が立ち会い、金庫を開けた。",
    "list": "欠席：{a}、{b}\n遅刻：{c}",
    "list, blanks": "出席\u3000{a} {b} {c}\n議題は夏祭りの分担。",
    "list, dots": "参加は{a}・{b}・{c}の3名。会費は済み。",
    "bullets": "・{a} 足の痛みが続く。湿布希望。\n・{b} 食欲なし。",
    "signature": "お世話になっております。先日の件、承知しました。\n{a}",
    "addressee": "{a} 様\n\n先日はご相談いただきありがとうございました。窓口は9時から開いています。",
    "introduces": "お世話になっております、{a}です。明日の面談を午後にできますか。",
    "minutes": "{a}：今日は疲れました\n{b}：ゆっくり休んでください\n{a}：ありがとう",
    "minutes, blank": "{a}\u3000前回の宿題はどうなりましたか。\n{b}\u3000まだ終わっていません。\n{a}\u3000では来週までに。",
    "chat": "10:12 {a} 熱が下がりました\n10:15 {b} よかったです",
    "quoted mail": "了解しました。\n> {a}です。明日は休みます。\n> よろしくお願いします。",
    "aged": "利用者の{a}（82）が廊下で転倒した。",
    "kin": "長男の{a}が同席。妻は入院中。",
    "kin, joined": "家族は妻{a}、母は施設に入所中。",
    "kin, brackets": "娘さん（{a}）が毎週通っている。",
    "whose child": "下の子は{a}、来年小学校に上がる。",
    "quote": "「{a}が来ない」と妻より電話。",
    "times": "9:30 {a} 来所。血圧130/80。\n10:00 {b} 送迎で到着。",
    "form": "申込者 {a}\n電話 090-4471-8352",
    "jotted": "{a} 生活保護申請中 次回面談5/20",
    "arrow": "書類の受け渡し {a}→{b} 済み、原本は金庫。",
    "recorded": "見守りのため訪問。異常なし。（記録 {a}）",
    "line end": "薬は昼食後に1錠。声かけした人 {a}\n夕方に再度確認。",
    "left out": "以下敬称略\n班長 {a}\n副班長 {b}\n会計 {c}\n集金は毎月末、当番が各家を回る。",
    "called": "名前を呼ぶと「{a}」と小さく答え、涙ぐんだ。",
}  # fmt: skip
KNOWN = "本日、大和田久子様（昭和15年3月3日生）宅を訪問。電話090-3312-7745。糖尿病で通院中。\n"
PAGE = (
    "居室の換気と水分補給を促した。昼食は八割ほど召し上がり、午後は体操とレクリエーションに参加した。夜間の巡視では変わりなく、朝まで眠れていた。\n"
    * 12
)
COMPANY = {"alone": "{}", "beside others": KNOWN + "{}\n", "in pages": PAGE + KNOWN + PAGE + "{}\n" + PAGE}
THINGS = {
    "stations": "渋谷 大塚 目白 上野 神田 品川 田町 中野 荻窪 三鷹 立川 高尾".split(),
    "companies": "山田商店 佐藤工務店 鈴木電機 木村印刷 森農園 三浦酒店 ヤマト運輸 トヨタ".split(),
    "houses": "中央図書館 東公民館 ひまわり園 さくら荘 第二小学校 市民病院 みどり薬局 わかば保育園".split(),
    "sections": "福祉課 会計課 社会福祉協議会 地域包括支援センター 消防署 訪問看護ステーション".split(),
    "goods": "車いす 体温計 補聴器 歩行器 ノート 封筒 紙おむつ 掃除機 冷蔵庫".split(),
    "nobody": "本人 家族 全員 職員 息子 近所 大家 業者 運転手 当番".split(),
    "words": "桜 紅葉 青空 雨 風 花火 金魚 猫 犬 ゴミ 回覧板 台風".split(),
    "katakana": "デイサービス ケアマネ インフルエンザ ショートステイ ノロウイルス アプリ レントゲン リハビリ".split(),
    "Latin": "Microsoft Teams|Google Drive|COVID|PDF|Zoom|Windows Update|LINE WORKS|Amazon Prime".split("|"),
    "public": "徳川家康 夏目漱石 織田信長 聖徳太子 野口英世 与謝野晶子".split(),
}  # fmt: skip


def bare(value: str) -> str:
    """A name without blanks, points and honorific."""
    return re.sub("(?:さん|様|くん|ちゃん|先生)$", "", re.sub("[\\s・]", "", unicodedata.normalize("NFKC", value)))


def look(place: str, company: str, names: list[str]) -> tuple[FileResult, set[str], set[str]]:
    """The verdict on one note, the names written into it, and those found but for the one that is always there."""
    written = {name for name, field in zip(names, ("{a}", "{b}", "{c}"), strict=True) if field in PLACES[place]}
    said = PLACES[place].format(a=names[0], b=names[1], c=names[2])
    result = inspect_bytes(COMPANY[company].replace("{}", said).encode(), "note.txt", Budget(), reveal=True)
    found = {bare(value) for kind, value, _ in result.matches or () if kind in ("name", "kana")}
    return result, set(map(bare, written)), found - {"大和田久子"}


def persons(draw: random.Random, rounds: int) -> Iterator[tuple[str, str, str, set[str], set[str]]]:
    """Place, sort and company of each note, the names written and those found."""
    for _, place, (sort, name), company in product(range(rounds), PLACES, SORTS.items(), COMPANY):
        _, written, found = look(place, company, [name(draw) for _ in range(3)])
        yield place, sort, company, written, found


def things(draw: random.Random) -> Iterator[tuple[str, str, str, str, set[str]]]:
    """Place, sort and company of each note that speaks of things, its verdict and what was taken for a name."""
    for place, (sort, words), company in product(PLACES, THINGS.items(), COMPANY):
        result, written, found = look(place, company, draw.sample(words, 3))
        yield place, sort, company, result.verdict.name, found & written


def main() -> None:
    """Print what is found by place, sort and company, with what is wrong; with --low the worst combinations."""
    told: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for place, sort, company, written, found in persons(random.Random(7), 2):
        for axis in (
            ("place", place),
            ("sort", sort),
            ("company", company),
            ("all", ""),
            ("low", f"{company}/{place}/{sort}"),
        ):
            told[axis][0] += len(written)
            told[axis][1] += len(written & found)
            told[axis][2] += len(found - written)
    for axis, (planted, hit, wrong) in sorted(told.items(), key=lambda one: (one[0][0], one[1][1] / one[1][0])):
        if axis[0] != "low" or ("--low" in sys.argv and hit * 2 < planted):
            sys.stdout.write(f"{axis[0]:8} {axis[1]:30} {hit / planted:.2f} of {planted}, wrong {wrong}\n")
    spoken = [*things(random.Random(8))]
    alone = [verdict for _, _, company, verdict, _ in spoken if company == "alone"]
    flagged = sum(verdict != Verdict.CLEAN.name for verdict in alone)
    taken = Counter((sort, value) for _, sort, _, _, found in spoken for value in found)
    sys.stdout.write(
        f"things: flagged {flagged} of {len(alone)} alone; taken for names {taken.total()} times: {dict(taken.most_common(40))}\n"
    )


if __name__ == "__main__":
    main()
