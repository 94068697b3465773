"""Filled forms: label and value, as face sheets, applications, questionnaires."""

from random import Random

from tests.bench.offices.doc import Doc, Pen
from tests.bench.offices.people import People

Pairs = list[tuple[str, str]]


def _form(title: str, rng: Random) -> tuple[Doc, Pen]:
    doc = Doc(title, "form")
    return doc, Pen(rng, doc)


def face_sheet(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc, n = _form("フェイスシート", rng)
    a, kin = people.one("old"), people.one("middle")
    return doc, [
        ("ふりがな", n.kana(a)), ("氏名", n.who(a, "full")), ("生年月日", n.born(a)), ("住所", n.address(a)),
        ("電話", n.phone(a)), ("要介護度等", n.sick(a.frame)), ("既往歴", n.sick(a.illness)),
        ("緊急連絡先", f"{n.who(kin, 'joined')}（長男）{n.mobile(kin)}"),
    ]  # fmt: skip


def benefit(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc, n = _form("給付金申請書", rng)
    a = people.one()
    return doc, [
        ("申請者（世帯主）氏名", n.who(a, "wide")), ("フリガナ", n.kana(a)), ("生年月日", n.born(a, "long")), ("現住所", n.address(a)),
        ("日中連絡がとれる電話番号", n.mobile(a)), ("振込先口座番号", n.put("bank_account", a.bank)), ("個人番号", n.put("my_number", a.my_number)),
    ]  # fmt: skip


def questionnaire(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc, n = _form("問診票", rng)
    a = people.one("middle")
    return doc, [
        ("お名前", n.who(a, "joined")), ("生年月日", n.born(a)), ("被保険者証の番号", n.put("insured_number", a.insured)),
        ("現在治療中の病気", n.sick(a.illness)), ("たばこ", "吸わない"), ("連絡先", n.mobile(a)),
    ]  # fmt: skip


def enrol(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc, n = _form("学童クラブ入会申請書", rng)
    a, kin = people.one("young"), people.one("middle")
    return doc, [
        ("児童氏名", n.who(a, "full")), ("よみ", n.kana(a)), ("生年月日", n.born(a, "wareki")), ("保護者氏名", n.who(kin, "full")),
        ("住所", n.address(a, pref=False)), ("緊急連絡先", n.mobile(kin)), ("メール", n.email(kin)), ("配慮を要すること", n.sick(a.disability)),
    ]  # fmt: skip


def consent(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc, n = _form("個人情報使用同意書", rng)
    a, b = people.one("old"), people.one("middle")
    return doc, [
        ("利用者", n.who(a, "full")),
        ("住　所", n.address(a)),
        ("代理人", n.who(b, "full")),
        ("続柄", "長女"),
        ("同意日", "令和7年4月1日"),
    ]


def licence_copy(rng: Random, people: People) -> tuple[Doc, Pairs]:
    doc, n = _form("運転者台帳", rng)
    a = people.one("middle")
    return doc, [
        ("氏名", n.who(a, "joined")), ("免許証番号", n.put("licence", a.licence)), ("生年月日", n.born(a, "long")), ("住所", n.address(a)),
        ("携帯電話", n.mobile(a)), ("健康状態", n.sick(a.illness)),
    ]  # fmt: skip


FORMS = {"A": (face_sheet, consent, licence_copy, enrol), "B": (benefit, questionnaire, enrol, licence_copy)}


def form(rng: Random, people: People, office: str, which: int) -> tuple[Doc, Pairs]:
    """One filled form: the document (its table has two columns) and its pairs."""
    made = FORMS[office][which % len(FORMS[office])]
    return filled(*made(rng, people))


def filled(doc: Doc, pairs: Pairs) -> tuple[Doc, Pairs]:
    """The form under its title."""
    doc.p(doc.title)
    doc.t([[label, value] for label, value in pairs])
    return doc, pairs
