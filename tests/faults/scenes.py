"""What can be killed: each command at its work, with what lay there before and what a whole run leaves."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from tests.collect.conftest import Office
from tests.faults.children import run, tree
from tests.hostile.making import sound

PASSPHRASE = "口令"


@dataclass
class Scene:
    """One command. `place` is the folder that it writes to; `before` is what lies there when it starts."""

    name: str
    root: Path
    arguments: tuple[object, ...]
    codes: tuple[int, ...] = (0,)
    same_bytes: bool = True
    """Whether each run gives the same bytes (a signature does not)."""
    stride: int = 1
    """Every so many-th change of the folder is tried; a package has a hundred."""

    @property
    def place(self) -> Path:
        return self.root / "out"

    @property
    def before(self) -> Path:
        return self.root / "before"

    def reset(self) -> None:
        """The place as it was before the command."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.before, self.place)


def build(root: Path) -> Scene:
    """A report is built over an older one, beside a stranger's file."""
    workbook = root / "甲.xlsx"
    workbook.write_bytes(sound())
    scene = Scene("build", root, ("build", workbook, "-o", root / "out"))
    scene.before.mkdir()
    assert run((*scene.arguments[:3], scene.before), root / "said") == 0
    for path in scene.before.iterdir():
        path.write_bytes(b"an older report")
    (scene.before / "别的文件.txt").write_bytes(b"other")
    return scene


def collect(root: Path) -> Scene:
    """Six units are added up over an older workbook."""
    office = Office(root)
    office.send_all()
    target = root / "out" / "汇总.xlsx"
    more = ("--roster", office.roster(), "--jobs", 1, "--force")
    scene = Scene("collect", root, ("collect", office.folder, "-o", target, *more), (0, 1))
    scene.before.mkdir()
    (scene.before / "汇总.xlsx").write_bytes(b"an older workbook")
    return scene


def sign(root: Path) -> Scene:
    """A report is signed over an older file."""
    workbook, key, secret = root / "甲.xlsx", root / "key.p12", root / "secret"
    workbook.write_bytes(sound())
    assert run(("build", workbook, "-o", root / "made", "--only", "pdf"), root / "said") == 0
    (pdf,) = (root / "made").iterdir()
    key.write_bytes(_p12())
    secret.write_text(PASSPHRASE, encoding="utf-8")
    target = root / "out" / "已签.pdf"
    arguments = ("sign", pdf, "--p12", key, "--passphrase-file", secret, "-o", target)
    scene = Scene("sign", root, arguments, same_bytes=False)
    scene.before.mkdir()
    (scene.before / "已签.pdf").write_bytes(b"an older file")
    return scene


def archive(root: Path) -> Scene:
    """A second report is filed in an archive that has one."""
    for name, year in (("甲", "a"), ("乙", "b")):
        workbook = root / f"{name}.xlsx"
        workbook.write_bytes(sound(name))
        assert run(("build", workbook, "-o", root / year, "--only", "pdf,docx,json"), root / "said") == 0
    scene = Scene("archive", root, ("archive", root / "b", "-o", root / "out"), stride=11)
    assert run(("archive", root / "a", "-o", scene.before), root / "said") == 0
    return scene


SCENES: dict[str, Callable[[Path], Scene]] = {
    "build": build,
    "collect": collect,
    "sign": sign,
    "archive": archive,
}


def whole(scene: Scene) -> dict[str, str]:
    """What an undisturbed run leaves."""
    scene.reset()
    assert run(scene.arguments, scene.root / "said") in scene.codes, (scene.root / "said").read_text()
    return tree(scene.place)


def _p12() -> bytes:
    """A key with a certificate of its own, good for a century."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "梧桐区人民政府办公室")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2000, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    encryption = BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"k", key, certificate, None, encryption)
