"""A file whose name may name a person is kept, journalled and sealed under a neutral name."""

import json
import zipfile
from pathlib import Path

from selfaudit.services import exhibit_names, photos, seal
from selfaudit.services.walk import Walk
from tests.assets.exchange import SECRET, contractor
from tests.assets.photo import jpeg, tiff

PLANTED = "伊藤美咲"


def sealed(walk: Walk, folder: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(seal.seal(walk, folder, SECRET).path)


def test_a_planted_name_is_in_no_entry_of_the_bundle(tmp_path: Path) -> None:
    walk = contractor(tmp_path / "data")
    item = next(view.item.id for view in walk.items() if view.counts)
    paper, picture = tmp_path / f"誓約書_{PLANTED}.PDF", tmp_path / f"{PLANTED}の机.jpg"
    paper.write_bytes(b"%PDF-1.7 sample")
    picture.write_bytes(jpeg(tiff()))
    with walk.workspace:
        first = walk.attach(item, str(paper))
        assert walk.attach(item, str(paper)) == first, "the same file once more is the same exhibit"
        (taken,) = photos.take(walk, item, [picture])
        assert (first.name, taken.exhibit.name) == ("証跡1.pdf", "証跡2.jpg")
        assert "「証跡1.pdf」という名前で付けました" in exhibit_names.told(str(paper), first)
        assert taken.told
        with sealed(walk, tmp_path) as bundle:
            named = [each["name"] for each in json.loads(bundle.read("bundle.json"))["attachments"]]
            assert named == ["証跡1.pdf", "証跡2.jpg"]
            forms = (PLANTED.encode(), json.dumps(PLANTED)[1:-1].encode())
            for entry in bundle.namelist():
                assert not any(form in bundle.read(entry) for form in forms), entry
    assert paper.is_file()


def test_any_other_name_stays_as_it_is(tmp_path: Path) -> None:
    walk = contractor(tmp_path / "data")
    item = next(view.item.id for view in walk.items() if view.counts)
    paper = tmp_path / "訪問先一覧 令和8年度.pdf"
    paper.write_bytes(b"%PDF-1.7 sample")
    with walk.workspace:
        exhibit = walk.attach(item, str(paper))
        assert exhibit.name == paper.name
        assert exhibit_names.told(str(paper), exhibit) == exhibit_names.warning(str(paper), 1) == ""
