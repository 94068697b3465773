"""A registry knows again what was received, gives nothing away, and opens with the right key only."""

import hashlib
import threading
from pathlib import Path

import pytest

from checks.residue.fingerprint import (
    Key,
    Registry,
    RegistryError,
    destroy_registry,
    new_ward_half,
    open_registry,
    register,
)
from checks.residue.fingerprint.contents import telling
from checks.residue.fingerprint.registering import RegistrySummary
from tests.assets import registries
from tests.assets.residents import as_csv, as_xlsx, as_zip, residents

KEY = Key(b"half of the ward", "passphrase of the contractor")
PEOPLE = residents(40)


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("received")
    (folder / "対象者一覧.csv").write_bytes(as_csv(PEOPLE, "cp932"))
    (folder / "対象者一覧.xlsx").write_bytes(as_xlsx(PEOPLE))
    (folder / "提出用一式.zip").write_bytes(as_zip({"写し.csv": as_csv(PEOPLE)}))
    return folder


@pytest.fixture(scope="module")
def registry_file(received: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("registry") / "intake.registry"
    register([received], out, key=KEY, consent="2026-04-01")
    return out


@pytest.fixture(scope="module")
def registry(registry_file: Path) -> Registry:
    return open_registry(registry_file, KEY)


def test_the_same_person_in_three_files_is_one_record(received: Path, tmp_path: Path) -> None:
    summary = register([received], tmp_path / "r", key=KEY)
    assert (summary.files, summary.members, summary.records, summary.no_records) == (3, 1, 40, 0)
    assert summary.kinds == dict.fromkeys(("id", "name", "kana", "birth_date", "address", "phone", "email"), 40)


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("shift", range(4))
def test_everybody_is_found_in_every_encoding_at_every_alignment(registry: Registry, encoding: str, shift: int) -> None:
    tokens = registry.raw.find(bytes(shift) + as_csv(PEOPLE, encoding))
    assert set(tokens.record.tolist()) == set(range(40))
    assert len(set(tokens.kind.tolist())) >= 6


def test_names_and_addresses_are_found_in_mail_encoding(registry: Registry) -> None:
    text = "\n".join(person.name for person in PEOPLE).encode("iso2022_jp")
    assert set(registry.raw.find(text).record.tolist()) == set(range(40))


def test_other_people_are_not_found(registry: Registry) -> None:
    tokens = registry.raw.find(as_csv(residents(300, seed=2)))
    from checks.residue.fingerprint.forms import CODE

    assert not {CODE["phone"], CODE["email"]} & set(tokens.kind.tolist())


def test_a_number_inside_a_longer_number_is_not_a_find(registry: Registry) -> None:
    digits = PEOPLE[0].phone.replace("-", "")
    assert len(registry.raw.find(f"tel {digits} end".encode())) == 1
    assert len(registry.raw.find(f"tel 1{digits} end".encode())) == 0
    assert len(registry.raw.find(f"tel {digits}1 end".encode())) == 0
    assert len(registry.raw.find(f"tel 1{digits} end".encode("utf-16-le"))) == 0


def test_files_members_and_names_are_known_again(registry: Registry, received: Path) -> None:
    contents = registry.contents
    assert contents.is_registered((received / "対象者一覧.csv").read_bytes())
    assert contents.is_registered(as_csv(PEOPLE))
    assert not contents.is_registered(as_csv(PEOPLE)[:-1])
    assert contents.is_registered_name("C:\\Users\\x\\対象者一覧.CSV")
    assert contents.is_registered_name("写し.csv") is False, "two characters could be anybody's"
    assert not contents.is_registered_name("別の一覧表.csv")


def test_a_piece_of_a_file_is_known_on_sector_boundaries_only(registry: Registry, received: Path) -> None:
    blocks = registry.blocks
    piece = (received / "対象者一覧.csv").read_bytes()[512:2560]
    assert [(run.offset, run.length) for run in blocks.find(bytes(1024) + piece + bytes(512), 8192)] == [(9216, 2048)]
    assert blocks.find(bytes(1000) + piece, 0) == []


def test_nothing_readable_is_in_the_file(registry_file: Path) -> None:
    sealed = registry_file.read_bytes()
    for person in PEOPLE[:5]:
        for value in (person.name, person.phone, person.mail, person.address):
            for encoding in ("utf-8", "cp932", "utf-16-le"):
                assert value.encode(encoding) not in sealed


def test_both_halves_of_the_key_are_needed(registry_file: Path) -> None:
    for wrong in (Key(b"half of the ward", "other"), Key(b"other half", KEY.passphrase), Key(b"", KEY.passphrase)):
        with pytest.raises(RegistryError, match="wrong_key"):
            open_registry(registry_file, wrong)


def test_the_key_shows_nothing_when_printed() -> None:
    assert "passphrase of" not in repr(KEY)
    assert "half of" not in repr(KEY)


@pytest.mark.parametrize("damage", ["cut", "flip", "swap"])
def test_a_damaged_registry_does_not_open(registry_file: Path, tmp_path: Path, damage: str) -> None:
    data = bytearray(registry_file.read_bytes())
    if damage == "cut":
        del data[-100:]
    elif damage == "flip":
        data[-5] ^= 1
    else:
        data[400:416], data[500:516] = data[500:516], data[400:416]
    copy = tmp_path / "damaged"
    copy.write_bytes(data)
    with pytest.raises(RegistryError, match=r"damaged|wrong_key"):
        open_registry(copy, KEY)


def test_a_registry_is_never_overwritten(registry_file: Path, received: Path) -> None:
    before = registry_file.read_bytes()
    with pytest.raises(RegistryError, match="exists"):
        register([received], registry_file, key=KEY)
    assert registry_file.read_bytes() == before


def test_other_files_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(RegistryError, match="not_a_registry"):
        open_registry(tmp_path / "x", KEY)
    with pytest.raises(RegistryError, match="not_found"):
        open_registry(tmp_path / "y", KEY)


def test_headings_nobody_knows_can_be_mapped(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("だれ,どこに\n佐藤　恵子,090-1234-5678\n鈴木　誠,090-8765-4321\n", encoding="utf-8")
    assert register([source], tmp_path / "a", key=KEY).records == 0
    assert register([source], tmp_path / "b", key=KEY, column_map={"だれ": "name", "どこに": "phone"}).records == 2


def test_the_digest_is_what_sha256sum_says(registry_file: Path) -> None:
    assert open_registry(registry_file, KEY).digest == hashlib.sha256(registry_file.read_bytes()).hexdigest()


def test_a_destroyed_registry_is_gone_and_its_digest_is_kept(registry_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(registry_file.read_bytes())
    assert destroy_registry(copy) == hashlib.sha256(registry_file.read_bytes()).hexdigest()
    assert not copy.exists()
    other = tmp_path / "list.csv"
    other.write_bytes(b"something of somebody else, long enough")
    with pytest.raises(RegistryError, match="not_a_registry"):
        destroy_registry(other)
    assert other.exists()


def test_two_halves_for_wards_are_never_alike() -> None:
    assert len(new_ward_half()) == 32
    assert new_ward_half() != new_ward_half()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("対象者一覧.xlsx", True),
        ("passwords.txt~", True),
        ("一覧.csv", False),
        ("data.csv", False),
        ("Document1.docx", False),
        ("新しいテキスト ドキュメント (2).txt", False),
    ],
)
def test_only_telling_names_are_registered(name: str, said: bool) -> None:
    assert telling(name) is said


@pytest.mark.parametrize("name", ["対象者一覧_cp932.csv", "対象者一覧.xlsx", "提出用一式.zip"])
def test_a_registration_stops_within_one_long_list_and_leaves_no_registry(name: str, tmp_path: Path) -> None:
    file, out, stop = tmp_path / name, tmp_path / "registry", threading.Event()
    file.write_bytes(registries.received(500)[name])
    seen: list[int] = []

    def told(made: RegistrySummary) -> None:
        seen.append(made.records)
        if made.records >= 100:
            stop.set()

    with pytest.raises(RegistryError) as failed:
        register([file], out, key=KEY, progress=told, cancel=stop)
    assert failed.value.code == "stopped"
    assert 100 <= seen[-1] < 500
    assert not out.exists()
