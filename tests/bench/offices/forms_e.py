"""The fifth office's filled forms: label beside value."""

from random import Random

from tests.bench.offices.doc import Doc, Pen
from tests.bench.offices.forms import Pairs, filled
from tests.bench.offices.people_e import Townspeople, age


def intake(n: Pen, people: Townspeople) -> Pairs:
    a, kin = people.one("young"), people.one("middle")
    return [("利用児氏名", n.who(a, "full")), ("ふりがな", n.kana(a)), ("生年月日", n.born(a)), ("診断名・障がい名", n.sick(a.disability)), ("通所受給者証番号", n.put("insured_number", a.insured)), ("保護者", n.who(kin, "joined")), ("住所", n.address(a)), ("電話（自宅）", n.phone(a)), ("電話（携帯）", n.mobile(kin))]  # fmt: skip


def contract(n: Pen, people: Townspeople) -> Pairs:
    a, b = people.one("old"), people.one("middle")
    return [("契約日", "令和7年4月1日"), ("利用者（甲）", n.who(a, "wide")), ("利用者住所", n.address(a)), ("代理人", f"{n.who(b, 'joined')}（続柄：長男）"), ("連絡先", n.mobile(b)), ("要介護状態区分", n.sick(n.some(("要介護1", "要介護2", "要介護4"))))]  # fmt: skip


def resume(n: Pen, people: Townspeople) -> Pairs:
    a = people.one("middle")
    return [("ふりがな", n.kana(a)), ("氏　名", n.who(a, "full")), ("生年月日", f"{n.born(a, 'long')}生（満{age(a)}歳）"), ("現住所", f"〒{n.postal(a)}　{n.address(a)}"), ("電話", n.mobile(a)), ("E-mail", n.email(a)), ("免許・資格", "普通自動車免許、介護職員初任者研修")]  # fmt: skip


def loan(n: Pen, people: Townspeople) -> Pairs:
    a, b = people.some(2, "middle")
    return [("借受人氏名", n.who(a, "joined")), ("世帯の状況", n.sick(a.frame)), ("借受人住所", n.address(a)), ("金融機関", "駿河灘信用金庫"), ("口座番号", n.put("bank_account", a.bank)), ("個人番号", n.put("my_number", a.my_number)), ("連帯保証人", n.who(b, "full")), ("保証人電話", n.phone(b))]  # fmt: skip


def driver(n: Pen, people: Townspeople) -> Pairs:
    a = people.one("middle")
    return [("運転者名", n.who(a, "joined")), ("運転免許証番号", n.put("licence", a.licence)), ("生年月日", n.born(a, "wareki")), ("緊急連絡先", n.phone(a))]  # fmt: skip


FORMS = {
    "利用申込書": intake,
    "利用契約書（抜粋）": contract,
    "履歴書": resume,
    "貸付申請": loan,
    "送迎運転者届": driver,
}


def form(rng: Random, people: Townspeople, which: int) -> Doc:
    """One filled form; its table has two columns."""
    title = list(FORMS)[which % len(FORMS)]
    doc = Doc(title, "form")
    return filled(doc, FORMS[title](Pen(rng, doc), people))[0]
