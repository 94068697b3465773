"""Both sides of the exchange below one folder, made with the real services: for tests that need only a part of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from evidence import hostfile
from evidence.build import BuildResult
from evidence.keys import KeyFileSigner
from selfaudit.services import fleet, handover, keyring, request, seal, ward
from selfaudit.services.host_key import host_signer, name_of
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace

PROFILE, NUMBER, SECRET = "shinjuku-2012", "8-1234", "correct horse battery"
DUE = date(2099, 3, 31)


def desk(folder: Path) -> tuple[Workspace, KeyFileSigner]:
    """An open ward's desk and its root key."""
    workspace = Workspace.open(folder, program="test")
    return workspace, ward.init(workspace, "見本区", SECRET)


def contractor(folder: Path, year: int = 2026, profile: str = PROFILE) -> Walk:
    """An open contractor's data folder with one inspection, nothing answered."""
    workspace = Workspace.open(folder, program="test")
    return workspace.start(
        profile=profile, title="見本業務委託", contractor="株式会社見本", fiscal_year=year, operator="点検 担当"
    )


def key(folder: Path, name: str) -> KeyFileSigner:
    """A signing key in a folder, and its registration beside it."""
    signer = keyring.make(folder / f"{name}.key", SECRET, name)
    keyring.export(signer, folder / f"{name}.pem")
    return signer


def operated(folder: Path) -> tuple[Workspace, KeyFileSigner, KeyFileSigner]:
    """A desk in ``ward`` with one contractor's key registered for all contracts: the desk, its root, that key."""
    office, root = desk(folder / "ward")
    signer = key(folder, "operator")
    ward.register(office, folder / "operator.pem", role="operator")
    return office, root, signer


def host_report(folder: Path, asked: str | None = None) -> Path:
    """Another PC's signed report without a single result, quoting a request or none."""
    signer = host_signer(folder)
    host = name_of(signer)
    out = folder / f"{host}{fleet.SUFFIX}"
    hostfile.write(out, fleet.sign(signer, host, fleet.report_document(host, [], []), datetime.now(UTC), asked))
    return out


@dataclass
class Pair:
    """A ward and a contractor that have met: keys registered, nothing asked yet."""

    folder: Path
    office: Workspace
    root: KeyFileSigner
    walk: Walk
    operator: KeyFileSigner
    approver: KeyFileSigner
    count: int = 0

    def close(self) -> None:
        self.office.close()
        self.walk.workspace.close()

    def fresh(self) -> Path:
        """A new empty folder."""
        self.count += 1
        made = self.folder / f"papers{self.count}"
        made.mkdir()
        return made

    def ask(self, *, roles: tuple[str, ...] = ("operator", "approver"), year: int = 2026, **more: object) -> Path:
        """The ward issues a request with its trust list beside it."""
        wanted = ward.Wanted(NUMBER, PROFILE, DUE, fiscal_year=year, roles=roles, **more)  # type: ignore[arg-type]
        out = self.fresh()
        ward.trust_list(self.office, self.root, out, NUMBER)
        return ward.request(self.office, wanted, self.root, out)[0]

    def take_in(self, path: Path, walk: Walk | None = None) -> request.Asked:
        """The contractor imports it, the ward's fingerprint read from paper."""
        walk = walk or self.walk
        trust = path.with_name("trust.json")
        pins = [self.root.fingerprint]
        return request.import_request(walk.workspace, path, trust_file=trust, pins=pins, inspection=walk.inspection.id)

    def sealed(self, walk: Walk | None = None) -> Path:
        """The contractor's bundle with one signature."""
        return seal.seal(walk or self.walk, self.fresh(), SECRET).path

    def signed(self, bundle: Path) -> BuildResult:
        """The same with the second signature."""
        return handover.countersign(bundle, self.fresh(), self.approver)


def pair(folder: Path) -> Pair:
    """Ward and contractor with registered keys."""
    office, root = desk(folder / "ward")
    walk = contractor(folder / "contractor")
    path = keyring.path_of(walk.workspace.directory, keyring.OPERATOR)
    operator = keyring.make(path, SECRET, "operator")
    keyring.export(operator, folder / "operator.pem")
    approver = key(folder, "approver")
    for role in ("operator", "approver"):
        ward.register(office, folder / f"{role}.pem", role=role, contract=NUMBER)
    return Pair(folder, office, root, walk, operator, approver)
