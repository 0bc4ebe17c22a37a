"""Reports signed by the program itself, seal and all, at every level: proved, filed, and proved again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.archive.proof.outcome import Result
from generator.archive.proof.report import Options
from generator.archive.verify import Request, verify
from generator.signing.p12 import Pkcs12Key
from generator.signing.seal import read_seal
from generator.signing.signer import Wishes, sign
from generator.signing.trust import read_trust
from tests.archive.made import SAMPLES, checks_on, failed_in, failures, file_one, made, pki
from tests.signing.pki import PASSPHRASE
from tests.signing.tsa_server import serve, stamping


@pytest.fixture(scope="module")
def tsa() -> Iterator[str]:
    """A live time stamp authority on this machine."""
    with serve(stamping(pki().tsa)) as address:
        yield address


@pytest.fixture(scope="module", params=["B", "T", "LTA"])
def level(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sealed(level: str, tsa: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sample's PDF with signature and seal picture."""
    key = tmp_path_factory.mktemp("key") / "office.p12"
    key.write_bytes(pki().rsa.p12())
    trust = read_trust([pki().trust], pki().crls())
    seal = read_seal(None)
    wishes = {
        "B": Wishes(seal),
        "T": Wishes(seal, tsa=tsa),
        "LTA": Wishes(seal, tsa=tsa, ltv=True, trust=trust),
    }[level]
    return sign(made(SAMPLES[2]).files["pdf"], Pkcs12Key(key, lambda: PASSPHRASE), wishes).pdf


def roots() -> tuple[bytes, ...]:
    return (pki().trust,)


def test_the_sealed_report_passes_every_check(level: str, sealed: bytes) -> None:
    subject = made(SAMPLES[2]).subject("pdf", sealed)
    checks = checks_on(subject, trust=roots(), crls=pki().crls())[subject.path]
    assert failures(checks) == {}
    results = {c.id: c.result for c in checks}
    assert results["D01"] is Result.PASSED
    assert results["C07"] is Result.PASSED
    timed = Result.NOT_RUN if level == "B" else Result.PASSED
    assert results["D04"] is timed, [c.message for c in checks if c.id == "D04"]


def test_it_can_be_filed_and_proved_again(level: str, sealed: bytes, tmp_path: Path) -> None:
    filed = file_one(tmp_path, made(SAMPLES[2]), pdf=sealed)
    metadata = (filed.folder / "metadata/metadata.xml").read_text()
    assert f"PAdES B-{level}" in metadata
    assert ("时间戳" in metadata) is (level != "B")
    assert filed.row["时间戳"] == ("无" if level == "B" else "示例时间戳服务")
    for item in verify(Request((tmp_path,), Options(roots()))):
        assert failed_in(item) == {}


def test_junk_behind_it_is_found(sealed: bytes) -> None:
    subject = made(SAMPLES[2]).subject("pdf", sealed + b"\n%junk\n")
    assert failures(checks_on(subject, trust=roots())[subject.path]).keys() & {"C01", "D01"}
