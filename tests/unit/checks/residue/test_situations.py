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
        ("出席\u3000島本 小川 西垣 香取\n議題は夏祭りの分担。", {"島本", "小川", "西垣", "香取"}),  # no 島本小川
        ("本会の保護者会代表高田恭介、師範市川理恵が出席した。", {"高田恭介", "市川理恵"}),
        ("健康推進課山本係長に一報。", {"山本"}),
        ("寶田と圓山が同席し、關に伝えた。", {"寶田", "圓山", "關"}),  # old signs
        ("長女千晴高1、夫は単身赴任。", {"千晴"}),
        ("みどり組\u3000おおにし ちさちゃん、年少へ進級。", {"おおにし ちさ"}),
        ("副主任原遥先生に時間調整を依頼。氏名 久保泉", {"原遥", "久保泉"}),
        ("通訳は姜 東元、母方祖母安座間よし江が送迎。助手 関ユリ", {"姜 東元", "安座間よし江", "関ユリ"}),
        ("希空が最上段から環(田島環・2年)に手を伸ばした。", {"希空", "環", "田島環"}),
        ("關 070-2217-9983に折り返し。", {"關"}),  # a number behind a single sign
        ("山中課長代理が同行。永井リーダー不在、酒井◯ 留目◯", {"山中", "永井", "酒井", "留目"}),
        ("となりのロッカーのひろみさんが届けた。いもうとのはるともいっしょ。", {"ひろみ", "はると"}),
        ("来客は東原健太郎、同行は小樽真由美。不足したら頓宮まで", {"東原健太郎", "小樽真由美", "頓宮"}),
        ("祖母の前田美よが送迎。宮ノ原が明細を見せて説明。", {"前田美よ", "宮ノ原"}),
        ("そうたが昨夜から発熱し、こはるも早退した。", {"そうた", "こはる"}),
        ("振込の人(ワタナベレン)に確認。", {"ワタナベレン"}),
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
        "服装は紺のパーカー、黒のリュック。",
        "宗派は曹洞宗。母子家庭で、市立病院に通う。",
        "（れんらくちょう）\nありがとうございました。",
        "きょうは雨、あすは晴れ。ここは段差がある。",
    ],
)
def test_places_things_and_words_stay_quiet(said: str) -> None:
    assert told(said) == set()


def named(text: str, name: str) -> set[str]:
    result = inspect_bytes(text.encode(), name, Budget(), reveal=True)
    return {value for kind, value, _ in result.matches or () if kind == "name"}


def test_messages_that_passed_through_a_program_are_read() -> None:
    said = [
        "大谷陽子さん(昭和61年4月2日生)ですが、今月も3回遅刻。",
        "早番を水野さんと替えられませんか。",
        "栞ちゃんのお迎えは祖母です。",
        "よろしくお願いします。",
        "処理を終えました。",
    ]
    log = "".join(f"2025-12-01T09:0{n}:00.000 [main] INFO  {line}\n" for n, line in enumerate(said))
    assert named(log, "app.log") >= {"大谷陽子", "水野", "栞"}


def test_a_chat_in_rows_of_cells_is_read() -> None:
    rows = [
        "9:15,吉田,大和田久子様(090-3312-7745)は本日お休みです",
        "9:20,丸山,了解です！お大事に",
        "9:31,吉田,お迎えは片岡さんにお願いしました",
    ]
    assert named("\n".join(rows) + "\n", "talk.csv") >= {"吉田", "丸山", "片岡", "大和田久子"}
