"""The branches of a search's results: each finding once, and whatever was not looked into by its reason."""

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from selfaudit.services.search_tree import By, groups, heaviest_first

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")


def test_a_picture_named_after_a_person_stands_among_findings_and_among_what_was_not_read() -> None:
    found = [inspect_bytes(PNG, f"/data/共有/{name}", Budget()) for name in ("佐藤花江_保険証.jpg", "写真.jpg")]
    made = {group.key: [row.path for row in group.rows] for group in groups(found, By.KIND)}
    assert made == {
        "name": ["/data/共有/佐藤花江_保険証.jpg"],
        "unread/picture_only": ["/data/共有/佐藤花江_保険証.jpg", "/data/共有/写真.jpg"],
    }


def test_the_heaviest_file_is_listed_first() -> None:
    people = ["高橋 由美子,080-5926-3748", "佐藤 健一,090-8273-6491", "飯島 莉央,070-4410-2973"]
    files = {
        "/data/a.csv": "\n".join(["氏名,電話", people[0]]),
        "/data/b.csv": "\n".join(["氏名,電話", *people]),
        "/data/c.txt": "利用者の飯島莉央さん、昭和52年8月19日生まれ、統合失調症。",
        "/data/d.csv": "\n".join(["氏名,電話", *people[:2]]),
    }
    found = [inspect_bytes(text.encode(), path, Budget()) for path, text in files.items()]
    assert [row.path[-5] for row in heaviest_first(found)] == ["c", "b", "d", "a"]
    made = {group.key: [row.path[-5] for row in group.rows] for group in groups(heaviest_first(found), By.KIND)}
    assert made["phone"] == ["b", "d", "a"]
