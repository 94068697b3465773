"""The branches of a search's results: each finding once, and whatever was not looked into by its reason."""

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from selfaudit.services.search_tree import By, groups

PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")


def test_a_picture_named_after_a_person_stands_among_findings_and_among_what_was_not_read() -> None:
    found = [inspect_bytes(PNG, f"/data/共有/{name}", Budget()) for name in ("佐藤花江_保険証.jpg", "写真.jpg")]
    made = {group.key: [row.path for row in group.rows] for group in groups(found, By.KIND)}
    assert made == {
        "name": ["/data/共有/佐藤花江_保険証.jpg"],
        "unread/picture_only": ["/data/共有/佐藤花江_保険証.jpg", "/data/共有/写真.jpg"],
    }
