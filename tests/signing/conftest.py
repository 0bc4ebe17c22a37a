"""One public-key infrastructure, one time stamp authority and a few signed files for all tests of signing.

The clock stands still at `pki.NOW`: certificates have days on which they are good, and others.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from freezegun import freeze_time

from generator.batch.one import build_report
from generator.signing.p12 import Pkcs12Key
from generator.signing.seal import read_seal
from generator.signing.signer import Wishes, sign
from generator.signing.trust import TrustList, read_trust
from tests.signing.pki import NOW, PASSPHRASE, Identity, Pki, make_pki
from tests.signing.sample import report_pdf
from tests.signing.tsa_server import serve, stamping


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with freeze_time(NOW, real_asyncio=True):
        yield


@pytest.fixture(scope="session")
def pki() -> Pki:
    return make_pki()


@pytest.fixture(scope="session")
def report() -> bytes:
    """An unsigned report, signed off by the office."""
    return report_pdf()


@pytest.fixture(scope="session")
def finished() -> bytes:
    """A whole report, from its workbook, with name and date where the seal goes."""
    workbook = next(iter(sorted((Path(__file__).parents[2] / "samples").glob("*2024*.xlsx"))))
    return build_report(workbook, ("pdf",)).files["pdf"][1]


@pytest.fixture(scope="session")
def tsa(pki: Pki) -> Iterator[str]:
    """Address of a live time stamp authority."""
    with serve(stamping(pki.tsa)) as address:
        yield address


@pytest.fixture(scope="session")
def trust(pki: Pki) -> TrustList:
    """Both roots, and current revocation lists."""
    return read_trust([pki.trust], pki.crls())


class Office:
    """Signs as an officer would, with keys in files."""

    def __init__(self, folder: Path, tsa: str, trust: TrustList) -> None:
        self._folder = folder
        self._tsa = tsa
        self._trust = trust

    def key(self, identity: Identity) -> Pkcs12Key:
        path = self._folder / f"{identity.certificate.serial_number:x}.p12"
        path.write_bytes(identity.p12())
        return Pkcs12Key(path, lambda: PASSPHRASE)

    def wishes(self, level: str) -> Wishes:
        seal = read_seal(None)
        match level:
            case "B":
                return Wishes(seal)
            case "T":
                return Wishes(seal, tsa=self._tsa)
        return Wishes(seal, tsa=self._tsa, ltv=True, trust=self._trust)

    def sign(self, pdf: bytes, identity: Identity, level: str = "B") -> bytes:
        return sign(pdf, self.key(identity), self.wishes(level)).pdf


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, tsa: str, trust: TrustList) -> Office:
    return Office(tmp_path_factory.mktemp("keys"), tsa, trust)


@pytest.fixture(scope="session")
def signed(office: Office, pki: Pki, report: bytes) -> dict[str, bytes]:
    """The report signed at each level, by the RSA key and (`EC …`) by the one on an elliptic curve."""
    with freeze_time(NOW, real_asyncio=True):
        rsa = {level: office.sign(report, pki.rsa, level) for level in ("B", "T", "LTA")}
        return rsa | {f"EC {level}": office.sign(report, pki.ec, level) for level in ("B", "T", "LTA")}
