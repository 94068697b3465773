"""Names told by what people do and where they stand, in notes that speak of somebody else for certain."""

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes

KNOWN = "本日、大和田久子様（昭和15年3月3日生）宅を訪問。電話090-3312-7745。糖尿病で通院中。\n"


def told(said: str) -> set[str]:
    """The names found in what is `said` beside a note about somebody."""
    result = inspect_bytes((KNOWN + said + "\n").encode(), "note.txt", Budget(), reveal=True)
    return {value for kind, value, _ in result.matches or () if kind in ("name", "kana")} - {"大和田久子"}


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("金沢が昨夜から発熱し、母に迎えを頼んだ。", {"金沢"}),  # a place as well
        ("薬は品川に確認すること。", {"品川"}),
        ("総務石田に確認。保険証は月末に返却とのこと。", {"石田"}),
        ("鍵は一組芝原、二組香取が預かる。", {"芝原", "香取"}),
        ("家族は妻石川、母は施設に入所中。", {"石川"}),
        ("辻が朝の送迎に同乗した。", {"辻"}),
        ("見守りのため訪問。異常なし。声かけした人 桂\n夕方に再確認。", {"桂"}),
        ("参加は日比野・凪・香西の3名。", {"日比野", "凪", "香西"}),
        ("芽依へ折り返し電話すること。", {"芽依"}),
        ("ペレラ・ディルシが微熱で早退。", {"ペレラ・ディルシ"}),
        ("リクエストはアニタ・ライさん。アニタは来月帰国する。", {"アニタ・ライ", "アニタ"}),
        ("Olena Kovalenkoは来月引っ越す。Olenaの荷物は倉庫。", {"Olena Kovalenko", "Olena"}),
        ("通訳はPHAM THI HOA、次回も同じ。", {"PHAM THI HOA"}),
    ],
)
def test_a_situation_tells_a_name(said: str, names: set[str]) -> None:
    assert told(said) == names


@pytest.mark.parametrize(
    "said",
    [
        "金沢方面へ送迎。帰りは品川駅で乗り換え。",
        "東が丘3丁目の角で待ち合わせ。",
        "総務課に確認。会計係は不在。",
        "デイサービスは休み。インフルエンザが流行している。",
        "Google Driveに保存し、Microsoft Teamsで共有した。",
        "四月は行事が多い。一軒目は空き家だった。",
        "・足の痛みが続く。湿布希望。\n・熱は下がった。",
        "きょうは雨、あすは晴れ。ここは段差がある。",
    ],
)
def test_places_things_and_words_stay_quiet(said: str) -> None:
    assert told(said) == set()
