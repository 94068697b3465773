"""Exports of address books, shops, staff and customer systems: each row is a person with what stands in it.

Headings are those the products write (export_headings.txt, and the shapes below: Google People API v1 Person, Microsoft
Graph contact, FHIR R4 Patient, kintone REST records, Slack users.list, Salesforce sObjects); persons are invented.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import FileResult
from tests.unit.checks.residue.export_persons import headings, persons

PEOPLE = [one.cells for one in persons()]
KINDS = {"mobile": "phone", "home": "phone", "email": "email", "post": "postal_code", "born": "birth_date", "account": "bank_account", "insured": "insured_number", "skana": "kana", "gkana": "kana"}  # fmt: skip
Cells = dict[str, str]


def look(written: str, name: str) -> FileResult:
    return inspect_bytes(written.encode(), name, Budget(), reveal=True)


def bare(value: str) -> str:
    return "".join(unicodedata.normalize("NFKC", value).split())


def missed(found: FileResult, roles: Iterable[str], people: list[Cells]) -> list[tuple[str, str]]:
    """What of these persons was not found."""
    told: dict[str, list[str]] = {}
    for kind, value, _ in found.matches or ():
        told.setdefault(kind, []).append(bare(value))
    wanted = [(KINDS[role], cells[role]) for role in roles if role in KINDS for cells in people]
    wanted += [("name", cells["surname"] + cells["given"]) for cells in people]
    if {"street", "whole"} & set(roles):
        wanted += [("address", cells["street"]) for cells in people]
    return [(kind, value) for kind, value in wanted if not any(bare(value) in one for one in told.get(kind, ()))]


@pytest.mark.parametrize("product", headings())
def test_a_row_of_a_csv_is_a_person_with_all_that_is_told(product: str) -> None:
    columns = headings()[product]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading for heading, _ in columns])
    writer.writerows([cells.get(role, role) for _, role in columns] for cells in PEOPLE)
    found = look(out.getvalue(), "export.csv")
    assert missed(found, {role for _, role in columns}, PEOPLE) == []
    assert found.records == len(PEOPLE)


def _google(c: Cells) -> dict[str, Any]:
    return {
        "resourceName": "people/c5123", "etag": "%EgUBAgMuNw==",
        "names": [{"metadata": {"primary": True, "source": {"type": "CONTACT", "id": "5a3c"}}, "displayName": f"{c['surname']} {c['given']}", "familyName": c["surname"], "givenName": c["given"], "phoneticFamilyName": c["skana"], "phoneticGivenName": c["gkana"]}],
        "phoneNumbers": [{"value": c["mobile"], "type": "mobile", "formattedType": "Mobile"}, {"value": c["home"], "type": "home"}],
        "emailAddresses": [{"value": c["email"], "type": "home"}],
        "addresses": [{"formattedValue": c["whole"], "streetAddress": c["street"], "city": c["city"], "postalCode": c["post"]}],
    }  # fmt: skip


def _graph(c: Cells) -> dict[str, Any]:
    return {
        "id": "AAMkAD", "displayName": c["name"], "givenName": c["given"], "surname": c["surname"], "yomiGivenName": c["gkana"], "yomiSurname": c["skana"],
        "mobilePhone": c["mobile"], "homePhones": [c["home"]], "emailAddresses": [{"name": c["name"], "address": c["email"]}],
        "homeAddress": {"street": c["street"], "city": c["city"], "state": c["pref"], "postalCode": c["post"]}, "birthday": f"{c['born']}T00:00:00Z",
    }  # fmt: skip


def _fhir(c: Cells) -> dict[str, Any]:
    return {
        "resource": {
            "resourceType": "Patient", "name": [{"use": "official", "text": c["name"], "family": c["surname"], "given": [c["given"]]}, {"text": c["kana"]}],
            "telecom": [{"system": "phone", "value": c["mobile"], "use": "mobile"}, {"system": "email", "value": c["email"]}],
            "gender": "female", "birthDate": c["born"], "address": [{"text": c["whole"], "postalCode": c["post"]}],
        }
    }  # fmt: skip


def _kintone(c: Cells) -> dict[str, Any]:
    fields = {"氏名": c["name"], "TEL": c["mobile"], "住所": c["whole"], "メール": c["email"], "備考": ""}
    typed = {key: {"type": "SINGLE_LINE_TEXT", "value": value} for key, value in fields.items()}
    return {"$id": {"type": "__ID__", "value": "12"}, "更新者": {"type": "MODIFIER", "value": {"code": "a", "name": "管理者"}}, **typed}  # fmt: skip


def _slack(c: Cells) -> dict[str, Any]:
    return {"id": "U01", "name": "h.x", "deleted": False, "real_name": c["name"], "profile": {"title": "", "phone": c["mobile"], "real_name": c["name"], "email": c["email"]}}  # fmt: skip


def _salesforce(c: Cells) -> dict[str, Any]:
    return {"attributes": {"type": "Contact"}, "Id": "0035g", "LastName": c["surname"], "FirstName": c["given"], "MobilePhone": c["mobile"], "MailingAddress": {"city": c["city"], "postalCode": c["post"], "state": c["pref"], "street": c["street"]}, "Birthdate": c["born"]}  # fmt: skip


SHAPES: dict[str, tuple[Callable[[Cells], dict[str, Any]], str, str]] = {
    "Google People": (_google, "connections", "mobile home email post whole skana gkana"),
    "Microsoft Graph": (_graph, "value", "mobile home email post street born skana gkana"),
    "FHIR": (_fhir, "entry", "mobile email born post whole skana gkana"),
    "kintone": (_kintone, "records", "mobile email whole"),
    "Slack": (_slack, "members", "mobile email"),
    "Salesforce": (_salesforce, "records", "mobile post street born"),
}


@pytest.mark.parametrize("product", SHAPES)
def test_an_object_of_a_json_export_is_a_person_with_all_that_is_told(product: str) -> None:
    shape, key, roles = SHAPES[product]
    found = look(json.dumps({"done": True, key: [shape(cells) for cells in PEOPLE]}, ensure_ascii=False), "export.json")
    assert missed(found, roles.split(), PEOPLE) == []
    assert found.records == len(PEOPLE)


@pytest.mark.parametrize("product", ["Google People", "FHIR", "kintone", "Salesforce"])
def test_one_person_alone(product: str) -> None:
    shape, _, roles = SHAPES[product]
    found = look(json.dumps(shape(PEOPLE[0]), ensure_ascii=False), "person.json")
    asked = [role for role in roles.split() if role in ("mobile", "email", "born")]
    assert missed(found, asked, PEOPLE[:1]) == []
    assert found.records == 1


def test_the_street_before_the_town_is_told_in_japanese_order() -> None:
    found = look("".join(f"{line}\n" for line in ("First Name,Last Name,Home Street,Home City,Home State", *(f"{c['given']},{c['surname']},{c['street']},{c['city']},{c['pref']}" for c in PEOPLE))), "a.csv")  # fmt: skip
    assert {value for kind, value, _ in found.matches or () if kind == "address"} == {c["whole"] for c in PEOPLE}


def test_shipping_and_billing_names_are_two_persons_in_one_row() -> None:
    rows = [f"{a['surname']},{a['given']},{b['surname']},{b['given']},{a['mobile']}" for a, b in zip(PEOPLE, PEOPLE[::-1], strict=True)]  # fmt: skip
    found = look("\n".join(["注文者姓,注文者名,送付先姓,送付先名,注文者電話番号", *rows]), "orders.csv")
    told = {bare(value) for kind, value, _ in found.matches or () if kind == "name"}
    assert {c["surname"] + c["given"] for c in PEOPLE} <= told
    assert not any(a["surname"] + b["given"] in told for a, b in zip(PEOPLE, PEOPLE[::-1], strict=True) if a != b)


def test_labels_for_envelopes_have_no_heading() -> None:
    rows = [[cells[role] for cells in PEOPLE[:3]] for role in ("post", "whole")]
    rows.append([f"{cells['surname']}　{cells['given']}　様" for cells in PEOPLE[:3]])
    found = look("".join("\t".join(row) + "\n" for row in rows * 2), "labels.txt")
    told = {bare(value) for kind, value, _ in found.matches or () if kind == "name"}
    assert {cells["surname"] + cells["given"] for cells in PEOPLE[:3]} <= told


def test_a_download_that_wrote_bytes_as_characters_is_read() -> None:
    friends = [{"name": f"{c['surname']}{c['given']}".encode().decode("latin-1"), "timestamp": 1} for c in PEOPLE]
    found = look(json.dumps({"friends_v2": friends}), "your_friends.json")
    assert {value for kind, value, _ in found.matches or () if kind == "name"} >= {c["surname"] + c["given"] for c in PEOPLE}  # fmt: skip


def test_names_shown_to_others_have_a_heading() -> None:
    rows = "".join(f"U{n},{c['name']},2026-04-0{n + 1},\n" for n, c in enumerate(PEOPLE))
    found = look(f"ユーザーID,表示名,追加日時,タグ\n{rows}", "friends.csv")
    assert found.records == len(PEOPLE)


ELSEWHERE = {
    "behind the number": ("1,,,080-2345-6781（長男 鈴木健一）,", "鈴木健一", "080-2345-6781"),
    "before the number": ("2,,東京都中野区中野1-2-3,佐々木一郎（弟）080-1934-2922,", "佐々木一郎", "080-1934-2922"),
    "in the remarks": ("3,,,,母の高橋美咲様に電話すること 090-8765-4321", "高橋美咲", "090-8765-4321"),
    "left the club": ("4,,,,退会済（松本久美子 昭和35年4月1日生 足立区千住3-4-5）", "松本久美子", "昭和35年4月1日"),
}


@pytest.mark.parametrize("row", ELSEWHERE)
def test_somebody_is_found_where_the_column_of_names_is_empty(row: str) -> None:
    line, name, other = ELSEWHERE[row]
    found = look(f"No,氏名,住所,連絡先,備考\n0,渡辺実,,03-3456-7812,\n{line}\n9,,,,\n", "list.csv")
    told = {bare(value) for _, value, _ in found.matches or ()}
    assert {name, other} <= {value.removesuffix("様") for value in told}
