"""Lists of officials, authors, winners, shops and songs, and papers of programs, are nobody's leftovers; residents among them are."""

from __future__ import annotations

import base64

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look

PERSONS = ["松井 孝治", "角田 秀明", "大場 真理子", "三浦 誠", "荒川 弘", "島津 洋子", "本多 忠", "榎本 俊一"]
SHOPS = [
    "山本屋",
    "はなまる薬局",
    "大橋書店",
    "さくら美容室",
    "松本クリーニング",
    "田中豆腐店",
    "麺処 たつみ",
    "カフェ ミモザ",
]
SONGS = [
    ("荒城の月", "滝廉太郎"),
    ("赤とんぼ", "山田耕筰"),
    ("春の小川", "岡野貞一"),
    ("夏の思い出", "中田喜直"),
    ("早春賦", "中田章"),
]


def _each(form: str) -> str:
    return "\n".join(form.format(name, number) for number, name in enumerate(PERSONS, 1))


def _card(name: str, number: int) -> str:
    address = f"杉並区阿佐谷南{number}-{number + 3}-{number + 8}"
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nN:{name};;;;\nTEL;TYPE=WORK:03-5{number}27-884{number}\nADR;TYPE=WORK:;;{address};;;;\nEND:VCARD"


def _entry(name: str, number: int) -> str:
    told = base64.b64encode(name.encode()).decode()
    where = base64.b64encode(f"杉並区阿佐谷南{number}-{number + 3}-{number + 8}".encode()).decode()
    return f"dn: cn=x{number},dc=jp\nobjectClass: organization\ncn:: {told}\ntelephoneNumber: 03-5{number}27-884{number}\npostalAddress:: {where}\n"


QUIET = {
    "songs asked for": "川の流れのように,美空ひばり\n赤とんぼ,山田耕筰\n故郷,文部省唱歌\n川の流れのように,美空ひばり\n上を向いて歩こう,坂本九\n",
    "councillors": "議席番号,氏名,会派,期数\n" + _each("{1},{0},公明,3"),
    "officials": "役職,氏名\n市長,松井 孝治\n副市長,角田 秀明\n教育長,大場 真理子\n総務部長,三浦 誠\n福祉部長,荒川 弘\n",
    "mayors": _each("第{1}代 {0} 昭和2{1}年4月〜昭和3{1}年4月"),
    "committee": "審議会委員名簿\n" + _each("{0}　○○大学教授"),
    "winners": "市民マラソン 入賞者\n" + _each("{1}位 {0} 1:2{1}:35"),
    "references": _each("{1}) {0}: 地域福祉の展開, 社会福祉研究 2{1}巻 {1}号, pp{1}0-{1}9"),
    "bibtex": _each("@article{{k{1}, author={{{0}}}, title={{介護保険の研究}}, year={{201{1}}}}}"),
    "new books": "新着図書のご案内\n" + _each("・『会計の基礎{1}』{0}／著　有斐閣"),
    "programme": _each("1{1}:00 歌の広場 出演：{0}"),
    "shops as cards": "\n".join(_card(name, number) for number, name in enumerate(SHOPS, 1)),
    "shops as ldif": "version: 1\n\n" + "\n".join(_entry(name, number) for number, name in enumerate(SHOPS, 1)),
    "songs as ldif": "version: 1\n\n" + "\n".join(f"dn: cn={t}\ncn: {t}\ndescription: 作曲 {c}\ndocumentAuthor: {c}\n" for t, c in SONGS),
    "manual page": '.\\" translated\n.TH RUN 8\n.SH 名前\n.PP\nrun\n.PP\n.SH 翻訳\n.TP\n.PP\n倉澤 望 <nozomu.kurasawa@gmail.com>\n',
    "history of versions": "".join(f"commit {n:040x}\nAuthor: Jane Doe{n} <jane{n}@gmail.com>\n\n    fix\n\n" for n in range(5)),
    "invoice": "請求書\nミナト商事 御中\n伊藤造園土木\n〒321-9146 船橋市本町3-29-5\n登録番号 T1535213740550\n振込先 みずほ銀行 荻窪支店 普通 2474761\n",
}  # fmt: skip


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_public_lists_stay_quiet(text: str) -> None:
    result = look(text.encode())
    assert (result.verdict, result.kinds) == (Verdict.CLEAN, {})


FOUND = {
    "club officers with mobile telephones": "役職,氏名,電話\n" + _each("理事長,{0},090-77{1}4-338{1}"),
    "residents under a heading for names": "氏名,電話番号,住所\n" + _each("{0},03-5{1}27-884{1},杉並区阿佐谷南{1}-3-8"),
    "a resident beside officials": "部長 松井 孝治\n課長 角田 秀明\n課長 三浦 誠\n利用者 本多 忠 様 昭和23年6月1日生 要介護3",
}


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_persons_among_them_are_found(text: str) -> None:
    assert look(text.encode()).verdict == Verdict.CONTENT


def test_an_officer_of_the_neighbours_with_a_home_is_a_person() -> None:
    text = "新役員のお知らせ\n会長 楠田達也　022-987-8493\n副会長 若山康平、近藤陽子\n会計 桑原典子（高円寺南五丁目40番6号）\n"
    assert look(text.encode(), "notice.txt").verdict is Verdict.CONTENT


@pytest.mark.parametrize(
    "around",
    [
        "山田耕筰「赤とんぼ」\n滝廉太郎「花」\n中田喜直「夏の思い出」\n",
        "織田信長、豊臣秀吉、徳川家康の話をした。",
    ],
)
def test_a_resident_beside_figures_everybody_knows_is_found(around: str) -> None:
    text = f"{around}利用者の飯塚富江さんは統合失調症で通院中。長女の鈴木美咲さんに連絡。\n"
    found = look(text.encode(), "記録.txt")
    assert found.verdict is Verdict.CONTENT
    assert {"飯塚富江", "鈴木美咲"} <= {value for kind, value, _ in found.matches or [] if kind == "name"}
