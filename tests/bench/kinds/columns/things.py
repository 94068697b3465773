"""python -m tests.bench.kinds.columns.things [--every N]: lists of offices, shops, articles and figures, drawn like those of persons.

Prints how many were looked at and which were flagged, with what was taken for somebody's.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from itertools import product

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import Verdict
from tests.bench.kinds.columns.dresses import Cells, Dress, wide
from tests.bench.kinds.columns.persons import BANKS, BRANCHES, PLACES
from tests.bench.kinds.combinations import THINGS

_OFFICES = "見付公民館 中央図書館 倉賀野保育園 東部体育館 北勢児童センター 橋本出張所 市立第一小学校 旭丘診療所 帯広消防署 弥彦郵便局 桜ヶ丘病院 緑町自治会館 本町交番 南高校 駅前駐輪場".split()
_COMPANIES = "山田工務店 （株）佐藤電機 鈴木運輸有限会社 高橋印刷所 田中建設株式会社 木村米店 合同会社林企画 森農園 三浦酒店 小野クリーニング 株式会社東海リース 中村薬局".split()
_GOODS = "コピー用紙A4 ボールペン黒 単3電池 軍手 ゴミ袋45L 封筒角2 トナー ホチキス針 付箋 延長コード 脚立 カラーコーン".split()
_EVENTS = "文化祭 防災訓練 定期総会 健康講座 花火大会 清掃活動 敬老会 運動会 写真展 もちつき".split()
_TITLES = "走れメロス 坊っちゃん こころ 銀河鉄道の夜 雪国 人間失格 羅生門 舞姫 蟹工船 伊豆の踊子".split()
LISTED = {"offices": _OFFICES, "companies": _COMPANIES, "goods": _GOODS, "events": _EVENTS, "titles": _TITLES} | {
    f"{kind} ": words for kind, words in THINGS.items()
}
_HEADS = {"offices": ("施設名", "名称", "施設", "窓口"), "companies": ("会社名", "取引先", "業者名", "支払先"), "goods": ("品名", "品目", "物品", "商品名"), "events": ("行事", "事業名", "催し", "内容"), "titles": ("書名", "題名", "作品", "タイトル")}  # fmt: skip


def _figures(draw: random.Random, length: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(length))


def _one(cell: str) -> Cells:
    return [cell], []


def _desk(draw: random.Random) -> str:
    return f"{draw.choice(['0538-3', '027-3', '03-5', '0942-3'])}{_figures(draw, 1)}{draw.choice(['', _figures(draw, 2)])}-{_figures(draw, 4)}"


def _place(draw: random.Random) -> str:
    return "".join(draw.choice(PLACES)) + f"{draw.randint(1, 9)}-{draw.randint(1, 30)}-{draw.randint(1, 20)}"


DRESSES: dict[str, tuple[list[tuple[str, ...]], Dress]] = {
    "telephone": ([("電話",), ("TEL",), ("連絡先",), ("電話番号",), ("問合せ先",), ("",)], lambda _, draw: _one(_desk(draw))),
    "telephone and fax": ([("電話", "FAX"), ("TEL", "FAX")], lambda _, draw: ([_desk(draw), _desk(draw)], [])),
    "place": ([("所在地",), ("住所",), ("場所",), ("納品先",), ("",)], lambda _, draw: _one(_place(draw))),
    "place in parts": ([("郵便番号", "都道府県", "市区町村", "番地"), ("〒", "県", "市", "町名番地")], lambda _, draw: ([f"{draw.randint(100, 999)}-{_figures(draw, 4)}", *draw.choice(PLACES)[:2], f"{draw.randint(1, 9)}-{draw.randint(1, 30)}"], [])),
    "opened": ([("設立",), ("開設年月日",), ("竣工日",), ("開業",), ("購入日",), ("発行日",), ("",)], lambda _, draw: _one(f"{draw.randint(1930, 2020)}/{draw.randint(1, 12)}/{draw.randint(1, 28)}")),
    "opened, in parts": ([("元号", "年", "月", "日"), ("設立年", "月", "日"), ("取得年", "月", "日"), ("年", "月", "日")], lambda _, draw: ([draw.choice(["昭和", "平成"]), str(draw.randint(1, 30)), str(draw.randint(1, 12)), str(draw.randint(1, 28))], [])),
    "year, month, day": ([("年", "月", "日"), ("開催年", "月", "日"), ("取得年", "月", "日")], lambda _, draw: ([str(draw.randint(1960, 2026)), str(draw.randint(1, 12)), str(draw.randint(1, 28))], [])),
    "ten figures": ([("管理番号",), ("番号",), ("伝票番号",), ("製造番号",), ("お客様番号",), ("コード",), ("",)], lambda _, draw: _one(_figures(draw, 10))),
    "twelve figures": ([("JANコード",), ("追跡番号",), ("番号",), ("",)], lambda _, draw: _one(_figures(draw, 12))),
    "seven figures": ([("番号",), ("メーター番号",), ("品番",), ("許可番号",), ("",)], lambda _, draw: _one(_figures(draw, 7))),
    "eleven figures": ([("伝票No",), ("シリアル",), ("番号",), ("",)], lambda _, draw: _one("2" + _figures(draw, 10))),
    "hyphens": ([("型番",), ("整理番号",), ("部品番号",), ("",)], lambda _, draw: _one(f"{_figures(draw, 3)}-{_figures(draw, 4)}")),
    "sign and number": ([("記号", "番号"), ("棚", "番号"), ("分類", "番号")], lambda _, draw: ([str(draw.randint(10, 99)), str(draw.randint(1, 9999))], [])),
    "wide figures": ([("数量",), ("金額",), ("面積",)], lambda _, draw: _one(wide(str(draw.randint(1000, 9_999_999))))),
    "years": ([("昭和", "平成", "令和")], lambda _, draw: ([str(draw.randint(1, 99)) for _ in range(3)], [])),
    "bank, its branches": ([("金融機関", "支店", "店番"), ("銀行名", "支店名", "コード")], lambda _, draw: ([draw.choice(BANKS), draw.choice(BRANCHES), _figures(draw, 3)], [])),
    "troubles": ([("障害内容",), ("状態",), ("備考",), ("症状",)], lambda _, draw: _one(draw.choice(["接続断", "表示不良", "異音あり", "交換済", "調整中", "経過観察", "対応済み"]))),
    "counts": ([("男", "女", "世帯"), ("人口", "世帯数", "面積"), ("4月", "5月", "6月"), ("参加者", "スタッフ", "計"), ("大人", "子ども", "合計"), ("利用者", "相談", "訪問")], lambda _, draw: ([str(draw.randint(0, 900)) for _ in range(3)], [])),
    "who stands for it": ([("代表者",), ("責任者",), ("館長",), ("作者",), ("著者",)], lambda _, draw: _one(draw.choice(["山田 太一", "佐藤 正志", "田中 恵美", "鈴木 一雄", "太宰 治", "高橋 京子"]))),
}  # fmt: skip


def look(
    kind: str, headings: tuple[str, ...], dress: Dress, rows: int, draw: random.Random
) -> tuple[Verdict, list[tuple[str, str]], str]:
    """The verdict on one table of things, what was reported, and the table."""
    thing = draw.choice(_HEADS.get(kind, ("名称", "項目", "区分", "対象")))
    lines = [["No", thing, *headings]]
    lines += [[str(number), draw.choice(LISTED[kind]), *dress(None, draw)[0]] for number in range(1, rows + 1)]  # type: ignore[arg-type]
    text = "\n".join(map(",".join, lines)) + "\n"
    result = inspect_bytes(text.encode(), "list.csv", Budget(), reveal=True)
    return result.verdict, [(what, value) for what, value, _ in result.matches or ()], text


def main() -> None:
    """Print which tables of things are flagged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", type=int, default=40)
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    draw, tables, flagged = random.Random(options.seed), 0, Counter[tuple[str, str]]()
    for (name, (headings, dress)), kind, rows in product(DRESSES.items(), LISTED, (1, 2, 4, 12, 45)):
        for heads in headings:
            if draw.random() * options.every >= 1:
                continue
            tables += 1
            verdict, told, text = look(kind, heads, dress, rows, draw)
            if verdict is not Verdict.CLEAN:
                flagged[name, kind] += 1
                if flagged.total() <= options.show:
                    sys.stdout.write(f"{name} | {kind} | {'|'.join(heads)} | {rows} {told[:4]} {text[:90]!r}\n")
    sys.stdout.write(f"things: {tables} tables, flagged {flagged.total()} {dict(flagged)}\n")


if __name__ == "__main__":
    main()
